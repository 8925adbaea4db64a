#!/bin/sh
# Hostile text through every path out: payloads.py has the texts, feed.py puts each into every way in and scans the bytes of every way out. BILAN names the
# program. Closes with `N passed, N failed`. HOSTILE_QUICK=no: every payload through every path; else what is alike goes together.
set -u
BILAN=${1:-${BILAN:-build/bilan}}
case $BILAN in /*) ;; *) BILAN=$PWD/$BILAN ;; esac
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
tests/with_python.sh hostile yaml python3-yaml tests/hostile/feed.py "$BILAN" "$work"
