# Faults of files and of what stands in them. The program reads, says what is wrong in a few lines, and ends soon.

milliseconds() { tell $(($(date +%s%N) / 1000000)); }

# Refused: exit 1 or 3, at most 200 messages with the name, soon and within 600 MB of addresses.
refused() { # FILE [TEXT]
	local from status lines
	from=$(milliseconds)
	(ulimit -v 600000 && timeout -s KILL 10 "$BILAN" check "$1" --lang en) </dev/null >out 2>err
	status=$?
	from=$(($(milliseconds) - from)) lines=$(wc -l <err)
	tell "exit $status in $from ms, $lines lines: $(head -1 err | cut -c1-120)"
	[ $status = 1 ] || [ $status = 3 ] || return 1
	[ "$lines" -ge 1 ] && [ "$lines" -le 210 ] && [ $from -le 9000 ] && ! grep -q $'\033' err && grep -qF -e "${2:-}" err
}

# Each file of a kind that bombs.py makes is refused, or accepted where its name says so.
bombs() { # PATTERN
	local n=0 wrong='' slowest=0 name='' file said ms
	python3 "$TREE/tests/faults/bombs.py" bombs "$1" || return 1
	for file in bombs/*.yaml; do
		n=$((n + 1))
		said=$(refused "$file")
		[ $? = 0 ] || wrong="$wrong $file: $said;"
		ms=${said#*in } ms=${ms%% ms*}
		[ "$ms" -le $slowest ] || { slowest=$ms name=${file##*/}; }
	done
	tell "${wrong:-$n refused, the slowest in $slowest ms ($name)}"
	[ -z "$wrong" ] && [ $n -gt 0 ]
}

# Legal forms: loaded as the plain one is.
accepted() { # sed script or iconv that makes the form
	eval "$1" <"$SMALL" >other.yaml
	"$BILAN" list measures -C "$SMALL" --lang zh >plain 2>/dev/null
	"$BILAN" list measures -C other.yaml --lang zh >out 2>err
	local status=$?
	tell "exit $status, $(cmp -s plain out && echo the same || echo ANOTHER text)"
	[ $status = 0 ] && cmp -s plain out
}

# As another user, since root may read everything.
forbidden() {
	cp "$SMALL" secret.yaml && chmod 0 secret.yaml && chmod 755 "$work" . ..
	cp "$BILAN" reader && chmod 755 reader
	[ "$(id -u)" = 0 ] || { refused secret.yaml; return; }
	setpriv --reuid=65534 --regid=65534 --clear-groups ./reader check secret.yaml --lang en </dev/null >out 2>err
	local status=$?
	tell "exit $status: $(head -1 err)"
	[ $status = 3 ] && grep -qi permission err
}

cuts() { # a build of `make mutate`, on a whole corpus
	local said
	said=$("$directory/mutate" 1 "$TREE/tests/data/whole.yaml") || { tell "$said" | tail -3; return 1; }
	tell "$said" | tail -1
}
scrambled() { # COUNT
	python3 "$TREE/tests/faults/scramble.py" "$SMALL" "$1" "$BILAN" check {} --lang en
}

# Rewritten, half and whole, while others read it.
rewritten() { # READS
	local i wrong=0 status
	cp "$SMALL" live.yaml
	(for i in $(seq 400); do head -c $((RANDOM % 7000)) "$SMALL" >live.yaml; cp "$SMALL" live.yaml; done) &
	for i in $(seq "$1"); do
		timeout -s KILL 5 "$BILAN" check live.yaml </dev/null >/dev/null 2>&1
		status=$?
		[ $status -le 3 ] || wrong=$((wrong + 1))
	done
	kill $! 2>/dev/null
	wait
	tell "$1 reads, $wrong of them crashed or hung"
	[ $wrong = 0 ]
}

# A limit of the system: said, not suffered.
limited() { # LIMIT VALUE WORD…
	local limit=$1 value=$2
	shift 2
	(ulimit "$limit" "$value" && exec "$BILAN" "$@" --lang en) </dev/null >out 2>err
	local status=$?
	tell "exit $status: $(head -1 err | cut -c1-160)"
	[ $status = 0 ] || { [ $status -le 3 ] || [ $status = 134 ]; } && { [ $status = 0 ] || [ -s err ]; }
}
refused_for() { limited "$@" && [ -s err ] && grep -q fatal err; }
large() { # a text of 60 MB
	{ cat "$SMALL" | sed '$d'; head -c 60000000 /dev/zero | tr '\0' 'a'; } >large.yaml
	limited -v 60000 check large.yaml
}

# Every allocation of a run fails, once or from there on: said, and stopped.
starved() { # STICKY WORD…
	local sticky=$1 n i status silent=0 odd='' step
	shift
	OOM_COUNT=$PWD/count LD_PRELOAD=$OOM "$BILAN" "$@" </dev/null >/dev/null 2>&1
	n=$(cat count) step=$((n / 400 + 1))
	for ((i = 1; i <= n; i += step)); do
		env ${sticky:+OOM_STICKY=1} OOM_AT=$i LD_PRELOAD="$OOM" "$BILAN" "$@" </dev/null >out 2>err
		status=$?
		[ $status -le 3 ] || [ $status = 134 ] || odd="$odd $i: exit $status;"
		[ $status = 0 ] || [ -s err ] || silent=$((silent + 1))
	done
	tell "each ${step}th of $n allocations: ${odd:-no crash}, $silent without a word"
	[ -z "$odd" ] && [ $silent = 0 ]
}

# Raw texts of any kind become YAML that loads, or are refused.
imported() { # COMMAND that makes the text
	eval "$1" >raw.txt
	rm -rf made
	(ulimit -v 4000000 && timeout -s KILL 60 "$BILAN" import raw.txt -o made --lang en) </dev/null >out 2>err
	local status=$? loads=-
	[ $status -gt 3 ] || { [ -d made ] && "$BILAN" check made --lang en >/dev/null 2>&1; loads=$?; }
	tell "exit $status, $( [ -d made ] && echo "what was written: check says $loads" || echo "nothing written: $(tail -1 err | cut -c1-100)")"
	[ $status -le 3 ] && { [ ! -d made ] || [ "$loads" -le 1 ]; }
}

# Files that nobody here wrote (yaml-test-suite, JSONTestSuite, OSS-Fuzz …): CORPORA names their directory.
outside() { # CORPORA names their directory; else what this system has of YAML and JSON
	local n=0 wrong=0 file status
	while IFS= read -r -d '' file; do
		n=$((n + 1))
		timeout -s KILL 5 "$BILAN" check "$file" </dev/null >/dev/null 2>&1
		status=$?
		[ $status -le 3 ] || wrong=$((wrong + 1))
	done < <(if [ -d "${CORPORA:-}" ]; then find "$CORPORA" -type f -print0
		else find /usr/share /usr/lib /etc -type f -size -300k \( -name '*.y*ml' -o -name '*.json' \) -print0 2>/dev/null | head -z -n 1500; fi)
	tell "$n files, $wrong crashed or hung"
	[ $n -gt 0 ] && [ $wrong = 0 ]
}

# What `show` writes of a hostile corpus, to a pipe and to a file.
shown_hostile() {
	python3 "$TREE/tests/faults/hostile.py" >hostile.yaml || return 1
	{ "$BILAN" check hostile.yaml; for place in beijing shanxi zhejiang shandong; do "$BILAN" show "$place" -C hostile.yaml; done
		"$BILAN" list measures -C hostile.yaml --format html; "$BILAN" list measures -C hostile.yaml --format csv; } >out 2>&1
	local n
	n=$(LC_ALL=C tr -d '\n\t\040-\377' <out | tr -d '\r' | wc -c)
	tell "$n control characters, $(LC_ALL=C grep -cE $'\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae\x8b\x8f]|\xe2\x81[\xa6-\xa9]' out) lines with C1 or bidi controls in $(wc -c <out) bytes"
	[ "$n" = 0 ] && ! LC_ALL=C grep -qE $'\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae\x8b\x8f]|\xe2\x81[\xa6-\xa9]' out && [ -s out ]
}
