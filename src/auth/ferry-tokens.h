/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryTokens:
 *
 * What the token endpoint gives for a sign-in: an access token, where somebody signed in also a refresh token, and who
 * it was. A plain value, never changed; its memory is overwritten when it is freed.
 */
#define FERRY_TYPE_TOKENS (ferry_tokens_get_type ())
typedef struct _FerryTokens FerryTokens;
GType ferry_tokens_get_type (void);

/**
 * ferry_tokens_new_from_json:
 * @root: (nullable): a token answer (RFC 6749 §5.1)
 * @client_id: whom its id token has to be meant for
 * @nonce: (nullable): what its id token has to hold; %NULL where none was asked for
 *
 * Reads strictly. Where a nonce is given there has to be an id token. Its signature isn't looked at: it came straight
 * from the token endpoint over TLS (OpenID Connect Core §3.1.3.7, 6).
 *
 * Returns: (transfer full): the tokens; %NULL with %FERRY_ERROR_PROTOCOL
 */
FerryTokens *
ferry_tokens_new_from_json (JsonNode *root, const char *client_id, const char *nonce, GError **error);

FerryTokens *ferry_tokens_ref (FerryTokens *self);
void ferry_tokens_unref (FerryTokens *self);

/** ferry_tokens_get_access_token: Returns: the bearer token, without `Bearer` */
const char *ferry_tokens_get_access_token (FerryTokens *self);
/** ferry_tokens_get_refresh_token: Returns: (nullable): %NULL for an application, and where the old one stays good */
const char *ferry_tokens_get_refresh_token (FerryTokens *self);
/** ferry_tokens_get_lifetime: Returns: how long the access token is good from when it was given, in seconds */
guint ferry_tokens_get_lifetime (FerryTokens *self);
/** ferry_tokens_get_account: Returns: who signed in, such as `ada@contoso.com`; "" where the service doesn't tell */
const char *ferry_tokens_get_account (FerryTokens *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTokens, ferry_tokens_unref)

G_END_DECLS
