#include "../../tui/attach.h"

#include "../../core/load.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Case {
	char directory[64];
	AttachEnv env;
	Corpus *corpus;
	Msgs msgs;
	Buf path, source, said;
} Case;

static void slurp(const char *path, Buf *out)
{
	FILE *file = fopen(path, "r");

	cr_assert(file, "%s cannot be read", path);
	for (int c; (c = fgetc(file)) != EOF;)
		buf_add_char(out, (char)c);
	fclose(file);
}

static void open_case(Case *c)
{
	const char *path = "tests/data/original";

	*c = (Case){0};
	snprintf(c->directory, sizeof c->directory, P_tmpdir "/bilan-attach-XXXXXX");
	cr_assert(mkdtemp(c->directory));
	c->env = (AttachEnv){c->directory, NULL};
	c->corpus = load_paths(&path, 1, NULL, &c->msgs);
	cr_assert(c->corpus);
	slurp("tests/data/original/source.txt", &c->source);
	attach_add_path(&c->env, &c->corpus->volumes.at[0], &c->path);
}

static void close_case(Case *c)
{
	unlink(buf_cstr(&c->path));
	for (int i = 0; i < 3; i++) {
		while (c->path.n > 0 && c->path.s[c->path.n - 1] != '/')
			c->path.n--;
		c->path.s[--c->path.n] = '\0';
		rmdir(c->path.s);
	}
	corpus_free(c->corpus);
	msg_free(&c->msgs);
	buf_free(&c->path);
	buf_free(&c->source);
	buf_free(&c->said);
}

static OriginalFit fit(const Case *c)
{
	return c->corpus->originals->volumes ? c->corpus->originals->volumes[0].fit : ORIGINAL_NONE;
}

/* Only what is attached counts. */
static void away_from_source(Case *c)
{
	c->corpus->volumes.at[0].source_file.s = (Str){0};
}

Test(attach, a_text_that_was_saved_is_found_again)
{
	Case c;
	struct stat st;

	open_case(&c);
	away_from_source(&c);
	cr_assert_eq(attach_save(&c.env, &c.corpus->volumes.at[0], buf_str(&c.source)), 0);
	cr_assert(stat(buf_cstr(&c.path), &st) == 0 && (st.st_mode & 0777) == 0600);
	cr_assert_eq(attach_save(&c.env, &c.corpus->volumes.at[0], buf_str(&c.source)), 0, "it replaces the old one");
	attach_load(&c.env, c.corpus, false, LANG_ZH, &c.said);
	cr_assert_eq(fit(&c), ORIGINAL_EXACT);
	cr_assert(c.corpus->originals->volumes[0].attached);
	cr_assert_eq(c.said.n, 0);
	close_case(&c);
}

Test(attach, nothing_attached_is_nothing_said)
{
	Case c;

	open_case(&c);
	away_from_source(&c);
	attach_load(&c.env, c.corpus, true, LANG_ZH, &c.said);
	cr_assert_eq(fit(&c), ORIGINAL_OTHER);
	cr_assert_eq(c.said.n, 0);
	attach_load(NULL, c.corpus, true, LANG_ZH, &c.said);
	cr_assert_eq(c.said.n, 0);
	close_case(&c);
}

Test(attach, the_source_beside_a_corpus_needs_none)
{
	Case c;

	open_case(&c);
	attach_load(&c.env, c.corpus, false, LANG_ZH, &c.said);
	cr_assert_eq(fit(&c), ORIGINAL_NONE, "a search does not look for it");
	attach_load(NULL, c.corpus, true, LANG_ZH, &c.said);
	cr_assert_eq(fit(&c), ORIGINAL_EXACT);
	cr_assert_not(c.corpus->originals->volumes[0].attached);
	close_case(&c);
}

Test(attach, what_is_no_source_of_the_corpus_is_told_and_not_used)
{
	static const char *const TEXTS[] = {"", "别的文字", "\xFF\xFE\x00\xD8", "\x01\x02\x03\x80\x90"};

	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		Case c;

		open_case(&c);
		away_from_source(&c);
		cr_assert_eq(attach_save(&c.env, &c.corpus->volumes.at[0], str_of(TEXTS[i])), 0);
		attach_load(&c.env, c.corpus, true, LANG_EN, &c.said);
		cr_assert_eq(fit(&c), ORIGINAL_OTHER);
		cr_assert(strstr(buf_cstr(&c.said), "is not the source of this corpus"), "%zu", i);
		close_case(&c);
	}
}

Test(attach, a_source_that_was_changed_is_told_and_aligned)
{
	Case c;

	open_case(&c);
	c.corpus->volumes.at[0].source_sha256.s = STR("0000000000000000000000000000000000000000000000000000000000000000");
	attach_load(NULL, c.corpus, true, LANG_EN, &c.said);
	cr_assert_eq(fit(&c), ORIGINAL_ALIGNED);
	cr_assert(strstr(buf_cstr(&c.said), "its SHA-256 is another"), "%s", buf_cstr(&c.said));
	close_case(&c);
}

Test(attach, no_path_leads_out_of_the_corpus)
{
	static const char *const NAMES[] = {"../original/source.txt", "/etc/passwd", ".", ".."};

	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		Case c;

		open_case(&c);
		c.corpus->volumes.at[0].source_file.s = str_of(NAMES[i]);
		attach_load(NULL, c.corpus, true, LANG_EN, &c.said);
		cr_assert_eq(fit(&c), ORIGINAL_OTHER, "%s", NAMES[i]);
		close_case(&c);
	}
}

Test(attach, without_a_home_nothing_can_be_kept)
{
	const AttachEnv none = {"relative", NULL};
	Volume volume = {.id = {.s = STR("a/../b")}};
	Buf path = {0};

	cr_assert_eq(attach_save(&none, &volume, STR("text")), ENOENT);
	cr_assert_not(attach_add_path(&none, &volume, &path));
	cr_assert(attach_add_path(&(AttachEnv){NULL, "/home/a"}, &volume, &path));
	cr_assert_str_eq(buf_cstr(&path), "/home/a/.local/share/bilan/originals/a____b.txt");
	buf_free(&path);
}
