#!/bin/sh
# packages.sh PURPOSE…: installs through apt what bilan needs for a purpose and this machine lacks, saying what and why.
# Purposes: run test check fuzz coverage faults bench tables picture. Installs nothing where all is there, and needs no apt then.
# Where it cannot install, it prints the one line to type and exits 1. BILAN_PACKAGES=no: only look, never install.
set -u

# purpose | probe | Debian package | why
needs() {
	cat <<-'EOT'
	run|cmd gcc|gcc|compiles the program
	run|file stdio.h|libc6-dev|headers of the C library
	run|cmd make|make|builds it
	run|cmd pkg-config|pkg-config|tells the compiler where the libraries are
	run|pc ncursesw|libncurses-dev|what each terminal can do (ncurses)
	run|pc yaml-0.1|libyaml-dev|reads the corpora (YAML)
	run|pc libxml-2.0|libxml2-dev|reads saved web pages (loaded when it is needed)
	run|file xlsxwriter.h|libxlsxwriter-dev|writes workbooks (.xlsx)
	run|terminfo xterm-256color|ncurses-base|descriptions of terminals
	test|pc criterion|libcriterion-dev|unit tests
	test|pc vterm|libvterm-dev|a terminal emulator, to test the program in
	test|cmd python3|python3|reads back what the program writes: CSV, JSON
	test|py openpyxl|python3-openpyxl|reads back workbooks
	test|py yaml|python3-yaml|reads the corpora, to hold what was written against them
	test|cmd tidy|tidy|validates HTML
	check|cmd clang|clang|second compiler
	check|cmd clang-tidy|clang-tidy|static analysis
	check|cmd cppcheck|cppcheck|static analysis
	fuzz|cmd clang|clang|compiler with libFuzzer
	fuzz|clangrt fuzzer|CLANG_RT|libFuzzer and sanitizers for clang
	faults|pc criterion|libcriterion-dev|tests of the mode for strangers
	faults|pc vterm|libvterm-dev|a terminal emulator, to throw faults in
	faults|cmd strace|strace|kills and errors at every system call
	faults|cmd python3|python3|makes files that are no corpora
	faults|cmd faketime|faketime|a clock that jumps
	faults|path /usr/share/i18n/locales/zh_CN|locales|locales of other charsets
	coverage|cmd gcovr|gcovr|counts the lines that tests run
	bench|cmd python3|python3|makes the corpus to measure with
	bench|cmd less|less|the pager to compare with
	bench|cmd rg|ripgrep|a search to compare with
	tables|cmd python3|python3|makes the character tables
	tables|path /usr/share/unicode/UnicodeData.txt|unicode-data|Unicode properties, for the character tables
	picture|cmd Xvfb|xvfb|a screen without a monitor
	picture|cmd xterm|xterm|a real terminal
	picture|cmd xdotool|xdotool|types keys into it
	picture|cmd import|imagemagick|takes the picture
	picture|cmd xdpyinfo|x11-utils|tells when the screen is ready
	picture|path /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc|fonts-noto-cjk|Chinese characters
	picture|path /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf|fonts-dejavu-core|Latin letters
	EOT
}

has() { # KIND NAME
	case $1 in
	cmd) command -v "$2" ;;
	pc) pkg-config --exists "$2" ;;
	file) echo "#include <$2>" | gcc -fsyntax-only -xc - ;;
	path) test -e "$2" ;;
	py) python3 -c "import $2" || /usr/bin/python3 -c "import $2" ;;
	terminfo) test -e "/usr/share/terminfo/${2%"${2#?}"}/$2" -o -e "/lib/terminfo/${2%"${2#?}"}/$2" ;;
	clangrt) ls "$(clang -print-resource-dir)"/lib/*/*"$2"* ;;
	esac >/dev/null 2>&1
}

# The run-time of the clang that is or will be installed carries its version in its name.
clang_rt() {
	version=$(clang -dumpversion 2>/dev/null | cut -d. -f1)
	[ -n "$version" ] || version=$(apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -1)
	echo "libclang-rt-${version:-14}-dev"
}

missing='' reasons=''
for purpose in "$@"; do
	while IFS='|' read -r for_purpose probe package why; do
		[ "$for_purpose" = "$purpose" ] || continue
		# shellcheck disable=SC2086 # a probe is two words
		has $probe && continue
		[ "$package" != CLANG_RT ] || package=$(clang_rt)
		case " $missing " in *" $package "*) continue ;; esac
		missing="$missing $package"
		reasons="$reasons$(printf '\n  %-20s %s' "$package" "$why")"
	done <<-EOT
	$(needs)
	EOT
done
missing=${missing# }
[ -n "$missing" ] || exit 0
echo "Missing on this machine:$reasons"

install="apt-get install -y --no-install-recommends $missing"
give_up() {
	echo "$1; please type:" >&2
	case $(id -u) in 0) echo "  apt-get update && $install" ;; *) echo "  sudo apt-get update && sudo $install" ;; esac >&2
	exit 1
}

command -v apt-get >/dev/null || {
	echo "No apt-get here: please install these packages, or what your system calls them, by its own means" >&2
	exit 1
}
[ "${BILAN_PACKAGES:-}" != no ] || give_up "Told not to install (BILAN_PACKAGES=no)"
root=''
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || give_up "Only root may install, and there is no sudo here"
	if sudo -n true 2>/dev/null; then root='sudo -n'
	elif [ -t 0 ]; then root=sudo
	else give_up "sudo asks for a password, and there is no terminal to ask on"
	fi
fi

apt() { $root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" </dev/null; }
known() { for package in $missing; do apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [0-9]' || return 1; done; }

echo "Installing them: ${root:+$root }$install"
# shellcheck disable=SC2086 # a list of packages
{
	if known && apt install -y --no-install-recommends $missing; then exit 0; fi
	apt update && apt install -y --no-install-recommends $missing && exit 0
}
give_up "apt-get could not install them"
