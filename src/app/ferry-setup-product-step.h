/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/** FerrySetupProductStep: the product migrated from, as the service offers them (domain §2.1, 3) */
#define FERRY_TYPE_SETUP_PRODUCT_STEP (ferry_setup_product_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupProductStep,
                      ferry_setup_product_step,
                      FERRY,
                      SETUP_PRODUCT_STEP,
                      FerrySetupStep)

G_END_DECLS
