/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-journal-watch.h"
#include "ferry-workspace-item.h"
#include "ferry-workspace.h"

G_BEGIN_DECLS

/* What the parts of the workspace share: its list here, what is added to it in ferry-workspace-add.c. */

struct _FerryWorkspace
{
  GObject parent_instance;

  char *folder;
  FerrySecretStore *secrets;
  FerryAccounts *accounts;
  FerryProfileStore *profiles;
  FerryDatabase *database;
  FerryJournalWatch *watch; /* (nullable): of what other programs do, once the workspace was resumed */
  GPtrArray *items;         /* FerryWorkspaceItem */
  GCancellable *cancellable;
  char *keyring_message;
  char *notice;
  char **sandbox_arguments;
  gboolean running;
};

/** ferry_workspace_find_item: @position: (out) (optional); Returns: (transfer none) (nullable) */
FerryWorkspaceItem *ferry_workspace_find_item (FerryWorkspace *self, const char *id, guint *position);

/** ferry_workspace_append_item: the workspace listens to it from now on */
void ferry_workspace_append_item (FerryWorkspace *self, FerryWorkspaceItem *item);

/** ferry_workspace_open_item: what goes wrong is told by the signal `trouble` */
void ferry_workspace_open_item (FerryWorkspace *self, FerryWorkspaceItem *item);

/** ferry_workspace_take_account: where @profile names no account: gives it the one that the others with this way of signing in have, if it is one */
void ferry_workspace_take_account (FerryWorkspace *self, FerryProfile *profile);

/**
 * ferry_workspace_spread_sign_in:
 * @found: (element-type FerryProfile): gets those that this signed somebody in to
 *
 * Somebody signed in to @environment just now: those that are signed in to in the same way, and have nobody, go on with it.
 */
void ferry_workspace_spread_sign_in (FerryWorkspace *self, FerryEnvironment *environment, GPtrArray *found);

/** ferry_workspace_dup_lonely_account: Returns: (transfer full) (nullable): what the sign-in of @profile is kept under, where no environment has it (any more) */
char *ferry_workspace_dup_lonely_account (FerryWorkspace *self, FerryProfile *profile);

/** ferry_workspace_dup_saved_account: Returns: (transfer full) (nullable): what the sign-in of the environment with the id of @profile is kept under, as it was saved last */
char *ferry_workspace_dup_saved_account (FerryWorkspace *self, FerryProfile *profile);

/**
 * ferry_workspace_drop_account:
 * @before: (nullable): what the sign-in of @profile was kept under before it was saved in another way or with another account
 *
 * Takes it out of the keyring where no environment has it any more.
 */
void ferry_workspace_drop_account (FerryWorkspace *self, FerryProfile *profile, const char *before);

/** ferry_workspace_watch_access: what can't be kept of @access is told by `keyring-message` from now on */
void ferry_workspace_watch_access (FerryWorkspace *self, FerryAccess *access);

/** ferry_workspace_note: writes into the journal what was done to @profile: @action: one of `FERRY_JOURNAL_*` */
void ferry_workspace_note (FerryWorkspace *self, FerryProfile *profile, const char *action);

/** ferry_workspace_tell_keyring: @error: (nullable): how it went with the keyring the last time */
void ferry_workspace_tell_keyring (FerryWorkspace *self, const GError *error);

G_END_DECLS
