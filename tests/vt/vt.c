#include "vt_inside.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int on_property(VTermProp property, VTermValue *value, void *user)
{
	Vt *vt = user;
	if (property == VTERM_PROP_ALTSCREEN)
		vt->alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		vt->cursor = value->boolean;
	else if (property == VTERM_PROP_MOUSE)
		vt->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static const VTermScreenCallbacks CALLBACKS = { .settermprop = on_property };

static long now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void take_terminal(const Vt *vt)
{
	for (int fd = 0; fd < 3; fd++)
		dup2(vt->slave, fd);
}

static void run(const char *const argv[], const VtStart *start)
{
	static const int PLAIN[] = { SIGHUP, SIGPIPE, SIGTTOU, SIGTTIN, SIGTSTP, SIGINT, SIGQUIT };
	sigset_t none;
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (size_t i = 0; i < sizeof PLAIN / sizeof *PLAIN; i++)
		signal(PLAIN[i], SIG_DFL);
	execvpe(argv[0], (char *const *)argv, (char *const *)start->env);
	_exit(127);
}

static void take_note(const Vt *vt, pid_t job)
{
	int status;
	while (waitpid(job, &status, WNOHANG | WUNTRACED) == job) {
		if (WIFEXITED(status))
			_exit(WEXITSTATUS(status));
		if (WIFSIGNALED(status))
			_exit(128 + WTERMSIG(status));
		tcsetpgrp(vt->slave, getpgrp());
	}
}

/* What a shell does with its one job: waits, takes the terminal back when the job stops, gives it again on request
   (SIGUSR1). The signals are blocked and fetched one by one, so that none comes between two steps. */
static void lead(const Vt *vt, pid_t job, const sigset_t *signals)
{
	for (;;) {
		int number = sigwaitinfo(signals, NULL);
		if (number == SIGCHLD) {
			take_note(vt, job);
		} else if (number == SIGUSR1) {
			tcsetpgrp(vt->slave, job);
			kill(-job, SIGCONT);
		}
	}
}

static void start_as_job(const Vt *vt, int tell, const char *const argv[], const VtStart *start)
{
	static const int IGNORED[] = { SIGTTOU, SIGTSTP, SIGINT, SIGQUIT };
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setsid();
	ioctl(vt->slave, TIOCSCTTY, 0);
	for (size_t i = 0; i < sizeof IGNORED / sizeof *IGNORED; i++)
		signal(IGNORED[i], SIG_IGN);
	sigset_t signals;
	sigemptyset(&signals);
	sigaddset(&signals, SIGCHLD);
	sigaddset(&signals, SIGUSR1);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	pid_t job = fork();
	if (job == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setpgid(0, 0);
		tcsetpgrp(vt->slave, getpid());
		take_terminal(vt);
		run(argv, start);
	}
	if (write(tell, &job, sizeof job) != sizeof job)
		_exit(125);
	close(tell);
	lead(vt, job, &signals);
}

static bool fork_job(Vt *vt, const char *const argv[], const VtStart *start)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	vt->leader = fork();
	if (vt->leader == 0) {
		close(vt->master);
		start_as_job(vt, ends[1], argv, start);
	}
	close(ends[1]);
	bool told = read(ends[0], &vt->pid, sizeof vt->pid) == sizeof vt->pid;
	close(ends[0]);
	return told;
}

static bool fork_alone(Vt *vt, const char *const argv[], const VtStart *start)
{
	vt->pid = fork();
	if (vt->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setsid();
		ioctl(vt->slave, TIOCSCTTY, 0);
		take_terminal(vt);
		run(argv, start);
	}
	return vt->pid > 0;
}

static void obtain_terminal(Vt *vt)
{
	vt->terminal = vterm_new(vt->rows, vt->cols);
	vterm_set_utf8(vt->terminal, 1);
	vt->screen = vterm_obtain_screen(vt->terminal);
	vterm_screen_set_callbacks(vt->screen, &CALLBACKS, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
}

Vt *vt_start(const char *const argv[], const VtStart *start)
{
	Vt *vt = calloc(1, sizeof *vt);
	struct winsize size = { .ws_row = (unsigned short)start->rows, .ws_col = (unsigned short)start->cols };
	if (openpty(&vt->master, &vt->slave, NULL, NULL, &size) < 0) {
		free(vt);
		return NULL;
	}
	vt->rows = start->rows;
	vt->cols = start->cols;
	fcntl(vt->master, F_SETFD, FD_CLOEXEC);
	fcntl(vt->slave, F_SETFD, FD_CLOEXEC);
	tcgetattr(vt->slave, &vt->found);
	obtain_terminal(vt);
	bool started = start->jobs ? fork_job(vt, argv, start) : fork_alone(vt, argv, start);
	if (!started) {
		vt->ended = true;
		vt_free(vt);
		return NULL;
	}
	fcntl(vt->master, F_SETFL, O_NONBLOCK);
	return vt;
}

static bool reap(Vt *vt)
{
	pid_t child = vt->leader ? vt->leader : vt->pid;
	if (!vt->ended && waitpid(child, &vt->status, WNOHANG) == child)
		vt->ended = true;
	return vt->ended;
}

void vt_free(Vt *vt)
{
	if (!vt)
		return;
	if (!vt->ended) {
		kill(vt->pid, SIGKILL);
		waitpid(vt->leader ? vt->leader : vt->pid, &vt->status, 0);
	}
	if (vt->master >= 0) {
		close(vt->master);
		close(vt->slave);
	}
	vterm_free(vt->terminal);
	free(vt->raw);
	free(vt->text);
	free(vt);
}

/* The terminal's answers to questions of the program (where is the cursor, what are you). */
static void answer(Vt *vt)
{
	char bytes[512];
	for (size_t n; (n = vterm_output_read(vt->terminal, bytes, sizeof bytes)) > 0;)
		if (write(vt->master, bytes, n) < 0)
			return;
}

static void keep(Vt *vt, const char *bytes, size_t n)
{
	if (vt->n + n + 1 > vt->cap) {
		vt->cap = (vt->n + n) * 2 + 1;
		vt->raw = realloc(vt->raw, vt->cap);
	}
	memcpy(vt->raw + vt->n, bytes, n);
	vt->n += n;
	vt->raw[vt->n] = '\0';
}

static void drain(Vt *vt, int ms)
{
	struct pollfd ready = { .fd = vt->master, .events = POLLIN };
	char bytes[65536];
	if (vt->master < 0 || poll(&ready, 1, ms) <= 0 || !(ready.revents & POLLIN))
		return;
	for (ssize_t n; (n = read(vt->master, bytes, sizeof bytes)) > 0;) {
		keep(vt, bytes, (size_t)n);
		vterm_input_write(vt->terminal, bytes, (size_t)n);
		answer(vt);
	}
}

/* S (sleeping), T (stopped), R … ; 0 when the process is gone. */
static char process_state(pid_t pid)
{
	char path[64], line[512];
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return 0;
	size_t n = fread(line, 1, sizeof line - 1, file);
	fclose(file);
	line[n] = '\0';
	const char *name_end = strrchr(line, ')');
	return name_end && name_end[1] ? name_end[2] : 0;
}

static bool waits_for_input(pid_t pid)
{
	static const long WAITS[] = {
#ifdef SYS_poll
		SYS_poll, SYS_select,
#endif
		SYS_ppoll, SYS_pselect6, SYS_epoll_pwait, SYS_read,
	};
	char path[64];
	long call = -1;
	unsigned long arguments[3] = { 0 };
	snprintf(path, sizeof path, "/proc/%d/syscall", (int)pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return true; /* a kernel that does not tell: the sleep alone must do */
	bool told = fscanf(file, "%ld %lx %lx %lx", &call, &arguments[0], &arguments[1], &arguments[2]) >= 1;
	fclose(file);
	if (told && call == SYS_ppoll && arguments[2] != 0)
		return false; /* it waits for a while only, and then has more to draw */
	for (size_t i = 0; told && i < sizeof WAITS / sizeof *WAITS; i++)
		if (call == WAITS[i])
			return true;
	return false;
}

VtState vt_settle(Vt *vt, int ms)
{
	long end = now() + ms;
	for (int quiet = 0; now() < end;) {
		size_t before = vt->n;
		int unread = 0;
		drain(vt, 1);
		if (reap(vt)) {
			drain(vt, 1);
			return VT_GONE;
		}
		bool still = vt->n == before && ioctl(vt->slave, FIONREAD, &unread) == 0 && unread == 0;
		char state = process_state(vt->pid);
		quiet = still && (state == 'T' || (state == 'S' && waits_for_input(vt->pid))) ? quiet + 1 : 0;
		if (quiet >= 5)
			return VT_QUIET;
	}
	return VT_BUSY;
}

bool vt_until(Vt *vt, const char *text, int ms)
{
	long end = now() + ms;
	while (!vt_find(vt, text, NULL, NULL)) {
		if (now() >= end || reap(vt))
			return false;
		drain(vt, 2);
	}
	return true;
}

bool vt_wait(Vt *vt, int ms, int *status)
{
	long end = now() + ms;
	while (!reap(vt)) {
		if (now() >= end)
			return false;
		if (vt->master >= 0)
			drain(vt, 2);
		else
			poll(NULL, 0, 2);
	}
	drain(vt, 1);
	*status = vt->status;
	return true;
}

static void send_bytes(Vt *vt, const char *bytes, size_t n)
{
	for (long end = now() + 5000; n > 0 && now() < end && !reap(vt);) {
		ssize_t sent = write(vt->master, bytes, n < 1024 ? n : 1024);
		if (sent > 0) {
			bytes += sent;
			n -= (size_t)sent;
		} else {
			drain(vt, 1);
		}
	}
}

void vt_send(Vt *vt, const char *bytes)
{
	send_bytes(vt, bytes, strlen(bytes));
}

void vt_type(Vt *vt, const char *bytes)
{
	if (write(vt->master, bytes, strlen(bytes)) < 0)
		return; /* full: what a line that stalls does with more */
}

void vt_key(Vt *vt, VTermKey key)
{
	char bytes[64];
	vterm_keyboard_key(vt->terminal, key, VTERM_MOD_NONE);
	send_bytes(vt, bytes, vterm_output_read(vt->terminal, bytes, sizeof bytes));
}

void vt_resize(Vt *vt, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	vt->rows = rows;
	vt->cols = cols;
	vterm_set_size(vt->terminal, rows, cols);
	ioctl(vt->master, TIOCSWINSZ, &size);
}

void vt_hang_up(Vt *vt)
{
	close(vt->slave);
	close(vt->master);
	vt->master = vt->slave = -1;
}

void vt_foreground(Vt *vt)
{
	kill(vt->leader, SIGUSR1);
	for (long end = now() + 20000; process_state(vt->pid) == 'T' && now() < end;)
		poll(NULL, 0, 1);
}

bool vt_stopped(Vt *vt, int ms)
{
	long end = now() + ms;
	while (process_state(vt->pid) != 'T' && now() < end)
		drain(vt, 2);
	drain(vt, 1);
	return process_state(vt->pid) == 'T';
}

pid_t vt_pid(const Vt *vt)
{
	return vt->pid;
}

const char *vt_raw(const Vt *vt, size_t *size)
{
	if (size)
		*size = vt->n;
	return vt->raw ? vt->raw : "";
}

bool vt_alternate(const Vt *vt)
{
	return vt->alternate;
}

bool vt_mouse(const Vt *vt)
{
	return vt->mouse;
}

bool vt_cursor_visible(const Vt *vt)
{
	return vt->cursor;
}

bool vt_line_mode_restored(const Vt *vt)
{
	struct termios present;
	return tcgetattr(vt->slave, &present) == 0 && present.c_iflag == vt->found.c_iflag &&
		present.c_oflag == vt->found.c_oflag && present.c_lflag == vt->found.c_lflag &&
		present.c_cflag == vt->found.c_cflag;
}
