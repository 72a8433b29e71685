/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-admin-operation.h"

#include "ferry-entity-private.h"
#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-odata.h"

#include <glib/gi18n-lib.h>

struct _FerryAdminOperation
{
  GObject parent_instance;

  char *id;
  char *kind;
  char *status_word;
  char *message;
  FerryAdminStatus status;
  gint64 created_time;
  gint64 start_time;
  gint64 end_time;
};

G_DEFINE_FINAL_TYPE (FerryAdminOperation, ferry_admin_operation, G_TYPE_OBJECT)

static const struct
{
  const char *folded;
  FerryAdminStatus status;
  const char *label;
} words[] = {
  { "queued", FERRY_ADMIN_STATUS_WAITING, N_ ("queued") },
  { "scheduled", FERRY_ADMIN_STATUS_WAITING, N_ ("scheduled") },
  { "running", FERRY_ADMIN_STATUS_RUNNING, N_ ("running") },
  { "inprogress", FERRY_ADMIN_STATUS_RUNNING, N_ ("running") },
  { "succeeded", FERRY_ADMIN_STATUS_SUCCEEDED, N_ ("succeeded") },
  { "failed", FERRY_ADMIN_STATUS_FAILED, N_ ("failed") },
  { "canceled", FERRY_ADMIN_STATUS_DROPPED, N_ ("canceled") },
  { "cancelled", FERRY_ADMIN_STATUS_DROPPED, N_ ("canceled") },
  { "skipped", FERRY_ADMIN_STATUS_DROPPED, N_ ("skipped") },
};

static void
ferry_admin_operation_finalize (GObject *object)
{
  FerryAdminOperation *self = FERRY_ADMIN_OPERATION (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->status_word);
  g_free (self->message);

  G_OBJECT_CLASS (ferry_admin_operation_parent_class)->finalize (object);
}

static void
ferry_admin_operation_class_init (FerryAdminOperationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_admin_operation_finalize;
}

static void
ferry_admin_operation_init (FerryAdminOperation *self)
{
}

static const char *
find_label (FerryAdminOperation *self)
{
  g_autofree char *folded = ferry_odata_fold_option (self->status_word);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].folded, folded))
      {
        self->status = words[i].status;
        return words[i].label;
      }
  return NULL;
}

/* Times are a help: one that can't be read is none, rather than the end of the whole reading. */
static gint64
read_time (JsonObject *object, const char *member)
{
  gint64 time = 0;

  if (!json_object_has_member (object, member)
      || !ferry_json_get_time (object, member, _ ("an operation"), &time, NULL))
    return 0;
  return time;
}

FerryAdminOperation *
ferry_admin_operation_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryAdminOperation) self = g_object_new (FERRY_TYPE_ADMIN_OPERATION, NULL);
  const char *what = _ ("an operation");
  const char *status;

  g_return_val_if_fail (object != NULL, NULL);

  self->id = ferry_entity_dup_id (object, what, error);
  if (self->id == NULL)
    return NULL;
  status = ferry_json_get_string (object, "status", what, error);
  if (status == NULL)
    return NULL;
  self->status_word = ferry_entity_dup_word (status);
  find_label (self);
  if (!ferry_entity_dup_string (object, "type", what, &self->kind, error)
      || !ferry_entity_dup_string (object, "errorMessage", what, &self->message, error))
    return NULL;
  self->created_time = read_time (object, "createdOn");
  self->start_time = read_time (object, "startedOn");
  self->end_time = read_time (object, "completedOn");
  return g_steal_pointer (&self);
}

const char *
ferry_admin_operation_get_id (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), NULL);
  return self->id;
}

const char *
ferry_admin_operation_get_kind (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), NULL);
  return self->kind;
}

FerryAdminStatus
ferry_admin_operation_get_status (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), FERRY_ADMIN_STATUS_UNKNOWN);
  return self->status;
}

const char *
ferry_admin_operation_get_status_text (FerryAdminOperation *self)
{
  const char *label;

  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), NULL);

  label = find_label (self);
  return label != NULL ? _ (label) : self->status_word;
}

gint64
ferry_admin_operation_get_created_time (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), 0);
  return self->created_time;
}

gint64
ferry_admin_operation_get_start_time (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), 0);
  return self->start_time;
}

gint64
ferry_admin_operation_get_end_time (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), 0);
  return self->end_time;
}

const char *
ferry_admin_operation_get_message (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), NULL);
  return self->message;
}

gboolean
ferry_admin_operation_is_going_on (FerryAdminOperation *self)
{
  g_return_val_if_fail (FERRY_IS_ADMIN_OPERATION (self), FALSE);
  return self->status == FERRY_ADMIN_STATUS_RUNNING || self->status == FERRY_ADMIN_STATUS_WAITING;
}
