/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryWindow:
 *
 * The main window: environments in a sidebar; beside it the management page of the chosen one, or the overview of all;
 * from there the pages of runs, with a way back. At first start, the welcome.
 *
 * Property `environment` (#FerryEnvironment, read-only, nullable). Every #FerryAction that the window can do is the
 * action `win.<nick>`, enabled as the rules say.
 */
#define FERRY_TYPE_WINDOW (ferry_window_get_type ())
G_DECLARE_FINAL_TYPE (FerryWindow, ferry_window, FERRY, WINDOW, AdwApplicationWindow)

FerryWindow *ferry_window_new (GtkApplication *application, FerryWorkspace *workspace);

FerryWorkspace *ferry_window_get_workspace (FerryWindow *self);
FerryEnvironment *ferry_window_get_environment (FerryWindow *self);

/** ferry_window_show_environment: @environment: (nullable): %NULL shows the overview */
void ferry_window_show_environment (FerryWindow *self, FerryEnvironment *environment);

/** ferry_window_show_run: @status: only tables of this status; %FERRY_TABLE_STATUS_UNKNOWN shows all */
void ferry_window_show_run (FerryWindow *self,
                            FerryEnvironment *environment,
                            FerryRun *run,
                            FerryTableStatus status);

/** ferry_window_show_run_id: shows the environment, and the run with @run_id as soon as it is known */
void ferry_window_show_run_id (FerryWindow *self, FerryEnvironment *environment, const char *run_id);

/** ferry_window_get_run: Returns: (transfer none) (nullable): the run whose page is shown */
FerryRun *ferry_window_get_run (FerryWindow *self);

/** ferry_window_back: from a run to the environment; where there is room for one only, from there to the sidebar */
void ferry_window_back (FerryWindow *self);

/** ferry_window_start_sandbox: starts it, with a way to cancel, and shows it */
void ferry_window_start_sandbox (FerryWindow *self);

/** ferry_window_add_toast: @toast: (transfer full) */
void ferry_window_add_toast (FerryWindow *self, AdwToast *toast);

/** ferry_window_set_action_hint: @hint: what an action's buttons say in their tooltip: what it does, or why not now */
void ferry_window_set_action_hint (FerryWindow *self, FerryAction action, const char *hint);

/** ferry_window_set_refreshing: shows that the state is being read */
void ferry_window_set_refreshing (FerryWindow *self, gboolean refreshing);

G_END_DECLS
