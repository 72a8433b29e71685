/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rule-plan.h"

#include "ferry-migration-state.h"

#include <glib/gi18n-lib.h>

static gboolean
is_so (FerryRuleEdit edit, FerryTableSetting *setting)
{
  switch (edit)
    {
    case FERRY_RULE_EDIT_INCLUDE:
      return ferry_table_setting_get_replicate_data (setting);
    case FERRY_RULE_EDIT_EXCLUDE:
      return !ferry_table_setting_get_replicate_data (setting);
    case FERRY_RULE_EDIT_KEEP:
      return ferry_table_setting_get_preserve_cloud_data (setting);
    case FERRY_RULE_EDIT_CLEAR:
      return !ferry_table_setting_get_preserve_cloud_data (setting);
    case FERRY_RULE_EDIT_RESET:
    default:
      return !ferry_table_setting_get_changed (setting);
    }
}

FerryRuleVerdict
ferry_rule_edit_judge (FerryRuleEdit edit, FerryTableSetting *setting)
{
  g_return_val_if_fail (FERRY_IS_TABLE_SETTING (setting), FERRY_RULE_VERDICT_SAME);

  if (is_so (edit, setting))
    return FERRY_RULE_VERDICT_SAME;
  if (ferry_table_setting_get_view_only (setting))
    return FERRY_RULE_VERDICT_VIEW_ONLY;
  if (edit == FERRY_RULE_EDIT_KEEP && *ferry_table_setting_get_company_name (setting) != '\0')
    return FERRY_RULE_VERDICT_OF_COMPANY;
  if (edit == FERRY_RULE_EDIT_CLEAR && ferry_table_setting_get_table_id (setting) == FERRY_TENANT_MEDIA_TABLE)
    return FERRY_RULE_VERDICT_TENANT_MEDIA;
  return FERRY_RULE_VERDICT_CHANGE;
}

JsonObject *
ferry_rule_edit_dup_members (FerryRuleEdit edit)
{
  JsonObject *members;

  if (edit == FERRY_RULE_EDIT_RESET)
    return NULL;
  members = json_object_new ();
  if (edit == FERRY_RULE_EDIT_INCLUDE || edit == FERRY_RULE_EDIT_EXCLUDE)
    json_object_set_boolean_member (members, "replicateData", edit == FERRY_RULE_EDIT_INCLUDE);
  else
    json_object_set_boolean_member (members, "preserveCloudData", edit == FERRY_RULE_EDIT_KEEP);
  return members;
}

char *
ferry_rule_dup_name (const char *company, const char *table)
{
  g_return_val_if_fail (company != NULL && table != NULL, NULL);

  if (*company == '\0')
    return g_strdup (table);
  /* Translators: a company, and a table of it */
  return g_strdup_printf (C_ ("table", "%s: %s"), company, table);
}

char *
ferry_rule_names_join (GPtrArray *settings)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (settings != NULL, NULL);

  for (guint i = 0; i < settings->len; i++)
    {
      g_autofree char *name = ferry_rule_dup_name (ferry_table_setting_get_company_name (settings->pdata[i]),
                                                   ferry_table_setting_get_table_name (settings->pdata[i]));

      g_strv_builder_add (builder, name);
    }
  names = g_strv_builder_end (builder);
  return ferry_migration_state_join_names (names);
}

FerryRulePlan *
ferry_rule_plan_new (FerryRuleEdit edit, GPtrArray *settings)
{
  FerryRulePlan *self;

  g_return_val_if_fail (settings != NULL, NULL);

  self = g_new0 (FerryRulePlan, 1);
  self->edit = edit;
  self->settings = g_ptr_array_new_with_free_func (g_object_unref);
  self->refused = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < settings->len; i++)
    {
      FerryTableSetting *setting = settings->pdata[i];
      FerryRuleVerdict verdict = ferry_rule_edit_judge (edit, setting);

      self->counts[verdict]++;
      if (verdict == FERRY_RULE_VERDICT_CHANGE)
        g_ptr_array_add (self->settings, g_object_ref (setting));
      else if (verdict != FERRY_RULE_VERDICT_SAME)
        g_ptr_array_add (self->refused, g_object_ref (setting));
    }
  return self;
}

void
ferry_rule_plan_free (FerryRulePlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->settings);
  g_ptr_array_unref (self->refused);
  g_free (self);
}

gboolean
ferry_rule_plan_needs_answer (const FerryRulePlan *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return self->edit == FERRY_RULE_EDIT_EXCLUDE || self->edit == FERRY_RULE_EDIT_CLEAR
         || (self->edit == FERRY_RULE_EDIT_RESET && self->settings->len > 1) || self->refused->len > 0;
}

char *
ferry_rule_plan_dup_heading (const FerryRulePlan *self)
{
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  n = self->settings->len;
  switch (self->edit)
    {
    case FERRY_RULE_EDIT_INCLUDE:
      return g_strdup_printf (ngettext ("Include %u Table?", "Include %u Tables?", n), n);
    case FERRY_RULE_EDIT_EXCLUDE:
      return g_strdup_printf (ngettext ("Exclude %u Table?", "Exclude %u Tables?", n), n);
    case FERRY_RULE_EDIT_KEEP:
      return g_strdup_printf (
        ngettext ("Keep the Cloud Data of %u Table?", "Keep the Cloud Data of %u Tables?", n), n);
    case FERRY_RULE_EDIT_CLEAR:
      return g_strdup_printf (
        ngettext ("Clear the Cloud Data of %u Table?", "Clear the Cloud Data of %u Tables?", n), n);
    case FERRY_RULE_EDIT_RESET:
    default:
      return g_strdup_printf (ngettext ("Reset %u Table?", "Reset %u Tables?", n), n);
    }
}

static const char *
get_consequence (FerryRuleEdit edit, guint n)
{
  switch (edit)
    {
    case FERRY_RULE_EDIT_INCLUDE:
      return ngettext ("From the next run on the table is replicated.",
                       "From the next run on the tables are replicated.", n);
    case FERRY_RULE_EDIT_EXCLUDE:
      return ngettext (
        "From the next run on the table isn’t replicated. What was migrated of it so far may lose its "
        "history: to include it again can mean to copy it whole.",
        "From the next run on the tables aren’t replicated. What was migrated of them so far may lose its "
        "history: to include them again can mean to copy them whole.",
        n);
    case FERRY_RULE_EDIT_KEEP:
      return ngettext ("Rows that are only in the cloud stay when the table is copied.",
                       "Rows that are only in the cloud stay when the tables are copied.", n);
    case FERRY_RULE_EDIT_CLEAR:
      return ngettext ("Before the next copy all rows of the table in the cloud are deleted, with what was "
                       "entered there. That can’t be undone.",
                       "Before the next copy all rows of the tables in the cloud are deleted, with what was "
                       "entered there. That can’t be undone.",
                       n);
    case FERRY_RULE_EDIT_RESET:
    default:
      return ngettext (
        "The table is replicated as the service has it by default; what was chosen for it is forgotten.",
        "The tables are replicated as the service has it by default; what was chosen for them is forgotten.",
        n);
    }
}

char *
ferry_rule_plan_dup_refusal (const FerryRulePlan *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;

  g_return_val_if_fail (self != NULL, NULL);

  if ((n = self->counts[FERRY_RULE_VERDICT_VIEW_ONLY]) > 0)
    g_string_append_printf (
      text,
      ngettext ("%u table is view-only: how system tables are replicated can’t be changed.",
                "%u tables are view-only: how system tables are replicated can’t be changed.", n),
      n);
  if ((n = self->counts[FERRY_RULE_VERDICT_OF_COMPANY]) > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append_printf (
        text,
        ngettext ("%u table belongs to a company: cloud data can be kept only in tables per database.",
                  "%u tables belong to a company: cloud data can be kept only in tables per database.", n),
        n);
    }
  if (self->counts[FERRY_RULE_VERDICT_TENANT_MEDIA] > 0)
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append (
        text, _ ("The tenant’s media can’t be cleared: pictures and documents of all companies are in it."));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ferry_rule_plan_dup_consequence (const FerryRulePlan *self)
{
  g_autofree char *names = NULL;
  g_autofree char *refusal = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  names = ferry_rule_names_join (self->settings);
  refusal = ferry_rule_plan_dup_refusal (self);
  if (*refusal == '\0')
    return g_strjoin ("\n\n", get_consequence (self->edit, self->settings->len), names, NULL);
  return g_strjoin ("\n\n", get_consequence (self->edit, self->settings->len), names,
                    _ ("Other selected tables stay as they are:"), refusal, NULL);
}

char *
ferry_rule_plan_dup_nothing (const FerryRulePlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->refused->len > 0)
    return ferry_rule_plan_dup_refusal (self);
  return g_strdup (_ ("The selected tables are set so already."));
}
