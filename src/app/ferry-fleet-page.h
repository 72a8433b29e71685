/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryFleetPage:
 *
 * All environments, a row each: name, tenant, state, failed tables, last run. Signal `environment-activated
 * (FerryEnvironment)`.
 */
#define FERRY_TYPE_FLEET_PAGE (ferry_fleet_page_get_type ())
G_DECLARE_FINAL_TYPE (FerryFleetPage, ferry_fleet_page, FERRY, FLEET_PAGE, GtkWidget)

/** ferry_fleet_page_set_environments: @environments: (nullable): of #FerryEnvironment */
void ferry_fleet_page_set_environments (FerryFleetPage *self, GListModel *environments);

G_END_DECLS
