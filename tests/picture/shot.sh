#!/bin/bash
# shot.sh PROGRAM OUT.png [COLSxROWS [KEY…]]: a picture of the program in a real xterm, on a screen that nobody sees. Keys are X keysyms
# (j Return slash c); the default shows two provinces side by side. bg=white in the environment gives black on white; lang=en English.
set -euo pipefail
program=$1 out=$2 size=${3:-120x36}
shift $(($# < 3 ? $# : 3))
keys=("$@")
[[ ${#keys[@]} -gt 0 ]] || keys=(j j l)

display=:$((1000 + $$ % 20000))
Xvfb "$display" -screen 0 3000x2000x24 -nolisten tcp >/dev/null 2>&1 &
server=$!
client=
trap 'kill $client $server 2>/dev/null || true' EXIT
export DISPLAY=$display LC_ALL=C.UTF-8
for _ in {1..50}; do xdpyinfo >/dev/null 2>&1 && break; sleep 0.1; done

back=${bg:-black} colour=dark
fore=gray90
[[ $back == black ]] || fore=black colour=light
xterm -xrm 'XTerm*allowSendEvents: true' -u8 -fa 'DejaVu Sans Mono' -fd 'Noto Sans Mono CJK SC' -fs "${points:-11}" -geometry "$size+0+0" \
	-tn xterm-256color -fg "$fore" -bg "$back" -b 6 +sb -title bilan-shot -e "$program" --no-config --no-state --colour "$colour" --lang "${lang:-zh}" &
client=$!
window=
for _ in {1..50}; do
	window=$(xdotool search --name '^bilan-shot$' 2>/dev/null | tail -1) && [[ -n $window ]] && break
	sleep 0.1
done
[[ -n $window ]] || { echo "shot: no window came up" >&2; exit 1; }
sleep 1
for key in "${keys[@]}"; do
	xdotool key --window "$window" "$key" 2>/dev/null
	sleep 0.1
done
sleep 0.5
kill -0 $client 2>/dev/null || { echo "shot: the program ended before its picture was taken" >&2; exit 1; }
import -window "$window" -strip -colors 64 "PNG8:$out"
