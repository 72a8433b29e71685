/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-authorizer.h"

G_DEFINE_INTERFACE (FerryAuthorizer, ferry_authorizer, G_TYPE_OBJECT)

static void
ferry_authorizer_default_init (FerryAuthorizerInterface *iface)
{
}

void
ferry_authorizer_authorize_async (FerryAuthorizer *self,
                                  const char *refused,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (FERRY_IS_AUTHORIZER (self));

  FERRY_AUTHORIZER_GET_IFACE (self)->authorize_async (self, refused, cancellable, callback, user_data);
}

char *
ferry_authorizer_authorize_finish (FerryAuthorizer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (FERRY_IS_AUTHORIZER (self), NULL);

  return FERRY_AUTHORIZER_GET_IFACE (self)->authorize_finish (self, result, error);
}

char *
ferry_authorizer_dup_user (FerryAuthorizer *self)
{
  FerryAuthorizerInterface *iface;

  g_return_val_if_fail (FERRY_IS_AUTHORIZER (self), NULL);

  iface = FERRY_AUTHORIZER_GET_IFACE (self);
  return iface->dup_user != NULL ? iface->dup_user (self) : NULL;
}
