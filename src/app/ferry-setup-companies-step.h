/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/** FerrySetupCompaniesStep: the companies to migrate (domain §2.1, 6); leaving it tells the service */
#define FERRY_TYPE_SETUP_COMPANIES_STEP (ferry_setup_companies_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupCompaniesStep,
                      ferry_setup_companies_step,
                      FERRY,
                      SETUP_COMPANIES_STEP,
                      FerrySetupStep)

G_END_DECLS
