/* A program under a pseudo-terminal whose output goes through libvterm, so that a test sees the cells that a
   person would see. "Quiet" is decided from /proc (nothing left to read on either side, and the program sleeps in
   a poll or a read of its terminal), never by sleeping, so that the tests neither wait nor flicker. */
#ifndef TESTS_VT_H
#define TESTS_VT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

typedef struct Vt Vt;

typedef struct VtStart {
	int rows, cols;
	const char *const *env; /* "NAME=VALUE"…, NULL: the whole environment of the program */
	bool jobs; /* puts a session leader in between, as a shell is; without one the kernel drops Ctrl-Z's signal */
} VtStart;

typedef enum VtState { VT_BUSY, VT_QUIET, VT_GONE } VtState;

/* Starts argv[0] (searched in PATH). NULL when there is no pseudo-terminal to have. Free with vt_free. */
Vt *vt_start(const char *const argv[], const VtStart *start);

/* Kills the program where it still runs, and waits for it. */
void vt_free(Vt *vt);

/* Waits until the program has drawn all it has to draw: VT_QUIET; VT_GONE when it ended, VT_BUSY when `ms` passed
   first. */
VtState vt_settle(Vt *vt, int ms);

/* Waits until `text` is on the screen; false after `ms`. For what the program does of its own accord, such as
   taking a lone Esc for Esc. */
bool vt_until(Vt *vt, const char *text, int ms);

/* Waits until the program ends; false after `ms`. *status as of waitpid. */
bool vt_wait(Vt *vt, int ms, int *status);

/* Sends bytes as they are, and a key as a terminal in its present mode sends it. */
void vt_send(Vt *vt, const char *bytes);
void vt_key(Vt *vt, VTermKey key);

/* Sends bytes, as many as the terminal takes, and reads nothing: nobody looks. */
void vt_type(Vt *vt, const char *bytes);

void vt_resize(Vt *vt, int rows, int cols);

/* Closes the terminal, as sshd does when the line drops. */
void vt_hang_up(Vt *vt);

/* Continues a stopped program, as the shell's fg does; needs `jobs`. */
void vt_foreground(Vt *vt);

/* True when the program is stopped (Ctrl-Z); waits up to `ms` for it. */
bool vt_stopped(Vt *vt, int ms);

pid_t vt_pid(const Vt *vt);

/* The screen as UTF-8, rows without trailing blanks, each with a line end; wide characters once. Valid until the
   next call. */
const char *vt_screen(Vt *vt);

/* Where `text` stands on the screen, in cells; false where it does not. row and col may be NULL. */
bool vt_find(Vt *vt, const char *text, int *row, int *col);

bool vt_cell(const Vt *vt, int row, int col, VTermScreenCell *cell);

/* Every byte the program has written so far, terminated. */
const char *vt_raw(const Vt *vt, size_t *size);

/* Whether the program has the mouse. */
bool vt_mouse(const Vt *vt);

/* Whether the alternate screen is shown, the cursor visible, and the terminal's line discipline as the program
   found it. */
bool vt_alternate(const Vt *vt);
bool vt_cursor_visible(const Vt *vt);
bool vt_line_mode_restored(const Vt *vt);

/* NULL, or what is wrong with the picture: half a wide character, one past the edge, U+FFFD that the program has not
   written. Valid until the next call. */
const char *vt_fault(Vt *vt);

#endif
