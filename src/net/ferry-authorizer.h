/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FERRY_TYPE_AUTHORIZER (ferry_authorizer_get_type ())
G_DECLARE_INTERFACE (FerryAuthorizer, ferry_authorizer, FERRY, AUTHORIZER, GObject)

/**
 * FerryAuthorizerInterface:
 * @authorize_async: finds the value of the `Authorization` header for a request
 * @authorize_finish: (transfer full): returns it
 * @dup_user: (nullable): see ferry_authorizer_dup_user(); without it each object is a user of its own
 *
 * What the session asks before each request, so that it needs to know nothing of tokens, and tokens nothing
 * of the wire. The session asks for its own base address only: a bearer token never goes elsewhere.
 */
struct _FerryAuthorizerInterface
{
  GTypeInterface parent_iface;

  void (*authorize_async) (FerryAuthorizer *self,
                           const char *refused,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  char *(*authorize_finish) (FerryAuthorizer *self, GAsyncResult *result, GError **error);
  char *(*dup_user) (FerryAuthorizer *self);
};

/**
 * ferry_authorizer_authorize_async:
 * @self: an authorizer
 * @refused: (nullable): the value that was answered with 401, which must not be given again; %NULL at first. Which one
 *   it was, and not only that there was one: of many requests that were refused together, the first has the token
 *   renewed, and the others are to be given the new one
 * @cancellable: (nullable): a cancellable
 * @callback: called when done
 * @user_data: for @callback
 */
void ferry_authorizer_authorize_async (FerryAuthorizer *self,
                                       const char *refused,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/**
 * ferry_authorizer_authorize_finish:
 *
 * Returns: (transfer full): the header value, such as `Bearer …`; %NULL with %FERRY_ERROR_UNAUTHORIZED
 *   where nobody is signed in
 */
char *ferry_authorizer_authorize_finish (FerryAuthorizer *self, GAsyncResult *result, GError **error);

/**
 * ferry_authorizer_dup_user:
 *
 * Whom the service takes the requests for, such as tenant and account: no secret. It counts and limits requests
 * by user, so that sessions of the same one share what there is.
 *
 * Returns: (transfer full) (nullable): the same for the same user; %NULL where that isn't known
 */
char *ferry_authorizer_dup_user (FerryAuthorizer *self);

G_END_DECLS
