/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-findings.h"

#include <glib/gi18n-lib.h>

#include "ferry-failure-cause.h"
#include "ferry-finding-list.h"

/* A confirmation has to leave room for its buttons. */
#define MAX_HEIGHT 280

/* What is read while the list is on show. */
typedef struct
{
  FerryFindingList *list; /* not owned: it owns this */
  FerryEnvironment *environment;
  FerryLintOccasion occasion;
  GCancellable *cancellable;
  GPtrArray *causes;
  GPtrArray *mappings;
} Findings;

static void
findings_free (gpointer data)
{
  Findings *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->environment);
  g_clear_pointer (&self->causes, g_ptr_array_unref);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_free (self);
}

static void
update (Findings *self)
{
  g_autoptr (GPtrArray) companies
    = ferry_lint_companies_new (ferry_environment_get_companies (self->environment));
  const FerryLintInput input = {
    .occasion = self->occasion,
    .companies = companies,
    .state = ferry_environment_get_state (self->environment),
    .causes = self->causes,
    .mappings = self->mappings,
  };
  g_autoptr (GPtrArray) findings = ferry_lint_check (&input);

  ferry_finding_list_set_findings (self->list, findings);
}

/* Each step goes on only while the list is there; @list keeps it so meanwhile. */
static Findings *
get_findings (FerryFindingList *list)
{
  Findings *self = g_object_get_data (G_OBJECT (list), "ferry-findings");

  return self == NULL || g_cancellable_is_cancelled (self->cancellable) ? NULL : self;
}

static void
on_causes_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryFindingList) list = data;
  g_autoptr (GPtrArray) causes = ferry_failure_causes_find_finish (FERRY_DETAIL_LIST (source), result, NULL);
  Findings *self = get_findings (list);

  if (self == NULL || causes == NULL || causes->len == 0)
    return;
  self->causes = g_steal_pointer (&causes);
  update (self);
}

typedef struct
{
  FerryFindingList *list;
  FerryDetailList *details;
} Reading;

static void
on_details_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (FerryFindingList) list = reading->list;
  g_autoptr (FerryDetailList) details = reading->details;
  Findings *self = get_findings (list);

  g_free (reading);
  /* Offline there is still what the history has. */
  ferry_environment_load_details_finish (FERRY_ENVIRONMENT (source), result, NULL);
  if (self != NULL)
    ferry_failure_causes_find_async (details, self->cancellable, on_causes_found, g_object_ref (list));
}

static void
on_mappings_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryFindingList) list = data;
  g_autoptr (GPtrArray) mappings
    = ferry_migration_service_list_mappings_finish (FERRY_MIGRATION_SERVICE (source), result, NULL);
  Findings *self = get_findings (list);

  if (self == NULL || mappings == NULL)
    return;
  self->mappings = g_steal_pointer (&mappings);
  update (self);
}

/* The last run that has tables: what failed in it is likely to fail again. */
static FerryRun *
find_last_run (FerryEnvironment *environment)
{
  GListModel *runs = ferry_environment_get_runs (environment);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (ferry_run_is_replication (run))
        return g_steal_pointer (&run);
    }
  return NULL;
}

GtkWidget *
ferry_run_findings_new (FerryEnvironment *environment, FerryLintOccasion occasion)
{
  FerryFindingList *list;
  Findings *self;
  g_autoptr (FerryRun) run = NULL;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  list = g_object_new (FERRY_TYPE_FINDING_LIST, "title", _ ("Before You Run"), NULL);
  ferry_finding_list_set_max_height (list, MAX_HEIGHT);
  gtk_widget_set_margin_top (GTK_WIDGET (list), 12);
  self = g_new0 (Findings, 1);
  self->list = list;
  self->environment = g_object_ref (environment);
  self->occasion = occasion;
  self->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (list), "ferry-findings", self, findings_free);
  g_signal_connect_object (list, "destroy", G_CALLBACK (g_cancellable_cancel), self->cancellable,
                           G_CONNECT_SWAPPED);
  update (self);

  run = find_last_run (environment);
  if (run != NULL && ferry_run_get_tables_failed (run) != 0)
    {
      Reading *reading = g_new0 (Reading, 1);

      reading->list = g_object_ref (list);
      reading->details = ferry_detail_list_new ();
      ferry_environment_load_details_async (environment, run, reading->details, self->cancellable,
                                            on_details_loaded, reading);
    }
  if (ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE)
    ferry_migration_service_list_mappings_async (ferry_environment_get_service (environment),
                                                 self->cancellable, on_mappings_loaded, g_object_ref (list));
  return GTK_WIDGET (list);
}
