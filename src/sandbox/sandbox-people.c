/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-people.h"

#include "sandbox-catalog.h"
#include "sandbox-target.h"

#define DOMAIN "cronusonline.example"

/* How many of the source's users can be told by what; the next few have a namesake online, the rest nobody. */
#define BY_OBJECT_ID       4
#define BY_NAME_IDENTIFIER 3
#define BY_EMAIL           3
#define BY_NOTHING         2

/* Fields that hold the name of a user; `User`.`User Name` is what a user of the source is called. */
static const char USER_COLUMNS[]
  = "'User ID', 'To User ID', 'Creating User', 'Created By', 'Assigned User ID'";

static const char *const PERMISSION_SETS[]
  = { "D365 BUS FULL ACCESS", "D365 ACCOUNTANTS", "D365 SALES", "D365 WHSE", "D365 READ" };

typedef struct
{
  SandboxDb *target;
  guint number;
} Maker;

SandboxRename *
sandbox_rename_new (const char *user_id, const char *from, const char *to)
{
  SandboxRename *self = g_new0 (SandboxRename, 1);

  self->user_id = g_strdup (user_id);
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  return self;
}

void
sandbox_rename_free (SandboxRename *self)
{
  g_free (self->user_id);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/* Ends a transaction with what came of the steps in it. */
static gboolean
finish (SandboxDb *target, gboolean ok, GError **error)
{
  if (ok && sandbox_sql_exec (target, error, "COMMIT"))
    return TRUE;
  sandbox_sql_rollback (target);
  return FALSE;
}

static gboolean
add_user (Maker *self,
          const char *user_name,
          const char *full_name,
          const char *email,
          const char *object_id,
          const char *name_identifier,
          const char *state,
          const char *permission_set,
          GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *other_id = g_uuid_string_random ();

  self->number++;
  return sandbox_sql_exec (self->target, error,
                           "INSERT INTO sys_users VALUES (%Q, %Q, %Q, %Q, %Q, %Q, %Q);"
                           "INSERT INTO sys_user_permissions VALUES (%Q, %Q);",
                           id, user_name, full_name, email, object_id != NULL ? object_id : other_id,
                           name_identifier != NULL ? name_identifier : email, state, id, permission_set);
}

/* Online, people are called as their address is, and have addresses of another domain. */
static gboolean
add_colleague (Maker *self, SandboxStmt *person, GError **error)
{
  const char *full_name = (const char *) sqlite3_column_text (person, 0);
  const char *email = (const char *) sqlite3_column_text (person, 1);
  guint index = self->number;
  gsize local = strcspn (email, "@");
  g_autofree char *local_part = g_strndup (email, local);
  g_autofree char *user_name = g_ascii_strup (local_part, -1);
  g_autofree char *address = g_strdup_printf ("%s@" DOMAIN, local_part);
  const char *object_id = NULL;
  const char *name_identifier = NULL;

  if (index < BY_OBJECT_ID)
    object_id = (const char *) sqlite3_column_text (person, 2);
  else if (index < BY_OBJECT_ID + BY_NAME_IDENTIFIER)
    name_identifier = (const char *) sqlite3_column_text (person, 3);
  else if (index < BY_OBJECT_ID + BY_NAME_IDENTIFIER + BY_EMAIL)
    {
      g_free (address);
      address = g_strdup (email);
      address[0] = g_ascii_toupper (address[0]);
      name_identifier = "";
    }
  return add_user (self, user_name, full_name, address, object_id, name_identifier, "Enabled",
                   PERMISSION_SETS[index % G_N_ELEMENTS (PERMISSION_SETS)], error);
}

/* What they did in the first company, in a table that has them in its key and in one that has not. */
static gboolean
add_records (SandboxDb *target, GError **error)
{
  g_autofree char *setup = sandbox_sql_name (SANDBOX_TARGET_COMPANY, "User Setup", SANDBOX_APP_BASE, FALSE);
  g_autofree char *log
    = sandbox_sql_name (SANDBOX_TARGET_COMPANY, "Change Log Entry", SANDBOX_APP_BASE, FALSE);

  return sandbox_sql_exec (
    target, error,
    "CREATE TABLE \"%w\" (\"User ID\" nvarchar(50) PRIMARY KEY, \"Allow Posting From\" datetime NOT NULL "
    "DEFAULT"
    " '1753-01-01 00:00:00', \"E-Mail\" nvarchar(100) NOT NULL DEFAULT '') WITHOUT ROWID;"
    "INSERT INTO \"%w\" (\"User ID\", \"E-Mail\") SELECT user_name, email FROM sys_users;"
    "CREATE TABLE \"%w\" (\"Entry No_\" int PRIMARY KEY, \"User ID\" nvarchar(50) NOT NULL, \"Table No_\" "
    "int NOT"
    " NULL, \"Field No_\" int NOT NULL, \"Old Value\" nvarchar(250) NOT NULL, \"New Value\" nvarchar(250) "
    "NOT NULL)"
    " WITHOUT ROWID;"
    "INSERT INTO \"%w\" SELECT 3 * row_number () OVER (ORDER BY user_name) + n.value, user_name, 79, 2, '', "
    "'x'"
    " FROM sys_users, json_each ('[0, 1, 2]') n",
    setup, setup, log, log);
}

static gboolean
fill (Maker *self, SandboxDb *source, GError **error)
{
  g_autoptr (SandboxStmt) people = sandbox_sql_prepare (
    source, error,
    "SELECT u.\"Full Name\", u.\"Authentication Email\", p.\"Authentication Object ID\","
    " p.\"Name Identifier\" FROM \"User\" u JOIN \"User Property\" p USING"
    " (\"User Security ID\") ORDER BY u.\"User Name\" LIMIT %d",
    BY_OBJECT_ID + BY_NAME_IDENTIFIER + BY_EMAIL + BY_NOTHING);

  if (people == NULL)
    return FALSE;
  while (sqlite3_step (people) == SQLITE_ROW)
    {
      if (!add_colleague (self, people, error))
        return FALSE;
    }
  return add_user (self, "ADMIN", "Migration Administrator", "admin@" DOMAIN, NULL, NULL, "Enabled", "SUPER",
                   error)
         && add_user (self, "TRAINEE", "Former Trainee", "trainee@" DOMAIN, NULL, NULL, "Disabled",
                      "D365 READ", error)
         && add_records (self->target, error);
}

gboolean
sandbox_people_ensure (SandboxDb *target, SandboxDb *source, GError **error)
{
  Maker self = { .target = target };

  if (sandbox_sql_int (target, 0, "SELECT count (*) FROM sqlite_schema WHERE name = 'sys_users'") > 0)
    return TRUE;
  return sandbox_sql_exec (target, error, "BEGIN IMMEDIATE")
         && finish (
           target,
           sandbox_sql_exec (target, error,
                             "CREATE TABLE sys_users (id TEXT PRIMARY KEY, user_name TEXT NOT NULL"
                             " UNIQUE, full_name TEXT NOT NULL, email TEXT NOT NULL, object_id TEXT NOT"
                             " NULL, name_identifier TEXT NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;"
                             "CREATE TABLE sys_user_permissions (user_id TEXT NOT NULL, permission_set"
                             " TEXT NOT NULL, PRIMARY KEY (user_id, permission_set)) WITHOUT ROWID")
             && fill (&self, source, error),
           error);
}

/* Names may be swapped: between the old and the new one, everybody has a name that nobody can have. */
static gboolean
list_renames (SandboxDb *target, GPtrArray *renames, guint *n_renamed, GError **error)
{
  if (!sandbox_sql_exec (target, error,
                         "CREATE TEMP TABLE IF NOT EXISTS renames (user_id TEXT PRIMARY KEY, old TEXT UNIQUE,"
                         " meanwhile TEXT, new TEXT UNIQUE);"
                         "DELETE FROM temp.renames"))
    return FALSE;
  *n_renamed = 0;
  for (guint i = 0; i < renames->len; i++)
    {
      const SandboxRename *rename = renames->pdata[i];

      if (g_str_equal (rename->from, rename->to))
        continue;
      ++*n_renamed;
      if (!sandbox_sql_exec (target, error,
                             "INSERT OR IGNORE INTO temp.renames VALUES (%Q, %Q, char (1) || '%u', %Q)",
                             rename->user_id, rename->from, i, rename->to))
        return FALSE;
      if (sqlite3_changes (target) == 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "Two users would be called “%s”.", rename->to);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_free (SandboxDb *target, GError **error)
{
  g_autofree char *taken = sandbox_sql_text (
    target, "SELECT u.user_name FROM sys_users u JOIN temp.renames r ON r.new = u.user_name WHERE"
            " u.id NOT IN (SELECT user_id FROM temp.renames) ORDER BY 1 LIMIT 1");

  if (taken == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               "The name “%s” belongs to another user of the environment.", taken);
  return FALSE;
}

/* A record of the new name that is there already came from the source, and stays. */
static gboolean
rename_in (SandboxDb *target, const char *table, const char *column, GError **error)
{
  return sandbox_sql_exec (
    target, error,
    "UPDATE main.\"%w\" SET \"%w\" = (SELECT r.meanwhile FROM temp.renames r WHERE r.old = \"%w\")"
    " WHERE \"%w\" IN (SELECT r.old FROM temp.renames r);"
    "UPDATE OR IGNORE main.\"%w\" SET \"%w\" = (SELECT r.new FROM temp.renames r WHERE r.meanwhile = \"%w\")"
    " WHERE \"%w\" IN (SELECT r.meanwhile FROM temp.renames r);"
    "DELETE FROM main.\"%w\" WHERE \"%w\" IN (SELECT r.meanwhile FROM temp.renames r)",
    table, column, column, column, table, column, column, column, table, column);
}

static gboolean
rename_records (SandboxDb *target, GError **error)
{
  g_autoptr (SandboxStmt) columns = sandbox_sql_prepare (
    target, error,
    "SELECT m.name, c.name FROM main.sqlite_schema m, pragma_table_info (m.name) c WHERE m.type = 'table'"
    " AND c.name IN (%s)",
    USER_COLUMNS);

  if (columns == NULL)
    return FALSE;
  while (sqlite3_step (columns) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (columns, 0);
      const char *column = (const char *) sqlite3_column_text (columns, 1);

      if (!rename_in (target, table, column, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
rename_users (SandboxDb *target, GError **error)
{
  return sandbox_sql_exec (
    target, error,
    "UPDATE sys_users SET user_name = (SELECT meanwhile FROM temp.renames WHERE user_id = id)"
    " WHERE id IN (SELECT user_id FROM temp.renames);"
    "UPDATE sys_users SET user_name = (SELECT new FROM temp.renames WHERE user_id = id)"
    " WHERE id IN (SELECT user_id FROM temp.renames)");
}

gboolean
sandbox_people_rename (SandboxDb *target,
                       GPtrArray *renames,
                       const char *now,
                       guint *n_renamed,
                       GError **error)
{
  return sandbox_sql_exec (target, error, "BEGIN IMMEDIATE")
         && finish (target,
                    list_renames (target, renames, n_renamed, error) && check_free (target, error)
                      && rename_records (target, error) && rename_users (target, error)
                      && sandbox_target_set_property (target, SANDBOX_PROPERTY_USER_MAPPING_AT, now, error),
                    error);
}

gboolean
sandbox_people_clear_permissions (SandboxDb *target, GError **error)
{
  return sandbox_sql_exec (target, error,
                           "BEGIN IMMEDIATE;"
                           "DELETE FROM sys_user_permissions WHERE user_id NOT IN (SELECT user_id FROM"
                           " sys_user_permissions WHERE permission_set = 'SUPER');"
                           "INSERT INTO sys_user_permissions SELECT id, '" SANDBOX_DEFAULT_PERMISSION_SET
                           "' FROM sys_users WHERE id NOT IN (SELECT user_id FROM sys_user_permissions)")
         && finish (target, TRUE, error);
}
