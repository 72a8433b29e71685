/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"
#include "ferry-settle.h"

#include <glib/gi18n-lib.h>

/* Selecting companies: one request each for those that differ, then perhaps the creation of the missing ones. */
typedef struct
{
  char **ids;
  gboolean create;
  FerryMigrationService *service;
  GCancellable *cancellable;
  GPtrArray *changes; /* FerryCompany whose selection is turned */
  guint position;
  gint64 intent;
  char *before;
  GError *error;
  gboolean in_doubt; /* whether the creation began, that is */
} Selection;

static void
selection_free (Selection *self)
{
  g_strfreev (self->ids);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self->before);
  g_clear_error (&self->error);
  g_free (self);
}

static gboolean
has_begun (FerryEnvironment *self, Selection *selection)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  FerryMigrationFacts facts;

  ferry_environment_fill_facts (self, &facts, &runs, &companies);
  return ferry_settle_judge (&facts, ferry_action_to_nick (FERRY_ACTION_CREATE_COMPANIES), "",
                             selection->before)
         == FERRY_VERDICT_TAKEN;
}

static void
on_state_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Selection *selection = g_task_get_task_data (task);

  if (ferry_environment_read_finish (self, result, NULL) && selection->in_doubt
      && has_begun (self, selection))
    g_clear_error (&selection->error);
  ferry_environment_end_work (self);
  if (selection->error != NULL)
    g_task_return_error (task, g_steal_pointer (&selection->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* The list is read in any case: after a failure it shows which ones were changed. */
static void
end_selection (GTask *task)
{
  ferry_environment_read_async (g_task_get_source_object (task), on_state_read, g_object_ref (task));
}

/* ---- Creating what is missing ---- */

static void
on_created (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Selection *selection = g_task_get_task_data (task);
  const char *nick = ferry_action_to_nick (FERRY_ACTION_CREATE_COMPANIES);

  if (ferry_migration_service_create_companies_finish (FERRY_MIGRATION_SERVICE (object), result,
                                                       &selection->error))
    ferry_environment_conclude (self, selection->intent, FERRY_OUTCOME_DONE, nick, selection->before, NULL);
  else if (g_error_matches (selection->error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
           || g_error_matches (selection->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The reading that follows settles it. */
      selection->in_doubt = TRUE;
      ferry_environment_leave_pending (self, selection->intent);
    }
  else
    ferry_environment_conclude (self, selection->intent, FERRY_OUTCOME_REFUSED, nick, selection->before,
                                selection->error);
  end_selection (task);
}

static void
on_creation_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Selection *selection = g_task_get_task_data (task);

  selection->intent = ferry_environment_intend_finish (FERRY_ENVIRONMENT (object), result, &selection->error);
  if (selection->error != NULL)
    end_selection (task);
  else
    ferry_migration_service_create_companies_async (selection->service, selection->cancellable, on_created,
                                                    g_object_ref (task));
}

static char *
join_selected (FerryEnvironment *self, Selection *selection)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; selection->ids[i] != NULL; i++)
    {
      FerryCompany *company = ferry_environment_find_company (self, selection->ids[i]);

      if (company == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, ferry_company_get_name (company));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- The selection ---- */

static void change_next (GTask *task);

static void
on_changed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Selection *selection = g_task_get_task_data (task);
  FerryCompany *company = g_ptr_array_index (selection->changes, selection->position);
  g_autoptr (FerryCompany) fresh = ferry_migration_service_set_replicate_finish (
    FERRY_MIGRATION_SERVICE (object), result, &selection->error);

  if (fresh == NULL)
    {
      if (!g_error_matches (selection->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          /* Translators: a company's name, what went wrong */
          char *message = g_strdup_printf (_ ("The selection of “%1$s” could not be changed: %2$s"),
                                           ferry_company_get_name (company), selection->error->message);

          g_free (selection->error->message);
          selection->error->message = message;
        }
      change_next (task);
      return;
    }
  ferry_company_update (company, fresh);
  selection->position++;
  change_next (task);
}

static void
change_next (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Selection *selection = g_task_get_task_data (task);

  if (selection->error == NULL && selection->position < selection->changes->len)
    {
      FerryCompany *company = g_ptr_array_index (selection->changes, selection->position);

      ferry_migration_service_set_replicate_async (selection->service, company,
                                                   !ferry_company_get_replicate (company),
                                                   selection->cancellable, on_changed, g_object_ref (task));
      return;
    }
  if (selection->intent != 0 || self->database == NULL)
    {
      /* A selection that broke off is as the list shows it. */
      ferry_environment_conclude (self, selection->intent, ferry_environment_judge_change (selection->error),
                                  ferry_action_to_nick (FERRY_ACTION_SELECT_COMPANIES), selection->before,
                                  selection->error);
    }
  if (selection->error == NULL && selection->create)
    {
      g_autofree char *names = join_selected (self, selection);

      ferry_environment_intend_async (self, ferry_action_to_nick (FERRY_ACTION_CREATE_COMPANIES), names,
                                      selection->cancellable, on_creation_intended, g_object_ref (task));
      return;
    }
  end_selection (task);
}

static void
on_selection_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Selection *selection = g_task_get_task_data (task);

  selection->intent = ferry_environment_intend_finish (FERRY_ENVIRONMENT (object), result, &selection->error);
  if (selection->error != NULL)
    end_selection (task);
  else
    change_next (task);
}

/* The list may be older than what is chosen from: it is read before what differs is found. */
static void
on_companies_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Selection *selection = g_task_get_task_data (task);
  g_autoptr (GPtrArray) companies = ferry_migration_service_list_companies_finish (
    FERRY_MIGRATION_SERVICE (object), result, &selection->error);
  g_autofree char *names = NULL;
  guint n;

  if (companies == NULL)
    {
      ferry_environment_end_work (self);
      ferry_environment_doubt (self, selection->error);
      g_task_return_error (task, g_steal_pointer (&selection->error));
      return;
    }
  ferry_environment_merge_companies (self, companies);
  for (guint i = 0; selection->ids[i] != NULL; i++)
    if (ferry_environment_find_company (self, selection->ids[i]) == NULL)
      {
        ferry_environment_end_work (self);
        ferry_environment_update (self);
        g_task_return_new_error (
          task, FERRY_ERROR, FERRY_ERROR_NOT_FOUND,
          _ ("A company of the selection isn’t at the source any more. Look at the list and choose again."));
        return;
      }
  n = g_list_model_get_n_items (G_LIST_MODEL (self->companies));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (G_LIST_MODEL (self->companies), i);
      gboolean wanted
        = g_strv_contains ((const char *const *) selection->ids, ferry_company_get_id (company));

      if (wanted != ferry_company_get_replicate (company))
        g_ptr_array_add (selection->changes, g_steal_pointer (&company));
    }
  names = join_selected (self, selection);
  ferry_environment_intend_async (self, ferry_action_to_nick (FERRY_ACTION_SELECT_COMPANIES), names,
                                  selection->cancellable, on_selection_intended, g_object_ref (task));
}

void
ferry_environment_select_companies_async (FerryEnvironment *self,
                                          const char *const *ids,
                                          gboolean create,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Selection *selection;
  GError *error = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (ids != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_select_companies_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!ferry_environment_check_open (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  selection = g_new0 (Selection, 1);
  selection->ids = g_strdupv ((char **) ids);
  selection->create = create;
  selection->service = g_object_ref (self->service);
  selection->cancellable = ferry_environment_link_cancellable (self, cancellable);
  selection->changes = g_ptr_array_new_with_free_func (g_object_unref);
  selection->before = g_strdup (ferry_environment_get_newest_run_id (self));
  g_task_set_task_data (task, selection, (GDestroyNotify) selection_free);
  ferry_environment_begin_work (self);
  ferry_migration_service_list_companies_async (selection->service, selection->cancellable, on_companies_read,
                                                g_object_ref (task));
}

gboolean
ferry_environment_select_companies_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
