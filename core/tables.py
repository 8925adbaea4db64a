#!/usr/bin/env python3
"""Makes core/width.inc, core/linebreak.inc, core/fold.inc and core/pinyin.inc from Debian's unicode-data package (/usr/share/unicode), byte for byte the same each time.

    python3 core/tables.py [--check] [DIRECTORY]

Writes beside itself, or compares with what stands there (--check: 1 when something differs). The files are committed, so that
a plain build needs neither Python nor unicode-data; run this after a change of the lists below or of the Unicode version.
"""
import bz2
import os
import re
import sys
import unicodedata

CODE_SPACE = 0x110000
LICENCE = '© 1991–2022 Unicode, Inc.; data used under the Unicode licence, https://www.unicode.org/license.txt'

# Hostile besides Default_Ignorable_Code_Point: a terminal would act on these, or a reader would see another order.
HOSTILE = [(0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x061C, 0x061C), (0x200B, 0x200F), (0x2028, 0x202E), (0x2060, 0x206F),
           (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE00FF),
           (0xF0000, 0x10FFFF)]
IDEOGRAPHIC = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD)]
# Variation selectors are ignorable too, but stay: 葛 with U+E0100 is a name that somebody bears.
SELECTORS = [(0x180B, 0x180D), (0x180F, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF)]
# Hangul vowels and finals stand in the cell of the initial.
CONJOINING = [(0x1160, 0x11FF), (0xD7B0, 0xD7FF)]
# Marks of General Punctuation that Chinese text sets in two columns.
CHINESE_MARKS = '‘’“”—―…⋯⸺'

# Line breaking. Classes of our own; the first group are rows and columns of linebreak.c's table of pairs, the second ones are resolved to
# one of the first by what stands beside the character.
PAIR_CLASSES = 'ID AL NU UM UE OP OA CL CA PT BX DS EL PR PO JN HY SL CI DI SP GL RI'.split()
CONTEXT_CLASSES = 'BK CM MU AX UN TO WV DA IS DT QD QS AP HM EN MD'.split()
# UAX #14 classes that need nothing but a name.
FROM_UAX14 = {'CL': 'CL', 'CP': 'CA', 'EX': 'PT', 'IS': 'PT', 'SY': 'SL', 'NS': 'PT', 'CJ': 'PT', 'IN': 'EL', 'PR': 'PR', 'PO': 'PO',
              'NU': 'NU', 'HY': 'HM', 'B2': 'DA', 'BA': 'PT', 'ID': 'ID', 'H2': 'ID', 'H3': 'ID', 'JL': 'ID', 'EB': 'ID', 'CB': 'ID',
              'EM': 'PT', 'RI': 'RI', 'GL': 'GL', 'WJ': 'GL', 'SP': 'SP', 'LF': 'BK'}
# Our reading of single characters, before UAX #14's.
TAILORED = {
    'OP': '“‘«‹〝', 'CL': '”»›〞〟', 'OA': '<', 'CA': '>',
    'PT': '!?;・‧•―‖¨ˇˉ〃＂＇｀｜々⁄', 'BX': '﹗', 'IS': ',.:∶', 'DT': '．', 'SL': '/／',
    'PR': '$£¥€￡￥＄＃§№−', 'PO': '%％‰℃℉°′″¢￠㎡㎥㎝㎏㎞㎜㏄㎎㎢',
    'JN': '+&=@×÷＋＆＝＠', 'HM': '-‐‒–－~', 'WV': '～〜', 'DA': '—―⸺⸻', 'QD': '"', 'QS': "'", 'AP': '’', 'EN': '（', 'MD': '·',
    'AL': '\\|^`_*#', 'SP': '\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000',
    'MU': '十百千万亿', 'AX': '余多来几', 'TO': '至到', 'DI': '第近约逾超',
}
ENUMERATORS = [(0x2460, 0x249B), (0x24EA, 0x24FF), (0x2776, 0x2793), (0x3220, 0x3229), (0x3280, 0x3289)]
# What may follow a number and stays with it; the longest one counts.
UNITS = """个 个百分点 百分点 个月 个小时 个工作日 名 户 人 人次 位 年 年度 年级 年代 月 月份 日 时 时许 点 点钟 小时 分 分钟 秒 秒钟 刻钟 天 周 周年 周岁 岁 季度 世纪
元 角 块 倍 成 次 件 件次 条 项 栋 幢 座 层 楼 单元 家 支 所 处 号 号楼 号线 号文 间 套 辆 台 部 张 份 篇 册 本 卷 页 章 节 款 步 级 类 种 批 期 届 轮 场 场次 堂 课时 课 门
颗 组 队 对 双 片 根 把 面 口 头 只 棵 盏 道 线 站 路 路段 米 千米 公里 里 平方米 平方公里 平方千米 立方米 平米 公顷 亩 吨 公斤 千克 克 斤 升 度 瓦 千瓦 千瓦时 兆 度电
例 起 宗 笔 桩 票 席 桌 餐 顿 代 代人 后 版 折 档 厘米 毫米 英里 村 镇 乡 县 市 区 省 国 街道 社区 网格 小区 字 词 句 行 列 排 格 环 圈 维""".split()

# Folding. Forms of Taiwan and Hong Kong that Unihan does not link to the simplified character of the same word.
ALSO_SIMPLIFIED = dict(zip('裡裏綫羣衆峯爲僞啓牀汙刦脣恆決況淒湊減準衹兇佈佔僱剎徵週淩', '里里线群众峰为伪启床污劫唇恒决况凄凑减准只凶布占雇刹征周凌'))
# Letters with case: as far as Cyrillic, and the Latin and Greek supplements; the rest does not occur and would cost room.
CASED = [(0x41, 0x58F), (0x1E00, 0x1FFF)]
HALF_WIDTH = {0x3000: 0x20, 0xFFE0: 0xA2, 0xFFE1: 0xA3, 0xFFE5: 0xA5} | {cp: cp - 0xFEE0 for cp in range(0xFF01, 0xFF5F)}

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


def c_type(values):
    return 'uint8_t' if max(values) < 0x100 else 'uint16_t'


def two_level(name, values):
    """A number per code point as blocks that occur once and an index of them, with the block size that needs least."""
    best = None
    for shift in range(5, 9):
        blocks, index = {}, []
        for start in range(0, len(values), 1 << shift):
            block = tuple(values[start:start + (1 << shift)])
            index.append(blocks.setdefault(block, len(blocks)))
        flat = [v for block in blocks for v in block]
        size = sum(len(part) * (1 if c_type(part) == 'uint8_t' else 2) for part in (index, flat))
        if best is None or size < best[0]:
            best = (size, shift, index, flat)
    size, shift, index, flat = best
    return (f'/* {size} bytes */\n'
            f'enum {{ {name.upper()}_SHIFT = {shift} }};\n'
            f'static const {c_type(index)} {name}_index[{len(index)}] = {{\n{numbers(index)}\n}};\n'
            f'static const {c_type(flat)} {name}_block[{len(flat)}] = {{\n{numbers(flat)}\n}};\n')


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
    # What no character is yet has a width that only the terminal knows; ideographs to come are two columns wide everywhere.
    unassigned = {cp for cp in range(CODE_SPACE) if category[cp] == 'Cn'} - inside(IDEOGRAPHIC)
    hostile = (inside(HOSTILE) | ignorable | nonchars | unassigned) - selectors
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


def uax14_class(cp, uax, wide, category):
    """Our class of a character that no list above names."""
    if uax == 'OP':
        return 'OP' if wide else 'OA'
    if uax == 'QU':
        return {'Pi': 'OP', 'Ps': 'OP', 'Pf': 'CL', 'Pe': 'CL'}.get(category, 'AL')
    if uax == 'AI':  # ambiguous: a letter among Latin ones, a symbol in a column of its own elsewhere
        return 'AL' if cp < 0x370 else 'ID'
    if uax == 'XX' and wide:
        return 'ID'
    return FROM_UAX14.get(uax, 'AL')


def linebreak_table(path):
    """The class, with the kind of width in bits 6 and 7, so that breaking looks once at each character."""
    uax = property_of(path, 'LineBreak.txt', 'XX')
    east_asian = property_of(path, 'EastAsianWidth.txt', 'N')
    category = general_category(path)
    named = {cp: 'CI' for cp in inside(ENUMERATORS)}
    named |= {cp: 'NU' for cp in inside([(0xFF10, 0xFF19)])} | {cp: 'AL' for cp in inside([(0xFF21, 0xFF3A), (0xFF41, 0xFF5A)])}
    named |= {ord(unit[0]): 'UN' for unit in UNITS}
    named |= {ord(c): name for name, marks in TAILORED.items() for c in marks}
    number = {name: i for i, name in enumerate(PAIR_CLASSES + CONTEXT_CLASSES)}
    pictures = inside([(0x1F000, 0x1FAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF)])
    values = []
    for cp, width in enumerate(width_table(path)):
        width &= 3
        if width == ZERO and cp != 0x0A:
            name = 'CM'
        elif cp in named:
            name = named[cp]
        elif uax[cp] == 'XX' and cp in pictures:
            name = 'ID'
        else:
            name = uax14_class(cp, uax[cp], east_asian[cp] in 'WF', category[cp])
        values.append(number[name] | width << 6)
    return values


def linebreak_inc(path):
    units = sorted(set(UNITS), key=lambda unit: (unit[0], -len(unit), unit))
    rows = '\n'.join('\t' + ' '.join(f'"{unit}",' for unit in units[i:i + 14]) for i in range(0, len(units), 14))
    return ('enum {\n\t' + ', '.join(PAIR_CLASSES) + ',\n\tPAIR_CLASSES,\n\t'
            + ', '.join([CONTEXT_CLASSES[0] + ' = PAIR_CLASSES'] + CONTEXT_CLASSES[1:]) + '\n};\n'
            + 'enum { CLASS_MASK = 63, CLASS_WIDTH_SHIFT = 6, '
            + f'CLASS_NARROW = {NARROW}, CLASS_ZERO = {ZERO}, CLASS_WIDE = {WIDE}, CLASS_AMBIGUOUS = {AMBIGUOUS} }};\n'
            + two_level('class', linebreak_table(path))
            + '/* With the same first character the longer one comes first. */\n'
            + f'static const char *const units[{len(units)}] = {{\n{rows}\n}};\n')


def simplified(path):
    """Traditional to Simplified: the first variant that is another character."""
    found = {}
    with bz2.open(os.path.join(path, 'Unihan_Variants.txt.bz2'), 'rt', encoding='utf8') as file:
        for line in file:
            field = line.rstrip('\n').split('\t')
            if len(field) == 3 and field[1] == 'kSimplifiedVariant':
                cp = int(field[0][2:], 16)
                targets = [int(variant[2:], 16) for variant in field[2].split()]
                found |= {cp: target for target in targets[:2][::-1] if target != cp}
    return {ord(a): ord(b) for a, b in ALSO_SIMPLIFIED.items()} | found


def fold_table(path):
    cased = inside(CASED)
    steps = HALF_WIDTH | simplified(path)
    for field in data_lines(path, 'CaseFolding.txt'):
        cp = int(field[0], 16)
        if field[1] in 'CS' and cp in cased:
            steps[cp] = int(field[2], 16)
    folded = {}
    for cp in sorted(steps):
        target, seen = cp, set()
        while target in steps and target not in seen:  # to the end, so that folding twice changes nothing
            seen.add(target)
            target = steps[target]
        folded[cp] = min(seen) if target in seen else target
    return {cp: target for cp, target in folded.items() if cp != target and target < 0x10000}


def fold_inc(path):
    folded = fold_table(path)
    values = [folded.get(cp, 0) for cp in range(0x10000)]
    return '/* What a character of the BMP folds to; 0: to itself. */\n' + two_level('fold', values)


# Pinyin. Readings that the Unihan fields below lack, in names of places and people.
ALSO_READ = {'乐': 'lao', '堡': 'pu', '埔': 'bu', '峒': 'tong', '单': 'shan', '任': 'ren', '尉': 'yu', '那': 'na',
             '荥': 'xing', '歙': 'she', '亳': 'bo'}


def toneless(syllable):
    plain = unicodedata.normalize('NFD', syllable).replace('u\u0308', 'v')
    return ''.join(c for c in plain if not unicodedata.combining(c))


def readings(path):
    """Toneless readings of each character, the commonest first."""
    fields = {}
    with bz2.open(os.path.join(path, 'Unihan_Readings.txt.bz2'), 'rt', encoding='utf8') as file:
        for line in file:
            field = line.rstrip('\n').split('\t')
            if len(field) == 3 and field[1] in ('kHanyuPinlu', 'kMandarin', 'kTGHZ2013', 'kXHC1983'):
                fields.setdefault(int(field[0][2:], 16), {})[field[1]] = field[2]
    found = {}
    for cp, field in fields.items():
        spelt = re.findall(r'([^\s(]+)\(\d+\)', field.get('kHanyuPinlu', '')) + field.get('kMandarin', '').split()
        for name in ('kTGHZ2013', 'kXHC1983'):
            spelt += [s for entry in field.get(name, '').split() for s in entry.split(':')[1].split(',')]
        spelt = [toneless(s) for s in spelt] + ALSO_READ.get(chr(cp), '').split()
        found[cp] = tuple(dict.fromkeys(s for s in spelt if re.fullmatch('[a-z]+', s)))
    return {cp: spelt for cp, spelt in found.items() if spelt and cp < 0x10000}


def pinyin_inc(path):
    by_character = readings(path)
    syllables = sorted({s for spelt in by_character.values() for s in spelt})
    sets = {(): 0}
    values = [sets.setdefault(by_character.get(cp, ()), len(sets)) for cp in range(0x10000)]
    members, starts = [], []
    for spelt in sets:
        starts.append(len(members))
        members += [syllables.index(s) for s in spelt]
    rows = '\n'.join('\t' + ' '.join(f'"{s}",' for s in syllables[i:i + 16]) for i in range(0, len(syllables), 16))
    return (f'enum {{ PINYIN_SETS = {len(sets)} }};\n'
            f'static const char pinyin_syllables[{len(syllables)}][{max(map(len, syllables)) + 1}] = {{\n{rows}\n}};\n'
            '/* The readings of set s are pinyin_set_member[pinyin_set_at[s]] up to, without, pinyin_set_at[s + 1]; set 0 is empty. */\n'
            f'static const uint16_t pinyin_set_at[{len(starts) + 1}] = {{\n{numbers(starts + [len(members)])}\n}};\n'
            f'static const uint16_t pinyin_set_member[{len(members)}] = {{\n{numbers(members)}\n}};\n'
            + '/* The set of a character of the BMP. */\n' + two_level('pinyin', values))


FILES = {'width.inc': width_inc, 'linebreak.inc': linebreak_inc, 'fold.inc': fold_inc, 'pinyin.inc': pinyin_inc}


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
