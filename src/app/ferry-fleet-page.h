/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-fleet-list.h"

G_BEGIN_DECLS

/**
 * FerryFleetPage:
 *
 * All environments at a glance: totals, and a row each with state, progress, failed tables, last run and next step; sorted,
 * filtered, searched and grouped by tenant, which is remembered; some of them chosen for what is done to several at once.
 * Signal `environment-activated (FerryEnvironment)`.
 */
#define FERRY_TYPE_FLEET_PAGE (ferry_fleet_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryFleetPage, ferry_fleet_page, FERRY, FLEET_PAGE, GtkWidget)

/** ferry_fleet_page_set_environments: once; @environments: of #FerryEnvironment */
void ferry_fleet_page_set_environments (FerryFleetPage *self, GListModel *environments);
/** ferry_fleet_page_get_list: Returns: (transfer none) (nullable): the rows, once there are environments */
FerryFleetList *ferry_fleet_page_get_list (FerryFleetPage *self);
/** ferry_fleet_page_search: puts the cursor where one types what to look for */
void ferry_fleet_page_search (FerryFleetPage *self);

G_END_DECLS
