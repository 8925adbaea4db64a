#!/bin/sh
# fuzz.sh SECONDS DIRECTORY PROGRAM…: runs each libFuzzer program for SECONDS from the seeds and the corpora of the tree. What it finds
# on the way is kept in DIRECTORY/found; a crash, a hang or a leak fails.
set -u
seconds=$1 directory=$2
shift 2
[ $# -gt 0 ] || { echo "no fuzz programs"; exit 1; }
seeds=$directory/seeds
mkdir -p "$seeds" "$directory/found"
cp tests/fuzz/seeds/* tests/bad/*.yaml tests/data/*.yaml content/*/*.yaml "$seeds" 2>/dev/null
failed=0
for program in "$@"; do
	name=$(basename "$program")
	mkdir -p "$directory/found/$name"
	"$program" -dict=tests/fuzz/yaml.dict -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
		-artifact_prefix="$directory/found/$name-" "$directory/found/$name" "$seeds" >"$directory/$name.log" 2>&1 || {
		tail -40 "$directory/$name.log"
		failed=$((failed + 1))
		continue
	}
	printf '%-24s %s\n' "$name" "$(grep -oE 'cov: [0-9]+ ft: [0-9]+ corp: [0-9]+' "$directory/$name.log" | tail -1), $(
		sed -n 's/.*number_of_executed_units: *//p' "$directory/$name.log") runs"
done
echo "$(($# - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
