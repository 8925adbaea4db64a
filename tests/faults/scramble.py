#!/usr/bin/env python3
"""scramble.py FILE COUNT COMMAND…: runs COMMAND on copies of FILE with bytes, blocks and lines changed, moved and lost ({} is the copy); fails
where one dies of a signal, takes over five seconds, or ends with more than 3."""
import random
import subprocess
import sys

path, count, command = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
whole = open(path, "rb").read()
random.seed(1)


def bits(b):
    for _ in range(1 + len(b) // 500):
        b[random.randrange(len(b))] ^= 1 << random.randrange(8)


def zero(b):
    at = random.randrange(len(b))
    b[at:at + 16] = bytes(16)


def insert(b):
    at = random.randrange(len(b))
    b[at:at] = random.choice([b"\0", b"\x1b", b"\xff", b"\x80", b"\n", b": ", b"- ", b"*a", b"&a ", b"{", b"["])


def lose(b):
    at = random.randrange(len(b))
    del b[at:at + random.choice([1, 1, 2, 50])]


def shuffle(b):
    lines = bytes(b).split(b"\n")
    i, j = random.randrange(len(lines)), random.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]
    b[:] = b"\n".join(lines)


def append(b):
    b += bytes(random.randrange(256) for _ in range(64))


WAYS = [bits, zero, insert, lose, shuffle, append]
statuses, wrong = {}, []
for i in range(count):
    copy = bytearray(whole)
    for _ in range(1 + i % 3):
        WAYS[(i + _ * 5) % len(WAYS)](copy)
    open("copy.yaml", "wb").write(copy)
    try:
        words = ["copy.yaml" if word == "{}" else word for word in command]
        status = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=5).returncode
    except subprocess.TimeoutExpired:
        status = 99
    statuses[status] = statuses.get(status, 0) + 1
    if status not in (0, 1, 3):
        wrong.append("copy %d: %d" % (i, status))
print("%d copies: %d loaded, %d with errors, %d refused%s" % (
    count, statuses.get(0, 0), statuses.get(1, 0), statuses.get(3, 0), "; WRONG: " + ", ".join(wrong[:5]) if wrong else ""))
sys.exit(bool(wrong))
