/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Drives the application from inside its own process, as its user would: finds widgets on screen by role and
 * accessible name, clicks, types, reads. Whatever is looked for is waited for; when it doesn't come in time
 * the test fails with a list of what is on screen.
 *
 * Needs GTK_A11Y=test, so that accessible names can be read, and a display.
 */

/** FerryUiCondition: Returns: whether what is waited for has come */
typedef gboolean (*FerryUiCondition) (gpointer user_data);

/** ferry_ui_wait: runs the main loop until @condition; fails the test naming @what after two minutes */
void ferry_ui_wait (FerryUiCondition condition, gpointer user_data, const char *what);

/** ferry_ui_settle: runs the main loop until everything that changed is drawn */
void ferry_ui_settle (void);

/**
 * ferry_ui_peek:
 * @type: the widget's type, such as %GTK_TYPE_BUTTON, or any
 * @name: (nullable): its accessible name, or its text; without mnemonics' underscores; "Failed: *" finds what
 *   begins so
 *
 * Returns: (transfer none) (nullable): the first such widget that can be seen, topmost window first
 */
GtkWidget *ferry_ui_peek (GType type, const char *name);

/** ferry_ui_find: like ferry_ui_peek(), but waits for it */
GtkWidget *ferry_ui_find (GType type, const char *name);

/** ferry_ui_find_sensitive: waits until it can be used, too */
GtkWidget *ferry_ui_find_sensitive (GType type, const char *name);

/** ferry_ui_wait_gone: waits until no such widget can be seen */
void ferry_ui_wait_gone (GType type, const char *name);

/** ferry_ui_wait_text: waits until a label on screen holds @part */
void ferry_ui_wait_text (const char *part);

/** ferry_ui_has_text: Returns: whether a label on screen holds @part */
gboolean ferry_ui_has_text (const char *part);

/** ferry_ui_dup_name: Returns: (transfer full): the accessible name of @widget, or "" */
char *ferry_ui_dup_name (GtkWidget *widget);

/** ferry_ui_click: waits for a button, row or check of that name to be sensitive, and activates it */
void ferry_ui_click (const char *name);

/** ferry_ui_set_check: @name: of a check button or switch */
void ferry_ui_set_check (const char *name, gboolean active);

/** ferry_ui_type: sets the text of the entry or entry row @name */
void ferry_ui_type (const char *name, const char *text);

/** ferry_ui_find_list: waits for the column view @name, or the list that stands for it where there is little room */
GtkWidget *ferry_ui_find_list (const char *name);

/** ferry_ui_find_rows: Returns: (transfer none): what that list shows */
GtkSelectionModel *ferry_ui_find_rows (const char *name);

/** ferry_ui_select_row: selects a row of that list */
void ferry_ui_select_row (const char *name, guint position);

/** ferry_ui_resize: gives the topmost window another size, in pixels; it is not maximized afterwards */
void ferry_ui_resize (int width, int height);

/** ferry_ui_press: presses a key of the real keyboard, such as `Escape` or `ctrl+f`; needs xdotool */
void ferry_ui_press (const char *key);

/** ferry_ui_write: types @text with the real keyboard, wherever the focus is; needs xdotool */
void ferry_ui_write (const char *text);

/** ferry_ui_press_in: the same in a window beside the topmost one, once it has the keyboard */
void ferry_ui_press_in (GtkWindow *window, const char *key);

/** ferry_ui_point_at: moves the real pointer to the middle of @widget and clicks, once its window has the keyboard; needs xdotool */
void ferry_ui_point_at (GtkWidget *widget);

/** ferry_ui_activate_action: @name: such as `win.refresh`; waits until it is enabled */
void ferry_ui_activate_action (const char *name);

/** ferry_ui_is_action_enabled: on the topmost window that has it, or the application */
gboolean ferry_ui_is_action_enabled (const char *name);

/** ferry_ui_window: Returns: (transfer none) (nullable): the topmost visible window */
GtkWindow *ferry_ui_window (void);

/** ferry_ui_describe: Returns: (transfer full): what is on screen, a line a widget that has a name */
char *ferry_ui_describe (void);

/** ferry_ui_screenshot: the whole display, into @path (PNG); needs ImageMagick's `import` */
void ferry_ui_screenshot (const char *path);

/**
 * ferry_ui_look:
 * @name: of the pictures' files
 *
 * Where the variable FERRY_TEST_PICTURES names a folder, leaves pictures of the topmost window there: as it is, dark, and
 * both again 360 pixels wide. Else does nothing.
 */
void ferry_ui_look (const char *name);

/** ferry_ui_find_nameless: Returns: (transfer full) (element-type utf8): focusable controls on screen without
 * a name */
GPtrArray *ferry_ui_find_nameless (void);

/** ferry_ui_assert_all_named: fails the test where there are any such */
void ferry_ui_assert_all_named (void);

G_END_DECLS
