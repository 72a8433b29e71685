/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-approval.h"
#include "sandbox-json.h"
#include "sandbox-options.h"
#include "sandbox-server.h"
#include "sandbox-service.h"
#include "sandbox-serving.h"
#include "sandbox-source.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_KEY_LENGTH 1024

static gboolean
on_signal (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static void wait_for_end_of_input (GInputStream *input, GMainLoop *loop);

static void
on_input (GObject *source, GAsyncResult *result, gpointer data)
{
  GMainLoop *loop = data;
  g_autoptr (GError) error = NULL;
  gssize skipped = g_input_stream_skip_finish (G_INPUT_STREAM (source), result, &error);

  if (skipped > 0)
    wait_for_end_of_input (G_INPUT_STREAM (source), loop);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_main_loop_quit (loop);
  g_main_loop_unref (loop);
}

static void
wait_for_end_of_input (GInputStream *input, GMainLoop *loop)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (input), "cancellable");

  g_input_stream_skip_async (input, 4096, G_PRIORITY_DEFAULT, cancellable, on_input, g_main_loop_ref (loop));
}

/* What a parent process waits for: exactly one line. */
static void
announce (const SandboxOptions *options, SandboxServer *server)
{
  g_autoptr (GString) line = g_string_new ("{\"url\":");
  g_autofree char *authority = g_strdup_printf ("%s/%s", sandbox_server_get_url (server), options->tenant);

  sandbox_json_append_string (line, sandbox_server_get_url (server));
  g_string_append (line, ",\"tenant\":");
  sandbox_json_append_string (line, options->tenant);
  g_string_append (line, ",\"environment\":");
  sandbox_json_append_string (line, options->environment);
  g_string_append (line, ",\"token\":");
  sandbox_json_append_string (line, options->token);
  g_string_append (line, ",\"authority\":");
  sandbox_json_append_string (line, authority);
  g_string_append (line, ",\"clientId\":");
  sandbox_json_append_string (line, options->identity.client_id);
  g_string_append_printf (line, ",\"pid\":%d}", (int) getpid ());
  puts (line->str);
  fflush (stdout);
}

static void
run (const SandboxOptions *options, SandboxServer *server)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint term = g_unix_signal_add (SIGTERM, on_signal, loop);
  guint interrupt = g_unix_signal_add (SIGINT, on_signal, loop);

  if (options->exit_with_stdin)
    {
      input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      g_object_set_data (G_OBJECT (input), "cancellable", cancellable);
      wait_for_end_of_input (input, loop);
    }
  announce (options, server);
  g_main_loop_run (loop);
  g_source_remove (term);
  g_source_remove (interrupt);
  g_cancellable_cancel (cancellable);
}

/* Each with a folder, and so a migration, of its own; the first is the one that the sandbox is for. */
static SandboxEnvironment *
open_environment (const SandboxOptions *options, const char *name, guint index, GError **error)
{
  g_autofree char *folder
    = index == 0 ? g_strdup (options->data) : g_build_filename (options->data, "environments", name, NULL);
  SandboxSeed seed = options->seed;
  SandboxEnvironmentConfig config = {
    .folder = folder,
    .seed = &seed,
    .pace = options->pace,
    .outage = options->outage,
    .router = {
      .tenant = options->tenant,
      .environment = name,
      .style = options->style,
      .published_only = options->published_only,
      .page_size = options->page_size,
      .without = (const char *const *) options->without,
    },
  };

  /* Other companies than the others have. */
  seed.seed += index;
  return sandbox_environment_open (&config, error);
}

static GPtrArray *
open_others (const SandboxOptions *options, GError **error)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_environment_free);

  for (guint i = 0; options->more_environments != NULL && options->more_environments[i] != NULL; i++)
    {
      SandboxEnvironment *other = open_environment (options, options->more_environments[i], i + 1, error);

      if (other == NULL)
        return NULL;
      g_ptr_array_add (others, other);
    }
  return g_steal_pointer (&others);
}

static SandboxAdmin *
make_admin (const SandboxOptions *options, const SandboxEnvironment *environment, GPtrArray *others)
{
  SandboxAdmin *admin = sandbox_admin_new (options->tenant, options->no_admin_center);

  sandbox_admin_add_environment (admin, environment->name, environment->store);
  for (guint i = 0; i < others->len; i++)
    {
      const SandboxEnvironment *other = g_ptr_array_index (others, i);

      sandbox_admin_add_environment (admin, other->name, other->store);
    }
  return admin;
}

static gboolean
serve (const SandboxOptions *options, GError **error)
{
  SandboxServerConfig config = SANDBOX_SERVER_CONFIG_DEFAULT;
  g_autoptr (SandboxServing) serving = NULL;
  g_autoptr (SandboxEnvironment) environment = NULL;
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (SandboxTokens) tokens = NULL;
  g_autoptr (SandboxIdentity) identity = NULL;
  g_autoptr (SandboxAdmin) admin = NULL;
  g_autoptr (SandboxServer) server = NULL;

  serving = sandbox_serving_claim (options->data, error);
  if (serving == NULL)
    return FALSE;
  environment = open_environment (options, options->environment, 0, error);
  if (environment == NULL)
    return FALSE;
  others = open_others (options, error);
  if (others == NULL)
    return FALSE;
  tokens = sandbox_tokens_new (environment->store, options->token_lifetime, options->single_use_refresh);
  identity = sandbox_identity_new (environment->store, tokens, &options->identity);
  if (!sandbox_identity_check (identity, error))
    return FALSE;
  admin = make_admin (options, environment, others);
  config.router = environment->router;
  config.store = environment->store;
  config.engine = environment->engine;
  config.others = others;
  config.tokens = tokens;
  config.identity = identity;
  config.admin = admin;
  config.token = options->token;
  config.rate = options->rate;
  config.faults = options->faults;
  server = sandbox_server_new (&config);
  if (!sandbox_server_listen (server, options->listen, (guint) options->port, error)
      || !sandbox_approval_require (environment->store, options->delegated, sandbox_server_get_url (server),
                                    error))
    return FALSE;

  sandbox_serving_tell (serving, sandbox_server_get_url (server), options->tenant, options->environment,
                        !options->exit_with_stdin);
  run (options, server);
  sandbox_server_stop (server);
  return TRUE;
}

/* What people at the source do meanwhile; a sandbox that runs on the same folder doesn't mind. */
static gboolean
change_source (const SandboxOptions *options, GError **error)
{
  guint third = (guint) options->touch_source / 3;

  if (options->fix_source && !sandbox_source_fix (options->data, options->fix_table, error))
    return FALSE;
  return options->touch_source == 0
         || sandbox_source_touch (options->data, options->seed.seed, third,
                                  (guint) options->touch_source - 2 * third, third, error);
}

/* What the integration runtime does where it is installed; from standard input, for keys are secrets. */
static gboolean
register_runtime (const SandboxOptions *options, GError **error)
{
  g_autoptr (SandboxStore) store = sandbox_store_open (options->data, error);
  char key[MAX_KEY_LENGTH + 1];
  gboolean done;

  if (store == NULL)
    return FALSE;
  if (fgets (key, sizeof key, stdin) == NULL)
    *key = '\0';
  done = sandbox_runtime_register (store, g_strstrip (key), error);
  explicit_bzero (key, sizeof key);
  return done;
}

int
main (int argc, char **argv)
{
  g_autoptr (SandboxOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FERRY_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("ferry-sandbox");
  /* Standard output is for the line that says how to reach the service. */
  g_log_writer_default_set_use_stderr (TRUE);
  options = sandbox_options_parse (&argc, &argv, &error);
  if (options == NULL)
    {
      g_printerr ("ferry-sandbox: %s\n", error->message);
      return 2;
    }
  if (options->version)
    {
      puts ("ferry-sandbox " FERRY_VERSION);
      return EXIT_SUCCESS;
    }
  if (options->verbose)
    g_setenv ("G_MESSAGES_DEBUG", G_LOG_DOMAIN, FALSE);

  if (options->register_runtime)
    done = register_runtime (options, &error);
  else if (options->fix_source || options->touch_source > 0)
    done = change_source (options, &error);
  else
    done = serve (options, &error);
  if (!done)
    {
      g_printerr ("ferry-sandbox: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
