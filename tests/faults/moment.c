/* Faults of a moment: the line drops, a signal comes, a key stops the program or is meant to stop the terminal. */
#include "fault.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOON 1000 /* ms: what takes longer is late; the figure itself is printed */

static int quit(Fault *fault)
{
	Vt *vt = fault_open(fault);
	int status = -1;
	double from = fault_now();
	vt_send(vt, fault->text ? fault->text : "q");
	bool gone = vt_wait(vt, FAULT_PATIENCE, &status);
	double ms = fault_now() - from;
	const char *kept = gone ? fault_kept(vt) : "still running";
	vt_free(vt);
	return fault_tell(!kept && status == 0, "%s in %.0f ms, %s", fault_status(status), ms,
		kept ? kept : "all given back");
}

/* With SIGHUP ignored by whoever started it (nohup) too. */
static int hang_up(Fault *fault)
{
	Vt *vt = fault_open(fault);
	uint64_t before = fault_picture(vt, fault);
	int status = -1;
	double from = fault_now();
	vt_hang_up(vt);
	bool gone = vt_wait(vt, FAULT_PATIENCE, &status);
	double ms = fault_now() - from;
	vt_free(vt);
	Fault next = *fault;
	next.keys = NULL;
	vt = fault_open(&next); /* the next session begins where that one was */
	bool same = fault_picture(vt, fault) == before;
	vt_free(vt);
	return fault_tell(gone && ms <= SOON && status >> 8 == 129 && same, "%s after %.0f ms, %s, %s",
		gone ? "gone" : "STAYS", ms, fault_status(status), same ? "the place was kept" : "THE PLACE WAS LOST");
}

static int get_signal(Fault *fault)
{
	Vt *vt = fault_open(fault);
	int status = -1;
	double from = fault_now();
	kill(vt_pid(vt), fault->n);
	bool gone = vt_wait(vt, FAULT_PATIENCE, &status);
	double ms = fault_now() - from;
	const char *kept = gone ? fault_kept(vt) : "still running";
	vt_free(vt);
	return fault_tell(!kept && ms <= SOON && status >> 8 == 128 + fault->n, "%s in %.0f ms, %s",
		fault_status(status), ms, kept ? kept : "all given back");
}

/* A signal that is none of its business: it goes on. */
static int shrug(Fault *fault)
{
	Vt *vt = fault_open(fault);
	uint64_t before = fault_picture(vt, fault);
	kill(vt_pid(vt), fault->n);
	bool rests = vt_settle(vt, FAULT_PATIENCE) == VT_QUIET;
	const char *wrong = rests ? fault_differs(vt, fault, before) : "it ended";
	vt_free(vt);
	return fault_tell(!wrong, "%s", wrong ? wrong : "goes on, same screen");
}

/* A signal at any moment around a key, `n` times: a program that looks at a flag and then waits loses some. */
static int race(Fault *fault)
{
	static const int SIGNALS[] = { SIGTERM, SIGHUP, SIGINT };
	int late = 0, wrong = 0;
	double worst = 0;
	for (int i = 0; i < fault->n; i++) {
		int number = SIGNALS[i % 3], status = -1;
		Vt *vt = fault_open(fault);
		for (uint32_t keys = 1 + fault_dice(fault, 3); keys > 0; keys--)
			vt_send(vt, "j");
		fault_sleep(fault_dice(fault, 1500));
		double from = fault_now();
		kill(vt_pid(vt), number);
		bool gone = vt_wait(vt, 2 * SOON, &status);
		double ms = fault_now() - from;
		late += !gone || ms > SOON;
		wrong += gone && status >> 8 != 128 + number;
		worst = ms > worst ? ms : worst;
		vt_free(vt);
	}
	return fault_tell(!late && !wrong, "%d of %d late, %d with another exit status; slowest %.0f ms", late, fault->n,
		wrong, worst);
}

/* Ctrl-Z at any moment around a key, and fg, `n` times in one session. */
static int suspend(Fault *fault)
{
	const char *wrong = NULL;
	int i;
	fault->jobs = true;
	Vt *vt = fault_open(fault);
	for (i = 0; i < fault->n && !wrong; i++) {
		vt_send(vt, i % 2 ? "k" : "j");
		fault_sleep(fault_dice(fault, 1500));
		if (i % 3)
			vt_send(vt, "\x1a");
		else
			kill(vt_pid(vt), SIGTSTP);
		if (!vt_stopped(vt, SOON))
			wrong = "it does not stop";
		else if ((wrong = fault_kept(vt)) == NULL) {
			vt_foreground(vt);
			wrong = vt_settle(vt, FAULT_PATIENCE) == VT_QUIET ? fault_differs(vt, fault, 0) : "it does not go on";
		}
	}
	vt_free(vt);
	return fault_tell(!wrong, "%d times: %s", i, wrong ? wrong : "stopped, all given back, same screen after fg");
}

/* Ctrl-S and Ctrl-Q are keys like others. */
static int freeze(Fault *fault)
{
	Vt *vt = fault_open(fault);
	uint64_t before = fault_picture(vt, fault);
	bool goes = fault_press(vt, "\x13") && fault_press(vt, "\x1b[B") && fault_picture(vt, fault) != before;
	const char *wrong = goes ? fault_differs(vt, fault, 0) : "frozen";
	vt_free(vt);
	return fault_tell(!wrong, "%s", wrong ? wrong : "the screen goes on");
}

/* Stopped and continued by somebody else, without having been asked (kill -STOP). */
static int hold(Fault *fault)
{
	Vt *vt = fault_open(fault);
	uint64_t before = fault_picture(vt, fault);
	kill(vt_pid(vt), SIGSTOP);
	bool held = vt_stopped(vt, SOON);
	vt_send(vt, "jk");
	kill(vt_pid(vt), SIGCONT);
	fault_sleep(2000);
	const char *wrong = !held || vt_settle(vt, FAULT_PATIENCE) != VT_QUIET ? "it does not go on" :
		fault_differs(vt, fault, before);
	vt_free(vt);
	return fault_tell(!wrong, "%s", wrong ? wrong : "goes on, keys of meanwhile are done");
}

/* `n` sessions, each of which runs out of memory at some allocation (OOM_AT of oom.c, which the environment loads): it
   ends with a word about it, at whatever moment, and gives the terminal back. */
static int starve(Fault *fault)
{
	const char *wrong = NULL;
	int i, ended = 0, at = 0;
	for (i = 0; i < fault->n && !wrong; i++) {
		char env[32];
		int status = 0;
		at = 1 + (int)fault_dice(fault, i % 2 ? 400 : 6000);
		snprintf(env, sizeof env, "OOM_AT=%d", at);
		Fault one = *fault;
		size_t n = 0;
		while (one.env[n])
			n++;
		one.env[n] = env;
		Vt *vt = fault_start(&one);
		for (const char *keys = "jljlMqFq/a\rqAq?"; *keys && vt_settle(vt, FAULT_PATIENCE) == VT_QUIET; keys++)
			vt_send(vt, (char[]){ *keys, '\0' });
		if (vt_wait(vt, 200, &status)) {
			ended++;
			wrong = fault_kept(vt);
			if (!wrong && status != 0 && !strstr(vt_raw(vt, NULL), "memory"))
				wrong = "not a word about it";
		}
		vt_free(vt);
	}
	return wrong ? fault_tell(false, "at allocation %d: %s", at, wrong) :
		fault_tell(ended > 0, "%d of %d ended of it, said so and gave all back", ended, i);
}

const FaultRow FAULTS_MOMENT[] = {
	{ "quit", quit }, { "hang-up", hang_up }, { "signal", get_signal }, { "shrug", shrug }, { "race", race },
	{ "suspend", suspend }, { "freeze", freeze }, { "hold", hold }, { "starve", starve }, { NULL, NULL },
};
