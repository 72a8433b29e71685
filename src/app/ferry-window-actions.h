/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-window.h"

G_BEGIN_DECLS

/**
 * FerryWindowActions:
 *
 * The commands of a window, in its action map: one for each #FerryAction it can do, enabled as the rules say for the
 * environment that is shown, and those of the window itself.
 */
#define FERRY_TYPE_WINDOW_ACTIONS (ferry_window_actions_get_type ())
G_DECLARE_FINAL_TYPE (FerryWindowActions, ferry_window_actions, FERRY, WINDOW_ACTIONS, GObject)

/** ferry_window_actions_new: @window: must outlive the object; follows its `environment` */
FerryWindowActions *ferry_window_actions_new (FerryWindow *window);

G_END_DECLS
