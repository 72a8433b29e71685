/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-cli-secret.h"
#include "ferry-cli.h"

G_BEGIN_DECLS

/** FerryCliSignIn: how to sign in; static, for the options of a command */
typedef struct
{
  gboolean browser;
  gboolean device_code;
  char *client_id;
  char *authority;
  FerryCliSecret token;
  FerryCliSecret client_secret;
} FerryCliSignIn;

/** FERRY_CLI_SIGN_IN_ENTRIES: the options of @variable, for an array of GOptionEntry */
#define FERRY_CLI_SIGN_IN_ENTRIES(variable)                                                                  \
  { "client-id",                                                                                             \
    0,                                                                                                       \
    0,                                                                                                       \
    G_OPTION_ARG_STRING,                                                                                     \
    &(variable).client_id,                                                                                   \
    N_ ("The application (client) ID of your registration"),                                                 \
    N_ ("ID") },                                                                                             \
    { "browser", 0, 0, G_OPTION_ARG_NONE, &(variable).browser, N_ ("Sign in with the browser"), NULL },      \
    { "device-code",                                                                                         \
      0,                                                                                                     \
      0,                                                                                                     \
      G_OPTION_ARG_NONE,                                                                                     \
      &(variable).device_code,                                                                               \
      N_ ("Sign in with a code that is typed into a browser on any device"),                                 \
      NULL },                                                                                                \
    FERRY_CLI_SECRET_ENTRIES ("client-secret", (variable).client_secret,                                     \
                              N_ ("Sign in as an application; read its secret from standard input"),         \
                              N_ ("Sign in as an application; read its secret from a file descriptor")),     \
    FERRY_CLI_SECRET_ENTRIES ("token", (variable).token,                                                     \
                              N_ ("Use a token as it is; read it from standard input"),                      \
                              N_ ("Use a token as it is; read it from a file descriptor")),                  \
  {                                                                                                          \
    "authority", 0, 0, G_OPTION_ARG_STRING, &(variable).authority,                                           \
      N_ ("Where tokens come from, where it isn’t Microsoft Entra ID"), N_ ("ADDRESS")                       \
  }

/** ferry_cli_sign_in_prepare: @profile becomes one that is signed in to as the options say; fails with %FERRY_CLI_ERROR_USAGE where they contradict each other, or say too little */
gboolean ferry_cli_sign_in_prepare (const FerryCliSignIn *self, FerryProfile *profile, GError **error);

/**
 * ferry_cli_sign_in_run:
 *
 * Signs in as @profile says, tries whether the environment answers, saves the profile, and keeps the sign-in in the keyring.
 */
gboolean
ferry_cli_sign_in_run (FerryCli *cli, const FerryCliSignIn *self, FerryProfile *profile, GError **error);

/**
 * ferry_cli_sign_in_reuse:
 * @reused: (out): whether @profile is added, by the sign-in of another environment with the same registration
 *
 * For an environment that is new: looks whether somebody is signed in already. Where that isn't good for it, nothing is said, and
 * ferry_cli_sign_in_run() is next.
 */
gboolean ferry_cli_sign_in_reuse (FerryCli *cli,
                                  const FerryCliSignIn *self,
                                  FerryProfile *profile,
                                  gboolean *reused,
                                  GError **error);

G_END_DECLS
