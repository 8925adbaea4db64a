/* keep add ADDRESS | list | damage: a save of a reader's notes without a terminal, for faults at each of its system
   calls. XDG_STATE_HOME says where. add: loads, bookmarks, saves; exit 0 saved, 1 with the sentence that the reader
   gets. list: the bookmarks that are there, or "bad". damage: what is there, damaged in every way, is loaded each
   time. */
#include "../../tui/state.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static State open_state(void)
{
	State state;
	state_open(&state, &(StateEnv){ .xdg_state_home = getenv("XDG_STATE_HOME"), .home = getenv("HOME") },
		STR("faults"), STR("/corpus"), LANG_EN);
	return state;
}

static int add(const State *state, const char *address)
{
	Notes notes = { 0 };
	Buf said = { 0 };
	bool saved = state_load(state, &notes, &said);
	notes_bookmark(&notes, (Anchor){ str_of(address), 1 }, (Str){ 0 }, 10);
	saved = saved && state_save(state, &notes, 10, &said);
	puts(said.n ? buf_cstr(&said) : saved ? "saved" : "NOTHING IS SAID");
	int status = saved ? 0 : said.n ? 1 : 3;
	buf_free(&said);
	notes_free(&notes);
	return status;
}

/* On one line: "bad" where there is something that cannot be used. */
static void add_list(const State *state, Buf *out)
{
	Notes notes = { 0 };
	Buf said = { 0 };
	if (!state_load(state, &notes, &said) || said.n)
		buf_add(out, STR("bad"));
	for (const NotesRecord *r = NULL; (r = notes_next(&notes, STR("bookmark"), r)) != NULL;) {
		buf_add(out, out->n ? STR(" ") : STR(""));
		buf_add(out, r->key);
	}
	buf_free(&said);
	notes_free(&notes);
}

static void write_bytes(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");
	if (!file || fwrite(bytes, 1, n, file) != n || fclose(file)) {
		puts("cannot write the damaged file");
		exit(2);
	}
}

typedef struct Damage {
	const State *state;
	const char *path;
	char aside[600];
	Buf whole, list;
	size_t copies, half, unkept;
} Damage;

/* Loaded, a damaged copy is refused and kept as .bad; or it says what the whole one says. */
static void try_copy(Damage *d, const char *bytes, size_t n)
{
	Buf list = { 0 };
	struct stat st;
	unlink(d->aside);
	write_bytes(d->path, bytes, n);
	add_list(d->state, &list);
	bool refused = str_eq(buf_str(&list), STR("bad")), same = str_eq(buf_str(&list), buf_str(&d->list));
	d->copies++;
	d->half += !refused && !same;
	d->unkept += refused && (stat(d->aside, &st) || (size_t)st.st_size != n) && access(d->path, F_OK);
	buf_free(&list);
}

static void damage_byte(Damage *d, size_t at)
{
	static const unsigned char MASKS[] = { 0x01, 0x80, 0xFF };
	Buf copy = { 0 };
	for (size_t i = 0; i < sizeof MASKS; i++) {
		buf_clear(&copy);
		buf_add(&copy, buf_str(&d->whole));
		copy.s[at] ^= (char)MASKS[i];
		try_copy(d, copy.s, copy.n);
	}
	buf_clear(&copy);
	buf_add(&copy, str_sub(buf_str(&d->whole), 0, at));
	try_copy(d, buf_cstr(&copy), copy.n); /* cut here */
	buf_add(&copy, str_sub(buf_str(&d->whole), at + 1, d->whole.n));
	try_copy(d, buf_cstr(&copy), copy.n); /* a byte is missing */
	buf_add(&copy, buf_str(&d->whole));
	try_copy(d, copy.s, copy.n); /* and all of it is there twice */
	buf_free(&copy);
}

static int damage(const State *state)
{
	Damage d = { .state = state };
	Buf path = { 0 };
	char block[4096];
	state_add_path(state, &path);
	d.path = buf_cstr(&path);
	snprintf(d.aside, sizeof d.aside, "%s.bad", d.path);
	FILE *file = fopen(d.path, "rb");
	for (size_t n; file && (n = fread(block, 1, sizeof block, file)) > 0;)
		buf_add(&d.whole, (Str){ block, n });
	add_list(state, &d.list);
	for (size_t at = 0; at < d.whole.n; at++)
		damage_byte(&d, at);
	printf("%zu damaged copies, %zu half read, %zu neither used nor kept\n", d.copies, d.half, d.unkept);
	if (file)
		fclose(file);
	buf_free(&path);
	buf_free(&d.whole);
	buf_free(&d.list);
	return d.copies == 0 || d.half || d.unkept;
}

int main(int argc, char **argv)
{
	State state = open_state();
	signal(SIGXFSZ, SIG_IGN); /* as the program does */
	int status = 2;
	if (argc == 3 && strcmp(argv[1], "add") == 0)
		status = add(&state, argv[2]);
	else if (argc == 2 && strcmp(argv[1], "damage") == 0)
		status = damage(&state);
	else if (argc == 2 && strcmp(argv[1], "list") == 0) {
		Buf list = { 0 };
		add_list(&state, &list);
		puts(list.n ? buf_cstr(&list) : "none");
		buf_free(&list);
		status = 0;
	} else
		puts("keep add ADDRESS | list | damage");
	state_close(&state);
	return status;
}
