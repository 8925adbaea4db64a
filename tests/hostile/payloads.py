"""Texts that lie to a reader or speak to a terminal, and what may come out of the program at all."""
import unicodedata

# Sequences, by what they would do. 777 and OWNED are in nothing that the program says of its own accord.
SEQUENCES = {
    'OSC 52 clipboard': '\x1b]52;c;T1dORUQ=\x07', 'OSC 0 title': '\x1b]0;OWNED\x07', 'OSC 8 link': '\x1b]8;;http://OWNED\x1b\\', 'OSC 4 colour': '\x1b]4;1;?\x07',
    'OSC without an end': '\x1b]777;OWNED', 'DCS': '\x1bP$q777m\x1b\\', 'APC': '\x1b_GOWNED\x1b\\', 'PM': '\x1b^OWNED\x1b\\', 'SOS': '\x1bXOWNED\x1b\\',
    'CSI colour': '\x1b[777m', 'CSI erase': '\x1b[777J', 'CSI mode': '\x1b[?777h', 'CSI report': '\x1b[777t', 'RIS': '\x1bc', 'DECALN': '\x1b#8',
    'charset': '\x1b(0', 'shift out': '\x0e', 'C1 CSI': '\x9b777m', 'C1 OSC': '\x9d52;c;T1dORUQ=\x9c', 'C1 DCS': '\x90777q\x9c', 'BEL': '\x07', 'BS': '\b\b\b', 'ENQ': '\x05',
    'CR': '\rOWNED', 'NUL': '\0', 'CAN': '\x18', 'SUB': '\x1a', 'DEL': '\x7f', 'VT FF': '\x0b\x0c',
}
SINGLES = {
    'C0': [c for c in range(0x20) if c not in (9, 10)] + [0x7F], 'C1': list(range(0x80, 0xA0)),
    'bidi': [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)],
    'zero-width': [0x00AD, 0x034F, 0x180E, 0x200B, 0x200C, 0x200D, 0x2060, 0x2061, 0x2064, 0x206F, 0xFEFF],
    'lines': [0x0085, 0x2028, 0x2029], 'tags': [0xE0001, 0xE0041, 0xE007F], 'fillers': [0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5],
    'interlinear': [0xFFF9, 0xFFFA, 0xFFFB], 'music': [0x1D173, 0x1D17A], 'private': [0xE000, 0xF8FF, 0xF0000, 0x10FFFD],
    'noncharacters': [0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF], 'unassigned': [0x0378, 0x2FE0, 0x10FFF, 0x1FBFF, 0x50000, 0xE0100 - 0x80],
}
FLOODS = {'marks': 'a' + '\u0301' * 400, 'enclosing': '\u4e2d' + '\u20dd' * 200, 'Zalgo': 'z' + '\u0335\u0321\u0489' * 60}
MARKS = 8  # on one character at most

# The Hangul vowels and finals are ignored by nobody where an initial stands before them.
ALLOWED = {0x1160}


def payloads(each):
    """Name and text: one of a kind, or those of a group together, which the cleaner, looking at one character after another, treats alike."""
    if not each:
        yield 'sequences', '.'.join(SEQUENCES.values())
        yield 'characters', ''.join(chr(n) + '.' for numbers in SINGLES.values() for n in numbers)
        yield 'marks', '.'.join(FLOODS.values())
        return
    for name, text in SEQUENCES.items():
        yield name, text
    for name, numbers in SINGLES.items():
        yield name, ''.join(chr(n) + '.' for n in numbers)
    yield from FLOODS.items()


def hostile(cp):
    if cp in ALLOWED or 0xE0100 <= cp <= 0xE01EF or 0xFE00 <= cp <= 0xFE0F:
        return False
    if any(cp in numbers for numbers in SINGLES.values()):
        return True
    return unicodedata.category(chr(cp)) in ('Cc', 'Cf', 'Co', 'Cs', 'Zl', 'Zp')


def complaint(text, but=''):
    """What is wrong with a text that came out, but for the controls named; None where nothing is."""
    marks = 0
    for at, c in enumerate(text):
        cp = ord(c)
        if c not in but and hostile(cp):
            return f'U+{cp:04X} in {text[max(0, at - 20):at + 20]!r}'
        marks = marks + 1 if unicodedata.category(c) in ('Mn', 'Me') and not 0xFE00 <= cp <= 0xFE0F else 0
        if marks > MARKS:
            return f'{marks} marks on one character in {text[max(0, at - 20):at + 5]!r}'
    return None
