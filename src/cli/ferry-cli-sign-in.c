/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-sign-in.h"

#include <glib/gi18n-lib.h>

#include "ferry-access.h"
#include "ferry-error.h"

/* ---- What the options say ---- */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
find_way (const FerryCliSignIn *self, FerryProfile *profile, FerrySignIn *way, GError **error)
{
  gboolean with_token = ferry_cli_secret_is_given (&self->token);
  gboolean with_secret = ferry_cli_secret_is_given (&self->client_secret);
  int ways = !!self->browser + !!self->device_code + !!with_token + !!with_secret;

  if (ways > 1)
    return refuse (error,
                   _ ("There is one way to sign in at a time: the browser, a device code, an application’s "
                      "secret or a token."));
  *way = with_token          ? FERRY_SIGN_IN_TOKEN
         : with_secret       ? FERRY_SIGN_IN_APPLICATION
         : self->device_code ? FERRY_SIGN_IN_DEVICE_CODE
         : self->browser     ? FERRY_SIGN_IN_BROWSER
         : self->client_id != NULL && ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_TOKEN
           ? FERRY_SIGN_IN_BROWSER
           : ferry_profile_get_sign_in (profile);
  if (*way == FERRY_SIGN_IN_TOKEN && !with_token)
    return refuse (error,
                   _ ("Say how to sign in: with “--client-id” of your registration, or with a token by "
                      "“--token-stdin”."));
  if (*way == FERRY_SIGN_IN_APPLICATION && !with_secret)
    return refuse (error,
                   _ ("The application’s secret is missing: hand it over with “--client-secret-stdin” or "
                      "“--client-secret-fd”."));
  if (*way != FERRY_SIGN_IN_TOKEN && self->client_id == NULL
      && *ferry_profile_get_client_id (profile) == '\0')
    return refuse (error,
                   _ ("The registration’s ID is missing: “--client-id” takes it, as the portal shows it."));
  return TRUE;
}

gboolean
ferry_cli_sign_in_prepare (const FerryCliSignIn *self, FerryProfile *profile, GError **error)
{
  FerrySignIn way;

  if (!find_way (self, profile, &way, error))
    return FALSE;
  g_object_set (profile, "sign-in", way, NULL);
  if (self->client_id != NULL)
    g_object_set (profile, "client-id", self->client_id, NULL);
  if (self->authority != NULL)
    g_object_set (profile, "authority", self->authority, NULL);
  return way == FERRY_SIGN_IN_TOKEN || ferry_access_check (profile, NULL, error);
}

/* ---- What is said meanwhile ---- */

static void
on_open_uri (FerryCli *cli, const char *uri, FerryAccess *access)
{
  FerryConsole *console = ferry_cli_get_console (cli);

  if (g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, ferry_cli_get_cancellable (cli), NULL, NULL);
  /* Said in any case, also when quiet: without it nobody can go on. */
  ferry_console_warn (console, _ ("Sign in in the browser. Where none opens, open this address: %s"), uri);
}

static void
on_code_known (FerryCli *cli, GParamSpec *pspec, FerryAccess *access)
{
  const char *code = ferry_access_get_user_code (access);

  if (*code != '\0')
    ferry_console_warn (ferry_cli_get_console (cli),
                        /* Translators: %1$s is an address, %2$s a code */
                        _ ("Open %1$s in any browser, and type the code %2$s."),
                        ferry_access_get_verification_uri (access), code);
}

/* ---- Signing in ---- */

static gboolean
take_secret (FerryCli *cli, const FerryCliSignIn *self, FerryAccess *access, GError **error)
{
  gboolean with_token = ferry_cli_secret_is_given (&self->token);
  char *secret;

  if (!with_token && !ferry_cli_secret_is_given (&self->client_secret))
    return TRUE;
  secret = ferry_cli_secret_read (with_token ? &self->token : &self->client_secret,
                                  with_token ? _ ("the token") : _ ("the application’s secret"),
                                  ferry_cli_get_cancellable (cli), error);
  if (secret == NULL)
    return FALSE;
  ferry_access_set_secret (access, secret);
  ferry_secret_free (secret);
  return TRUE;
}

static gboolean
sign_in (FerryCli *cli, FerryAccess *access, FerryProfile *profile, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gulong opens = g_signal_connect_swapped (access, "open-uri", G_CALLBACK (on_open_uri), cli);
  gulong codes = g_signal_connect_swapped (access, "notify::user-code", G_CALLBACK (on_code_known), cli);
  gboolean done;

  ferry_access_sign_in_async (access, ferry_profile_get_sign_in (profile) == FERRY_SIGN_IN_DEVICE_CODE,
                              ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  done = ferry_access_sign_in_finish (access, ferry_cli_await (&result), error);
  g_signal_handler_disconnect (access, opens);
  g_signal_handler_disconnect (access, codes);
  return done;
}

static gboolean
keep (FerryCli *cli, FerryAccess *access, FerryAccounts *accounts, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_access_keep_async (access, accounts, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  if (ferry_access_keep_finish (access, ferry_cli_await (&result), error))
    return TRUE;
  g_prefix_error (error, "%s ", _ ("The sign-in was accepted, but can’t be kept for the next command."));
  return FALSE;
}

static void
say_signed_in (FerryCli *cli, FerryProfile *profile)
{
  const char *account = ferry_profile_get_account (profile);

  if (*account != '\0')
    /* Translators: %1$s is an environment, %2$s an account */
    ferry_console_say (ferry_cli_get_console (cli), _ ("Signed in to “%1$s” as %2$s."),
                       ferry_profile_get_name (profile), account);
  else
    ferry_console_say (ferry_cli_get_console (cli), _ ("Signed in to “%s”."),
                       ferry_profile_get_name (profile));
}

gboolean
ferry_cli_sign_in_run (FerryCli *cli, const FerryCliSignIn *self, FerryProfile *profile, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  g_autoptr (FerryAccess) access = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (workspace == NULL || (access = ferry_access_new (profile, NULL, error)) == NULL
      || !take_secret (cli, self, access, error) || !sign_in (cli, access, profile, error))
    return FALSE;
  ferry_workspace_add_access_async (workspace, access, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                    &result);
  if (ferry_workspace_add_access_finish (workspace, ferry_cli_await (&result), error) == NULL
      || !keep (cli, access, ferry_workspace_get_accounts (workspace), error))
    return FALSE;
  say_signed_in (cli, profile);
  return TRUE;
}

gboolean
ferry_cli_sign_in_reuse (FerryCli *cli,
                         const FerryCliSignIn *self,
                         FerryProfile *profile,
                         gboolean *reused,
                         GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) cause = NULL;

  *reused = FALSE;
  if (workspace == NULL)
    return FALSE;
  if (ferry_cli_secret_is_given (&self->token) || ferry_cli_secret_is_given (&self->client_secret)
      || ferry_workspace_find_access (workspace, profile) == NULL)
    return TRUE;
  ferry_workspace_add_profile_async (workspace, profile, NULL, ferry_cli_get_cancellable (cli),
                                     ferry_cli_await_cb, &result);
  if (ferry_workspace_add_profile_finish (workspace, ferry_cli_await (&result), &cause) != NULL)
    {
      *reused = TRUE;
      say_signed_in (cli, profile);
      return TRUE;
    }
  /* Over, or not good for this environment: somebody signs in, whoever it is. */
  g_object_set (profile, "account", "", NULL);
  if (g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED)
      || g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_FORBIDDEN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
