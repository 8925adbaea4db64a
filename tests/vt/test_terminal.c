/* The built program in a terminal emulator, with the bundled corpus. BILAN names the program; run from the top of
   the tree. */
#include "drive.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void gone_and_restored(Vt *vt)
{
	int status;
	cr_assert(vt_wait(vt, PATIENCE, &status), "still running; the screen:\n%s", vt_screen(vt));
	cr_assert(!vt_alternate(vt), "the alternate screen is still shown");
	cr_assert(vt_cursor_visible(vt), "the cursor is still hidden");
	cr_assert(!vt_mouse(vt), "the mouse is still the program's");
	cr_assert(vt_line_mode_restored(vt), "the line discipline is not as it was");
}

/* What a program that does not open the browser writes, terminal or not. Returns its exit status. */
static int run_once(const char *term, const char *const argv[], char **said)
{
	VtStart start_at = { .rows = 24, .cols = 80, .env = environment(term, "C.UTF-8"), .jobs = false };
	Vt *vt = vt_start(argv, &start_at);
	int status;
	cr_assert(vt != NULL && vt_wait(vt, PATIENCE, &status), "still running");
	*said = strdup(vt_raw(vt, NULL));
	vt_free(vt);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static size_t lines_in(const char *text)
{
	size_t n = 0;
	for (; *text; text++)
		n += *text == '\n';
	return n;
}

Test(terminal, opens_on_the_four_provinces)
{
	static const int SIZES[][2] = { { 18, 60 }, { 24, 80 }, { 36, 120 }, { 45, 160 }, { 12, 40 } };
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		Vt *vt = start(SIZES[i][0], SIZES[i][1]);
		shows(vt, "北京");
		shows(vt, "山西");
		shows(vt, "浙江");
		shows(vt, "山东");
		shows(vt, "帮助");
		cr_assert(vt_alternate(vt));
		vt_free(vt);
	}
}

Test(terminal, every_palette_can_be_had_while_running)
{
	Vt *vt = start_with("--colour", "projector", 24, 80);
	VTermScreenCell cell;
	cr_assert(vt_cell(vt, 5, 70, &cell) && cell.bg.indexed.idx == 231, "the ground is not white");
	press(vt, "D");
	shows(vt, "单色");
	cr_assert(vt_cell(vt, 5, 70, &cell) && VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	press(vt, "D");
	shows(vt, "深底浅底都看得清");
	press(vt, "D");
	shows(vt, "深色");
	press(vt, "D");
	shows(vt, "浅色");
	vt_free(vt);
}

Test(terminal, asking_again_leaves_the_same_screen)
{
	Vt *vt = start(24, 80);
	press(vt, "j");
	char *before = screen_now(vt);
	press(vt, "\x12");
	shows(vt, "已重问终端");
	press(vt, "\x1b");
	cr_assert(vt_until(vt, "帮助", PATIENCE));
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), before);
	free(before);
	vt_free(vt);
}

Test(terminal, y_hands_the_measure_to_the_clipboard)
{
	Vt *vt = start(36, 120);
	press(vt, "l");
	press(vt, "j");
	char *before = screen_now(vt);
	press(vt, "y");
	shows(vt, "已复制 ");
	cr_assert(strstr(vt_raw(vt, NULL), "\x1b]52;c;") != NULL);
	press(vt, "Y");
	press(vt, "q");
	cr_assert_str_eq(vt_screen(vt), before);
	free(before);
	vt_free(vt);
}

Test(terminal, arrows_and_letters_move_alike)
{
	Vt *vt = start(24, 80);
	char *first = screen_now(vt);
	press(vt, "j");
	char *second = screen_now(vt);
	cr_assert(strcmp(first, second) != 0, "j changed nothing:\n%s", second);
	press(vt, "k");
	cr_assert_str_eq(vt_screen(vt), first);
	vt_key(vt, VTERM_KEY_DOWN);
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), second);
	free(first);
	free(second);
	vt_free(vt);
}

Test(terminal, q_leaves_and_restores_the_terminal)
{
	Vt *vt = start(24, 80);
	vt_send(vt, "q");
	gone_and_restored(vt);
	vt_free(vt);
}

Test(terminal, help_opens_and_esc_closes_it)
{
	Vt *vt = start(24, 80);
	char *before = screen_now(vt);
	press(vt, "?");
	cr_assert(strcmp(before, vt_screen(vt)) != 0, "? opened nothing");
	vt_send(vt, "\x1b");
	cr_assert(vt_until(vt, "北京", PATIENCE), "Esc does not close the help:\n%s", vt_screen(vt));
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), before);
	free(before);
	vt_free(vt);
}

Test(terminal, a_search_finds_chinese_that_was_typed)
{
	Vt *vt = start(36, 120);
	press(vt, "/");
	press(vt, "冬奥");
	press(vt, "\r");
	shows(vt, "冬奥");
	vt_free(vt);
}

Test(terminal, two_provinces_stand_side_by_side)
{
	Vt *vt = start(36, 120);
	press(vt, "c");
	press(vt, "jc");
	press(vt, "C");
	int row[2], col[2];
	cr_assert(vt_find(vt, "北京", &row[0], &col[0]) && vt_find(vt, "山西", &row[1], &col[1]), "%s", vt_screen(vt));
	cr_assert_eq(row[0], row[1], "the two headings are not in one row:\n%s", vt_screen(vt));
	vt_free(vt);
}

Test(terminal, the_language_changes_while_running)
{
	Vt *vt = start(36, 120);
	press(vt, "L");
	shows(vt, "Beijing");
	shows(vt, "help");
	press(vt, "L");
	shows(vt, "帮助");
	vt_free(vt);
}

Test(terminal, every_axis_opens_at_every_size)
{
	static const int SIZES[][2] = { { 12, 40 }, { 18, 60 }, { 24, 80 }, { 36, 120 } };
	for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
		Vt *vt = start(SIZES[i][0], SIZES[i][1]);
		for (const char *key = "12345"; *key; key++) {
			press(vt, (char[]){ *key, '\0' });
			press(vt, "jl");
			press(vt, "hh");
		}
		vt_free(vt);
	}
}

Test(terminal, the_same_screen_comes_back_after_resizing)
{
	Vt *vt = start(18, 60);
	press(vt, "jl");
	char *before = screen_now(vt);
	vt_resize(vt, 36, 120);
	settle(vt);
	cr_assert(strcmp(before, vt_screen(vt)) != 0, "the new size was not used");
	vt_resize(vt, 18, 60);
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), before);
	free(before);
	vt_free(vt);
}

Test(terminal, the_mouse_selects_opens_and_scrolls)
{
	Vt *vt = start(36, 120);
	char press_at[80];
	int row, col, after;
	cr_assert(vt_mouse(vt) && vt_find(vt, "浙江", &row, &col));
	snprintf(press_at, sizeof press_at, "\x1b[<0;%d;%dM\x1b[<0;%d;%dm", col + 1, row + 1, col + 1, row + 1);
	press(vt, press_at);
	shows(vt, "浙江 10");
	press(vt, press_at);
	cr_assert(vt_find(vt, "2003年", &row, NULL));
	for (const char *byte = "\x1b[<65;100;20M"; *byte; byte++) /* in pieces, as a slow line brings it */
		vt_send(vt, (char[]){ *byte, '\0' });
	settle(vt);
	cr_assert(vt_find(vt, "2003年", &after, NULL) && after == row - 3, "the wheel does not scroll the text");
	vt_send(vt, "\x1b[<99;;M\x1b[<0;1\x1b[<64;9999999999;1M\x1b[M!!!Q");
	gone_and_restored(vt);
	vt_free(vt);
}

Test(terminal, over_ssh_the_mouse_is_the_terminals_until_asked)
{
	const char *const *plain = environment("xterm-256color", "C.UTF-8");
	const char *env[16] = { "SSH_TTY=/dev/pts/0" }, *argv[] = { "build/bilan", "--lang", "zh", CORPUS, NULL };
	for (int i = 0; plain[i] && i < 14; i++)
		env[i + 1] = plain[i];
	argv[0] = getenv("BILAN") ? getenv("BILAN") : argv[0];
	Vt *vt = vt_start(argv, &(VtStart){ .rows = 24, .cols = 80, .env = env });
	cr_assert(vt != NULL);
	settle(vt);
	cr_assert(!vt_mouse(vt), "over SSH the mouse is the program's");
	press(vt, "z");
	cr_assert(vt_mouse(vt));
	shows(vt, "鼠标：滚轮滚动");
	press(vt, "\x07");
	cr_assert(!vt_mouse(vt));
	shows(vt, "归终端");
	vt_send(vt, "q");
	gone_and_restored(vt);
	vt_free(vt);
}

Test(terminal, a_storm_of_resizes_ends_in_the_right_screen, .timeout = 60)
{
	Vt *vt = start(24, 80);
	char *before = screen_now(vt);
	for (int i = 0; i < 150; i++)
		vt_resize(vt, 2 + i * 7 % 50, 2 + i * 13 % 170);
	vt_resize(vt, 24, 80);
	settle(vt);
	cr_assert_str_eq(vt_screen(vt), before);
	for (int width = 2; width <= 130; width++) {
		vt_resize(vt, 16, width);
		settle(vt);
	}
	free(before);
	vt_free(vt);
}

Test(terminal, a_key_that_changes_nothing_sends_no_byte)
{
	Vt *vt = start(24, 80);
	size_t before, after;
	vt_raw(vt, &before);
	press(vt, "k");
	vt_key(vt, VTERM_KEY_UP);
	settle(vt);
	vt_raw(vt, &after);
	cr_assert_eq(before, after, "%zu bytes for keys at the top of a list", after - before);
	vt_free(vt);
}

Test(terminal, termination_restores_the_terminal)
{
	static const int SIGNALS[] = { SIGTERM, SIGHUP, SIGINT };
	for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++) {
		Vt *vt = start(24, 80);
		kill(vt_pid(vt), SIGNALS[i]);
		gone_and_restored(vt);
		vt_free(vt);
	}
}

Test(terminal, a_lost_line_ends_the_program)
{
	Vt *vt = start(24, 80);
	int status;
	vt_hang_up(vt);
	cr_assert(vt_wait(vt, PATIENCE, &status), "still running after the line dropped");
	vt_free(vt);
}

Test(terminal, suspending_gives_the_terminal_back_and_fg_paints_again)
{
	Vt *vt = start_on(CORPUS, 24, 80, "C.UTF-8", true);
	settle(vt);
	char *before = screen_now(vt);
	vt_send(vt, "\x1a");
	cr_assert(vt_stopped(vt, PATIENCE), "Ctrl-Z does not stop it");
	cr_assert(!vt_alternate(vt), "the alternate screen is still shown while stopped");
	cr_assert(vt_line_mode_restored(vt), "the line discipline is not as it was while stopped");
	cr_assert(!vt_mouse(vt), "the mouse is the program's while stopped");
	vt_foreground(vt);
	settle(vt);
	cr_assert(vt_mouse(vt), "fg does not bring the mouse back");
	cr_assert_str_eq(vt_screen(vt), before);
	free(before);
	vt_free(vt);
}

Test(terminal, chinese_shows_in_the_c_locale)
{
	Vt *vt = start_on(CORPUS, 24, 80, "C", false);
	settle(vt);
	shows(vt, "北京");
	vt_free(vt);
}

Test(terminal, a_dumb_terminal_gets_one_line_and_exit_2)
{
	char *said;
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan";
	int status = run_once("dumb", (const char *[]){ program, CORPUS, NULL }, &said);
	cr_assert_eq(status, 2, "exit %d: %s", status, said);
	cr_assert_eq(lines_in(said), 1, "%s", said);
	cr_assert(strchr(said, '\x1b') == NULL, "an escape sequence reached a dumb terminal");
	free(said);
}

Test(terminal, a_pipe_gets_one_line_and_exit_2)
{
	char *said, command[600];
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan";
	snprintf(command, sizeof command, "%s %s | cat; exit ${PIPESTATUS[0]}", program, CORPUS);
	int status = run_once("xterm-256color", (const char *[]){ "bash", "-c", command, NULL }, &said);
	cr_assert_eq(status, 2, "exit %d: %s", status, said);
	cr_assert_eq(lines_in(said), 1, "%s", said);
	free(said);
}

/* A corpus whose texts try to speak to the terminal. */
static void write_hostile(const char *path)
{
	static const char YAML[] =
		"schema: 1\nid: hostile\ntitle: {zh: \"标题\\e]0;owned\\a\", en: t}\nabout: {zh: \"\\u009b31m\", en: a}\n"
		"themes:\n  - id: t\n    name: {zh: \"主题\\u202e\\e[31m\", en: theme}\n    definition: {zh: 定义, en: d}\n"
		"speeches:\n  - id: beijing\n    province: beijing\n    speaker: {zh: \"发言\\b\\b\\b人\", en: s}\n"
		"    title: {zh: \"\\e[2J北京的题目\\u200b\\u2066\", en: t}\n    complete: true\n"
		"    sections:\n      - heading: {zh: \"部分\\e(0\\x07\", en: h}\n        measures:\n"
		"          - label: {zh: \"举\\e[?1049l措\", en: l}\n            themes: [t]\n"
		"            text: {zh: \"文字\\r\\e]52;c;b3duZWQ=\\a\\u0085\\ufeff之后\", en: x}\n...\n";
	FILE *file = fopen(path, "we");
	cr_assert(file && fputs(YAML, file) >= 0 && fclose(file) == 0, "cannot write %s", path);
}

Test(terminal, hostile_text_never_reaches_the_terminal)
{
	static const char *const FORBIDDEN[] = {
		"\x1b]0;owned", "\x1b]52;", "\x1b(0\a", "\xc2\x9b", "\xe2\x80\xae", "\xe2\x81\xa6", "\xc2\x85",
	};
	char path[] = P_tmpdir "/bilan-hostile-XXXXXX.yaml";
	int fd = mkstemps(path, 5);
	cr_assert(fd >= 0);
	close(fd);
	write_hostile(path);
	Vt *vt = start_on(path, 24, 80, "C.UTF-8", false);
	for (const char *key = "lliq"; *key; key++) { /* no settle: U+FFFD rightly stands for what was taken out */
		cr_assert_eq(vt_settle(vt, PATIENCE), VT_QUIET);
		vt_send(vt, (char[]){ *key, '\0' });
	}
	cr_assert_eq(vt_settle(vt, PATIENCE), VT_QUIET);
	cr_assert(vt_alternate(vt), "the text left the alternate screen");
	for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++)
		cr_assert(strstr(vt_raw(vt, NULL), FORBIDDEN[i]) == NULL, "forbidden sequence %zu was sent", i);
	vt_free(vt);
	unlink(path);
}

/* The words of the import are no places to be compared. */
Test(terminal, an_import_is_gone_over_at_once_where_that_is_asked_for)
{
	char directory[] = P_tmpdir "/bilan-review.XXXXXX", to[60], command[100];
	cr_assert(mkdtemp(directory));
	snprintf(to, sizeof to, "%s/c", directory);
	const char *program = getenv("BILAN") ? getenv("BILAN") : "build/bilan";
	const char *argv[] = { program, "import", "tests/import/held/nested.txt", "-C", CORPUS, "-o", to, "--review",
		"--lang", "zh", NULL };
	VtStart start_at = { .rows = 24, .cols = 80, .env = environment("xterm-256color", "C.UTF-8"), .jobs = false };
	Vt *vt = vt_start(argv, &start_at);
	cr_assert(vt != NULL, "no pseudo-terminal");
	settle(vt);
	shows(vt, "核对导入");
	shows(vt, "选好带头人");
	press(vt, "q");
	shows(vt, "省份");
	vt_free(vt);
	snprintf(command, sizeof command, "rm -rf %s", directory);
	cr_assert_eq(system(command), 0);
}
