/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-reader.h"

#include "sandbox-error.h"
#include "sandbox-json.h"
#include "sandbox-sql.h"

#include <math.h>

/* The columns of every statement: then come the fields, then the values sorted by. */
enum
{
  COLUMN_SEQ,
  COLUMN_ID,
  COLUMN_VERSION,
  N_FIXED_COLUMNS,
};

static gboolean
database_error (SandboxStore *store, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "service.db: %s",
               sqlite3_errmsg (sandbox_store_get_db (store)));
  return FALSE;
}

static gboolean
no_record (const SandboxEntitySet *set, const char *id, GError **error)
{
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_RECORD,
               "The %s does not exist. Identification fields and values: id='%.200s'", set->type_name, id);
  return FALSE;
}

static gboolean
append_condition (const SandboxReading *reading,
                  GString *sql,
                  GPtrArray *values,
                  gboolean after,
                  GError **error)
{
  const SandboxQuery *query = reading->query;

  g_string_append_printf (sql, " FROM %s AS t WHERE ", query->set->source);
  if (reading->parent != NULL)
    {
      /* The link is the parent's, whose child this set is. */
      const SandboxEntitySet *const *sets = sandbox_entity_set_list ();

      while (*sets != NULL && (*sets)->child != query->set)
        sets++;
      g_return_val_if_fail (*sets != NULL, FALSE);
      g_string_append_printf (sql, "%s AND ", (*sets)->child_link);
      g_ptr_array_add (values, sandbox_value_new_text (reading->parent));
    }
  if (reading->id != NULL)
    {
      g_string_append (sql, "t.id = ? AND ");
      g_ptr_array_add (values, sandbox_value_new_text (reading->id));
    }
  if (query->filter != NULL)
    {
      g_string_append_printf (sql, "(%s) AND ", query->filter);
      for (guint i = 0; i < query->values->len; i++)
        {
          const SandboxValue *value = g_ptr_array_index (query->values, i);
          SandboxValue *copy = g_memdup2 (value, sizeof *value);

          copy->text = g_strdup (value->text);
          g_ptr_array_add (values, copy);
        }
    }
  if (after)
    return sandbox_query_append_position (query, sql, values, error);
  g_string_append (sql, "1");
  return TRUE;
}

static void
append_order (const SandboxQuery *query, GString *sql)
{
  const char *direction = "";

  g_string_append (sql, " ORDER BY ");
  for (guint i = 0; i < query->order->len; i++)
    {
      const SandboxOrder *order = &g_array_index (query->order, SandboxOrder, i);

      direction = order->descending ? " DESC" : "";
      g_string_append_printf (sql, "%s%s, ", order->field->sql, direction);
    }
  g_string_append_printf (sql, "t.seq%s", direction);
}

static sqlite3_stmt *
prepare (SandboxStore *store, const char *sql, GPtrArray *values, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (sandbox_store_get_db (store), sql, -1, &statement, NULL) != SQLITE_OK)
    {
      database_error (store, error);
      return NULL;
    }
  for (guint i = 0; i < values->len; i++)
    sandbox_value_bind (g_ptr_array_index (values, i), statement, (int) i + 1);
  return statement;
}

static sqlite3_stmt *
select_rows (SandboxStore *store, const SandboxReading *reading, gint64 limit, GError **error)
{
  const SandboxQuery *query = reading->query;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_value_free);
  g_autoptr (GString) sql = g_string_new ("SELECT t.seq, t.id, t.version");

  for (guint i = 0; i < query->set->n_properties; i++)
    if ((query->selected >> i & 1) != 0)
      g_string_append_printf (sql, ", %s", query->set->properties[i].sql);
  g_string_append (sql, ", t.seq");
  for (guint i = 0; i < query->order->len; i++)
    g_string_append_printf (sql, ", %s", g_array_index (query->order, SandboxOrder, i).field->sql);
  if (!append_condition (reading, sql, values, TRUE, error))
    return NULL;
  append_order (query, sql);
  g_string_append (sql, " LIMIT ? OFFSET ?");
  g_ptr_array_add (values, sandbox_value_new_integer (limit));
  g_ptr_array_add (values, sandbox_value_new_integer (query->skip));
  return prepare (store, sql->str, values, error);
}

/* 20,000 entities of a dozen properties are written at once: printf() would be a third of the work. */
static void
append_name (GString *out, const char *name)
{
  g_string_append_len (out, ",\"", 2);
  g_string_append (out, name);
  g_string_append_len (out, "\":", 2);
}

static void
append_integer (GString *out, gint64 value)
{
  char digits[20];
  char *p = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  do
    *--p = (char) ('0' + rest % 10);
  while ((rest /= 10) > 0);
  if (value < 0)
    g_string_append_c (out, '-');
  g_string_append_len (out, p, digits + sizeof digits - p);
}

static void
append_value (GString *out,
              const SandboxProperty *field,
              SandboxEnumStyle style,
              sqlite3_stmt *statement,
              int column)
{
  const char *text;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch (field->type)
    {
    case SANDBOX_PROPERTY_INTEGER:
      append_integer (out, sqlite3_column_int64 (statement, column));
      break;
    case SANDBOX_PROPERTY_DECIMAL:
      {
        double real = sqlite3_column_double (statement, column);

        g_string_append (out, isfinite (real) ? g_ascii_formatd (buffer, sizeof buffer, "%.15g", real) : "0");
        break;
      }
    case SANDBOX_PROPERTY_BOOLEAN:
      g_string_append (out, sqlite3_column_int (statement, column) != 0 ? "true" : "false");
      break;
    case SANDBOX_PROPERTY_TIME:
      text = (const char *) sqlite3_column_text (statement, column);
      sandbox_json_append_string (out, text != NULL && *text != '\0' ? text : "0001-01-01T00:00:00Z");
      break;
    case SANDBOX_PROPERTY_OPTION:
      {
        g_autofree char *wire = NULL;

        text = (const char *) sqlite3_column_text (statement, column);
        wire = sandbox_enum_to_wire (field->options, text != NULL ? text : "", style);
        sandbox_json_append_string (out, wire);
        break;
      }
    case SANDBOX_PROPERTY_GUID:
      text = (const char *) sqlite3_column_text (statement, column);
      sandbox_json_append_string (
        out, text != NULL && *text != '\0' ? text : "00000000-0000-0000-0000-000000000000");
      break;
    case SANDBOX_PROPERTY_TEXT:
    default:
      sandbox_json_append_string (out, (const char *) sqlite3_column_text (statement, column));
    }
}

static gboolean
append_page (SandboxStore *store, const SandboxReading *reading, GString *out, char **token, GError **error);

static gboolean
append_children (SandboxStore *store,
                 const SandboxReading *reading,
                 const char *id,
                 GString *out,
                 GError **error)
{
  const SandboxQuery *query = reading->query->expanded;
  SandboxReading children = {
    .query = query,
    .style = reading->style,
    .parent = id,
    .page_size = G_MAXINT32,
  };

  g_string_append_printf (out, ",\"%s\":", query->set->name);
  return append_page (store, &children, out, NULL, error);
}

/* Without the opening brace, so that a lone entity can carry its context first. */
static gboolean
append_members (SandboxStore *store,
                const SandboxReading *reading,
                sqlite3_stmt *statement,
                GString *out,
                GError **error)
{
  const SandboxQuery *query = reading->query;
  const char *id = (const char *) sqlite3_column_text (statement, COLUMN_ID);
  g_autofree char *etag
    = sandbox_entity_set_get_etag (id != NULL ? id : "", sqlite3_column_int64 (statement, COLUMN_VERSION));
  int column = N_FIXED_COLUMNS;

  g_string_append (out, "\"@odata.etag\":");
  sandbox_json_append_string (out, etag);
  for (guint i = 0; i < query->set->n_properties; i++)
    if ((query->selected >> i & 1) != 0)
      {
        append_name (out, query->set->properties[i].name);
        append_value (out, &query->set->properties[i], reading->style, statement, column++);
      }
  if (query->expanded != NULL && !append_children (store, reading, id != NULL ? id : "", out, error))
    return FALSE;
  g_string_append_c (out, '}');
  return TRUE;
}

static int
position_column (const SandboxQuery *query)
{
  int column = N_FIXED_COLUMNS;

  for (guint i = 0; i < query->set->n_properties; i++)
    column += (int) (query->selected >> i & 1);
  return column;
}

static gboolean
append_page (SandboxStore *store, const SandboxReading *reading, GString *out, char **token, GError **error)
{
  const SandboxQuery *query = reading->query;
  gboolean limited = query->top >= 0;
  gint64 wanted = limited ? MIN (query->top, reading->page_size) : reading->page_size;
  g_autoptr (SandboxStmt) statement = select_rows (store, reading, limited ? wanted : wanted + 1, error);
  g_autofree char *position = NULL;
  int result = SQLITE_DONE;

  if (statement == NULL)
    return FALSE;
  g_string_append_c (out, '[');
  for (gint64 n = 0; (result = sqlite3_step (statement)) == SQLITE_ROW; n++)
    {
      if (n == wanted)
        {
          /* One row more than a page: the page before it isn't the last. */
          if (token != NULL)
            *token = g_steal_pointer (&position);
          break;
        }
      g_string_append (out, n > 0 ? ",{" : "{");
      if (!append_members (store, reading, statement, out, error))
        return FALSE;
      if (n == wanted - 1 && !limited)
        position = sandbox_query_make_token (query, statement, position_column (query));
    }
  if (result != SQLITE_DONE && result != SQLITE_ROW)
    return database_error (store, error);
  g_string_append_c (out, ']');
  return TRUE;
}

gboolean
sandbox_reader_append_collection (SandboxStore *store,
                                  const SandboxReading *reading,
                                  GString *out,
                                  GError **error)
{
  const SandboxEntitySet *set = reading->query->set;
  g_autofree char *token = NULL;

  if (set->prepare != NULL && !set->prepare (store, error))
    return FALSE;
  g_string_append (out, "{\"@odata.context\":");
  sandbox_json_append_string (out, reading->context);
  if (reading->query->count)
    {
      gint64 count = 0;

      if (!sandbox_reader_count (store, reading, &count, error))
        return FALSE;
      g_string_append_printf (out, ",\"@odata.count\":%" G_GINT64_FORMAT, count);
    }
  g_string_append (out, ",\"value\":");
  if (!append_page (store, reading, out, &token, error))
    return FALSE;
  if (token != NULL)
    {
      g_autofree char *link
        = g_strdup_printf ("%s%said=FIN&$skiptoken=%s", reading->next, reading->query->others->str, token);

      g_string_append (out, ",\"@odata.nextLink\":");
      sandbox_json_append_string (out, link);
    }
  g_string_append_c (out, '}');
  return TRUE;
}

gboolean
sandbox_reader_append_entity (SandboxStore *store,
                              const SandboxReading *reading,
                              GString *out,
                              GError **error)
{
  const SandboxEntitySet *set = reading->query->set;
  g_autoptr (SandboxStmt) statement = NULL;
  int result;

  if (set->prepare != NULL && !set->prepare (store, error))
    return FALSE;
  statement = select_rows (store, reading, 1, error);
  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_DONE)
    return no_record (set, reading->id, error);
  if (result != SQLITE_ROW)
    return database_error (store, error);
  g_string_append (out, "{\"@odata.context\":");
  sandbox_json_append_string (out, reading->context);
  g_string_append_c (out, ',');
  return append_members (store, reading, statement, out, error);
}

gboolean
sandbox_reader_count (SandboxStore *store, const SandboxReading *reading, gint64 *count, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_value_free);
  g_autoptr (GString) sql = g_string_new ("SELECT count (*)");
  g_autoptr (SandboxStmt) statement = NULL;

  if (reading->query->set->prepare != NULL && !reading->query->set->prepare (store, error))
    return FALSE;
  if (!append_condition (reading, sql, values, FALSE, error))
    return FALSE;
  statement = prepare (store, sql->str, values, error);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return database_error (store, error);
  *count = sqlite3_column_int64 (statement, 0);
  return TRUE;
}

char *
sandbox_reader_get_etag (SandboxStore *store, const SandboxEntitySet *set, const char *id, GError **error)
{
  g_autoptr (SandboxStmt) statement = NULL;
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) sandbox_value_free);
  g_autofree char *sql = g_strdup_printf ("SELECT t.version FROM %s AS t WHERE t.id = ?", set->source);

  if (set->prepare != NULL && !set->prepare (store, error))
    return NULL;
  g_ptr_array_add (values, sandbox_value_new_text (id));
  statement = prepare (store, sql, values, error);
  if (statement == NULL)
    return NULL;
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      no_record (set, id, error);
      return NULL;
    }
  return sandbox_entity_set_get_etag (id, sqlite3_column_int64 (statement, 0));
}
