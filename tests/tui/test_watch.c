#include "../../tui/watch.h"
#include "home.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A directory with two files of a corpus, and a clock that only the test moves. */
typedef struct Desk {
	Home home;
	Msgs msgs;
	Watch watch;
	char path[2][200];
	int64_t now;
} Desk;

static void open_desk(Desk *d)
{
	static const char *const NAMES[] = {"corpus.yaml", "part.yaml"};
	*d = (Desk){.home = home_new(), .now = 1000};
	for (size_t i = 0; i < 2; i++) {
		snprintf(d->path[i], sizeof d->path[i], "%s/%s", d->home.path, NAMES[i]);
		home_write(d->path[i], "one");
		msg_file(&d->msgs, str_of(d->path[i]));
	}
	watch_files(&d->watch, &d->msgs, NULL, false, d->now);
	cr_assert_not(watch_changed(&d->watch, d->now));
}

static void close_desk(Desk *d)
{
	watch_close(&d->watch);
	msg_free(&d->msgs);
	home_close(&d->home);
}

/* Milliseconds until the change is told; -1 where none is within three seconds. Only what is asked for is waited. */
static int64_t told_after(Desk *d)
{
	int64_t start = d->now;
	while (d->now < start + 3000) {
		if (watch_changed(&d->watch, d->now))
			return d->now - start;
		int64_t within = watch_within(&d->watch, d->now);
		if (within < 0)
			return -1;
		d->now += within > 0 ? within : 1;
	}
	return -1;
}

static void put(Desk *d, const char *name, const char *text, char path[static 200])
{
	snprintf(path, 200, "%s/%s", d->home.path, name);
	home_write(path, text);
}

Test(watch, where_nothing_changes_nothing_is_looked_at)
{
	Desk d;
	open_desk(&d);
	cr_assert_geq(watch_fd(&d.watch), 0);
	cr_assert_eq(watch_within(&d.watch, d.now), -1, "it wants to look again");
	cr_assert_eq(told_after(&d), -1);
	close_desk(&d);
}

Test(watch, writing_into_a_file_is_told_once)
{
	Desk d;
	open_desk(&d);
	home_write(d.path[1], "two, longer");
	int64_t after = told_after(&d);
	cr_assert(after >= 100 && after <= 500, "%lld ms", (long long)after);
	cr_assert_eq(told_after(&d), -1, "told twice");
	close_desk(&d);
}

Test(watch, a_file_that_is_cut_without_being_opened_is_told)
{
	Desk d;
	open_desk(&d);
	cr_assert_eq(truncate(d.path[1], 1), 0);
	cr_assert_geq(told_after(&d), 0);
	close_desk(&d);
}

Test(watch, another_file_put_in_its_place_is_told)
{
	Desk d;
	char other[200];
	open_desk(&d);
	for (int i = 0; i < 3; i++) {
		put(&d, "part.yaml.new", i % 2 ? "1234" : "5678", other);
		cr_assert_eq(rename(other, d.path[1]), 0);
		cr_assert_geq(told_after(&d), 0, "rename %d", i);
	}
	close_desk(&d);
}

Test(watch, swap_files_and_backups_are_nothing)
{
	Desk d;
	char other[200], backup[200];
	open_desk(&d);
	put(&d, ".part.yaml.swp", "x", other);
	put(&d, "4913", "x", backup);
	unlink(backup);
	cr_assert_eq(told_after(&d), -1);
	unlink(other);
	cr_assert_eq(told_after(&d), -1);
	close_desk(&d);
}

Test(watch, several_saves_are_waited_for)
{
	Desk d;
	open_desk(&d);
	for (int i = 0; i < 5; i++) {
		static const char *const TEXTS[] = {"a", "ab", "abc", "abcd", "abcde"};
		home_write(d.path[0], TEXTS[i]);
		cr_assert_not(watch_changed(&d.watch, d.now), "save %d", i);
		d.now += 100;
	}
	cr_assert_geq(told_after(&d), 0);
	cr_assert_eq(told_after(&d), -1);
	close_desk(&d);
}

Test(watch, a_file_that_is_empty_or_gone_for_a_moment_is_waited_for)
{
	Desk d;
	open_desk(&d);
	home_write(d.path[0], "");
	cr_assert_not(watch_changed(&d.watch, d.now));
	d.now += 400;
	cr_assert_not(watch_changed(&d.watch, d.now), "half a save was taken");
	home_write(d.path[0], "two, longer");
	int64_t after = told_after(&d);
	cr_assert(after >= 0 && after <= 500, "%lld ms", (long long)after);
	unlink(d.path[0]);
	after = told_after(&d);
	cr_assert(after >= 800, "%lld ms", (long long)after);
	home_write(d.path[0], "three, longer still");
	cr_assert_geq(told_after(&d), 0);
	close_desk(&d);
}

Test(watch, of_a_refused_load_whatever_comes_is_worth_a_try)
{
	Desk d;
	char other[200];
	open_desk(&d);
	put(&d, "missing.yaml", "x", other);
	cr_assert_eq(told_after(&d), -1);
	unlink(other);
	watch_files(&d.watch, &d.msgs, NULL, true, d.now);
	cr_assert_eq(told_after(&d), -1);
	cr_assert_eq(watch_within(&d.watch, d.now), -1, "it wants to look again");
	put(&d, "missing.yaml", "x", other);
	cr_assert_geq(told_after(&d), 0);
	close_desk(&d);
}

Test(watch, what_changed_while_it_was_loaded_is_told_afterwards)
{
	Desk d;
	open_desk(&d);
	home_write(d.path[0], "two, longer");
	cr_assert_geq(told_after(&d), 0);
	home_write(d.path[0], "three, longer still");
	watch_files(&d.watch, &d.msgs, NULL, false, d.now);
	cr_assert_geq(told_after(&d), 0, "lost");
	cr_assert_eq(told_after(&d), -1);
	close_desk(&d);
}

Test(watch, what_changed_while_it_was_loaded_for_the_first_time_is_told_too)
{
	Desk d;
	open_desk(&d);
	watch_close(&d.watch);
	AmendStamp at[2] = {amend_look(d.path[0]), {0}};
	home_write(d.path[0], "two, longer");
	watch_files(&d.watch, &d.msgs, &(AmendStamps){at, 2}, false, d.now);
	cr_assert_geq(told_after(&d), 0, "lost");
	cr_assert_eq(told_after(&d), -1);
	close_desk(&d);
}

Test(watch, a_file_at_the_end_of_a_link_is_watched)
{
	Desk d;
	char other[200];
	open_desk(&d);
	snprintf(other, sizeof other, "%s/elsewhere", d.home.path);
	cr_assert_eq(mkdir(other, 0700), 0);
	put(&d, "elsewhere/real.yaml", "x", other);
	unlink(d.path[1]);
	cr_assert_eq(symlink(other, d.path[1]), 0);
	cr_assert_geq(told_after(&d), 0);
	home_write(other, "two, longer");
	cr_assert_geq(told_after(&d), 0);
	close_desk(&d);
}

Test(watch, a_directory_that_is_moved_away_is_looked_for_again)
{
	Desk d;
	char away[200], back[200];
	open_desk(&d);
	snprintf(back, sizeof back, "%s", d.home.path);
	snprintf(away, sizeof away, "%s.away", d.home.path);
	cr_assert_eq(rename(back, away), 0);
	cr_assert_geq(told_after(&d), 800);
	cr_assert_eq(watch_fd(&d.watch), -1);
	cr_assert_geq(watch_within(&d.watch, d.now), 1, "the kernel cannot tell of what is not there");
	cr_assert_eq(rename(away, back), 0);
	cr_assert_geq(told_after(&d), 0);
	cr_assert_geq(watch_fd(&d.watch), 0);
	close_desk(&d);
}
