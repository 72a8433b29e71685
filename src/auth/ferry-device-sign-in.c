/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-device-sign-in.h"

#include "ferry-error.h"

#include <glib/gi18n-lib.h>

/* RFC 8628 §3.5: by how much the interval grows where the service asks for it. */
#define SLOW_DOWN    5
#define MAX_INTERVAL 120

struct _FerryDeviceSignIn
{
  GObject parent_instance;

  FerryIdentity *identity;
  FerryDeviceCode *code;
  gint64 expires_at;
  gint64 deadline; /* monotonic, in this side's seconds */
  guint second_ms;
  guint interval;
  GSource *pause;
  GSource *watch;
};

enum
{
  PROP_0,
  PROP_USER_CODE,
  PROP_VERIFICATION_URI,
  PROP_EXPIRES_AT,
  PROP_SECOND_MS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryDeviceSignIn, ferry_device_sign_in, G_TYPE_OBJECT)

static void
stop_waiting (FerryDeviceSignIn *self)
{
  GSource **const sources[] = { &self->pause, &self->watch };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (*sources[i] != NULL)
      {
        g_source_destroy (*sources[i]);
        g_clear_pointer (sources[i], g_source_unref);
      }
}

static void ask (GTask *task);

static gboolean
paused_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  FerryDeviceSignIn *self = g_task_get_source_object (task);

  stop_waiting (self);
  ask (task);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  stop_waiting (g_task_get_source_object (task));
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
pause_before (GTask *task)
{
  FerryDeviceSignIn *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->pause = g_timeout_source_new (self->interval * self->second_ms);
  g_source_set_callback (self->pause, paused_cb, g_object_ref (task), g_object_unref);
  g_source_attach (self->pause, g_task_get_context (task));
  if (cancellable != NULL)
    {
      self->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task), g_object_unref);
      g_source_attach (self->watch, g_task_get_context (task));
    }
}

/* Whether the question got lost, or the service is away for a moment. That the code has expired is its word. */
static gboolean
is_passing (const GError *error)
{
  return ferry_error_is_transient (error)
         && !(g_error_matches (error, FERRY_ERROR, FERRY_ERROR_TIMED_OUT)
              && ferry_error_get_odata_code (error) != NULL);
}

static void
polled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryDeviceSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean slow_down;
  FerryTokens *tokens = ferry_identity_poll_finish (FERRY_IDENTITY (source), result, &slow_down, &error);

  if (tokens != NULL)
    {
      g_task_return_pointer (task, tokens, (GDestroyNotify) ferry_tokens_unref);
      return;
    }
  if (error != NULL && !is_passing (error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (slow_down)
    self->interval += SLOW_DOWN;
  else if (error != NULL)
    self->interval = MIN (self->interval * 2, MAX_INTERVAL);
  g_clear_error (&error);
  pause_before (task);
}

static void
ask (GTask *task)
{
  FerryDeviceSignIn *self = g_task_get_source_object (task);

  if (g_get_monotonic_time () >= self->deadline)
    g_task_return_new_error (
      task, FERRY_ERROR, FERRY_ERROR_TIMED_OUT,
      _ ("The code has expired before somebody signed in with it. Begin the sign-in again."));
  else
    ferry_identity_poll_async (self->identity, self->code->device_code, g_task_get_cancellable (task),
                               polled_cb, g_object_ref (task));
}

static void
got_code_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryDeviceSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  gint64 lifetime;

  self->code = ferry_identity_request_device_code_finish (FERRY_IDENTITY (source), result, &error);
  if (self->code == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  lifetime = self->code->lifetime * (gint64) self->second_ms * 1000;
  self->deadline = g_get_monotonic_time () + lifetime;
  self->expires_at = g_get_real_time () + lifetime;
  self->interval = self->code->interval;
  pause_before (task);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER_CODE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERIFICATION_URI]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPIRES_AT]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
ferry_device_sign_in_run_async (FerryDeviceSignIn *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (FERRY_IS_DEVICE_SIGN_IN (self));
  g_return_if_fail (self->code == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_device_sign_in_run_async);
  ferry_identity_request_device_code_async (self->identity, cancellable, got_code_cb, task);
}

FerryTokens *
ferry_device_sign_in_run_finish (FerryDeviceSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- The object ---- */

static void
ferry_device_sign_in_finalize (GObject *object)
{
  FerryDeviceSignIn *self = FERRY_DEVICE_SIGN_IN (object);

  stop_waiting (self);
  g_clear_pointer (&self->code, ferry_device_code_free);
  g_clear_object (&self->identity);
  G_OBJECT_CLASS (ferry_device_sign_in_parent_class)->finalize (object);
}

static void
ferry_device_sign_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryDeviceSignIn *self = FERRY_DEVICE_SIGN_IN (object);

  switch (id)
    {
    case PROP_USER_CODE:
      g_value_set_string (value, ferry_device_sign_in_get_user_code (self));
      break;
    case PROP_VERIFICATION_URI:
      g_value_set_string (value, ferry_device_sign_in_get_verification_uri (self));
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    case PROP_SECOND_MS:
      g_value_set_uint (value, self->second_ms);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_device_sign_in_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryDeviceSignIn *self = FERRY_DEVICE_SIGN_IN (object);

  if (id == PROP_SECOND_MS)
    self->second_ms = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_device_sign_in_class_init (FerryDeviceSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_device_sign_in_finalize;
  object_class->get_property = ferry_device_sign_in_get_property;
  object_class->set_property = ferry_device_sign_in_set_property;

  properties[PROP_USER_CODE] = g_param_spec_string ("user-code", NULL, NULL, "", readable);
  properties[PROP_VERIFICATION_URI] = g_param_spec_string ("verification-uri", NULL, NULL, "", readable);
  properties[PROP_EXPIRES_AT] = g_param_spec_int64 ("expires-at", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_SECOND_MS] = g_param_spec_uint (
    "second-ms", NULL, NULL, 1, 1000, 1000, G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_device_sign_in_init (FerryDeviceSignIn *self)
{
}

FerryDeviceSignIn *
ferry_device_sign_in_new (FerryIdentity *identity)
{
  FerryDeviceSignIn *self;

  g_return_val_if_fail (FERRY_IS_IDENTITY (identity), NULL);

  self = g_object_new (FERRY_TYPE_DEVICE_SIGN_IN, NULL);
  self->identity = g_object_ref (identity);
  return self;
}

const char *
ferry_device_sign_in_get_user_code (FerryDeviceSignIn *self)
{
  g_return_val_if_fail (FERRY_IS_DEVICE_SIGN_IN (self), NULL);
  return self->code != NULL ? self->code->user_code : "";
}

const char *
ferry_device_sign_in_get_verification_uri (FerryDeviceSignIn *self)
{
  g_return_val_if_fail (FERRY_IS_DEVICE_SIGN_IN (self), NULL);
  return self->code != NULL ? self->code->verification_uri : "";
}

gint64
ferry_device_sign_in_get_expires_at (FerryDeviceSignIn *self)
{
  g_return_val_if_fail (FERRY_IS_DEVICE_SIGN_IN (self), 0);
  return self->expires_at;
}
