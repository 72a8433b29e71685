/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-record.h"

#include "ferry-entity-private.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

#define PROP_ID    1
#define FIRST_PROP 2

typedef union
{
  char *text;
  gint64 number; /* booleans and times as well */
} FerryFieldValue;

typedef struct
{
  char *id;
  char *etag;
  FerryFieldValue *values;
} FerryRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FerryRecord, ferry_record, G_TYPE_OBJECT)

static gboolean
is_text (const FerryField *field)
{
  return field->kind == FERRY_FIELD_STRING || field->kind == FERRY_FIELD_WORD;
}

static const FerryField *
get_field (FerryRecord *self, guint index)
{
  FerryRecordClass *klass = FERRY_RECORD_GET_CLASS (self);

  return index < klass->n_fields ? &klass->fields[index] : NULL;
}

static void
ferry_record_finalize (GObject *object)
{
  FerryRecord *self = FERRY_RECORD (object);
  FerryRecordPrivate *priv = ferry_record_get_instance_private (self);
  FerryRecordClass *klass = FERRY_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (is_text (&klass->fields[i]))
      g_free (priv->values[i].text);
  g_free (priv->values);
  g_free (priv->id);
  g_free (priv->etag);
  G_OBJECT_CLASS (ferry_record_parent_class)->finalize (object);
}

static void
ferry_record_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryRecord *self = FERRY_RECORD (object);
  FerryRecordPrivate *priv = ferry_record_get_instance_private (self);
  const FerryField *field = id >= FIRST_PROP ? get_field (self, id - FIRST_PROP) : NULL;

  if (id == PROP_ID)
    g_value_set_string (value, priv->id);
  else if (field == NULL)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (is_text (field))
    g_value_set_string (value, priv->values[id - FIRST_PROP].text);
  else if (field->kind == FERRY_FIELD_BOOLEAN)
    g_value_set_boolean (value, priv->values[id - FIRST_PROP].number != 0);
  else
    g_value_set_int64 (value, priv->values[id - FIRST_PROP].number);
}

void
ferry_record_class_install (FerryRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_record_get_property;
  g_object_class_install_property (object_class, PROP_ID, g_param_spec_string ("id", NULL, NULL, "", flags));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const char *name = klass->fields[i].property;
      GParamSpec *pspec;

      if (is_text (&klass->fields[i]))
        pspec = g_param_spec_string (name, NULL, NULL, "", flags);
      else if (klass->fields[i].kind == FERRY_FIELD_BOOLEAN)
        pspec = g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
      else
        pspec = g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
      g_object_class_install_property (object_class, FIRST_PROP + i, pspec);
    }
}

static void
ferry_record_constructed (GObject *object)
{
  FerryRecordPrivate *priv = ferry_record_get_instance_private (FERRY_RECORD (object));

  priv->values = g_new0 (FerryFieldValue, FERRY_RECORD_GET_CLASS (object)->n_fields);
  G_OBJECT_CLASS (ferry_record_parent_class)->constructed (object);
}

static void
ferry_record_class_init (FerryRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = ferry_record_constructed;
  G_OBJECT_CLASS (klass)->finalize = ferry_record_finalize;
}

static void
ferry_record_init (FerryRecord *self)
{
}

static gboolean
read_field (JsonObject *object,
            const FerryField *field,
            const char *what,
            FerryFieldValue *value,
            GError **error)
{
  const char *text;
  gboolean truth;

  switch (field->kind)
    {
    case FERRY_FIELD_STRING:
      return ferry_entity_dup_string (object, field->member, what, &value->text, error);
    case FERRY_FIELD_WORD:
      if ((text = ferry_json_get_string (object, field->member, what, error)) == NULL)
        return FALSE;
      value->text = ferry_entity_dup_word (text);
      return TRUE;
    case FERRY_FIELD_INT:
      return ferry_json_get_int (object, field->member, what, &value->number, error);
    case FERRY_FIELD_TIME:
      return ferry_json_get_time (object, field->member, what, &value->number, error);
    case FERRY_FIELD_BOOLEAN:
    default:
      if (!ferry_json_get_boolean (object, field->member, what, &truth, error))
        return FALSE;
      value->number = truth;
      return TRUE;
    }
}

gpointer
ferry_record_new_from_json (GType type, JsonObject *object, GError **error)
{
  g_autoptr (FerryRecord) self = NULL;
  FerryRecordPrivate *priv;
  FerryRecordClass *klass;
  const char *what;

  g_return_val_if_fail (g_type_is_a (type, FERRY_TYPE_RECORD), NULL);
  g_return_val_if_fail (object != NULL, NULL);

  self = g_object_new (type, NULL);
  priv = ferry_record_get_instance_private (self);
  klass = FERRY_RECORD_GET_CLASS (self);
  what = _ (klass->what);
  if (klass->keyless && !json_object_has_member (object, "id"))
    priv->id = g_strdup ("");
  else
    priv->id = ferry_entity_dup_id (object, what, error);
  if (priv->id == NULL || !ferry_entity_dup_string (object, "@odata.etag", what, &priv->etag, error))
    return NULL;
  for (guint i = 0; i < klass->n_fields; i++)
    if (!read_field (object, &klass->fields[i], what, &priv->values[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

const char *
ferry_record_get_id (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);
  return ((FerryRecordPrivate *) ferry_record_get_instance_private (self))->id;
}

const char *
ferry_record_get_etag (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);
  return ((FerryRecordPrivate *) ferry_record_get_instance_private (self))->etag;
}

const char *
ferry_record_get_name (FerryRecord *self)
{
  g_return_val_if_fail (FERRY_IS_RECORD (self), NULL);
  return ferry_record_get_string (self, FERRY_RECORD_GET_CLASS (self)->name_field);
}

const char *
ferry_record_get_string (FerryRecord *self, guint index)
{
  const FerryField *field = get_field (self, index);

  g_return_val_if_fail (field != NULL && is_text (field), NULL);
  return ((FerryRecordPrivate *) ferry_record_get_instance_private (self))->values[index].text;
}

gint64
ferry_record_get_int (FerryRecord *self, guint index)
{
  const FerryField *field = get_field (self, index);

  g_return_val_if_fail (field != NULL && !is_text (field), 0);
  return ((FerryRecordPrivate *) ferry_record_get_instance_private (self))->values[index].number;
}

gboolean
ferry_record_get_boolean (FerryRecord *self, guint index)
{
  return ferry_record_get_int (self, index) != 0;
}

/* ---- Comparing ---- */

static gboolean
same_value (const FerryField *field, const FerryFieldValue *mine, const FerryFieldValue *theirs)
{
  return is_text (field) ? g_strcmp0 (mine->text, theirs->text) == 0 : mine->number == theirs->number;
}

gboolean
ferry_record_agrees (FerryRecord *self, JsonObject *members)
{
  FerryRecordPrivate *priv = ferry_record_get_instance_private (self);
  FerryRecordClass *klass = FERRY_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const FerryField *field = &klass->fields[i];
      FerryFieldValue wanted = { NULL };
      gboolean same;

      if (!json_object_has_member (members, field->member))
        continue;
      if (!read_field (members, field, klass->set, &wanted, NULL))
        return FALSE;
      same = same_value (field, &priv->values[i], &wanted);
      if (is_text (field))
        g_free (wanted.text);
      if (!same)
        return FALSE;
    }
  return TRUE;
}

gboolean
ferry_record_shares (FerryRecord *self, FerryRecord *other, JsonObject *members)
{
  FerryRecordPrivate *priv = ferry_record_get_instance_private (self);
  FerryRecordPrivate *others = ferry_record_get_instance_private (other);
  FerryRecordClass *klass = FERRY_RECORD_GET_CLASS (self);

  g_return_val_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other), FALSE);

  for (guint i = 0; i < klass->n_fields; i++)
    if (json_object_has_member (members, klass->fields[i].member)
        && !same_value (&klass->fields[i], &priv->values[i], &others->values[i]))
      return FALSE;
  return TRUE;
}
