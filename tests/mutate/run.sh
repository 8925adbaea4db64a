#!/bin/sh
# A sample of `make mutate`: the bundled corpus cut, and with a bit turned, at every 97th byte. BUILD names the directory of the programs.
if "${BUILD:-build}/mutate" 97 content/*/*.yaml; then echo "1 passed, 0 failed"
else
	echo "0 passed, 1 failed"
	exit 1
fi
