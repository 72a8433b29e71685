/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-target.h"
#include "sandbox-work.h"

#include <string.h>

#define ROWS_A_TABLE 5 /* what making a table counts in the pace */

char *
sandbox_company_find_problem (const char *name, const char **code)
{
  const char *unwanted;
  gsize length = strlen (name);

  if (code == NULL)
    code = &unwanted;
  *code = "50021";
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (!g_unichar_isprint (g_utf8_get_char (at)))
        return g_strdup_printf (
          "The company name “%s” contains characters that can’t be printed, such as a line break. "
          "Rename the company at the source.",
          name);
    }
  *code = "50006";
  if (strchr (name, '/') != NULL)
    return g_strdup_printf (
      "The company name “%s” contains “/”, which is not allowed online. Rename the company at the "
      "source.",
      name);
  if (length > 0 && (name[0] == ' ' || name[length - 1] == ' '))
    return g_strdup_printf (
      "The company name “%s” begins or ends with a blank. Rename the company at the source.", name);
  *code = NULL;
  return NULL;
}

static gboolean
record_company (SandboxStore *store, const char *name, const char *id, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  return sandbox_store_exec (
           store, error,
           "INSERT INTO target_companies (id, name, display_name, business_profile_id, created_at)"
           " SELECT ?, ?, ?, '', ? WHERE NOT EXISTS (SELECT 1 FROM target_companies WHERE name = ?)",
           "sssss", id, name, name, now, name)
         && sandbox_store_exec (
           store, error,
           "UPDATE companies SET status = 'Completed', created = 1, init_status = 'NotInitialized',"
           " init_error = '' WHERE name = ?",
           "s", name);
}

static gboolean
record_problem (SandboxStore *store, const char *name, const char *problem, GError **error)
{
  return sandbox_store_exec (
    store, error,
    "UPDATE companies SET status = 'Error', init_status = 'NotInitialized', init_error = ?"
    " WHERE name = ?",
    "ss", problem, name);
}

static gboolean
record_end (SandboxStore *store, const char *problems, GError **error)
{
  return sandbox_store_set_setting (store, SANDBOX_SETTING_CREATION_ERROR, problems, error)
         && sandbox_store_set_setting (store, SANDBOX_SETTING_CREATION_STATUS,
                                       *problems == '\0' ? "Completed" : "Failed", error);
}

/* Returns: (transfer full) (nullable): why not */
static char *
make_company (SandboxWork *self, SandboxDb *target, const char *name, const char *id)
{
  char *problem = sandbox_company_find_problem (name, NULL);
  g_autoptr (GError) error = NULL;

  if (problem == NULL && !sandbox_target_create_company (target, self->catalog, name, id, &error))
    problem = g_strdup_printf ("The company “%s” could not be created: %s", name, error->message);
  return problem;
}

/* The end of the task is recorded together with the last company: who sees all of them created may go on. */
static gboolean
create_one (SandboxWork *self,
            SandboxDb *target,
            const char *name,
            gboolean last,
            GString *problems,
            GError **error)
{
  g_autofree char *id
    = sandbox_store_query_text (self->store, "SELECT id FROM target_companies WHERE name = ?", "s", name);
  g_autofree char *problem = NULL;

  if (id == NULL)
    id = g_uuid_string_random ();
  problem = make_company (self, target, name, id);
  if (problem != NULL)
    g_string_append_printf (problems, "%s%s", problems->len > 0 ? " " : "", problem);

  if (!sandbox_store_begin (self->store, error))
    return FALSE;
  if ((problem == NULL ? record_company (self->store, name, id, error)
                       : record_problem (self->store, name, problem, error))
      && (!last || record_end (self->store, problems->str, error))
      && sandbox_store_commit (self->store, error))
    return TRUE;
  sandbox_store_rollback (self->store);
  return FALSE;
}

static GPtrArray *
selected_companies (SandboxStore *store)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SandboxStmt) stmt = sandbox_sql_prepare (
    sandbox_store_get_db (store), NULL, "SELECT name FROM companies WHERE replicate = 1 ORDER BY seq");

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (names, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  return names;
}

static gboolean
create_companies (SandboxWork *self, GString *problems, GError **error)
{
  g_autoptr (GPtrArray) names = selected_companies (self->store);
  g_autoptr (SandboxDb) target = sandbox_target_open (self->folder, error);
  guint tables = sandbox_catalog_get_tables (self->catalog)->len;

  if (target == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      /* Left at once: the next start tells. */
      if (!sandbox_control_take (self->control, tables * ROWS_A_TABLE))
        return TRUE;
      if (!create_one (self, target, names->pdata[i], i == names->len - 1, problems, error))
        return FALSE;
    }
  return names->len > 0 || record_end (self->store, "", error);
}

/* Something of the databases went wrong, not with a company. */
static gboolean
give_up (SandboxStore *store, const char *problem, GError **error)
{
  return record_end (store, problem, error)
         && sandbox_store_exec (
           store, error, "UPDATE companies SET status = 'Error', init_error = ? WHERE status = 'InProgress'",
           "s", problem);
}

void
sandbox_companies_create (SandboxWork *self)
{
  g_autoptr (GString) problems = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) report = NULL;

  if (!create_companies (self, problems, &error) && !give_up (self->store, error->message, &report))
    g_warning ("%s", report->message);
}

void
sandbox_company_initialize (SandboxWork *self, const char *company_id)
{
  g_autofree char *name
    = sandbox_store_query_text (self->store, "SELECT name FROM companies WHERE id = ?", "s", company_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) report = NULL;
  g_autoptr (SandboxDb) target = NULL;

  if (name == NULL)
    return;
  if (sandbox_store_query_int (self->store, 0, "SELECT created FROM companies WHERE id = ?", "s", company_id)
      == 0)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The company “%s” has not been created yet.",
                 name);
  else
    target = sandbox_target_open (self->folder, &error);

  if (target != NULL && sandbox_target_initialize_company (target, self->catalog, name, &error)
      && !sandbox_control_take (self->control,
                                sandbox_catalog_get_tables (self->catalog)->len * ROWS_A_TABLE))
    return; /* ended in the middle: settled at the next start */
  if (!sandbox_store_exec (
        self->store, &report,
        "UPDATE companies SET status = 'Completed', init_status = ?, init_error = ? WHERE id = ?", "sss",
        error == NULL ? "Initialized" : "InitializationFailed", error == NULL ? "" : error->message,
        company_id))
    g_warning ("%s", report->message);
}
