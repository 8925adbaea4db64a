# Faults of what is written: the reader's notes (through the driver keep, or a whole session), exports, an import. After any of them the file
# is the last one saved or the one before.

HOOKS='mkdir|openat|read|fstat|newfstatat|flock|unlinkat|write|fsync|renameat|renameat2|close'

# The system calls of a command as strace names them, "NAME COUNT" a line; only those that can touch a file.
calls_of() {
	strace -f -qq -o trace "$@" >/dev/null 2>&1
	sed -E 's/^[0-9]+ +//' trace | grep -oE '^[a-z0-9_]+' | grep -xE "$HOOKS|rename|link|linkat|unlink|fchmod|mkdirat|open" | sort | uniq -c | awk '{ print $2, $1 }'
}

old_state() {
	rm -rf state
	XDG_STATE_HOME=$PWD/state "$KEEP" add old >/dev/null
}
state_is() { XDG_STATE_HOME=$PWD/state "$KEEP" list; }

# kill -9 at every call: afterwards old or new, the next save works, nothing lies about.
kill_points() {
	local name count i n=0 old=0 new=0 wrong=''
	export XDG_STATE_HOME=$PWD/state
	old_state
	calls_of "$KEEP" add new >calls
	while read -r name count; do
		for ((i = 1; i <= count; i++)); do
			old_state
			strace -f -qq -o /dev/null -e trace="$name" -e inject="$name:signal=KILL:when=$i" "$KEEP" add new >/dev/null 2>&1
			case $(state_is) in
			old) old=$((old + 1)) ;;
			'new old') new=$((new + 1)) ;;
			*) wrong="$wrong $name $i: $(state_is);" ;;
			esac
			"$KEEP" add later >/dev/null || wrong="$wrong no save after $name $i;"
			[ "$(find state -name '*.new' -o -name '*.bad*' | wc -l)" = 0 ] || wrong="$wrong litter after $name $i;"
			n=$((n + 1))
		done
	done <calls
	tell "$n points: $old the old one, $new the new one${wrong:+, WRONG:$wrong}"
	[ -z "$wrong" ] && [ $n -gt 30 ] && [ $new -gt 0 ]
}

# Every call fails in every way: what the exit status and the sentence say is true.
error_points() {
	local name count i error n=0 said=0 wrong='' status state
	export XDG_STATE_HOME=$PWD/state
	old_state
	calls_of "$KEEP" add new | grep -vE '^(close|read|fstat|newfstatat) ' >calls
	for error in ENOSPC EIO EDQUOT EROFS EACCES EINTR; do
		while read -r name count; do
			for ((i = 1; i <= count; i++)); do
				old_state
				strace -f -qq -o /dev/null -e trace="$name" -e inject="$name:error=$error:when=$i" "$KEEP" add new >told 2>/dev/null
				status=$? state=$(state_is) n=$((n + 1))
				case $status:$state in
				'0:new old') ;;
				1:old) said=$((said + 1)) ;;
				127:old) ;; # the loader did not get its library
				*) wrong="$wrong $error at $name $i: exit $status, state $state;" ;;
				esac
			done
		done <calls
	done
	tell "$n points: $said told, $((n - said)) without harm${wrong:+, WRONG:$wrong}"
	[ -z "$wrong" ] && [ $n -gt 80 ]
}

# What a power cut would need.
order() {
	export XDG_STATE_HOME=$PWD/state
	old_state
	strace -f -qq -o trace -e trace=write,fsync,renameat,rename,renameat2 "$KEEP" add new >/dev/null 2>&1
	local steps
	steps=$(sed -E 's/^[0-9]+ +//; s/\(.*//' trace | grep -B9 -A9 fsync | tr '\n' ' ')
	tell "$steps"
	[[ $steps == *"write fsync rename"*" fsync"* ]]
}

unsaved() { # PATH TEXT: a save there is refused with the text, and nothing else happens
	local said
	said=$(XDG_STATE_HOME=$1 "$KEEP" add new)
	local status=$?
	tell "exit $status: ${said:0:120}"
	[ $status = 1 ] && grep -qF "$2" <<<"$said"
}
mounted() { # OPTIONS: a file system of its own at ./disk
	mkdir -p disk
	mount -t tmpfs -o "$1" tmpfs disk 2>/dev/null || { left_out "only root can mount one"; return 77; }
}
full_disk() {
	mounted size=64k || return
	XDG_STATE_HOME=$PWD/disk "$KEEP" add old >/dev/null
	dd if=/dev/zero of=disk/fill bs=1k count=64 2>/dev/null
	unsaved "$PWD/disk" full
	local status=$?
	[ "$(XDG_STATE_HOME=$PWD/disk "$KEEP" list)" = old ] && [ -z "$(find disk -name '*.new')" ] || status=1
	umount disk
	return $status
}
read_only() {
	mounted size=64k || return
	mount -o remount,ro disk
	unsaved "$PWD/disk" read-only
	local status=$?
	umount disk
	return $status
}
short_files() { (ulimit -f 0; unsaved "$PWD/state" 'limit on file sizes'); }
missing() { unsaved "$PWD/none/x" 'no such' || [ -d "$PWD/none/x/bilan" ]; }
in_the_way() { mkdir -p state && echo x >state/bilan; unsaved "$PWD/state" 'not a directory'; }
linked() { # to a file of somebody else's
	old_state
	local file
	file=$(find state -name '*.state')
	echo precious >victim
	ln -sf "$PWD/victim" "$file" && ln -sf "$PWD/victim" "$file.new"
	XDG_STATE_HOME=$PWD/state "$KEEP" add new >told
	tell "exit $?: the other file is $(cat victim)"
	[ "$(cat victim)" = precious ]
}
damaged() { old_state; XDG_STATE_HOME=$PWD/state "$KEEP" add another >/dev/null; XDG_STATE_HOME=$PWD/state "$KEEP" damage; }
writers() { # COUNT at once, each with a bookmark of its own; once more where the lock was not to be had
	local i
	export XDG_STATE_HOME=$PWD/state
	for i in $(seq "$1"); do (for _ in 1 2 3 4 5 6; do "$KEEP" add "p$i" >/dev/null && break; done) & done
	wait
	i=$(state_is | wc -w)
	tell "$i of $1 bookmarks, $(find state -name '*.bad*' -o -name '*.new' | wc -l) pieces of litter"
	[ "$i" = "$1" ] && [ -z "$(find state -name '*.bad*' -o -name '*.new')" ]
}
held_lock() {
	export XDG_STATE_HOME=$PWD/state
	old_state
	flock "$(find state -name '*.lock')" sleep 4 &
	sleep 0.3
	local from said
	from=$(milliseconds) said=$("$KEEP" add new)
	local status=$?
	from=$(($(milliseconds) - from))
	kill $! 2>/dev/null
	tell "exit $status after $from ms: ${said##*; }"
	[ $status = 1 ] && [ $from -le 3000 ] && [ "$(state_is)" = old ]
}

# Whole sessions.
kept() { XDG_STATE_HOME='' find "$HOME" -name '*.state' -exec grep -c '^bookmark' {} + | tail -1; }
sessions() {
	"$TERMINAL" together -k lj -e HOME="$HOME" -- "$BILAN" --lang zh "$CORPUS" || return 1
	tell "$(kept) bookmarks of 2"
	[ "$(kept)" = 2 ]
}
killed() { # TIMES: kill -9 at any moment around the key that saves
	local i whole=0 wrong=0
	for i in $(seq "$1"); do
		"$TERMINAL" cut -s "$i" -k l -w "jBjB" -e HOME="$HOME" -- "$BILAN" --lang zh "$CORPUS" >/dev/null
		"$TERMINAL" quit -w Q -e HOME="$HOME" -- "$BILAN" --lang zh "$CORPUS" >/dev/null || wrong=$((wrong + 1))
		whole=$((whole + $(find "$HOME" -name '*.state' | wc -l)))
	done
	tell "$1 times: $wrong sessions that did not open afterwards, $(find "$HOME" -name '*.bad*' | wc -l) damaged files, $(kept) bookmarks"
	[ $wrong = 0 ] && [ -z "$(find "$HOME" -name '*.bad*')" ] && [ $whole -gt 0 ]
}
unkept() { # TEXT OPTION…
	local text=$1
	shift
	"$TERMINAL" unkept -k l -w "$text" -e HOME="$HOME" "$@" -- "$BILAN" --lang zh "$CORPUS"
}
session_full() {
	mounted size=64k || return
	dd if=/dev/zero of=disk/fill bs=1k count=64 2>/dev/null
	unkept 磁盘已满 -e XDG_STATE_HOME="$PWD/disk"
	local status=$?
	umount disk
	return $status
}
session_read_only() {
	mounted ro,size=64k || return
	unkept 只读 -e XDG_STATE_HOME="$PWD/disk"
	local status=$?
	umount disk
	return $status
}
clock() { # sessions of 2000, 2038, now
	command -v faketime >/dev/null || { left_out "no faketime here"; return; }
	export XDG_STATE_HOME=$PWD/state
	local at
	for at in now 2000-01-01 2038-01-20 1971-01-01; do
		if [ $at = now ]; then "$TERMINAL" together -k lj -e HOME="$HOME" -- "$BILAN" --lang zh "$CORPUS" >/dev/null
		else "$TERMINAL" quit -w Q -k jjB -e HOME="$HOME" -- faketime "$at 10:00:00" "$BILAN" --lang zh "$CORPUS" >/dev/null; fi
	done
	tell "$(kept) bookmarks, $(find "$HOME" -name '*.bad*' | wc -l) damaged files"
	[ -z "$(find "$HOME" -name '*.bad*')" ] && [ "$(kept)" -ge 2 ]
}

# Exports: the file that is there is the old one or the new one.
export_kills() {
	local name count i n=0 old=0 new=0 wrong=''
	set -- "$BILAN" list measures -C "$SMALL" --lang zh --no-config -o out.csv --force
	"$@" >/dev/null 2>&1 && cp out.csv whole.csv
	calls_of "$@" | grep -vE '^(read|fstat|newfstatat) ' >calls
	while read -r name count; do
		for ((i = 1; i <= count; i++)); do
			echo old >out.csv
			strace -f -qq -o /dev/null -e trace="$name" -e inject="$name:signal=KILL:when=$i" "$@" >/dev/null 2>&1
			if [ "$(cat out.csv)" = old ]; then old=$((old + 1)); elif cmp -s out.csv whole.csv; then new=$((new + 1))
			else wrong="$wrong $name $i;"; fi
			n=$((n + 1))
			rm -f .bilan.*
		done
	done <calls
	tell "$n points: $old the old file, $new the new one${wrong:+, WRONG:$wrong}"
	[ -z "$wrong" ] && [ $new -gt 0 ]
}
export_errors() {
	local name count i error n=0 wrong='' status told
	set -- "$BILAN" list measures -C "$SMALL" --lang zh --no-config -o out.csv --force
	"$@" >/dev/null 2>&1 && cp out.csv whole.csv
	calls_of "$@" | grep -E '^(write|fsync|rename|renameat|fchmod|link|linkat) ' >calls
	for error in ENOSPC EIO EDQUOT EROFS EACCES EINTR; do
		while read -r name count; do
			for ((i = 1; i <= count; i++)); do
				echo old >out.csv
				strace -f -qq -o /dev/null -e trace="$name" -e inject="$name:error=$error:when=$i" "$@" >/dev/null 2>told
				status=$? n=$((n + 1)) told=$(wc -l <told)
				if cmp -s out.csv whole.csv; then [ $status = 0 ]
				else [ "$(cat out.csv)" = old ] && [ $status = 3 ] && [ "$told" -ge 1 ]; fi || wrong="$wrong $error at $name $i: exit $status;"
				[ -z "$(find . -name '.bilan.*')" ] || wrong="$wrong litter after $error at $name $i;"
				rm -f .bilan.*
			done
		done <calls
	done
	tell "$n points${wrong:+, WRONG:$wrong}"
	[ -z "$wrong" ] && [ $n -gt 20 ]
}
exported() { # WANTED-STATUS FILE OPTION…: what stands in the file afterwards is told
	local wanted=$1 file=$2
	shift 2
	"$BILAN" list measures -C "$SMALL" --lang en --format csv -o "$file" "$@" >out 2>err
	local status=$?
	tell "exit $status: $(head -1 err)"
	[ $status = "$wanted" ]
}
export_full() {
	mounted size=8k || return
	echo old >disk/out.csv
	dd if=/dev/zero of=disk/fill bs=1k count=8 2>/dev/null
	exported 3 disk/out.csv --force
	local status=$?
	[ "$(cat disk/out.csv)" = old ] && [ "$(find disk -type f | wc -l)" = 2 ] || status=1
	umount disk
	return $status
}
export_existing() { echo old >out.csv; exported 3 out.csv && [ "$(cat out.csv)" = old ]; }
export_linked() { echo old >target && ln -s target out.csv; exported 0 out.csv --force && [ -L out.csv ] && [ "$(wc -l <target)" -gt 2 ]; }

# An import leaves its directory whole or not at all.
import_kills() {
	local name count i n=0 none=0 whole=0 wrong='' files
	"$BILAN" show beijing -C "$CORPUS" --lang zh >raw.txt
	"$BILAN" import raw.txt -o first >/dev/null 2>&1
	files=$(find first -type f | wc -l)
	calls_of "$BILAN" import raw.txt -o traced | grep -E '^(openat|write|rename|renameat|renameat2|mkdir|mkdirat|fchmod|fsync|unlinkat) ' >calls
	while read -r name count; do
		for ((i = 1; i <= count; i++)); do
			rm -rf made
			strace -f -qq -o /dev/null -e trace="$name" -e inject="$name:signal=KILL:when=$i" "$BILAN" import raw.txt -o made >/dev/null 2>&1
			if [ ! -e made ]; then none=$((none + 1))
			elif [ "$(find made -type f | wc -l)" = "$files" ]; then whole=$((whole + 1))
			else wrong="$wrong $name $i;"; fi
			n=$((n + 1))
		done
	done <calls
	tell "$n points: $none nothing, $whole whole${wrong:+, WRONG:$wrong}"
	[ -z "$wrong" ] && [ $n -gt 10 ] && [ "$files" -gt 1 ]
}
