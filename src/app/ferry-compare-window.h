/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryCompareWindow:
 *
 * Two runs of an environment side by side: which tables failed newly, were fixed, changed. The runs are chosen in it.
 */
#define FERRY_TYPE_COMPARE_WINDOW (ferry_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompareWindow, ferry_compare_window, FERRY, COMPARE_WINDOW, AdwWindow)

/**
 * ferry_compare_window_new:
 * @run: (nullable): the one to begin with, compared with the run before it of the same kind; %NULL is the newest
 */
GtkWindow *ferry_compare_window_new (FerryEnvironment *environment, FerryRun *run);

/** ferry_compare_window_is_possible: Returns: whether there are two runs that have tables */
gboolean ferry_compare_window_is_possible (FerryEnvironment *environment);

G_END_DECLS
