/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-step.h"

typedef struct
{
  FerrySetupPlan *plan;
  char *texts[5];
  gboolean ready;
} FerrySetupStepPrivate;

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LOAD_TEXT,
  PROP_LOAD_FAILURE,
  PROP_LEAVE_TEXT,
  PROP_LEAVE_FAILURE,
  PROP_READY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (FerrySetupStep, ferry_setup_step, ADW_TYPE_BIN)

static FerrySetupStepPrivate *
get_private (FerrySetupStep *self)
{
  return ferry_setup_step_get_instance_private (self);
}

static const char *
get_text (FerrySetupStep *self, guint id)
{
  const char *text = get_private (self)->texts[id - PROP_TITLE];

  return text == NULL ? "" : text;
}

void
ferry_setup_step_set_plan (FerrySetupStep *self, FerrySetupPlan *plan)
{
  g_return_if_fail (FERRY_IS_SETUP_STEP (self));
  g_set_object (&get_private (self)->plan, plan);
}

FerrySetupPlan *
ferry_setup_step_get_plan (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), NULL);
  return get_private (self)->plan;
}

const char *
ferry_setup_step_get_title (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), NULL);
  return get_text (self, PROP_TITLE);
}

const char *
ferry_setup_step_get_load_text (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), NULL);
  return get_text (self, PROP_LOAD_TEXT);
}

const char *
ferry_setup_step_get_load_failure (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), NULL);
  return get_text (self, PROP_LOAD_FAILURE);
}

const char *
ferry_setup_step_get_leave_text (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), NULL);
  return get_text (self, PROP_LEAVE_TEXT);
}

const char *
ferry_setup_step_get_leave_failure (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), NULL);
  return get_text (self, PROP_LEAVE_FAILURE);
}

gboolean
ferry_setup_step_get_ready (FerrySetupStep *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), FALSE);
  return get_private (self)->ready;
}

void
ferry_setup_step_set_ready (FerrySetupStep *self, gboolean ready)
{
  FerrySetupStepPrivate *priv;

  g_return_if_fail (FERRY_IS_SETUP_STEP (self));

  priv = get_private (self);
  ready = !!ready;
  if (priv->ready == ready)
    return;
  priv->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

gboolean
ferry_setup_step_applies (FerrySetupStep *self)
{
  FerrySetupStepClass *klass;

  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), FALSE);

  klass = FERRY_SETUP_STEP_GET_CLASS (self);
  return klass->applies == NULL || klass->applies (self);
}

gboolean
ferry_setup_step_validate (FerrySetupStep *self)
{
  FerrySetupStepClass *klass;

  g_return_val_if_fail (FERRY_IS_SETUP_STEP (self), FALSE);

  klass = FERRY_SETUP_STEP_GET_CLASS (self);
  return klass->validate == NULL || klass->validate (self);
}

static void
start (FerrySetupStep *self,
       void (*work) (FerrySetupStep *, GTask *),
       gpointer tag,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  if (work != NULL)
    {
      work (self, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
ferry_setup_step_load_async (FerrySetupStep *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (FERRY_IS_SETUP_STEP (self));

  start (self, FERRY_SETUP_STEP_GET_CLASS (self)->load, ferry_setup_step_load_async, cancellable, callback,
         user_data);
}

gboolean
ferry_setup_step_load_finish (FerrySetupStep *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ferry_setup_step_leave_async (FerrySetupStep *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (FERRY_IS_SETUP_STEP (self));

  start (self, FERRY_SETUP_STEP_GET_CLASS (self)->leave, ferry_setup_step_leave_async, cancellable, callback,
         user_data);
}

gboolean
ferry_setup_step_leave_finish (FerrySetupStep *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ferry_setup_step_finalize (GObject *object)
{
  FerrySetupStepPrivate *priv = get_private (FERRY_SETUP_STEP (object));

  g_clear_object (&priv->plan);
  for (gsize i = 0; i < G_N_ELEMENTS (priv->texts); i++)
    g_free (priv->texts[i]);
  G_OBJECT_CLASS (ferry_setup_step_parent_class)->finalize (object);
}

static void
ferry_setup_step_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerrySetupStep *self = FERRY_SETUP_STEP (object);

  if (id == PROP_READY)
    g_value_set_boolean (value, ferry_setup_step_get_ready (self));
  else if (id >= PROP_TITLE && id <= PROP_LEAVE_FAILURE)
    g_value_set_string (value, get_text (self, id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_setup_step_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerrySetupStep *self = FERRY_SETUP_STEP (object);

  if (id == PROP_READY)
    ferry_setup_step_set_ready (self, g_value_get_boolean (value));
  else if (id >= PROP_TITLE && id <= PROP_LEAVE_FAILURE)
    {
      char **text = &get_private (self)->texts[id - PROP_TITLE];

      g_free (*text);
      *text = g_value_dup_string (value);
      g_object_notify_by_pspec (object, pspec);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_setup_step_class_init (FerrySetupStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = ferry_setup_step_finalize;
  object_class->get_property = ferry_setup_step_get_property;
  object_class->set_property = ferry_setup_step_set_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_LOAD_TEXT] = g_param_spec_string ("load-text", NULL, NULL, "", flags);
  properties[PROP_LOAD_FAILURE] = g_param_spec_string ("load-failure", NULL, NULL, "", flags);
  properties[PROP_LEAVE_TEXT] = g_param_spec_string ("leave-text", NULL, NULL, "", flags);
  properties[PROP_LEAVE_FAILURE] = g_param_spec_string ("leave-failure", NULL, NULL, "", flags);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_setup_step_init (FerrySetupStep *self)
{
  get_private (self)->ready = TRUE;
}
