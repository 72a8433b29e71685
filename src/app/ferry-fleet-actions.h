/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-fleet-page.h"
#include "ferry-sidebar.h"
#include "ferry-window.h"

G_BEGIN_DECLS

/**
 * ferry_fleet_actions_add:
 *
 * Adds to @window the actions of its overview and sidebar and those that are about several environments: how they are sorted and grouped,
 * what is done to the chosen ones, connection profiles as files, runtime keys.
 */
void ferry_fleet_actions_add (FerryWindow *window, FerryFleetPage *page, FerrySidebar *sidebar);

G_END_DECLS
