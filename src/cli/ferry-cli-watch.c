/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-watch.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"

/* A run that was taken isn't always in the log at once, and an idle monitor looks only every few minutes. */
#define IMPATIENCE_SECONDS 10

/* ---- Waiting ---- */

static gboolean
check_connection (FerryCli *cli, FerryEnvironment *environment, FerryConnection *last, GError **error)
{
  FerryConnection now = ferry_environment_get_connection (environment);
  FerryConsole *console = ferry_cli_get_console (cli);
  g_autofree char *message = NULL;

  if (now == *last)
    return TRUE;
  g_object_get (environment, "connection-message", &message, NULL);
  if (now == FERRY_CONNECTION_SIGNED_OUT)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_UNAUTHORIZED, "%s", message);
      return FALSE;
    }
  if (now == FERRY_CONNECTION_OFFLINE)
    ferry_console_warn (console, _ ("The connection is lost, and tried again: %s"), message);
  else if (now == FERRY_CONNECTION_ONLINE && *last == FERRY_CONNECTION_OFFLINE)
    ferry_console_say (console, "%s", _ ("The connection is back."));
  *last = now;
  return TRUE;
}

static void
show_progress (FerryCli *cli, FerryEnvironment *environment)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (environment);
  g_autofree char *line = NULL;

  if (!ferry_run_monitor_get_active (monitor))
    return;
  line = g_strdup_printf (
    /* Translators: %1$s is an environment, %2$s what goes on in it */
    _ ("%1$s: %2$s"), ferry_profile_get_name (ferry_environment_get_profile (environment)),
    ferry_run_monitor_get_text (monitor));
  ferry_console_progress (ferry_cli_get_console (cli), ferry_run_monitor_get_fraction (monitor), line);
}

/* Where nobody waits for it any more. */
static void
tell_what_goes_on (FerryCli *cli, FerryEnvironment *environment)
{
  g_autofree char *quoted
    = g_shell_quote (ferry_profile_get_name (ferry_environment_get_profile (environment)));

  if (!g_cancellable_is_cancelled (ferry_cli_get_cancellable (cli)))
    return;
  if (ferry_workspace_get_sandbox (ferry_cli_get_workspace (cli, NULL), environment) != NULL)
    ferry_console_warn (ferry_cli_get_console (cli), "%s",
                        _ ("The sandbox ran for this command only, and ends with what it was doing."));
  else
    /* Translators: a command to type; %s is an environment's name */
    ferry_console_warn (
      ferry_cli_get_console (cli),
      _ ("What was started goes on in the service. “ferryctl status --watch -e %s” follows it."), quoted);
}

gboolean
ferry_cli_wait (FerryCli *cli,
                FerryEnvironment *environment,
                FerryCliUntil until,
                gpointer user_data,
                GError **error)
{
  FerryConnection connection = ferry_environment_get_connection (environment);

  while (!until (environment, user_data))
    {
      show_progress (cli, environment);
      if (!ferry_cli_iterate (cli, error) || !check_connection (cli, environment, &connection, error))
        {
          ferry_console_end_progress (ferry_cli_get_console (cli));
          tell_what_goes_on (cli, environment);
          return FALSE;
        }
    }
  ferry_console_end_progress (ferry_cli_get_console (cli));
  return TRUE;
}

gboolean
ferry_cli_watch_is_quiet (FerryEnvironment *environment, gpointer user_data)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);

  return ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE
         && !ferry_run_monitor_get_active (ferry_environment_get_monitor (environment))
         && !state->run_in_progress && !ferry_migration_state_is_upgrading (state);
}

/* ---- A run ---- */

struct _FerryCliRunWait
{
  FerryCli *cli;
  FerryEnvironment *environment;
  FerryRun *ended;
  gulong handler;
  guint impatience;
};

static void
on_run_ended (FerryCliRunWait *self, FerryRun *run)
{
  g_set_object (&self->ended, run);
}

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ferry_environment_refresh_finish (FERRY_ENVIRONMENT (object), result, NULL);
}

static gboolean
on_impatient (gpointer user_data)
{
  FerryCliRunWait *self = user_data;

  if (!ferry_run_monitor_get_active (ferry_environment_get_monitor (self->environment)))
    ferry_environment_refresh_async (self->environment, NULL, on_refreshed, NULL);
  return G_SOURCE_CONTINUE;
}

FerryCliRunWait *
ferry_cli_run_wait_new (FerryCli *cli, FerryEnvironment *environment)
{
  FerryCliRunWait *self = g_new0 (FerryCliRunWait, 1);

  self->cli = cli;
  self->environment = g_object_ref (environment);
  self->handler = g_signal_connect_swapped (environment, "run-ended", G_CALLBACK (on_run_ended), self);
  return self;
}

void
ferry_cli_run_wait_free (FerryCliRunWait *self)
{
  g_clear_handle_id (&self->impatience, g_source_remove);
  g_clear_signal_handler (&self->handler, self->environment);
  g_clear_object (&self->ended);
  g_clear_object (&self->environment);
  g_free (self);
}

static gboolean
has_ended (FerryEnvironment *environment, gpointer user_data)
{
  FerryCliRunWait *self = user_data;

  /* What is to be done next is mostly refused before the repair is. */
  return self->ended != NULL && ferry_cli_watch_is_quiet (environment, NULL);
}

FerryRun *
ferry_cli_run_wait_finish (FerryCliRunWait *self, GError **error)
{
  self->impatience = g_timeout_add_seconds (IMPATIENCE_SECONDS, on_impatient, self);
  if (!ferry_cli_wait (self->cli, self->environment, has_ended, self, error))
    return NULL;
  return g_object_ref (self->ended);
}
