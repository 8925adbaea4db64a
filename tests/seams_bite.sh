#!/bin/sh
# Proves that tests/seams.sh and tests/shape.sh find what they are there for: breaks each rule once in a small sketch of a tree and
# expects the breach to be named; the sketch itself has none.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
cc=${CC:-gcc}
sketch=$(mktemp -d) || exit 1
trap 'rm -rf "$sketch"' EXIT
cd "$sketch" || exit 1
mkdir -p core tui tests/core build/core build/tui
passed=0 failed=0

compiled() { "$cc" -std=c11 -D_GNU_SOURCE -O1 -fPIE -MD -MP -c -o "build/${1%.c}.o" "$1"; }

# unit FOLDER NAME INCLUDES: a header and a source that includes it and what else is named.
unit() {
	printf '#ifndef H_%s\n#define H_%s\nint %s_one(int x);\n#endif\n' "$2" "$2" "$2" >"$1/$2.h"
	printf '#include "%s.h"\n' "$2" >"$1/$2.c"
	for header in $3; do printf '#include %s\n' "$header" >>"$1/$2.c"; done
	printf 'int %s_one(int x)\n{\n\treturn x + 1;\n}\n' "$2" >>"$1/$2.c"
	compiled "$1/$2.c"
}
for name in mem str utf8 load; do
	unit core $name ''
	: >tests/core/test_$name.c
done
unit core wrap '"mem.h" "utf8.h"'
: >tests/core/test_wrap.c
unit tui view '"../core/wrap.h"'
unit tui app '"view.h"'
unit tui caps '<curses.h>'
unit tui terminal '<termios.h>'
printf '#include "app.h"\n#include "terminal.h"\n#include <stdlib.h>\nint main(void)\n{\n\texit(app_one(0));\n}\n' >tui/main.c
compiled tui/main.c
for check in seams shape; do
	if said=$("$top/tests/$check.sh" build 2>&1); then passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '%s finds something in a tree that has nothing: %s\n' $check "$said"
	fi
done

# bites CHECK EXPECTED FILE TEXT: TEXT at the end of FILE makes CHECK say EXPECTED.
bites() {
	check=$1 expected=$2 file=$3
	rm -f saved
	[ ! -e "$file" ] || cp "$file" saved
	printf '%b\n' "$4" >>"$file"
	case $file in *.c) compiled "$file" ;; esac
	said=$("$top/tests/$check.sh" build 2>&1)
	status=$?
	if [ $status -ne 0 ] && printf '%s' "$said" | grep -q "$expected"; then passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf '%s does not find “%s” after %s got: %s\n%s\n' "$check" "$expected" "$file" "$4" "$said"
	fi
	rm -f "$file" "build/${file%.c}.o" "build/${file%.c}.d"
	[ ! -e saved ] || cp saved "$file"
	case $file in *.c) [ ! -e saved ] || compiled "$file" ;; esac
}

bites seams 'core reaches the terminal: core/mem.c' core/mem.c '#include <termios.h>'
bites seams 'core reaches the terminal: core/mem.c' core/mem.c '#include "../tui/view.h"'
bites seams 'only caps.c may include: tui/view.c' tui/view.c '#include <curses.h>'
bites seams 'only caps.c may include: tui/terminal.c' tui/terminal.c '#include <term.h>'
bites seams 'only document.c may include: core/str.c' core/str.c '#include <yaml.h>'
bites seams 'only export_xlsx.c may include: core/str.c' core/str.c '#include <xlsxwriter.h>'
bites seams 'only main.c may see terminal.h: tui/view.c' tui/view.c '#include "terminal.h"'
bites seams 'terminal.c may not see app.h' tui/terminal.c '#include "app.h"'
bites seams 'direction: core/utf8.c includes wrap.h' core/utf8.c '#include "wrap.h"'
bites seams 'direction: core/stray.h stands in no row' core/stray.h 'extern int stray;\n#include "mem.h"'
bites seams 'header does not compile alone' core/str.h 'void str_strange(Unheard of);'
bites seams 'core may not: core/str.o calls getenv' core/str.c 'char *getenv(const char *);\nchar *str_home(void);\nchar *str_home(void) { return getenv("HOME"); }'
bites seams 'core may not: core/str.o calls exit' core/str.c 'void exit(int);\nvoid str_end(void);\nvoid str_end(void) { exit(1); }'
bites seams 'core prints: core/str.o calls puts' core/str.c 'int puts(const char *);\nvoid str_say(void);\nvoid str_say(void) { puts("x"); }'
bites seams 'only mem.c aborts: core/str.o' core/str.c 'void abort(void);\nvoid str_stop(void);\nvoid str_stop(void) { abort(); }'
bites seams 'only main.c exits, and the writer of a snapshot: tui/view.o' tui/view.c 'void exit(int);\nvoid view_end(void);\nvoid view_end(void) { exit(1); }'
bites seams 'unsafe call: core/str.o calls strcpy' core/str.c 'char *strcpy(char *, const char *);\nvoid str_put(char *a, char *b);\nvoid str_put(char *a, char *b) { strcpy(a, b); }'
bites seams 'mutable state: core/str.o keeps calls' core/str.c 'int str_count(void);\nint str_count(void) { static int calls; return ++calls; }'
bites seams 'mutable state: tui/view.o keeps view_last' tui/view.c 'int view_last = 3;'
bites seams 'name without its stem: core/str.o defines helper' core/str.c 'void helper(void);\nvoid helper(void) { }'
bites seams 'no tests: core/stray.c' core/stray.c 'void stray(void);\nvoid stray(void) { }'
# shellcheck disable=SC2046 # as many words as lines are wanted
many() { printf "$1%.0s" $(seq "$2"); }
bites shape 'str_long is 66 lines' core/str.c "void str_long(int *a);\nvoid str_long(int *a)\n{\n$(many '\\t++*a;\\n' 63)}"
bites shape 'core/long.c: 501 lines' core/long.c "$(many '\\n' 500)"
bites shape 'over 120 columns' core/str.c "/* $(many x 130) */"

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
