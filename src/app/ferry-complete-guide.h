/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryCompleteGuide:
 *
 * What has to be done before a migration is completed (domain §2.8), to be confirmed; then completes it.
 */
#define FERRY_TYPE_COMPLETE_GUIDE (ferry_complete_guide_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompleteGuide, ferry_complete_guide, FERRY, COMPLETE_GUIDE, AdwWindow)

GtkWindow *ferry_complete_guide_new (FerryEnvironment *environment);

G_END_DECLS
