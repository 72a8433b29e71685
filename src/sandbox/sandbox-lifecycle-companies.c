/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies: selecting, creating, initialising. Domain §2.2. */
#include "sandbox-lifecycle-private.h"
#include "sandbox-work.h"

#include <string.h>

/* Domain §2.2: while its task runs, a company can't be changed. */
static gboolean
refuse_at_work (SandboxLifecycle *self, const char *id, const char *name, GError **error)
{
  g_autofree char *creation = sandbox_store_get_setting (self->store, SANDBOX_SETTING_CREATION_STATUS);
  gint64 created
    = sandbox_store_query_int (self->store, 0, "SELECT created FROM companies WHERE id = ?", "s", id);

  if (created != 0 && strcmp (creation, "InProgress") != 0)
    return sandbox_lifecycle_refuse (error, "The company “%s” is being initialized. Change it afterwards.",
                                     name);
  return sandbox_lifecycle_refuse (error, "The company “%s” is being created. Change it afterwards.", name);
}

gboolean
sandbox_lifecycle_update_company (SandboxLifecycle *self, const char *id, GHashTable *values, GError **error)
{
  g_autofree char *name
    = sandbox_store_query_text (self->store, "SELECT name FROM companies WHERE id = ?", "s", id);
  g_autofree char *status
    = sandbox_store_query_text (self->store, "SELECT status FROM companies WHERE id = ?", "s", id);
  g_autofree char *problem = NULL;
  gint64 present
    = sandbox_store_query_int (self->store, 0, "SELECT replicate FROM companies WHERE id = ?", "s", id);
  gint64 wanted = sandbox_body_get_integer (values, "replicate", present);

  if (wanted == present)
    return TRUE;
  if (g_strcmp0 (status, "InProgress") == 0)
    return refuse_at_work (self, id, name, error);
  if (wanted != 0 && (problem = sandbox_company_find_problem (name, NULL)) != NULL)
    return sandbox_lifecycle_refuse (error, "%s", problem);
  return sandbox_store_exec (self->store, error, "UPDATE companies SET replicate = ? WHERE id = ?", "is",
                             (int) wanted, id);
}

/* The state says so before the answer does: a client that asks at once must not see the state before. */
gboolean
sandbox_lifecycle_start_creation (SandboxLifecycle *self, GError **error)
{
  g_autofree char *before = sandbox_store_get_setting (self->store, SANDBOX_SETTING_CREATION_STATUS);
  g_autofree char *error_before = sandbox_store_get_setting (self->store, SANDBOX_SETTING_CREATION_ERROR);
  GError *engine_error = NULL;

  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if (!sandbox_store_set_setting (self->store, SANDBOX_SETTING_CREATION_STATUS, "InProgress", error)
      || !sandbox_store_set_setting (self->store, SANDBOX_SETTING_CREATION_ERROR, "", error)
      || !sandbox_store_exec (self->store, error,
                              "UPDATE companies SET init_status = 'NotInitialized', init_error = '' "
                              "WHERE replicate = 1",
                              ""))
    {
      sandbox_store_rollback (self->store);
      return FALSE;
    }
  if (!sandbox_store_commit (self->store, error))
    return FALSE;

  if (sandbox_engine_start_company_creation (self->engine, &engine_error))
    return TRUE;
  sandbox_store_set_setting (self->store, SANDBOX_SETTING_CREATION_STATUS, before, NULL);
  sandbox_store_set_setting (self->store, SANDBOX_SETTING_CREATION_ERROR, error_before, NULL);
  return sandbox_lifecycle_engine_refused (error, engine_error);
}

gboolean
sandbox_lifecycle_create_companies (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error)
      || !sandbox_lifecycle_check_no_creation (self, error))
    return FALSE;
  if (sandbox_store_query_int (self->store, 0, "SELECT count (*) FROM companies WHERE replicate = 1", "")
      == 0)
    return sandbox_lifecycle_refuse (error, "No companies are selected for replication.");
  return sandbox_lifecycle_start_creation (self, error);
}

static gboolean
check_changeable (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *name
    = sandbox_store_query_text (self->store, "SELECT name FROM companies WHERE id = ?", "s", action->id);

  g_autofree char *status
    = sandbox_store_query_text (self->store, "SELECT status FROM companies WHERE id = ?", "s", action->id);

  if (sandbox_store_query_int (self->store, 0, "SELECT created FROM companies WHERE id = ?", "s", action->id)
      == 0)
    return sandbox_lifecycle_refuse (error, "The company “%s” has not been created yet.", name);
  if (g_strcmp0 (status, "InProgress") == 0)
    return refuse_at_work (self, action->id, name, error);
  return TRUE;
}

gboolean
sandbox_lifecycle_initialize_company (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  GError *engine_error = NULL;

  if (!sandbox_lifecycle_check_enabled (self, error) || !sandbox_lifecycle_check_no_run (self, error)
      || !sandbox_lifecycle_check_no_creation (self, error) || !check_changeable (action, error))
    return FALSE;
  if (!sandbox_engine_start_company_initialization (self->engine, action->id, &engine_error))
    return sandbox_lifecycle_engine_refused (error, engine_error);
  return TRUE;
}

static gboolean
mark (SandboxAction *action, const char *status, GError **error)
{
  return sandbox_lifecycle_check_no_creation (action->self, error) && check_changeable (action, error)
         && sandbox_store_exec (action->self->store, error,
                                "UPDATE companies SET init_status = ?, init_error = '' WHERE id = ?", "ss",
                                status, action->id);
}

gboolean
sandbox_lifecycle_mark_initialized (SandboxAction *action, GError **error)
{
  return mark (action, "Initialized", error);
}

gboolean
sandbox_lifecycle_mark_not_initialized (SandboxAction *action, GError **error)
{
  return mark (action, "NotInitialized", error);
}
