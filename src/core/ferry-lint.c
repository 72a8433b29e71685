/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-lint.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ferry-action-rules.h"
#include "ferry-explanation.h"
#include "ferry-failure-cause.h"
#include "ferry-format.h"
#include "ferry-lint-private.h"
#include "ferry-product.h"
#include "ferry-table-mapping.h"

/* The commonest causes of the last run; the rest is counted. */
#define CAUSES_SHOWN 3

#define RETENTION                                                                                            \
  "SELECT DB_NAME(database_id) AS name, retention_period, retention_period_units_desc FROM "                 \
  "sys.change_tracking_databases;"

void
ferry_lint_finding_free (FerryLintFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->explanation);
  g_free (self->fix);
  g_free (self->snippet);
  g_free (self);
}

FerryStyle
ferry_lint_severity_to_style (FerryLintSeverity severity)
{
  switch (severity)
    {
    case FERRY_LINT_ERROR:
      return FERRY_STYLE_BAD;
    case FERRY_LINT_WARNING:
      return FERRY_STYLE_ATTENTION;
    case FERRY_LINT_ADVICE:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

FerryLintCompany *
ferry_lint_company_new (const char *name, double size, FerryInitStatus init_status, gboolean created)
{
  FerryLintCompany *self = g_new0 (FerryLintCompany, 1);

  self->name = g_strdup (name);
  self->size = size;
  self->init_status = init_status;
  self->created = created;
  return self;
}

void
ferry_lint_company_free (FerryLintCompany *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self);
}

GPtrArray *
ferry_lint_companies_new (GListModel *companies)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_lint_company_free);

  g_return_val_if_fail (G_IS_LIST_MODEL (companies), selected);

  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      if (ferry_company_get_replicate (company))
        g_ptr_array_add (selected, ferry_lint_company_new (ferry_company_get_name (company),
                                                           ferry_company_get_estimated_size (company),
                                                           ferry_company_get_init_status (company),
                                                           ferry_company_get_created (company)));
    }
  return selected;
}

/* ---- Findings ---- */

GPtrArray *
ferry_lint_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_lint_finding_free);
}

void
ferry_lint_add (GPtrArray *findings,
                FerryLintSeverity severity,
                FerryLintSubject subject,
                char *title,
                const char *explanation,
                const char *fix,
                const char *snippet)
{
  FerryLintFinding *finding = g_new0 (FerryLintFinding, 1);

  finding->severity = severity;
  finding->subject = subject;
  finding->title = title;
  finding->explanation = g_strdup (explanation);
  finding->fix = g_strdup (fix);
  finding->snippet = g_strdup (snippet);
  g_ptr_array_add (findings, finding);
}

void
ferry_lint_sort (GPtrArray *findings)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (int severity = FERRY_LINT_ERROR; severity >= FERRY_LINT_ADVICE; severity--)
    for (guint i = 0; i < findings->len; i++)
      if (((const FerryLintFinding *) findings->pdata[i])->severity == (FerryLintSeverity) severity)
        g_ptr_array_add (sorted, findings->pdata[i]);
  if (sorted->len > 0)
    memcpy (findings->pdata, sorted->pdata, sorted->len * sizeof (gpointer));
}

/* ---- Product and versions ---- */

static gboolean
is_product (const FerryLintInput *input, const char *id)
{
  return g_strcmp0 (input->product_id, id) == 0;
}

static void
check_product (GPtrArray *findings, const FerryLintInput *input)
{
  if (input->occasion == FERRY_LINT_SETUP && input->product_id != NULL
      && ferry_product_id_needs_upgrade (input->product_id))
    ferry_lint_add (
      findings, FERRY_LINT_ADVICE, FERRY_LINT_PRODUCT, g_strdup (_ ("A data upgrade follows the copy")),
      _ ("With this product the copied data is turned into the form of the online version, during "
         "which nobody can work in the environment, and which can’t be undone."),
      _ ("Plan a time for it, and rehearse the whole migration in a sandbox environment first."), NULL);
}

/* What stopped the last run as a whole, told in the log. */
static void
check_last_run (GPtrArray *findings, const FerryLintInput *input)
{
  const FerryMigrationState *state = input->state;
  g_autoptr (FerryExplanation) explanation = NULL;
  g_autoptr (FerryExplanation) other_version = NULL;

  if (state->last_status != FERRY_RUN_STATUS_FAILED || state->last_details == NULL)
    return;
  explanation = ferry_explanation_new (NULL, state->last_details, NULL, NULL);
  other_version = ferry_explanation_new ("50018", NULL, NULL, NULL);
  /* Another product than the one that copies without an upgrade settles that. */
  if (explanation == NULL
      || (g_str_equal (explanation->title, other_version->title) && input->product_id != NULL
          && !is_product (input, "DynamicsBC")))
    return;
  ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_SOURCE,
                  /* Translators: why a run failed, such as “Change tracking is off” */
                  g_strdup_printf (_ ("Last run failed: %s"), explanation->title), explanation->meaning,
                  explanation->remedy, explanation->snippet);
}

static void
check_causes (GPtrArray *findings, const FerryLintInput *input)
{
  guint n_more = 0;

  for (guint i = 0; input->causes != NULL && i < input->causes->len; i++)
    {
      const FerryFailureCause *cause = input->causes->pdata[i];
      g_autoptr (FerryExplanation) explanation = NULL;
      g_autofree char *count = ferry_format_count (cause->count);

      explanation = i < CAUSES_SHOWN
                      ? ferry_explanation_new (cause->code, cause->message, cause->company, cause->table)
                      : NULL;
      if (explanation == NULL)
        {
          n_more += cause->count;
          continue;
        }
      ferry_lint_add (
        findings, FERRY_LINT_WARNING, FERRY_LINT_TABLES,
        /* Translators: why tables failed in the last run, and how many: “Value too long for the target: 3 tables” */
        g_strdup_printf (ngettext ("%s: %s table", "%s: %s tables", cause->count), explanation->title, count),
        explanation->meaning, explanation->remedy, explanation->snippet);
    }
  if (n_more > 0)
    ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_TABLES,
                    g_strdup_printf (ngettext ("%u more table failed in the last run",
                                               "%u more tables failed in the last run", n_more),
                                     n_more),
                    _ ("Every run tries failed tables again, and they fail again while the cause is there."),
                    _ ("Open the last run in the migration log, and see for each table what to do."), NULL);
}

/* ---- Before a run ---- */

static void
check_change_tracking (GPtrArray *findings, const FerryLintInput *input)
{
  const FerryMigrationState *state = input->state;
  gint64 days = state->last_start == 0 ? 0 : (state->now - state->last_start) / G_TIME_SPAN_DAY;
  g_autofree char *count = ferry_format_count (days);

  if (input->occasion == FERRY_LINT_SETUP || ferry_action_rules_next_run_is_full (state))
    ferry_lint_add (
      findings, FERRY_LINT_ADVICE, FERRY_LINT_SOURCE, g_strdup (_ ("Keep changes for at least 3 days")),
      _ ("Later runs copy only what has changed, and that is known only as far back as change "
         "tracking at the source reaches."),
      _ ("Check how long the source database keeps its changes, and set it to 3 days or more."), RETENTION);
  else if (input->occasion == FERRY_LINT_REPLICATION && days >= FERRY_LINT_RETENTION_DAYS)
    ferry_lint_add (
      findings, FERRY_LINT_WARNING, FERRY_LINT_SOURCE,
      g_strdup_printf (ngettext ("Last run was %s day ago", "Last run was %s days ago", (gulong) days),
                       count),
      _ ("If the source keeps its changes for a shorter time, every table is copied whole again, and the run "
         "takes as long as the first one."),
      _ ("Compare with the time that the source keeps its changes for; set it so that it reaches from run to "
         "run."),
      RETENTION);
}

static void
check_tables (GPtrArray *findings, const FerryLintInput *input)
{
  const FerryMigrationState *state = input->state;

  if (state->tables_failed > 0)
    {
      g_autofree char *count = ferry_format_count (state->tables_failed);

      ferry_lint_add (
        findings, FERRY_LINT_ADVICE, FERRY_LINT_TABLES,
        g_strdup_printf (
          ngettext ("%s table is blocked", "%s tables are blocked", (gulong) state->tables_failed), count),
        _ ("Tables that failed can’t be read online until a run copies them; this run tries them again."),
        _ ("Correct what made them fail first, or they fail again."), NULL);
    }
  if (state->warnings > 0)
    {
      g_autofree char *count = ferry_format_count (state->warnings);

      ferry_lint_add (
        findings, FERRY_LINT_ADVICE, FERRY_LINT_TABLES,
        g_strdup_printf (
          ngettext ("%s warning needs a look", "%s warnings need a look", (gulong) state->warnings), count),
        _ ("The environment found something that may cost data if the migration goes on."),
        _ ("Open “Warnings” and see how to settle or ignore them."), NULL);
    }
}

static void
check_run (GPtrArray *findings, const FerryLintInput *input)
{
  const FerryMigrationState *state = input->state;

  if (input->occasion == FERRY_LINT_REPLICATION && state->cloud_data_reset && state->has_run)
    ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_TABLES,
                    g_strdup (_ ("Everything is copied again")),
                    _ ("Cloud data was reset. What was changed online since the last run is replaced."),
                    _ ("Make sure that nobody has worked in these companies online."), NULL);
  check_tables (findings, input);
}

/* ---- Custom tables ---- */

static void
check_mappings (GPtrArray *findings, GPtrArray *mappings)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; mappings != NULL && i < mappings->len; i++)
    {
      FerryTableMapping *mapping = mappings->pdata[i];
      const char *name = ferry_table_mapping_get_table_name (mapping);
      g_autofree char *app = g_ascii_strdown (ferry_table_mapping_get_app_id (mapping), -1);
      g_autofree char *folded = g_utf8_casefold (name, -1);
      char *target = g_strdup_printf ("%s %s", app, folded);

      if (g_hash_table_add (targets, target))
        continue;
      ferry_lint_add (findings, FERRY_LINT_WARNING, FERRY_LINT_TABLES,
                      g_strdup_printf (_ ("Custom table “%s” has two sources"), name),
                      _ ("A table online takes the data of one source table; of the other nothing arrives."),
                      _ ("Open “Manage Custom Tables” and delete one of the two."), NULL);
    }
}

GPtrArray *
ferry_lint_check (const FerryLintInput *input)
{
  GPtrArray *findings = ferry_lint_findings_new ();

  g_return_val_if_fail (input != NULL && input->companies != NULL, findings);

  if (input->occasion == FERRY_LINT_SETUP)
    ferry_lint_check_address (findings, input->server_type, input->server, input->database);
  ferry_lint_check_companies (findings, input);
  if (input->state != NULL)
    check_last_run (findings, input);
  check_causes (findings, input);
  if (input->state != NULL && input->occasion != FERRY_LINT_SETUP)
    check_run (findings, input);
  check_mappings (findings, input->mappings);
  if (input->state != NULL)
    check_change_tracking (findings, input);
  check_product (findings, input);
  ferry_lint_sort (findings);
  return findings;
}
