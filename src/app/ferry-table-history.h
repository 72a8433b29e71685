/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryTableHistory:
 *
 * What became of one table in every run known, newest first: from the history at once, then from the service. Signal
 * `run-activated (FerryRun)`: a run is to be opened; the window is closed then.
 */
#define FERRY_TYPE_TABLE_HISTORY (ferry_table_history_get_type ())
G_DECLARE_FINAL_TYPE (FerryTableHistory, ferry_table_history, FERRY, TABLE_HISTORY, AdwWindow)

/** ferry_table_history_new: @company: "" is per database */
GtkWindow *ferry_table_history_new (FerryEnvironment *environment, const char *company, const char *table);

G_END_DECLS
