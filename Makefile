# bilan: `make run` opens the browser, `make test` runs the tests; both install what is missing (.ci/packages.sh). INSTALL tells the rest.

PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1

ifeq ($(origin CC),default)
CC := gcc
endif
CLANG := $(findstring clang,$(notdir $(CC)))

# Objects of one kind live in one directory: build/, build/clang/, build/asan/ …
VARIANT ?= $(CLANG)
B := build$(VARIANT:%=/%)

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings -Wformat=2 -Werror
STD  := -std=c11 -D_GNU_SOURCE
SAN  := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DMEM_DEBUG
ifeq ($(filter asan%,$(VARIANT)),)
FORTIFY := $(shell $(CC) -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -include stdio.h -Werror -fsyntax-only -xc /dev/null 2>/dev/null && echo 3 || echo 2)
HARD    := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(FORTIFY) -fstack-protector-strong -fPIE
LDHARD  := -pie -Wl,-z,relro,-z,now
else
HARD    := $(SAN)
LDHARD  := $(SAN)
endif

YAML_CFLAGS   := $(shell pkg-config --cflags yaml-0.1 2>/dev/null)
YAML_LIBS     := $(or $(shell pkg-config --libs yaml-0.1 2>/dev/null),-lyaml)
CURSES_CFLAGS := $(shell pkg-config --cflags ncursesw 2>/dev/null)
CURSES_LIBS   := $(or $(shell pkg-config --libs ncursesw 2>/dev/null),-lncursesw -ltinfo)

CFLAGS   ?=
CPPFLAGS ?=
LDFLAGS  ?=
COMPILE = $(CC) $(STD) $(WARN) $(HARD) $(CPPFLAGS) $(CFLAGS) -DBILAN_VERSION='"$(VERSION)"' $(YAML_CFLAGS) $(CURSES_CFLAGS)
LINK    = $(CC) $(HARD) $(CFLAGS) $(LDHARD) $(LDFLAGS)

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
	$(LINK) -o $@ $^ $(CURSES_LIBS) $(YAML_LIBS)

$B/libcore.a: $(COREO)
	@rm -f $@
	ar rcs $@ $^

$B/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(COMPILE) -DBILAN_DATADIR='"$(CURDIR)/content"' -MMD -MP -c -o $@ $<

# Tests: every tests/core/test_X.c and tests/tui/test_X.c is a Criterion program of its own; other .c files beside them are linked to all.
CORET := $(sort $(wildcard tests/core/test_*.c))
TUIT  := $(sort $(wildcard tests/tui/test_*.c))
COREH := $(filter-out $(CORET),$(wildcard tests/core/*.c))
TUIH  := $(filter-out $(TUIT),$(wildcard tests/tui/*.c))
COREP := $(CORET:%.c=$B/%)
TUIP  := $(TUIT:%.c=$B/%)
UNITP := $(COREP) $(TUIP)
NOTERM := $(filter-out $B/tui/main.o $B/tui/terminal.o,$(TUIO))

$(COREP): $B/%: $B/%.o $(COREH:%.c=$B/%.o) $B/libcore.a
	$(LINK) -o $@ $^ $(YAML_LIBS) -lcriterion

$(TUIP): $B/%: $B/%.o $(TUIH:%.c=$B/%.o) $(NOTERM) $B/libcore.a
	$(LINK) -o $@ $^ $(YAML_LIBS) -lcriterion

.PHONY: test-unit
test-unit: $(UNITP)
	@tests/run.sh $(UNITP)

.PHONY: clean
clean:
	rm -rf build

-include $(shell find build -name '*.d' 2>/dev/null)
.SECONDARY:
