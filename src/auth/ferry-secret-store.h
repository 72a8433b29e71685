/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FERRY_SECRET_ERROR:
 *
 * Errors of a secret store. Callers go on without it and say so: a missing keyring never stops the work.
 */
#define FERRY_SECRET_ERROR (ferry_secret_error_quark ())
GQuark ferry_secret_error_quark (void);

/**
 * FerrySecretError:
 * @FERRY_SECRET_ERROR_UNAVAILABLE: there is no keyring service on this machine or session
 * @FERRY_SECRET_ERROR_LOCKED: the keyring is locked and wasn't unlocked
 * @FERRY_SECRET_ERROR_FAILED: the keyring failed in another way
 */
typedef enum
{
  FERRY_SECRET_ERROR_UNAVAILABLE,
  FERRY_SECRET_ERROR_LOCKED,
  FERRY_SECRET_ERROR_FAILED,
} FerrySecretError;

/**
 * FerrySecretKind:
 * @FERRY_SECRET_TOKEN: the bearer token of an environment, given by hand; name ""
 * @FERRY_SECRET_RUNTIME_KEY: the authentication key of an integration runtime; name is the runtime's name
 * @FERRY_SECRET_CONNECTION_STRING: the source's connection string, only where the user asked for it; name ""
 * @FERRY_SECRET_REFRESH_TOKEN: what gets new access tokens for somebody who signed in; name ""
 * @FERRY_SECRET_CLIENT_SECRET: the secret of an application that signs in by itself; name ""
 */
typedef enum
{
  FERRY_SECRET_TOKEN,
  FERRY_SECRET_RUNTIME_KEY,
  FERRY_SECRET_CONNECTION_STRING,
  FERRY_SECRET_REFRESH_TOKEN,
  FERRY_SECRET_CLIENT_SECRET,
} FerrySecretKind;

/** ferry_secret_kind_to_nick: Returns: the attribute value, such as `runtime-key` */
const char *ferry_secret_kind_to_nick (FerrySecretKind kind);

/**
 * FerrySecretStore:
 *
 * Where secrets live. A secret is found by kind, environment id and name.
 */
#define FERRY_TYPE_SECRET_STORE (ferry_secret_store_get_type ())
G_DECLARE_INTERFACE (FerrySecretStore, ferry_secret_store, FERRY, SECRET_STORE, GObject)

struct _FerrySecretStoreInterface
{
  GTypeInterface parent_iface;

  void (*store_async) (FerrySecretStore *self,
                       FerrySecretKind kind,
                       const char *environment_id,
                       const char *name,
                       const char *label,
                       const char *secret,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*store_finish) (FerrySecretStore *self, GAsyncResult *result, GError **error);
  void (*lookup_async) (FerrySecretStore *self,
                        FerrySecretKind kind,
                        const char *environment_id,
                        const char *name,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  char *(*lookup_finish) (FerrySecretStore *self, GAsyncResult *result, GError **error);
  void (*clear_async) (FerrySecretStore *self,
                       const char *environment_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*clear_finish) (FerrySecretStore *self, GAsyncResult *result, GError **error);
  void (*forget_async) (FerrySecretStore *self,
                        FerrySecretKind kind,
                        const char *environment_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*forget_finish) (FerrySecretStore *self, GAsyncResult *result, GError **error);
};

/**
 * ferry_secret_store_store_async:
 * @label: what the user sees in the keyring's own application, such as "Ferry: runtime key for Production"
 * @secret: the secret; not kept after the call
 *
 * Stores or replaces a secret.
 */
void ferry_secret_store_store_async (FerrySecretStore *self,
                                     FerrySecretKind kind,
                                     const char *environment_id,
                                     const char *name,
                                     const char *label,
                                     const char *secret,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ferry_secret_store_store_finish (FerrySecretStore *self, GAsyncResult *result, GError **error);

/** ferry_secret_store_lookup_async: @name: (nullable): %NULL finds any of the kind, newest first */
void ferry_secret_store_lookup_async (FerrySecretStore *self,
                                      FerrySecretKind kind,
                                      const char *environment_id,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/**
 * ferry_secret_store_lookup_finish:
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with ferry_secret_free(); %NULL without an
 *   error where there is none
 */
char *ferry_secret_store_lookup_finish (FerrySecretStore *self, GAsyncResult *result, GError **error);

/** ferry_secret_store_clear_async: forgets every secret of an environment, as when it is removed */
void ferry_secret_store_clear_async (FerrySecretStore *self,
                                     const char *environment_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean ferry_secret_store_clear_finish (FerrySecretStore *self, GAsyncResult *result, GError **error);

/** ferry_secret_store_forget_async: forgets the secrets of one kind of an environment, as in a sign-out */
void ferry_secret_store_forget_async (FerrySecretStore *self,
                                      FerrySecretKind kind,
                                      const char *environment_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_secret_store_forget_finish (FerrySecretStore *self, GAsyncResult *result, GError **error);

/** ferry_secret_free: overwrites and frees @secret; does nothing for %NULL */
void ferry_secret_free (char *secret);

G_END_DECLS
