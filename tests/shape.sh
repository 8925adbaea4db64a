#!/bin/sh
# The shape of the code: functions over 60 lines, files over 500, lines over 120 columns are printed and fail; medians are told.
# Generated .inc files and tables of texts (.def) are not counted. Run by `make shape` from the top.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
find core tui tests -name '*.[ch]' -not -path '*/generated/*' | sort >"$work/files"
[ -s "$work/files" ] || { echo "shape: no files"; exit 1; }

# FILE:LINE NAME LENGTH for each function: from the line of its name to the closing brace in the first column.
xargs awk '
	FNR == 1 { name = ""; inside = 0 }
	/^[A-Za-z_].*\(/ && !/;[[:space:]]*$/ && !/= *\{/ && !/^(typedef|struct|enum|union|#)/ {
		name = $0; sub(/\(.*/, "", name)
		if (name ~ /^(Test|ParameterizedTest|ParameterizedTestParameters|TestSuite)$/) { name = $0; gsub(/^[A-Za-z]*\(|\).*/, "", name); gsub(/[ ,]+/, ".", name) }
		sub(/.*[ *]/, "", name); start = FNR
	}
	name != "" && /(^|[^=]) *\{[[:space:]]*$/ && /^[^[:space:]]/ { inside = 1 }
	/^\}/ && inside { print FILENAME ":" start, name, FNR - start + 1; name = ""; inside = 0 }
' <"$work/files" >"$work/functions"

quantile() { sort -n | awk -v q="$1" '{ v[NR] = $1 } END { if (NR) print v[int((NR - 1) * q) + 1]; else print 0 }'; }
xargs wc -l <"$work/files" | awk '$2 != "total" { print $1, $2 }' >"$work/lines"
{
	awk '$3 > 60 { print $1 ": " $2 " is " $3 " lines" }' "$work/functions"
	awk '$1 > 500 { print $2 ": " $1 " lines" }' "$work/lines"
	LC_ALL=C xargs awk '{
		gsub(/\t/, "    ")
		if (length($0) <= 120) next
		gsub(/[\200-\277]/, "") # what follows the first byte of a character
		if (length($0) > 120) print FILENAME ":" FNR ": over 120 columns"
	}' <"$work/files"
} >"$work/found"
cat "$work/found"

for part in core tui tests; do
	lengths=$(grep "^$part/" "$work/functions" | awk '{ print $3 }')
	[ -n "$lengths" ] || continue
	printf '%-6s %4d functions: median %s, 90 %% %s, longest %s lines; %d files, %d lines\n' "$part" "$(echo "$lengths" | wc -l)" \
		"$(echo "$lengths" | quantile 0.5)" "$(echo "$lengths" | quantile 0.9)" "$(echo "$lengths" | quantile 1)" \
		"$(grep -c " $part/" "$work/lines")" "$(awk -v p="^$part/" '$2 ~ p { n += $1 } END { print n }' "$work/lines")"
done
[ ! -s "$work/found" ]
