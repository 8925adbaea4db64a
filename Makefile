# bilan: `make run` opens the browser, `make test` runs the tests; both install what is missing (.ci/packages.sh). INSTALL tells the rest.

PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

# One short line a file; make V=1 shows the commands.
Q    := $(if $(V),,@)
SAY   = $(if $(V),,@printf '%-4s %s\n' $(1) $@)

ifeq ($(origin CC),default)
CC := gcc
endif
CLANG := $(findstring clang,$(notdir $(CC)))

# Objects of one kind live in one directory: build/, build/clang/, build/asan/ …
VARIANT ?= $(CLANG)
B := build$(VARIANT:%=/%)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings -Wformat=2 -Werror
STD  := -std=c11 -D_GNU_SOURCE -pthread
SAN  := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DMEM_DEBUG
ifeq ($(filter asan%,$(VARIANT)),)
FORTIFY := $(shell $(CC) -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -include stdio.h -Werror -fsyntax-only -xc /dev/null 2>/dev/null && echo 3 || echo 2)
HARD    := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(FORTIFY) -fstack-protector-strong -fPIE
LDHARD  := -pie -Wl,-z,relro,-z,now
else
HARD    := $(SAN) $(if $(findstring fuzz,$(VARIANT)),-fsanitize=fuzzer-no-link)
LDHARD  := $(SAN)
endif

YAML_CFLAGS   := $(shell pkg-config --cflags yaml-0.1 2>/dev/null)
YAML_LIBS     := $(or $(shell pkg-config --libs yaml-0.1 2>/dev/null),-lyaml) -lm -ldl
XML_CFLAGS    := $(shell pkg-config --cflags libxml-2.0 2>/dev/null)
CURSES_CFLAGS := $(shell pkg-config --cflags ncursesw 2>/dev/null)
CURSES_LIBS   := $(or $(shell pkg-config --libs ncursesw 2>/dev/null),-lncursesw -ltinfo)

CFLAGS   ?=
CPPFLAGS ?=
LDFLAGS  ?=
COMPILE = $(CC) $(STD) $(WARN) $(HARD) -ffile-prefix-map=$(CURDIR)=. $(CPPFLAGS) $(CFLAGS) -DBILAN_VERSION='"$(VERSION)"' $(YAML_CFLAGS) $(XML_CFLAGS) $(CURSES_CFLAGS)
LINK    = $(CC) -pthread $(HARD) $(CFLAGS) $(LDHARD) $(LDFLAGS)

CORE  := $(sort $(wildcard core/*.c))
TUI   := $(sort $(wildcard tui/*.c))
COREO := $(CORE:%.c=$B/%.o)
TUIO  := $(TUI:%.c=$B/%.o)

# The files that name BILAN_DATADIR are compiled twice: with the tree's content/ for build/bilan, with the installed place for `make install`.
DATAC    := $(shell grep -ls BILAN_DATADIR tui/*.c)
INSTALLO := $(filter-out $(DATAC:%.c=$B/%.o),$(TUIO)) $(DATAC:%.c=$B/install/%.o)
DATADIR  := $(PREFIX)/share/bilan

.PHONY: all
all: $B/bilan

$B/bilan: $(TUIO) $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(CURSES_LIBS) $(YAML_LIBS)

$B/libcore.a: $(COREO)
	$(call SAY,AR)
	$Qrm -f $@; ar rcs $@ $^

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC)
	$Q$(COMPILE) -DBILAN_DATADIR='"$(CURDIR)/content"' -MD -MP -c -o $@ $<

# Tests: every tests/core/test_X.c and tests/tui/test_X.c is a Criterion program of its own; other .c files beside them are linked to all.
CORET := $(sort $(wildcard tests/core/test_*.c))
TUIT  := $(sort $(wildcard tests/tui/test_*.c))
COREH := $(filter-out $(CORET),$(wildcard tests/core/*.c)) tests/import/score.c tests/import/book.c
TUIH  := $(filter-out $(TUIT),$(wildcard tests/tui/*.c)) tests/core/grow.c
COREP := $(CORET:%.c=$B/%)
TUIP  := $(TUIT:%.c=$B/%)
UNITP := $(COREP) $(TUIP)
NOTERM := $(filter-out $B/tui/main.o $B/tui/terminal.o,$(TUIO))

$(COREP): $B/%: $B/%.o $(COREH:%.c=$B/%.o) $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(YAML_LIBS) -lcriterion

$(TUIP): $B/%: $B/%.o $(TUIH:%.c=$B/%.o) $(NOTERM) $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(CURSES_LIBS) $(YAML_LIBS) -lcriterion

.PHONY: test-unit
test-unit: $(UNITP)
	@tests/run.sh $(UNITP)

# In a real terminal emulator: the real program, which BILAN names, and the painter alone.
VTP := $B/tests/vt/test_terminal $B/tests/vt/test_picture $B/tests/vt/test_kiosk $B/tests/vt/test_kiosk_left $B/tests/vt/test_reload $B/tests/vt/test_paint \
	$B/tests/vt/test_import
$(filter-out %_paint,$(VTP)): %: %.o $B/tests/vt/drive.o $B/tests/vt/den.o $B/tests/vt/vt.o $B/tests/vt/vt_screen.o
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ -lcriterion -lvterm -lutil

$B/tests/vt/test_paint: $B/tests/vt/test_paint.o $(NOTERM) $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(CURSES_LIBS) $(YAML_LIBS) -lcriterion -lvterm

# Plays a kernel that lacks something.
$B/tests/vt/lack: $B/tests/vt/lack.o
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^

.PHONY: test-terminal
test-terminal: $B/bilan $(VTP) $B/tests/vt/lack
	@BILAN=$B/bilan tests/run.sh $(VTP)

# The same in a real xterm, where there is one.
.PHONY: test-xterm
test-xterm: $B/bilan
	@tests/vt/xterm $B/bilan

# Every suite and script; each script closes with `N passed, N failed` as the runner does, and total.sh adds them up.
.PHONY: test-all
test-all: $B/bilan $(UNITP) $(VTP) $B/tests/vt/lack $B/mutate
	@BILAN=$B/bilan BUILD=$B tests/all.sh $(UNITP) $(VTP)

# The commands that install what is missing make the rest in a make of their own, which then finds it, on all processors.
AGAIN = $(MAKE) --no-print-directory $(if $(filter -j%,$(MAKEFLAGS)),,-j$(or $(shell nproc),1))

.PHONY: run test
run:
	@.ci/packages.sh run
	@$(AGAIN) all
	@build/bilan

test:
	@.ci/packages.sh run test
	@$(AGAIN) test-all

# Every test again under AddressSanitizer and UBSan. Criterion lets leaks pass, so the sanitizers' findings go to files that must not be there.
.PHONY: asan
asan:
	@rm -rf build/asan/found && mkdir -p build/asan/found
	@ASAN_OPTIONS=log_path=$(CURDIR)/build/asan/found/a:detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1 \
		$(AGAIN) VARIANT=asan test-all
	@if ls build/asan/found/* >/dev/null 2>&1; then head -60 build/asan/found/*; echo "asan: see build/asan/found"; exit 1; fi

.PHONY: seams shape
seams: $(COREO) $(TUIO)
	@CC='$(CC)' tests/seams.sh $B
shape:
	@tests/shape.sh

# Static analysis. gcc's analyzer and clang's follow values; cppcheck's own value flow takes initialisers by pointer for missing ones,
# and it warns of readdir, which each thread calls on a directory of its own.
.PHONY: analyze check
analyze:
	@.ci/packages.sh run check
	@for f in $(CORE); do $(CC) $(STD) $(WARN) -fanalyzer -O1 $(YAML_CFLAGS) $(XML_CFLAGS) -c -o /dev/null $$f || exit 1; done
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --suppress=missingIncludeSystem \
		--suppress=internalAstError --suppress=readdirCalled --suppress=uninitvar --suppress=ctuuninitvar --suppress=memleak:core/mem.c \
		--library=posix --error-exitcode=1 -D_GNU_SOURCE core tui
	@printf '%s\n' $(CORE) $(TUI) | xargs -P $(or $(shell nproc),1) -I{} clang-tidy --quiet --warnings-as-errors='*' {} -- \
		$(STD) $(YAML_CFLAGS) $(XML_CFLAGS) $(CURSES_CFLAGS) -DBILAN_VERSION='""' -DBILAN_DATADIR='""' 2>/dev/null
check: test seams shape analyze

# Fuzzing: each tests/fuzz/fuzz_X.c for FUZZ_SECONDS, or FUZZ_RUNS executions whatever they take (10000000 on a quiet night), from tests/fuzz/seeds/ and the corpora.
FUZZ_SECONDS ?= 60
FUZZ_RUNS ?=
FUZZC := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZP := $(FUZZC:tests/fuzz/%.c=$B/%)
.PHONY: fuzz fuzz-all
fuzz:
	@.ci/packages.sh run fuzz
	@$(AGAIN) CC=clang VARIANT=asan-fuzz fuzz-all
fuzz-all: $(FUZZP)
	@FUZZ_RUNS=$(FUZZ_RUNS) tests/fuzz.sh $(FUZZ_SECONDS) $B $(FUZZP)
$(FUZZP): $B/%: $B/tests/fuzz/%.o $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -fsanitize=fuzzer $(FUZZLINK_$*) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(FUZZLIBS_$*) $(YAML_LIBS)
$B/fuzz_keys: $(NOTERM)
$B/fuzz_snapshot: $B/tests/core/snapshots.o
FUZZLINK_fuzz_keys = -Wl,--wrap=write_file
FUZZLIBS_fuzz_keys = $(CURSES_LIBS)

# The bundled corpus cut at every byte and with every bit turned, under the sanitizers; MUTATE_STEP takes each n-th only.
MUTATE_STEP ?= 1
.PHONY: mutate mutate-all
mutate:
	@$(AGAIN) VARIANT=asan mutate-all
mutate-all: $B/mutate
	$B/mutate $(MUTATE_STEP) content/*/*.yaml
$B/mutate: $B/tests/mutate/mutate.o $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(YAML_LIBS)

# Lines that the tests run: of core at least 95 %, of tui at least 90 %. Built once more, with gcc's counters; what they miss is in build/coverage/*.txt.
.PHONY: coverage coverage-all
coverage:
	@.ci/packages.sh run test coverage
	@$(AGAIN) VARIANT=coverage CFLAGS='--coverage -O0 -U_FORTIFY_SOURCE' LDFLAGS=--coverage coverage-all
coverage-all: $B/bilan $(UNITP) $(VTP) $B/tests/vt/lack
	@tests/coverage.sh $B $(UNITP) $(VTP)

# Every promise of the manual's section KIOSK broken once: its test has to notice. PROMISE takes those whose text has it.
KIOSKP := $B/tests/tui/test_confine $B/tests/tui/test_kiosk $B/tests/vt/test_kiosk \
	$B/tests/vt/test_kiosk_left $B/tests/vt/lack
.PHONY: bites
bites:
	@.ci/packages.sh run test
	@$(AGAIN) all $(KIOSKP) $B/tests/tui/test_app $B/tests/tui/test_copy
	@tests/kiosk_bites.sh $B '$(PROMISE)'

# The fault bench: every row of tests/faults/table, injected for real; FAULT=T12 throws those rows only.
FAULT ?=
.PHONY: faults faults-all
faults:
	@.ci/packages.sh run faults
	@$(AGAIN) faults-all
faults-all: $B/bilan $B/faults/terminal $B/faults/keep $B/faults/oom.so $(KIOSKP) $B/tests/vt/test_reload $B/tests/core/test_snapshot $B/tests/tui/test_cache
	@tests/faults/faults.sh $B $(FAULT)
$B/faults/terminal: $(addprefix $B/tests/faults/,fault.o moment.o screen.o many.o) $B/tests/vt/vt.o $B/tests/vt/vt_screen.o
	@mkdir -p $(@D)
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ -lvterm -lutil
$B/faults/keep: $B/tests/faults/keep.o $B/tui/state.o $B/tui/write.o $B/libcore.a
	@mkdir -p $(@D)
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(YAML_LIBS)
$B/faults/oom.so: tests/faults/oom.c Makefile
	@mkdir -p $(@D)
	$(call SAY,CC)
	$Q$(CC) $(STD) $(WARN) -O2 -fPIC -shared -o $@ $< -ldl

# Measuring: budgets and ratios against peers in one interleaved run; bench-record appends the figures to tests/bench/results.tsv.
BENCHC := $(sort $(wildcard tests/bench/bench_*.c))
$B/bench_import: $B/tests/import/score.o $B/tests/import/book.o
BENCHP := $(BENCHC:tests/bench/%.c=$B/%)
.PHONY: bench bench-record
bench bench-record:
	@.ci/packages.sh run bench
	@$(AGAIN) all $(BENCHP)
	@tests/bench/bench.sh $(if $(filter %record,$@),--record) $B
$B/bench_compare: $B/tests/core/grow.o

$(BENCHP): $B/%: $B/tests/bench/%.o $(NOTERM) $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(CURSES_LIBS) $(YAML_LIBS) $(BENCHLIBS_$*)

# The generated tables of core/, from Debian's unicode-data; `make tables-check` tells whether the tree has what the generator makes.
.PHONY: tables tables-check
tables:
	@.ci/packages.sh tables
	python3 core/tables.py
tables-check: tables
	git diff --exit-code --stat -- core

.PHONY: man picture
man: $B/bilan.1
$B/bilan.1: tui/bilan.1.in tui/man.sh $B/bilan $B/install/place
	@BILAN=$B/bilan tui/man.sh $< '$(DATADIR)' >$@.new && mv $@.new $@
picture: all
	@.ci/packages.sh picture
	tests/picture/shot.sh build/bilan tests/picture/bilan.png
	tests/picture/shot.sh build/bilan tests/picture/compare.png 140x36 c j c j c j c C $$(printf 'bracketright %.0s' 1 2 3 4 5 6 7 8 9 10 11 12)
	tests/picture/shot.sh build/bilan tests/picture/matrix.png 100x28 M j j
	tests/picture/shot.sh build/bilan tests/picture/figures.png 120x30 F

# Installing. The program that is installed knows only its installed content.
$B/install/place: FORCE
	@mkdir -p $(@D)
	@echo '$(DATADIR)' | cmp -s - $@ || echo '$(DATADIR)' >$@
$B/install/%.o: %.c Makefile $B/install/place
	@mkdir -p $(@D)
	$(call SAY,CC)
	$Q$(COMPILE) -DBILAN_DATADIR='"$(DATADIR)"' -MD -MP -c -o $@ $<
$B/install/bilan: $(INSTALLO) $B/libcore.a
	$(call SAY,LD)
	$Q$(LINK) -o $@ $^ $(CURSES_LIBS) $(YAML_LIBS)
.PHONY: install FORCE
install: $B/install/bilan $B/bilan.1
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' '$(DESTDIR)$(DATADIR)'
	install -m 755 $B/install/bilan '$(DESTDIR)$(PREFIX)/bin/bilan'
	install -m 644 $B/bilan.1 '$(DESTDIR)$(PREFIX)/share/man/man1/bilan.1'
	cd content && find . -type d -exec install -d '$(DESTDIR)$(DATADIR)/{}' \;
	cd content && find . -type f -exec install -m 644 '{}' '$(DESTDIR)$(DATADIR)/{}' \;

.PHONY: clean
clean:
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
.SECONDARY:
