/* What the terminal can do, from the terminfo of its TERM: the only unit that includes curses. The strings are
   terminfo's own, without their padding, which no terminal of today waits for (terminfo(5), "Delays and Padding"). */
#ifndef BILAN_CAPS_H
#define BILAN_CAPS_H

#include "../core/buf.h"

#include <stdbool.h>

/* By terminfo's names. The second row takes parameters. */
typedef enum Cap {
	CAP_smcup, CAP_rmcup, CAP_civis, CAP_cnorm, CAP_clear, CAP_el, CAP_sgr0, CAP_bold, CAP_dim, CAP_smul, CAP_rev,
	CAP_smam, CAP_rmir, CAP_cr, CAP_cub1, CAP_cud1, CAP_cuf1, CAP_cuu1, CAP_ind, CAP_ri,
	CAP_cup, CAP_hpa, CAP_vpa, CAP_cuf, CAP_cub, CAP_csr, CAP_indn, CAP_rin, CAP_setaf, CAP_setab,
	CAP_COUNT
} Cap;

typedef struct Caps {
	char *text[CAP_COUNT]; /* NULL: it has no such thing */
	int colours;           /* 0: none */
	bool erases_in_colour; /* what is erased or scrolled in takes the background that is set (bce) */
	bool waits_at_edge;    /* after the last column the cursor stays in the row until more comes (xenl) */
} Caps;

/* False where the terminal is not known, or has no way to put its cursor somewhere and to clear its screen. Colours are
   those with the numbers 16 to 255. */
bool caps_open(Caps *caps, const char *term);
void caps_close(Caps *caps);

/* Appends what makes the terminal do it; nothing where it cannot. */
void caps_add(const Caps *caps, Cap cap, Buf *out);

/* The same with parameters, counted from 0 as terminfo does: cup row column, csr first last, others one. */
void caps_add_with(const Caps *caps, Cap cap, int a, int b, Buf *out);

#endif
