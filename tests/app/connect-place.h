/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-sandbox-process.h"

G_BEGIN_DECLS

#define CONNECT "Connect"
#define NEXT    "Next"
#define SIGN_IN "Sign In"
#define BACK    "Back to how to sign in"
#define NAME    "Contoso on trial"
/* The application that a sandbox knows unless it's told another one. */
#define CLIENT_ID "5a9d7c10-3e42-4b8f-9c61-f2d08e57a4b3"

/* What the tests of the connection dialog stand on: a sandbox that is no sandbox of the application. */
typedef struct
{
  char *folder;
  char *sandbox_folder;
  FerrySandboxProcess *sandbox;
  char *id; /* of the environment that was connected */
} ConnectPlace;

/* ---- A sandbox, and a data folder of the application ---- */

void connect_place_set_up (ConnectPlace *place, gconstpointer unused);
void connect_place_tear_down (ConnectPlace *place, gconstpointer unused);

/* ---- What is on the disk and in the keyring ---- */

/* connect_is_kept: whether a file of the data folder holds @text */
gboolean connect_is_kept (ConnectPlace *place, const char *text);
/* connect_assert_not_stored: the sandbox's token is in no file */
void connect_assert_not_stored (ConnectPlace *place);
/* connect_dup_profiles: Returns: (transfer full): the file of the profiles, or "" */
char *connect_dup_profiles (ConnectPlace *place);
/* connect_look_up_token: Returns: (nullable): the token in the keyring */
char *connect_look_up_token (const char *id, GError **error);
gboolean connect_has_token (ConnectPlace *place, const char *wanted);

/* ---- The dialog ---- */

/* What is chosen on the second page. */
extern char *connect_environment_name;

GListModel *connect_environments (void);
gboolean connect_is_asking (gpointer user_data);
gboolean connect_is_online (gpointer user_data);
void connect_expand (const char *name);
gboolean connect_is_marked (const char *field);

/* connect_open_dialog: from the welcome page */
void connect_open_dialog (void);
/* connect_fill_in: for a token given by hand */
void connect_fill_in (const char *address, const char *tenant, const char *environment, const char *token);
void connect_fill_in_right (ConnectPlace *place);
/* connect_choose_environment: from the list, or types what isn't in it */
void connect_choose_environment (void);
/* connect_try_to_connect: through both pages, as far as one gets */
void connect_try_to_connect (void);
/* connect_expect_message: @message comes, at @field alone, and nothing is kept; @field: (nullable) */
void connect_expect_message (ConnectPlace *place, const char *field, const char *message);
/* connect_expect_refusal: the same, after it was tried */
void connect_expect_refusal (ConnectPlace *place, const char *field, const char *message);
/* connect_rightly: and it is online then */
void connect_rightly (ConnectPlace *place);

G_END_DECLS
