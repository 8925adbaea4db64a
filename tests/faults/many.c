/* Faults of more than one: many sessions at once, two that save, one that is killed while it saves. */
#include "fault.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static long private_kilobytes(pid_t pid)
{
	char path[64], line[256];
	long sum = 0, value;
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
	FILE *file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "Private_Clean: %ld", &value) == 1 || sscanf(line, "Private_Dirty: %ld", &value) == 1)
			sum += value;
	if (file)
		fclose(file);
	return sum;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* One key to each in turn, all others resting: how long until what it changed has come, in milliseconds. */
static double answer(Vt *vt, const char *key)
{
	size_t before, after;
	double from = fault_now();
	vt_raw(vt, &before);
	vt_send(vt, key);
	do {
		int status;
		vt_wait(vt, 1, &status); /* takes what has come */
		vt_raw(vt, &after);
	} while (after == before && fault_now() - from < FAULT_PATIENCE);
	return fault_now() - from;
}

/* `n` sessions at once draw, answer a key and leave. Times are figures: another machine has others. */
static int many(Fault *fault)
{
	Vt **all = calloc((size_t)fault->n, sizeof *all);
	double *took = calloc((size_t)fault->n, sizeof *took), from = fault_now();
	int drawn = 0, left = 0, status;
	long memory = 0;
	for (int i = 0; i < fault->n; i++)
		all[i] = fault_start(fault);
	for (int i = 0; i < fault->n; i++)
		drawn += vt_until(all[i], fault->text, FAULT_PATIENCE);
	double drew = fault_now() - from;
	for (int i = 0; i < fault->n; i++)
		drawn -= vt_settle(all[i], FAULT_PATIENCE) != VT_QUIET;
	for (int i = 0; i < fault->n; i++) {
		memory += private_kilobytes(vt_pid(all[i]));
		took[i] = answer(all[i], "j");
	}
	qsort(took, (size_t)fault->n, sizeof *took, by_size);
	for (int i = 0; i < fault->n; i++)
		vt_send(all[i], "q");
	for (int i = 0; i < fault->n; i++) {
		left += vt_wait(all[i], FAULT_PATIENCE, &status) && status == 0;
		vt_free(all[i]);
	}
	bool fine = drawn == fault->n && left == fault->n && took[fault->n - 1] < FAULT_PATIENCE;
	fault_tell(fine, "%d drew in %.2f s, a key: median %.1f, 99 %% %.1f, longest %.1f ms, %d left; %ld kB private each",
		drawn, drew / 1e3, took[fault->n / 2], took[fault->n * 99 / 100], took[fault->n - 1], left, memory / fault->n);
	free(all);
	free(took);
	return !fine;
}

/* Two sessions that keep something each at the same moment. The script looks at what is on the disk. */
static int together(Fault *fault)
{
	Vt *a = fault_open(fault), *b = fault_open(fault);
	bool fine = fault_press(b, "j");
	vt_send(a, "B");
	vt_send(b, "B");
	fine = fine && vt_settle(a, FAULT_PATIENCE) == VT_QUIET && vt_settle(b, FAULT_PATIENCE) == VT_QUIET;
	int status[2] = { -1, -1 };
	vt_send(a, "Q");
	vt_send(b, "Q");
	fine = fine && vt_wait(a, FAULT_PATIENCE, &status[0]) && vt_wait(b, FAULT_PATIENCE, &status[1]);
	vt_free(a);
	vt_free(b);
	return fault_tell(fine && !status[0] && !status[1], "both go on and leave");
}

/* Killed (kill -9) at any moment around the key that saves. */
static int cut(Fault *fault)
{
	Vt *vt = fault_open(fault);
	vt_send(vt, fault->text);
	fault_sleep(fault_dice(fault, 4000));
	kill(vt_pid(vt), SIGKILL);
	int status;
	vt_wait(vt, FAULT_PATIENCE, &status);
	vt_free(vt);
	return fault_tell(true, "killed");
}

/* A session that cannot keep what it is told to keep: it goes on, says so, and leaves as it should. */
static int unkept(Fault *fault)
{
	Vt *vt = fault_open(fault);
	int status = -1;
	bool goes = fault_press(vt, "B"), told = goes && vt_find(vt, fault->text, NULL, NULL);
	const char *wrong = !goes ? "it ended" : !told ? "nothing is said" : fault_differs(vt, fault, 0);
	vt_send(vt, "Q");
	if (!vt_wait(vt, FAULT_PATIENCE, &status) || status != 0)
		wrong = "it does not leave";
	bool stays = strstr(vt_raw(vt, NULL), "\nbilan: ") != NULL || strstr(vt_raw(vt, NULL), "\rbilan: ") != NULL;
	if (wrong)
		fault_tell(false, "%s; it shows: %.300s", wrong, vt_screen(vt));
	else
		fault_tell(stays, "goes on and says “%s”, %s", fault->text,
			stays ? "and once more when it ends" : "BUT NOT AT THE END");
	vt_free(vt);
	return wrong || !stays;
}

const FaultRow FAULTS_MANY[] = {
	{ "many", many }, { "together", together }, { "cut", cut }, { "unkept", unkept }, { NULL, NULL },
};
