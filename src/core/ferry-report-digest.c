/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-report-private.h"

#include "ferry-migration-facts.h"

/* Nobody reads more of one kind, least of all on paper; what there is beyond is counted. */
#define MOST_TABLES 1000

static void
company_free (gpointer data)
{
  FerryReportCompany *self = data;

  g_free (self->name);
  g_free (self->status);
  g_free (self->init_status);
  g_free (self->error);
  g_free (self);
}

static void
run_free (gpointer data)
{
  FerryReportRun *self = data;

  g_free (self->run_id);
  g_free (self->type);
  g_free (self->status);
  g_free (self->details);
  g_free (self);
}

static void
cause_free (gpointer data)
{
  FerryReportCause *self = data;

  g_free (self->title);
  g_array_unref (self->tables);
  g_free (self);
}

void
ferry_report_free (FerryReport *self)
{
  g_free (self->name);
  g_free (self->tenant);
  g_free (self->environment);
  g_free (self->product);
  g_free (self->status_title);
  g_free (self->status_explanation);
  g_free (self->who);
  g_ptr_array_unref (self->companies);
  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->journal, g_ptr_array_unref);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->warnings);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->counts);
  g_string_chunk_free (self->texts);
  g_clear_pointer (&self->later, ferry_detail_store_unref);
  g_clear_pointer (&self->earlier, ferry_detail_store_unref);
  g_free (self);
}

/* ---- From the environment ---- */

static void
take_companies (FerryReport *self, GListModel *companies)
{
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);
      FerryReportCompany *taken = g_new0 (FerryReportCompany, 1);

      taken->name = g_strdup (ferry_company_get_name (company));
      taken->size = ferry_company_get_estimated_size (company);
      taken->selected = ferry_company_get_replicate (company);
      taken->created = ferry_company_get_created (company);
      taken->status = g_strdup (ferry_company_get_status_text (company));
      taken->init = ferry_company_get_init_status (company);
      taken->init_status = g_strdup (ferry_company_get_init_status_text (company));
      taken->error = g_strdup (ferry_company_get_init_error (company));
      g_ptr_array_add (self->companies, taken);
    }
}

static void
take_runs (FerryReport *self, GListModel *runs)
{
  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);
      FerryReportRun *taken = g_new0 (FerryReportRun, 1);

      taken->run_id = g_strdup (ferry_run_get_run_id (run));
      taken->start = ferry_run_get_start_time (run);
      taken->end = ferry_run_get_end_time (run);
      if (ferry_run_get_replication_type (run) != FERRY_REPLICATION_TYPE_UNKNOWN)
        taken->type = g_strdup (ferry_replication_type_to_label (ferry_run_get_replication_type (run)));
      taken->status = g_strdup (ferry_run_get_status_text (run));
      taken->details = g_strdup (ferry_run_get_details (run));
      taken->style = ferry_run_status_to_style (ferry_run_get_status (run));
      taken->successful = ferry_run_get_tables_successful (run);
      taken->failed = ferry_run_get_tables_failed (run);
      taken->warnings = ferry_run_get_tables_with_warnings (run);
      taken->remaining = ferry_run_get_tables_remaining (run);
      taken->has_tables = ferry_run_is_replication (run);
      g_ptr_array_add (self->runs, taken);
    }
}

FerryReport *
ferry_report_new (FerryEnvironment *environment)
{
  FerryReport *self = g_new0 (FerryReport, 1);
  FerryProfile *profile = ferry_environment_get_profile (environment);
  int style;

  self->name = g_strdup (ferry_profile_get_name (profile));
  self->tenant = g_strdup (ferry_profile_get_tenant (profile));
  self->environment = g_strdup (ferry_profile_get_environment (profile));
  self->sandbox = ferry_profile_is_sandbox (profile);
  self->who = g_strdup (ferry_profile_get_who (profile));
  self->online = ferry_environment_get_connection (environment) == FERRY_CONNECTION_ONLINE;
  self->now = g_get_real_time ();
  g_object_get (environment, "product-name", &self->product, "status-title", &self->status_title,
                "status-explanation", &self->status_explanation, "status-style", &style, "last-seen",
                &self->last_seen, "tables-successful", &self->successful, "tables-failed", &self->failed,
                "tables-remaining", &self->remaining, "tables-with-warnings", &self->warnings_count,
                "companies-selected", &self->companies_selected, "companies-replicated",
                &self->companies_replicated, "companies-not-initialized", &self->companies_not_initialized,
                NULL);
  self->status_style = (FerryStyle) style;

  self->companies = g_ptr_array_new_with_free_func (company_free);
  self->runs = g_ptr_array_new_with_free_func (run_free);
  self->causes = g_ptr_array_new_with_free_func (cause_free);
  self->warnings = g_ptr_array_new_with_free_func (cause_free);
  self->texts = g_string_chunk_new (4096);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  take_companies (self, ferry_environment_get_companies (environment));
  take_runs (self, ferry_environment_get_runs (environment));
  return self;
}

/* ---- From the details ---- */

static FerryReportCause *
find_cause (GPtrArray *causes, const char *title)
{
  FerryReportCause *cause;

  for (guint i = 0; i < causes->len; i++)
    {
      cause = g_ptr_array_index (causes, i);
      if (g_str_equal (cause->title, title))
        return cause;
    }
  cause = g_new0 (FerryReportCause, 1);
  cause->title = g_strdup (title);
  cause->tables = g_array_new (FALSE, FALSE, sizeof (FerryReportTable));
  g_ptr_array_add (causes, cause);
  return cause;
}

/* Each different code and message is explained once: they repeat. */
static const char *
explain (GHashTable *titles, FerryDetailStore *store, const FerryDetailRow *row)
{
  gint64 key = (gint64) row->error_code << 32 | row->message;
  char *title = g_hash_table_lookup (titles, &key);

  if (title == NULL)
    {
      title = ferry_explanation_dup_title (ferry_detail_store_get_text (store, row->error_code),
                                           ferry_detail_store_get_text (store, row->message));
      if (title == NULL)
        title = g_strdup ("");
      g_hash_table_insert (titles, g_memdup2 (&key, sizeof key), title);
    }
  return title;
}

static void
list_table (FerryReport *self,
            GPtrArray *causes,
            const char *title,
            FerryDetailStore *store,
            const FerryDetailRow *row,
            gint64 run_start)
{
  FerryReportCause *cause = find_cause (causes, title);
  FerryReportTable table = {
    .copied = row->records_copied,
    .total = row->total_records,
    .run_start = run_start,
  };

  if (cause->count++ >= MOST_TABLES)
    return;
  table.company
    = g_string_chunk_insert_const (self->texts, ferry_detail_store_get_text (store, row->company));
  table.table = g_string_chunk_insert_const (self->texts, ferry_detail_store_get_text (store, row->table));
  table.code
    = g_string_chunk_insert_const (self->texts, ferry_detail_store_get_text (store, row->error_code));
  table.message
    = g_string_chunk_insert_const (self->texts, ferry_detail_store_get_text (store, row->message));
  g_array_append_val (cause->tables, table);
}

static void
count_table (FerryReport *self, const char *company, gboolean failed)
{
  FerryReportCounts *counts = g_hash_table_lookup (self->counts, company);

  if (counts == NULL)
    {
      counts = g_new0 (FerryReportCounts, 1);
      g_hash_table_insert (self->counts, g_strdup (company), counts);
    }
  if (failed)
    counts->failed++;
  else
    counts->successful++;
}

/* Of each table the newest outcome counts (domain §2.3); warnings are those of the last run. */
void
ferry_report_digest (FerryReport *self, FerryDetailStore *store, gint64 run_start, gboolean last)
{
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  guint n = ferry_detail_store_get_size (store);

  for (guint i = 0; i < n; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (store, i);
      const char *company = ferry_detail_store_get_text (store, row->company);
      FerryTableStatus status = (FerryTableStatus) row->status;
      gboolean failed = status == FERRY_TABLE_STATUS_FAILED;

      if (status == FERRY_TABLE_STATUS_WARNING && last)
        {
          self->n_warnings++;
          list_table (self, self->warnings, explain (titles, store, row), store, row, run_start);
        }
      if (!failed && status != FERRY_TABLE_STATUS_SUCCESSFUL)
        continue;
      /* A line feed is in no company's name that could be migrated (domain §4). */
      if (!g_hash_table_add (
            self->seen, g_strconcat (company, "\n", ferry_detail_store_get_text (store, row->table), NULL)))
        continue;
      count_table (self, company, failed);
      if (!failed)
        continue;
      self->n_failed++;
      list_table (self, self->causes, explain (titles, store, row), store, row, run_start);
    }
}

static int
compare_causes (gconstpointer a, gconstpointer b)
{
  const FerryReportCause *x = *(const FerryReportCause *const *) a;
  const FerryReportCause *y = *(const FerryReportCause *const *) b;

  if ((*x->title == '\0') != (*y->title == '\0'))
    return *x->title == '\0' ? 1 : -1;
  return x->count != y->count ? (x->count > y->count ? -1 : 1) : g_utf8_collate (x->title, y->title);
}

void
ferry_report_sort_causes (GPtrArray *causes)
{
  g_ptr_array_sort (causes, compare_causes);
}
