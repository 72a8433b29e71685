/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-account.h"

#include "sandbox-sql.h"
#include "sandbox-users.h"

void
sandbox_account_free (SandboxAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->user_name);
  g_free (self->full_name);
  g_free (self->email);
  g_free (self->object_id);
  g_free (self);
}

static SandboxAccount *
read_row (SandboxStmt *stmt)
{
  SandboxAccount *self = g_new0 (SandboxAccount, 1);

  self->id = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  self->user_name = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
  self->full_name = g_strdup ((const char *) sqlite3_column_text (stmt, 2));
  self->email = g_strdup ((const char *) sqlite3_column_text (stmt, 3));
  self->object_id = g_strdup ((const char *) sqlite3_column_text (stmt, 4));
  self->enabled = sqlite3_column_int (stmt, 5) != 0;
  self->super = sqlite3_column_int (stmt, 6) != 0;
  return self;
}

GPtrArray *
sandbox_account_list (SandboxStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_account_free);
  g_autoptr (SandboxStmt) stmt = NULL;

  if (!sandbox_users_prepare (store, error))
    return NULL;
  stmt = sandbox_sql_prepare (sandbox_store_get_db (store), error,
                              "SELECT id, user_name, full_name, email, object_id, state = 'Enabled',"
                              " instr (', ' || permission_sets || ', ', ', SUPER, ') > 0 AS super"
                              " FROM temp.cloud_users ORDER BY super DESC, state = 'Enabled' DESC, seq");
  if (stmt == NULL)
    return NULL;
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (accounts, read_row (stmt));
  return g_steal_pointer (&accounts);
}

SandboxAccount *
sandbox_account_find (SandboxStore *store, const char *id, GError **error)
{
  g_autoptr (GPtrArray) accounts = sandbox_account_list (store, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      SandboxAccount *account = g_ptr_array_index (accounts, i);

      if (g_strcmp0 (account->id, id) == 0)
        return g_ptr_array_steal_index (accounts, i);
    }
  return NULL;
}

gboolean
sandbox_account_is_called (const SandboxAccount *self, const char *name)
{
  return g_ascii_strcasecmp (self->user_name, name) == 0 || g_ascii_strcasecmp (self->email, name) == 0;
}
