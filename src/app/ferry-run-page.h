/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryRunPage:
 *
 * The details of a run: its tables, filtered, searched, sorted; the explained error of the selected one; export.
 * Live while the run goes on. `environment`, `run` (construct only), `narrow` (boolean: fewer columns), `title`.
 */
#define FERRY_TYPE_RUN_PAGE (ferry_run_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryRunPage, ferry_run_page, FERRY, RUN_PAGE, GtkWidget)

GtkWidget *ferry_run_page_new (FerryEnvironment *environment, FerryRun *run);

FerryRun *ferry_run_page_get_run (FerryRunPage *self);

/** ferry_run_page_show_only: @status: preset filter, as when a tile was opened; UNKNOWN shows all */
void ferry_run_page_show_only (FerryRunPage *self, FerryTableStatus status);

G_END_DECLS
