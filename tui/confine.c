#include "confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MEMORY ((rlim_t)256 << 20) /* beyond what is in use once all is loaded */
#define FILE_BYTES ((rlim_t)8 << 20) /* twice the largest state */

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#elif defined __aarch64__ && defined __LITTLE_ENDIAN__
#define ARCH AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define ARCH AUDIT_ARCH_RISCV64
#endif

/* Landlock's rights by the ABI that brought them; the headers of today's systems stop at the second. */
#define RIGHTS_1 ((UINT64_C(1) << 13) - 1)
#define RIGHT_REFER (UINT64_C(1) << 13)
#define RIGHT_TRUNCATE (UINT64_C(1) << 14)
#define RIGHT_DEVICE (UINT64_C(1) << 15)
#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define WRITING (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE)
#define OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE)

/* As landlock_ruleset_attr has grown: by the network with ABI 4, by sockets without a name and signals with ABI 6. */
typedef struct Rules { uint64_t files, network, scope; } Rules;

static int landlock_abi(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static uint64_t rights(int abi)
{
	return RIGHTS_1 | (abi >= 2 ? RIGHT_REFER : 0) | (abi >= 3 ? RIGHT_TRUNCATE : 0) | (abi >= 5 ? RIGHT_DEVICE : 0);
}

static bool add_path(int rules, const ConfinePath *path, uint64_t known)
{
	int fd = open(path->path, O_PATH | O_CLOEXEC);
	struct stat st;
	if (fd < 0)
		return true;
	uint64_t wanted = READING | (path->writes ? WRITING | RIGHT_TRUNCATE : 0);
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		wanted &= OF_FILES | RIGHT_TRUNCATE;
	struct landlock_path_beneath_attr beneath = {.allowed_access = wanted & known, .parent_fd = fd};
	bool added = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
	close(fd);
	return added;
}

static bool hold_files(const ConfinePath *paths, size_t n)
{
	int abi = landlock_abi();
	if (abi < 1)
		return false;
	Rules all = {.files = rights(abi), .network = abi >= 4 ? 3 : 0, .scope = abi >= 6 ? 3 : 0};
	size_t size = abi >= 6 ? sizeof all : abi >= 4 ? offsetof(Rules, scope) : offsetof(Rules, network);
	int rules = (int)syscall(SYS_landlock_create_ruleset, &all, size, 0);
	bool held = rules >= 0;
	for (size_t i = 0; held && i < n; i++)
		held = add_path(rules, &paths[i], all.files);
	held = held && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	if (rules >= 0)
		close(rules);
	return held;
}

#ifdef ARCH

/* A call that is let through: always, where an argument is one of some values, or where it has none of some bits. */
typedef enum Check { ANY, ONE_OF, NONE_OF } Check;

typedef struct Call {
	uint32_t number;
	uint8_t check, argument;
	bool writes; /* of files: only where some may be written */
	uint32_t values[8]; /* up to a 0; bits: the first */
} Call;

#define CALL(name) {.number = SYS_##name}
#define WRITES(name) {.number = SYS_##name, .writes = true}

static const Call CALLS[] = {
	CALL(ppoll), CALL(read), CALL(write), CALL(futex), CALL(close), CALL(lseek), CALL(pread64), CALL(readv),
	CALL(writev), CALL(munmap), CALL(mremap), CALL(madvise), CALL(brk), CALL(fstat), CALL(newfstatat), CALL(statx),
	CALL(readlinkat), CALL(faccessat), CALL(getdents64), CALL(getcwd), CALL(clock_gettime), CALL(gettimeofday),
	CALL(clock_nanosleep), CALL(nanosleep), CALL(getrandom), CALL(sysinfo), CALL(getpid), CALL(gettid), CALL(getuid),
	CALL(geteuid), CALL(getgid), CALL(getegid), CALL(rt_sigaction), CALL(rt_sigprocmask), CALL(rt_sigreturn),
	CALL(sigaltstack), CALL(sched_yield), CALL(restart_syscall), CALL(exit), CALL(exit_group), CALL(umask),
#ifdef SYS_open
	CALL(poll), CALL(stat), CALL(lstat), CALL(access), CALL(readlink), CALL(time),
	{SYS_open, NONE_OF, 1, false, {O_WRONLY | O_RDWR | O_CREAT | O_TRUNC}},
	WRITES(open), WRITES(unlink), WRITES(mkdir), WRITES(rename),
#endif
#ifdef SYS_renameat
	WRITES(renameat),
#endif
	WRITES(openat), WRITES(unlinkat), WRITES(mkdirat), WRITES(renameat2), WRITES(fsync), WRITES(flock),
	{SYS_openat, NONE_OF, 2, false, {O_WRONLY | O_RDWR | O_CREAT | O_TRUNC}},
	{SYS_mmap, NONE_OF, 2, false, {PROT_EXEC}},
	{SYS_mprotect, NONE_OF, 2, false, {PROT_EXEC}},
	{SYS_fcntl, ONE_OF, 1, false, {F_GETFD, F_SETFD, F_GETFL}},
	{SYS_ioctl, ONE_OF, 1, false, {TCGETS, TCSETS, TCSETSW, TCSETSF, TCFLSH, TIOCGWINSZ}},
};

typedef struct Filter { struct sock_filter at[400]; uint16_t n; } Filter;

static void add(Filter *f, uint16_t code, uint32_t value, uint8_t then, uint8_t otherwise)
{
	f->at[f->n++] = (struct sock_filter){code, then, otherwise, value};
}

static void load(Filter *f, size_t offset)
{
	add(f, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void answer(Filter *f, uint32_t what)
{
	add(f, BPF_RET | BPF_K, what, 0, 0);
}

static size_t count_values(const Call *call)
{
	size_t n = 0;
	while (n < sizeof call->values / sizeof *call->values && call->values[n] != 0)
		n++;
	return n;
}

/* Jumps over itself for another call, and answers this one, so that the number stays loaded for the next. The low half
   of an argument is what these calls look at. */
static void add_call(Filter *f, const Call *call)
{
	size_t n = call->check == ANY ? 0 : count_values(call);
	uint8_t length = call->check == ANY ? 1 : (uint8_t)(2 * n + 2);
	add(f, BPF_JMP | BPF_JEQ | BPF_K, call->number, 0, length);
	if (call->check == ANY) {
		answer(f, SECCOMP_RET_ALLOW);
		return;
	}
	load(f, offsetof(struct seccomp_data, args) + sizeof(uint64_t) * call->argument);
	for (size_t i = 0; i < n; i++) {
		bool bits = call->check == NONE_OF;
		add(f, BPF_JMP | (bits ? BPF_JSET : BPF_JEQ) | BPF_K, call->values[i], 0, 1);
		answer(f, bits ? SECCOMP_RET_ERRNO | EACCES : SECCOMP_RET_ALLOW);
	}
	answer(f, call->check == NONE_OF ? SECCOMP_RET_ALLOW : SECCOMP_RET_ERRNO | EPERM);
}

/* What is not in the table is answered as a kernel does that has no such call: the library then takes another way. */
static bool hold_calls(bool writes)
{
	Filter f = {.n = 0};
	load(&f, offsetof(struct seccomp_data, arch));
	add(&f, BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0);
	answer(&f, SECCOMP_RET_KILL_PROCESS);
	load(&f, offsetof(struct seccomp_data, nr));
	for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++)
		if (writes || !CALLS[i].writes)
			add_call(&f, &CALLS[i]);
	answer(&f, SECCOMP_RET_ERRNO | ENOSYS);
	struct sock_fprog program = {f.n, f.at};
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

static bool calls_can_be_held(void)
{
	const uint32_t action = SECCOMP_RET_ERRNO;
	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

#else

static bool hold_calls(bool writes)
{
	(void)writes;
	return false;
}

static bool calls_can_be_held(void)
{
	return false;
}

#endif

unsigned confine_able(void)
{
	return (landlock_abi() >= 1 ? CONFINE_FILES : 0u) | (calls_can_be_held() ? CONFINE_CALLS : 0u);
}

static void limit(__rlimit_resource_t what, rlim_t most)
{
	struct rlimit now;
	if (getrlimit(what, &now) != 0)
		return;
	if (now.rlim_max > most) /* RLIM_INFINITY is the largest */
		now.rlim_max = most;
	if (now.rlim_cur > most)
		now.rlim_cur = most;
	setrlimit(what, &now);
}

/* Bytes that count against RLIMIT_DATA (proc(5), statm); 0 where that is not told. */
static rlim_t data_in_use(void)
{
	char text[200] = "", *at = text;
	unsigned long pages = 0;
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t n = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
	if (fd >= 0)
		close(fd);
	for (int field = 0; field < 6; field++) /* the sixth is the data */
		pages = strtoul(at, &at, 10);
	return n > 0 ? (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) : 0;
}

void confine_begin(void)
{
	syscall(SYS_close_range, 3u, ~0u, 0u);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, FILE_BYTES);
	limit(RLIMIT_NOFILE, 256);
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

unsigned confine(const ConfinePath *paths, size_t n)
{
	return confine_by(CONFINE_ALL, paths, n);
}

unsigned confine_by(unsigned by, const ConfinePath *paths, size_t n)
{
	bool writes = false;
	for (size_t i = 0; i < n; i++)
		writes = writes || paths[i].writes;
	rlim_t data = data_in_use();
	if (data)
		limit(RLIMIT_DATA, data + MEMORY);
	limit(RLIMIT_NPROC, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	unsigned held = (by & CONFINE_FILES) && hold_files(paths, n) ? CONFINE_FILES : 0;
	limit(RLIMIT_NOFILE, 32);
	return held | ((by & CONFINE_CALLS) && hold_calls(writes) ? CONFINE_CALLS : 0u);
}
