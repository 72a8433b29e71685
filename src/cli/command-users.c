/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-command.h"
#include "ferry-cli-data.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"
#include "ferry-user-pairing-file.h"
#include "ferry-user-pairing-words.h"

/* Which cloud user is which user of the source (domain §2.9). */

/* ---- Reading ---- */

static FerryUserPairing *
read_pairing (FerryCli *cli, FerryEnvironment **environment, GError **error)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) cause = NULL;

  *environment = ferry_cli_open (cli, error);
  if (*environment == NULL)
    return NULL;
  ferry_user_pairing_read_async (pairing, *environment, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                 &result);
  if (ferry_user_pairing_read_finish (pairing, ferry_cli_await (&result), &cause))
    return g_steal_pointer (&pairing);
  /* The rules say it with the action's name, and what to do instead. */
  if (g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED)
      && !ferry_cli_allow (*environment, FERRY_ACTION_USER_MAPPINGS, error))
    return NULL;
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static const FerryCliColumn columns[] = {
  { "id", NULL, FALSE, FALSE },
  { "sourceUser", N_ ("On-premises user"), FALSE, FALSE },
  { "sourceEmail", N_ ("E-mail"), FALSE, TRUE },
  { "cloudUser", N_ ("Cloud user"), FALSE, FALSE },
  { "cloudEmail", N_ ("Signs in with"), FALSE, TRUE },
  { "suggestedBecause", N_ ("Reason"), FALSE, TRUE },
  { "unsaved", NULL, FALSE, FALSE },
};

typedef gboolean (*PairPredicate) (FerryUserPair *pair);

static void
print_pairs (FerryCli *cli,
             const char *name,
             FerryUserPairing *pairing,
             PairPredicate is_shown,
             const char *empty)
{
  GListModel *pairs = ferry_user_pairing_get_pairs (pairing);
  g_autoptr (FerryCliTable) table = ferry_cli_table (cli, name, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      FerryCloudUser *choice = ferry_user_pair_get_choice (pair);
      const char *chosen = ferry_user_pair_get_choice_name (pair);
      const char *reason = ferry_user_pair_get_reason (pair);

      if (is_shown != NULL && !is_shown (pair))
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table,
                                ferry_record_get_id (FERRY_RECORD (ferry_user_pair_get_mapping (pair))));
      ferry_cli_table_add_text (table, ferry_user_pair_get_name (pair));
      ferry_cli_table_add_text (table, ferry_user_pair_get_email (pair));
      ferry_cli_table_add_text (table, *chosen != '\0' ? chosen : NULL);
      ferry_cli_table_add_text (table,
                                choice != NULL ? ferry_cloud_user_get_authentication_email (choice) : NULL);
      ferry_cli_table_add_text (table, *reason != '\0' ? reason : NULL);
      ferry_cli_table_add_boolean (table, ferry_user_pair_get_changed (pair));
    }
  ferry_cli_table_print (table, empty);
}

static gboolean only_unmapped;
static gboolean only_cloud;

static const GOptionEntry list_options[] = {
  { "unmapped", 0, 0, G_OPTION_ARG_NONE, &only_unmapped, N_ ("Only those who have no cloud user"), NULL },
  { "cloud", 0, 0, G_OPTION_ARG_NONE, &only_cloud, N_ ("List the cloud users instead"), NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
is_unmapped (FerryUserPair *pair)
{
  return *ferry_user_pair_get_choice_name (pair) == '\0';
}

static void
print_cloud (FerryCli *cli, FerryUserPairing *pairing)
{
  static const FerryCliColumn cloud_columns[] = {
    { "userName", N_ ("Cloud user"), FALSE, FALSE },
    { "displayName", N_ ("Name"), FALSE, TRUE },
    { "authenticationEmail", N_ ("Signs in with"), FALSE, TRUE },
    { "state", N_ ("State"), FALSE, FALSE },
    { "sourceUser", N_ ("On-premises user"), FALSE, FALSE },
  };
  GListModel *users = ferry_user_pairing_get_users (pairing);
  g_autoptr (FerryCliTable) table
    = ferry_cli_table (cli, "cloudUsers", cloud_columns, G_N_ELEMENTS (cloud_columns));

  for (guint i = 0; i < g_list_model_get_n_items (users); i++)
    {
      g_autoptr (FerryCloudUser) user = g_list_model_get_item (users, i);
      FerryUserPair *holder = ferry_user_pairing_find_holder (pairing, user);

      if (only_unmapped && holder != NULL)
        continue;
      ferry_cli_table_begin_row (table);
      ferry_cli_table_add_text (table, ferry_cloud_user_get_user_name (user));
      ferry_cli_table_add_text (table, ferry_cloud_user_get_display_name (user));
      ferry_cli_table_add_text (table, ferry_cloud_user_get_authentication_email (user));
      ferry_cli_table_add_text (table, ferry_cloud_user_get_state (user));
      ferry_cli_table_add_text (table, holder != NULL ? ferry_user_pair_get_name (holder) : NULL);
    }
  ferry_cli_table_print (table, _ ("No cloud user is like that."));
}

static gboolean
run_list (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryUserPairing) pairing = read_pairing (cli, &environment, error);

  if (pairing == NULL)
    return FALSE;
  if (only_cloud)
    print_cloud (cli, pairing);
  else
    print_pairs (cli, "users", pairing, only_unmapped ? is_unmapped : NULL,
                 only_unmapped ? _ ("Every on-premises user has a cloud user.")
                               : _ ("There is no on-premises user yet: they come with a run."));
  return TRUE;
}

/* ---- Saving ---- */

static void
on_saved (FerryUserPairing *pairing, GParamSpec *pspec, FerryCli *cli)
{
  guint saved, total;
  g_autofree char *text = NULL;

  g_object_get (pairing, "n-saved", &saved, "n-to-save", &total, NULL);
  if (total == 0)
    return;
  text = g_strdup_printf (
    /* Translators: “3 of 12 choices saved” */
    g_dngettext (GETTEXT_PACKAGE, "%u of %u choice saved", "%u of %u choices saved", total), saved, total);
  ferry_console_progress (ferry_cli_get_console (cli), (double) saved / total, text);
}

/* Shows what is to be saved; with `--dry-run` that is all. */
static gboolean
save (FerryCli *cli, FerryEnvironment *environment, FerryUserPairing *pairing, GError **error)
{
  guint n = ferry_user_pairing_get_n_changed (pairing);
  gboolean dry = ferry_cli_get_options (cli)->dry_run;
  g_autoptr (GAsyncResult) result = NULL;
  gboolean done;

  if (!ferry_cli_allow (environment, FERRY_ACTION_USER_MAPPINGS, error))
    return FALSE;
  print_pairs (cli, dry ? "dryRun" : "users", pairing, ferry_user_pair_get_changed,
               _ ("Nothing is changed by that."));
  if (n == 0 || dry)
    return TRUE;
  g_signal_connect (pairing, "notify::n-saved", G_CALLBACK (on_saved), cli);
  ferry_user_pairing_save_async (pairing, environment, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                 &result);
  done = ferry_user_pairing_save_finish (pairing, ferry_cli_await (&result), error);
  g_signal_handlers_disconnect_by_data (pairing, cli);
  ferry_console_end_progress (ferry_cli_get_console (cli));
  if (done)
    ferry_console_say (
      ferry_cli_get_console (cli),
      g_dngettext (GETTEXT_PACKAGE,
                   "%u choice was saved. “ferryctl users apply” renames cloud users by them.",
                   "%u choices were saved. “ferryctl users apply” renames cloud users by them.", n),
      n);
  return done;
}

static FerryUserPair *
find_pair (FerryUserPairing *pairing, const char *text, GError **error)
{
  gboolean many;
  FerryUserPair *pair = ferry_user_pairing_find_pair (pairing, text, &many);

  if (pair == NULL && many)
    ferry_cli_usage (error, _ ("Several on-premises users have the address “%s”. Give the user’s name."),
                     text);
  else if (pair == NULL)
    ferry_cli_usage (error, _ ("There is no on-premises user “%s”. “ferryctl users list” lists them."), text);
  return pair;
}

static FerryCloudUser *
find_user (FerryUserPairing *pairing, const char *text, GError **error)
{
  gboolean many;
  FerryCloudUser *user = ferry_user_pairing_find_user (pairing, text, &many);

  if (user == NULL && many)
    ferry_cli_usage (error, _ ("Several cloud users have the address “%s”. Give the user’s name."), text);
  else if (user == NULL)
    ferry_cli_usage (error, _ ("There is no cloud user “%s”. “ferryctl users list --cloud” lists them."),
                     text);
  return user;
}

static gboolean to_nobody;

static const GOptionEntry map_options[] = {
  { "nobody", 0, 0, G_OPTION_ARG_NONE, &to_nobody, N_ ("Take the cloud user away"), NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
run_map (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryUserPairing) pairing = NULL;
  FerryUserPair *pair, *loser;
  FerryCloudUser *user = NULL;

  if ((arguments[1] != NULL) == (to_nobody != FALSE))
    return ferry_cli_usage (error, "%s", _ ("Give a cloud user or “--nobody”."));
  pairing = read_pairing (cli, &environment, error);
  if (pairing == NULL || (pair = find_pair (pairing, arguments[0], error)) == NULL
      || (!to_nobody && (user = find_user (pairing, arguments[1], error)) == NULL))
    return FALSE;
  loser = ferry_user_pairing_choose (pairing, pair, user);
  if (loser != NULL)
    ferry_console_say (ferry_cli_get_console (cli),
                       /* Translators: the cloud user, and the on-premises user whose it was until now */
                       _ ("“%1$s” is taken from “%2$s”."), ferry_cloud_user_get_user_name (user),
                       ferry_user_pair_get_name (loser));
  return save (cli, environment, pairing, error);
}

static gboolean
run_suggest (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryUserPairing) pairing = read_pairing (cli, &environment, error);

  if (pairing == NULL)
    return FALSE;
  ferry_user_pairing_use_suggestions (pairing);
  return save (cli, environment, pairing, error);
}

/* ---- Files ---- */

static gboolean
run_import (FerryCli *cli, char **arguments, GError **error)
{
  g_autoptr (GBytes) bytes = ferry_cli_read_file (cli, arguments[0], error);
  FerryEnvironment *environment;
  g_autoptr (FerryUserPairing) pairing = NULL;
  g_autoptr (GHashTable) choices = NULL;
  gsize size;
  const char *data;

  if (bytes == NULL || (pairing = read_pairing (cli, &environment, error)) == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  choices = ferry_user_pairing_file_parse (pairing, data, size, error);
  if (choices == NULL)
    return FALSE;
  ferry_user_pairing_set_choices (pairing, choices);
  return save (cli, environment, pairing, error);
}

static gboolean
run_export (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryUserPairing) pairing = read_pairing (cli, &environment, error);
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (pairing == NULL)
    return FALSE;
  text = ferry_user_pairing_file_format (pairing);
  bytes = g_bytes_new_take (text, strlen (text));
  return ferry_cli_write_file (cli, arguments[0], bytes, error);
}

/* ---- Applying ---- */

static void
warn_before (FerryConsole *console, FerryUserPairing *pairing, const FerryMigrationState *state)
{
  g_autofree char *second = ferry_user_pairing_dup_second_time (state);
  g_autofree char *unmapped = ferry_user_pairing_dup_unmapped (pairing);
  const char *links = ferry_user_pairing_get_links_first (state);

  if (second != NULL)
    ferry_console_warn (console, "%s", second);
  if (links != NULL)
    ferry_console_warn (console, "%s", links);
  if (unmapped != NULL)
    ferry_console_warn (console, "%s", unmapped);
}

static gboolean
run_apply (FerryCli *cli, char **arguments, GError **error)
{
  FerryEnvironment *environment;
  g_autoptr (FerryUserPairing) pairing = read_pairing (cli, &environment, error);
  g_autofree char *consequence = NULL;
  g_autofree char *question = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 count;

  if (pairing == NULL || !ferry_cli_allow (environment, FERRY_ACTION_USER_MAPPINGS, error))
    return FALSE;
  if (ferry_user_pairing_get_n_unmapped (pairing) == ferry_user_pairing_get_n_pairs (pairing))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE,
                           _ ("No on-premises user has a cloud user: there is nothing to apply."));
      return FALSE;
    }
  warn_before (ferry_cli_get_console (cli), pairing, ferry_environment_get_state (environment));
  consequence = ferry_user_pairing_dup_consequence (pairing);
  if (ferry_cli_get_options (cli)->dry_run)
    {
      ferry_console_say (ferry_cli_get_console (cli), "%s", consequence);
      return ferry_cli_check (cli, environment, FERRY_ACTION_USER_MAPPINGS, NULL, error);
    }
  /* Translators: %s are sentences that say what happens */
  question = g_strdup_printf (_ ("%s Apply the user mappings?"), consequence);
  if (!ferry_cli_confirm (cli, question, error))
    return FALSE;
  ferry_user_pairing_apply_async (pairing, environment, ferry_cli_get_cancellable (cli), ferry_cli_await_cb,
                                  &result);
  if (!ferry_user_pairing_apply_finish (pairing, ferry_cli_await (&result), &count, error))
    return FALSE;
  sentence = count < 0 ? g_strdup (_ ("The cloud users are renamed."))
                       : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u cloud user was renamed.",
                                                       "%u cloud users were renamed.", (gulong) count),
                                          (guint) count);
  ferry_cli_print_count (cli, "renamedUsers", count, sentence);
  return TRUE;
}

/* ---- Permissions ---- */

static gboolean
run_permissions (FerryCli *cli, char **arguments, GError **error)
{
  gboolean keep = g_str_equal (arguments[0], "keep");
  FerryEnvironment *environment;

  if (!keep && !g_str_equal (arguments[0], "remove"))
    return ferry_cli_usage (error, _ ("“%s” isn’t a choice: it can be keep or remove."), arguments[0]);
  environment = ferry_cli_open (cli, error);
  if (environment == NULL || !ferry_cli_allow (environment, FERRY_ACTION_KEEP_USER_PERMISSIONS, error))
    return FALSE;
  if (keep
      && !ferry_cli_confirm (cli,
                             _ ("Users who keep their permissions can work in migrated companies, and the "
                                "next run may overwrite what they enter. Keep them at the next set-up?"),
                             error))
    return FALSE;
  return ferry_cli_order (cli, environment, ferry_order_new_keep_permissions (keep), NULL, error);
}

#define LISTS   (FERRY_CLI_ENVIRONMENT | FERRY_CLI_PRINTS)
#define CHANGES (LISTS | FERRY_CLI_ACTS)

const FerryCliCommand ferry_cli_user_commands[] = {
  { "users list", NULL, N_ ("List on-premises users and the cloud users chosen for them"), NULL, LISTS,
    list_options, 0, 0, run_list },
  { "users map", N_ ("USER [CLOUD-USER]"), N_ ("Choose the cloud user of an on-premises user"),
    N_ ("Both are given by name or e-mail address. A cloud user is used once: chosen again, it moves."),
    CHANGES, map_options, 1, 2, run_map },
  { "users suggest", NULL, N_ ("Choose cloud users that match by identity or e-mail address"),
    N_ ("Only for on-premises users who have none. With “--dry-run” the matches are shown."), CHANGES, NULL,
    0, 0, run_suggest },
  { "users import", N_ ("FILE"), N_ ("Choose cloud users by a CSV file"),
    N_ ("Two columns: the on-premises user and the cloud user, by name or e-mail address. “-” is standard "
        "input. What isn’t understood is an error with its line, and nothing is changed then."),
    CHANGES, NULL, 1, 1, run_import },
  { "users export", N_ ("[FILE]"), N_ ("Write the choices to a CSV file"), NULL, FERRY_CLI_ENVIRONMENT, NULL,
    0, 1, run_export },
  { "users apply", NULL, N_ ("Rename the cloud users to match"),
    N_ ("Meant to be done once a migration, after record links were migrated. It can’t be undone."),
    CHANGES | FERRY_CLI_ASKS, NULL, 0, 0, run_apply },
  { "users permissions", N_ ("keep|remove"), N_ ("Say whether the next set-up keeps users’ permissions"),
    NULL, CHANGES | FERRY_CLI_ASKS, NULL, 1, 1, run_permissions },
  FERRY_CLI_COMMAND_NULL,
};
