#include "options_row.h"

#include <stdlib.h>

#define NEAR_LENGTH 24

/* Edits between two words (Levenshtein); words longer than NEAR_LENGTH are far from everything. */
static size_t distance(Str a, Str b)
{
	size_t row[NEAR_LENGTH + 1];

	if (a.n > NEAR_LENGTH || b.n > NEAR_LENGTH)
		return SIZE_MAX;
	for (size_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t diagonal = row[0];
		row[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			size_t change = diagonal + (a.s[i - 1] != b.s[j - 1]);
			size_t other = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);
			diagonal = row[j];
			row[j] = change < other ? change : other;
		}
	}
	return row[b.n];
}

const char *options_nearest(Str word, const char *const *names, size_t n)
{
	const char *nearest = NULL;
	size_t best = word.n / 3 + 2;

	for (size_t i = 0; i < n; i++) {
		size_t edits = distance(word, str_of(names[i]));
		if (edits < best) {
			best = edits;
			nearest = names[i];
		}
	}
	return nearest;
}

const char *options_nearest_option(Str word)
{
	const char **names = mem_alloc(OPTIONS_COUNT * sizeof *names);

	for (size_t i = 0; i < OPTIONS_COUNT; i++)
		names[i] = OPTIONS_ROWS[i].name;
	const char *nearest = options_nearest(word, names, OPTIONS_COUNT);
	free(names);
	return nearest;
}

const char *options_nearest_command(Str word)
{
	const char *names[COMMAND_COUNT];

	for (int c = COMMAND_BROWSE + 1; c < COMMAND_COUNT; c++)
		names[c - 1] = OPTIONS_COMMANDS[c].name;
	return options_nearest(word, names, COMMAND_COUNT - 1);
}

bool options_given(const Options *options, const char *name)
{
	for (size_t i = 0; i < OPTIONS_COUNT; i++)
		if (strcmp(OPTIONS_ROWS[i].name, name) == 0)
			return options->given >> i & 1;
	return false;
}
