/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-run-page.h"

G_BEGIN_DECLS

/**
 * FerryRunShell:
 *
 * The page of a run as the window shows it: with a header bar that has a way back (`win.back`) and the run's title.
 * Property `folded` (boolean, writable): whether it has the window for itself.
 */
#define FERRY_TYPE_RUN_SHELL (ferry_run_shell_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunShell, ferry_run_shell, FERRY, RUN_SHELL, GtkWidget)

/** ferry_run_shell_new: @status: only tables of this status; %FERRY_TABLE_STATUS_UNKNOWN shows all */
GtkWidget *ferry_run_shell_new (FerryEnvironment *environment, FerryRun *run, FerryTableStatus status);

FerryRun *ferry_run_shell_get_run (FerryRunShell *self);
/** ferry_run_shell_get_title: Returns: what the window is called while it is shown */
const char *ferry_run_shell_get_title (FerryRunShell *self);

G_END_DECLS
