#!/usr/bin/env python3
"""Makes core/width.inc from Debian's unicode-data package (/usr/share/unicode), byte for byte the same each time.

    python3 core/tables.py [--check] [DIRECTORY]

Writes beside itself, or compares with what stands there (--check: 1 when something differs). The files are committed, so that
a plain build needs neither Python nor unicode-data; run this after a change of the lists below or of the Unicode version.
"""
import os
import re
import sys

CODE_SPACE = 0x110000
LICENCE = '© 1991–2022 Unicode, Inc.; data used under the Unicode licence, https://www.unicode.org/license.txt'

# Hostile besides Default_Ignorable_Code_Point: a terminal would act on these, or a reader would see another order.
HOSTILE = [(0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F),
           (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE00FF),
           (0xF0000, 0x10FFFF)]
# Variation selectors are ignorable too, but stay: 葛 with U+E0100 is a name that somebody bears.
SELECTORS = [(0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]
# Hangul vowels and finals stand in the cell of the initial.
CONJOINING = [(0x1160, 0x11FF), (0xD7B0, 0xD7FF)]
# Marks of General Punctuation that Chinese text sets in two columns.
CHINESE_MARKS = '‘’“”—―…⋯⸺'

NARROW, ZERO, WIDE, AMBIGUOUS, HOSTILE_BIT, CJK_BIT, HAN_BIT = 0, 1, 2, 3, 4, 8, 16


def data_lines(path, name):
    with open(os.path.join(path, name), encoding='utf8') as file:
        for line in file:
            line = line.split('#')[0].strip()
            if line:
                yield [field.strip() for field in line.split(';')]


def span(field):
    first, _, last = field.partition('..')
    return range(int(first, 16), int(last or first, 16) + 1)


def property_of(path, name, default):
    """One value per code point, from a file of `first..last ; value` lines."""
    values = [default] * CODE_SPACE
    for field in data_lines(path, name):
        for cp in span(field[0]):
            values[cp] = field[1]
    return values


def members(path, name, wanted):
    return {cp for field in data_lines(path, name) if field[1] == wanted for cp in span(field[0])}


def unicode_version(path):
    with open(os.path.join(path, 'EastAsianWidth.txt'), encoding='utf8') as file:
        return re.search(r'(\d+\.\d+\.\d+)', file.readline()).group(1)


def inside(ranges):
    return {cp for first, last in ranges for cp in range(first, last + 1)}


def numbers(values, per_line=28):
    rows = (','.join(str(v) for v in values[i:i + per_line]) for i in range(0, len(values), per_line))
    return '\n'.join('\t' + row + ',' for row in rows)


def two_level(name, values):
    """A byte per code point as blocks that occur once and an index of them, with the block size that needs least."""
    best = None
    for shift in range(5, 9):
        blocks, index = {}, []
        for start in range(0, len(values), 1 << shift):
            block = tuple(values[start:start + (1 << shift)])
            index.append(blocks.setdefault(block, len(blocks)))
        size = len(index) + (len(blocks) << shift)
        if len(blocks) <= 256 and (best is None or size < best[0]):
            best = (size, shift, index, [v for block in blocks for v in block])
    size, shift, index, flat = best
    return (f'/* {size} bytes */\n'
            f'enum {{ {name.upper()}_SHIFT = {shift} }};\n'
            f'static const uint8_t {name}_index[{len(index)}] = {{\n{numbers(index)}\n}};\n'
            f'static const uint8_t {name}_block[{len(flat)}] = {{\n{numbers(flat)}\n}};\n')


def general_category(path):
    values, first = ['Cn'] * CODE_SPACE, 0
    for field in data_lines(path, 'UnicodeData.txt'):
        cp = int(field[0], 16)
        if field[1].endswith('First>'):
            first = cp
        for c in range(first if field[1].endswith('Last>') else cp, cp + 1):
            values[c] = field[2]
    return values


def width_table(path):
    """NARROW, ZERO, WIDE or AMBIGUOUS, with HOSTILE_BIT, CJK_BIT, HAN_BIT."""
    east_asian = property_of(path, 'EastAsianWidth.txt', 'N')
    category = general_category(path)
    ignorable = members(path, 'DerivedCoreProperties.txt', 'Default_Ignorable_Code_Point')
    nonchars = {plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF)}
    selectors, conjoining = inside(SELECTORS), inside(CONJOINING)
    hostile = (inside(HOSTILE) | ignorable | nonchars) - selectors
    zero = {cp for cp in range(CODE_SPACE) if category[cp] in ('Mn', 'Me')} | selectors | conjoining | {0x0A}
    emoji = members(path, 'emoji/emoji-data.txt', 'Emoji_Presentation')
    han = members(path, 'Scripts.txt', 'Han') | inside([(0x20000, 0x2FFFD), (0x30000, 0x3FFFD)])
    cjk = {cp for cp in range(CODE_SPACE) if east_asian[cp] in 'WF'} - emoji | {ord(c) for c in CHINESE_MARKS}
    by_width = {'W': WIDE, 'F': WIDE, 'A': AMBIGUOUS}
    values = []
    for cp in range(CODE_SPACE):
        value = by_width.get(east_asian[cp], NARROW)
        if cp in hostile:
            value = (ZERO if cp in ignorable else NARROW) | HOSTILE_BIT
        elif cp in zero:
            value = ZERO
        values.append(value | (CJK_BIT if cp in cjk and cp not in hostile else 0) | (HAN_BIT if cp in han else 0))
    return values


def width_inc(path):
    return ('enum { WIDTH_NARROW = 0, WIDTH_ZERO = 1, WIDTH_WIDE = 2, WIDTH_AMBIGUOUS = 3, WIDTH_MASK = 3,\n'
            f'\tWIDTH_HOSTILE = {HOSTILE_BIT}, WIDTH_CJK = {CJK_BIT}, WIDTH_HAN = {HAN_BIT} }};\n'
            + two_level('width', width_table(path)))


FILES = {'width.inc': width_inc}


def main(args):
    check = '--check' in args
    args = [arg for arg in args if arg != '--check']
    path = args[0] if args else '/usr/share/unicode'
    here = os.path.dirname(os.path.abspath(__file__))
    different = 0
    for name, make in FILES.items():
        text = f'/* Made by core/tables.py from Unicode {unicode_version(path)}. {LICENCE} */\n' + make(path)
        target = os.path.join(here, name)
        if check:
            with open(target, encoding='utf8') as file:
                if file.read() != text:
                    print(f'{name}: differs from what core/tables.py makes')
                    different = 1
        else:
            with open(target, 'w', encoding='utf8', newline='\n') as file:
                file.write(text)
    return different


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
