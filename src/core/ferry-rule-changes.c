/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-rule-changes.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

struct _FerryRuleChanges
{
  GObject parent_instance;

  FerryEnvironment *environment;
  FerryRulePlan *plan;
  guint n_done;
  guint n_changed;
  GPtrArray *failed; /* of FerryTableSetting */
  GError *first;     /* what went wrong first */
  gboolean stopped;
  char *current;
};

enum
{
  PROP_0,
  PROP_N_DONE,
  PROP_CURRENT,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryRuleChanges, ferry_rule_changes, G_TYPE_OBJECT)

static void change_next (GTask *task);

static FerryTableSetting *
get_setting (FerryRuleChanges *self)
{
  return self->plan->settings->pdata[self->n_done];
}

static void
finish_one (GTask *task)
{
  FerryRuleChanges *self = g_task_get_source_object (task);

  self->n_done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
  change_next (task);
}

/* Errors of one table; after any other the rest would fail as well. */
static gboolean
concerns_one (const GError *error)
{
  return error->domain == FERRY_ERROR
         && (error->code == FERRY_ERROR_CHANGED || error->code == FERRY_ERROR_REFUSED
             || error->code == FERRY_ERROR_NOT_FOUND || error->code == FERRY_ERROR_INVALID);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryRuleChanges *self = g_task_get_source_object (task);
  g_autoptr (FerryRecord) record
    = ferry_migration_service_read_record_finish (FERRY_MIGRATION_SERVICE (source), result, NULL);

  /* What can't be read again is as it was shown, until the list is refreshed. */
  if (record != NULL)
    g_signal_emit (self, signals[CHANGED], 0, record);
  finish_one (task);
}

static void
read_again (GTask *task)
{
  FerryRuleChanges *self = g_task_get_source_object (task);

  ferry_migration_service_read_record_async (ferry_environment_get_service (self->environment),
                                             FERRY_RECORD (get_setting (self)), g_task_get_cancellable (task),
                                             on_read, g_object_ref (task));
}

/* @error: (transfer full) */
static void
take_failure (GTask *task, GError *error)
{
  FerryRuleChanges *self = g_task_get_source_object (task);
  gboolean go_on = concerns_one (error);

  g_ptr_array_add (self->failed, g_object_ref (get_setting (self)));
  if (self->first == NULL)
    self->first = g_error_copy (error);
  if (go_on)
    {
      g_error_free (error);
      read_again (task);
    }
  else
    {
      self->n_done++;
      g_task_return_error (task, error);
    }
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryRuleChanges *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FerryRecord) record
    = ferry_environment_change_record_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (record == NULL)
    {
      take_failure (task, error);
      return;
    }
  self->n_changed++;
  g_signal_emit (self, signals[CHANGED], 0, record);
  finish_one (task);
}

static void
on_reset (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryRuleChanges *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error))
    {
      take_failure (task, error);
      return;
    }
  self->n_changed++;
  read_again (task);
}

static void
change_next (GTask *task)
{
  FerryRuleChanges *self = g_task_get_source_object (task);
  FerryTableSetting *setting;
  JsonObject *members;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->n_done == self->plan->settings->len || self->stopped)
    {
      if (self->first != NULL)
        g_task_return_error (task, g_error_copy (self->first));
      else if (self->n_done < self->plan->settings->len)
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("It was stopped."));
      else
        g_task_return_boolean (task, TRUE);
      return;
    }
  setting = get_setting (self);
  g_free (self->current);
  self->current = ferry_rule_dup_name (ferry_table_setting_get_company_name (setting),
                                       ferry_table_setting_get_table_name (setting));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  members = ferry_rule_edit_dup_members (self->plan->edit);
  if (members != NULL)
    ferry_environment_change_record_async (self->environment, FERRY_ACTION_TABLE_RULES,
                                           FERRY_RECORD (setting), members, g_task_get_cancellable (task),
                                           on_changed, g_object_ref (task));
  else
    ferry_environment_order_async (self->environment, ferry_order_new_reset_rule (setting),
                                   g_task_get_cancellable (task), on_reset, g_object_ref (task));
}

void
ferry_rule_changes_run_async (FerryRuleChanges *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_RULE_CHANGES (self));
  g_return_if_fail (self->n_done == 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_rule_changes_run_async);
  g_task_set_check_cancellable (task, FALSE);
  change_next (task);
}

gboolean
ferry_rule_changes_run_finish (FerryRuleChanges *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_rule_changes_stop (FerryRuleChanges *self)
{
  g_return_if_fail (FERRY_IS_RULE_CHANGES (self));
  self->stopped = TRUE;
}

guint
ferry_rule_changes_get_n_total (FerryRuleChanges *self)
{
  g_return_val_if_fail (FERRY_IS_RULE_CHANGES (self), 0);
  return self->plan->settings->len;
}

guint
ferry_rule_changes_get_n_done (FerryRuleChanges *self)
{
  g_return_val_if_fail (FERRY_IS_RULE_CHANGES (self), 0);
  return self->n_done;
}

const char *
ferry_rule_changes_get_current (FerryRuleChanges *self)
{
  g_return_val_if_fail (FERRY_IS_RULE_CHANGES (self), NULL);
  return self->current;
}

char *
ferry_rule_changes_dup_report (FerryRuleChanges *self)
{
  g_autoptr (GString) text = NULL;
  guint total, left;

  g_return_val_if_fail (FERRY_IS_RULE_CHANGES (self), NULL);

  total = self->plan->settings->len;
  left = total - self->n_changed - self->failed->len;
  text = g_string_new (NULL);
  if (self->n_changed == total)
    g_string_append_printf (text, ngettext ("%u table was changed.", "%u tables were changed.", total),
                            total);
  else
    g_string_append_printf (text,
                            /* Translators: “12 of 30 tables were changed.” */
                            ngettext ("%u of %u table was changed.", "%u of %u tables were changed.", total),
                            self->n_changed, total);
  if (self->failed->len > 0)
    {
      g_autofree char *names = ferry_rule_names_join (self->failed);

      g_string_append_c (text, ' ');
      /* Translators: names of tables */
      g_string_append_printf (text, _ ("Not changed: %s."), names);
    }
  if (left > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (
        text, ngettext ("%u table was left as it is.", "%u tables were left as they are.", left), left);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

FerryRuleChanges *
ferry_rule_changes_new (FerryEnvironment *environment, FerryRulePlan *plan)
{
  FerryRuleChanges *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (FERRY_TYPE_RULE_CHANGES, NULL);
  self->environment = g_object_ref (environment);
  self->plan = plan;
  return self;
}

static void
ferry_rule_changes_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FerryRuleChanges *self = FERRY_RULE_CHANGES (object);

  switch (prop_id)
    {
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_CURRENT:
      g_value_set_string (value, self->current);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_rule_changes_finalize (GObject *object)
{
  FerryRuleChanges *self = FERRY_RULE_CHANGES (object);

  g_clear_object (&self->environment);
  g_clear_pointer (&self->plan, ferry_rule_plan_free);
  g_ptr_array_unref (self->failed);
  g_clear_error (&self->first);
  g_free (self->current);
  G_OBJECT_CLASS (ferry_rule_changes_parent_class)->finalize (object);
}

static void
ferry_rule_changes_class_init (FerryRuleChangesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ferry_rule_changes_get_property;
  object_class->finalize = ferry_rule_changes_finalize;

  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CURRENT] = g_param_spec_string ("current", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, FERRY_TYPE_TABLE_SETTING);
}

static void
ferry_rule_changes_init (FerryRuleChanges *self)
{
  self->failed = g_ptr_array_new_with_free_func (g_object_unref);
  self->current = g_strdup ("");
}
