/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/** FerryKeySource: where a runtime service key comes from */
typedef enum
{
  FERRY_KEY_SOURCE_NONE,
  FERRY_KEY_SOURCE_SERVICE,
  FERRY_KEY_SOURCE_KEYRING,
} FerryKeySource;

/**
 * FerryRuntimeKeys:
 *
 * The authentication keys of an environment's integration runtime (domain §2.10): from the service where it tells them,
 * else from the keyring (api-contract §C). What the service tells is kept in the keyring, in the place of what was there.
 */
#define FERRY_TYPE_RUNTIME_KEYS (ferry_runtime_keys_get_type ())
G_DECLARE_FINAL_TYPE (FerryRuntimeKeys, ferry_runtime_keys, FERRY, RUNTIME_KEYS, GObject)

/** ferry_runtime_keys_new: @secrets: (nullable): without it nothing is kept */
FerryRuntimeKeys *ferry_runtime_keys_new (FerryEnvironment *environment, FerrySecretStore *secrets);

/** ferry_runtime_keys_read_async: finds the present keys; what the service or the keyring had against it is told by the getters below */
void ferry_runtime_keys_read_async (FerryRuntimeKeys *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** ferry_runtime_keys_read_finish: Returns: whether there is a key; %FALSE with @error only where it was cancelled */
gboolean ferry_runtime_keys_read_finish (FerryRuntimeKeys *self, GAsyncResult *result, GError **error);

/**
 * ferry_runtime_keys_reset_async:
 *
 * Makes new keys, and keeps them. Goes on when nobody waits for it any more, so that the keyring doesn't go on with a key
 * that is refused.
 */
void
ferry_runtime_keys_reset_async (FerryRuntimeKeys *self, GAsyncReadyCallback callback, gpointer user_data);
/** ferry_runtime_keys_reset_finish: Returns: whether there are new keys; fails with the errors of ferry_environment_order_finish() */
gboolean ferry_runtime_keys_reset_finish (FerryRuntimeKeys *self, GAsyncResult *result, GError **error);

FerryKeySource ferry_runtime_keys_get_source (FerryRuntimeKeys *self);
/** ferry_runtime_keys_get_primary: Returns: (nullable): a secret; until the next reading or resetting */
const char *ferry_runtime_keys_get_primary (FerryRuntimeKeys *self);
/** ferry_runtime_keys_get_secondary: Returns: (nullable): a secret; the keyring has only the first */
const char *ferry_runtime_keys_get_secondary (FerryRuntimeKeys *self);
/** ferry_runtime_keys_get_runtime_name: Returns: (nullable): the integration runtime's; %NULL where it isn't known */
const char *ferry_runtime_keys_get_runtime_name (FerryRuntimeKeys *self);
/** ferry_runtime_keys_get_service_error: Returns: (nullable): why the service didn't tell the keys */
const GError *ferry_runtime_keys_get_service_error (FerryRuntimeKeys *self);
/** ferry_runtime_keys_get_keyring_error: Returns: (nullable): why the keyring couldn't be read, or didn't take the key */
const GError *ferry_runtime_keys_get_keyring_error (FerryRuntimeKeys *self);

G_END_DECLS
