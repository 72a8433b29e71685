/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"
#include "ferry-user-pair.h"

G_BEGIN_DECLS

/**
 * FerryUserPairing:
 *
 * The on-premises users beside the cloud users that were chosen for them (domain §2.9): what the service has and what
 * waits to be saved. A cloud user is used once: chosen again, it moves.
 *
 * Read-only properties: `n-saved`, `n-to-save` (uint: how far a save under way has come, in choices).
 *
 * Signals: `changed ()`: choices or users are others than before.
 */
#define FERRY_TYPE_USER_PAIRING (ferry_user_pairing_get_type ())
G_DECLARE_FINAL_TYPE (FerryUserPairing, ferry_user_pairing, FERRY, USER_PAIRING, GObject)

FerryUserPairing *ferry_user_pairing_new (void);

/**
 * ferry_user_pairing_update:
 * @mappings: (element-type FerryUserMapping): all of them
 * @users: (element-type FerryCloudUser): all of them
 *
 * Takes over what was read. Choices that wait to be saved stay; where somebody else decided otherwise meanwhile, or a
 * user is gone, the pair has a note that says so.
 */
void ferry_user_pairing_update (FerryUserPairing *self, GPtrArray *mappings, GPtrArray *users);

/** ferry_user_pairing_get_pairs: Returns: (transfer none): the #FerryUserPair objects, by name; they stay the same objects as they are read again */
GListModel *ferry_user_pairing_get_pairs (FerryUserPairing *self);
/** ferry_user_pairing_get_users: Returns: (transfer none): the #FerryCloudUser objects, by name */
GListModel *ferry_user_pairing_get_users (FerryUserPairing *self);
/** ferry_user_pairing_find_holder: Returns: (transfer none) (nullable): the pair that has @user */
FerryUserPair *ferry_user_pairing_find_holder (FerryUserPairing *self, FerryCloudUser *user);

/** ferry_user_pairing_find_user: @many: (out): whether several have that address; Returns: (transfer none) (nullable): who is called @text, or else who alone has that address */
FerryCloudUser *ferry_user_pairing_find_user (FerryUserPairing *self, const char *text, gboolean *many);
/** ferry_user_pairing_find_pair: the same for on-premises users */
FerryUserPair *ferry_user_pairing_find_pair (FerryUserPairing *self, const char *text, gboolean *many);

guint ferry_user_pairing_get_n_pairs (FerryUserPairing *self);
guint ferry_user_pairing_get_n_unmapped (FerryUserPairing *self);
guint ferry_user_pairing_get_n_changed (FerryUserPairing *self);
/** ferry_user_pairing_get_n_renamed: Returns: how many cloud users get another name when the choices are applied */
guint ferry_user_pairing_get_n_renamed (FerryUserPairing *self);

/**
 * ferry_user_pairing_choose:
 * @user: (nullable): %NULL for nobody
 *
 * Returns: (transfer none) (nullable): the pair that had @user until now and has nobody any more
 */
FerryUserPair *ferry_user_pairing_choose (FerryUserPairing *self, FerryUserPair *pair, FerryCloudUser *user);

/**
 * ferry_user_pairing_use_suggestions:
 *
 * Gives each on-premises user that has nobody the cloud user that was suggested for it, or has the same e-mail address,
 * where that is free.
 *
 * Returns: how many
 */
guint ferry_user_pairing_use_suggestions (FerryUserPairing *self);

/** ferry_user_pairing_clear: takes every choice away; Returns: how many there were */
guint ferry_user_pairing_clear (FerryUserPairing *self);

/** ferry_user_pairing_dup_choices: Returns: (transfer full) (element-type utf8 utf8): the id of each mapping → the name of the cloud user, or "" */
GHashTable *ferry_user_pairing_dup_choices (FerryUserPairing *self);
/** ferry_user_pairing_set_choices: @choices: as ferry_user_pairing_dup_choices() has them, each cloud user once; who isn't in it stays as it is */
void ferry_user_pairing_set_choices (FerryUserPairing *self, GHashTable *choices);

/**
 * ferry_user_pairing_read_async:
 *
 * Reads both lists from @environment, as ferry_user_pairing_update() takes them.
 */
void ferry_user_pairing_read_async (FerryUserPairing *self,
                                    FerryEnvironment *environment,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** ferry_user_pairing_read_finish: %FERRY_ERROR_NOT_OFFERED, or what a read fails with; nothing was taken over then */
gboolean ferry_user_pairing_read_finish (FerryUserPairing *self, GAsyncResult *result, GError **error);

/**
 * ferry_user_pairing_save_async:
 *
 * Saves what was changed, one mapping after the other, in an order in which no cloud user is used twice at any moment.
 */
void ferry_user_pairing_save_async (FerryUserPairing *self,
                                    FerryEnvironment *environment,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** ferry_user_pairing_save_finish: where it fails, the error says how many were saved; the others still wait, and the lists should be read again */
gboolean ferry_user_pairing_save_finish (FerryUserPairing *self, GAsyncResult *result, GError **error);

/**
 * ferry_user_pairing_apply_async:
 *
 * Saves what was changed, then has the service rename the cloud users.
 */
void ferry_user_pairing_apply_async (FerryUserPairing *self,
                                     FerryEnvironment *environment,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** ferry_user_pairing_apply_finish: @count: (out): how many were renamed, -1 where the service didn't say; the lists are to be read again */
gboolean
ferry_user_pairing_apply_finish (FerryUserPairing *self, GAsyncResult *result, gint64 *count, GError **error);

G_END_DECLS
