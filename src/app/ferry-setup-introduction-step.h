/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/**
 * FerrySetupIntroductionStep:
 *
 * What happens, the warning and the privacy notice, to be accepted; where the environment was migrated to before,
 * also that it isn't in use (domain §2.1, 1). Leaving it finds out how the environment stands.
 */
#define FERRY_TYPE_SETUP_INTRODUCTION_STEP (ferry_setup_introduction_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupIntroductionStep,
                      ferry_setup_introduction_step,
                      FERRY,
                      SETUP_INTRODUCTION_STEP,
                      FerrySetupStep)

G_END_DECLS
