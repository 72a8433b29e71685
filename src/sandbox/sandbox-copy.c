/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-copy.h"
#include "sandbox-schema.h"
#include "sandbox-target.h"
#include "sandbox-tracking.h"

#define BATCH 500

typedef struct
{
  SandboxDb *source;
  SandboxDb *target;
  const SandboxPlanItem *item;
  SandboxControl *control;
  SandboxCopyProgress progress;
  gpointer user_data;
  SandboxOutcome *outcome;
  gint64 since; /* -1: all rows */
  guint in_batch;
  guint batch;
} Copy;

/* One table of the two: the base table or its companion. */
typedef struct
{
  const char *source_name;
  const char *target_name;
  const SandboxTable *table;
  GPtrArray *source_columns;
  GPtrArray *columns; /* element-type utf8: what both sides have */
  GPtrArray *keys;    /* element-type utf8 */
} Part;

void
sandbox_outcome_clear (SandboxOutcome *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->errors, g_free);
}

static void
part_clear (Part *part)
{
  g_clear_pointer (&part->source_columns, g_ptr_array_unref);
  g_clear_pointer (&part->columns, g_ptr_array_unref);
  g_clear_pointer (&part->keys, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, part_clear)

static void
conclude (SandboxOutcome *outcome, const char *status, const char *code, const char *errors)
{
  sandbox_outcome_clear (outcome);
  outcome->status = status;
  outcome->code = g_strdup (code);
  outcome->errors = g_strdup (errors);
}

/* FALSE where the thread has to leave. */
static gboolean
count_row (Copy *self)
{
  self->outcome->copied++;
  if (++self->in_batch < self->batch)
    return TRUE;
  if (self->progress != NULL)
    self->progress (self->outcome->copied, self->outcome->total, self->user_data);
  if (!sandbox_control_take (self->control, self->in_batch))
    {
      self->outcome->interrupted = TRUE;
      return FALSE;
    }
  self->in_batch = 0;
  self->batch = sandbox_control_get_batch (self->control, BATCH);
  return TRUE;
}

static void
part_init (Copy *self,
           Part *part,
           const char *source_name,
           const char *target_name,
           const SandboxTable *table)
{
  g_autoptr (GPtrArray) target_columns = sandbox_schema_read (self->target, target_name);

  part->source_name = source_name;
  part->target_name = target_name;
  part->table = table;
  part->source_columns = sandbox_schema_read (self->source, source_name);
  part->keys = sandbox_schema_keys (part->source_columns);
  part->columns = g_ptr_array_new ();
  for (guint i = 0; i < part->source_columns->len; i++)
    {
      SandboxColumn *column = part->source_columns->pdata[i];
      /* A table that an extension has already takes the fields that it has. */
      gboolean wanted
        = table == NULL
          && (target_columns->len == 0 || sandbox_schema_find (target_columns, column->name) != NULL);

      for (guint j = 0; table != NULL && j < table->fields->len; j++)
        {
          const SandboxField *field = table->fields->pdata[j];

          wanted = wanted || g_ascii_strcasecmp (field->column, column->name) == 0;
        }
      if (wanted)
        g_ptr_array_add (part->columns, column->name);
    }
}

static void
append_names (GString *sql, GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (sql, i == 0 ? "" : ", ");
      sandbox_sql_append_name (sql, names->pdata[i]);
    }
}

/* Keys of changed rows come as JSON. */
static void
append_key_condition (GString *sql, GPtrArray *keys)
{
  g_string_append (sql, " WHERE ");
  for (guint i = 0; i < keys->len; i++)
    {
      g_string_append (sql, i == 0 ? "" : " AND ");
      sandbox_sql_append_name (sql, keys->pdata[i]);
      g_string_append_printf (sql, " = json_extract (?1, '$[%u]')", i);
    }
}

static gboolean
is_key (const Part *part, const char *name)
{
  for (guint i = 0; i < part->keys->len; i++)
    {
      if (g_str_equal (part->keys->pdata[i], name))
        return TRUE;
    }
  return FALSE;
}

/* An upsert, and no REPLACE: columns that only the target has keep what they hold. */
static SandboxStmt *
prepare_write (Copy *self, const Part *part, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO ");
  gboolean first = TRUE;

  sandbox_sql_append_name (sql, part->target_name);
  g_string_append (sql, " (");
  append_names (sql, part->columns);
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < part->columns->len; i++)
    g_string_append (sql, i == 0 ? "?" : ", ?");
  g_string_append_c (sql, ')');
  if (self->since >= 0 || self->item->rule.preserve)
    {
      g_string_append (sql, " ON CONFLICT (");
      append_names (sql, part->keys);
      g_string_append (sql, ") DO ");
      for (guint i = 0; i < part->columns->len; i++)
        {
          const char *name = part->columns->pdata[i];

          if (is_key (part, name))
            continue;
          g_string_append (sql, first ? "UPDATE SET " : ", ");
          sandbox_sql_append_name (sql, name);
          g_string_append (sql, " = excluded.");
          sandbox_sql_append_name (sql, name);
          first = FALSE;
        }
      if (first)
        g_string_append (sql, "NOTHING");
    }
  return sandbox_sql_prepare (self->target, error, "%s", sql->str);
}

static SandboxStmt *
prepare_read (Copy *self, const Part *part, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  append_names (sql, part->columns);
  g_string_append (sql, " FROM ");
  sandbox_sql_append_name (sql, part->source_name);
  if (self->since >= 0)
    append_key_condition (sql, part->keys);
  return sandbox_sql_prepare (self->source, error, "%s", sql->str);
}

static gboolean
write_row (Copy *self, SandboxStmt *read, SandboxStmt *write, GError **error)
{
  for (int i = 0; i < sqlite3_column_count (read); i++)
    sqlite3_bind_value (write, i + 1, sqlite3_column_value (read, i));
  if (sqlite3_step (write) != SQLITE_DONE)
    return sandbox_sql_set_error (self->target, error, "A row was refused");
  sqlite3_reset (write);
  return TRUE;
}

static gboolean
copy_all (Copy *self, const Part *part, GError **error)
{
  g_autoptr (SandboxStmt) read = prepare_read (self, part, error);
  g_autoptr (SandboxStmt) write = read != NULL ? prepare_write (self, part, error) : NULL;
  int result;

  if (write == NULL
      || (!self->item->rule.preserve
          && !sandbox_sql_exec (self->target, error, "DELETE FROM \"%w\"", part->target_name)))
    return FALSE;
  while ((result = sqlite3_step (read)) == SQLITE_ROW)
    {
      if (!write_row (self, read, write, error) || !count_row (self))
        return FALSE;
    }
  return result == SQLITE_DONE || sandbox_sql_set_error (self->source, error, "The source can’t be read");
}

static gboolean
copy_change (Copy *self,
             const char *key,
             SandboxStmt *read,
             SandboxStmt *write,
             SandboxStmt *remove,
             GError **error)
{
  gboolean ok = TRUE;
  int result;

  sqlite3_bind_text (read, 1, key, -1, SQLITE_TRANSIENT);
  result = sqlite3_step (read);
  if (result == SQLITE_ROW)
    {
      ok = write_row (self, read, write, error);
    }
  else if (result == SQLITE_DONE)
    {
      sqlite3_bind_text (remove, 1, key, -1, SQLITE_TRANSIENT);
      if (sqlite3_step (remove) != SQLITE_DONE)
        ok = sandbox_sql_set_error (self->target, error, "A row can’t be deleted");
      sqlite3_reset (remove);
    }
  else
    {
      ok = sandbox_sql_set_error (self->source, error, "The source can’t be read");
    }
  sqlite3_reset (read);
  return ok;
}

static gboolean
copy_changes (Copy *self, const Part *part, GError **error)
{
  g_autoptr (SandboxStmt) changes
    = sandbox_tracking_get_changes (self->source, part->source_name, self->since, error);
  g_autoptr (SandboxStmt) read = changes != NULL ? prepare_read (self, part, error) : NULL;
  g_autoptr (SandboxStmt) write = read != NULL ? prepare_write (self, part, error) : NULL;
  g_autoptr (SandboxStmt) remove = NULL;
  g_autoptr (GString) condition = g_string_new (NULL);
  int result;

  append_key_condition (condition, part->keys);
  if (write != NULL)
    remove
      = sandbox_sql_prepare (self->target, error, "DELETE FROM \"%w\"%s", part->target_name, condition->str);
  if (remove == NULL)
    return FALSE;
  while ((result = sqlite3_step (changes)) == SQLITE_ROW)
    {
      if (!copy_change (self, (const char *) sqlite3_column_text (changes, 0), read, write, remove, error)
          || !count_row (self))
        return FALSE;
    }
  return result == SQLITE_DONE
         || sandbox_sql_set_error (self->source, error, "Change tracking can’t be read");
}

static gint64
count_rows (Copy *self, const char *source_name)
{
  if (self->since >= 0)
    return sandbox_tracking_count (self->source, source_name, self->since);
  return sandbox_sql_int (self->source, 0, "SELECT count (*) FROM \"%w\"", source_name);
}

static gboolean
ensure_target (Copy *self, const Part *part, GError **error)
{
  if (part->table != NULL)
    return sandbox_target_ensure_table (self->target, part->table, part->target_name, error);
  return sandbox_target_ensure_like (self->target, part->source_columns, part->target_name, error);
}

static gboolean
copy_part (Copy *self, const Part *part, GError **error)
{
  return ensure_target (self, part, error)
         && (self->since >= 0 ? copy_changes (self, part, error) : copy_all (self, part, error));
}

/* Domain §4: 50004 is a warning, all else a failure. */
static gboolean
check (Copy *self, const char *source_name, const SandboxTable *table)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autofree char *code = NULL;
  g_autofree char *errors = NULL;

  if (table == NULL)
    {
      g_autoptr (GPtrArray) columns = sandbox_schema_read (self->source, source_name);

      if (columns->len > 0)
        return TRUE;
      errors = g_strdup_printf ("Table “%s” (%s): The table does not exist at the source.", self->item->name,
                                source_name);
      conclude (self->outcome, "Warning", "50004", errors);
      return FALSE;
    }
  problems = sandbox_schema_check (self->source, source_name, table);
  if (problems->len == 0)
    return TRUE;
  errors = sandbox_schema_describe (problems, self->item->name, source_name, &code);
  conclude (self->outcome, g_str_equal (code, "50004") ? "Warning" : "Failed", code, errors);
  return FALSE;
}

static gboolean
copy_parts (Copy *self, gint64 version, gboolean with_companion, GError **error)
{
  const SandboxPlanItem *item = self->item;
  g_auto (Part) base = { 0 };
  g_auto (Part) companion = { 0 };

  part_init (self, &base, item->source, item->target, item->table);
  if (!copy_part (self, &base, error))
    return FALSE;
  if (with_companion)
    {
      part_init (self, &companion, item->source_companion, item->target_companion, item->table->companion);
      if (!copy_part (self, &companion, error))
        return FALSE;
    }
  return sandbox_target_set_synced (self->target, item->target, item->source, version, error);
}

static void
copy_in_snapshot (Copy *self, gboolean diagnostic)
{
  const SandboxPlanItem *item = self->item;
  gint64 version = sandbox_tracking_get_version (self->source);
  gboolean with_companion = FALSE;
  g_autoptr (GError) error = NULL;

  if (!check (self, item->source, item->table))
    return;
  if (item->source_companion != NULL)
    {
      g_autoptr (GPtrArray) columns = sandbox_schema_read (self->source, item->source_companion);

      /* A table that nobody extended yet has no companion. */
      with_companion = columns->len > 0;
      if (with_companion && !check (self, item->source_companion, item->table->companion))
        return;
    }

  self->since = sandbox_target_get_synced (self->target, item->target, item->source);
  if (self->since >= 0 && (item->rule.whole || !sandbox_tracking_can_follow (self->source, self->since)))
    self->since = -1;
  self->outcome->total = count_rows (self, item->source);
  if (with_companion)
    self->outcome->total += count_rows (self, item->source_companion);
  conclude (self->outcome, "Successful", "", "");
  if (diagnostic || self->since == version)
    return;

  if (sandbox_sql_exec (self->target, &error, "BEGIN IMMEDIATE")
      && copy_parts (self, version, with_companion, &error)
      && sandbox_sql_exec (self->target, &error, "COMMIT"))
    return;
  sandbox_sql_rollback (self->target);
  if (!self->outcome->interrupted)
    {
      g_autofree char *text
        = g_strdup_printf ("Table “%s” (%s) could not be copied, nothing of it was changed in the "
                           "target: %s",
                           item->name, item->source, error != NULL ? error->message : "unknown reason");

      self->outcome->copied = 0;
      conclude (self->outcome, "Failed", "50007", text);
    }
}

void
sandbox_copy_table (SandboxDb *source,
                    SandboxDb *target,
                    const SandboxPlanItem *item,
                    gboolean diagnostic,
                    SandboxControl *control,
                    SandboxCopyProgress progress,
                    gpointer user_data,
                    SandboxOutcome *outcome)
{
  Copy self = { .source = source,
                .target = target,
                .item = item,
                .control = control,
                .progress = progress,
                .user_data = user_data,
                .outcome = outcome,
                .batch = sandbox_control_get_batch (control, BATCH) };
  g_autoptr (GError) error = NULL;

  if (!sandbox_sql_exec (source, &error, "BEGIN"))
    {
      conclude (outcome, "Failed", "50006", error->message);
      return;
    }
  copy_in_snapshot (&self, diagnostic);
  sandbox_sql_rollback (source);
  /* The rest of the last batch costs its time too. */
  if (!outcome->interrupted && self.in_batch > 0)
    sandbox_control_take (control, self.in_batch);
}
