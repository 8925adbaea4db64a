#!/bin/sh
# Holds the tree against its seams: what may include what, call what, keep state, and how public names begin. Prints one line per
# breach and exits 1 where there is one. Run by `make seams` from the top, after a build; the argument is the directory of its objects.
# tests/seams_bite.sh proves that each check finds what it is there for.
set -uf
build=$1
cc=${CC:-gcc}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
out=$work/found
: >"$out"

# A file may include the headers of its own word and of those before it; + joins units that know each other. A view's .c sees app.h too: the app is what it runs in.
order='mem str hash buf lang utf8 msg number json corpus file gate shape walk document halves load snapshot+snapshot_form config check linebreak wrap fold pinyin query search nearest phrase difference delta facet kwic anchor notes notes_cell doc doc_line table matrix figures overview absent compare_pairs compare similar list list_elsewhere list_view export_cell chart export_text export_md export_markup export_chart export_html export_xlsx export
sha256 import_text import_report import_mark import_word import_line import_html+import_read import_clean import_sentence import_form import_speech import_outline import_propose import_yaml edit+edit_inside import+import_writing import_source import_align import_tree import_update+import_updating review+review_inside original
words advice offer write folder amend watch attach cache+cache_hold screen palette caps charset paint probe copy keymap scroll confine options bind setup decode keep kiosk view view_* prompt state app+history session reload cli terminal main'
calls='_?_?(exit|_exit|quick_exit|setlocale|getenv|secure_getenv|time|clock_gettime|gettimeofday|localtime|gmtime|strftime|system|popen|fork)'
prints='(__)?v?(f|d)?printf(_chk)?|f?puts|f?putc|putchar|_IO_putc|perror|fwrite|write|initscr|getch|isatty|ioctl|tc[gs]etattr'
unsafe='strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|wcwidth|wcswidth|signal'

breach() { sed "s|^|seams: $1: |" >>"$out"; }

# Whole closures, system headers too, as the compiler wrote them beside the objects: "FILE HEADER" a line.
closures() {
	find core tui -name '*.c' | sed "s|^|$build/|; s|\.c$|.d|" | xargs cat | sed -e ':a' -e '/\\$/N' -e 's/\\\n//' -e 'ta' |
		awk '$2 ~ /\.c$/ { for (i = 3; i <= NF; i++) print $2, $i }'
}
# Headers named in the file itself.
named() { find core tui -name '*.[ch]' -exec grep -HE '^[[:space:]]*#[[:space:]]*include' {} + | sed -E 's/^([^:]*):[^<"]*[<"]([^>"]*)[>"].*/\1 \2/'; }

closures >"$work/closures"
named >"$work/named"
[ -s "$work/closures" ] || { echo "seams: no objects in $build"; exit 1; }

terminal='(^|/)(n?curses|term|termios|ncurses_dll|panel|menu)\.h$'
awk '$1 ~ "^core/"' "$work/closures" | grep -E '^[^ ]+ (.*(^|/| )(n?curses|term|termios)\.h|(.*/)?tui/.*)$' | breach 'core reaches the terminal'
awk '!($1 == "tui/caps.c" || ($1 == "tui/terminal.c" && $2 == "termios.h"))' "$work/named" | awk -v re="$terminal" '$2 ~ re' | breach 'only caps.c may include'
awk '$1 != "core/document.c" && $2 ~ /(^|\/)yaml\.h$/' "$work/named" | breach 'only document.c may include'
awk '$1 != "core/export_xlsx.c" && $2 ~ /(^|\/)xlsxwriter/' "$work/named" | breach 'only export_xlsx.c may include'
awk '$1 != "tui/main.c" && $1 != "tui/terminal.c" && $2 ~ /(^|\/)terminal\.h$/' "$work/closures" | breach 'only main.c may see terminal.h'
awk '$1 == "tui/terminal.c" && $2 ~ /(^|\/)app\.h$/' "$work/closures" | breach 'terminal.c may not see app.h'

# Direction.
for word in $order; do
	case $word in
	*'*') find tui -name "$word.[ch]" | sed 's|.*/||; s|\.[ch]$||' | sort -u | tr '\n' ' ' ;;
	*) printf %s "$word" | tr + ' ' ;;
	esac
	echo
done >"$work/order"
awk -v order="$work/order" '
	BEGIN { while ((getline line < order) > 0) { row++; n = split(line, w, " "); for (i = 1; i <= n; i++) rank[w[i]] = row } }
	function place(path) { # corpus_index.c counts as corpus.c
		sub(/.*\//, "", path); sub(/\.[ch]$/, "", path)
		while (!(path in rank) && sub(/_[^_]*$/, "", path)) { }
		return path in rank ? rank[path] : 0
	}
	!place($1) { if (!seen[$1]++) print $1 " stands in no row of the order (tests/seams.sh)"; next }
	$1 ~ /^tui\/view_.*\.c$/ && $2 == "app.h" { next }
	$2 ~ /\.h$/ && place($2) > place($1) { print $1 " includes " $2 ", which stands below it" }
' "$work/named" | breach direction

# Every header compiles alone.
find core tui -name '*.h' |
	xargs -P2 -n6 "$cc" -std=c11 -D_GNU_SOURCE -Icore -Wall -Wno-pragma-once-outside-header -Werror -fsyntax-only -xc 2>&1 | grep -E 'error' | breach 'header does not compile alone'

# Symbols: "FILE|NAME|CLASS|SECTION".
symbols() {
	nm -f sysv "$@" 2>/dev/null | awk -F'|' '
		/^Symbols from/ { file = $0; sub(/.*from /, "", file); sub(/:$/, "", file); next }
		NF >= 7 { gsub(/ /, ""); print file "|" $1 "|" $3 "|" $7 }'
}
objects=$(find core tui -name '*.c' | sed "s|^|$build/|; s|\.c$|.o|")
# shellcheck disable=SC2086 # a list of files
symbols $objects | sed "s|^$build/||" >"$work/symbols"
[ -s "$work/symbols" ] || { echo "seams: no objects in $build"; exit 1; }

called() { awk -F'|' -v re="^($2)\$" -v file="$1" '$3 == "U" && $1 ~ file && $2 ~ re { print $1 " calls " $2 }' "$work/symbols"; }
called '^core/' "$calls" | breach 'core may not'
called '^core/' "$prints" | grep -vE ' calls (__)?v?snprintf(_chk)?$' | breach 'core prints'
called '^core/' 'abort|__assert_fail' | grep -vE '^core/mem\.o calls abort$' | breach 'only mem.c aborts'
called '^tui/' 'exit|_exit|quick_exit|abort' | grep -Ev '^tui/(main|cache_aside)\.o' | breach 'only main.c exits, and the writer of a snapshot'
called '' "$unsafe" | breach 'unsafe call'

# Mutable state: none in core, a handful in terminal.c and main.c (signal flags), and what the handler of cache_hold.c has to know. Const tables with pointers lie in .data.rel.ro.
awk -F'|' '$4 ~ /^\.?(data|bss|tdata|tbss|\*COM\*|COMMON)/ && $4 !~ /rel\.ro/ && $3 ~ /^[bBdDC]$/ && $2 !~ /^(\.|completed)/ {
	if ($1 == "tui/cache_hold.o" && !held++) next
	if ($1 !~ /^tui\/(terminal|main)\.o$/) print $1 " keeps " $2; else if (++n > 4) print $1 " keeps " $2 ", the fifth in terminal.c and main.c" }' "$work/symbols" |
	breach 'mutable state'

# Public names begin with the stem of their file, or of the unit it is a part of (app_actions.c is a part of app.c).
awk -F'|' -v units="$(find core tui -name '*.h' | sed 's|.*/||; s|\.h$||' | tr '\n' ' ')" '
	BEGIN { n = split(units, names, " "); for (i = 1; i <= n; i++) unit[names[i]] = 1 }
	function belongs(name, stem) {
		while (name !~ "^" stem "(_|$)") {
			if (!sub(/_[^_]*$/, "", stem)) return 0
			if (!(stem in unit) && stem ~ /_/) continue
			if (!(stem in unit)) return 0
		}
		return 1
	}
	$3 ~ /^[TRDBVWC]$/ {
		stem = $1; sub(/.*\//, "", stem); sub(/\.o$/, "", stem)
		if (stem != "main" && !belongs(tolower($2), stem)) print $1 " defines " $2
	}' "$work/symbols" | breach 'name without its stem'

# Tests mirror the sources.
for source in $(find core -name '*.c'); do
	stem=${source##*/}
	[ -e "tests/core/test_$stem" ] || [ -e "tests/core/test_${stem%_*}.c" ] || echo "$source has no tests/core/test_$stem"
done | breach 'no tests'

cat "$out"
[ ! -s "$out" ] && echo "seams hold: $(find core tui -name '*.[ch]' | wc -l) files"
