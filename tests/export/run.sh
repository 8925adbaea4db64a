#!/bin/sh
# Reads back what the program exports with readers that are not ours and holds it against the corpus as python3-yaml reads it: CSV and JSON
# by python3, workbooks by openpyxl, HTML by tidy and html.parser. BILAN names the program. What cannot be had is skipped with a line.
set -u
BILAN=${1:-${BILAN:-build/bilan}}
case $BILAN in /*) ;; *) BILAN=$PWD/$BILAN ;; esac
cd "$(dirname "$0")/../.." || exit 1
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
unset XDG_CONFIG_HOME XDG_STATE_HOME
HOME=$home tests/with_python.sh export "yaml, openpyxl" "python3-yaml, python3-openpyxl" tests/export/read_back.py "$BILAN" "$home"
