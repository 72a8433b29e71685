/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-window.h"

G_BEGIN_DECLS

/*
 * There can be several main windows, on one workspace: each shows an environment, a run or the overview of its own. What
 * concerns all of them is told in the one that was used last.
 */

/** ferry_windows_get_last_used: Returns: (transfer none) (nullable): the main window that had the focus last */
FerryWindow *ferry_windows_get_last_used (GtkApplication *application);

/** ferry_windows_get_other: Returns: (transfer none) (nullable): the main window beside @window that had the focus last */
FerryWindow *ferry_windows_get_other (FerryWindow *window);

/** FerryWindowTest: Returns: whether @window is what is looked for */
typedef gboolean (*FerryWindowTest) (FerryWindow *window, gconstpointer user_data);

/** ferry_windows_find: Returns: (transfer none) (nullable): the first main window that passes @test, the one used last
 * before the others */
FerryWindow *ferry_windows_find (GtkApplication *application, FerryWindowTest test, gconstpointer user_data);

/** ferry_windows_find_showing: Returns: (transfer none) (nullable): a main window that shows
 * @environment, or the overview where that is %NULL */
FerryWindow *ferry_windows_find_showing (GtkApplication *application, FerryEnvironment *environment);

G_END_DECLS
