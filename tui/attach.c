#include "attach.h"

#include "write.h"

#include "../core/file.h"
#include "../core/original.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_BYTES 100

static bool add_directory(const AttachEnv *env, Buf *out)
{
	bool data = env->xdg_data_home && env->xdg_data_home[0] == '/';

	if (!data && (!env->home || env->home[0] != '/'))
		return false;
	buf_add(out, str_of(data ? env->xdg_data_home : env->home));
	while (out->n > 1 && out->s[out->n - 1] == '/')
		out->s[--out->n] = '\0';
	buf_add(out, data ? STR("/bilan/originals") : STR("/.local/share/bilan/originals"));
	return true;
}

bool attach_add_path(const AttachEnv *env, const Volume *volume, Buf *out)
{
	Str name = volume->source_sha256.s.n ? volume->source_sha256.s : volume->id.s;

	if (!add_directory(env, out))
		return false;
	buf_add_char(out, '/');
	for (size_t i = 0; i < name.n && i < NAME_BYTES; i++) {
		char c = name.s[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c == '-' && i);

		buf_add_char(out, plain ? c : '_');
	}
	buf_add(out, STR(".txt"));
	return true;
}

/* Makes what is missing of the directory. 0 or the error number. */
static int make_directory(const AttachEnv *env)
{
	Buf path = {0};
	struct stat st;
	int error = add_directory(env, &path) ? 0 : ENOENT;

	for (size_t i = 1; !error && i <= path.n; i++) {
		if (i < path.n && path.s[i] != '/')
			continue;
		path.s[i] = '\0';
		if (mkdir(path.s, 0700)) {
			error = errno;
			if (stat(path.s, &st) == 0)
				error = S_ISDIR(st.st_mode) ? 0 : ENOTDIR;
		}
		path.s[i] = i < path.n ? '/' : '\0';
	}
	buf_free(&path);
	return error;
}

int attach_save(const AttachEnv *env, const Volume *volume, Str text)
{
	Buf path = {0}, fresh = {0};
	int fd = -1, error = make_directory(env);

	if (!error && attach_add_path(env, volume, &path)) {
		buf_add(&fresh, buf_str(&path));
		buf_add(&fresh, STR(".XXXXXX"));
		fd = mkostemp(fresh.s, O_CLOEXEC);
		error = fd < 0 ? errno : write_all(fd, text);
	}
	if (!error && fsync(fd))
		error = errno;
	if (fd >= 0 && close(fd) && !error)
		error = errno;
	if (!error && rename(fresh.s, path.s))
		error = errno;
	if (error && fd >= 0)
		unlink(fresh.s);
	buf_free(&path);
	buf_free(&fresh);
	return error;
}

/* {0} the path, {1} per cent. */
static const char *const SENTENCES[][LANG_COUNT] = {
	[ORIGINAL_OTHER] = {"{0} 不是这部文集的原文，没有用它", "{0} is not the source of this corpus and is not used"},
	[ORIGINAL_ALIGNED] = {"{0} 与文集所记的原文不同（SHA-256 不符），按内容对齐，相符 {1}%",
		"{0} differs from the source that the corpus names (its SHA-256 is another); aligned, {1} % of it fit"},
};

static void say(Buf *said, Lang lang, OriginalFit fit, Str path, uint32_t percent)
{
	Str text = str_of(SENTENCES[fit][lang]);

	if (said->n)
		buf_add(said, lang == LANG_ZH ? STR("；") : STR("; "));
	for (size_t i = 0; i < text.n; i++) {
		if (text.s[i] != '{') {
			buf_add_char(said, text.s[i]);
			continue;
		}
		if (text.s[i + 1] == '0')
			buf_add(said, path);
		else
			buf_add_int(said, percent);
		i += 2;
	}
}

/* Reads the text at the path. False where there is none to be read. */
static bool load(const Corpus *corpus, uint32_t volume, const Buf *path, bool attached, Lang lang, Buf *said)
{
	Msgs msgs = {0};
	Buf text = {0};
	Original original = {0};
	size_t size;
	Pos pos = {.file = msg_file(&msgs, buf_str(path))};
	int fd = file_open(buf_cstr(path), ATTACH_BYTES, &size, &msgs, pos);
	bool there = fd >= 0 && file_slurp(fd, ATTACH_BYTES, &text, &msgs, pos);

	if (fd >= 0)
		close(fd);
	if (there) {
		original_read(&original, corpus, volume, buf_str(&text), STR("original.txt"), &msgs);
		original_attach(corpus, volume, &original, attached);
		original_refuse(corpus, volume); /* where it does not fit */
		/* Of an attached copy the reader knows that it differs; one beside the corpus ought to be the source. */
		if (original.fit <= ORIGINAL_OTHER || (!attached && original.fit == ORIGINAL_ALIGNED))
			say(said, lang, original.fit > ORIGINAL_OTHER ? ORIGINAL_ALIGNED : ORIGINAL_OTHER, buf_str(path),
				original.percent);
	}
	original_free(&original);
	buf_free(&text);
	msg_free(&msgs);
	return there;
}

void attach_load(const AttachEnv *env, const Corpus *corpus, bool beside, Lang lang, Buf *said)
{
	for (uint32_t i = 0; i < corpus->volumes.n; i++) {
		const Volume *volume = &corpus->volumes.at[i];
		const CorpusOriginals *o = corpus->originals;
		Buf path = {0};
		bool there = false, own = false;

		if (o->volumes && o->volumes[i].fit != ORIGINAL_NONE)
			continue;
		if (env && attach_add_path(env, volume, &path) && access(buf_cstr(&path), F_OK) == 0)
			there = load(corpus, i, &path, true, lang, said);
		buf_clear(&path);
		if (!there && (own = file_add_beside(volume->path, volume->source_file.s, &path)) && beside)
			there = load(corpus, i, &path, false, lang, said);
		if (!there && (beside || !own))
			original_refuse(corpus, i);
		buf_free(&path);
	}
}
