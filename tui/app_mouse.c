/* The mouse: the hint line is the app's, the rest the view's on top. */
#include "app_actions.h"

void app_mouse_toggle(App *app, int unused)
{
	(void)unused;
	app->mouse = !app->mouse;
	app_say(app, app->mouse ? WORD_mouse_on : WORD_mouse_off, (Str){0});
}

bool app_wants_mouse(const App *app)
{
	return app->mouse && !app_view(app)->bare; /* what is bare is there to be selected by the terminal */
}

/* What Enter does here. */
static void open_chosen(App *app)
{
	static const Action OPENING[] = {ACTION_enter, ACTION_open, ACTION_open_cell, ACTION_accept};
	for (size_t i = 0; i < sizeof OPENING / sizeof *OPENING; i++)
		if (keymap_row(OPENING[i])->contexts & (unsigned)app_context(app)) {
			app_run(app, OPENING[i]);
			return;
		}
}

void app_point(App *app, Point at)
{
	const View *view = app_view(app);
	Action action = at.wheel == 0 && at.y == app->height - 1 ? app_hint_at(app, at.x) : ACTION_COUNT;
	app->prefix = PREFIX_NONE;
	if (action < ACTION_COUNT)
		app_run(app, action);
	else if (app->prompting || at.y >= app_view_area(app).height)
		return;
	else if (view->point && view->point(app, app_state(app), at, app_view_area(app)))
		open_chosen(app);
	else if (!view->point && view->move && at.wheel != 0)
		for (int i = 0; i < SCROLL_WHEEL; i++)
			view->move(app, app_state(app), at.wheel < 0 ? MOVE_UP : MOVE_DOWN);
}
