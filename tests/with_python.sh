#!/bin/sh
# with_python.sh NAME MODULES PACKAGES SCRIPT [ARG…]: runs a Python script of the test NAME with the first python3 that has the modules; where none
# has them, one line says so, with Debian's packages, and the test counts as skipped.
name=$1 modules=$2 packages=$3
shift 3
for python in python3 /usr/bin/python3; do
	command -v "$python" >/dev/null 2>&1 && "$python" -c "import $modules" 2>/dev/null && PYTHONDONTWRITEBYTECODE=1 exec "$python" "$@"
done
echo "$name: skipped, there is no python3 with $modules ($packages)"
echo "0 passed, 0 failed, 1 skipped"
