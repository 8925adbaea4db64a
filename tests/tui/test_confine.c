#include "../../tui/confine.h"

#include "home.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a child that is confined: each check is true where the confinement holds. `home` has "read" with a file in it, and
   "state". */
typedef struct Check { const char *what; bool (*holds)(void); } Check;

static bool opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool reads_corpora(void)
{
	return opens("read/file", O_RDONLY) && opens("read", O_RDONLY | O_DIRECTORY);
}

static bool writes_state(void)
{
	return opens("state/new", O_WRONLY | O_CREAT | O_EXCL) && rename("state/new", "state/old") == 0
		&& unlink("state/old") == 0;
}

static bool writes_no_corpora(void)
{
	return !opens("read/file", O_WRONLY) && !opens("read/new", O_WRONLY | O_CREAT) && unlink("read/file") != 0;
}

static bool reads_nothing_else(void)
{
	return !opens("/etc/passwd", O_RDONLY) && !opens("/", O_RDONLY | O_DIRECTORY) && !opens("secret", O_RDONLY)
		&& !opens("/proc/self/maps", O_RDONLY) && !opens("/proc/self/mem", O_RDWR)
		&& !opens("state/../secret", O_RDONLY) && !opens("/dev/tty", O_RDWR);
}

static bool follows_no_link_out(void)
{
	return !opens("read/out", O_RDONLY) && !opens("state/out", O_RDONLY) && !opens("state/out", O_WRONLY);
}

static bool writes_nowhere_else(void)
{
	return !opens("made", O_WRONLY | O_CREAT) && !opens(P_tmpdir "/bilan-made", O_WRONLY | O_CREAT)
		&& !opens("secret", O_WRONLY | O_TRUNC) && mkdir("state/sub", 0700) != 0 && symlink("/etc", "state/link") != 0
		&& link("secret", "state/hard") != 0;
}

static bool runs_nothing(void)
{
	static char name[] = "true", *const WORDS[] = {name, NULL}, *const NONE[] = {NULL};
	execve("/bin/true", WORDS, NONE);
	return syscall(SYS_execveat, AT_FDCWD, "/bin/true", WORDS, NONE, 0) == -1;
}

static bool forks_not(void)
{
	long child = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
	if (child == 0)
		_exit(0);
	return child == -1;
}

static bool talks_to_nobody(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) == -1 && socket(AF_UNIX, SOCK_STREAM, 0) == -1;
}

static bool touches_no_process(void)
{
	return syscall(SYS_kill, getppid(), 0) == -1 && syscall(SYS_tgkill, getpid(), getpid(), 0) == -1
		&& ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1 && syscall(SYS_prlimit64, 0, RLIMIT_CORE, NULL, NULL) == -1;
}

static bool types_into_no_terminal(void)
{
	static const unsigned long ASKED[] = {TIOCSTI, TIOCLINUX, TIOCSCTTY, TIOCSETD, TIOCSWINSZ, TIOCSPGRP};
	bool refused = true;
	for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++)
		refused = refused && ioctl(STDIN_FILENO, ASKED[i], "x") == -1 && errno == EPERM;
	return refused;
}

static bool maps_no_code(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == -1
		&& mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static bool has_enough_memory_and_no_more(void)
{
	const size_t some = (size_t)64 << 20, much = (size_t)512 << 20;
	return mmap(NULL, some, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED
		&& mmap(NULL, much, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static bool opens_few_files(void)
{
	int n = 0;
	while (n < 100 && open("read/file", O_RDONLY | O_CLOEXEC) >= 0)
		n++;
	return n > 4 && n < 32;
}

static const Check CHECKS[] = {
	{"corpora are read", reads_corpora},
	{"the state is written", writes_state},
	{"corpora are not written", writes_no_corpora},
	{"nothing else is read", reads_nothing_else},
	{"no link leads out", follows_no_link_out},
	{"nothing else is written", writes_nowhere_else},
	{"no program runs", runs_nothing},
	{"no process is made", forks_not},
	{"no socket", talks_to_nobody},
	{"no other process is touched", touches_no_process},
	{"no terminal is typed into", types_into_no_terminal},
	{"no code is mapped", maps_no_code},
	{"memory is limited", has_enough_memory_and_no_more},
	{"files are limited", opens_few_files},
};

#define CHECK_COUNT (sizeof CHECKS / sizeof *CHECKS)

/* Each of the two alone, told from the other by its answer: the filter knows no such call, Landlock permits nothing. */
static bool unknown(long answer)
{
	return answer == -1 && errno == ENOSYS;
}

static bool denied(long answer)
{
	return answer == -1 && (errno == EACCES || errno == EPERM);
}

static bool filter_runs_nothing(void)
{
	static char name[] = "true", *const WORDS[] = {name, NULL}, *const NONE[] = {NULL};
	return unknown(syscall(SYS_execve, "/bin/true", WORDS, NONE))
		&& unknown(syscall(SYS_execveat, AT_FDCWD, "/bin/true", WORDS, NONE, 0));
}

static bool filter_makes_no_process(void)
{
	bool fork_unknown = true;
#ifdef SYS_fork
	fork_unknown = unknown(syscall(SYS_fork)) && unknown(syscall(SYS_vfork));
#endif
	return fork_unknown && unknown(syscall(SYS_clone, 0L, NULL, NULL, NULL, NULL))
		&& unknown(syscall(SYS_clone3, NULL, 0L));
}

static bool filter_opens_no_socket(void)
{
	return unknown(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0))
		&& unknown(syscall(SYS_socketpair, AF_UNIX, 1, 0, NULL))
		&& unknown(syscall(SYS_connect, 0, NULL, 0)) && unknown(syscall(SYS_bind, 0, NULL, 0))
		&& unknown(syscall(SYS_sendto, 0, NULL, 0L, 0, NULL, 0));
}

static bool filter_traces_nobody(void)
{
	return unknown(syscall(SYS_ptrace, PTRACE_TRACEME, 0L, NULL, NULL))
		&& unknown(syscall(SYS_process_vm_readv, getppid(), NULL, 0L, NULL, 0L, 0L))
		&& unknown(syscall(SYS_pidfd_open, getppid(), 0));
}

static bool filter_sends_no_signal(void)
{
	return unknown(syscall(SYS_kill, getpid(), 0)) && unknown(syscall(SYS_tgkill, getpid(), getpid(), 0))
		&& unknown(syscall(SYS_tkill, getpid(), 0)) && unknown(syscall(SYS_rt_sigqueueinfo, getpid(), 0, NULL));
}

static bool filter_writes_no_file(void)
{
	return denied(syscall(SYS_openat, AT_FDCWD, "made", O_WRONLY | O_CREAT, 0600)) && !opens("secret", O_RDWR)
		&& unknown(syscall(SYS_unlinkat, AT_FDCWD, "secret", 0))
		&& unknown(syscall(SYS_mkdirat, AT_FDCWD, "sub", 0700));
}

static bool filter_sets_up_nothing(void)
{
	return unknown(syscall(SYS_mount, NULL, NULL, NULL, 0L, NULL)) && unknown(syscall(SYS_unshare, 0))
		&& unknown(syscall(SYS_setns, 0, 0)) && unknown(syscall(SYS_bpf, 0, NULL, 0))
		&& unknown(syscall(SYS_io_uring_setup, 1, NULL)) && unknown(syscall(SYS_memfd_create, "x", 0))
		&& unknown(syscall(SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0)) && unknown(syscall(SYS_chroot, "."));
}

static const Check FILTERED[] = {
	{"no program runs", filter_runs_nothing},
	{"no process is made", filter_makes_no_process},
	{"no socket is opened", filter_opens_no_socket},
	{"nobody is traced", filter_traces_nobody},
	{"no signal is sent", filter_sends_no_signal},
	{"no code is mapped", maps_no_code},
	{"no terminal is typed into", types_into_no_terminal},
	{"no file is written where none may be", filter_writes_no_file},
	{"nothing else is set up", filter_sets_up_nothing},
};

static int unconnected = -1; /* a socket from before */

static bool files_run_nothing(void)
{
	static char name[] = "ldconfig", version[] = "--version";
	static char *const WORDS[] = {name, version, NULL}, *const NONE[] = {NULL};
	return denied(execve("/bin/true", WORDS, NONE)) && denied(execve("read/program", WORDS, NONE));
}

static bool files_reach_no_network(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = 0x0100, .sin_addr.s_addr = 0x0100007F};
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 4)
		return true; /* told by the manual: as far as the kernel has it */
	return denied(connect(unconnected, (struct sockaddr *)&at, sizeof at))
		&& denied(bind(unconnected, (struct sockaddr *)&at, sizeof at));
}

static bool files_signal_nobody(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 6 || denied(kill(getppid(), 0));
}

static const Check LANDLOCKED[] = {
	{"corpora are read", reads_corpora},
	{"the state is written", writes_state},
	{"corpora are not written", writes_no_corpora},
	{"nothing else is read", reads_nothing_else},
	{"no link leads out", follows_no_link_out},
	{"nothing else is written", writes_nowhere_else},
	{"no program runs, not of the corpora either", files_run_nothing},
	{"there is no network", files_reach_no_network},
	{"no process outside is signalled", files_signal_nobody},
};

static void make_file(const char *path)
{
	FILE *file = fopen(path, "we");
	cr_assert(file && fputs("text\n", file) >= 0 && fclose(file) == 0, "%s", path);
}

static void furnish(const Home *home)
{
	unconnected = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	cr_assert(chdir(home->path) == 0 && mkdir("read", 0700) == 0 && mkdir("state", 0700) == 0);
	make_file("read/file");
	make_file("secret");
	cr_assert(symlink("../secret", "read/out") == 0 && symlink("../secret", "state/out") == 0);
}

/* Runs the checks in a child that is confined by these; held[i] tells what came of them. */
static void run_checks(unsigned by, const ConfinePath *paths, size_t n, const Check *checks, size_t many, bool *held)
{
	pid_t child = fork();
	if (child == 0) {
		if (by == CONFINE_ALL)
			confine_begin();
		if (confine_by(by, paths, n) != by)
			_exit(77);
		for (size_t i = 0; i < many; i++)
			held[i] = checks[i].holds();
		_exit(0);
	}
	int status;
	cr_assert(child > 0 && waitpid(child, &status, 0) == child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the child ended with %x", (unsigned)status);
}

static bool *shared_results(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert_neq(page, MAP_FAILED);
	return page;
}

Test(confine, holds_all_that_it_promises)
{
	static const ConfinePath PATHS[] = {{"read", false}, {"state", true}, {"not there", false}};
	if (confine_able() != CONFINE_ALL)
		cr_skip_test("this kernel has not both Landlock and seccomp");
	Home home = home_new();
	bool *held = shared_results();
	furnish(&home);
	run_checks(CONFINE_ALL, PATHS, 3, CHECKS, CHECK_COUNT, held);
	for (size_t i = 0; i < CHECK_COUNT; i++)
		cr_assert(held[i], "it does not hold that %s", CHECKS[i].what);
	home_close(&home);
}

Test(confine, without_a_state_nothing_is_written)
{
	static const ConfinePath PATHS[] = {{"read", false}, {"state", false}};
	if (confine_able() != CONFINE_ALL)
		cr_skip_test("this kernel has not both Landlock and seccomp");
	Home home = home_new();
	bool *held = shared_results();
	furnish(&home);
	run_checks(CONFINE_ALL, PATHS, 2, CHECKS, CHECK_COUNT, held);
	for (size_t i = 0; i < CHECK_COUNT; i++)
		cr_assert_eq(held[i], CHECKS[i].holds != writes_state, "%s", CHECKS[i].what);
	home_close(&home);
}

Test(confine, the_filter_alone_holds_what_is_said_of_it)
{
	static const ConfinePath PATHS[] = {{"read", false}};
	if (!(confine_able() & CONFINE_CALLS))
		cr_skip_test("this kernel has no seccomp");
	Home home = home_new();
	bool *held = shared_results();
	furnish(&home);
	run_checks(CONFINE_CALLS, PATHS, 1, FILTERED, sizeof FILTERED / sizeof *FILTERED, held);
	for (size_t i = 0; i < sizeof FILTERED / sizeof *FILTERED; i++)
		cr_assert(held[i], "it does not hold that %s", FILTERED[i].what);
	home_close(&home);
}

Test(confine, landlock_alone_holds_what_is_said_of_it)
{
	static const ConfinePath PATHS[] = {{"read", false}, {"state", true}};
	if (!(confine_able() & CONFINE_FILES))
		cr_skip_test("this kernel has no Landlock");
	Home home = home_new();
	bool *held = shared_results();
	furnish(&home);
	/* One that needs no other file to run, where there is one. */
	cr_assert_eq(system("cp /sbin/ldconfig read/program 2>/dev/null || cp /bin/true read/program"), 0);
	run_checks(CONFINE_FILES, PATHS, 2, LANDLOCKED, sizeof LANDLOCKED / sizeof *LANDLOCKED, held);
	for (size_t i = 0; i < sizeof LANDLOCKED / sizeof *LANDLOCKED; i++)
		cr_assert(held[i], "it does not hold that %s", LANDLOCKED[i].what);
	home_close(&home);
}

Test(confine, a_file_alone_can_stay_in_reach)
{
	if (!(confine_able() & CONFINE_FILES))
		cr_skip_test("this kernel has no Landlock");
	Home home = home_new();
	bool *seen = shared_results();
	furnish(&home);
	pid_t child = fork();
	if (child == 0) {
		confine(&(ConfinePath){"read/file", false}, 1);
		seen[0] = opens("read/file", O_RDONLY);
		seen[1] = opens("secret", O_RDONLY);
		_exit(0);
	}
	cr_assert(child > 0 && waitpid(child, NULL, 0) == child);
	cr_assert(seen[0] && !seen[1]);
	home_close(&home);
}

Test(confine, the_beginning_leaves_no_core_and_no_foreign_file)
{
	bool *seen = shared_results();
	int fd = open("/dev/null", O_RDONLY); /* as whoever started it may leave it open */
	pid_t child = fork();
	if (child == 0) {
		struct rlimit core;
		confine_begin();
		seen[0] = fcntl(fd, F_GETFD) == -1;
		seen[1] = getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0;
		seen[2] = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
		seen[3] = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
		_exit(0);
	}
	cr_assert(child > 0 && waitpid(child, NULL, 0) == child);
	cr_assert(seen[0], "a file is still open");
	cr_assert(seen[1] && seen[2], "a core can be dumped");
	cr_assert(seen[3]);
}
