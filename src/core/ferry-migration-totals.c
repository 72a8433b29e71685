/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-totals.h"

/* What became of a table. */
typedef struct
{
  gint64 time; /* of the newest detail that ended */
  FerryTableStatus status;
  gboolean succeeded; /* in some run */
} Table;

typedef struct
{
  GHashTable *tables; /* name → Table */
  guint failed;
  gint64 last_run_start;
} Company;

struct _FerryMigrationTotals
{
  GHashTable *companies; /* name → Company */
  GStringChunk *names;   /* a table's name comes again in each company */
  gint64 successful;
  gint64 failed;
};

static void
company_free (gpointer data)
{
  Company *company = data;

  g_hash_table_unref (company->tables);
  g_free (company);
}

FerryMigrationTotals *
ferry_migration_totals_new (void)
{
  FerryMigrationTotals *self = g_new0 (FerryMigrationTotals, 1);

  self->companies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, company_free);
  self->names = g_string_chunk_new (4096);
  return self;
}

void
ferry_migration_totals_free (FerryMigrationTotals *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->companies);
  g_string_chunk_free (self->names);
  g_free (self);
}

static Company *
ensure_company (FerryMigrationTotals *self, const char *name)
{
  Company *company = g_hash_table_lookup (self->companies, name);

  if (company == NULL)
    {
      company = g_new0 (Company, 1);
      company->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      g_hash_table_insert (self->companies, g_strdup (name), company);
    }
  return company;
}

static Table *
ensure_table (FerryMigrationTotals *self, Company *company, const char *name)
{
  Table *table = g_hash_table_lookup (company->tables, name);

  if (table == NULL)
    {
      table = g_new0 (Table, 1);
      table->time = G_MININT64;
      g_hash_table_insert (company->tables, g_string_chunk_insert_const (self->names, name), table);
    }
  return table;
}

static void
count (FerryMigrationTotals *self, Company *company, const Table *table, int sign)
{
  if (table->status == FERRY_TABLE_STATUS_FAILED)
    {
      self->failed += sign;
      company->failed += (guint) sign;
    }
  else if (table->succeeded)
    self->successful += sign;
}

void
ferry_migration_totals_add (FerryMigrationTotals *self,
                            gint64 run_start,
                            gint64 end_time,
                            const char *company_name,
                            const char *table_name,
                            FerryTableStatus status)
{
  Company *company;
  Table *table;
  gint64 time = end_time != 0 ? end_time : run_start;

  g_return_if_fail (self != NULL && company_name != NULL && table_name != NULL);

  if (status != FERRY_TABLE_STATUS_SUCCESSFUL && status != FERRY_TABLE_STATUS_WARNING
      && status != FERRY_TABLE_STATUS_FAILED)
    return;
  company = ensure_company (self, company_name);
  company->last_run_start = MAX (company->last_run_start, run_start);
  table = ensure_table (self, company, table_name);
  count (self, company, table, -1);
  if (status == FERRY_TABLE_STATUS_SUCCESSFUL)
    table->succeeded = TRUE;
  if (time >= table->time)
    {
      table->time = time;
      table->status = status;
    }
  count (self, company, table, 1);
}

gint64
ferry_migration_totals_get_successful (FerryMigrationTotals *self)
{
  return self->successful;
}

gint64
ferry_migration_totals_get_failed (FerryMigrationTotals *self)
{
  return self->failed;
}

gboolean
ferry_migration_totals_get_company (FerryMigrationTotals *self,
                                    const char *name,
                                    guint *failed,
                                    gint64 *last_run_start)
{
  Company *company = g_hash_table_lookup (self->companies, name);

  if (failed != NULL)
    *failed = company != NULL ? company->failed : 0;
  if (last_run_start != NULL)
    *last_run_start = company != NULL ? company->last_run_start : 0;
  return company != NULL;
}
