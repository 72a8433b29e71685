/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-warnings.h"

#include "sandbox-links.h"

#define MEDIA_TABLE "Tenant Media"
#define HELP        "https://learn.microsoft.com/dynamics365/business-central/dev-itpro/administration/"
#define LINKS_HELP  HELP "cloud-migration-finish"
#define MEDIA_HELP  HELP "migrate-business-central-on-premises"

static gboolean
warn (SandboxStore *store, const char *type, const char *message, const char *help, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
    store, error,
    "INSERT OR REPLACE INTO migration_warnings (id, type, message, created_at, help_url)"
    " VALUES (?, ?, ?, ?, ?)",
    "sssss", id, type, message, now, help);
}

static gboolean
forget (SandboxStore *store, const char *type, GError **error)
{
  return sandbox_store_exec (store, error, "DELETE FROM migration_warnings WHERE type = ?", "s", type);
}

static gboolean
update_links (SandboxStore *store, SandboxDb *target, const char *run_id, GError **error)
{
  gint64 waiting = sandbox_links_count (target);
  gboolean known = sandbox_store_query_int (
                     store, 0, "SELECT count (*) FROM migration_warnings WHERE type = 'RecordLinks'", "")
                   > 0;
  gboolean more
    = run_id != NULL
      && sandbox_store_query_int (store, 0,
                                  "SELECT count (*) FROM run_details WHERE run_id = ? AND company_name"
                                  " = '' AND table_name = '" SANDBOX_LINKS_TABLE "' AND records_copied > 0",
                                  "s", run_id)
           > 0;
  g_autofree char *message = NULL;

  if (waiting == 0)
    return forget (store, "RecordLinks", error);
  if (known && !more)
    return TRUE;
  message = g_strdup_printf (
    "Record links and notes were replicated and have not been migrated since: %" G_GINT64_FORMAT
    ". Migrate record links before the migration is completed.",
    waiting);
  return warn (store, "RecordLinks", message, LINKS_HELP, error);
}

static gboolean
update_media (SandboxStore *store, SandboxDb *target, GError **error)
{
  g_autofree char *setting = sandbox_store_get_setting (store, SANDBOX_SETTING_MEDIA_COUNT);
  g_autofree char *known = sandbox_store_query_text (
    store, "SELECT message FROM migration_warnings WHERE type = 'TenantMedia'", "");
  g_autofree char *message = NULL;
  g_autofree char *count = NULL;
  gint64 most = g_ascii_strtoll (setting, NULL, 10);
  gint64 present = 0;

  if (sandbox_sql_int (target, 0, "SELECT count (*) FROM pragma_table_info ('" MEDIA_TABLE "')") > 0)
    present = sandbox_sql_int (target, 0, "SELECT count (*) FROM \"" MEDIA_TABLE "\"");
  if (present >= most)
    {
      count = g_strdup_printf ("%" G_GINT64_FORMAT, present);
      return forget (store, "TenantMedia", error)
             && sandbox_store_set_setting (store, SANDBOX_SETTING_MEDIA_COUNT, count, error);
    }
  message = g_strdup_printf (
    "There are fewer tenant media than before: %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT
    ". Look whether pictures are missing; replicate the table “" MEDIA_TABLE "” again if so.",
    present, most);
  return g_strcmp0 (message, known) == 0 || warn (store, "TenantMedia", message, MEDIA_HELP, error);
}

gboolean
sandbox_warnings_update (SandboxStore *store, SandboxDb *target, const char *run_id, GError **error)
{
  return update_links (store, target, run_id, error) && update_media (store, target, error);
}
