/* What the rows of actions.def run, and the way from the app to the view on top. Only app.c and app_actions.c include
   this. */
#ifndef BILAN_APP_ACTIONS_H
#define BILAN_APP_ACTIONS_H

#include "app.h"

const View *app_view(const App *app);
void *app_state(const App *app);
Unit app_unit_here(const App *app); /* what keys mean in it; UNIT_NONE where there is nothing */

void app_move(App *app, int move);
void app_step(App *app, int step);
void app_enter(App *app, int unused);
void app_out(App *app, int unused);
void app_pane(App *app, int by);
void app_axis(App *app, int axis);
void app_find(App *app, int unused);
void app_narrow(App *app, int unused);
void app_command(App *app, int unused);
void app_complete(App *app, int unused);
void app_cell(App *app, int act);
void app_kwic(App *app, int unused);
void app_sort(App *app, int unused);
void app_hit(App *app, int by);
void app_mark(App *app, int unused);
void app_unmark(App *app, int unused);
void app_compare(App *app, int unused);
void app_set(App *app, int what);
void app_tray(App *app, int unused);
void app_similar(App *app, int unused);
void app_original(App *app, int unused);
void app_tags(App *app, int unused);
void app_tag(App *app, int act);
void app_review(App *app, int unused);
void app_review_act(App *app, int act);
void app_absent(App *app, int unused);
void app_language(App *app, int unused);
void app_onward(App *app, int unused);
void app_info(App *app, int unused);
void app_redraw(App *app, int unused);
void app_palette(App *app, int unused);
void app_ask(App *app, int unused);
void app_quotes(App *app, int unused);
void app_mouse_toggle(App *app, int unused);

/* For app.c, in app_prompt.c: a message, ended between words where it does not fit. */
void app_draw_message(Str text, Style style, Screen *screen, Rect row);

/* For app.c, in app_reload.c: appends where the files are wrong; only where they are. */
void app_add_refused(const App *app, Buf *out);
void app_read_again(App *app, int unused);

/* The rows of the view on top. */
Rect app_view_area(const App *app);

/* For app.c, in app_mouse.c: what the mouse does. app_hint_at, in app.c: the action of the hint at that column. */
void app_point(App *app, Point at);
Action app_hint_at(const App *app, int x);
void app_copy(App *app, int unused);
void app_export(App *app, int unused);
void app_format(App *app, int format);
void app_format_step(App *app, int by);
void app_answer(App *app, int yes);
void app_bare(App *app, int unused);
void app_width(App *app, int by);
void app_hang(App *app, int unused);
void app_history(App *app, int by);
void app_outline(App *app, int unused);
void app_prefix(App *app, int prefix);
void app_follow(App *app, Key key);
void app_bookmark(App *app, int unused);
void app_note(App *app, int unused);
void app_kept_list(App *app, int unused);
void app_remove(App *app, int unused);

/* The text's width, hanging marks and the provinces' order into the notes, once the reader has chosen. */
void app_note_look(App *app);
void app_take(App *app, int unused);
void app_unfilter(App *app, int unused);
void app_order(App *app, int unused);
void app_accept(App *app, int unused);
void app_cancel(App *app, int unused);
void app_edit(App *app, int edit);
void app_help(App *app, int unused);
void app_back(App *app, int unused);
void app_leave(App *app, int unused);

/* For app.c, in app_tray.c: appends how much is marked, and what, where its names fit in `columns`. */
void app_tray_add(const App *app, size_t columns, Buf *out);

/* For app.c, in app_prompt.c: what is typed has changed; the field in its row. */
void app_prompt_changed(App *app);
void app_recall(App *app); /* takes the earlier queries from the notes */
void app_prompt_draw(const App *app, Screen *screen, Rect row);

/* For app_prompt.c and app.c, in app_command.c: what can be chosen for what is typed behind the colon. */
typedef struct Commands Commands;
void app_command_changed(App *app);
void app_command_move(App *app, int by);
void app_command_complete(App *app);
void app_command_run(App *app);
void app_command_draw(const App *app, Screen *screen);
void app_command_free(App *app);

#endif
