/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryFactBox:
 *
 * The statistics beside the list of runs in the legacy layout (interface, "Legacy layout"): the overall status with the next
 * step, tables, companies, and what the migration is.
 *
 * Property `environment` (#FerryEnvironment, nullable, writable). Signal `fact-activated (string)`: a list is to be opened,
 * by the name that the tile of it has.
 */
#define FERRY_TYPE_FACT_BOX (ferry_fact_box_get_type ())
G_DECLARE_FINAL_TYPE (FerryFactBox, ferry_fact_box, FERRY, FACT_BOX, GtkWidget)

G_END_DECLS
