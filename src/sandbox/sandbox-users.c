/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-users.h"

#include "sandbox-sql.h"

/* By what a user of the source is told to be one of the target, the surest first. */
static const struct
{
  const char *suggested_by;
  const char *condition;
} WAYS[] = {
  { "ObjectId", "s.object_id <> '' AND lower (s.object_id) = lower (u.object_id)" },
  { "NameIdentifier", "s.name_identifier <> '' AND s.name_identifier = u.name_identifier" },
  { "Email", "s.email <> '' AND lower (s.email) = lower (u.email)" },
};

/* Only to read: a run may hold the target for long, and what it has not committed is not seen. */
static SandboxDb *
open_target (SandboxStore *store, GError **error)
{
  g_autofree char *path = g_build_filename (sandbox_store_get_folder (store), "cloud.db", NULL);

  return sandbox_sql_open (path, FALSE, error);
}

/* A statement's rows, all of them texts, into a temporary table. */
static gboolean
fill_temp (SandboxStore *store, SandboxStmt *rows, const char *insert, GError **error)
{
  SandboxDb *db = sandbox_store_get_db (store);
  g_autoptr (SandboxStmt) write = sandbox_sql_prepare (db, error, "%s", insert);

  if (write == NULL)
    return FALSE;
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        sqlite3_bind_value (write, i + 1, sqlite3_column_value (rows, i));
      if (sqlite3_step (write) != SQLITE_DONE)
        return sandbox_sql_set_error (db, error, "service.db");
      sqlite3_reset (write);
    }
  return TRUE;
}

static gboolean
read_users (SandboxStore *store, SandboxDb *target, GError **error)
{
  g_autoptr (SandboxStmt) users
    = sandbox_sql_prepare (target, error,
                           "SELECT id, user_name, full_name, email, object_id, name_identifier, state, "
                           "coalesce ((SELECT group_concat"
                           " (permission_set, ', ') FROM (SELECT permission_set FROM sys_user_permissions "
                           "WHERE user_id = id ORDER BY 1)),"
                           " '') FROM sys_users ORDER BY user_name");

  return users != NULL
         && sandbox_sql_exec (
           sandbox_store_get_db (store), error,
           "CREATE TEMP TABLE IF NOT EXISTS cloud_users (seq INTEGER PRIMARY KEY, id TEXT UNIQUE,"
           " version INTEGER DEFAULT 1, user_name TEXT, full_name TEXT, email TEXT, object_id TEXT,"
           " name_identifier TEXT, state TEXT, permission_sets TEXT);"
           "DELETE FROM temp.cloud_users")
         && fill_temp (
           store, users,
           "INSERT INTO temp.cloud_users (id, user_name, full_name, email, object_id, name_identifier,"
           " state, permission_sets) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
           error);
}

gboolean
sandbox_users_prepare (SandboxStore *store, GError **error)
{
  g_autoptr (SandboxDb) target = open_target (store, error);

  return target != NULL && read_users (store, target, error);
}

/* The users that a run has brought, where there are some yet. */
static gboolean
read_replicated (SandboxStore *store, SandboxDb *target, GError **error)
{
  g_autoptr (SandboxStmt) users = NULL;

  if (!sandbox_sql_exec (
        sandbox_store_get_db (store), error,
        "CREATE TEMP TABLE IF NOT EXISTS replicated_users (id TEXT PRIMARY KEY, user_name TEXT, email"
        " TEXT, object_id TEXT, name_identifier TEXT);"
        "DELETE FROM temp.replicated_users"))
    return FALSE;
  if (sandbox_sql_int (
        target, 0,
        "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name IN ('User', 'User Property')")
      < 2)
    return TRUE;
  users = sandbox_sql_prepare (
    target, error,
    "SELECT lower (u.\"User Security ID\"), u.\"User Name\", u.\"Authentication Email\", coalesce"
    " (p.\"Authentication Object ID\", ''), coalesce (p.\"Name Identifier\", '') FROM \"User\" u LEFT JOIN"
    " \"User Property\" p USING (\"User Security ID\")");
  return users != NULL
         && fill_temp (store, users, "INSERT INTO temp.replicated_users VALUES (?, ?, ?, ?, ?)", error);
}

static gboolean
suggest (SandboxStore *store, const char *source_id, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT u.id FROM temp.replicated_users s, temp.cloud_users u WHERE s.id = ? AND %s AND u.id NOT IN"
        " (SELECT destination_id FROM user_mappings) ORDER BY u.seq LIMIT 1",
        WAYS[i].condition);
      g_autofree char *found = sandbox_store_query_text (store, sql, "s", source_id);

      if (found != NULL)
        return sandbox_store_exec (
          store, error, "UPDATE user_mappings SET destination_id = ?, suggested_by = ? WHERE source_id = ?",
          "sss", found, WAYS[i].suggested_by, source_id);
    }
  return TRUE;
}

static gboolean
add_new (SandboxStore *store, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SandboxStmt) news = sandbox_sql_prepare (
    sandbox_store_get_db (store), error,
    "SELECT id, user_name, email FROM temp.replicated_users WHERE id NOT IN (SELECT source_id"
    " FROM user_mappings) ORDER BY user_name");

  if (news == NULL)
    return FALSE;
  while (sqlite3_step (news) == SQLITE_ROW)
    {
      g_autofree char *id = g_uuid_string_random ();

      if (!sandbox_store_exec (
            store, error,
            "INSERT INTO user_mappings (id, source_id, source_name, source_email) VALUES (?, ?, ?, ?)",
            "ssss", id, sqlite3_column_text (news, 0), sqlite3_column_text (news, 1),
            sqlite3_column_text (news, 2)))
        return FALSE;
      g_ptr_array_add (ids, g_strdup ((const char *) sqlite3_column_text (news, 0)));
    }
  for (guint i = 0; i < ids->len; i++)
    {
      if (!suggest (store, ids->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
update_mappings (SandboxStore *store, GError **error)
{
  return sandbox_store_exec (
           store, error,
           "DELETE FROM user_mappings WHERE source_id NOT IN (SELECT id FROM temp.replicated_users)", "")
         && sandbox_store_exec (
           store, error,
           "UPDATE user_mappings SET source_name = s.user_name, source_email = s.email FROM"
           " temp.replicated_users s WHERE s.id = source_id AND (s.user_name <> source_name OR"
           " s.email <> source_email)",
           "")
         && add_new (store, error);
}

gboolean
sandbox_user_mappings_prepare (SandboxStore *store, GError **error)
{
  g_autoptr (SandboxDb) target = open_target (store, error);

  if (target == NULL || !read_users (store, target, error) || !read_replicated (store, target, error)
      || !sandbox_store_begin (store, error))
    return FALSE;
  if (update_mappings (store, error))
    return sandbox_store_commit (store, error);
  sandbox_store_rollback (store);
  return FALSE;
}
