/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run.h"

#include "ferry-core-enums.h"
#include "ferry-entity-private.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

/* The values apart from the object, so that an update takes them over in one go. */
typedef struct
{
  char *id;
  char *run_id;
  gint64 start_time;
  gint64 end_time;
  /* The service's own words: the history keeps them, and an unknown one is shown. */
  char *replication_type;
  char *trigger_type;
  char *status;
  char *repair_status;
  FerryReplicationType replication_type_value;
  FerryTriggerType trigger_type_value;
  FerryRunStatus status_value;
  FerryRepairStatus repair_status_value;
  char *status_text;
  char *source;
  char *details;
  gint64 tables_successful;
  gint64 tables_failed;
  gint64 tables_remaining;
  gint64 tables_with_warnings;
} Values;

struct _FerryRun
{
  GObject parent_instance;

  Values values;
};

G_DEFINE_FINAL_TYPE (FerryRun, ferry_run, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_RUN_ID,
  PROP_START_TIME,
  PROP_END_TIME,
  PROP_REPLICATION_TYPE,
  PROP_TRIGGER_TYPE,
  PROP_STATUS,
  PROP_STATUS_TEXT,
  PROP_REPAIR_STATUS,
  PROP_SOURCE,
  PROP_DETAILS,
  PROP_TABLES_SUCCESSFUL,
  PROP_TABLES_FAILED,
  PROP_TABLES_REMAINING,
  PROP_TABLES_WITH_WARNINGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
values_clear (Values *values)
{
  g_free (values->id);
  g_free (values->run_id);
  g_free (values->replication_type);
  g_free (values->trigger_type);
  g_free (values->status);
  g_free (values->repair_status);
  g_free (values->status_text);
  g_free (values->source);
  g_free (values->details);
}

static void
ferry_run_finalize (GObject *object)
{
  values_clear (&FERRY_RUN (object)->values);

  G_OBJECT_CLASS (ferry_run_parent_class)->finalize (object);
}

static void
ferry_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryRun *self = FERRY_RUN (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->values.id);
      break;
    case PROP_RUN_ID:
      g_value_set_string (value, self->values.run_id);
      break;
    case PROP_START_TIME:
      g_value_set_int64 (value, self->values.start_time);
      break;
    case PROP_END_TIME:
      g_value_set_int64 (value, self->values.end_time);
      break;
    case PROP_REPLICATION_TYPE:
      g_value_set_enum (value, (int) ferry_run_get_replication_type (self));
      break;
    case PROP_TRIGGER_TYPE:
      g_value_set_enum (value, (int) ferry_run_get_trigger_type (self));
      break;
    case PROP_STATUS:
      g_value_set_enum (value, (int) ferry_run_get_status (self));
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->values.status_text);
      break;
    case PROP_REPAIR_STATUS:
      g_value_set_enum (value, (int) ferry_run_get_repair_status (self));
      break;
    case PROP_SOURCE:
      g_value_set_string (value, self->values.source);
      break;
    case PROP_DETAILS:
      g_value_set_string (value, self->values.details);
      break;
    case PROP_TABLES_SUCCESSFUL:
      g_value_set_int64 (value, self->values.tables_successful);
      break;
    case PROP_TABLES_FAILED:
      g_value_set_int64 (value, self->values.tables_failed);
      break;
    case PROP_TABLES_REMAINING:
      g_value_set_int64 (value, self->values.tables_remaining);
      break;
    case PROP_TABLES_WITH_WARNINGS:
      g_value_set_int64 (value, self->values.tables_with_warnings);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "",
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static GParamSpec *
number_property (const char *name, gint64 minimum)
{
  return g_param_spec_int64 (name, NULL, NULL, minimum, G_MAXINT64, minimum < 0 ? -1 : 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static GParamSpec *
enum_property (const char *name, GType type)
{
  return g_param_spec_enum (name, NULL, NULL, type, 0,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
ferry_run_class_init (FerryRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_run_finalize;
  object_class->get_property = ferry_run_get_property;

  properties[PROP_ID] = string_property ("id");
  properties[PROP_RUN_ID] = string_property ("run-id");
  properties[PROP_START_TIME] = number_property ("start-time", G_MININT64);
  properties[PROP_END_TIME] = number_property ("end-time", G_MININT64);
  properties[PROP_REPLICATION_TYPE] = enum_property ("replication-type", FERRY_TYPE_REPLICATION_TYPE);
  properties[PROP_TRIGGER_TYPE] = enum_property ("trigger-type", FERRY_TYPE_TRIGGER_TYPE);
  properties[PROP_STATUS] = enum_property ("status", FERRY_TYPE_RUN_STATUS);
  properties[PROP_STATUS_TEXT] = string_property ("status-text");
  properties[PROP_REPAIR_STATUS] = enum_property ("repair-status", FERRY_TYPE_REPAIR_STATUS);
  properties[PROP_SOURCE] = string_property ("source");
  properties[PROP_DETAILS] = string_property ("details");
  properties[PROP_TABLES_SUCCESSFUL] = number_property ("tables-successful", -1);
  properties[PROP_TABLES_FAILED] = number_property ("tables-failed", -1);
  properties[PROP_TABLES_REMAINING] = number_property ("tables-remaining", -1);
  properties[PROP_TABLES_WITH_WARNINGS] = number_property ("tables-with-warnings", -1);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_run_init (FerryRun *self)
{
}

/* A count is never negative; one the service doesn't tell is -1. */
static gboolean
read_count (JsonObject *object, const char *member, const char *what, gint64 *value, GError **error)
{
  if (!ferry_json_get_optional_int (object, member, what, -1, value, error))
    return FALSE;
  *value = MAX (*value, -1);
  return TRUE;
}

static gboolean
read_values (Values *values, JsonObject *object, GError **error)
{
  const char *what = _ ("a run");
  const char *status;

  if ((values->id = ferry_entity_dup_id (object, what, error)) == NULL)
    return FALSE;
  if ((status = ferry_json_get_string (object, "status", what, error)) == NULL)
    return FALSE;
  values->status = g_strdup (status);
  values->status_value = ferry_run_status_parse (status);
  if (values->status_value != FERRY_RUN_STATUS_UNKNOWN)
    values->status_text = g_strdup (ferry_run_status_to_label (values->status_value));
  else
    values->status_text = ferry_entity_dup_word (status);
  if (*values->status_text == '\0')
    {
      g_free (values->status_text);
      values->status_text = g_strdup (ferry_run_status_to_label (FERRY_RUN_STATUS_UNKNOWN));
    }

  if (!ferry_json_get_time (object, "startTime", what, &values->start_time, error))
    return FALSE;
  if (json_object_has_member (object, "endTime")
      && !ferry_json_get_time (object, "endTime", what, &values->end_time, error))
    return FALSE;

  if (!ferry_entity_dup_string (object, "runId", what, &values->run_id, error)
      || !ferry_entity_dup_string (object, "replicationType", what, &values->replication_type, error)
      || !ferry_entity_dup_string (object, "triggerType", what, &values->trigger_type, error)
      || !ferry_entity_dup_string (object, "dataRepairStatus", what, &values->repair_status, error))
    return FALSE;
  values->replication_type_value = ferry_replication_type_parse (values->replication_type);
  values->trigger_type_value = ferry_trigger_type_parse (values->trigger_type);
  /* Missing, as everywhere without §B, isn't the same as the blank value. */
  if (*values->repair_status != '\0')
    values->repair_status_value = ferry_repair_status_parse (values->repair_status);

  return ferry_entity_dup_string (object, "source", what, &values->source, error)
         && ferry_entity_dup_string (object, "details", what, &values->details, error)
         && read_count (object, "tablesSuccessful", what, &values->tables_successful, error)
         && read_count (object, "tablesFailed", what, &values->tables_failed, error)
         && read_count (object, "tablesRemaining", what, &values->tables_remaining, error)
         && read_count (object, "tablesWithWarnings", what, &values->tables_with_warnings, error);
}

FerryRun *
ferry_run_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryRun) self = g_object_new (FERRY_TYPE_RUN, NULL);

  g_return_val_if_fail (object != NULL, NULL);

  if (!read_values (&self->values, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
set_time (JsonObject *object, const char *member, gint64 time)
{
  g_autoptr (GDateTime) date_time = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autofree char *text = NULL;

  if (time == 0 || date_time == NULL)
    {
      json_object_set_string_member (object, member, "0001-01-01T00:00:00Z");
      return;
    }
  text = g_date_time_format (date_time, "%Y-%m-%dT%H:%M:%S");
  if (time > 0)
    {
      g_autofree char *whole = g_strdup_printf ("%s.%06dZ", text, (int) (time % G_USEC_PER_SEC));
      json_object_set_string_member (object, member, whole);
    }
  else
    {
      g_autofree char *whole = g_strconcat (text, "Z", NULL);
      json_object_set_string_member (object, member, whole);
    }
}

static void
set_count (JsonObject *object, const char *member, gint64 count)
{
  if (count >= 0)
    json_object_set_int_member (object, member, count);
}

static void
set_word (JsonObject *object, const char *member, const char *word)
{
  if (*word != '\0')
    json_object_set_string_member (object, member, word);
}

JsonObject *
ferry_run_to_json (FerryRun *self)
{
  JsonObject *object;

  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "id", self->values.id);
  json_object_set_string_member (object, "runId", self->values.run_id);
  set_time (object, "startTime", self->values.start_time);
  set_time (object, "endTime", self->values.end_time);
  json_object_set_string_member (object, "replicationType", self->values.replication_type);
  json_object_set_string_member (object, "status", self->values.status);
  json_object_set_string_member (object, "source", self->values.source);
  json_object_set_string_member (object, "details", self->values.details);
  set_count (object, "tablesSuccessful", self->values.tables_successful);
  set_count (object, "tablesFailed", self->values.tables_failed);
  set_count (object, "tablesRemaining", self->values.tables_remaining);
  set_count (object, "tablesWithWarnings", self->values.tables_with_warnings);
  set_word (object, "triggerType", self->values.trigger_type);
  set_word (object, "dataRepairStatus", self->values.repair_status);
  return object;
}

gboolean
ferry_run_update (FerryRun *self, FerryRun *other)
{
  guint64 changed;

  g_return_val_if_fail (FERRY_IS_RUN (self) && FERRY_IS_RUN (other), FALSE);
  g_return_val_if_fail (g_strcmp0 (self->values.id, other->values.id) == 0, FALSE);

  if (self == other)
    return FALSE;
  changed = ferry_entity_compare (self, other, properties, N_PROPS);
  if (changed == 0)
    return FALSE;

  values_clear (&self->values);
  self->values = other->values;
  self->values.id = g_strdup (other->values.id);
  self->values.run_id = g_strdup (other->values.run_id);
  self->values.replication_type = g_strdup (other->values.replication_type);
  self->values.trigger_type = g_strdup (other->values.trigger_type);
  self->values.status = g_strdup (other->values.status);
  self->values.repair_status = g_strdup (other->values.repair_status);
  self->values.status_text = g_strdup (other->values.status_text);
  self->values.source = g_strdup (other->values.source);
  self->values.details = g_strdup (other->values.details);
  ferry_entity_notify (self, properties, N_PROPS, changed);
  return TRUE;
}

const char *
ferry_run_get_id (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);
  return self->values.id;
}

const char *
ferry_run_get_run_id (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);
  return self->values.run_id;
}

gint64
ferry_run_get_start_time (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), 0);
  return self->values.start_time;
}

gint64
ferry_run_get_end_time (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), 0);
  return self->values.end_time;
}

FerryReplicationType
ferry_run_get_replication_type (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), FERRY_REPLICATION_TYPE_UNKNOWN);
  return self->values.replication_type_value;
}

FerryTriggerType
ferry_run_get_trigger_type (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), FERRY_TRIGGER_TYPE_UNKNOWN);
  return self->values.trigger_type_value;
}

FerryRunStatus
ferry_run_get_status (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), FERRY_RUN_STATUS_UNKNOWN);
  return self->values.status_value;
}

const char *
ferry_run_get_status_text (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);
  return self->values.status_text;
}

FerryRepairStatus
ferry_run_get_repair_status (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), FERRY_REPAIR_STATUS_UNKNOWN);
  return self->values.repair_status_value;
}

const char *
ferry_run_get_source (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);
  return self->values.source;
}

const char *
ferry_run_get_details (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), NULL);
  return self->values.details;
}

gint64
ferry_run_get_tables_successful (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), -1);
  return self->values.tables_successful;
}

gint64
ferry_run_get_tables_failed (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), -1);
  return self->values.tables_failed;
}

gint64
ferry_run_get_tables_remaining (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), -1);
  return self->values.tables_remaining;
}

gint64
ferry_run_get_tables_with_warnings (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), -1);
  return self->values.tables_with_warnings;
}

gboolean
ferry_run_is_running (FerryRun *self)
{
  return ferry_run_status_is_running (ferry_run_get_status (self));
}

gboolean
ferry_run_is_replication (FerryRun *self)
{
  g_return_val_if_fail (FERRY_IS_RUN (self), FALSE);

  /* Entries of set-up and disabling are born Completed, with a text and without a table; a Normal run that
   * found nothing to do has no text, a diagnostic one its own type (domain §2.3, §2.4). */
  if (ferry_run_get_status (self) != FERRY_RUN_STATUS_COMPLETED
      || ferry_run_get_replication_type (self) == FERRY_REPLICATION_TYPE_DIAGNOSTIC)
    return TRUE;
  return self->values.tables_successful > 0 || self->values.tables_failed > 0
         || self->values.tables_remaining > 0 || self->values.tables_with_warnings > 0
         || *self->values.details == '\0';
}
