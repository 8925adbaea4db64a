/* The program in one terminal while the files of its corpus are saved, broken, repaired, truncated, deleted and
   replaced from another. BILAN names the program; run from the top of the tree. */
#include "drive.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Desk {
	char path[64]; /* a copy of the bundled corpus */
	Vt *vt;
} Desk;

/* Runs a command of the shell in the corpus; in `keep` stand its files as they were. */
static void author(const Desk *d, const char *command)
{
	char line[500];
	snprintf(line, sizeof line, "cd %s/c && keep=../keep && %s", d->path, command);
	cr_assert_eq(system(line), 0, "%s", line);
}

static Desk open_desk(void)
{
	Desk d = {.path = P_tmpdir "/bilan-desk-XXXXXX"};
	char line[300], corpus[100];
	cr_assert_not_null(mkdtemp(d.path));
	snprintf(line, sizeof line, "cp -r %s %s/c && cp -r %s %s/keep", CORPUS, d.path, CORPUS, d.path);
	cr_assert_eq(system(line), 0);
	snprintf(corpus, sizeof corpus, "%s/c", d.path);
	d.vt = start_on(corpus, 24, 80, "C.UTF-8", false);
	settle(d.vt);
	return d;
}

static void close_desk(Desk *d)
{
	char line[100];
	vt_free(d->vt);
	snprintf(line, sizeof line, "rm -rf %s", d->path);
	cr_assert_eq(system(line), 0);
}

static void until(const Desk *d, const char *text)
{
	cr_assert(vt_until(d->vt, text, PATIENCE), "no “%s”:\n%s", text, vt_screen(d->vt));
}

static bool has(const Desk *d, const char *text)
{
	settle(d->vt);
	return vt_find(d->vt, text, NULL, NULL);
}

/* To a text of Zhejiang, some lines into it. */
static void read_on(const Desk *d)
{
	press(d->vt, "j");
	press(d->vt, "j");
	press(d->vt, "l");
	press(d->vt, "\r");
	for (int i = 0; i < 5; i++)
		press(d->vt, "j");
}

Test(reload, a_good_save_is_taken_in_at_the_same_place, .timeout = 120)
{
	static const char *const SAVES[] = { /* as editors do: in place, by another file, with a backup, twice at once */
		"sed 's/百花齐放/百花盛放/' zhejiang.yaml >x~ && cat x~ >zhejiang.yaml && rm x~",
		"sed 's/百花齐放/百花盛放/' zhejiang.yaml >x~ && mv x~ zhejiang.yaml",
		"mv zhejiang.yaml zhejiang.yaml~ && sed 's/百花齐放/百花盛放/' zhejiang.yaml~ >zhejiang.yaml",
		"for i in 1 2 3 4 5; do sed \"s/百花齐放/百花盛放$i/\" $keep/zhejiang.yaml >zhejiang.yaml; done",
		"sleep 0.3; : >zhejiang.yaml; sleep 0.4; sed 's/百花齐放/百花盛放/' $keep/zhejiang.yaml >zhejiang.yaml",
	};
	for (size_t i = 0; i < sizeof SAVES / sizeof *SAVES; i++) {
		Desk d = open_desk();
		int row, now;
		read_on(&d);
		cr_assert(vt_find(d.vt, "百花齐放", &row, NULL), "%s", vt_screen(d.vt));
		author(&d, SAVES[i]);
		until(&d, "已换上文件的新内容");
		cr_assert(vt_find(d.vt, "百花盛放", &now, NULL) && now == row, "%s\n%s", SAVES[i], vt_screen(d.vt));
		cr_assert_not(has(&d, "文件有错"));
		press(d.vt, "k");
		cr_assert(has(&d, "帮助"));
		close_desk(&d);
	}
}

Test(reload, a_bad_save_leaves_the_text_and_says_where, .timeout = 120)
{
	Desk d = open_desk();
	read_on(&d);
	char *before = screen_now(d.vt), *first = strndup(before, 300);
	author(&d, "sed -i '6s/$/ }/' zhejiang.yaml");
	until(&d, "文件有错，仍显示原来的：zhejiang.yaml:6:");
	cr_assert(strncmp(vt_screen(d.vt), first, 300) == 0, "%s", vt_screen(d.vt));
	press(d.vt, "j");
	press(d.vt, "/");
	press(d.vt, "\x1b");
	cr_assert(has(&d, "zhejiang.yaml:6:"), "it has gone");
	author(&d, "sed -i '5s/^/ }/' beijing.yaml; sed '6s/ }$//' zhejiang.yaml >x && mv x zhejiang.yaml");
	until(&d, "beijing.yaml:5:");
	author(&d, "cp $keep/beijing.yaml .");
	until(&d, "内容没有变");
	cr_assert_not(has(&d, "文件有错"));
	free(before);
	free(first);
	close_desk(&d);
}

Test(reload, what_is_truncated_deleted_or_replaced_stays_on_the_screen, .timeout = 120)
{
	static const struct { const char *harm, *said; } HARMS[] = {
		{": >zhejiang.yaml", "zhejiang.yaml"},
		{"head -c 3000 $keep/zhejiang.yaml >zhejiang.yaml", "zhejiang.yaml:"},
		{"rm zhejiang.yaml", "corpus.yaml:"},
		{"rm corpus.yaml", "corpus.yaml"},
		{"head -c 20000 /dev/urandom >zhejiang.yaml", "zhejiang.yaml:"},
		{"rm zhejiang.yaml; mkfifo zhejiang.yaml", "corpus.yaml:"},
		{"rm zhejiang.yaml; ln -s /dev/zero zhejiang.yaml", "corpus.yaml:"},
		{"cd .. && mv c away", "原来的：c:"},
	};
	Desk d = open_desk();
	read_on(&d);
	for (size_t i = 0; i < sizeof HARMS / sizeof *HARMS; i++) {
		author(&d, HARMS[i].harm);
		until(&d, "文件有错，仍显示原来的");
		cr_assert(has(&d, HARMS[i].said) && has(&d, "百花齐放"), "%s\n%s", HARMS[i].harm, vt_screen(d.vt));
		if (i + 1 == sizeof HARMS / sizeof *HARMS) {
			char line[200];
			snprintf(line, sizeof line, "mv %s/away %s/c", d.path, d.path);
			cr_assert_eq(system(line), 0);
		} else {
			author(&d, "rm -f zhejiang.yaml && cp $keep/* .");
		}
		until(&d, "内容没有变");
		press(d.vt, "j");
		press(d.vt, "k");
	}
	close_desk(&d);
}

Test(reload, a_part_that_is_added_comes_in, .timeout = 120)
{
	Desk d = open_desk();
	author(&d, "sed 's/^\\(  *- \\)shandong.yaml/#&/' corpus.yaml >x && mv x corpus.yaml");
	until(&d, "已换上文件的新内容：举措删了");
	cr_assert_not(has(&d, "山东"));
	author(&d, "cp $keep/corpus.yaml .");
	until(&d, "已换上文件的新内容：举措增了");
	cr_assert(has(&d, "山东"));
	close_desk(&d);
}

Test(reload, while_nothing_changes_it_sleeps)
{
	Desk d = open_desk();
	char path[64], before[100] = "", after[100] = "";
	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)vt_pid(d.vt));
	read_on(&d);
	author(&d, "touch .zhejiang.yaml.swp");
	usleep(300000);
	FILE *file = fopen(path, "re");
	cr_assert(file && fgets(before, sizeof before, file) && fclose(file) == 0);
	usleep(1500000);
	file = fopen(path, "re");
	cr_assert(file && fgets(after, sizeof after, file) && fclose(file) == 0);
	cr_assert_str_eq(after, before, "it has run");
	close_desk(&d);
}
