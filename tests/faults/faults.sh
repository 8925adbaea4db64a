#!/bin/bash
# faults.sh DIRECTORY [FAULT]: throws the faults of tests/faults/table at the program in DIRECTORY (those of FAULT only: T12 has T12.1 too),
# prints a line for each and a total, and exits 1 where one is not as expected. A row: ID | the fault | what is expected | command. The command is
# a function of the *.sh files here; it prints what happened on one line and returns 0 (as expected), 1 (not) or 77 (cannot be done here).
set -u
directory=$(readlink -f "$1") only=${2:-}
cd "$(dirname "$0")/../.." || exit 1
BILAN=$directory/bilan KEEP=$directory/faults/keep TERMINAL=$directory/faults/terminal OOM=$directory/faults/oom.so
SMALL=$PWD/tests/data/small.yaml CORPUS=$PWD/content/2022-urban-party-building TREE=$PWD
work=$(mktemp -d) || exit 1
chmod 755 "$work"
trap 'cd /; rm -rf "$work"' EXIT
export BILAN
unset LC_ALL LC_MESSAGES LANGUAGE NO_COLOR LINES COLUMNS XDG_CONFIG_HOME XDG_STATE_HOME
export LANG=C.UTF-8

tell() { printf '%s\n' "$*"; }
left_out() { tell "$*"; return 77; }

for part in terminal files saving; do
	# shellcheck source=/dev/null
	. "tests/faults/$part.sh"
done

# Each row has a home of its own and stands in an empty directory.
throw() {
	local home=$work/$id
	mkdir -p "$home/home" "$home/here"
	cd "$home/here" || return 1
	HOME=$home/home
	export HOME
	eval "$command" 2>"$home/err"
	local status=$?
	cd "$TREE" || return 1
	[ $status -le 1 ] || [ $status = 77 ] || head -3 "$home/err"
	rm -rf "$home"
	return $status
}

# What the bars are told in: how many rows of each kind are as expected, and the numbers of some.
declare -A kept=([T]=0 [F]=0 [S]=0) thrown=([T]=0 [F]=0 [S]=0) said=()
first() { grep -oE '[0-9]+' <<<"${said[$1]:-0}" | head -1; }
sum_up() {
	[ -z "$only" ] || return
	printf 'terminal %d of %d, files %d of %d, saving %d of %d as expected' "${kept[T]}" "${thrown[T]}" "${kept[F]}" "${thrown[F]}" \
		"${kept[S]}" "${thrown[S]}"
	printf '; killed at %d points of a save, %d of an export, %d of an import, %d and %d of their calls failed: the old one or the new one' \
		"$(first S1.1)" "$(first S10.1)" "$(first S10.8)" "$(first S2)" "$(first S10.2)"
	printf '; %d storms of resizes; %d of 1200 signals late\n' "$(first T7)" "$(first T4.1)"
}

good=0 bad=0 out=0
printf '%-4s %-7s %-54s %-40s %s\n' '' id fault expected happened
while IFS='|' read -r id fault expected command; do
	case $id in '' | '#'*) continue ;; esac
	read -r id <<<"$id"
	[ -z "$only" ] || [ "$id" = "$only" ] || [[ $id == "$only".* ]] || continue
	happened=$(throw </dev/null 2>&1)
	status=$?
	case $status in
	0) verdict=ok good=$((good + 1)) ;;
	77) verdict=- out=$((out + 1)) ;;
	*) verdict=FAIL bad=$((bad + 1)) ;;
	esac
	kind=${id:0:1} said[$id]=$happened
	[ $status = 77 ] || thrown[$kind]=$((thrown[$kind] + 1))
	[ $status != 0 ] || kept[$kind]=$((kept[$kind] + 1))
	read -r fault <<<"$fault"
	read -r expected <<<"$expected"
	printf '%-4s %-7s %-54s %-40s %s\n' "$verdict" "$id" "$fault" "$expected" "$(tr '\n' ' ' <<<"$happened" | cut -c1-240)"
done <tests/faults/table
sum_up
printf '%d passed, %d failed' $good $bad
[ $out = 0 ] || printf ', %d skipped' $out
echo
[ $bad = 0 ] && [ $((good + out)) -gt 0 ]
