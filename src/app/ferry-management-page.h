/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryManagementPage:
 *
 * An environment's page (interface, "Main window"): banners, status, progress, tiles, migration log.
 * In the legacy layout, the list of runs beside a #FerryFactBox; the layout follows #FerryLayout.
 * `environment` (nullable, writable), `narrow` (boolean), `legacy` (boolean, read-only). Signals `run-activated (FerryRun)`,
 * `tile-activated (string)`: the tile's name.
 */
#define FERRY_TYPE_MANAGEMENT_PAGE (ferry_management_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryManagementPage, ferry_management_page, FERRY, MANAGEMENT_PAGE, GtkWidget)

void ferry_management_page_set_environment (FerryManagementPage *self, FerryEnvironment *environment);

G_END_DECLS
