/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-schema.h"

#include <string.h>

static void
column_free (gpointer data)
{
  SandboxColumn *column = data;

  g_free (column->name);
  g_free (column->declared);
  g_free (column);
}

static void
problem_free (gpointer data)
{
  SandboxProblem *problem = data;

  g_free (problem->column);
  g_free (problem->found);
  g_free (problem->expected);
  g_free (problem);
}

static SandboxSqlType
parse_type (const char *declared, guint *length)
{
  static const struct
  {
    const char *name;
    SandboxSqlType type;
  } NAMES[] = {
    { "nvarchar", SANDBOX_SQL_TYPE_TEXT },    { "varchar", SANDBOX_SQL_TYPE_TEXT },
    { "nchar", SANDBOX_SQL_TYPE_TEXT },       { "int", SANDBOX_SQL_TYPE_INTEGER },
    { "tinyint", SANDBOX_SQL_TYPE_INTEGER },  { "smallint", SANDBOX_SQL_TYPE_INTEGER },
    { "bigint", SANDBOX_SQL_TYPE_INTEGER },   { "decimal", SANDBOX_SQL_TYPE_DECIMAL },
    { "numeric", SANDBOX_SQL_TYPE_DECIMAL },  { "datetime", SANDBOX_SQL_TYPE_DATE },
    { "datetime2", SANDBOX_SQL_TYPE_DATE },   { "uniqueidentifier", SANDBOX_SQL_TYPE_GUID },
    { "varbinary", SANDBOX_SQL_TYPE_BINARY }, { "image", SANDBOX_SQL_TYPE_BINARY },
  };
  gsize name_length = strcspn (declared, "(");
  const char *size = declared + name_length;

  *length = G_MAXUINT;
  if (*size == '(' && g_ascii_isdigit (size[1]))
    *length = (guint) g_ascii_strtoull (size + 1, NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    {
      if (strlen (NAMES[i].name) == name_length
          && g_ascii_strncasecmp (NAMES[i].name, declared, name_length) == 0)
        return NAMES[i].type;
    }
  return SANDBOX_SQL_TYPE_OTHER;
}

GPtrArray *
sandbox_schema_read (SandboxDb *db, const char *table)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (SandboxStmt) stmt
    = sandbox_sql_prepare (db, NULL, "SELECT name, type, pk FROM pragma_table_info (%Q)", table);

  while (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW)
    {
      SandboxColumn *column = g_new0 (SandboxColumn, 1);

      column->name = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      column->declared = g_strdup ((const char *) sqlite3_column_text (stmt, 1));
      column->type = parse_type (column->declared, &column->length);
      column->key = sqlite3_column_int (stmt, 2) > 0;
      g_ptr_array_add (columns, column);
    }
  return columns;
}

const SandboxColumn *
sandbox_schema_find (GPtrArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const SandboxColumn *column = columns->pdata[i];

      if (g_ascii_strcasecmp (column->name, name) == 0)
        return column;
    }
  return NULL;
}

GPtrArray *
sandbox_schema_keys (GPtrArray *columns)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < columns->len; i++)
    {
      SandboxColumn *column = columns->pdata[i];

      if (column->key)
        g_ptr_array_add (keys, column->name);
    }
  return keys;
}

static SandboxSqlType
expected_type (const SandboxField *field)
{
  switch (field->type)
    {
    case SANDBOX_FIELD_CODE:
    case SANDBOX_FIELD_TEXT:
      return SANDBOX_SQL_TYPE_TEXT;
    case SANDBOX_FIELD_DECIMAL:
      return SANDBOX_SQL_TYPE_DECIMAL;
    case SANDBOX_FIELD_DATE:
    case SANDBOX_FIELD_DATETIME:
      return SANDBOX_SQL_TYPE_DATE;
    case SANDBOX_FIELD_GUID:
      return SANDBOX_SQL_TYPE_GUID;
    case SANDBOX_FIELD_BLOB:
      return SANDBOX_SQL_TYPE_BINARY;
    case SANDBOX_FIELD_INTEGER:
    case SANDBOX_FIELD_BOOLEAN:
    case SANDBOX_FIELD_OPTION:
    default:
      return SANDBOX_SQL_TYPE_INTEGER;
    }
}

static SandboxProblem *
add_problem (GPtrArray *problems,
             SandboxProblemKind kind,
             const SandboxField *field,
             const SandboxColumn *column)
{
  SandboxProblem *problem = g_new0 (SandboxProblem, 1);

  problem->kind = kind;
  if (field != NULL)
    {
      problem->column = g_strdup (field->column);
      problem->expected = sandbox_field_sql_type (field);
      problem->allowed = field->length;
    }
  else if (column != NULL)
    {
      problem->column = g_strdup (column->name);
    }
  problem->found = g_strdup (column != NULL ? column->declared : "");
  g_ptr_array_add (problems, problem);
  return problem;
}

static void
check_length (SandboxDb *source,
              const char *sql_name,
              const SandboxField *field,
              const SandboxColumn *column,
              GPtrArray *problems)
{
  g_autoptr (SandboxStmt) stmt = NULL;

  if (column->length <= field->length)
    return;
  stmt = sandbox_sql_prepare (
    source, NULL, "SELECT count (*), max (length (\"%w\")) FROM \"%w\" WHERE length (\"%w\") > %u",
    column->name, sql_name, column->name, field->length);
  if (stmt != NULL && sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_int (stmt, 0) > 0)
    {
      SandboxProblem *problem = add_problem (problems, SANDBOX_PROBLEM_LENGTH, field, column);

      problem->n_values = (guint) sqlite3_column_int (stmt, 0);
      problem->longest = (guint) sqlite3_column_int (stmt, 1);
    }
}

GPtrArray *
sandbox_schema_check (SandboxDb *source, const char *sql_name, const SandboxTable *table)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (problem_free);
  g_autoptr (GPtrArray) columns = sandbox_schema_read (source, sql_name);

  if (columns->len == 0)
    {
      add_problem (problems, SANDBOX_PROBLEM_NO_TABLE, NULL, NULL);
      return problems;
    }
  for (guint i = 0; i < table->fields->len; i++)
    {
      const SandboxField *field = table->fields->pdata[i];
      const SandboxColumn *column = sandbox_schema_find (columns, field->column);

      if (column == NULL)
        {
          /* A field that the older version didn't have yet gets its empty value. */
          if (field->key)
            add_problem (problems, SANDBOX_PROBLEM_KEY, field, NULL);
        }
      else if (column->type != expected_type (field))
        {
          add_problem (problems, SANDBOX_PROBLEM_TYPE, field, column);
        }
      else
        {
          if (column->type == SANDBOX_SQL_TYPE_TEXT)
            check_length (source, sql_name, field, column, problems);
          if (field->key != column->key)
            add_problem (problems, SANDBOX_PROBLEM_SCHEMA, field, column);
        }
    }
  return problems;
}

static void
append_code (GString *text, const SandboxProblem *problem)
{
  static const char *const LETTERS[] = { "", "PK", "T", "L", "" };
  g_auto (GStrv) parts = g_strsplit (problem->column, "]", -1);
  g_autofree char *escaped = g_strjoinv ("]]", parts);

  g_string_append_printf (text, "%s[%s]%s,", text->len > 0 ? "|" : "", escaped, LETTERS[problem->kind]);
}

static void
append_sentence (GString *text, const SandboxProblem *problem)
{
  switch (problem->kind)
    {
    case SANDBOX_PROBLEM_KEY:
      g_string_append_printf (text, " Column “%s” of the primary key is missing at the source.",
                              problem->column);
      break;
    case SANDBOX_PROBLEM_TYPE:
      g_string_append_printf (text, " Column “%s” has the type %s at the source, %s is expected.",
                              problem->column, problem->found, problem->expected);
      break;
    case SANDBOX_PROBLEM_LENGTH:
      g_string_append_printf (
        text,
        " Column “%s” has values longer than the %u characters allowed: %u of them, the longest "
        "with %u characters.",
        problem->column, problem->allowed, problem->n_values, problem->longest);
      break;
    case SANDBOX_PROBLEM_SCHEMA:
      g_string_append_printf (text, " Column “%s” is in the primary key of one side only.", problem->column);
      break;
    case SANDBOX_PROBLEM_NO_TABLE:
    default:
      g_string_append (text, " The table does not exist at the source.");
      break;
    }
}

char *
sandbox_schema_describe (GPtrArray *problems, const char *table_name, const char *sql_name, char **code)
{
  GString *text = g_string_new (NULL);
  const char *number = "50011";

  g_return_val_if_fail (problems->len > 0, NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const SandboxProblem *problem = problems->pdata[i];

      if (problem->kind == SANDBOX_PROBLEM_NO_TABLE)
        number = "50004";
      else if (problem->kind == SANDBOX_PROBLEM_SCHEMA)
        number = "50005";
      else
        append_code (text, problem);
    }
  if (!g_str_equal (number, "50011"))
    g_string_truncate (text, 0);
  g_string_append_printf (text, "%sTable “%s” (%s):", text->len > 0 ? "| " : "", table_name, sql_name);
  for (guint i = 0; i < problems->len; i++)
    append_sentence (text, problems->pdata[i]);
  *code = g_strdup (number);
  return g_string_free (text, FALSE);
}
