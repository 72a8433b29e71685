/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mapping users: domain §2.9. */
#include "sandbox-lifecycle-private.h"

#include "sandbox-people.h"
#include "sandbox-users.h"

/* Returns: (transfer full) (nullable): who is called so */
static char *
find_user (SandboxLifecycle *self, const char *name, GError **error)
{
  char *id = sandbox_store_query_text (
    self->store,
    "SELECT id FROM temp.cloud_users WHERE user_name = ? COLLATE NOCASE ORDER BY user_name = ? DESC", "ss",
    name, name);

  if (id == NULL)
    g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_FIELD, "The environment has no user “%s”.", name);
  return id;
}

/* The address of the mapping has been read just now, and so have the users. */
gboolean
sandbox_lifecycle_update_user_mapping (SandboxLifecycle *self,
                                       const char *id,
                                       GHashTable *values,
                                       GError **error)
{
  const char *name = sandbox_body_get_text (values, "destinationUserId", NULL);
  g_autofree char *user = NULL;
  g_autofree char *other = NULL;

  if (name == NULL)
    return TRUE;
  if (*name != '\0')
    {
      user = find_user (self, name, error);
      if (user == NULL)
        return FALSE;
      other = sandbox_store_query_text (
        self->store, "SELECT source_name FROM user_mappings WHERE destination_id = ? AND id <> ?", "ss", user,
        id);
    }
  if (other != NULL)
    return sandbox_lifecycle_refuse (
      error, "The user “%s” is mapped to “%s” already. Each user of the environment can be mapped once.",
      name, other);
  return sandbox_store_exec (
    self->store, error,
    "UPDATE user_mappings SET destination_id = ?1, suggested_by = '' WHERE id = ?2 AND"
    " destination_id <> ?1",
    "ss", user, id);
}

static GPtrArray *
list_renames (SandboxStore *store, GError **error)
{
  g_autoptr (GPtrArray) renames = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_rename_free);
  g_autoptr (SandboxStmt) mapped = sandbox_sql_prepare (
    sandbox_store_get_db (store), error,
    "SELECT u.id, u.user_name, m.source_name FROM user_mappings m JOIN temp.cloud_users u ON u.id"
    " = m.destination_id ORDER BY m.seq");

  if (mapped == NULL)
    return NULL;
  while (sqlite3_step (mapped) == SQLITE_ROW)
    g_ptr_array_add (renames, sandbox_rename_new ((const char *) sqlite3_column_text (mapped, 0),
                                                  (const char *) sqlite3_column_text (mapped, 1),
                                                  (const char *) sqlite3_column_text (mapped, 2)));
  return g_steal_pointer (&renames);
}

/* Whoever has read the mappings before would send names that nobody has any more. */
static gboolean
record_mapping (SandboxStore *store, const char *now, GError **error)
{
  return sandbox_store_set_setting (store, SANDBOX_SETTING_USER_MAPPING_AT, now, error)
         && sandbox_store_exec (
           store, error, "UPDATE user_mappings SET version = version + 1 WHERE destination_id <> ''", "");
}

gboolean
sandbox_lifecycle_apply_user_mappings (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *now = sandbox_store_now ();
  g_autoptr (GPtrArray) renames = list_renames (self->store, error);
  g_autoptr (SandboxDb) target = NULL;
  GError *engine_error = NULL;
  guint renamed;

  if (renames == NULL || !sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  if (renames->len == 0)
    return sandbox_lifecycle_refuse (error, "No user is mapped. Choose users of the environment first.");
  target = sandbox_engine_open_target (self->engine, &engine_error);
  if (target == NULL || !sandbox_people_rename (target, renames, now, &renamed, &engine_error))
    return sandbox_lifecycle_engine_refused (error, engine_error);
  action->outcome->body = g_strdup_printf ("\"count\":%u", renamed);
  return record_mapping (self->store, now, error);
}

gboolean
sandbox_lifecycle_clear_permissions (SandboxLifecycle *self, GError **error)
{
  g_autofree char *keep = sandbox_store_get_setting (self->store, SANDBOX_SETTING_KEEP_USER_PERMISSIONS);
  g_autoptr (SandboxDb) target = NULL;
  GError *engine_error = NULL;

  if (g_str_equal (keep, "1"))
    return TRUE;
  target = sandbox_engine_open_target (self->engine, &engine_error);
  if (target == NULL || !sandbox_people_clear_permissions (target, &engine_error))
    return sandbox_lifecycle_engine_refused (error, engine_error);
  return TRUE;
}
