/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-fleet-list.h"

G_BEGIN_DECLS

/**
 * FerrySidebar:
 *
 * The environments, with the overview of all on top, and the menus to add one and of the application.
 *
 * Property `folded` (boolean, writable): whether it has the window for itself. Signal `environment-activated
 * (FerryEnvironment)`: nullable: %NULL is the overview.
 */
#define FERRY_TYPE_SIDEBAR (ferry_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (FerrySidebar, ferry_sidebar, FERRY, SIDEBAR, GtkWidget)

/** ferry_sidebar_set_environments: @environments: (nullable): of #FerryEnvironment */
void ferry_sidebar_set_environments (FerrySidebar *self, GListModel *environments);

/** ferry_sidebar_select: shows which one is open; @environment: (nullable): %NULL is the overview */
void ferry_sidebar_select (FerrySidebar *self, FerryEnvironment *environment);

/** ferry_sidebar_get_list: Returns: (transfer none) (nullable): its rows, once there are environments */
FerryFleetList *ferry_sidebar_get_list (FerrySidebar *self);

G_END_DECLS
