/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-lifecycle-private.h"

#include <string.h>

#define FIRST_VERSION "25.0.23364.0"
#define NEXT_VERSION  "25.1.25873.0"

G_DEFINE_FINAL_TYPE (SandboxLifecycle, sandbox_lifecycle, G_TYPE_OBJECT)

static const struct
{
  SandboxGroup group;
  const char *set;
  const char *name;
  SandboxActionFunc act;
  guint status;
} ACTIONS[] = {
#define A SANDBOX_GROUP_PUBLISHED
#define B SANDBOX_GROUP_MANAGEMENT
  { A, "setupCloudMigration", "installedIntegrationRuntime", sandbox_lifecycle_installed_runtime, 204 },
  { A, "setupCloudMigration", "completeSetup", sandbox_lifecycle_complete_setup, 204 },
  { A, "cloudMigrationCompanies", "createCompaniesMarkedForReplication", sandbox_lifecycle_create_companies,
    200 },
  { A, "cloudMigrationCompanies", "initializeCompany", sandbox_lifecycle_initialize_company, 200 },
  { A, "cloudMigrationStatus", "runReplication", sandbox_lifecycle_run_replication, 204 },
  { A, "cloudMigrationStatus", "runDataUpgrade", sandbox_lifecycle_run_upgrade, 204 },
  { A, "cloudMigrationStatus", "refreshStatus", sandbox_lifecycle_refresh_status, 204 },
  { A, "cloudMigrationStatus", "resetCloudData", sandbox_lifecycle_reset_cloud_data, 204 },
  { A, "cloudMigrationStatus", "completeCloudMigration", sandbox_lifecycle_complete_migration, 204 },
  { A, "cloudMigrationStatus", "disableReplication", sandbox_lifecycle_disable_replication, 204 },
  { A, "tableMappings", "restoreDefaults", sandbox_lifecycle_restore_default_mappings, 200 },
  { A, "tableMappings", "deleteAllForExtension", sandbox_lifecycle_delete_extension_mappings, 204 },
  { B, "migrationOverview", "runDiagnostic", sandbox_lifecycle_run_diagnostic, 204 },
  { B, "migrationOverview", "pauseMigration", sandbox_lifecycle_pause_migration, 204 },
  { B, "migrationOverview", "abandonMigration", sandbox_lifecycle_abandon_migration, 204 },
  { B, "migrationOverview", "repairCompanionTables", sandbox_lifecycle_repair_companions, 200 },
  { B, "migrationOverview", "sanitizeTable", sandbox_lifecycle_sanitize_table, 200 },
  { B, "migrationOverview", "getRuntimeKeys", sandbox_lifecycle_get_runtime_keys, 200 },
  { B, "migrationOverview", "resetRuntimeKeys", sandbox_lifecycle_reset_runtime_keys, 200 },
  { B, "migrationOverview", "updateService", sandbox_lifecycle_update_service, 204 },
  { B, "migrationOverview", "setUseNewUi", sandbox_lifecycle_set_use_new_ui, 204 },
  { B, "migrationOverview", "setKeepUserPermissions", sandbox_lifecycle_set_keep_user_permissions, 204 },
  { B, "migrationOverview", "migrateRecordLinks", sandbox_lifecycle_migrate_record_links, 200 },
  { B, "userMappings", "applyUserMappings", sandbox_lifecycle_apply_user_mappings, 200 },
  { B, "migrationWarnings", "ignoreWarning", sandbox_lifecycle_ignore_warning, 204 },
  { B, "runDetails", "unblockTable", sandbox_lifecycle_unblock_table, 204 },
  { B, "tableReplicationSettings", "resetToDefault", sandbox_lifecycle_reset_table_setting, 204 },
  { B, "cloudMigrationCompanies", "markAsInitialized", sandbox_lifecycle_mark_initialized, 204 },
  { B, "cloudMigrationCompanies", "markAsNotInitialized", sandbox_lifecycle_mark_not_initialized, 204 },
#undef A
#undef B
};

static const struct
{
  const char *set;
  gboolean (*update) (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error);
} UPDATES[] = {
  { "setupCloudMigration", sandbox_lifecycle_update_setup },
  { "cloudMigrationCompanies", sandbox_lifecycle_update_company },
  { "tableMappings", sandbox_lifecycle_update_mapping },
  { "tableReplicationSettings", sandbox_lifecycle_update_table_setting },
  { "userMappings", sandbox_lifecycle_update_user_mapping },
  { "checklistSteps", sandbox_lifecycle_update_checklist },
};

static void
sandbox_lifecycle_finalize (GObject *object)
{
  SandboxLifecycle *self = SANDBOX_LIFECYCLE (object);

  if (self->connection_string != NULL)
    explicit_bzero (self->connection_string, strlen (self->connection_string));
  g_free (self->connection_string);
  g_free (self->user_name);
  g_free (self->user_email);
  g_clear_pointer (&self->catalog, sandbox_catalog_free);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sandbox_lifecycle_parent_class)->finalize (object);
}

static void
sandbox_lifecycle_class_init (SandboxLifecycleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sandbox_lifecycle_finalize;
}

static void
sandbox_lifecycle_init (SandboxLifecycle *self)
{
}

static gboolean
set_default (SandboxStore *store, const char *key, const char *value, GError **error)
{
  return sandbox_store_exec (store, error,
                             "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
                             "ss", key, value);
}

SandboxLifecycle *
sandbox_lifecycle_new (SandboxStore *store, SandboxEngine *engine, GError **error)
{
  SandboxLifecycle *self;

  if (!set_default (store, SANDBOX_SETTING_DEPLOYED_VERSION, FIRST_VERSION, error)
      || !set_default (store, SANDBOX_SETTING_LATEST_VERSION, NEXT_VERSION, error)
      || !set_default (store, SANDBOX_SETTING_USE_NEW_UI, "1", error)
      || !sandbox_store_exec (store, error, "CREATE TEMP TABLE IF NOT EXISTS fresh_key (key TEXT)", ""))
    return NULL;
  self = g_object_new (SANDBOX_TYPE_LIFECYCLE, NULL);
  self->store = store;
  self->engine = g_object_ref (engine);
  sandbox_lifecycle_set_user (self, NULL, NULL);
  return self;
}

void
sandbox_lifecycle_set_user (SandboxLifecycle *self, const char *user_name, const char *email)
{
  g_free (self->user_name);
  g_free (self->user_email);
  self->user_name = g_strdup (user_name != NULL ? user_name : SANDBOX_ADMINISTRATOR);
  self->user_email = g_strdup (user_name != NULL ? email : "");
}

char *
sandbox_lifecycle_create (SandboxLifecycle *self,
                          const SandboxEntitySet *set,
                          JsonObject *object,
                          GError **error)
{
  g_autoptr (GHashTable) values = sandbox_body_read (set, object, error);

  if (values == NULL)
    return NULL;
  if (strcmp (set->name, "setupCloudMigration") == 0)
    return sandbox_lifecycle_create_setup (self, values, error);
  return sandbox_lifecycle_create_mapping (self, values, error);
}

gboolean
sandbox_lifecycle_update (SandboxLifecycle *self,
                          const SandboxEntitySet *set,
                          const char *id,
                          JsonObject *object,
                          GError **error)
{
  g_autoptr (GHashTable) values = sandbox_body_read (set, object, error);

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (UPDATES); i++)
    if (strcmp (UPDATES[i].set, set->name) == 0)
      return UPDATES[i].update (self, id, values, error);
  g_return_val_if_reached (FALSE);
}

gboolean
sandbox_lifecycle_remove (SandboxLifecycle *self, const SandboxEntitySet *set, const char *id, GError **error)
{
  g_return_val_if_fail (strcmp (set->name, "tableMappings") == 0, FALSE);

  return sandbox_store_exec (self->store, error, "DELETE FROM table_mappings WHERE id = ?", "s", id);
}

static guint
find_action (SandboxGroup group, const SandboxEntitySet *set, const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (ACTIONS[i].group == group && strcmp (ACTIONS[i].set, set->name) == 0
        && strcmp (ACTIONS[i].name, name) == 0)
      break;
  return i;
}

gboolean
sandbox_lifecycle_has_action (SandboxGroup group, const SandboxEntitySet *set, const char *name)
{
  return find_action (group, set, name) < G_N_ELEMENTS (ACTIONS);
}

char **
sandbox_lifecycle_list_actions (SandboxGroup group, const SandboxEntitySet *set)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (ACTIONS[i].group == group && strcmp (ACTIONS[i].set, set->name) == 0)
      g_strv_builder_add (names, ACTIONS[i].name);
  return g_strv_builder_end (names);
}

gboolean
sandbox_lifecycle_act (SandboxLifecycle *self,
                       SandboxGroup group,
                       const SandboxEntitySet *set,
                       const char *id,
                       const char *name,
                       JsonObject *parameters,
                       SandboxOutcome *outcome,
                       GError **error)
{
  SandboxAction action = { self, id, parameters, outcome };
  guint i = find_action (group, set, name);

  g_return_val_if_fail (i < G_N_ELEMENTS (ACTIONS), FALSE);

  outcome->status = ACTIONS[i].status;
  outcome->body = NULL;
  return ACTIONS[i].act (&action, error);
}

void
sandbox_lifecycle_forget_fresh_key (SandboxLifecycle *self)
{
  g_autoptr (GError) error = NULL;

  if (!sandbox_store_exec (self->store, &error, "DELETE FROM temp.fresh_key", ""))
    g_warning ("%s", error->message);
}

gboolean
sandbox_lifecycle_refuse (GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_REFUSED, message);
  return FALSE;
}

/* What the engine says no to is a business reason as well. */
gboolean
sandbox_lifecycle_engine_refused (GError **error, GError *engine_error)
{
  g_autoptr (GError) owned = engine_error;

  /* No reason of the business's, and none that a client can do anything about. */
  if (g_error_matches (owned, G_IO_ERROR, G_IO_ERROR_FAILED))
    {
      g_propagate_error (error, g_steal_pointer (&owned));
      return FALSE;
    }
  return sandbox_lifecycle_refuse (error, "%s", owned->message);
}

gboolean
sandbox_lifecycle_is_enabled (SandboxLifecycle *self)
{
  g_autofree char *enabled = sandbox_store_get_setting (self->store, SANDBOX_SETTING_ENABLED);

  return strcmp (enabled, "1") == 0;
}

gboolean
sandbox_lifecycle_check_enabled (SandboxLifecycle *self, GError **error)
{
  if (sandbox_lifecycle_is_enabled (self))
    return TRUE;
  return sandbox_lifecycle_refuse (error, "Cloud migration is not enabled. Set it up first.");
}

/* Domain §2.4: a run that started a day ago and still says so has been forgotten by everybody. */
gboolean
sandbox_lifecycle_check_no_run (SandboxLifecycle *self, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -1);
  g_autofree char *limit = g_date_time_format (then, "%Y-%m-%dT%H:%M:%S.000Z");
  g_autofree char *update = sandbox_store_get_setting (self->store, SANDBOX_SETTING_UPDATE_STATUS);

  if (strcmp (update, "InProgress") == 0)
    return sandbox_lifecycle_refuse (error, "The service is being updated. Wait until that is done.");
  if (sandbox_store_query_int (
        self->store, 0,
        "SELECT count (*) FROM runs WHERE status IN ('InProgress', 'UpgradeInProgress') "
        "AND start_time > ?",
        "s", limit)
      == 0)
    return TRUE;
  return sandbox_lifecycle_refuse (error, "A migration is already in progress.");
}

gboolean
sandbox_lifecycle_check_no_creation (SandboxLifecycle *self, GError **error)
{
  g_autofree char *status = sandbox_store_get_setting (self->store, SANDBOX_SETTING_CREATION_STATUS);

  if (strcmp (status, "InProgress") != 0)
    return TRUE;
  return sandbox_lifecycle_refuse (error, "Companies are being created. Wait until they are there.");
}

gboolean
sandbox_lifecycle_add_log_entry (SandboxLifecycle *self, const char *details, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *run_id = g_uuid_string_random ();
  g_autofree char *now = sandbox_store_now ();
  g_autofree char *product = sandbox_lifecycle_get_product (self);

  return sandbox_store_exec (self->store, error,
                             "INSERT INTO runs (id, run_id, start_time, end_time, status, source, details) "
                             "VALUES (?, ?, ?, ?, 'Completed', ?, ?)",
                             "ssssss", id, run_id, now, now, sandbox_lifecycle_product_name (product),
                             details);
}

const char *
sandbox_lifecycle_product_name (const char *product_id)
{
  static const struct
  {
    const char *id;
    const char *name;
  } PRODUCTS[] = {
    { "DynamicsBC", "Dynamics 365 Business Central" },
    { "DynamicsBCLast", "Dynamics 365 Business Central - earlier versions" },
    { "DynamicsGP", "Dynamics GP" },
    { "DynamicsSL", "Dynamics SL" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (PRODUCTS); i++)
    if (strcmp (PRODUCTS[i].id, product_id) == 0)
      return PRODUCTS[i].name;
  return NULL;
}

char *
sandbox_lifecycle_get_product (SandboxLifecycle *self)
{
  char *product = sandbox_store_query_text (self->store, "SELECT product_id FROM setup", "");

  return product != NULL ? product : g_strdup ("");
}
