/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/**
 * FerrySetupConnectionStep:
 *
 * How the service comes to the source database (domain §2.1, 4). The connection string is checked before anything is
 * sent and wiped from the form once the service took it.
 */
#define FERRY_TYPE_SETUP_CONNECTION_STEP (ferry_setup_connection_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupConnectionStep,
                      ferry_setup_connection_step,
                      FERRY,
                      SETUP_CONNECTION_STEP,
                      FerrySetupStep)

G_END_DECLS
