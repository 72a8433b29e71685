/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-capabilities.h"

/* Only what really works is available: clients show the others with the reason. */
static const struct
{
  const char *name;
  const char *reason;
} CAPABILITIES[] = {
  { "runDiagnostic", NULL },
  { "pauseMigration", NULL },
  { "abandonMigration", NULL },
  { "repairCompanionTables", NULL },
  { "getRuntimeKeys", NULL },
  { "resetRuntimeKeys", NULL },
  { "updateService", NULL },
  { "setUseNewUi", NULL },
  { "setKeepUserPermissions", NULL },
  { "unblockTable", NULL },
  { "markAsInitialized", NULL },
  { "markAsNotInitialized", NULL },
  { "sanitizeTable", NULL },
  { "sourceTables", NULL },
  { "tableReplicationSettings", NULL },
  { "tableReplicationChanges", NULL },
  { "resetToDefault", NULL },
  { "migrationOverview", NULL },
  { "runDetails", NULL },
  { "migrateRecordLinks", "The sandbox can’t migrate record links yet." },
  { "applyUserMappings", "The sandbox has no user mappings yet." },
  { "ignoreWarning", "The sandbox has no list of warnings yet." },
};

gboolean
sandbox_capabilities_prepare (SandboxStore *store, GError **error)
{
  if (sandbox_store_query_int (store, 0,
                               "SELECT count (*) FROM temp.sqlite_schema WHERE name = 'capabilities'", "")
      > 0)
    return TRUE;
  if (!sandbox_store_exec (
        store, error,
        "CREATE TEMP TABLE capabilities (seq INTEGER PRIMARY KEY, id TEXT, version INTEGER, "
        "name TEXT, available INTEGER, reason TEXT)",
        ""))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (CAPABILITIES); i++)
    {
      g_autofree char *id = g_strdup_printf ("6361706d-0000-4000-8000-%012x", i + 1);

      if (!sandbox_store_exec (store, error, "INSERT INTO temp.capabilities VALUES (NULL, ?, 1, ?, ?, ?)",
                               "ssis", id, CAPABILITIES[i].name, CAPABILITIES[i].reason == NULL,
                               CAPABILITIES[i].reason))
        return FALSE;
    }
  return TRUE;
}
