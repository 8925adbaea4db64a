#!/bin/sh
# fuzz.sh SECONDS DIRECTORY PROGRAM…: runs each libFuzzer program fuzz_X for SECONDS, or FUZZ_RUNS executions where that is set, from
# tests/fuzz/seeds_X/ with tests/fuzz/X.dict where they are there, else from the corpora of the tree with the words of YAML; import and
# original from the texts of their tests. What it finds on the way is kept in DIRECTORY/found; a crash, a hang or a leak fails.
set -u
seconds=$1 directory=$2
shift 2
[ $# -gt 0 ] || { echo "no fuzz programs"; exit 1; }
yaml=$directory/seeds
until=-max_total_time=$seconds
[ -z "${FUZZ_RUNS:-}" ] || until=-runs=$FUZZ_RUNS
mkdir -p "$yaml" "$directory/found"
cp tests/fuzz/seeds/* tests/bad/*.yaml tests/data/*.yaml content/*/*.yaml "$yaml" 2>/dev/null
failed=0
for program in "$@"; do
	name=$(basename "$program")
	seeds=$yaml dict=tests/fuzz/yaml.dict longest=65536
	[ ! -e "tests/fuzz/${name#fuzz_}.dict" ] || dict=tests/fuzz/${name#fuzz_}.dict
	[ ! -d "tests/fuzz/seeds_${name#fuzz_}" ] || { seeds=tests/fuzz/seeds_${name#fuzz_} longest=512; }
	[ "$name" != fuzz_import ] || { seeds=tests/import longest=4096; }
	[ "$name" != fuzz_original ] || { seeds=tests/data/original longest=8192 dict=tests/fuzz/import.dict; }
	mkdir -p "$directory/found/$name"
	# shellcheck disable=SC2086 # an option
	"$program" -dict="$dict" $until -timeout=5 -rss_limit_mb=2048 -max_len=$longest -print_final_stats=1 \
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
