#!/bin/sh
# Everything that `make test` runs: the Criterion programs named, then each tests/*/run.sh (scripts of a part, which print what failed and
# close with `N passed, N failed[, N skipped]`). BILAN names the program under test, BUILD the directory of its objects.
set -u
cd "$(dirname "$0")/.." || exit 1
export BILAN BUILD
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

part() {
	"$@" >"$log.part" 2>&1
	status=$?
	cat "$log.part"
	line=$(tail -1 "$log.part")
	case $line in
	*passed,*failed*)
		echo "$line" >>"$log"
		case $status:$line in [1-9]*:*' 0 failed'*) echo "0 passed, 1 failed" >>"$log" ;; esac ;;
	*) echo "$*: no closing line (exit $status)"; echo "0 passed, 1 failed" >>"$log" ;;
	esac
	rm -f "$log.part"
}

part tests/run.sh "$@"
for script in tests/*/run.sh; do
	[ -x "$script" ] || continue
	echo "$script"
	part "$script"
done

awk '{ gsub(",", ""); for (i = 2; i <= NF; i++) sum[$i] += $(i - 1) }
	END {
		printf "%d passed, %d failed", sum["passed"], sum["failed"]
		if (sum["skipped"]) printf ", %d skipped", sum["skipped"]
		print ""
		exit sum["failed"] > 0
	}' "$log"
