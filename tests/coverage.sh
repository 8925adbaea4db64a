#!/bin/sh
# coverage.sh DIRECTORY PROGRAM…: runs the Criterion programs and the cases of the command line, built with gcc's counters in DIRECTORY, and
# prints what part of the lines of core/ and of tui/ they ran. Fails below 95 % and 90 %, or where a test fails. The lines that no test runs
# stand in DIRECTORY/core.txt and tui.txt.
set -u
directory=$1
shift
find "$directory" -name '*.gcda' -delete
BILAN=$directory/bilan
export BILAN
tests/run.sh "$@" >"$directory/tests.log" 2>&1 || { tail -40 "$directory/tests.log"; echo "coverage: a test fails"; exit 1; }
for script in cli export import; do
	[ ! -x tests/$script/run.sh ] || BUILD=$directory tests/$script/run.sh "$BILAN" >>"$directory/tests.log" 2>&1
done
status=0

# part NAME LEAST
part() {
	gcovr -r . --object-directory "$directory" --filter "$1/" -j 2 -o "$directory/$1.txt" "$directory/$1" >/dev/null 2>"$directory/gcovr.log" ||
		{ cat "$directory/gcovr.log"; exit 1; }
	awk -v part="$1" -v least="$2" '/^TOTAL/ {
		share = 100 * $3 / $2
		printf "%-5s %d of %d lines, %.1f %% (at least %d)%s\n", part, $3, $2, share, least, share < least ? ": TOO FEW" : ""
		exit share < least
	}' "$directory/$1.txt" || status=1
}
part core 95
part tui 90
exit $status
