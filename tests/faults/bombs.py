#!/usr/bin/env python3
"""bombs.py DIRECTORY KIND: writes the YAML files of a kind, each one a shape that hurts a parser or is no text at all."""
import os
import sys


def laughs():
    lines = ['a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]']
    for before, now in zip("abcdefgh", "bcdefghi"):
        lines.append("%s: &%s [%s]" % (now, now, ",".join(["*" + before] * 9)))
    return "\n".join(lines) + "\n"


KINDS = {
    "nested": lambda: dict(
        [("%s_%d" % (name, n), make(n)) for n in (1000, 10000, 100000, 1000000) for name, make in (
            ("sequences", lambda n: "[" * n + "]" * n + "\n"), ("mappings", lambda n: "{a: " * n + "}" * n + "\n"),
            ("open", lambda n: "[" * n), ("dashes", lambda n: "- " * n + "x\n"))],
        lines="[\n" * 1000000, deep="".join(" " * i + "a:\n" for i in range(3000)), questions="? " * 100000),
    "aliases": lambda: dict(
        laughs=laughs(), itself="a: &a [*a]\n", merge="b: &b {x: 1}\nc:\n  <<: *b\n", anchors="".join("- &a%d x\n" % i for i in range(100000)),
        tags="".join("%%TAG !a%d! tag:x\n" % i for i in range(200000)) + "--- a\n", documents="---\n" * 1000000,
        python='a: !!python/object/apply:os.system ["id"]\n', long_tag="!" + "%41" * 1000000 + " a\n", long_anchor="&" + "a" * 1000000 + " x\n"),
    "keys": lambda: dict(
        twice="schema: 1\nschema: 1\n", often="a: 1\n" * 100000, unicode="é: 1\ne\u0301: 2\n", wide="".join("k%d: v\n" % i for i in range(1000000)),
        long="x" * 1000000 + ": 1\n", norway="- no\n- NO\n- 012\n- 12:30:45\n- 2022-07-01\n- ~\n- .inf\n"),
    "bytes": lambda: dict(
        empty="", nothing=b"\0" * 4096, utf16="schema: 1\n".encode("utf-16"), gb18030="title: 街道\n".encode("gb18030"), bad=b"a: x\xff\xfey\n",
        overlong=b"a: x\xc0\xafy\n", surrogate=b"a: x\xed\xa0\x80y\n", cut=b"a: \xe4\xb8", escape=b"a: x\x1by\n", c1=b"a: x\xc2\x9by\n",
        delete=b"a: x\x7fy\n", bidi="a: x\u202ey\n", surrogate_escape='a: "\\ud800"\n', tabs="a:\n\tb: 1\n", carriage="a: 1\rb: 2\r"),
    "large": lambda: dict(
        scalar="a: \"" + "x" * (100 << 20) + "\"\n", comment="#" * 10000000 + "\n", blank="a: |\n" + "\n" * 10000000,
        literal="a: |\n" + "  街道赋权\n" * 1000000),
}

directory, kind = sys.argv[1:]
os.makedirs(directory)
for name, content in KINDS[kind]().items():
    with open(os.path.join(directory, name + ".yaml"), "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
