/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-fixture.h"

G_BEGIN_DECLS

#define CLIENT    SANDBOX_IDENTITY_CLIENT_ID
#define AUTHORIZE "/" FACE_TENANT "/oauth2/v2.0/authorize"
#define TOKENS    "/" FACE_TENANT "/oauth2/v2.0/token"
#define DEVICES   "/" FACE_TENANT "/oauth2/v2.0/devicecode"
#define LOGIN     "/devicelogin"
#define REDIRECT  "http://127.0.0.1:49999/done"
#define RESOURCE  "https://api.businesscentral.dynamics.com/"
#define SCOPE     RESOURCE "Financials.ReadWrite.All offline_access openid profile"
#define VERIFIER  "a-verifier-of-at-least-forty-three-characters-0123456789"
#define STATE     "a state & more"
#define NONCE     "a-nonce"
#define DEVICE    "urn:ietf:params:oauth:grant-type:device_code"

/* What a browser and an application do, by hand. */

/* make_challenge: Returns: (transfer full): S256 of @verifier */
char *make_challenge (const char *verifier);

/* make_request: Returns: (transfer full): the address of a whole request for a code; pairs of names and values
 * replace what is in it, a value of NULL takes it out */
char *make_request (const char *name, ...) G_GNUC_NULL_TERMINATED;

/* get_query: Returns: (transfer full) (nullable): a parameter of the address that @exchange redirects to */
char *get_query (Exchange *exchange, const char *name);

/* get_field: Returns: (transfer full): the value of a hidden field of a page */
char *get_field (Exchange *page, const char *name);

/* find_account: Returns: (transfer full): the id of the user with that name */
char *find_account (ServerFixture *server, const char *user_name);

/* get_code: Returns: (transfer full): a code, signed in as @user_name */
char *get_code (ServerFixture *server, const char *user_name);

/* redeem: what comes of a code */
Exchange *redeem (ServerFixture *server, const char *code);

/* sign_in: Returns: (transfer full): the answer with the tokens, signed in as @user_name */
JsonObject *sign_in (ServerFixture *server, const char *user_name);

/* refresh: what comes of a refresh token */
Exchange *refresh (ServerFixture *server, const char *token);

/* member: a text of an object, which has to be there */
const char *member (JsonObject *object, const char *name);

/* assert_oauth: an error of the token or device code endpoint, in full, with the AADSTS number */
void assert_oauth (Exchange *exchange, guint status, const char *error, guint number);

/* make_super: gives a user SUPER */
void make_super (ServerFixture *server, const char *user_name);

G_END_DECLS
