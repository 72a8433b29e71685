/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "ferry-error.h"
#include "ferry-runtime-keys.h"

/* The integration runtime's authentication keys (domain §2.10): secrets, which go only where somebody said so. */

static gboolean show;
static int to_fd;

static const GOptionEntry options[] = {
  { "show", 0, 0, G_OPTION_ARG_NONE, &show, N_ ("Write the keys to standard output"), NULL },
  { "key-fd", 0, 0, G_OPTION_ARG_INT, &to_fd, N_ ("Write the primary key to this file descriptor"),
    N_ ("FD") },
  G_OPTION_ENTRY_NULL,
};

/* ---- Where a key goes ---- */

static gboolean
write_to_fd (const char *key, GError **error)
{
  const char *parts[] = { key, "\n" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    for (gsize done = 0, length = strlen (parts[i]); done < length;)
      {
        gssize written = write (to_fd, parts[i] + done, length - done);

        if (written < 0 && errno == EINTR)
          continue;
        if (written <= 0)
          return ferry_cli_usage (error,
                                  /* Translators: %1$d is a number, %2$s why */
                                  _ ("The key can’t be written to descriptor %1$d: %2$s"), to_fd,
                                  g_strerror (errno));
        done += (gsize) written;
      }
  return TRUE;
}

static const char *
source_to_nick (FerryKeySource source)
{
  switch (source)
    {
    case FERRY_KEY_SOURCE_SERVICE:
      return "service";
    case FERRY_KEY_SOURCE_KEYRING:
      return "keyring";
    case FERRY_KEY_SOURCE_NONE:
    default:
      return NULL;
    }
}

static const char *
source_to_label (FerryKeySource source)
{
  switch (source)
    {
    case FERRY_KEY_SOURCE_SERVICE:
      return _ ("The service");
    case FERRY_KEY_SOURCE_KEYRING:
      return _ ("The keyring");
    case FERRY_KEY_SOURCE_NONE:
    default:
      return NULL;
    }
}

/* Without `--show` there is no column for a key at all. */
static void
print_keys (FerryCli *cli, FerryRuntimeKeys *keys)
{
  static const FerryCliColumn columns[] = {
    { "runtimeName", N_ ("Runtime"), FALSE, FALSE },
    { "source", N_ ("Known from"), FALSE, FALSE },
    { "primaryKey", N_ ("Primary key"), FALSE, FALSE },
    { "secondaryKey", N_ ("Secondary key"), FALSE, FALSE },
  };
  FerryKeySource source = ferry_runtime_keys_get_source (keys);
  const char *secondary = ferry_runtime_keys_get_secondary (keys);
  g_autoptr (FerryCliTable) table
    = ferry_cli_record (cli, "runtimeKey", columns, G_N_ELEMENTS (columns) - (show ? 0 : 2));

  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, ferry_runtime_keys_get_runtime_name (keys));
  ferry_cli_table_add_choice (table, source_to_nick (source), source_to_label (source), FERRY_STYLE_NEUTRAL);
  if (show)
    {
      ferry_cli_table_add_text (table, ferry_runtime_keys_get_primary (keys));
      ferry_cli_table_add_text (table, secondary != NULL && *secondary != '\0' ? secondary : NULL);
    }
  ferry_cli_table_print (table, NULL);
}

static void
warn_of_keyring (FerryCli *cli, FerryRuntimeKeys *keys)
{
  const GError *trouble = ferry_runtime_keys_get_keyring_error (keys);

  if (trouble != NULL && ferry_runtime_keys_get_source (keys) == FERRY_KEY_SOURCE_SERVICE)
    ferry_console_warn (ferry_cli_get_console (cli), _ ("The key isn’t kept in the keyring: %s"),
                        trouble->message);
}

static gboolean
hand_over (FerryCli *cli, FerryRuntimeKeys *keys, GError **error)
{
  warn_of_keyring (cli, keys);
  if (to_fd > 0 && !write_to_fd (ferry_runtime_keys_get_primary (keys), error))
    return FALSE;
  print_keys (cli, keys);
  if (!show && to_fd <= 0)
    ferry_console_say (ferry_cli_get_console (cli), "%s",
                       _ ("“--show” writes the keys to standard output, “--key-fd” to a descriptor."));
  return TRUE;
}

static FerryRuntimeKeys *
open_keys (FerryCli *cli, FerryEnvironment **environment, GError **error)
{
  FerryWorkspace *workspace = ferry_cli_get_workspace (cli, error);

  if (workspace == NULL || (*environment = ferry_cli_open (cli, error)) == NULL)
    return NULL;
  return ferry_runtime_keys_new (*environment, ferry_workspace_get_secrets (workspace));
}

/* ---- The commands ---- */

/* Why there is no key: what the service says, else what the keyring does. */
static gboolean
fail_without (FerryEnvironment *environment, FerryRuntimeKeys *keys, GError **error)
{
  const GError *service = ferry_runtime_keys_get_service_error (keys);
  const GError *keyring = ferry_runtime_keys_get_keyring_error (keys);

  if (keyring != NULL)
    g_propagate_error (error, g_error_copy (keyring));
  else if (service != NULL && !g_error_matches (service, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED))
    g_propagate_error (error, g_error_copy (service));
  else
    g_set_error (
      error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED,
      _ ("The keyring has no runtime service key of “%s”, and the environment doesn’t tell one. Get "
         "it in Business Central instead."),
      ferry_profile_get_name (ferry_environment_get_profile (environment)));
  return FALSE;
}

static gboolean
run_get (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryRuntimeKeys) keys = open_keys (cli, &environment, error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) cancelled = NULL;

  if (keys == NULL || !ferry_cli_allow (environment, FERRY_ACTION_GET_RUNTIME_KEY, error))
    return FALSE;
  ferry_runtime_keys_read_async (keys, ferry_cli_get_cancellable (cli), ferry_cli_await_cb, &result);
  if (ferry_runtime_keys_read_finish (keys, ferry_cli_await (&result), &cancelled))
    return hand_over (cli, keys, error);
  if (cancelled == NULL)
    return fail_without (environment, keys, error);
  g_propagate_error (error, g_steal_pointer (&cancelled));
  return FALSE;
}

static gboolean
run_reset (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryRuntimeKeys) keys = open_keys (cli, &environment, error);
  g_autoptr (GAsyncResult) result = NULL;

  if (keys == NULL || !ferry_cli_allow (environment, FERRY_ACTION_RESET_RUNTIME_KEY, error))
    return FALSE;
  if (ferry_cli_get_options (cli)->dry_run)
    return ferry_cli_check (cli, environment, FERRY_ACTION_RESET_RUNTIME_KEY, NULL, error);
  if (!ferry_cli_confirm (cli, _ ("The old key is refused from then on. Make a new one?"), error))
    return FALSE;
  ferry_runtime_keys_reset_async (keys, ferry_cli_await_cb, &result);
  return ferry_runtime_keys_reset_finish (keys, ferry_cli_await (&result), error)
         && hand_over (cli, keys, error);
}

const FerryCliCommand ferry_cli_key_commands[] = {
  { "key get", NULL, N_ ("Find the key with which an integration runtime registers"),
    N_ ("From the service, or from the keyring where set-up stored it. The key itself is only written where "
        "“--show” or “--key-fd” says so."),
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS, options, 0, 0, run_get },
  { "key reset", NULL, N_ ("Make a new key; the old one is refused from then on"),
    N_ ("The new one is kept in the keyring. A registered runtime gets it by itself."),
    FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS | FERRY_CLI_ACTS | FERRY_CLI_ASKS, options, 0, 0, run_reset },
  FERRY_CLI_COMMAND_NULL,
};
