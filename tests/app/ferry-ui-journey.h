/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The main job, in the window, on a sandbox: the test and the driven tour go the same way, the tour with a camera.
 * Each step starts where the one before ended.
 */

/** FerryUiCamera: @name: what is to be seen, such as `welcome`; takes a screenshot, or does nothing */
typedef void (*FerryUiCamera) (const char *name, gpointer user_data);

void ferry_ui_journey_set_camera (FerryUiCamera camera, gpointer user_data);

/** ferry_ui_journey_start_sandbox: from the welcome page to the management page of a new sandbox */
void ferry_ui_journey_start_sandbox (void);
/** ferry_ui_journey_set_up: through every step of the assistant, with one bad connection string on the way */
void ferry_ui_journey_set_up (void);
/** ferry_ui_journey_run_full: runs the first replication and waits for its end; a table fails */
void ferry_ui_journey_run_full (void);
/** ferry_ui_journey_begin_run: starts a replication and returns as soon as it is in the log: a quick one may have ended */
void ferry_ui_journey_begin_run (void);
/** ferry_ui_journey_wait_run: waits for the end of the run under way */
void ferry_ui_journey_wait_run (void);
/** ferry_ui_journey_diagnose: a diagnostic run, its findings by cause, and from its page on to the replication, not
 * confirmed */
void ferry_ui_journey_diagnose (void);
/** ferry_ui_journey_compare: the last run with the one before it: what was fixed */
void ferry_ui_journey_compare (void);
/** ferry_ui_journey_look_at_failure: opens the run, finds the failed table and its explanation, comes back */
void ferry_ui_journey_look_at_failure (void);
/** ferry_ui_journey_fix_and_run: corrects the source, as its administrator would, and runs again: nothing fails */
void ferry_ui_journey_fix_and_run (void);
/** ferry_ui_journey_initialize_companies: in the companies dialog */
void ferry_ui_journey_initialize_companies (void);
/** ferry_ui_journey_upgrade: runs the data upgrade and waits for its end */
void ferry_ui_journey_upgrade (void);
/** ferry_ui_journey_complete: goes through the guide and completes the migration */
void ferry_ui_journey_complete (void);

/** FerryUiVisitor: @name: the action's nick; called while its dialog is on top, at rest */
typedef void (*FerryUiVisitor) (const char *name, GtkWindow *dialog, gpointer user_data);

/** ferry_ui_journey_visit: @action: such as `app.preferences`; opens its window, waits until it is at rest, calls @visit, and closes it with Escape */
void ferry_ui_journey_visit (const char *action, const char *name, FerryUiVisitor visit, gpointer user_data);

/**
 * ferry_ui_journey_visit_dialogs:
 * @visit: called with each
 *
 * Opens the dialog of every action that is allowed now, waits until it is at rest, and closes it again with Escape.
 *
 * Returns: how many there were
 */
guint ferry_ui_journey_visit_dialogs (FerryUiVisitor visit, gpointer user_data);

G_END_DECLS
