#include "session.h"

#include <limits.h>
#include <stdlib.h>

/* A corpus is the same from wherever it is opened. */
static void add_path(Buf *out, Str path)
{
	char whole[PATH_MAX];
	Buf name = {0};
	buf_add(&name, path);
	bool found = realpath(buf_cstr(&name), whole) != NULL;
	buf_add(out, found ? str_of(whole) : path);
	buf_free(&name);
}

void session_open(Session *s, const Corpus *corpus, const StateEnv *env, Lang lang)
{
	Buf id = {0}, path = {0};
	*s = (Session){0};
	if (!env)
		return;
	for (size_t i = 0; i < corpus->volumes.n; i++) {
		if (i > 0) {
			buf_add_char(&id, '-');
			buf_add_char(&path, '\n');
		}
		buf_add(&id, corpus->volumes.at[i].id.s);
		add_path(&path, corpus->volumes.at[i].path);
	}
	state_open(&s->state, env, buf_str(&id), buf_str(&path), lang);
	s->usable = state_load(&s->state, &s->notes, &s->said);
	buf_free(&id);
	buf_free(&path);
}

void session_close(Session *s)
{
	state_close(&s->state);
	notes_free(&s->notes);
	buf_free(&s->said);
}

const char *session_directory(Session *s)
{
	if (!s->usable)
		return NULL;
	s->usable = state_make(&s->state, &s->said);
	return s->usable ? buf_cstr(&s->state.directory) : NULL;
}

void session_forget(Session *s)
{
	if (!s->usable)
		notes_free(&s->notes);
}

static void tell(Session *s, App *app)
{
	if (s->said.n > 0)
		app_tell(app, buf_str(&s->said), true);
	buf_clear(&s->said);
}

void session_begin(Session *s, App *app)
{
	tell(s, app);
}

/* Only what the reader has written is worth a warning; a place that cannot be kept is not. */
static void save(Session *s, App *app, int64_t now)
{
	bool mine = s->lost || app->unsaved;
	s->state.lang = app->options.lang;
	bool saved = state_save(&s->state, &s->notes, now, &s->said);
	s->lost = mine && !saved;
	app->unsaved = false;
	app_kept(app, false);
	if (!saved && !mine)
		buf_clear(&s->said);
}

void session_save(Session *s, App *app, int64_t now)
{
	if (!s->usable)
		return;
	app_note_place(app);
	save(s, app, now);
	tell(s, app);
	app_resize(app, app->width, app->height); /* what was merged may change the lists on the screen */
}

void session_end(Session *s, App *app, int64_t now)
{
	if (!s->usable)
		return;
	app_settle(app);
	save(s, app, now);
}
