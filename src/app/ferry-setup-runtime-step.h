/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/**
 * FerrySetupRuntimeStep:
 *
 * How to install and register the integration runtime, with its authentication key; leaving it verifies the connection
 * (domain §2.1, 5).
 */
#define FERRY_TYPE_SETUP_RUNTIME_STEP (ferry_setup_runtime_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupRuntimeStep,
                      ferry_setup_runtime_step,
                      FERRY,
                      SETUP_RUNTIME_STEP,
                      FerrySetupStep)

G_END_DECLS
