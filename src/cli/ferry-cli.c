/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "ferry-error.h"
#include "ferry-keyring.h"
#include "ferry-profile-file.h"

struct _FerryCli
{
  FerryCliOptions options;
  FerryConsole *console;
  GCancellable *cancellable;
  guint interrupt_id;
  guint terminate_id;
  guint timeout_id;
  gboolean time_over;
  FerryWorkspace *workspace;
  FerryEnvironment *environment; /* (unowned): the one found last */
};

/* ---- Being interrupted ---- */

static gboolean
on_signal (gpointer user_data)
{
  FerryCli *self = user_data;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      /* What was sent is in the journal, and is settled the next time that somebody looks. */
      ferry_console_warn (self->console, "%s", _ ("Interrupted twice: not waiting for anything any more."));
      _exit (FERRY_EXIT_INTERRUPTED);
    }
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_time_over (gpointer user_data)
{
  FerryCli *self = user_data;

  self->timeout_id = 0;
  self->time_over = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

void
ferry_cli_explain_cancel (FerryCli *self, GError **error)
{
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (error);
  if (self->time_over)
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_TIME_OVER,
                 g_dngettext (GETTEXT_PACKAGE, "Not done within %d second.", "Not done within %d seconds.",
                              (gulong) self->options.timeout),
                 self->options.timeout);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Interrupted."));
}

FerryCli *
ferry_cli_new (const FerryCliOptions *options)
{
  FerryCli *self = g_new0 (FerryCli, 1);

  self->options = *options;
  self->options.environment = g_strdup (options->environment);
  self->options.profiles = g_strdup (options->profiles);
  self->console = ferry_console_new ();
  ferry_console_set_color (self->console, options->color);
  ferry_console_set_quiet (self->console, options->quiet);
  self->cancellable = g_cancellable_new ();
  self->interrupt_id = g_unix_signal_add (SIGINT, on_signal, self);
  self->terminate_id = g_unix_signal_add (SIGTERM, on_signal, self);
  if (options->timeout > 0)
    self->timeout_id = g_timeout_add_seconds ((guint) options->timeout, on_time_over, self);
  return self;
}

void
ferry_cli_free (FerryCli *self)
{
  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  g_clear_handle_id (&self->terminate_id, g_source_remove);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->cancellable);
  ferry_console_free (self->console);
  g_free (self->options.environment);
  g_free (self->options.profiles);
  g_free (self);
}

const FerryCliOptions *
ferry_cli_get_options (FerryCli *self)
{
  return &self->options;
}

FerryConsole *
ferry_cli_get_console (FerryCli *self)
{
  return self->console;
}

GCancellable *
ferry_cli_get_cancellable (FerryCli *self)
{
  return self->cancellable;
}

FerryCliTable *
ferry_cli_table (FerryCli *self, const char *name, const FerryCliColumn *columns, guint n_columns)
{
  return ferry_cli_table_new (self->console, self->options.format, name, columns, n_columns);
}

FerryCliTable *
ferry_cli_record (FerryCli *self, const char *name, const FerryCliColumn *columns, guint n_columns)
{
  return ferry_cli_table_new_record (self->console, self->options.format, name, columns, n_columns);
}

/* ---- Waiting ---- */

void
ferry_cli_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
ferry_cli_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

gboolean
ferry_cli_iterate (FerryCli *self, GError **error)
{
  g_autoptr (GError) cancelled = NULL;

  if (!g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);
  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &cancelled))
    return TRUE;
  ferry_cli_explain_cancel (self, &cancelled);
  g_propagate_error (error, g_steal_pointer (&cancelled));
  return FALSE;
}

/* ---- The workspace ---- */

char *
ferry_cli_dup_data_folder (void)
{
  const char *folder = g_getenv ("FERRY_DATA_DIR");

  if (folder != NULL && *folder != '\0')
    return g_strdup (folder);
  return g_build_filename (g_get_user_data_dir (), "ferry", NULL);
}

static void
on_settled (FerryCli *self, FerryEnvironment *environment, FerryJournalEntry *entry)
{
  /* Translators: %1$s is an environment, %2$s an action, %3$s what became of it */
  ferry_console_warn (self->console, _ ("“%1$s”: an earlier “%2$s” whose outcome was open: %3$s."),
                      ferry_profile_get_name (ferry_environment_get_profile (environment)),
                      ferry_journal_entry_get_action_label (entry),
                      ferry_outcome_to_label (ferry_journal_entry_get_outcome (entry)));
}

static void
on_trouble (FerryCli *self, FerryEnvironment *environment, const GError *error)
{
  ferry_console_warn (self->console, "“%s”: %s",
                      ferry_profile_get_name (ferry_environment_get_profile (environment)), error->message);
}

FerryWorkspace *
ferry_cli_get_workspace (FerryCli *self, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *notice = NULL;
  g_autoptr (FerrySecretStore) secrets = NULL;

  if (self->workspace != NULL)
    return self->workspace;

  folder = ferry_cli_dup_data_folder ();
  secrets = ferry_keyring_new ();
  if (self->options.profiles != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (self->options.profiles);
      g_autoptr (GPtrArray) profiles = ferry_profile_file_load (file, self->cancellable, error);

      if (profiles == NULL)
        return NULL;
      self->workspace = ferry_workspace_new_for_profiles (folder, secrets, profiles);
    }
  else
    self->workspace = ferry_workspace_new (folder, secrets);
  g_signal_connect_swapped (self->workspace, "settled", G_CALLBACK (on_settled), self);
  g_signal_connect_swapped (self->workspace, "trouble", G_CALLBACK (on_trouble), self);
  g_object_get (self->workspace, "notice", &notice, NULL);
  if (notice != NULL && *notice != '\0')
    ferry_console_warn (self->console, "%s", notice);
  return self->workspace;
}

/* Sandboxes of this call: the next one would find their folders taken while they are still ending. */
static GPtrArray *
list_sandboxes (FerryWorkspace *workspace)
{
  GPtrArray *sandboxes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);
      FerrySandboxProcess *sandbox = ferry_workspace_get_sandbox (workspace, environment);

      if (sandbox != NULL)
        g_ptr_array_add (sandboxes, g_object_ref (sandbox));
    }
  return sandboxes;
}

static gboolean
is_running (FerrySandboxProcess *sandbox)
{
  gboolean running;

  g_object_get (sandbox, "running", &running, NULL);
  return running;
}

void
ferry_cli_close (FerryCli *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sandboxes = NULL;
  g_autoptr (GError) error = NULL;

  ferry_console_end_progress (self->console);
  if (self->workspace == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  sandboxes = list_sandboxes (self->workspace);
  ferry_workspace_close_async (self->workspace, ferry_cli_await_cb, &result);
  if (!ferry_workspace_close_finish (self->workspace, ferry_cli_await (&result), &error))
    ferry_console_warn (self->console, "%s", error->message);
  for (guint i = 0; i < sandboxes->len; i++)
    while (is_running (g_ptr_array_index (sandboxes, i)))
      g_main_context_iteration (NULL, TRUE);
}

/* ---- Environments ---- */

static FerryProfile *
profile_of (FerryEnvironment *environment)
{
  return ferry_environment_get_profile (environment);
}

static char *
join_names (FerryWorkspace *workspace)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspace)); i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      if (i > 0)
        g_string_append (names, _ (", "));
      g_string_append_printf (names, _ ("“%s”"), ferry_profile_get_name (profile_of (environment)));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
set_unchosen (FerryWorkspace *workspace, GError **error)
{
  g_autofree char *names = join_names (workspace);

  if (*names == '\0')
    g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                         _ ("There is no environment yet. “ferryctl env add” adds one, “ferryctl sandbox "
                            "create” one to rehearse on."));
  else
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                 /* Translators: %s is a list of names */
                 _ ("Which environment? Choose one with “-e NAME”: %s."), names);
}

FerryEnvironment *
ferry_cli_find_environment (FerryCli *self, const char *name, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (self, error);
  FerryEnvironment *found = NULL;
  guint n;

  if (workspace == NULL)
    return NULL;
  if (name == NULL)
    name = self->options.environment != NULL ? self->options.environment : g_getenv ("FERRY_ENVIRONMENT");
  n = g_list_model_get_n_items (G_LIST_MODEL (workspace));
  if ((name == NULL || *name == '\0') && n != 1)
    {
      set_unchosen (workspace, error);
      return NULL;
    }

  for (guint i = 0; i < n; i++)
    {
      /* The workspace holds it too. */
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (G_LIST_MODEL (workspace), i);

      if (name != NULL && *name != '\0'
          && g_strcmp0 (ferry_profile_get_name (profile_of (environment)), name) != 0
          && g_strcmp0 (ferry_profile_get_id (profile_of (environment)), name) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                       _ ("Several environments are called “%s”. Choose one by its ID: “ferryctl env list "
                          "--output json”."),
                       name);
          return NULL;
        }
      found = environment;
    }
  if (found == NULL && n == 0)
    {
      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                   /* Translators: %s is a name that was given */
                   _ ("There is no environment “%s”, nor any other yet. “ferryctl env add” adds one."), name);
      return NULL;
    }
  if (found == NULL)
    {
      g_autofree char *names = join_names (workspace);

      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                   /* Translators: %1$s is a name, %2$s a list of names */
                   _ ("There is no environment “%1$s”. There are: %2$s."), name, names);
      return NULL;
    }
  self->environment = found;
  return found;
}

const char *
ferry_cli_get_environment_name (FerryCli *self)
{
  return self->environment != NULL ? ferry_profile_get_name (profile_of (self->environment)) : NULL;
}

/* The database works in order, and so does what it answers: after this, what was begun at opening has been read, and after
 * the same once more, what came of it is written and told. */
static void
await_database (FerryCli *self, FerryEnvironment *environment)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  FerryDatabase *database = ferry_workspace_get_database (self->workspace);

  ferry_database_list_journal_async (database, ferry_profile_get_id (profile_of (environment)), TRUE,
                                     self->cancellable, ferry_cli_await_cb, &result);
  entries = ferry_database_list_journal_finish (database, ferry_cli_await (&result), NULL);
}

gboolean
ferry_cli_open_environment (FerryCli *self, FerryEnvironment *environment, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) cause = NULL;

  self->environment = environment;
  ferry_workspace_connect_async (self->workspace, environment, self->cancellable, ferry_cli_await_cb,
                                 &result);
  if (ferry_workspace_connect_finish (self->workspace, ferry_cli_await (&result), &cause))
    {
      /* Earlier requests whose outcome was open are settled before anything else is done. */
      await_database (self, environment);
      await_database (self, environment);
      return TRUE;
    }
  ferry_cli_explain_cancel (self, &cause);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

FerryEnvironment *
ferry_cli_open (FerryCli *self, GError **error)
{
  FerryEnvironment *environment = ferry_cli_find_environment (self, NULL, error);

  if (environment == NULL || !ferry_cli_open_environment (self, environment, error))
    return NULL;
  return environment;
}
