#!/bin/sh
# bench.sh [--record] DIRECTORY: one table of figures with their budgets. DIRECTORY holds the program and the bench_* programs.
# With --record the figures are added to tests/bench/results.tsv (date, commit, processor, figure, value, unit), and a line with the ratios to
# tests/bench/HISTORY.md. BENCH_SIZE: size of the corpus that is loaded (100M). BENCH_LARGE=1: growth up to 1 GB.
set -u
record=no
[ "$1" != --record ] || { record=yes; shift; }
directory=$1
size=${BENCH_SIZE:-100M}
corpus=$directory/bench-$size.yaml
figures=$(mktemp) || exit 1
trap 'rm -f "$figures" "$figures.txt" "$figures.other"' EXIT

[ -e "$corpus" ] || tests/bench/gen_corpus --size "$size" --seed 1 "$corpus" || exit 1
"$directory/bench_load" "$corpus" 5 >>"$figures" || exit 1

for place in beijing shanxi zhejiang shandong; do "$directory/bilan" show $place --lang zh || exit 1; done >"$figures.txt"
"$directory/bilan" show zhejiang --lang zh >"$figures.other" || exit 1
tests/bench/terminal "$directory/bilan" "$figures.txt" "$figures.other" >>"$figures" || exit 1
tests/bench/growth "$directory" >>"$figures" || exit 1
tests/bench/large "$directory/bilan" "$directory" >>"$figures" || exit 1

awk -F'\t' '
	{
		verdict = ""
		if ($4 != "") { split($4, b, " "); good = b[1] == "<=" ? $2 <= b[2] : $2 >= b[2]; verdict = good ? "kept" : "BROKEN"; broken += !good }
		printf "%-44s %10s %-6s %-8s %s\n", $1, $2, $3, $4, verdict
	}
	END { exit broken > 0 }' "$figures"
status=$?

for other in "$directory"/bench_*; do # what measures one unit says so in its own words
	case $other in */bench_load | *.* | */bench_*-*) ;; *) "$other" ;; esac
done

[ $record = no ] || {
	commit=$(git rev-parse --short HEAD) cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
	awk -F'\t' -v at="$(date +%F)" -v commit="$commit" -v cpu="$cpu" '{ print at "\t" commit "\t" cpu "\t" $1 "\t" $2 "\t" $3 }' \
		"$figures" >>tests/bench/results.tsv
	tests/bench/history "$figures" "$commit" "$cpu" >>tests/bench/HISTORY.md
}
exit $status
