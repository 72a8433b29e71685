/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up and the runtime's keys: domain §2.1, api-contract §A notes. */
#include "sandbox-lifecycle-private.h"

#include "sandbox-service.h"

#include <string.h>
#include <sys/random.h>

typedef struct
{
  const char *product_id;
  const char *server_type;
  const char *connection_string;
  const char *runtime_name;
} Wanted;

static void
remember_connection_string (SandboxLifecycle *self, const char *connection_string)
{
  char *copy = g_strdup (connection_string);

  if (self->connection_string != NULL)
    explicit_bzero (self->connection_string, strlen (self->connection_string));
  g_free (self->connection_string);
  self->connection_string = copy;
}

static char *
make_key (void)
{
  guchar secret[32];
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *text = NULL;

  if (getrandom (secret, sizeof secret, 0) != (gssize) sizeof secret)
    g_error ("no random numbers");
  text = g_base64_encode (secret, sizeof secret);
  return g_strdup_printf ("IR@%s@sandbox@%s", id, text);
}

static gboolean
check_connection (SandboxLifecycle *self,
                  const char *product_id,
                  const char *connection_string,
                  GError **error)
{
  GError *engine_error = NULL;

  if (connection_string == NULL || *connection_string == '\0')
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_FIELD,
                           "SQL Connection String must have a value. It cannot be empty.");
      return FALSE;
    }
  if (!sandbox_engine_check_connection (self->engine, connection_string, &engine_error))
    return sandbox_lifecycle_engine_refused (error, engine_error);
  if (strcmp (product_id, "DynamicsBC") != 0 && strcmp (product_id, "DynamicsBCLast") != 0)
    return sandbox_lifecycle_refuse (error, "The database holds Business Central, not %s.",
                                     sandbox_lifecycle_product_name (product_id));
  return TRUE;
}

static gboolean
check_wanted (const Wanted *wanted, GError **error)
{
  if (sandbox_lifecycle_product_name (wanted->product_id) == NULL)
    return sandbox_lifecycle_refuse (
      error, "The value “%.100s” of Product ID is incorrect, there is no such product.", wanted->product_id);
  if (wanted->connection_string == NULL || *wanted->connection_string == '\0')
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_FIELD,
                           "SQL Connection String must have a value. It cannot be empty.");
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_approved (SandboxLifecycle *self, GError **error)
{
  g_autofree char *required = sandbox_store_get_setting (self->store, SANDBOX_SETTING_APPROVAL_REQUIRED);

  if (strcmp (required, "1") != 0)
    return TRUE;
  return sandbox_lifecycle_refuse (
    error, "You are a delegated administrator. A licensed user with the permission set "
           "SUPER has to approve that you set up the cloud migration.");
}

/* Stores what is wanted in the row, and makes a runtime or connects. */
static gboolean
set_up (SandboxLifecycle *self, const char *id, const Wanted *wanted, GError **error)
{
  gboolean new_runtime = strcmp (wanted->server_type, "SQLServer") == 0 && *wanted->runtime_name == '\0';
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;
  g_autofree char *second_key = NULL;

  if (new_runtime)
    {
      name = g_strdup_printf ("runtime-%.8s", id);
      key = make_key ();
      second_key = make_key ();
      if (!sandbox_store_exec (self->store, error, "INSERT INTO temp.fresh_key VALUES (?)", "s", key))
        return FALSE;
    }
  else if (!check_connection (self, wanted->product_id, wanted->connection_string, error))
    return FALSE;
  else
    {
      /* A runtime that was made here keeps its keys when it is named afterwards. */
      g_autofree char *known = sandbox_store_query_text (self->store, "SELECT runtime_name FROM setup", "");
      gboolean azure = strcmp (wanted->server_type, "AzureSQL") == 0;

      name = g_strdup (azure ? "" : wanted->runtime_name);
      if (g_strcmp0 (known, name) == 0)
        {
          key = sandbox_store_query_text (self->store, "SELECT runtime_key FROM setup", "");
          second_key = sandbox_store_query_text (self->store, "SELECT secondary_key FROM setup", "");
        }
    }

  if (!sandbox_store_exec (
        self->store, error,
        "UPDATE setup SET product_id = ?, sql_server_type = ?, runtime_name = ?, runtime_key = ?, "
        "secondary_key = ?, runtime_installed = ?, registered_key = CASE WHEN ?4 <> '' AND registered_key IN "
        "(?4, ?5) THEN registered_key WHEN ?6 THEN ?4 ELSE '' END WHERE id = ?",
        "sssssis", wanted->product_id, wanted->server_type, name, key, second_key, !new_runtime, id))
    return FALSE;
  remember_connection_string (self, wanted->connection_string);
  return TRUE;
}

char *
sandbox_lifecycle_create_setup (SandboxLifecycle *self, GHashTable *values, GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  Wanted wanted = {
    .product_id = sandbox_body_get_text (values, "productId", ""),
    .server_type = sandbox_body_get_text (values, "sqlServerType", "SQLServer"),
    .connection_string = sandbox_body_get_text (values, "sqlConnectionString", ""),
    .runtime_name = sandbox_body_get_text (values, "runtimeName", ""),
  };

  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM setup", "") > 0)
    {
      sandbox_lifecycle_refuse (error, "There can be one setup only. Change the existing one instead.");
      return NULL;
    }
  if (!check_approved (self, error) || !check_wanted (&wanted, error)
      || !sandbox_store_begin (self->store, error))
    return NULL;
  if (!sandbox_store_exec (self->store, error, "INSERT INTO setup (id) VALUES (?)", "s", id)
      || !set_up (self, id, &wanted, error))
    {
      sandbox_store_rollback (self->store);
      return NULL;
    }
  return sandbox_store_commit (self->store, error) ? g_steal_pointer (&id) : NULL;
}

gboolean
sandbox_lifecycle_update_setup (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error)
{
  g_autofree char *product = sandbox_lifecycle_get_product (self);
  g_autofree char *type = sandbox_store_query_text (self->store, "SELECT sql_server_type FROM setup", "");
  Wanted wanted = {
    .product_id = sandbox_body_get_text (values, "productId", product),
    .server_type = sandbox_body_get_text (values, "sqlServerType", type),
    .connection_string = sandbox_body_get_text (values, "sqlConnectionString", self->connection_string),
    /* Not the one of the row: leaving it out asks for a new runtime. */
    .runtime_name = sandbox_body_get_text (values, "runtimeName", ""),
  };

  if (!check_approved (self, error) || !sandbox_lifecycle_check_no_run (self, error)
      || !check_wanted (&wanted, error) || !sandbox_store_begin (self->store, error))
    return FALSE;
  if (!set_up (self, id, &wanted, error))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  return sandbox_store_commit (self->store, error);
}

gboolean
sandbox_lifecycle_installed_runtime (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *product = sandbox_lifecycle_get_product (self);

  if (self->connection_string == NULL)
    return sandbox_lifecycle_refuse (error,
                                     "The connection string is not kept. Send it again with the setup, "
                                     "and name the integration runtime.");
  if (!check_connection (self, product, self->connection_string, error))
    return FALSE;
  if (sandbox_runtime_has_old_key (self->store))
    return sandbox_lifecycle_refuse (
      error,
      "The integration runtime was refused: it is registered with a key that was reset. Register it anew.");
  /* A sandbox has a runtime of its own where nobody has registered another: sandbox_runtime_register(). */
  return sandbox_store_exec (
    self->store, error,
    "UPDATE setup SET runtime_installed = 1, registered_key = CASE registered_key WHEN '' "
    "THEN runtime_key ELSE registered_key END WHERE id = ?",
    "s", action->id);
}

static gboolean
store_completion (SandboxLifecycle *self, const char *id, GError **error)
{
  return sandbox_store_exec (self->store, error, "UPDATE setup SET completed = 1 WHERE id = ?", "s", id)
         && sandbox_store_set_setting (self->store, SANDBOX_SETTING_ENABLED, "1", error)
         && sandbox_store_set_setting (self->store, SANDBOX_SETTING_DISABLED_REASON, "", error)
         && sandbox_lifecycle_store_default_mappings (self, FALSE, error)
         && sandbox_lifecycle_add_log_entry (self, "Cloud migration has been set up.", error);
}

gboolean
sandbox_lifecycle_complete_setup (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;

  if (!check_approved (self, error) || !sandbox_lifecycle_check_no_run (self, error)
      || !sandbox_lifecycle_check_no_creation (self, error))
    return FALSE;
  if (sandbox_store_query_int (self->store, 0, "SELECT runtime_installed FROM setup", "") == 0)
    return sandbox_lifecycle_refuse (
      error, "The integration runtime is not connected yet. Install and register it first.");
  /* Done twice where the process ends in between, which makes no difference. */
  if (!sandbox_lifecycle_clear_permissions (self, error) || !sandbox_store_begin (self->store, error))
    return FALSE;
  if (!store_completion (self, action->id, error))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  if (!sandbox_store_commit (self->store, error))
    return FALSE;
  /* The vendor's sample completes first and selects afterwards. */
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM companies WHERE replicate = 1", "")
      == 0)
    return TRUE;
  return sandbox_lifecycle_start_creation (self, error);
}

static gboolean
answer_keys (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *key = sandbox_store_query_text (self->store, "SELECT runtime_key FROM setup", "");
  g_autofree char *second_key = sandbox_store_query_text (self->store, "SELECT secondary_key FROM setup", "");

  action->outcome->body = g_strdup_printf ("\"primaryKey\":\"%s\",\"secondaryKey\":\"%s\"", key, second_key);
  return TRUE;
}

static gboolean
check_has_runtime (SandboxLifecycle *self, GError **error)
{
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM setup WHERE runtime_key <> ''", "") > 0)
    return TRUE;
  return sandbox_lifecycle_refuse (error, "There is no integration runtime whose keys are known here.");
}

gboolean
sandbox_lifecycle_get_runtime_keys (SandboxAction *action, GError **error)
{
  return check_has_runtime (action->self, error) && answer_keys (action, error);
}

gboolean
sandbox_lifecycle_reset_runtime_keys (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *key = NULL;
  g_autofree char *second_key = NULL;

  if (!check_has_runtime (self, error))
    return FALSE;
  key = make_key ();
  second_key = make_key ();
  if (!sandbox_store_exec (self->store, error, "UPDATE setup SET runtime_key = ?, secondary_key = ?", "ss",
                           key, second_key))
    return FALSE;
  sandbox_engine_hand_over_key (self->engine);
  return answer_keys (action, error);
}
