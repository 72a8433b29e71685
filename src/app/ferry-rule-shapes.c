/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rule-shapes.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"
#include "ferry-rule-plan.h"
#include "ferry-rule-words.h"

char *
ferry_rule_dup_company (const char *company)
{
  return g_strdup (*company == '\0' ? _ ("Per database") : company);
}

/* What has room anyway needn't be said twice. */
#define DEFINE_TOOLTIP(name)                                                                                 \
  static char *name##_tooltip (FerryRecord *record)                                                          \
  {                                                                                                          \
    return ferry_record_table_dup_tooltip (name (record));                                                   \
  }

/* ---- Rules ---- */

#define SETTING(record) FERRY_TABLE_SETTING (record)

static char *
dup_company (FerryRecord *record)
{
  return ferry_rule_dup_company (ferry_table_setting_get_company_name (SETTING (record)));
}

static char *
dup_table (FerryRecord *record)
{
  return g_strdup (ferry_table_setting_get_table_name (SETTING (record)));
}

/* As Business Central writes it: no separators. */
static char *
dup_number (FerryRecord *record)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, ferry_table_setting_get_table_id (SETTING (record)));
}

static char *
dup_replicate (FerryRecord *record)
{
  return g_strdup (
    ferry_rule_get_replicate_label (ferry_table_setting_get_replicate_data (SETTING (record))));
}

static const char *
get_replicate_icon (FerryRecord *record)
{
  return ferry_table_setting_get_replicate_data (SETTING (record)) ? "object-select-symbolic"
                                                                   : "action-unavailable-symbolic";
}

static char *
dup_cloud_data (FerryRecord *record)
{
  return g_strdup (
    ferry_rule_get_cloud_data_label (ferry_table_setting_get_preserve_cloud_data (SETTING (record))));
}

static const char *
get_cloud_data_icon (FerryRecord *record)
{
  return ferry_table_setting_get_preserve_cloud_data (SETTING (record)) ? "security-high-symbolic"
                                                                        : "edit-clear-all-symbolic";
}

static char *
dup_changed (FerryRecord *record)
{
  return g_strdup (ferry_table_setting_get_changed (SETTING (record)) ? C_ ("table", "Changed") : "");
}

static const char *
get_changed_icon (FerryRecord *record)
{
  return ferry_table_setting_get_changed (SETTING (record)) ? "document-edit-symbolic" : NULL;
}

static char *
dup_view_only (FerryRecord *record)
{
  return g_strdup (ferry_table_setting_get_view_only (SETTING (record)) ? C_ ("table", "View-only") : "");
}

static const char *
get_view_only_icon (FerryRecord *record)
{
  return ferry_table_setting_get_view_only (SETTING (record)) ? "changes-prevent-symbolic" : NULL;
}

static char *
dup_summary (FerryRecord *record)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  char *(*const texts[]) (FerryRecord *)
    = { dup_replicate, dup_cloud_data, dup_changed, dup_view_only, dup_company };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = texts[i](record);

      if (*text != '\0')
        g_strv_builder_add (builder, text);
    }
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static char *
dup_check_name (FerryRecord *record)
{
  g_autofree char *name = ferry_rule_dup_name (ferry_table_setting_get_company_name (SETTING (record)),
                                               ferry_table_setting_get_table_name (SETTING (record)));

  /* Translators: the name of a table */
  return g_strdup_printf (_ ("Select %s"), name);
}

DEFINE_TOOLTIP (dup_table)
DEFINE_TOOLTIP (dup_company)

static const FerryRecordColumn rule_columns[] = {
  { N_ ("Table"), "table-name", 200, TRUE, FALSE, dup_table, NULL, dup_table_tooltip },
  { N_ ("Number"), "table-id", 124, FALSE, TRUE, dup_number, NULL, NULL },
  { N_ ("Company"), "company-name", 200, FALSE, FALSE, dup_company, NULL, dup_company_tooltip },
  { N_ ("Replicate data"), "replicate-data", 130, FALSE, FALSE, dup_replicate, get_replicate_icon, NULL },
  { N_ ("Cloud data"), "preserve-cloud-data", 130, FALSE, FALSE, dup_cloud_data, get_cloud_data_icon, NULL },
  { N_ ("Changed"), "changed", 100, FALSE, FALSE, dup_changed, get_changed_icon, NULL },
  { N_ ("View-only"), "view-only", 128, FALSE, FALSE, dup_view_only, get_view_only_icon, NULL },
};

const FerryRecordShape ferry_rule_shape = {
  .name = N_ ("Tables and how they are replicated"),
  .columns = rule_columns,
  .n_columns = G_N_ELEMENTS (rule_columns),
  .summary_title = N_ ("Table"),
  .dup_heading = dup_table,
  .dup_summary = dup_summary,
  .dup_check_name = dup_check_name,
};

/* ---- History ---- */

#define CHANGE(record) FERRY_TABLE_CHANGE (record)

static char *
dup_ago (FerryRecord *record)
{
  return ferry_format_ago (ferry_table_change_get_at (CHANGE (record)), g_get_real_time ());
}

static char *
dup_time (FerryRecord *record)
{
  return ferry_format_time (ferry_table_change_get_at (CHANGE (record)));
}

static char *
dup_user (FerryRecord *record)
{
  return g_strdup (ferry_table_change_get_user (CHANGE (record)));
}

static char *
dup_changed_company (FerryRecord *record)
{
  return ferry_rule_dup_company (ferry_table_change_get_company_name (CHANGE (record)));
}

static char *
dup_changed_table (FerryRecord *record)
{
  return g_strdup (ferry_table_change_get_table_name (CHANGE (record)));
}

static char *
dup_what (FerryRecord *record)
{
  return ferry_rule_change_dup_what (CHANGE (record));
}

static char *
dup_from (FerryRecord *record)
{
  return ferry_rule_change_dup_value (CHANGE (record), ferry_table_change_get_old_value (CHANGE (record)));
}

static char *
dup_to (FerryRecord *record)
{
  return ferry_rule_change_dup_value (CHANGE (record), ferry_table_change_get_new_value (CHANGE (record)));
}

static char *
dup_change_heading (FerryRecord *record)
{
  return ferry_rule_dup_name (ferry_table_change_get_company_name (CHANGE (record)),
                              ferry_table_change_get_table_name (CHANGE (record)));
}

static char *
dup_change_summary (FerryRecord *record)
{
  g_autofree char *to = dup_to (record);
  g_autofree char *from = dup_from (record);
  g_autofree char *ago = dup_ago (record);

  /* Translators: what was changed from, to what, how long ago, by whom */
  return g_strdup_printf (C_ ("change", "%s → %s · %s · %s"), from, to, ago,
                          ferry_table_change_get_user (CHANGE (record)));
}

DEFINE_TOOLTIP (dup_user)
DEFINE_TOOLTIP (dup_changed_company)
DEFINE_TOOLTIP (dup_changed_table)

static const FerryRecordColumn change_columns[] = {
  { N_ ("When"), "at", 130, FALSE, FALSE, dup_ago, NULL, dup_time },
  { N_ ("Who"), "user", 150, FALSE, FALSE, dup_user, NULL, dup_user_tooltip },
  { N_ ("Company"), "company-name", 200, FALSE, FALSE, dup_changed_company, NULL,
    dup_changed_company_tooltip },
  { N_ ("Table"), "table-name", 180, TRUE, FALSE, dup_changed_table, NULL, dup_changed_table_tooltip },
  { N_ ("What"), "property", 120, FALSE, FALSE, dup_what, NULL, NULL },
  { N_ ("Before"), "old-value", 120, FALSE, FALSE, dup_from, NULL, NULL },
  { N_ ("After"), "new-value", 120, FALSE, FALSE, dup_to, NULL, NULL },
};

const FerryRecordShape ferry_rule_change_shape = {
  .name = N_ ("Changes of how tables are replicated"),
  .columns = change_columns,
  .n_columns = G_N_ELEMENTS (change_columns),
  .summary_title = N_ ("Change"),
  .dup_heading = dup_change_heading,
  .dup_summary = dup_change_summary,
};
