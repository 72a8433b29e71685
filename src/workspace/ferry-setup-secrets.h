/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-setup-plan.h"

G_BEGIN_DECLS

/**
 * ferry_setup_secrets_keep_async:
 * @plan: its runtime key is kept under the runtime's name
 * @connection_string: (nullable): kept too; "" forgets the one that was kept; %NULL leaves it
 *
 * Puts into the keyring what the set-up brought. Never fails: without a keyring the work goes on, and the plan's
 * notice says what wasn't kept.
 */
void ferry_setup_secrets_keep_async (FerrySetupPlan *plan,
                                     const char *connection_string,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void ferry_setup_secrets_keep_finish (FerrySetupPlan *plan, GAsyncResult *result);

G_END_DECLS
