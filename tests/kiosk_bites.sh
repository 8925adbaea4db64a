#!/bin/bash
# kiosk_bites.sh BUILD [PROMISE]: proves that the tests notice when a promise of the manual's section KIOSK is broken. A copy of the tree gets one
# small change after another that breaks a promise; the test named with it has to fail. Prints what each broke and what the test said.
# BUILD is where the objects of the tree are; with PROMISE only the rows whose text has it.
set -u
cd "$(dirname "$0")/.." || exit 1
build=$1 only=${2:-}
copy=$(mktemp -d) || exit 1
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/build"
cp -a Makefile README.md INSTALL core tui tests content .ci "$copy/"
cp -a "$build/core" "$build/tui" "$build/tests" "$build/libcore.a" "$build/bilan" "$copy/build/"
cd "$copy" || exit 1
export BILAN=build/bilan LC_ALL=C.UTF-8
passed=0 failed=0

# What a change leaves unused is no matter.
made() { make -s -j2 CFLAGS=-Wno-error build/bilan build/tests/vt/lack $([ "$1" = cli ] || echo "build/tests/$1") >log 2>&1; }

tried() { # TEST FILTER: its exit status; what it said goes to log
	case $1 in
	cli) tests/cli/run.sh build/bilan >log 2>&1 ;;
	*) timeout 120 "build/tests/$1" --filter "$2" >log 2>&1 && ! grep -q 'Tested: 0' log ;;
	esac
}

# bites PROMISE FILE SED TEST FILTER: with SED done to FILE the TEST fails.
bites() {
	local promise=$1 file=$2 change=$3 test=$4 filter=$5 said
	[[ $promise == *"$only"* ]] || return
	cp -p "$file" saved
	sed -i -E "$change" "$file"
	if cmp -s "$file" saved; then said='the change finds nothing to change'
	elif ! made "$test"; then said="does not compile: $(grep -m1 error log)"
	elif tried "$test" "$filter"; then said='NO TEST NOTICES'
	else
		said=
		passed=$((passed + 1))
		printf 'bites  %-62s %s: %s\n' "$promise" "$test" "$(grep -m1 -A2 -E 'Assertion Failed|^tests/' log | grep -vE 'Assertion|^\[----\] *$' | tail -1 | cut -c8-110)"
	fi
	[ -z "$said" ] || { failed=$((failed + 1)) && printf 'FAIL   %-62s %s: %s\n' "$promise" "$test" "$said"; }
	cp saved "$file" # newer than what was made of the other
}

# The tests themselves hold on the tree as it is.
for row in tui/test_confine tui/test_kiosk tui/test_copy vt/test_kiosk vt/test_kiosk_left cli; do
	made $row && tried $row '*' || { echo "$row fails by itself:"; cat log; echo '0 passed, 1 failed'; exit 1; }
done

filter='confine/the_filter_alone*' alone='confine/landlock_alone*' all='confine/holds_all*' begin='confine/the_beginning*'
calls() { bites "$1" tui/confine.c "s/CALL\(ppoll\),/CALL(ppoll), CALL($2),/" tui/test_confine "$filter"; }

# No program is run, no shell; Ctrl-Z; the command that a client sends.
calls 'no program is run: the filter lets execve through' execve
calls 'no program is run: the filter lets execveat through' execveat
bites 'no program is run: Landlock leaves out execution' tui/confine.c 's/(RIGHTS_1 \(\(UINT64_C\(1\) << 13\) - )1/\12/' tui/test_confine "$alone"
bites 'no program is run: the corpora may be executed' tui/confine.c 's/(READING \(LANDLOCK_ACCESS_FS_READ_FILE)/\1 | LANDLOCK_ACCESS_FS_EXECUTE/' tui/test_confine "$alone"
bites 'Ctrl-Z does nothing: it stops' tui/terminal.c 's/sigaction\(SIGTSTP, &\(struct sigaction\)\{\.sa_handler = SIG_IGN\}/sigaction(SIGTSTP, \&(struct sigaction){.sa_handler = SIG_DFL}/' vt/test_kiosk 'kiosk/it_is_not_stopped'
bites 'Ctrl-Z does nothing: other signals of the keyboard stop it' tui/kiosk.c 's/\{SIGTSTP, SIGTTIN, SIGTTOU, SIGQUIT\}/{SIGTSTP}/' vt/test_kiosk 'kiosk/it_is_not_stopped'
bites 'the command is not looked at: a login shell takes its words' tui/main.c 's/kiosk == KIOSK_SHELL \? 1 : argc/argc/' vt/test_kiosk 'kiosk/a_login_shell*'
bites 'the command is not looked at: -NAME is no login shell' tui/kiosk.c "s/argv\[0\]\[0\] == '-' \|\| //" tui/test_kiosk 'kiosk/a_login_shell*'
bites 'the command is not looked at: NAME -c is none' tui/kiosk.c 's/shell \|\| \(argc > 1 && strcmp\(argv\[1\], "-c"\) == 0\)/shell/' tui/test_kiosk 'kiosk/a_login_shell*'
bites 'the command is not looked at: other commands with --kiosk' tui/options.c 's/("--kiosk", NULL, FLAG\(kiosk\)), OPENING/\1, EVERYWHERE/' cli ''

# Nothing is exported or imported; no file but the notes; none with --no-state.
bites 'nothing is exported: the key works' tui/actions.def 's/^(ACTION\(export, .*), false, 28/\1, true, 28/' tui/test_app 'app/a_kiosk_forbids*'
bites 'nothing is exported: a comparison is' tui/actions.def 's/^(ACTION\(export_comparison, .*), false, 46/\1, true, 46/' tui/test_app 'app/a_kiosk_forbids*'
bites 'nothing is exported: what is not allowed runs' tui/app_actions.c 's/return !app->options.kiosk \|\| /return true || /' vt/test_kiosk 'kiosk/a_forbidden_key*'
bites 'no file is written: the panel of tags may' tui/actions.def 's/^(ACTION\(tags, .*), false, 7/\1, true, 7/' tui/test_app 'app/a_kiosk_forbids*'
bites 'no file is written: the corpora may be' tui/kiosk.c 's/(\.path = options->corpora\.at\[i\])/\1, .writes = true/' tui/test_kiosk 'kiosk/it_reaches*'
bites 'no file is written: Landlock lets all be written' tui/confine.c 's/path->writes \? WRITING \| RIGHT_TRUNCATE : 0/WRITING | RIGHT_TRUNCATE/' tui/test_confine "$alone"
bites 'no file with --no-state: the filter lets files be written' tui/confine.c 's/WRITES\(openat\)/CALL(openat)/' tui/test_confine "$filter"
# This one keeps a note in the account's own home: what was there comes back.
state=$(getent passwd "$(id -u)" | cut -d: -f6)/.local/state/bilan
[ ! -d "$state" ] || cp -a "$state" kept
bites 'no file with --no-state: it is kept all the same' tui/main.c 's/options->no_state \? NULL : &env/\&env/' vt/test_kiosk_left 'kiosk_left/nothing_is_written*'
rm -rf "$state"
[ ! -d kept ] || mv kept "$state"
bites 'the notes are where --state says: it is not heeded' tui/main.c 's/env\.directory = options->state;//' vt/test_kiosk_left 'kiosk_left/nothing_is_written*'

# Copying works, encoded, within the limit.
bites 'copying works: it is forbidden' tui/actions.def 's/^(ACTION\(copy, .*), true, 52/\1, false, 52/' vt/test_kiosk 'kiosk/copying*'
bites 'copying is encoded: as it stands' tui/copy.c 's/add_base64\(&sequence, text\);/(void)add_base64, buf_add(\&sequence, text);/' vt/test_kiosk 'kiosk/copying*'
bites 'copying ends at 75 kB' tui/copy.h 's/COPY_LIMIT 74994/COPY_LIMIT 749940/' tui/test_copy '*'

# Idle, and whoever comes next.
bites 'after 10 minutes: never' tui/kiosk.c 's/options->idle = KIOSK_IDLE;/{ }/' tui/test_kiosk 'kiosk/after_ten*'
bites 'after 10 minutes: after 100' tui/kiosk.h 's/KIOSK_IDLE 600/KIOSK_IDLE 6000/' tui/test_kiosk 'kiosk/after_ten*'
bites 'left alone the first screen comes back: it does not' tui/main.c 's/^(\s*)begin_again\(sitting\);/\1(void)begin_again;/' vt/test_kiosk_left 'kiosk_left/left_alone*'
bites 'without what the one before did: notes stay' tui/main.c 's/session_forget\(&s->session\);//' vt/test_kiosk_left 'kiosk_left/what_the_one_before*'
bites 'whoever logs in next: at the place of the one before' tui/main.c 's/if \(!options->kiosk\) (\/\* whoever)/if (true) \1/' vt/test_kiosk_left 'kiosk_left/whoever*'

# The environment.
bites 'of the environment little counts: all of it does' tui/kiosk.c 's/clearenv\(\);//' tui/test_kiosk 'kiosk/of_the_environment*'
bites 'TERM is taken where it is known: any is' tui/kiosk.c 's/(const char \*known = )kiosk_term\(term\)/\1term/' tui/test_kiosk 'kiosk/of_the_environment*'
bites 'TERM is a name that the system describes: anything is' tui/kiosk.c "s/has_only\(term, .* != '\.';/true;/; s/ && is_described\(term\)//" tui/test_kiosk 'kiosk/only_names*'
bites 'no terminfo of the account: it is read' tui/kiosk.c 's/^\tclean_environment\(\);/\t(void)clean_environment;/' vt/test_kiosk 'kiosk/a_terminfo*'
bites 'the locale is a name: a path is' tui/kiosk.c "s/return has_only\(name, \"_\.@-\", 40\) && name\[0\] != '\.';/return *name;/" tui/test_kiosk 'kiosk/a_locale*'
bites 'HOME is that of the password database: the environment says' tui/kiosk.c 's/buf_add\(out, str_of\(account->pw_dir\)\)/buf_add(out, str_of(getenv("HOME")))/' tui/test_kiosk 'kiosk/the_home*'

# Settings.
bites "settings are root's: anybody's" tui/kiosk.c 's/return st->st_uid == 0 && .*/return st != NULL;/' tui/test_kiosk 'kiosk/settings_are*'
bites "settings are root's: only the file is looked at" tui/kiosk.c 's/for \(char \*slash; fits && /for (char *slash; false \&\& /' tui/test_kiosk 'kiosk/settings_are*'
bites "settings are root's: the account's own are read" tui/kiosk.c 's/options->no_config = !options->config;//' tui/test_kiosk 'kiosk/no_settings*'
bites "settings are root's: whatever --config says" tui/kiosk.c 's/return kiosk_trusts\(options->config\);/return true;/' cli ''

# Core, other processes, open files, memory.
bites 'no core is dumped: one is' tui/confine.c 's/limit\(RLIMIT_CORE, 0\);//' tui/test_confine "$begin"
bites 'no process can look into it: one can' tui/confine.c 's/prctl\(PR_SET_DUMPABLE.*//' tui/test_confine "$begin"
bites 'files that were open stay closed to it: they are left' tui/confine.c 's/syscall\(SYS_close_range, .*//' tui/test_confine "$begin"
bites '256 MB: 4 GB' tui/confine.c 's/MEMORY \(\(rlim_t\)256/MEMORY ((rlim_t)4096/' tui/test_confine "$all"
bites '32 open files: more' tui/confine.c 's/limit\(RLIMIT_NOFILE, 32\);//' tui/test_confine "$all"
bites 'no new process: RLIMIT_NPROC is left' tui/confine.c 's/limit\(RLIMIT_NPROC, 0\);//' vt/test_kiosk 'kiosk/from_outside*'
calls 'no new process: the filter lets clone through' clone
calls 'no new process: the filter lets clone3 through' clone3

# What Landlock and seccomp leave.
bites 'nothing else is read: Landlock is not switched on' tui/confine.c 's/held = held && syscall\(SYS_landlock_restrict_self, rules, 0\) == 0;//' tui/test_confine "$alone"
bites 'no network: Landlock leaves it' tui/confine.c 's/\.network = abi >= 4 \? 3 : 0/.network = 0/' tui/test_confine "$alone"
bites 'no signal: Landlock leaves them' tui/confine.c 's/\.scope = abi >= 6 \? 3 : 0/.scope = 0/' tui/test_confine "$alone"
calls 'no socket: the filter lets one be opened' socket
calls 'no tracing: the filter lets ptrace through' ptrace
calls 'no tracing: the filter lets memory be read' process_vm_readv
calls 'no signal: the filter lets kill through' kill
calls 'no signal: the filter lets tgkill through' tgkill
bites 'no code is mapped: mmap may' tui/confine.c 's/\{SYS_mmap, NONE_OF, 2, false, \{PROT_EXEC\}\}/CALL(mmap)/' tui/test_confine "$filter"
bites 'no code is mapped: mprotect may' tui/confine.c 's/\{SYS_mprotect, NONE_OF, 2, false, \{PROT_EXEC\}\}/CALL(mprotect)/' tui/test_confine "$filter"
bites 'no terminal is typed into: TIOCSTI passes' tui/confine.c 's/\{TCGETS, TCSETS, /{TIOCSTI, TCGETS, TCSETS, /' tui/test_confine "$filter"
bites 'no terminal is typed into: TIOCLINUX passes' tui/confine.c 's/\{TCGETS, TCSETS, /{TIOCLINUX, TCGETS, TCSETS, /' tui/test_confine "$filter"
bites 'confined once the files are open: never' tui/main.c 's/^(\s*)held = hold\(s, options\);/\1(void)hold;/' vt/test_kiosk 'kiosk/from_outside*'

# Where the kernel lacks one.
bites 'a line says what the kernel lacks: none does' tui/main.c 's/^\tsay_lack\(able, .*/\t(void)able;/' vt/test_kiosk_left 'kiosk_left/what_the_kernel*'
bites 'i says what holds: that all does' tui/view_info.c 's/lack\.n > 0 \? lack : //' vt/test_kiosk_left 'kiosk_left/what_the_kernel*'
bites '--strict does not open there: it does' tui/main.c 's/!= CONFINE_ALL && options->strict/== 99/' vt/test_kiosk_left 'kiosk_left/strictly*'

echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
