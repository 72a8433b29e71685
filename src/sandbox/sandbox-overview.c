/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-overview.h"

#include <string.h>

/* What the details of an update begin with, domain §4: no error, and nothing to look at. */
#define UPDATE_CODE "UPGRADE: "

typedef struct
{
  char *text;
  const char *style;
  const char *more;
} Status;

/* clang-format off */
#define SETTING(key) "coalesce ((SELECT value FROM settings WHERE key = '" key "'), '')"
#define LAST_RUN "(SELECT run_id FROM runs ORDER BY start_time DESC, seq DESC LIMIT 1)"

/* Set-up and disabling add entries to the log that have no tables. */
#define LAST_REPLICATION \
  "(SELECT r.run_id FROM runs r WHERE EXISTS (SELECT 1 FROM run_details d WHERE d.run_id = r.run_id) " \
  "ORDER BY r.start_time DESC, r.seq DESC LIMIT 1)"

/* A diagnostic run repairs nothing: what the run before it left is still so. */
#define LAST_COPYING \
  "(SELECT r.run_id FROM runs r WHERE r.replication_type <> 'Diagnostic' AND " \
  "EXISTS (SELECT 1 FROM run_details d WHERE d.run_id = r.run_id) ORDER BY r.start_time DESC, r.seq DESC LIMIT 1)"
#define COUNT_IN_LAST(condition) \
  "(SELECT count (*) FROM run_details d WHERE d.run_id = " LAST_REPLICATION " AND d.status " condition ")"

/* Tables that succeeded in some run, without those that are failed now although they did: two walks along an
 * index, where the difference of two sets would be sorted. */
#define COUNT_SUCCESSFUL \
  "((SELECT count (*) FROM (SELECT DISTINCT company_name, table_name FROM run_details WHERE status = 'Successful')) " \
  "- (SELECT count (*) FROM (SELECT DISTINCT company_name, table_name FROM failed_tables f WHERE EXISTS (SELECT 1 " \
  "FROM run_details s WHERE s.company_name = f.company_name AND s.table_name = f.table_name " \
  "AND s.status = 'Successful'))))"

static const char CREATE_OVERVIEW[] =
  "CREATE TEMP TABLE overview AS SELECT 1 AS seq, '" SANDBOX_OVERVIEW_ID "' AS id, 1 AS version, "
  "CAST (" SETTING (SANDBOX_SETTING_ENABLED) " AS INTEGER) AS enabled, "
  SETTING (SANDBOX_SETTING_DISABLED_REASON) " AS disabledReason, "
  "'' AS statusText, '' AS statusStyle, '' AS moreInformation, "
  SETTING (SANDBOX_SETTING_CREATION_STATUS) " AS companyCreationStatus, "
  SETTING (SANDBOX_SETTING_CREATION_ERROR) " AS companyCreationError, "
  "coalesce ((SELECT repair_status FROM runs WHERE run_id = " LAST_COPYING "), '') AS dataRepairStatus, "
  "EXISTS (SELECT 1 FROM setup WHERE product_id = 'DynamicsBCLast') AS upgradeSupported, "
  COUNT_SUCCESSFUL " AS tablesSuccessful, "
  "(SELECT count (*) FROM (SELECT DISTINCT company_name, table_name FROM failed_tables)) AS tablesFailed, "
  COUNT_IN_LAST ("IN ('NotStarted', 'InProgress')") " AS tablesRemaining, "
  COUNT_IN_LAST ("= 'Warning'") " AS tablesWithWarnings, "
  "(SELECT count (*) FROM migration_warnings WHERE ignored = 0) AS warnings, "
  "(SELECT count (*) FROM companies WHERE replicate = 1) AS companiesUnderReplication, "
  "(SELECT count (*) FROM companies WHERE replicated = 1) AS companiesReplicated, "
  "(SELECT count (*) FROM companies) AS companiesTotal, "
  "(SELECT count (*) FROM companies WHERE replicate = 1 AND init_status <> 'Initialized') AS companiesNotInitialized, "
  SETTING (SANDBOX_SETTING_DEPLOYED_VERSION) " AS deployedVersion, "
  SETTING (SANDBOX_SETTING_LATEST_VERSION) " AS latestVersion, "
  "CAST (" SETTING (SANDBOX_SETTING_USE_NEW_UI) " AS INTEGER) AS useNewUi, "
  "CAST (" SETTING (SANDBOX_SETTING_KEEP_USER_PERMISSIONS) " AS INTEGER) AS keepUserPermissions, "
  SETTING (SANDBOX_SETTING_USER_MAPPING_AT) " AS userMappingCompletedAt, "
  SETTING (SANDBOX_SETTING_RECORD_LINKS_AT) " AS recordLinksMigratedAt, "
  "CAST (" SETTING (SANDBOX_SETTING_APPROVAL_REQUIRED) " AS INTEGER) AS approvalRequired, "
  "CASE " SETTING (SANDBOX_SETTING_APPROVAL_REQUIRED) " WHEN '1' THEN " SETTING (SANDBOX_SETTING_APPROVAL_URL)
  " ELSE '' END AS approvalUrl";
/* clang-format on */

static char *
overview_text (SandboxStore *store, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM temp.overview", column);

  return sandbox_store_query_text (store, sql, "");
}

static gint64
overview_int (SandboxStore *store, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM temp.overview", column);

  return sandbox_store_query_int (store, 0, sql, "");
}

static gboolean
set_status (Status *status, const char *text, const char *style, const char *more)
{
  status->text = g_strdup (text);
  status->style = style;
  status->more = more;
  return TRUE;
}

static gboolean
find_disabled_status (SandboxStore *store, Status *status)
{
  g_autofree char *reason = overview_text (store, "disabledReason");

  if (overview_int (store, "enabled") != 0)
    return FALSE;
  if (g_strcmp0 (reason, "Paused") == 0)
    return set_status (status, "Cloud migration is paused.", "Ambiguous", "Set it up again to continue.");
  if (g_strcmp0 (reason, "Abandoned") == 0)
    return set_status (status, "Cloud migration was abandoned.", "Unfavorable",
                       "Set it up again to start from the beginning.");
  if (g_strcmp0 (reason, "Completed") == 0)
    return set_status (status, "Cloud migration is completed.", "Favorable",
                       "Check users and permissions before people start to work.");
  return set_status (status, "Cloud migration is disabled.", "Ambiguous", "Set it up to replicate data.");
}

static gboolean
find_creation_status (SandboxStore *store, Status *status)
{
  g_autofree char *creation = overview_text (store, "companyCreationStatus");

  if (g_strcmp0 (creation, "InProgress") == 0)
    return set_status (status, "Companies are being created.", "Ambiguous",
                       "Replication can start afterwards.");
  if (g_strcmp0 (creation, "Failed") == 0)
    return set_status (status, "Creating companies failed.", "Unfavorable",
                       "Look at the error of the companies, then create them again.");
  return FALSE;
}

static gboolean
find_update_status (SandboxStore *store, Status *status)
{
  g_autofree char *update = sandbox_store_get_setting (store, SANDBOX_SETTING_UPDATE_STATUS);

  if (strcmp (update, "InProgress") != 0)
    return FALSE;
  return set_status (status, "The service is being updated.", "Ambiguous",
                     "Replication can start afterwards.");
}

static gboolean
find_upgrade_status (SandboxStore *store, const char *run, Status *status)
{
  if (sandbox_store_query_int (store, 0, "SELECT count (*) FROM companies WHERE upgrade_state = 'Completed'",
                               "")
      > 0)
    return set_status (status, "The data upgrade is completed.", "Favorable",
                       "Complete the migration when everything is there.");
  if (g_strcmp0 (run, "UpgradeFailed") == 0)
    return set_status (status, "The data upgrade failed.", "Unfavorable", "The data is as it was before it.");
  if (g_strcmp0 (run, "UpgradeInProgress") == 0)
    return set_status (status, "The data upgrade is in progress.", "Ambiguous",
                       "Connections are cut until it ends.");
  return FALSE;
}

/* The first that applies, domain §3. */
static void
find_status (SandboxStore *store, Status *status)
{
  g_autofree char *run = NULL;
  g_autofree char *type = NULL;
  g_autofree char *details = NULL;
  g_autofree char *repair = NULL;

  if (find_disabled_status (store, status) || find_creation_status (store, status)
      || find_update_status (store, status))
    return;

  run = sandbox_store_query_text (store, "SELECT status FROM runs WHERE run_id = " LAST_RUN, "");
  type = sandbox_store_query_text (store, "SELECT replication_type FROM runs WHERE run_id = " LAST_RUN, "");
  details = sandbox_store_query_text (store, "SELECT details FROM runs WHERE run_id = " LAST_RUN, "");
  repair = overview_text (store, "dataRepairStatus");
  if (g_strcmp0 (run, "InProgress") == 0)
    {
      gboolean diagnostic = g_strcmp0 (type, "Diagnostic") == 0;

      set_status (status, diagnostic ? "A diagnostic run is in progress." : "Replication is in progress.",
                  "Ambiguous", "Refresh the status to see how far it is.");
    }
  else if (g_strcmp0 (repair, "Pending") == 0 || g_strcmp0 (repair, "InProgress") == 0)
    set_status (status, "Companion tables are being repaired.", "Ambiguous",
                "This goes on in the background.");
  else if (details != NULL && *details != '\0')
    set_status (status, g_str_has_prefix (details, UPDATE_CODE) ? details + strlen (UPDATE_CODE) : details,
                "Standard", "");
  else if (overview_int (store, "tablesFailed") > 0)
    {
      gint64 failed = overview_int (store, "tablesFailed");

      status->text = failed == 1 ? g_strdup ("A table has failed.")
                                 : g_strdup_printf ("%" G_GINT64_FORMAT " tables have failed.", failed);
      status->style = "Unfavorable";
      status->more = "Correct the causes and replicate again.";
    }
  else if (!find_upgrade_status (store, run, status))
    set_status (status, "Ready for replication.", "Favorable", "Start a replication to copy data.");
}

gboolean
sandbox_overview_prepare (SandboxStore *store, GError **error)
{
  Status status = { 0 };
  gboolean done;

  if (!sandbox_store_exec (store, error, "DROP TABLE IF EXISTS temp.overview", "")
      || !sandbox_store_exec (store, error, CREATE_OVERVIEW, ""))
    return FALSE;
  find_status (store, &status);
  done = sandbox_store_exec (store, error,
                             "UPDATE temp.overview SET statusText = ?, statusStyle = ?, moreInformation = ?",
                             "sss", status.text, status.style, status.more);
  g_free (status.text);
  return done;
}
