#!/bin/sh
# Runs the cases of tests/cli/*.case against the program: tests/cli/run.sh build/bilan, or BILAN names it. POSIX sh alone; what python3 adds is passed over
# where there is none. A case is a paragraph:
#   run ARGS      words for the program, as the shell reads them; $SMALL is the small corpus, $T an empty directory
#   pipe COMMAND  instead of run: a line for the shell, $BILAN the program
#   exit N        its exit status
#   out LINE      a line that its output has, exactly;  has TEXT: text that stands in it;  lacks TEXT: that does not
#   err TEXT      text that stands on standard error;  quiet: nothing does
#   empty         the output is empty
set -u
BILAN=${1:-${BILAN:-build/bilan}}
case $BILAN in /*) ;; *) BILAN=$PWD/$BILAN ;; esac
cd "$(dirname "$0")/../.." || exit 1
[ -x "$BILAN" ] || { echo "cli: no program $BILAN"; echo "0 passed, 1 failed"; exit 1; }
SMALL=tests/data/small.yaml
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset LC_ALL LC_MESSAGES LANGUAGE NO_COLOR
LANG=en_US.UTF-8
# Nobody's own settings and notes come in, and none are left behind.
HOME=$work/home
mkdir "$HOME"
unset XDG_CONFIG_HOME XDG_STATE_HOME XDG_DATA_HOME
export SMALL BILAN LANG HOME
ran=0 failed=0 told= where=

# A case fails once, however much is wrong with it.
say() {
	printf '%s: %s\n' "$where" "$1"
	[ "$told" = "$ran" ] || failed=$((failed + 1))
	told=$ran
}

run_case() {
	ran=$((ran + 1))
	T=$work/t$ran
	export T
	mkdir "$T"
	if [ "$kind" = run ]; then eval "\"\$BILAN\" $1" >"$work/out" 2>"$work/err" </dev/null; else sh -c "$1" >"$work/out" 2>"$work/err" </dev/null; fi
	status=$?
}

for file in tests/cli/*.case; do
	number=0
	while IFS= read -r line || [ -n "$line" ]; do
		number=$((number + 1))
		word=${line%% *} rest=${line#* }
		case $word in
		run | pipe) kind=$word where=$file:$number && run_case "$rest" ;;
		exit) [ "$status" = "$rest" ] || say "exit $status, not $rest: $(head -c 300 "$work/err")" ;;
		out) grep -qxF -e "$rest" "$work/out" || say "no line “$rest” in: $(head -c 600 "$work/out")" ;;
		has) grep -qF -e "$rest" "$work/out" || say "“$rest” is not in: $(head -c 600 "$work/out")" ;;
		lacks) ! grep -qF -e "$rest" "$work/out" || say "“$rest” should not be there" ;;
		err) grep -qF -e "$rest" "$work/err" || say "no “$rest” on standard error: $(head -c 600 "$work/err")" ;;
		quiet) [ ! -s "$work/err" ] || say "standard error: $(head -c 300 "$work/err")" ;;
		empty) [ ! -s "$work/out" ] || say "output: $(head -c 300 "$work/out")" ;;
		'' | '#'*) ;;
		*) say "no such word: $word" ;;
		esac
	done <"$file"
done

where=json
if command -v python3 >/dev/null 2>&1; then
	for args in "list provinces" "list speeches" "list sections" "list measures" "list themes" "list terms" "list figures" "show beijing" "search 网格" \
		"compare beijing shandong" matrix; do
		ran=$((ran + 1))
		# shellcheck disable=SC2086 # words
		"$BILAN" $args --format json -C $SMALL 2>/dev/null | python3 -c 'import json, sys
rows = json.loads(sys.stdin.buffer.read().decode("utf-8"))
assert isinstance(rows, list) and rows and all(isinstance(r, dict) for r in rows)' 2>"$work/err" || say "$args: $(tail -n 1 "$work/err")"
	done
else
	echo "cli: no python3, its JSON reader was not asked"
fi
[ "$ran" -gt 0 ] || failed=1
echo "$((ran - failed)) passed, $failed failed"
[ "$failed" = 0 ]
