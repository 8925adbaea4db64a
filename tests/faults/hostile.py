#!/usr/bin/env python3
"""hostile.py: a corpus, legal YAML, whose every field tries to speak to the terminal or to turn what a reader sees."""

TEXTS = [
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b]8;;http://owned\x1b\\", "\x1bPowned\x1b\\", "\x1b_owned\x1b\\", "\x1b^owned\x1b\\",
    "\x1bXowned\x1b\\", "\x9b31m", "\x90owned\x9c", "\x85", "\x1b[2J", "\x1b[?1049l", "\x1b(0", "\x1bc", "\x07", "\x08\x08\x08", "\x7f", "\r", "\x0e",
    "\u202e", "\u202b", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\U000e0041", "\ufff9", "\u2028",
    "\ue000", "\U000f0000", "\ufdd0", "\u0378", "e" + "\u0301" * 60, "街" + "\u20dd" * 40, "\u3164", "\u115f",
]


def quoted(text):
    out = []
    for c in text:
        n = ord(c)
        out.append("\\%s" % c if c in '"\\' else c if 0x20 <= n < 0x7F or 0x3000 < n < 0xA000 else
                   "\\x%02x" % n if n < 0x100 else "\\u%04x" % n if n < 0x10000 else "\\U%08x" % n)
    return '"%s"' % "".join(out)


def text(i, word):
    return "{zh: %s, en: %s}" % (quoted(word + TEXTS[i % len(TEXTS)] + "之后"), quoted(TEXTS[(i + 7) % len(TEXTS)] + " after"))


print("schema: 1\nid: hostile\ntitle: %s\nabout: %s\nthemes:" % (text(0, "标题"), text(1, "关于")))
print("  - id: t\n    name: %s\n    definition: %s" % (text(2, "主题"), text(3, "定义")))
print("speeches:")
step = 4
for province in ("beijing", "shanxi", "zhejiang", "shandong"):
    print("  - id: %s\n    province: %s\n    speaker: %s\n    title: %s\n    lead: %s\n    complete: true\n    sections:" % (
        province, province, text(step, "发言人"), text(step + 1, "题目"), text(step + 2, "开篇")))
    for section in range(3):
        print("      - heading: %s\n        measures:" % text(step + section, "部分"))
        for measure in range(4):
            step += 1
            print("          - label: %s\n            themes: [t]\n            text: %s" % (text(step, "举措"), text(step + 20, "文字")))
print("...")
