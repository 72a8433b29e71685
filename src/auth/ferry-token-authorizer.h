/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-authorizer.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryTokenAuthorizer:
 *
 * A bearer token that was given by hand, or is read from a secret store when it is first needed; one look-up
 * serves all who wait. A token that was refused is not offered again: asked to renew, the store is read once
 * more, since somebody may have signed in elsewhere, and without another token this fails with
 * %FERRY_ERROR_UNAUTHORIZED.
 */
#define FERRY_TYPE_TOKEN_AUTHORIZER (ferry_token_authorizer_get_type ())
G_DECLARE_FINAL_TYPE (FerryTokenAuthorizer, ferry_token_authorizer, FERRY, TOKEN_AUTHORIZER, GObject)

/** ferry_token_authorizer_new: @token: the bearer token, without `Bearer` */
FerryAuthorizer *ferry_token_authorizer_new (const char *token);

/** ferry_token_authorizer_new_for_store: reads the %FERRY_SECRET_TOKEN of @environment_id from @store at
 * first use */
FerryAuthorizer *ferry_token_authorizer_new_for_store (FerrySecretStore *store, const char *environment_id);

/** ferry_token_authorizer_set_token: replaces the token, as after a sign-in; @token: (nullable) */
void ferry_token_authorizer_set_token (FerryTokenAuthorizer *self, const char *token);

G_END_DECLS
