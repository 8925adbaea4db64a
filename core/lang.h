/* The two languages of interface and content. */
#ifndef BILAN_LANG_H
#define BILAN_LANG_H

typedef enum Lang { LANG_ZH, LANG_EN, LANG_COUNT } Lang;

#endif
