#!/bin/sh
# Runs Criterion programs, two at a time, shows what failed, and closes with `N passed, N failed` summed over all of them.
# A program that dies without its closing line counts as one failure; so does one that tested nothing. TEST_JOBS: how many at a time.
[ $# -gt 0 ] || { echo "no test programs"; echo "0 passed, 1 failed"; exit 1; }
logs=$(mktemp -d) || exit 1
trap 'rm -rf "$logs"' EXIT
printf '%s\n' "$@" | LOGS=$logs xargs -P "${TEST_JOBS:-2}" -I{} sh -c '
	log=$LOGS/$(echo {} | tr / _).log
	{} --verbose --timeout "${TEST_TIMEOUT:-60}" >"$log" 2>&1 </dev/null
	echo "exit $?" >>"$log"'

passed=0 failed=0 skipped=0
plain() { sed 's/\x1b\[[0-9;]*m//g' "$1"; }
for program in "$@"; do
	log=$logs/$(echo "$program" | tr / _).log
	line=$(plain "$log" | grep 'Synthesis: Tested:' | tail -1)
	count() { printf '%s' "$line" | sed -n "s/.*$1: *\([0-9]*\).*/\1/p"; }
	tested=$(count Tested) good=$(count Passing) bad=$(count Failing) crashed=$(count Crashing)
	if [ "${tested:-0}" -eq 0 ]; then
		cat "$log"
		echo "$program: tested nothing"
		failed=$((failed + 1))
		continue
	fi
	skips=$(plain "$log" | grep -c '^\[SKIP\]')
	passed=$((passed + good)) failed=$((failed + bad + crashed)) skipped=$((skipped + skips))
	if [ $((bad + crashed)) -gt 0 ] || ! grep -q '^exit 0$' "$log"; then
		plain "$log" | grep -vE '^\[(RUN |PASS)\]'
		[ $((bad + crashed)) -gt 0 ] || failed=$((failed + 1))
	fi
	printf '%-40s %s passed, %s failed\n' "$program" "$good" "$((bad + crashed))"
done
printf '%s passed, %s failed' "$passed" "$failed"
[ "$skipped" -eq 0 ] || printf ', %s skipped' "$skipped"
echo
[ "$failed" -eq 0 ]
