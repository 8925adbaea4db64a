"""A corpus as python3-yaml reads it: the units with their addresses, and what is counted from them."""
import os

import yaml


class Loader(yaml.SafeLoader):
    """Words stay words: no and 2022-05 are text in a corpus."""


for first in "ynYNtTfFoO0123456789-+.":
    kept = [(t, r) for t, r in yaml.SafeLoader.yaml_implicit_resolvers.get(first, []) if t != "tag:yaml.org,2002:timestamp"]
    Loader.yaml_implicit_resolvers = dict(Loader.yaml_implicit_resolvers, **{first: kept})


def read(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader)


def both(text):
    return text if isinstance(text, dict) else {"zh": str(text), "en": ""}


class Corpus:
    def __init__(self, path):
        if os.path.isdir(path):
            head = read(os.path.join(path, "corpus.yaml"))
            parts = [head] + [read(os.path.join(path, part)) for part in head["parts"]]
        else:
            parts = [read(path)]
        self.themes, self.provinces, self.speeches, self.terms = [], [], [], []
        for part in parts:
            self.themes += part.get("themes") or []
            self.provinces += part.get("provinces") or []
            self.terms += part.get("terms") or []
            self.speeches += part.get("speeches") or []
        self.measures, self.figures = [], []
        for speech in self.speeches:
            self.take_figures(speech["id"], speech.get("lead"))
            for s, section in enumerate(speech.get("sections") or [], 1):
                self.take_figures(f"{speech['id']}.{s}", section.get("intro"))
                for m, measure in enumerate(section.get("measures") or [], 1):
                    address = f"{speech['id']}.{s}.{m}"
                    self.measures.append(dict(measure, id=address, province=speech["province"]))
                    self.take_figures(address, measure)

    def take_figures(self, address, passage):
        if passage:
            self.figures += [dict(figure, unit_id=address) for figure in passage.get("figures") or []]

    def terms_of(self, province):
        """The terms that stand in any passage of a province, by their names."""
        passages = []
        for speech in self.speeches:
            if speech["province"] == province:
                passages.append(speech.get("lead"))
                for section in speech.get("sections") or []:
                    passages += [section.get("intro"), *(section.get("measures") or [])]
        return {str(term) for passage in passages if passage for term in passage.get("terms") or []}

    def themes_of(self, province):
        return {theme for m in self.measures if m["province"] == province for theme in m["themes"]}

    def cell(self, theme, province):
        """The measures that a cell of the matrix counts."""
        return {m["id"] for m in self.measures if theme in m["themes"] and m["province"] == province}
