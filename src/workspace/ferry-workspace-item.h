/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-access.h"
#include "ferry-environment.h"
#include "ferry-sandbox-process.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryWorkspaceItem:
 *
 * One environment of the workspace with what it needs to be reached: the way in or, for a sandbox, its process,
 * which is started again when it ends by itself. Signal `trouble (GError)`: it couldn't be.
 */
#define FERRY_TYPE_WORKSPACE_ITEM (ferry_workspace_item_get_type ())
G_DECLARE_FINAL_TYPE (FerryWorkspaceItem, ferry_workspace_item, FERRY, WORKSPACE_ITEM, GObject)

/** ferry_workspace_item_new: @access: (nullable): a sandbox needs none */
FerryWorkspaceItem *
ferry_workspace_item_new (FerryProfile *profile, FerryAccess *access, FerryDatabase *database);

FerryEnvironment *ferry_workspace_item_get_environment (FerryWorkspaceItem *self);
/** ferry_workspace_item_get_process: Returns: (transfer none) (nullable): a sandbox's, once it was started here; none where another program serves it */
FerrySandboxProcess *ferry_workspace_item_get_process (FerryWorkspaceItem *self);
const char *ferry_workspace_item_get_id (FerryWorkspaceItem *self);
/** ferry_workspace_item_get_access: Returns: (transfer none) (nullable): what it is reached with; none for a sandbox */
FerryAccess *ferry_workspace_item_get_access (FerryWorkspaceItem *self);
/** ferry_workspace_item_set_access: @access: the new one, as after a sign-in; reads everything again */
void ferry_workspace_item_set_access (FerryWorkspaceItem *self, FerryAccess *access);
/** ferry_workspace_item_set_secrets: where a sandbox's token is kept for other programs, and found where one of them serves it */
void ferry_workspace_item_set_secrets (FerryWorkspaceItem *self, FerrySecretStore *secrets);
void ferry_workspace_item_set_arguments (FerryWorkspaceItem *self, const char *const *arguments);

/**
 * ferry_workspace_item_open_async:
 *
 * Starts what is needed and opens the environment. Finishes at once where that is done, and together with the first
 * where it is under way; cancelling the first ends the start for all. For a sandbox it fails where the process can't be
 * started; an environment that can't be reached is no failure: it goes on trying.
 */
void ferry_workspace_item_open_async (FerryWorkspaceItem *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_workspace_item_open_finish (FerryWorkspaceItem *self, GAsyncResult *result, GError **error);

/** ferry_workspace_item_get_failure: Returns: (nullable): why the environment couldn't be reached when it was opened */
const GError *ferry_workspace_item_get_failure (FerryWorkspaceItem *self);

/** ferry_workspace_item_close: stops watching; ends the process */
void ferry_workspace_item_close (FerryWorkspaceItem *self);

G_END_DECLS
