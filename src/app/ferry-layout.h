/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryLayout:
 *
 * Which layout an environment's page has (domain §2.10): the new one, with status and totals above the log, or the
 * legacy one, a list of runs beside a box of statistics. Remembered in the settings, per environment, so that the first
 * frame has it.
 *
 * Who decides: what was chosen here last, until the service is read for the first time; then the service, which all of
 * its administrators share; from then on what is chosen here, which the service is told where it can be. What was chosen
 * while it couldn't be told is told at the next occasion, and isn't overridden before. The layout never changes by itself
 * later than at the first reading: nobody's page turns over under his hands.
 *
 * Property `modern` (boolean, read-only). Signal `not-told (GError)`: the choice holds, but the service refused to take
 * it.
 */
#define FERRY_TYPE_LAYOUT (ferry_layout_get_type ())
G_DECLARE_FINAL_TYPE (FerryLayout, ferry_layout, FERRY, LAYOUT, GObject)

/** ferry_layout_get: Returns: (transfer none): the one of @environment, which lives as long as that */
FerryLayout *ferry_layout_get (FerryEnvironment *environment);

/** ferry_layout_get_modern: Returns: whether it is the new layout */
gboolean ferry_layout_get_modern (FerryLayout *self);
/** ferry_layout_choose: what the administrator wants; the service is told */
void ferry_layout_choose (FerryLayout *self, gboolean modern);

/** ferry_layout_forget: of an environment that is removed */
void ferry_layout_forget (const char *profile_id);

G_END_DECLS
