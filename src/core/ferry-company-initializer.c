/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-initializer.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

struct _FerryCompanyInitializer
{
  GObject parent_instance;

  FerryEnvironment *environment;
  GPtrArray *companies;
  GPtrArray *failed; /* names */
  guint done;
  gboolean sending;
};

enum
{
  PROP_0,
  PROP_TOTAL,
  PROP_DONE,
  PROP_CURRENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryCompanyInitializer, ferry_company_initializer, G_TYPE_OBJECT)

static GPtrArray *
collect (FerryEnvironment *environment)
{
  GListModel *all = ferry_environment_get_companies (environment);
  GPtrArray *waiting = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (all, i);
      FerryInitStatus status = ferry_company_get_init_status (company);

      if (ferry_company_get_replicate (company) && ferry_company_get_created (company)
          && ferry_company_get_status (company) != FERRY_COMPANY_STATUS_IN_PROGRESS
          && (status == FERRY_INIT_STATUS_NOT_INITIALIZED || status == FERRY_INIT_STATUS_FAILED))
        g_ptr_array_add (waiting, g_steal_pointer (&company));
    }
  return waiting;
}

guint
ferry_company_initializer_count (FerryEnvironment *environment)
{
  g_autoptr (GPtrArray) waiting = NULL;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), 0);

  waiting = collect (environment);
  return waiting->len;
}

static FerryCompany *
get_company (FerryCompanyInitializer *self)
{
  return self->done < self->companies->len ? g_ptr_array_index (self->companies, self->done) : NULL;
}

static void begin_next (GTask *task);

static void
leave (GTask *task)
{
  FerryCompanyInitializer *self = g_task_get_source_object (task);
  FerryCompany *company = get_company (self);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (company != NULL)
    g_signal_handlers_disconnect_by_data (company, task);
  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_data (cancellable, task);
}

/* Whatever comes of it: the task may be held by nothing else than the handlers that are taken away. */
static void
end (GTask *task, GError *error)
{
  g_autoptr (GTask) kept = g_object_ref (task);

  leave (task);
  if (g_task_get_completed (task))
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
end_all (GTask *task)
{
  FerryCompanyInitializer *self = g_task_get_source_object (task);
  g_autofree char *names = NULL;

  if (self->failed->len == 0)
    {
      end (task, NULL);
      return;
    }
  g_ptr_array_add (self->failed, NULL);
  names = ferry_migration_state_join_names ((char **) self->failed->pdata);
  end (task, g_error_new (FERRY_ERROR, FERRY_ERROR_FAILED,
                          /* Translators: names of companies */
                          _ ("Not initialized: %s. What went wrong is said at each of them."), names));
}

static void
look (GTask *task)
{
  FerryCompanyInitializer *self = g_task_get_source_object (task);
  FerryCompany *company = get_company (self);
  g_autoptr (GTask) kept = g_object_ref (task);
  FerryInitStatus status;

  if (self->sending || company == NULL
      || ferry_company_get_status (company) == FERRY_COMPANY_STATUS_IN_PROGRESS)
    return;
  status = ferry_company_get_init_status (company);
  /* One that isn't initialized and isn't at it either has not been begun yet. */
  if (status == FERRY_INIT_STATUS_NOT_INITIALIZED)
    return;
  if (status != FERRY_INIT_STATUS_INITIALIZED)
    g_ptr_array_add (self->failed, g_strdup (ferry_company_get_display_name (company)));
  g_signal_handlers_disconnect_by_data (company, task);
  self->done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  begin_next (task);
}

static void
on_performed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerryCompanyInitializer *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean done = ferry_environment_perform_finish (FERRY_ENVIRONMENT (source), result, &error);

  self->sending = FALSE;
  if (g_task_get_completed (task))
    g_clear_error (&error);
  else if (done)
    look (task);
  else
    end (task, error);
}

static void
unref_task (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static void
begin_next (GTask *task)
{
  FerryCompanyInitializer *self = g_task_get_source_object (task);
  FerryCompany *company = get_company (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
  if (company == NULL)
    {
      end_all (task);
      return;
    }
  self->sending = TRUE;
  g_signal_connect_data (company, "notify", G_CALLBACK (look), g_object_ref (task), unref_task,
                         G_CONNECT_SWAPPED);
  /* Not with the cancellable: what is begun is begun. */
  ferry_environment_perform_async (self->environment, FERRY_ACTION_INITIALIZE_COMPANY,
                                   ferry_company_get_id (company), NULL, on_performed, g_object_ref (task));
}

static void
on_cancelled (GTask *task)
{
  end (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped")));
}

void
ferry_company_initializer_run_async (FerryCompanyInitializer *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FERRY_IS_COMPANY_INITIALIZER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_company_initializer_run_async);
  g_task_set_check_cancellable (task, FALSE);
  if (cancellable != NULL)
    g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (on_cancelled), g_object_ref (task),
                           unref_task, G_CONNECT_SWAPPED);
  if (g_cancellable_is_cancelled (cancellable))
    on_cancelled (task);
  else
    begin_next (task);
}

gboolean
ferry_company_initializer_run_finish (FerryCompanyInitializer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
ferry_company_initializer_get_total (FerryCompanyInitializer *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_INITIALIZER (self), 0);
  return self->companies->len;
}

guint
ferry_company_initializer_get_done (FerryCompanyInitializer *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_INITIALIZER (self), 0);
  return self->done;
}

const char *
ferry_company_initializer_get_current (FerryCompanyInitializer *self)
{
  FerryCompany *company;

  g_return_val_if_fail (FERRY_IS_COMPANY_INITIALIZER (self), NULL);

  company = get_company (self);
  return company != NULL ? ferry_company_get_display_name (company) : "";
}

FerryCompanyInitializer *
ferry_company_initializer_new (FerryEnvironment *environment)
{
  FerryCompanyInitializer *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_COMPANY_INITIALIZER, NULL);
  self->environment = g_object_ref (environment);
  self->companies = collect (environment);
  return self;
}

static void
ferry_company_initializer_finalize (GObject *object)
{
  FerryCompanyInitializer *self = FERRY_COMPANY_INITIALIZER (object);

  g_clear_object (&self->environment);
  g_clear_pointer (&self->companies, g_ptr_array_unref);
  g_clear_pointer (&self->failed, g_ptr_array_unref);
  G_OBJECT_CLASS (ferry_company_initializer_parent_class)->finalize (object);
}

static void
ferry_company_initializer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryCompanyInitializer *self = FERRY_COMPANY_INITIALIZER (object);

  switch (id)
    {
    case PROP_TOTAL:
      g_value_set_uint (value, ferry_company_initializer_get_total (self));
      break;
    case PROP_DONE:
      g_value_set_uint (value, self->done);
      break;
    case PROP_CURRENT:
      g_value_set_string (value, ferry_company_initializer_get_current (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_initializer_class_init (FerryCompanyInitializerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_company_initializer_finalize;
  object_class->get_property = ferry_company_initializer_get_property;

  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CURRENT] = g_param_spec_string ("current", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_company_initializer_init (FerryCompanyInitializer *self)
{
  self->failed = g_ptr_array_new_with_free_func (g_free);
}
