#!/bin/sh
# Hostile text through every path out: payloads.py has the texts, feed.py puts each into every way in and scans the bytes of every way out. BILAN names the
# program. Closes with `N passed, N failed`. HOSTILE_QUICK=no: every payload through every path; else what is alike goes together.
set -u
BILAN=${1:-${BILAN:-build/bilan}}
case $BILAN in /*) ;; *) BILAN=$PWD/$BILAN ;; esac
cd "$(dirname "$0")/../.." || exit 1
for python in python3 /usr/bin/python3; do
	command -v "$python" >/dev/null 2>&1 && "$python" -c 'import yaml' 2>/dev/null && break
	python=
done
if [ -z "$python" ]; then
	echo "hostile: skipped, there is no python3 with yaml (python3-yaml)"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 "$python" tests/hostile/feed.py "$BILAN" "$work"
