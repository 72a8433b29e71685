/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli.h"

G_BEGIN_DECLS

/** ferry_cli_runs_table: Returns: (transfer full): a table for ferry_cli_runs_add(); @record: of one run */
FerryCliTable *ferry_cli_runs_table (FerryCli *cli, gboolean record);
void ferry_cli_runs_add (FerryCliTable *table, FerryRun *run);

/**
 * ferry_cli_runs_find:
 * @name: a run's id, the beginning of one, or `last`, and `last~1` for the one before it; only runs that have tables count
 *
 * Returns: (transfer full) (nullable): the run; %NULL with %FERRY_CLI_ERROR_USAGE
 */
FerryRun *ferry_cli_runs_find (FerryEnvironment *environment, const char *name, GError **error);

/** ferry_cli_runs_judge: Returns: whether it ended well; %FALSE with %FERRY_CLI_ERROR_ENDED_BADLY, which says how to see why */
gboolean ferry_cli_runs_judge (FerryRun *run, GError **error);

G_END_DECLS
