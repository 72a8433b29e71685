/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-error.h"
#include "ferry-retry.h"
#include "ferry-settle.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A step of the set-up (domain §2.1). Unlike the actions of the page it asks no rules: the service does. */
typedef struct
{
  const char *nick;
  char *subject;
  char *before;
  FerryMigrationService *service;
  GCancellable *cancellable;
  gint64 intent;
  GError *ambiguous;
  guint looks;
  void (*send) (GTask *task);

  FerrySetup *setup; /* the one acted on, or (nullable) the existing one */
  char *product_id;
  FerrySqlServerType server_type;
  char *connection_string;
  char *runtime_name;
} Step;

static void
forget_secret (char **secret)
{
  if (*secret != NULL)
    explicit_bzero (*secret, strlen (*secret));
  g_clear_pointer (secret, g_free);
}

static void
step_free (Step *self)
{
  g_free (self->subject);
  g_free (self->before);
  g_clear_object (&self->service);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->setup);
  g_clear_error (&self->ambiguous);
  g_free (self->product_id);
  forget_secret (&self->connection_string);
  g_free (self->runtime_name);
  g_free (self);
}

static void
fail (GTask *task, GError *error)
{
  ferry_environment_end_work (g_task_get_source_object (task));
  g_task_return_error (task, error);
}

/* ---- The end of a step ---- */

static void
on_step_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);

  ferry_environment_read_finish (self, result, NULL);
  ferry_environment_end_work (self);
  g_task_return_boolean (task, TRUE);
}

static void on_ambiguous_read (GObject *object, GAsyncResult *result, gpointer user_data);

static void
on_settle_pause_over (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  Step *step = g_task_get_task_data (task);

  if (ferry_retry_pause_finish (result, NULL))
    {
      ferry_environment_read_async (self, on_ambiguous_read, g_object_ref (task));
      return;
    }
  ferry_environment_leave_pending (self, step->intent);
  /* Nobody waits for it any more, but its trace is looked for all the same. */
  if (self->life != NULL)
    ferry_environment_read_async (self, NULL, NULL);
  fail (task, g_steal_pointer (&step->ambiguous));
}

/* What is told of a step whose fate was found out. Returns: (transfer full) (nullable): %NULL where all is well */
static GError *
describe_settled (Step *step, FerryVerdict verdict)
{
  if (verdict == FERRY_VERDICT_NOT_TAKEN)
    return g_error_new_literal (
      FERRY_ERROR, FERRY_ERROR_FAILED,
      _ ("This step of the set-up didn’t reach the service: the connection failed on the way, "
         "and nothing was changed. Try again."));
  if (verdict == FERRY_VERDICT_OPEN)
    return g_steal_pointer (&step->ambiguous);
  /* The runtime's key is in the answer that got lost, and in no other. */
  if (g_str_equal (step->nick, "save-setup"))
    return g_error_new_literal (FERRY_ERROR, FERRY_ERROR_AMBIGUOUS,
                                _ ("The set-up was saved, but the service’s answer got lost on the way, and "
                                   "with it the authentication key "
                                   "of a new runtime. Save it once more to get one."));
  return NULL;
}

static void
on_ambiguous_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Step *step = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  FerryMigrationFacts facts;
  FerryVerdict verdict;

  if (!ferry_environment_read_finish (self, result, NULL))
    {
      ferry_environment_leave_pending (self, step->intent);
      fail (task, g_steal_pointer (&step->ambiguous));
      return;
    }
  ferry_environment_fill_facts (self, &facts, &runs, &companies);
  verdict = ferry_settle_judge (&facts, step->nick, step->subject, step->before);
  /* The service may still be at it. */
  if (verdict == FERRY_VERDICT_NOT_TAKEN && ++step->looks < FERRY_SETTLE_LOOKS)
    {
      ferry_retry_pause_async (ferry_run_monitor_get_look_ms (self->monitor), step->cancellable,
                               on_settle_pause_over, g_object_ref (task));
      return;
    }
  ferry_environment_conclude (self, step->intent,
                              verdict == FERRY_VERDICT_TAKEN       ? FERRY_OUTCOME_SETTLED_DONE
                              : verdict == FERRY_VERDICT_NOT_TAKEN ? FERRY_OUTCOME_SETTLED_NOT_DONE
                                                                   : FERRY_OUTCOME_UNKNOWN,
                              step->nick, step->before, step->ambiguous);
  ferry_environment_update (self);
  if (step->intent != 0)
    ferry_environment_tell_settled (self, step->intent);
  error = describe_settled (step, verdict);
  if (error != NULL)
    {
      fail (task, g_steal_pointer (&error));
      return;
    }
  ferry_environment_end_work (self);
  g_task_return_boolean (task, TRUE);
}

/* Returns: whether the step was done; else the task has been answered, or will be */
static gboolean
take_outcome (GTask *task, GError *error)
{
  FerryEnvironment *self = g_task_get_source_object (task);
  Step *step = g_task_get_task_data (task);

  forget_secret (&step->connection_string);
  if (error == NULL)
    {
      ferry_environment_conclude (self, step->intent, FERRY_OUTCOME_DONE, step->nick, step->before, NULL);
      return TRUE;
    }
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (self->life == NULL)
        {
          ferry_environment_leave_pending (self, step->intent);
          fail (task, error);
          return FALSE;
        }
      step->ambiguous = error;
      ferry_environment_read_async (self, on_ambiguous_read, g_object_ref (task));
      return FALSE;
    }
  ferry_environment_conclude (self, step->intent, FERRY_OUTCOME_REFUSED, step->nick, step->before, error);
  /* Shows whether it was refused, or nobody is signed in any more. */
  ferry_environment_read_async (self, NULL, NULL);
  fail (task, error);
  return FALSE;
}

static void
on_step_intended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);
  Step *step = g_task_get_task_data (task);
  GError *error = NULL;

  step->intent = ferry_environment_intend_finish (self, result, &error);
  if (error != NULL)
    {
      fail (task, error);
      return;
    }
  if (g_cancellable_set_error_if_cancelled (step->cancellable, &error))
    {
      ferry_environment_conclude (self, step->intent, FERRY_OUTCOME_REFUSED, step->nick, step->before, error);
      fail (task, error);
      return;
    }
  step->send (task);
}

static Step *
step_begin (FerryEnvironment *self, GTask *task, const char *nick, GCancellable *cancellable)
{
  Step *step;
  GError *error = NULL;

  /* What was done is told, even where nobody wants to wait for it any more. */
  g_task_set_check_cancellable (task, FALSE);
  if (!ferry_environment_check_open (self, &error))
    {
      g_task_return_error (task, error);
      return NULL;
    }
  step = g_new0 (Step, 1);
  step->nick = nick;
  step->before = g_strdup (ferry_environment_get_newest_run_id (self));
  step->service = g_object_ref (self->service);
  step->cancellable = ferry_environment_link_cancellable (self, cancellable);
  g_task_set_task_data (task, step, (GDestroyNotify) step_free);
  ferry_environment_begin_work (self);
  return step;
}

static void
step_intend (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  ferry_environment_intend_async (g_task_get_source_object (task), step->nick, step->subject,
                                  step->cancellable, on_step_intended, g_object_ref (task));
}

/* ---- Saving the set-up ---- */

static void
on_setup_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryEnvironment *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FerrySetup) setup
    = ferry_migration_service_save_setup_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  if (!take_outcome (task, error))
    return;
  /* At once: the runtime key is in this answer and in no other. */
  ferry_environment_read_async (self, NULL, NULL);
  ferry_environment_end_work (self);
  g_task_return_pointer (task, g_steal_pointer (&setup), g_object_unref);
}

static void
send_setup (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  ferry_migration_service_save_setup_async (step->service, step->setup, step->product_id, step->server_type,
                                            step->connection_string, step->runtime_name, step->cancellable,
                                            on_setup_saved, g_object_ref (task));
}

static void
on_existing_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Step *step = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  step->setup = ferry_migration_service_get_setup_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  if (error != NULL)
    {
      ferry_environment_doubt (g_task_get_source_object (task), error);
      fail (task, g_steal_pointer (&error));
    }
  else
    step_intend (task);
}

void
ferry_environment_save_setup_async (FerryEnvironment *self,
                                    const char *product_id,
                                    FerrySqlServerType server_type,
                                    const char *connection_string,
                                    const char *runtime_name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Step *step;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (product_id != NULL && connection_string != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_save_setup_async);
  if ((step = step_begin (self, task, "save-setup", cancellable)) == NULL)
    return;
  step->send = send_setup;
  step->subject = runtime_name != NULL && *runtime_name != '\0'
                    ? g_strdup_printf ("%s, %s", product_id, runtime_name)
                    : g_strdup (product_id);
  step->product_id = g_strdup (product_id);
  step->server_type = server_type;
  step->connection_string = g_strdup (connection_string);
  step->runtime_name = g_strdup (runtime_name);
  ferry_migration_service_get_setup_async (step->service, step->cancellable, on_existing_read,
                                           g_object_ref (task));
}

FerrySetup *
ferry_environment_save_setup_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Verifying the runtime ---- */

static void
on_runtime_verified (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  ferry_migration_service_verify_runtime_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  if (take_outcome (task, error))
    ferry_environment_read_async (g_task_get_source_object (task), on_step_read, g_object_ref (task));
}

static void
send_verification (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  ferry_migration_service_verify_runtime_async (step->service, step->setup, step->cancellable,
                                                on_runtime_verified, g_object_ref (task));
}

void
ferry_environment_verify_runtime_async (FerryEnvironment *self,
                                        FerrySetup *setup,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Step *step;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (FERRY_IS_SETUP (setup));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_verify_runtime_async);
  if ((step = step_begin (self, task, "verify-runtime", cancellable)) == NULL)
    return;
  step->send = send_verification;
  step->subject = g_strdup (ferry_setup_get_runtime_name (setup));
  step->setup = g_object_ref (setup);
  step_intend (task);
}

gboolean
ferry_environment_verify_runtime_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Completing ---- */

static void
on_setup_completed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  ferry_migration_service_complete_setup_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  if (take_outcome (task, error))
    ferry_environment_read_async (g_task_get_source_object (task), on_step_read, g_object_ref (task));
}

static void
send_completion (GTask *task)
{
  Step *step = g_task_get_task_data (task);

  ferry_migration_service_complete_setup_async (step->service, step->setup, step->cancellable,
                                                on_setup_completed, g_object_ref (task));
}

void
ferry_environment_complete_setup_async (FerryEnvironment *self,
                                        FerrySetup *setup,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Step *step;

  g_return_if_fail (FERRY_IS_ENVIRONMENT (self));
  g_return_if_fail (FERRY_IS_SETUP (setup));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_environment_complete_setup_async);
  if ((step = step_begin (self, task, "complete-setup", cancellable)) == NULL)
    return;
  step->send = send_completion;
  step->subject = g_strdup (ferry_setup_get_product_id (setup));
  step->setup = g_object_ref (setup);
  step_intend (task);
}

gboolean
ferry_environment_complete_setup_finish (FerryEnvironment *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
