/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"
#include "ferry-management.h"

#include <glib/gi18n-lib.h>

/* Custom tables (domain §2.6): one request for each change, in their order, until one fails. */

#define PERFORMING "table mappings"

/* ---- Reading ---- */

typedef struct
{
  GPtrArray *mappings;
  char *reason;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_free (self->reason);
  g_free (self);
}

static void
on_tables_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables
    = ferry_migration_service_list_records_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* Without them, targets are entered by hand (api-contract §C). */
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED)
      || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    loading->reason
      = g_strdup (_ ("The published interface of Business Central doesn’t tell which tables its "
                     "extensions have. Enter the target by hand."));
  else if (error != NULL)
    loading->reason = g_strdup_printf (
      /* Translators: what went wrong */
      _ ("The tables to choose from could not be read: %s Enter the target by hand."), error->message);
  g_task_return_pointer (task, ferry_mapping_set_new (loading->mappings, tables), g_object_unref);
}

static void
on_mappings_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *service = FERRY_MIGRATION_SERVICE (object);
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  loading->mappings = ferry_migration_service_list_mappings_finish (service, result, &error);
  if (loading->mappings == NULL)
    g_task_return_error (task, error);
  else
    ferry_migration_service_list_records_async (
      service, FERRY_TYPE_SOURCE_TABLE, g_task_get_cancellable (task), on_tables_listed, g_object_ref (task));
}

void
ferry_environment_load_mappings_async (FerryEnvironment *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GCancellable) linked = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));

  if (self->life != NULL)
    linked = ferry_environment_link_cancellable (self, cancellable);
  task = g_task_new (self, linked, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_load_mappings_async);
  g_task_set_task_data (task, g_new0 (Loading, 1), loading_free);
  if (!ferry_environment_check_open (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ferry_migration_service_list_mappings_async (self->service, linked, on_mappings_listed,
                                               g_object_ref (task));
}

FerryMappingSet *
ferry_environment_load_mappings_finish (FerryEnvironment *self,
                                        GAsyncResult *result,
                                        char **no_tables_reason,
                                        GError **error)
{
  Loading *loading;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  loading = g_task_get_task_data (G_TASK (result));
  if (no_tables_reason != NULL)
    *no_tables_reason = g_strdup (loading->reason);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Changing ---- */

typedef struct
{
  FerryMigrationService *service;
  /* A request that is given up may be carried out a moment later, after the list was read again: the caller's is asked
   * between requests, and only closing the environment ends one. */
  GCancellable *asked; /* (nullable) */
  GCancellable *life;
  FerryMappingSet *set; /* as it was; its tables stay what they are */
  FerryMappingSet *now;
  GPtrArray *changes;
  guint position;
  FerryTableMapping *reset; /* (nullable): an action instead of changes */
  gboolean for_extension;
  FerryMappingProgress progress;
  gpointer progress_data;
  char *subject;
  char *before;
  gint64 intent;
  GError *error;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_object (&self->service);
  g_clear_object (&self->asked);
  g_clear_object (&self->life);
  g_clear_object (&self->set);
  g_clear_object (&self->now);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->reset);
  g_free (self->subject);
  g_free (self->before);
  g_clear_error (&self->error);
  g_free (self);
}

/* @starts: whether it was sent with POST, whose errors say themselves whether it is in doubt. */
static gboolean
may_have_happened (const GError *error, gboolean starts)
{
  return g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || (!starts && ferry_error_is_transient (error)
             && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_THROTTLED));
}

static gboolean
is_started (FerryMappingChange *change)
{
  return ferry_mapping_change_get_kind (change) == FERRY_MAPPING_CHANGE_ADD;
}

static void
return_work (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  g_hash_table_remove (self->performing, PERFORMING);
  ferry_environment_end_work (self);
  ferry_environment_doubt (self, work->error);
  if (work->error != NULL)
    g_task_return_error (task, g_steal_pointer (&work->error));
  else
    g_task_return_boolean (task, TRUE);
}

/* ---- What became of it, by the list as it is now ---- */

static gboolean
is_there (FerryMappingSet *set, FerryTableMapping *mapping)
{
  GPtrArray *mappings = ferry_mapping_set_get_mappings (set);

  for (guint i = 0; i < mappings->len; i++)
    if (g_str_equal (ferry_table_mapping_get_id (g_ptr_array_index (mappings, i)),
                     ferry_table_mapping_get_id (mapping)))
      return TRUE;
  return FALSE;
}

static gboolean
has_happened (FerryMappingSet *now, FerryMappingChange *change)
{
  FerryTableMapping *wanted = ferry_mapping_change_get_wanted (change);
  FerryTableMapping *there;

  if (wanted == NULL)
    return !is_there (now, ferry_mapping_change_get_was (change));
  there = ferry_mapping_set_find (now, wanted);
  return there != NULL && ferry_table_mapping_equal (there, wanted);
}

/* Restored ones are new; those of an extension are gone. */
static gboolean
has_reset (Work *work)
{
  GPtrArray *mappings = ferry_mapping_set_get_mappings (work->set);
  g_autoptr (GPtrArray) left = NULL;

  if (work->for_extension)
    {
      left = ferry_mapping_set_list_extension (work->now, ferry_table_mapping_get_app_id (work->reset));
      return left->len == 0;
    }
  for (guint i = 0; i < mappings->len; i++)
    if (is_there (work->now, g_ptr_array_index (mappings, i)))
      return FALSE;
  return TRUE;
}

/* That it isn't known would be wrong to say now. */
static void
tell_not_happened (Work *work, FerryMappingChange *change)
{
  if (!g_error_matches (work->error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS))
    return;
  g_clear_error (&work->error);
  work->error = g_error_new (FERRY_ERROR, FERRY_ERROR_FAILED,
                             /* Translators: the name of a table */
                             _ ("The mapping of “%s” didn’t reach the service: the connection failed on the "
                                "way, and nothing was changed. "
                                "Try again."),
                             ferry_table_mapping_get_table_name (ferry_mapping_change_get_mapping (change)));
}

/* Returns: whether the outcome is known */
static gboolean
find_out (Work *work)
{
  FerryMappingChange *change = NULL;

  if (work->reset == NULL && work->position < work->changes->len)
    change = g_ptr_array_index (work->changes, work->position);
  if (work->error == NULL || !may_have_happened (work->error, change == NULL || is_started (change)))
    return TRUE;
  if (work->now == NULL)
    return FALSE;
  if (work->reset != NULL)
    {
      if (has_reset (work))
        g_clear_error (&work->error);
      return TRUE;
    }
  if (change == NULL)
    return TRUE;
  if (ferry_mapping_change_get_fate (change) != FERRY_MAPPING_FATE_SENT)
    return TRUE;
  if (!has_happened (work->now, change))
    {
      ferry_mapping_change_set_fate (change, FERRY_MAPPING_FATE_FAILED);
      tell_not_happened (work, change);
      return TRUE;
    }
  ferry_mapping_change_set_fate (change, FERRY_MAPPING_FATE_APPLIED);
  if (++work->position == work->changes->len)
    g_clear_error (&work->error);
  return TRUE;
}

static void
describe_failure (Work *work)
{
  FerryMappingChange *change;
  char *reason;

  if (work->error == NULL || work->reset != NULL || work->changes->len < 2
      || work->position >= work->changes->len
      || g_error_matches (work->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  change = g_ptr_array_index (work->changes, work->position);
  reason = work->error->message;
  work->error->message = g_strdup_printf (
    /* Translators: a table, how many changes were made, of how many, what went wrong; the plural goes by %3$u */
    ngettext ("“%1$s” failed after %2$u of %3$u change: %4$s",
              "“%1$s” failed after %2$u of %3$u changes: %4$s", work->changes->len),
    ferry_table_mapping_get_table_name (ferry_mapping_change_get_mapping (change)),
    ferry_mapping_change_count_applied (work->changes), work->changes->len, reason);
  g_free (reason);
}

static void
conclude (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  gboolean known = find_out (work);

  describe_failure (work);
  if (!known)
    ferry_environment_leave_pending (self, work->intent);
  else
    ferry_environment_conclude (
      self, work->intent, work->error == NULL ? FERRY_OUTCOME_DONE : FERRY_OUTCOME_REFUSED,
      ferry_action_to_nick (FERRY_ACTION_MANAGE_MAPPINGS), work->before, work->error);
  return_work (task);
}

static void
on_read_again (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) mappings
    = ferry_migration_service_list_mappings_finish (FERRY_MIGRATION_SERVICE (object), result, NULL);

  if (mappings != NULL)
    work->now = ferry_mapping_set_new (mappings, ferry_mapping_set_get_tables (work->set));
  conclude (task);
}

/* In any case: after a failure it shows what was changed. */
static void
read_again (GTask *task)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  if (self->life == NULL)
    conclude (task);
  else
    ferry_migration_service_list_mappings_async (work->service, self->life, on_read_again,
                                                 g_object_ref (task));
}

/* ---- Sending ---- */

static void send_next (GTask *task);

static void
take_answer (GTask *task, gboolean done)
{
  Work *work = g_task_get_task_data (task);
  FerryMappingChange *change = g_ptr_array_index (work->changes, work->position);

  if (!done)
    {
      ferry_mapping_change_set_fate (change, may_have_happened (work->error, is_started (change))
                                               ? FERRY_MAPPING_FATE_SENT
                                               : FERRY_MAPPING_FATE_FAILED);
      read_again (task);
      return;
    }
  ferry_mapping_change_set_fate (change, FERRY_MAPPING_FATE_APPLIED);
  work->position++;
  if (work->progress != NULL)
    work->progress (work->position, work->changes->len, work->progress_data);
  send_next (task);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (FerryTableMapping) fresh
    = ferry_migration_service_save_mapping_finish (FERRY_MIGRATION_SERVICE (object), result, &work->error);

  take_answer (task, fresh != NULL);
}

static void
on_deleted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  gboolean done
    = ferry_migration_service_delete_mapping_finish (FERRY_MIGRATION_SERVICE (object), result, &work->error);

  take_answer (task, done);
}

static void
send_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  FerryMappingChange *change;

  /* Between two requests nothing is in doubt. */
  if (work->position >= work->changes->len
      || g_cancellable_set_error_if_cancelled (work->asked, &work->error))
    {
      read_again (task);
      return;
    }
  change = g_ptr_array_index (work->changes, work->position);
  ferry_mapping_change_set_fate (change, FERRY_MAPPING_FATE_SENT);
  if (ferry_mapping_change_get_wanted (change) != NULL)
    ferry_migration_service_save_mapping_async (work->service, ferry_mapping_change_get_was (change),
                                                ferry_mapping_change_get_wanted (change), work->life,
                                                on_saved, g_object_ref (task));
  else
    ferry_migration_service_delete_mapping_async (work->service, ferry_mapping_change_get_was (change),
                                                  work->life, on_deleted, g_object_ref (task));
}

static void
on_reset (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  ferry_migration_service_reset_mappings_finish (FERRY_MIGRATION_SERVICE (object), result, &work->error);
  read_again (task);
}

static void
on_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  work->intent = ferry_environment_intend_finish (FERRY_ENVIRONMENT (object), result, &work->error);
  if (work->error != NULL)
    return_work (task);
  else if (work->reset != NULL)
    ferry_migration_service_reset_mappings_async (work->service, work->reset, work->for_extension, work->life,
                                                  on_reset, g_object_ref (task));
  else
    send_next (task);
}

/* ---- Beginning ---- */

static gboolean
check (FerryEnvironment *self, GError **error)
{
  g_autofree char *reason = NULL;

  if (!ferry_environment_check_open (self, error))
    return FALSE;
  if (!ferry_environment_check_action (self, FERRY_ACTION_MANAGE_MAPPINGS, &reason))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, reason);
      return FALSE;
    }
  if (g_hash_table_contains (self->performing, PERFORMING))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE,
                           _ ("The table mappings are being changed already. Wait until that is done."));
      return FALSE;
    }
  return TRUE;
}

/* What differs: the service isn't asked to change what is so already. */
static GPtrArray *
list_sent (GPtrArray *changes)
{
  GPtrArray *sent = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < changes->len; i++)
    {
      FerryMappingChange *change = g_ptr_array_index (changes, i);

      ferry_mapping_change_set_fate (change, FERRY_MAPPING_FATE_WAITING);
      if (ferry_mapping_change_get_kind (change) == FERRY_MAPPING_CHANGE_NONE)
        ferry_mapping_change_set_fate (change, FERRY_MAPPING_FATE_APPLIED);
      else
        g_ptr_array_add (sent, g_object_ref (change));
    }
  return sent;
}

static char *
describe_changes (GPtrArray *changes)
{
  if (changes->len == 1)
    return g_strdup (
      ferry_table_mapping_get_table_name (ferry_mapping_change_get_mapping (g_ptr_array_index (changes, 0))));
  /* Translators: counts of table mappings */
  return g_strdup_printf (_ ("%u added, %u changed, %u deleted"),
                          ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_ADD),
                          ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_EDIT),
                          ferry_mapping_change_count (changes, FERRY_MAPPING_CHANGE_DELETE));
}

static void
begin (FerryEnvironment *self, GTask *task, Work *work)
{
  GError *error = NULL;

  /* What was done is told, even where nobody wants to wait for it any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, work, work_free);
  if (!check (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  work->service = g_object_ref (self->service);
  work->life = g_object_ref (self->life);
  if (g_task_get_cancellable (task) != NULL)
    work->asked = g_object_ref (g_task_get_cancellable (task));
  work->before = g_strdup (ferry_environment_get_newest_run_id (self));
  g_hash_table_add (self->performing, g_strdup (PERFORMING));
  ferry_environment_begin_work (self);
  ferry_environment_intend_async (self, ferry_action_to_nick (FERRY_ACTION_MANAGE_MAPPINGS), work->subject,
                                  work->life, on_intended, g_object_ref (task));
}

void
ferry_environment_apply_mappings_async (FerryEnvironment *self,
                                        FerryMappingSet *set,
                                        GPtrArray *changes,
                                        FerryMappingProgress progress,
                                        gpointer progress_data,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (FERRY_IS_MAPPING_SET (set));
  g_return_if_fail (changes != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_apply_mappings_async);
  work = g_new0 (Work, 1);
  work->set = g_object_ref (set);
  work->changes = list_sent (changes);
  work->progress = progress;
  work->progress_data = progress_data;
  work->subject = describe_changes (work->changes);
  begin (self, task, work);
}

gboolean
ferry_environment_apply_mappings_finish (FerryEnvironment *self,
                                         GAsyncResult *result,
                                         FerryMappingSet **now,
                                         GError **error)
{
  Work *work;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  work = g_task_get_task_data (G_TASK (result));
  if (now != NULL)
    *now = work->now != NULL ? g_object_ref (work->now) : NULL;
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_environment_reset_mappings_async (FerryEnvironment *self,
                                        FerryMappingSet *set,
                                        FerryTableMapping *mapping,
                                        gboolean for_extension,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (FERRY_IS_MAPPING_SET (set));
  g_return_if_fail (FERRY_IS_TABLE_MAPPING (mapping));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_reset_mappings_async);
  work = g_new0 (Work, 1);
  work->set = g_object_ref (set);
  work->reset = g_object_ref (mapping);
  work->for_extension = for_extension;
  if (!for_extension)
    work->subject = g_strdup (_ ("restore the defaults"));
  else
    work->subject = g_strdup_printf (
      /* Translators: the name of an extension */
      _ ("delete all of “%s”"), *ferry_table_mapping_get_extension_name (mapping) != '\0'
                                  ? ferry_table_mapping_get_extension_name (mapping)
                                  : ferry_table_mapping_get_app_id (mapping));
  begin (self, task, work);
}

gboolean
ferry_environment_reset_mappings_finish (FerryEnvironment *self,
                                         GAsyncResult *result,
                                         FerryMappingSet **now,
                                         GError **error)
{
  return ferry_environment_apply_mappings_finish (self, result, now, error);
}
