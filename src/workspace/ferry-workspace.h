/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-access.h"
#include "ferry-environment.h"
#include "ferry-profile.h"
#include "ferry-sandbox-process.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryWorkspace:
 *
 * What a program holds while it runs, windows or not: the connection profiles, the keyring, the database,
 * and an environment for each profile. A #GListModel of #FerryEnvironment in the profiles' order. Composes core and
 * auth: gives each environment its authorizer, starts and restarts the process of a sandbox. Opening one
 * is asked for when it is first looked at, or at start for those that were running.
 *
 * Properties: `keyring-message` (string: "" while the keyring works, else what is wrong with it, in a sentence);
 * `notice` (string: "" or what is wrong with the profiles or the database, in a sentence); `running` (boolean: a run
 * goes on somewhere); `sandbox-arguments` (strv, writable: more arguments for sandboxes started from now on).
 *
 * Signals: `run-ended (FerryEnvironment, FerryRun)`, `settled (FerryEnvironment, FerryJournalEntry)`: of any
 * environment; `trouble (FerryEnvironment, GError)`: what happened to it without anybody waiting for it, such as
 * a sandbox that ended; `removed (string)`: the id of a profile that is going, for what remembers something of it.
 */
#define FERRY_TYPE_WORKSPACE (ferry_workspace_get_type ())
G_DECLARE_FINAL_TYPE (FerryWorkspace, ferry_workspace, FERRY, WORKSPACE, GObject)

/**
 * ferry_workspace_new:
 * @folder: where profiles and database are kept, such as the user's data folder's `ferry`
 * @secrets: the keyring, or another store in tests
 */
FerryWorkspace *ferry_workspace_new (const char *folder, FerrySecretStore *secrets);
/**
 * ferry_workspace_new_for_profiles:
 * @profiles: (element-type FerryProfile): such as those of a file that was exported
 *
 * The same with these environments instead of those that are kept in @folder; what is known of them, and their
 * secrets, are found by their ids. Who is signed in is what those in @folder say, of the same id or with the same way of signing in.
 */
FerryWorkspace *
ferry_workspace_new_for_profiles (const char *folder, FerrySecretStore *secrets, GPtrArray *profiles);

FerrySecretStore *ferry_workspace_get_secrets (FerryWorkspace *self);
FerryDatabase *ferry_workspace_get_database (FerryWorkspace *self);
/** ferry_workspace_lookup: Returns: (transfer none) (nullable): the environment of a profile */
FerryEnvironment *ferry_workspace_lookup (FerryWorkspace *self, const char *profile_id);

/**
 * ferry_workspace_add_sandbox_async:
 *
 * Makes a profile for a sandbox where there is none yet, starts its process, opens it. Finishes with the environment.
 */
void ferry_workspace_add_sandbox_async (FerryWorkspace *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/** Returns: (transfer none): the environment */
FerryEnvironment *
ferry_workspace_add_sandbox_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

/**
 * ferry_workspace_create_sandbox:
 * @name: what it is called
 * @data_folder: (nullable): where its databases are to be; %NULL is a folder of its own beside the profiles
 *
 * Makes the profile of one more sandbox, without starting it.
 *
 * Returns: (transfer none) (nullable): the environment; %NULL where the profile couldn't be saved
 */
FerryEnvironment *ferry_workspace_create_sandbox (FerryWorkspace *self,
                                                  const char *name,
                                                  const char *data_folder,
                                                  GError **error);

/**
 * ferry_workspace_add_profile_async:
 * @secret: (nullable): the bearer token, or the application's secret, kept in the keyring; where that isn't possible, in
 *   memory for this session; %NULL goes on with what is known
 *
 * Connects first; only what answers is saved. A profile with a known id is changed instead of added.
 */
void ferry_workspace_add_profile_async (FerryWorkspace *self,
                                        FerryProfile *profile,
                                        const char *secret,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
FerryEnvironment *
ferry_workspace_add_profile_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

/**
 * ferry_workspace_add_access_async:
 * @access: signed in already, or with what was kept of an earlier time
 *
 * The same for an environment whose way in is known: connects first; what answers is saved with its profile, and the sign-in
 * kept. Also how one signs in again: an access of the same profile id takes the place of the old one.
 */
void ferry_workspace_add_access_async (FerryWorkspace *self,
                                       FerryAccess *access,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/** Returns: (transfer none): the environment */
FerryEnvironment *
ferry_workspace_add_access_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

/** ferry_workspace_get_access: Returns: (transfer none) (nullable): the way into @environment; %NULL for a sandbox of this computer */
FerryAccess *ferry_workspace_get_access (FerryWorkspace *self, FerryEnvironment *environment);

/** ferry_workspace_get_accounts: Returns: (transfer none): who is signed in */
FerryAccounts *ferry_workspace_get_accounts (FerryWorkspace *self);

/**
 * ferry_workspace_find_access:
 * @profile: of an environment that is to be connected to
 *
 * What another environment is signed in to with, if it is good for this one: the same way of signing in, the same registration, and the
 * account that @profile names. Where it names none, and several accounts are signed in, there is no telling which is meant.
 *
 * Returns: (transfer none) (nullable): an access whose account may be used; whether it is still good is known after the next request
 */
FerryAccess *ferry_workspace_find_access (FerryWorkspace *self, FerryProfile *profile);

/**
 * ferry_workspace_dup_sign_in_mates:
 *
 * Returns: (transfer full) (element-type FerryEnvironment): all environments that share the sign-in of @environment, itself first:
 *   those that nobody is signed in to any more after ferry_workspace_sign_out_async()
 */
GPtrArray *ferry_workspace_dup_sign_in_mates (FerryWorkspace *self, FerryEnvironment *environment);

/**
 * ferry_workspace_look_again:
 *
 * Where nobody is signed in to @environment: looks once more whether somebody is, as with the other program or after the keyring was unlocked.
 * For when the user asks, not for timers.
 */
void ferry_workspace_look_again (FerryWorkspace *self, FerryEnvironment *environment);

/**
 * ferry_workspace_sign_out_async:
 *
 * Forgets who is signed in to @environment, here and in the keyring: with it for all that share the sign-in
 * (ferry_workspace_dup_sign_in_mates()). The environments stay, with what is known of them.
 */
void ferry_workspace_sign_out_async (FerryWorkspace *self,
                                     FerryEnvironment *environment,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ferry_workspace_sign_out_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

/** ferry_workspace_dup_profiles: Returns: (transfer full) (element-type FerryProfile): of all environments, in their order */
GPtrArray *ferry_workspace_dup_profiles (FerryWorkspace *self);
/**
 * ferry_workspace_import_profiles:
 * @profiles: (element-type FerryProfile): as ferry_profile_file_load() reads them; they belong to the workspace then
 *
 * Adds those environments that aren't known, and changes those that are (ferry_profile_file_find()), without trying the
 * connection: who isn't signed in there is asked to by the environment's state.
 *
 * Returns: whether all were taken; else those before the one that the error names were
 */
gboolean ferry_workspace_import_profiles (FerryWorkspace *self, GPtrArray *profiles, GError **error);

/** ferry_workspace_open: starts what the environment needs (a sandbox's process) and opens it; does nothing where that is under way or done */
void ferry_workspace_open (FerryWorkspace *self, FerryEnvironment *environment);

/**
 * ferry_workspace_connect_async:
 *
 * The same for who can't go on without it: fails where the environment can't be reached now. Cancelled, it closes
 * the environment.
 */
void ferry_workspace_connect_async (FerryWorkspace *self,
                                    FerryEnvironment *environment,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean ferry_workspace_connect_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

/**
 * ferry_workspace_resume:
 *
 * To be called once the first frame is drawn: looks whether the keyring works, opens what is at a real address, and
 * those sandboxes whose last known run was still going on. From then on it follows what other programs write into the journal.
 */
void ferry_workspace_resume (FerryWorkspace *self);

/** ferry_workspace_remove_async: the profile, its secrets and its history; the journal stays. @delete_data: also the data folder of a sandbox */
void ferry_workspace_remove_async (FerryWorkspace *self,
                                   FerryEnvironment *environment,
                                   gboolean delete_data,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean ferry_workspace_remove_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

/** ferry_workspace_get_sandbox: Returns: (transfer none) (nullable): the process behind a sandbox environment */
FerrySandboxProcess *ferry_workspace_get_sandbox (FerryWorkspace *self, FerryEnvironment *environment);

/** ferry_workspace_is_running: Returns: whether a run goes on in any environment: a reason to stay in the background */
gboolean ferry_workspace_is_running (FerryWorkspace *self);

/** ferry_workspace_close_async: ends sandboxes, stops watching, and closes the database after what was to be written */
void ferry_workspace_close_async (FerryWorkspace *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean ferry_workspace_close_finish (FerryWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
