/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-secret-store.h"

#include <libsecret/secret.h>

G_DEFINE_QUARK (ferry - secret - error - quark, ferry_secret_error)

G_DEFINE_INTERFACE (FerrySecretStore, ferry_secret_store, G_TYPE_OBJECT)

static void
ferry_secret_store_default_init (FerrySecretStoreInterface *iface)
{
}

const char *
ferry_secret_kind_to_nick (FerrySecretKind kind)
{
  switch (kind)
    {
    case FERRY_SECRET_TOKEN:
      return "token";
    case FERRY_SECRET_RUNTIME_KEY:
      return "runtime-key";
    case FERRY_SECRET_CONNECTION_STRING:
      return "connection-string";
    case FERRY_SECRET_REFRESH_TOKEN:
      return "refresh-token";
    case FERRY_SECRET_CLIENT_SECRET:
      return "client-secret";
    default:
      g_return_val_if_reached (NULL);
    }
}

void
ferry_secret_store_store_async (FerrySecretStore *self,
                                FerrySecretKind kind,
                                const char *environment_id,
                                const char *name,
                                const char *label,
                                const char *secret,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (environment_id != NULL && name != NULL && label != NULL && secret != NULL);

  FERRY_SECRET_STORE_GET_IFACE (self)->store_async (self, kind, environment_id, name, label, secret,
                                                    cancellable, callback, user_data);
}

gboolean
ferry_secret_store_store_finish (FerrySecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FERRY_IS_SECRET_STORE (self), FALSE);

  return FERRY_SECRET_STORE_GET_IFACE (self)->store_finish (self, result, error);
}

void
ferry_secret_store_lookup_async (FerrySecretStore *self,
                                 FerrySecretKind kind,
                                 const char *environment_id,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (environment_id != NULL);

  FERRY_SECRET_STORE_GET_IFACE (self)->lookup_async (self, kind, environment_id, name, cancellable, callback,
                                                     user_data);
}

char *
ferry_secret_store_lookup_finish (FerrySecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FERRY_IS_SECRET_STORE (self), NULL);

  return FERRY_SECRET_STORE_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
ferry_secret_store_clear_async (FerrySecretStore *self,
                                const char *environment_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (environment_id != NULL);

  FERRY_SECRET_STORE_GET_IFACE (self)->clear_async (self, environment_id, cancellable, callback, user_data);
}

gboolean
ferry_secret_store_clear_finish (FerrySecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FERRY_IS_SECRET_STORE (self), FALSE);

  return FERRY_SECRET_STORE_GET_IFACE (self)->clear_finish (self, result, error);
}

void
ferry_secret_store_forget_async (FerrySecretStore *self,
                                 FerrySecretKind kind,
                                 const char *environment_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (FERRY_IS_SECRET_STORE (self));
  g_return_if_fail (environment_id != NULL);

  FERRY_SECRET_STORE_GET_IFACE (self)->forget_async (self, kind, environment_id, cancellable, callback,
                                                     user_data);
}

gboolean
ferry_secret_store_forget_finish (FerrySecretStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FERRY_IS_SECRET_STORE (self), FALSE);

  return FERRY_SECRET_STORE_GET_IFACE (self)->forget_finish (self, result, error);
}

void
ferry_secret_free (char *secret)
{
  /* Knows locked memory from ordinary, and overwrites both. */
  secret_password_free (secret);
}
