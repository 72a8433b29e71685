/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-entity-private.h"

#include "ferry-error.h"
#include "ferry-json.h"
#include "ferry-odata.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
ferry_entity_dup_id (JsonObject *object, const char *what, GError **error)
{
  const char *id = ferry_json_get_string (object, "id", what, error);

  if (id == NULL)
    return NULL;
  /* Not every id is a GUID: “0” is one like any other. */
  if (*id == '\0'
      || (strlen (id) >= strlen ("00000000000000000000000000000000") && ferry_odata_is_null_guid (id)))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                   /* Translators: %s names an entity, such as “run” */
                   _ ("The service’s answer can’t be used: the ID of %s is empty."), what);
      return NULL;
    }
  return g_strdup (id);
}

gboolean
ferry_entity_dup_string (JsonObject *object,
                         const char *member,
                         const char *what,
                         char **value,
                         GError **error)
{
  const char *text = ferry_json_get_optional_string (object, member, what, "", error);

  if (text == NULL)
    return FALSE;
  g_free (*value);
  *value = g_strdup (text);
  return TRUE;
}

char *
ferry_entity_dup_word (const char *word)
{
  return g_strstrip (ferry_odata_decode_name (word));
}

guint64
ferry_entity_compare (gpointer self, gpointer other, GParamSpec **properties, guint n_properties)
{
  guint64 changed = 0;

  g_return_val_if_fail (n_properties <= 64, 0);

  for (guint i = 1; i < n_properties; i++)
    {
      g_auto (GValue) mine = G_VALUE_INIT;
      g_auto (GValue) theirs = G_VALUE_INIT;

      g_object_get_property (self, properties[i]->name, &mine);
      g_object_get_property (other, properties[i]->name, &theirs);
      if (g_param_values_cmp (properties[i], &mine, &theirs) != 0)
        changed |= G_GUINT64_CONSTANT (1) << i;
    }
  return changed;
}

void
ferry_entity_notify (gpointer self, GParamSpec **properties, guint n_properties, guint64 changed)
{
  g_object_freeze_notify (self);
  for (guint i = 1; i < n_properties; i++)
    if ((changed & (G_GUINT64_CONSTANT (1) << i)) != 0)
      g_object_notify_by_pspec (self, properties[i]);
  g_object_thaw_notify (self);
}
