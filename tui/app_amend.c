/* Files of the corpus that are changed from the screen. */
#include "app.h"

#include "write.h"

#include "../core/file.h"

static void tell_fault(App *app, AmendFault fault, uint16_t file, int error)
{
	static const Word WORDS[AMEND_FAULT_COUNT] = {
		[AMEND_NOWHERE] = WORD_amend_nowhere, [AMEND_READ_ONLY] = WORD_amend_read_only,
		[AMEND_OTHER] = WORD_amend_other, [AMEND_CANNOT] = WORD_amend_cannot, [AMEND_UNFIT] = WORD_amend_cannot,
		[AMEND_UNWRITTEN] = WORD_amend_unwritten};
	Str path = app->msgs && file < app->msgs->files.n ? app->msgs->files.at[file] : STR("-");
	Str what = fault == AMEND_UNWRITTEN ? write_reason(error, app->options.lang) : path;
	if (fault == AMEND_READ_ONLY) /* its directory is what is copied */
		what = file_directory(path).n > 0 ? file_directory(path) : STR("./");
	app_warn(app, WORDS[fault], what);
}

bool app_amendable(App *app, uint16_t file)
{
	AmendFault fault = amend_may(&app->stamps, app->msgs, file);
	if (fault != AMEND_FINE)
		tell_fault(app, fault, file, 0);
	return fault == AMEND_FINE;
}

bool app_amend(App *app, uint16_t file, void (*change)(Edit *edit, void *data), void *data)
{
	int error;
	AmendFault fault = amend_file(&app->stamps, app->msgs, file, change, data, &error);
	if (fault != AMEND_FINE)
		tell_fault(app, fault, file, error);
	return fault == AMEND_FINE;
}

bool app_read_file(App *app, uint16_t file, Buf *out)
{
	AmendFault fault = amend_read(&app->stamps, app->msgs, file, out);
	if (fault != AMEND_FINE)
		tell_fault(app, fault, file, 0);
	return fault == AMEND_FINE;
}

bool app_replace_file(App *app, uint16_t file, Str was, Str now)
{
	int error;
	AmendFault fault = amend_replace(&app->stamps, app->msgs, file, was, now, &error);
	if (fault != AMEND_FINE)
		tell_fault(app, fault, file, error);
	return fault == AMEND_FINE;
}
