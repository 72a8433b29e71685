/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-result.h"

#include "ferry-entity-private.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

struct _FerryTableResult
{
  GObject parent_instance;

  char *id;
  char *run_id;
  char *company;
  char *table;
  char *status_text;
  char *error_code;
  char *message;
  FerryTableStatus status;
  gint64 records_copied;
  gint64 total_records;
  gint64 start_time;
  gint64 end_time;
  gboolean blocked;
  FerryRun *run;
};

G_DEFINE_FINAL_TYPE (FerryTableResult, ferry_table_result, G_TYPE_OBJECT)

static gboolean
read_time (JsonObject *object, const char *member, const char *what, gint64 *value, GError **error)
{
  *value = 0;
  return !json_object_has_member (object, member) || ferry_json_get_time (object, member, what, value, error);
}

static gboolean
read_status (FerryTableResult *self, JsonObject *object, const char *what, GError **error)
{
  const char *word = ferry_json_get_string (object, "status", what, error);

  if (word == NULL)
    return FALSE;
  self->status = ferry_table_status_parse (word);
  self->status_text = self->status == FERRY_TABLE_STATUS_UNKNOWN
                        ? ferry_entity_dup_word (word)
                        : g_strdup (ferry_table_status_to_label (self->status));
  return TRUE;
}

FerryTableResult *
ferry_table_result_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryTableResult) self = NULL;
  const char *what = _ ("a table’s result");

  g_return_val_if_fail (object != NULL, NULL);

  self = g_object_new (FERRY_TYPE_TABLE_RESULT, NULL);
  if ((self->id = ferry_entity_dup_id (object, what, error)) == NULL
      || !ferry_entity_dup_string (object, "runId", what, &self->run_id, error)
      || !ferry_entity_dup_string (object, "companyName", what, &self->company, error)
      || !ferry_entity_dup_string (object, "tableName", what, &self->table, error)
      || !read_status (self, object, what, error)
      || !ferry_json_get_optional_int (object, "recordsCopied", what, 0, &self->records_copied, error)
      || !ferry_json_get_optional_int (object, "totalRecords", what, 0, &self->total_records, error)
      || !ferry_entity_dup_string (object, "errors", what, &self->message, error)
      || !ferry_entity_dup_string (object, "errorCode", what, &self->error_code, error)
      || !ferry_json_get_optional_boolean (object, "blocked", what, FALSE, &self->blocked, error)
      || !read_time (object, "startTime", what, &self->start_time, error)
      || !read_time (object, "endTime", what, &self->end_time, error))
    return NULL;
  return g_steal_pointer (&self);
}

FerryTableResult *
ferry_table_result_new_from_detail (FerryTableDetail *detail, const char *run_id)
{
  FerryTableResult *self;

  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (detail), NULL);
  g_return_val_if_fail (run_id != NULL, NULL);

  self = g_object_new (FERRY_TYPE_TABLE_RESULT, NULL);
  self->id = g_strdup (ferry_table_detail_get_id (detail));
  self->run_id = g_strdup (run_id);
  self->company = g_strdup (ferry_table_detail_get_company (detail));
  self->table = g_strdup (ferry_table_detail_get_table (detail));
  self->status = ferry_table_detail_get_status (detail);
  self->status_text = g_strdup (ferry_table_detail_get_status_text (detail));
  self->records_copied = ferry_table_detail_get_records_copied (detail);
  self->total_records = ferry_table_detail_get_total_records (detail);
  self->start_time = ferry_table_detail_get_start_time (detail);
  self->end_time = ferry_table_detail_get_end_time (detail);
  self->error_code = g_strdup (ferry_table_detail_get_error_code (detail));
  self->message = g_strdup (ferry_table_detail_get_message (detail));
  self->blocked = ferry_table_detail_get_blocked (detail);
  return self;
}

const char *
ferry_table_result_get_id (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->id;
}

const char *
ferry_table_result_get_run_id (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->run_id;
}

const char *
ferry_table_result_get_company (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->company;
}

const char *
ferry_table_result_get_table (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->table;
}

FerryTableStatus
ferry_table_result_get_status (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), FERRY_TABLE_STATUS_UNKNOWN);
  return self->status;
}

const char *
ferry_table_result_get_status_text (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->status_text;
}

gint64
ferry_table_result_get_records_copied (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), 0);
  return self->records_copied;
}

gint64
ferry_table_result_get_total_records (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), 0);
  return self->total_records;
}

gint64
ferry_table_result_get_end_time (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), 0);
  return self->end_time;
}

const char *
ferry_table_result_get_error_code (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->error_code;
}

const char *
ferry_table_result_get_message (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->message;
}

gboolean
ferry_table_result_get_blocked (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), FALSE);
  return self->blocked;
}

FerryRun *
ferry_table_result_get_run (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), NULL);
  return self->run;
}

void
ferry_table_result_set_run (FerryTableResult *self, FerryRun *run)
{
  g_return_if_fail (FERRY_IS_TABLE_RESULT (self));
  g_set_object (&self->run, run);
}

gint64
ferry_table_result_get_order (FerryTableResult *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_RESULT (self), 0);
  return self->run != NULL ? ferry_run_get_start_time (self->run) : self->start_time;
}

static void
ferry_table_result_finalize (GObject *object)
{
  FerryTableResult *self = FERRY_TABLE_RESULT (object);

  g_free (self->id);
  g_free (self->run_id);
  g_free (self->company);
  g_free (self->table);
  g_free (self->status_text);
  g_free (self->error_code);
  g_free (self->message);
  g_clear_object (&self->run);
  G_OBJECT_CLASS (ferry_table_result_parent_class)->finalize (object);
}

static void
ferry_table_result_class_init (FerryTableResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_table_result_finalize;
}

static void
ferry_table_result_init (FerryTableResult *self)
{
}
