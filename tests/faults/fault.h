/* What the drivers of the fault bench share: the command line that names a fault, the program in the terminal of
   ../vt/vt.h, and the one line that tells what happened. */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include "../vt/vt.h"

#include <stdint.h>

#define FAULT_PATIENCE 20000 /* ms; only a program that hangs waits so long */
#define FAULT_LEFT_OUT 77    /* exit status: this machine cannot do it */
#define FAULT_ENV 24

typedef struct Fault {
	int rows, cols, n;
	uint32_t dice;      /* never 0 */
	bool refuses;       /* the program should say one line and exit 2 */
	bool jobs, quiet;   /* quiet: nothing is known about when it rests (it runs below another program) */
	const char *text;   /* what has to be on the screen; NULL: nothing in particular */
	const char *keys;   /* pressed before the fault */
	const char *file;   /* what is changed while the program runs */
	const char *env[FAULT_ENV];
	const char *const *argv; /* the program and its words */
} Fault;

/* A fault does what it is named for and returns fault_tell's result. */
typedef struct FaultRow {
	const char *name;
	int (*run)(Fault *fault);
} FaultRow;

extern const FaultRow FAULTS_MOMENT[], FAULTS_SCREEN[], FAULTS_MANY[]; /* end with a NULL name */

/* Prints what happened; 0 where that is as expected, 1 where not. */
__attribute__((format(printf, 2, 3))) int fault_tell(bool fine, const char *form, ...);

/* The next of a row of numbers that the seed decides; below `n`. */
uint32_t fault_dice(Fault *fault, uint32_t n);

/* Starts the program; fault_open also waits until it has drawn, presses the first keys and looks at the picture, and
   ends the driver with a line where that fails. */
Vt *fault_start(const Fault *fault);
Vt *fault_open(const Fault *fault);

/* Presses keys and waits for what they do; false where the program has ended or never rests. */
bool fault_press(Vt *vt, const char *keys);

/* Characters, colours and attributes of all cells, as one number. */
uint64_t fault_picture(const Vt *vt, const Fault *fault);

/* NULL, or what is wrong: the picture differs from `before` (0: from none), has half characters, or is not what a whole
   repaint gives. */
const char *fault_differs(Vt *vt, const Fault *fault, uint64_t before);

/* NULL, or what the program has not given back: the alternate screen, the cursor, the mouse, the line's modes. */
const char *fault_kept(const Vt *vt);

/* "exit 0", "signal 9"; valid until the next call. */
const char *fault_status(int status);

/* Milliseconds of a clock that only goes forward; and a wait of microseconds. */
double fault_now(void);
void fault_sleep(long microseconds);

#endif
