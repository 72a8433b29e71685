/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rule-words.h"

#include "ferry-csv.h"

#include <glib/gi18n-lib.h>

const char *
ferry_rule_get_replicate_label (gboolean replicate)
{
  return replicate ? C_ ("table", "Replicated") : C_ ("table", "Excluded");
}

const char *
ferry_rule_get_cloud_data_label (gboolean preserve)
{
  return preserve ? C_ ("cloud data", "Kept") : C_ ("cloud data", "Cleared first");
}

static gboolean
is_about (FerryTableChange *change, const char *property)
{
  return g_ascii_strcasecmp (ferry_table_change_get_property (change), property) == 0;
}

char *
ferry_rule_change_dup_what (FerryTableChange *change)
{
  g_return_val_if_fail (FERRY_IS_TABLE_CHANGE (change), NULL);

  if (is_about (change, "replicateData"))
    return g_strdup (_ ("Replicate data"));
  if (is_about (change, "preserveCloudData"))
    return g_strdup (_ ("Cloud data"));
  return g_strdup (ferry_table_change_get_property (change));
}

char *
ferry_rule_change_dup_value (FerryTableChange *change, const char *value)
{
  gboolean truth;

  g_return_val_if_fail (FERRY_IS_TABLE_CHANGE (change), NULL);
  g_return_val_if_fail (value != NULL, NULL);

  truth = g_ascii_strcasecmp (value, "true") == 0 || g_ascii_strcasecmp (value, "yes") == 0;
  if (!truth && g_ascii_strcasecmp (value, "false") != 0 && g_ascii_strcasecmp (value, "no") != 0)
    return g_strdup (value);
  if (is_about (change, "replicateData"))
    return g_strdup (ferry_rule_get_replicate_label (truth));
  if (is_about (change, "preserveCloudData"))
    return g_strdup (ferry_rule_get_cloud_data_label (truth));
  return g_strdup (value);
}

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) seconds = NULL;

  if (time == 0)
    return g_strdup ("");
  seconds = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  return seconds == NULL ? g_strdup ("") : g_date_time_format_iso8601 (seconds);
}

GBytes *
ferry_rule_history_to_csv (GPtrArray *changes)
{
  GString *text = g_string_new ("at,user,company,table,property,oldValue,newValue\r\n");

  g_return_val_if_fail (changes != NULL, NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      FerryTableChange *change = changes->pdata[i];
      g_autofree char *at = dup_time (ferry_table_change_get_at (change));
      const char *const values[] = { at,
                                     ferry_table_change_get_user (change),
                                     ferry_table_change_get_company_name (change),
                                     ferry_table_change_get_table_name (change),
                                     ferry_table_change_get_property (change),
                                     ferry_table_change_get_old_value (change),
                                     ferry_table_change_get_new_value (change) };

      for (gsize field = 0; field < G_N_ELEMENTS (values); field++)
        {
          if (field > 0)
            g_string_append_c (text, ',');
          ferry_csv_append (text, values[field]);
        }
      g_string_append (text, "\r\n");
    }
  return g_string_free_to_bytes (text);
}
