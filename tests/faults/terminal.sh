# Faults of the terminal: the driver's, on a copy of the bundled corpus (keys can write to it); tests/faults/fault.c tells its options.

term() { # FAULT OPTION…
	local fault=$1
	shift
	cp -r "$CORPUS" corpus || return 1
	"$TERMINAL" "$fault" -e HOME="$HOME" "$@" -- "$BILAN" --lang zh corpus
}

# The same with SIGHUP ignored, as nohup leaves it.
unheard() {
	local fault=$1
	shift
	cp -r "$CORPUS" corpus || return 1
	"$TERMINAL" "$fault" -e HOME="$HOME" "$@" -- sh -c 'trap "" HUP; exec "$@"' sh "$BILAN" --lang zh corpus
}

# In a locale that this machine may not have: made from Debian's sources of locales.
locale_of() { # NAME CHARSET OPTION…
	local name=$1 charset=$2
	shift 2
	[ -e "/usr/share/i18n/locales/${name%%.*}" ] || { left_out "no sources of locales here (Debian: locales)"; return; }
	mkdir -p "$work/locale"
	localedef -i "${name%%.*}" -f "$charset" "$work/locale/$name" >/dev/null 2>&1
	[ -d "$work/locale/$name" ] || { left_out "localedef cannot make $name"; return; }
	term run -e "LC_ALL=$name" -e "LOCPATH=$work/locale" "$@"
}

# Random keys while strace writes down what the browser must never do.
watched() { # COUNT
	cp -r "$CORPUS" corpus || return 1
	"$TERMINAL" keys -b -n "$1" -k jl -e HOME="$HOME" -- strace -f -qq -o calls -e trace=execve,execveat,fork,vfork,socket,connect,ptrace \
		"$BILAN" --lang zh corpus >/dev/null
	local started others
	started=$(grep -c execve calls)
	others=$(grep -c -v -e execve -e '^[0-9]* *[-+]' calls)
	tell "$((started - 1)) programs, $others sockets, processes, traces"
	[ "$started" = 1 ] && [ "$others" = 0 ]
}

# The corpus is changed by whoever else can write it.
changed() { # HOW
	cp "$SMALL" corpus.yaml
	"$TERMINAL" corpus -n "$1" -f corpus.yaml -e HOME="$HOME" -- "$BILAN" --lang zh --no-state corpus.yaml
}

# Suites that need Criterion: those of the mode for strangers and of files that change, in a terminal.
suite() { # NAME…
	local name said
	for name in "$@"; do
		[ -x "$directory/tests/$name" ] || { left_out "$name is not built: make test"; return; }
		said=$(cd "$TREE" && BILAN=$BILAN "$directory/tests/$name" 2>&1)
		status=$?
		tell "${said##*Synthesis: }"
		[ $status = 0 ] || return 1
	done
}
kiosk_ways() { suite tui/test_confine tui/test_kiosk vt/test_kiosk vt/test_kiosk_left; }
reload_ways() { suite vt/test_reload; }

hostile() {
	python3 "$TREE/tests/faults/hostile.py" >hostile.yaml || return 1
	"$TERMINAL" scan -e HOME="$HOME" "$@" -- "$BILAN" --lang zh hostile.yaml
}

# Memory runs out at some allocation: the terminal is given back and the reason said.
starve() { # COUNT
	"$TERMINAL" starve -n "$1" -e HOME="$HOME" -e LD_PRELOAD="$OOM" -e OOM_STICKY=1 -- "$BILAN" --lang zh --no-state "$SMALL"
}

# Without a terminal: plain text, or one line that says what to do.
piped() {
	local line
	line=$("$BILAN" "$CORPUS" --lang en 2>&1 </dev/null | cat)
	tell "$line"
	[ "$(wc -l <<<"$line")" = 1 ] && [[ $line == *"bilan list"* ]]
}
head_of() {
	"$BILAN" list measures -C "$CORPUS" --lang zh 2>err | head -1 >out
	local status=${PIPESTATUS[0]}
	tell "exit $status, $(wc -c <err) bytes of complaint, $(grep -c $'\033' out) escape sequences"
	[ "$status" != 0 ] || [ "$status" != 139 ] && ! grep -q $'\033' out && [ ! -s err ] && [ -s out ]
}

# A stream is closed or full. What is lost is told.
stream() { # WANTED-STATUS REDIRECTION WORD…
	local wanted=$1 how=$2
	shift 2
	eval '"$BILAN" "$@" --lang en 2>err '"$how"
	local status=$?
	tell "exit $status: $(head -1 err)"
	[ $status = "$wanted" ] && { [ "$wanted" = 0 ] || [ -s err ]; }
}
blind() { # all three closed
	"$BILAN" "$@" <&- >&- 2>&-
	local status=$?
	tell "exit $status"
	[ $status -le 3 ] && [ $status != 0 ]
}
