/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-step.h"

G_BEGIN_DECLS

/**
 * FerrySetupApprovalStep:
 *
 * The approval that a delegated administrator needs: a link to send; *Next* only once it is given (domain §2.1, 2).
 */
#define FERRY_TYPE_SETUP_APPROVAL_STEP (ferry_setup_approval_step_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupApprovalStep,
                      ferry_setup_approval_step,
                      FERRY,
                      SETUP_APPROVAL_STEP,
                      FerrySetupStep)

G_END_DECLS
