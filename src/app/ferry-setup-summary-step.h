/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/** FerrySetupSummaryStep: what was chosen; leaving it completes the set-up (domain §2.1, 7) */
#define FERRY_TYPE_SETUP_SUMMARY_STEP (ferry_setup_summary_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupSummaryStep,
                      ferry_setup_summary_step,
                      FERRY,
                      SETUP_SUMMARY_STEP,
                      FerrySetupStep)

G_END_DECLS
