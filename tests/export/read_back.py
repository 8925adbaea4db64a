"""Run by run.sh: read_back.py PROGRAM FOLDER. Prints what is wrong, then `N passed, N failed[, N skipped]`."""
import csv
import html.parser
import io
import itertools
import json
import os
import shutil
import subprocess
import sys

import openpyxl

from truth import Corpus, both

BILAN, FOLDER = sys.argv[1:3]
CORPORA = ["content/2022-urban-party-building", "tests/data/small.yaml"]
passed = failed = skipped = 0


def check(fine, what):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print("export:", what)


def run(corpus, *words, code=0):
    done = subprocess.run([BILAN, *words, "-C", corpus], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(done.returncode == code, f"{' '.join(words)} -C {corpus}: exit {done.returncode}: {done.stderr.decode()[:300]}")
    return done.stdout


def rows_csv(data):
    check(data.startswith(b"\xef\xbb\xbf"), "CSV for Excel begins with a byte order mark")
    bare = data[3:].replace(b"\r\n", b"")
    check(b"\r" not in bare, "a carriage return stands in a line end only")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def workbook(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_xlsx(data, sheet=0):
    return [list(row) for row in workbook(data).worksheets[sheet].iter_rows(values_only=True)]


class Page(html.parser.HTMLParser):
    """Its rows of cells, ids, links within it, and addresses."""

    def __init__(self, data):
        super().__init__()
        self.rows, self.ids, self.links, self.addresses, self.text, self.open = [], [], [], [], None, 0
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids += [attrs["id"]] if "id" in attrs else []
        self.links += [attrs["href"][1:]] if attrs.get("href", "").startswith("#") else []
        self.addresses += (attrs.get("data-address") or "").split()
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.text = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.text is not None:
            self.rows[-1].append(self.text)
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def validate(data, what):
    global skipped
    if not shutil.which("tidy"):
        skipped += 1
        return
    done = subprocess.run(["tidy", "-q", "-e", "-utf8"], input=data, stderr=subprocess.PIPE, check=False)
    # tidy knows the links of SVG 1.1 only; a link in HTML's own SVG has href.
    found = [line for line in done.stderr.decode().splitlines() if '<a> proprietary attribute "href"' not in line]
    check(not found, f"{what}: tidy: {found[:3]}")
    page = Page(data)
    check(len(page.ids) == len(set(page.ids)), f"{what}: an id stands twice")
    check(set(page.links) <= set(page.ids), f"{what}: links lead nowhere: {sorted(set(page.links) - set(page.ids))[:3]}")


def column(rows, name):
    at = rows[0].index(name)
    return [row[at] for row in rows[1:]]


def undone(text):
    """As it was before a ' was put in front of it."""
    return text[1:] if text.startswith("'") else text


def same_number(value, text):
    return abs(float(value) - float(text)) <= 1e-9 * max(1.0, abs(float(value)))


def flat(text):
    """Without white space: YAML folds lines with a blank, which Chinese has none of."""
    return "".join(text.split())


def listings(path, corpus):
    for lang in ("zh", "en"):
        rows = rows_csv(run(path, "list", "measures", "--format", "csv", "--lang", lang))
        names = ["地址", "举措", "正文"] if lang == "zh" else ["id", "label", "text"]
        check(column(rows, names[0]) == [m["id"] for m in corpus.measures], f"{path}: measures in CSV, {lang}")
        for name, key in zip(names[1:], ("label", "text")):
            wanted = [flat(both(m[key])[lang] or both(m[key])["zh"]) for m in corpus.measures]
            check([flat(undone(text)) for text in column(rows, name)] == wanted, f"{path}: {key} in CSV, {lang}")
        book = rows_xlsx(run(path, "list", "measures", "--format", "xlsx", "--lang", lang))
        check(column(book, "地址" if lang == "zh" else "address") == [m["id"] for m in corpus.measures], f"{path}: xlsx")
        wanted = [flat(both(m["text"])[lang] or both(m["text"])["zh"]) for m in corpus.measures]
        check([flat(text) for text in column(book, "正文" if lang == "zh" else "text")] == wanted, f"{path}: xlsx text, {lang}")
        page = run(path, "list", "measures", "--format", "html", "--lang", lang)
        validate(page, f"{path}: measures, {lang}")
        check([row[0] for row in Page(page).rows[1:]] == [m["id"] for m in corpus.measures], f"{path}: measures in HTML")
    data = json.loads(run(path, "list", "measures", "--format", "json"))
    check([(m["id"], m["label"]["zh"], m["themes"]) for m in data]
          == [(m["id"], both(m["label"])["zh"], m["themes"]) for m in corpus.measures], f"{path}: measures in JSON")


def figures(path, corpus):
    wanted = [(f["unit_id"], str(f["written"])) for f in corpus.figures]
    numbers = [f["value"] if f["kind"] != "date" else None for f in corpus.figures]
    rows = rows_csv(run(path, "list", "figures", "--format", "csv", "--lang", "en"))
    check(list(zip(column(rows, "unit_id"), map(undone, column(rows, "written")))) == wanted, f"{path}: figures in CSV")
    check(all(n is None or same_number(n, text) for n, text in zip(numbers, column(rows, "value"))), f"{path}: values in CSV")
    book = rows_xlsx(run(path, "list", "figures", "--format", "xlsx", "--lang", "en"))
    check(list(zip(column(book, "address"), column(book, "as written"))) == wanted, f"{path}: figures in xlsx")
    values = column(book, "value")
    check(all(n is None or isinstance(v, (int, float)) for n, v in zip(numbers, values)), f"{path}: a number is no number in xlsx")
    check(all(n is None or same_number(n, v) for n, v in zip(numbers, values)), f"{path}: values in xlsx")
    data = json.loads(run(path, "list", "figures", "--format", "json"))
    check([(f["unit_id"], f["written"]) for f in data] == wanted, f"{path}: figures in JSON")
    check([f["span"] for f in data] == [f["span"] for f in corpus.figures], f"{path}: spans in JSON")
    page = run(path, "list", "figures", "--format", "html", "--lang", "en")
    validate(page, f"{path}: figures")
    check([tuple(row[:2]) for row in Page(page).rows[1:]] == wanted, f"{path}: figures in HTML")


def rows_md(data):
    lines = [line for line in data.decode().splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if not line.startswith("| --")]


def matrix(path, corpus):
    ids = [t["id"] for t in corpus.themes]
    provinces = [p["id"] for p in corpus.provinces]
    counts = [[len(corpus.cell(theme, province)) for province in provinces] for theme in ids]
    rows = rows_csv(run(path, "matrix", "--format", "csv", "--lang", "en"))
    check(column(rows, "theme") == ids, f"{path}: themes of the matrix in CSV")
    got = [[int(row[rows[0].index(p)]) for p in provinces] for row in rows[1:]]
    check(got == counts, f"{path}: counts of the matrix in CSV")
    every = [set().union(*(corpus.cell(t, p) for p in provinces)) for t in ids]
    check([set(text.split("; ")) - {""} for text in column(rows, "units")] == every, f"{path}: addresses of the matrix in CSV")
    sheet = workbook(run(path, "matrix", "--format", "xlsx", "--lang", "en")).worksheets[0]
    names = [cell.value for cell in sheet[1]]
    for t, theme in enumerate(ids):
        for p, province in enumerate(corpus.provinces):
            cell = sheet.cell(t + 2, names.index(both(province["name"])["en"]) + 1)
            said = set(cell.comment.text.split()) if cell.comment else set()
            check(cell.value == counts[t][p] and said == corpus.cell(theme, province["id"]), f"{path}: {theme} {province['id']} in xlsx")
    check(sheet.freeze_panes == "C2", f"{path}: the matrix's names stay in sight, not {sheet.freeze_panes}")
    page = run(path, "matrix", "--format", "html", "--lang", "en")
    validate(page, f"{path}: matrix")
    check([[int(n) for n in row[1:1 + len(provinces)]] for row in Page(page).rows[1:-1]] == counts, f"{path}: matrix in HTML")
    check(set(Page(page).addresses) == set().union(*every), f"{path}: addresses of the matrix in HTML")
    table = rows_md(run(path, "matrix", "--format", "md", "--lang", "en"))
    check([[int(n) for n in row[1:1 + len(provinces)]] for row in table[1:-1]] == counts, f"{path}: matrix in Markdown")


def columns(text):
    return sum(1 + (letter > "\u2e80") for letter in text)


def comparison(path, corpus):
    for pair in itertools.combinations([p["id"] for p in corpus.provinces], 2):
        wanted = {(t, m["id"]) for m in corpus.measures for t in m["themes"] if m["province"] in pair}
        rows = rows_csv(run(path, "compare", *pair, "--format", "csv", "--lang", "en"))
        check(set(zip(column(rows, "theme"), column(rows, "id"))) == wanted, f"{path}: {pair} in CSV")
        data = run(path, "compare", *pair, "--format", "xlsx", "--lang", "en")
        book = rows_xlsx(data, 1)
        check(sorted(column(book, "address")) == sorted(i for _, i in wanted), f"{path}: {pair} in xlsx, one a row")
        grid = " ".join(str(cell) for row in rows_xlsx(data) for cell in row).replace("\n", " ").split()
        check({i for _, i in wanted} <= set(grid), f"{path}: {pair}: addresses side by side in xlsx")
        sheet = workbook(data).worksheets[0]
        lines = {cell.row: 0 for row in sheet.iter_rows(min_row=2) for cell in row}
        for row in sheet.iter_rows(min_row=2, min_col=2):
            for cell in row:
                lines[cell.row] = max(lines[cell.row], sum(1 + columns(part) // 52 for part in str(cell.value or "").split("\n")))
        check(all(n < 2 or (sheet.row_dimensions[r].height or 0) >= 12 * n for r, n in lines.items()), f"{path}: {pair}: rows too low in xlsx")
        page = run(path, "compare", *pair, "--format", "html")
        validate(page, f"{path}: {pair}")
        check(set(Page(page).addresses) == {i for _, i in wanted}, f"{path}: {pair} in HTML")
        blocks = json.loads(run(path, "compare", *pair, "--format", "json"))
        full = {(b["theme"], m["id"]) for b in blocks for c in b["cells"] for m in c["measures"]}
        seen = {(b["theme"], i) for b in blocks for c in b["cells"] for i in c["see"]}
        check(full | seen == wanted and full == {(m["themes"][0], m["id"]) for m in corpus.measures if m["province"] in pair},
              f"{path}: {pair} in JSON")


def documents(path, corpus):
    for speech in corpus.speeches:
        units = [m["id"] for m in corpus.measures if m["id"].startswith(speech["id"] + ".")]
        for lang in ("zh", "en"):
            page = run(path, "show", speech["id"], "--format", "html", "--lang", lang)
            validate(page, f"{path}: {speech['id']}, {lang}")
            check(set(units) <= set(Page(page).ids), f"{path}: {speech['id']}: a measure has no id in HTML")
        rows = rows_csv(run(path, "show", speech["id"], "--format", "csv", "--lang", "en"))
        check(set(units) <= set(column(rows, "id")), f"{path}: {speech['id']} in CSV")
        book = rows_xlsx(run(path, "show", speech["id"], "--format", "xlsx"))
        check(set(units) <= set(column(book, "地址")), f"{path}: {speech['id']} in xlsx")


def every_format(path, *words):
    """The rows of the tables that the formats have of one question, without their heads, as text."""
    made = {f: run(path, *words, "--format", f, "--lang", "en") for f in ("csv", "xlsx", "html", "md")}
    validate(made["html"], f"{path}: {words}")
    return {"csv": rows_csv(made["csv"])[1:], "xlsx": rows_xlsx(made["xlsx"])[1:], "html": Page(made["html"]).rows[1:],
            "md": rows_md(made["md"])[1:]}


def similar(path, corpus):
    for asked in corpus.measures:
        rows = json.loads(run(path, "similar", asked["id"], "--format", "json"))
        by_id = {m["id"]: m for m in corpus.measures}
        scores = [row["score"] for row in rows]
        check(rows and scores == sorted(scores, reverse=True) and 0 < min(scores) <= max(scores) <= 100, f"{path}: {asked['id']}: scores")
        check(all(by_id[row["id"]]["province"] != asked["province"] for row in rows), f"{path}: {asked['id']}: elsewhere")
        named = [[theme["id"] for theme in corpus.themes if both(theme["name"])["zh"] in row["reason"]["zh"]] for row in rows]
        shared = [set(asked["themes"]) & set(by_id[row["id"]]["themes"]) for row in rows]
        check(all(s <= set(n) for s, n in zip(shared, named)), f"{path}: {asked['id']}: the reason names the themes that both have")
    wanted = [(str(row["score"]), row["id"]) for row in rows]
    for form, table in every_format(path, "similar", asked["id"]).items():
        check([(str(row[0]), row[1]) for row in table] == wanted, f"{path}: similar in {form}")


def absent(path, corpus):
    ids = [p["id"] for p in corpus.provinces if any(s["province"] == p["id"] for s in corpus.speeches)]
    names = {p["id"]: both(p["name"])["en"] or both(p["name"])["zh"] for p in corpus.provinces}
    themes = {t["id"]: both(t["name"])["en"] or both(t["name"])["zh"] for t in corpus.themes}
    terms = {str(t["name"]): str(t.get("en") or t["name"]) for t in corpus.terms}
    wanted = set()
    for place in ids:
        for theme in set().union(*(corpus.themes_of(p) for p in ids)) - corpus.themes_of(place):
            wanted.add((names[place], "theme", themes[theme]))
        for term in terms:
            others = sum(term in corpus.terms_of(p) for p in ids)
            if term not in corpus.terms_of(place) and others >= (1 if len(ids) == 2 else 2):
                wanted.add((names[place], "term", terms[term]))
    for form, table in every_format(path, "absent").items():
        got = {tuple(undone(cell) for cell in row[:3]) for row in table}
        check(got == wanted, f"{path}: what nobody mentions in {form}: {sorted(got ^ wanted)[:3]}")
    rows = json.loads(run(path, "absent", "--format", "json"))
    check({(r["place"]["en"], r["kind"]["en"], r["name"]["en"] or r["name"]["zh"]) for r in rows} == wanted, f"{path}: absent in JSON")


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", '=HYPERLINK("http://x","y")', "a,b", 'say "no"', "שלום عربي",
           "a;b|c", "<b>&amp;</b>", "１２３", "'quoted", "one\ntwo", "x" * 40000]


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def hostile():
    path = os.path.join(FOLDER, "hostile.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write("schema: 1\nid: hostile\ntitle: T\nthemes:\n  - {id: t, name: 主题, definition: D}\n"
                   "speeches:\n  - id: beijing\n    province: beijing\n    title: T\n    sections:\n      - heading: H\n        measures:\n")
        for text in HOSTILE:
            file.write(f"          - {{label: L, themes: [t], text: {quoted(text)}}}\n")
    rows = rows_csv(run(path, "list", "measures", "--format", "csv"))
    texts = column(rows, "正文")
    check([undone(t) if not h.startswith("'") else t for t, h in zip(texts, HOSTILE)] == HOSTILE, "hostile texts come back from CSV")
    check(not [t for t in texts if t[:1] in "=+-@＝＋－＠\t\r"], "a text that a spreadsheet would take for a formula")
    book = workbook(run(path, "list", "measures", "--format", "xlsx"))
    sheet = book.worksheets[0]
    at = [cell.value for cell in sheet[1]].index("正文") + 1
    cells = [sheet.cell(row + 2, at) for row in range(len(HOSTILE))]
    check(not [c for c in cells if c.data_type == "f"], "a formula in a workbook")
    check([c.value for c in cells[:-1]] == HOSTILE[:-1], "hostile texts come back from xlsx")
    check(cells[-1].value.startswith("xxx") and len(cells[-1].value) <= 32767, "a text longer than Excel takes is cut")
    data = json.loads(run(path, "list", "measures", "--format", "json"))
    check([m["text"]["zh"] for m in data] == HOSTILE, "hostile texts come back from JSON")
    page = run(path, "list", "measures", "--format", "html")
    validate(page, "hostile texts")
    check([flat(row[2]) for row in Page(page).rows[1:]] == [flat(t) for t in HOSTILE], "hostile texts come back from HTML")


def many():
    path = os.path.join(FOLDER, "many.yaml")
    n = 10000
    with open(path, "w", encoding="utf-8") as file:
        file.write("schema: 1\nid: many\ntitle: T\nthemes:\n  - {id: t, name: 主题, definition: D}\nspeeches:\n  - id: beijing\n"
                   "    province: beijing\n    title: T\n    sections:\n")
        for i in range(n):
            if i % 100 == 0:
                file.write("      - heading: H\n        measures:\n")
            file.write(f"          - {{label: 第{i}条, themes: [t], text: 内容{i}。}}\n")
    wanted = [f"beijing.{i // 100 + 1}.{i % 100 + 1}" for i in range(n)]
    check(column(rows_csv(run(path, "list", "measures", "--format", "csv")), "地址") == wanted, "ten thousand rows in CSV")
    check(column(rows_xlsx(run(path, "list", "measures", "--format", "xlsx")), "地址") == wanted, "ten thousand rows in xlsx")
    page = Page(run(path, "list", "measures", "--format", "html"))
    check([row[0] for row in page.rows[1:]] == wanted, "ten thousand rows in HTML")


def files():
    """A disk that fills up in the middle (a limit of the shell's stands for it) loses nothing and leaves nothing."""
    corpus = CORPORA[0]
    for ending in ("csv", "xlsx", "html"):
        folder = os.path.join(FOLDER, "full-" + ending)
        os.mkdir(folder)
        path = os.path.join(folder, "a." + ending)
        with open(path, "w", encoding="utf-8") as file:
            file.write("old")
        line = f'ulimit -f 4; exec "{BILAN}" list measures -C {corpus} -o "{path}" --force'
        done = subprocess.run(["sh", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        check(done.returncode == 3 and done.stderr, f"{ending}: a full disk is told of: exit {done.returncode}")
        with open(path, encoding="utf-8") as file:
            check(file.read() == "old" and os.listdir(folder) == ["a." + ending], f"{ending}: the old file stands alone")


for each in CORPORA:
    held = Corpus(each)
    listings(each, held)
    figures(each, held)
    matrix(each, held)
    comparison(each, held)
    documents(each, held)
    similar(each, held)
    absent(each, held)
hostile()
many()
files()
if skipped:
    print("export: no tidy, HTML was not validated")
print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
sys.exit(failed > 0)
