#!/bin/sh
# man.sh TEMPLATE DATADIR: the manual page, with the tables that the program named by BILAN prints in its help and on its key card.
set -eu
template=$1 datadir=$2
LC_ALL=C.UTF-8
export LC_ALL
help=$("$BILAN" --help --lang en --width 400)
keys=$("$BILAN" keys --lang en --no-config)
settings=$("$BILAN" config --lang en --no-config)
version=$("$BILAN" --version | sed 's/[^0-9.]*//')

# Rows "  NAME  WORDS" of a table become tagged paragraphs; lines without an indent become headings where `headings` is set.
rows() {
	awk -v headings="$1" '
		function quoted(s) { gsub(/\\/, "\\\\e", s); gsub(/-/, "\\-", s); return s }
		/^[^ ]/ { if (headings) print ".SS \"" $0 "\""; next }
		NF == 0 { next }
		{
			sub(/^ +/, "")
			if (match($0, /  +/)) { name = substr($0, 1, RSTART - 1); words = substr($0, RSTART + RLENGTH) }
			else { match($0, /^[^ ]+( [^ ]+)?/); name = substr($0, 1, RLENGTH); words = substr($0, RLENGTH + 2) }
			print ".TP\n.B \"" quoted(name) "\"\n\\&" quoted(words)
		}'
}
# Of the example of config.yaml: "# WORDS", "# VALUES" where a setting has them, "NAME: STANDARD".
settings() {
	awk '
		function quoted(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); return s }
		/^$/ { n = 0; next }
		/^#   / { next }
		/:$/ { next }
		/^# / { said[n++] = substr($0, 3); next }
		{
			split($0, part, ": ")
			print ".TP\n.B \"" quoted(part[1]) "\"\n\\&" quoted(said[0]) "."
			if (n > 1) print quoted("Values: " said[1] "; standard: " part[2] ".")
		}'
}
section() { printf '%s\n' "$help" | awk -v name="$1" '/^[^ ]/ { inside = $0 == name; next } inside'; }

while IFS= read -r line; do
	case $line in
	@COMMANDS@) section Commands | rows '' ;;
	@OPTIONS@) section Options | rows '' ;;
	@KEYS@) printf '%s\n' "$keys" | rows yes ;;
	@SETTINGS@) printf '%s\n' "$settings" | settings ;;
	*) printf '%s\n' "$line" | sed "s|@VERSION@|$version|g; s|@DATADIR@|$datadir|g" ;;
	esac
done <"$template"
