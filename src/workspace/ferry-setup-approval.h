/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-plan.h"

G_BEGIN_DECLS

/**
 * ferry_setup_approval_read_async:
 * @plan: gets to know it
 *
 * Finds out whether a delegated administrator still has to be approved (domain §2.1, 2). Only the management API
 * tells; without it the service refuses the set-up itself, and that is shown then.
 */
void ferry_setup_approval_read_async (FerrySetupPlan *plan,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_setup_approval_read_finish (FerrySetupPlan *plan, GAsyncResult *result, GError **error);

G_END_DECLS
