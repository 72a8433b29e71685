/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli-runs.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Enough to tell runs apart, and to type. */
#define SHORT_ID 8

static const FerryCliColumn columns[] = {
  { "runId", NULL, FALSE, FALSE },
  { "shortId", N_ ("Run"), FALSE, FALSE },
  { "startTime", N_ ("Start time"), FALSE, FALSE },
  { "endTime", NULL, FALSE, FALSE },
  { "seconds", N_ ("Duration"), TRUE, FALSE },
  { "type", N_ ("Type"), FALSE, FALSE },
  { "trigger", NULL, FALSE, FALSE },
  { "status", N_ ("Status"), FALSE, FALSE },
  { "tablesSuccessful", N_ ("Successful"), TRUE, FALSE },
  { "tablesFailed", N_ ("Failed"), TRUE, FALSE },
  { "tablesRemaining", N_ ("Remaining"), TRUE, FALSE },
  { "tablesWithWarnings", N_ ("Warnings"), TRUE, FALSE },
  { "source", NULL, FALSE, FALSE },
  { "details", N_ ("Details"), FALSE, TRUE },
};

FerryCliTable *
ferry_cli_runs_table (FerryCli *cli, gboolean record)
{
  return record ? ferry_cli_record (cli, "run", columns, G_N_ELEMENTS (columns))
                : ferry_cli_table (cli, "runs", columns, G_N_ELEMENTS (columns));
}

static const char *
trigger_to_nick (FerryTriggerType trigger)
{
  switch (trigger)
    {
    case FERRY_TRIGGER_TYPE_SCHEDULED:
      return "scheduled";
    case FERRY_TRIGGER_TYPE_MANUAL:
      return "manual";
    case FERRY_TRIGGER_TYPE_UNKNOWN:
    default:
      return NULL;
    }
}

void
ferry_cli_runs_add (FerryCliTable *table, FerryRun *run)
{
  gint64 start = ferry_run_get_start_time (run);
  gint64 end = ferry_run_get_end_time (run);
  FerryRunStatus status = ferry_run_get_status (run);
  FerryReplicationType type = ferry_run_get_replication_type (run);
  FerryTriggerType trigger = ferry_run_get_trigger_type (run);
  g_autofree char *short_id = g_strndup (ferry_run_get_run_id (run), SHORT_ID);

  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, ferry_run_get_run_id (run));
  ferry_cli_table_add_text (table, short_id);
  ferry_cli_table_add_time (table, start);
  ferry_cli_table_add_time (table, end);
  ferry_cli_table_add_seconds (table, start > 0 && end >= start ? (end - start) / G_USEC_PER_SEC : -1);
  ferry_cli_table_add_choice (table, ferry_replication_type_to_nick (type),
                              ferry_replication_type_to_label (type), FERRY_STYLE_NEUTRAL);
  ferry_cli_table_add_choice (table, trigger_to_nick (trigger), ferry_trigger_type_to_label (trigger),
                              FERRY_STYLE_NEUTRAL);
  ferry_cli_table_add_choice (table, ferry_run_status_to_nick (status), ferry_run_get_status_text (run),
                              ferry_run_status_to_style (status));
  ferry_cli_table_add_count (table, ferry_run_get_tables_successful (run));
  ferry_cli_table_add_bad_count (table, ferry_run_get_tables_failed (run));
  ferry_cli_table_add_count (table, ferry_run_get_tables_remaining (run));
  ferry_cli_table_add_count (table, ferry_run_get_tables_with_warnings (run));
  ferry_cli_table_add_text (table, ferry_run_get_source (run));
  ferry_cli_table_add_text (table, ferry_run_get_details (run));
}

/* ---- Finding one ---- */

static FerryRun *
find_last (GListModel *runs, guint back, GError **error)
{
  guint position = back;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (ferry_run_is_replication (run) && position-- == 0)
        return g_steal_pointer (&run);
    }
  if (back == 0)
    g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE, _ ("There hasn’t been a run yet."));
  else
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                 _ ("There is no run “last~%u”: there haven’t been that many."), back);
  return NULL;
}

FerryRun *
ferry_cli_runs_find (FerryEnvironment *environment, const char *name, GError **error)
{
  GListModel *runs = ferry_environment_get_runs (environment);
  g_autoptr (FerryRun) found = NULL;

  if (g_str_equal (name, "last"))
    return find_last (runs, 0, error);
  if (g_str_has_prefix (name, "last~") && strspn (name + 5, "0123456789") == strlen (name + 5)
      && name[5] != '\0')
    return find_last (runs, (guint) strtoul (name + 5, NULL, 10), error);

  for (guint i = 0; *name != '\0' && i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);
      const char *id = ferry_run_get_run_id (run);

      if (g_ascii_strncasecmp (id, name, strlen (name)) != 0)
        continue;
      if (found != NULL)
        {
          g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                       _ ("Several runs begin with “%s”. Type more of the one that is meant."), name);
          return NULL;
        }
      found = g_steal_pointer (&run);
    }
  if (found == NULL)
    g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                 _ ("There is no run “%s”. “ferryctl runs” lists them; “last” is the last one."), name);
  return g_steal_pointer (&found);
}

gboolean
ferry_cli_runs_judge (FerryRun *run, GError **error)
{
  FerryRunStatus status = ferry_run_get_status (run);
  gint64 failed = ferry_run_get_tables_failed (run);
  g_autofree char *short_id = g_strndup (ferry_run_get_run_id (run), SHORT_ID);

  if (failed > 0)
    {
      g_set_error (
        error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_ENDED_BADLY,
        /* Translators: %2$s is the ID of a run */
        g_dngettext (GETTEXT_PACKAGE, "%1$lu table failed. “ferryctl run details %2$s --failed” tells why.",
                     "%1$lu tables failed. “ferryctl run details %2$s --failed” tells why.", (gulong) failed),
        (gulong) failed, short_id);
      return FALSE;
    }
  if (status == FERRY_RUN_STATUS_FAILED || status == FERRY_RUN_STATUS_UPGRADE_FAILED)
    {
      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_ENDED_BADLY,
                   /* Translators: %1$s is a status such as “Failed”, %2$s what the service says about it */
                   _ ("The run ended: %1$s. %2$s"), ferry_run_get_status_text (run),
                   ferry_run_get_details (run));
      return FALSE;
    }
  return TRUE;
}
