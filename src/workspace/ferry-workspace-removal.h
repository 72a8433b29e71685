/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-database.h"
#include "ferry-sandbox-process.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * ferry_workspace_removal_async:
 * @environment_id: whose traces are to go; nothing uses them any more
 * @account_id: (nullable): what a sign-in is kept under that nobody else has (ferry_accounts_dup_id())
 * @process: (nullable): its sandbox, which was asked to end; waited for before its data is deleted
 * @data_folder: (nullable): a sandbox's data, to be deleted with all that is in it
 *
 * Forgets secrets and history; the journal stays. All is tried, the first failure is told.
 */
void ferry_workspace_removal_async (FerrySecretStore *secrets,
                                    FerryDatabase *database,
                                    const char *environment_id,
                                    const char *account_id,
                                    FerrySandboxProcess *process,
                                    const char *data_folder,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean ferry_workspace_removal_finish (GAsyncResult *result, GError **error);

G_END_DECLS
