/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-body.h"
#include "sandbox-catalog.h"
#include "sandbox-error.h"
#include "sandbox-lifecycle.h"

G_BEGIN_DECLS

struct _SandboxLifecycle
{
  GObject parent_instance;

  SandboxStore *store;
  SandboxEngine *engine;
  /* Between the request that made a runtime and the one that says it is installed; never on disk. */
  char *connection_string;
  char *user_name; /* whose requests they are */
  char *user_email;
  SandboxCatalog *catalog; /* (nullable): of all tables that have a name; made when it is first asked */
};

typedef struct
{
  SandboxLifecycle *self;
  const char *id;
  JsonObject *parameters;
  SandboxOutcome *outcome;
} SandboxAction;

/** SandboxActionFunc: does an action; the outcome is 204 without a body unless it says so */
typedef gboolean (*SandboxActionFunc) (SandboxAction *action, GError **error);

/* In all files of the class: the state, and refusing because of it. */
gboolean sandbox_lifecycle_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean sandbox_lifecycle_engine_refused (GError **error, GError *engine_error);
gboolean sandbox_lifecycle_is_enabled (SandboxLifecycle *self);
gboolean sandbox_lifecycle_check_enabled (SandboxLifecycle *self, GError **error);
gboolean sandbox_lifecycle_check_no_run (SandboxLifecycle *self, GError **error);
gboolean sandbox_lifecycle_check_no_creation (SandboxLifecycle *self, GError **error);
gboolean sandbox_lifecycle_add_log_entry (SandboxLifecycle *self, const char *details, GError **error);
const char *sandbox_lifecycle_product_name (const char *product_id);
char *sandbox_lifecycle_get_product (SandboxLifecycle *self);

/* -setup */
char *sandbox_lifecycle_create_setup (SandboxLifecycle *self, GHashTable *values, GError **error);
gboolean
sandbox_lifecycle_update_setup (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error);
gboolean sandbox_lifecycle_installed_runtime (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_complete_setup (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_get_runtime_keys (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_reset_runtime_keys (SandboxAction *action, GError **error);

/* -companies */
gboolean
sandbox_lifecycle_update_company (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error);
gboolean sandbox_lifecycle_start_creation (SandboxLifecycle *self, GError **error);
gboolean sandbox_lifecycle_create_companies (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_initialize_company (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_mark_initialized (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_mark_not_initialized (SandboxAction *action, GError **error);

/* -runs */
gboolean sandbox_lifecycle_run_replication (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_run_diagnostic (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_run_upgrade (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_refresh_status (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_unblock_table (SandboxAction *action, GError **error);

/* -tables */
gboolean sandbox_lifecycle_update_table_setting (SandboxLifecycle *self,
                                                 const char *id,
                                                 GHashTable *values,
                                                 GError **error);
gboolean sandbox_lifecycle_reset_table_setting (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_repair_companions (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_sanitize_table (SandboxAction *action, GError **error);

/* -ending */
gboolean sandbox_lifecycle_reset_cloud_data (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_complete_migration (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_disable_replication (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_pause_migration (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_abandon_migration (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_update_service (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_set_use_new_ui (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_set_keep_user_permissions (SandboxAction *action, GError **error);

/* -links */
gboolean sandbox_lifecycle_migrate_record_links (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_ignore_warning (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_update_checklist (SandboxLifecycle *self,
                                             const char *id,
                                             GHashTable *values,
                                             GError **error);

/* -users */
gboolean sandbox_lifecycle_update_user_mapping (SandboxLifecycle *self,
                                                const char *id,
                                                GHashTable *values,
                                                GError **error);
gboolean sandbox_lifecycle_apply_user_mappings (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_clear_permissions (SandboxLifecycle *self, GError **error);

/* -mappings */
char *sandbox_lifecycle_create_mapping (SandboxLifecycle *self, GHashTable *values, GError **error);
gboolean
sandbox_lifecycle_update_mapping (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error);
gboolean sandbox_lifecycle_store_default_mappings (SandboxLifecycle *self, gboolean replace, GError **error);
gboolean sandbox_lifecycle_restore_default_mappings (SandboxAction *action, GError **error);
gboolean sandbox_lifecycle_delete_extension_mappings (SandboxAction *action, GError **error);

G_END_DECLS
