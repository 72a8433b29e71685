/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-browser-sign-in.h"

#include "ferry-error.h"
#include "ferry-loopback.h"
#include "ferry-random.h"
#include "ferry-secret-store.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_TIME_LIMIT 600

struct _FerryBrowserSignIn
{
  GObject parent_instance;

  FerryIdentity *identity;
  char *account;
  guint time_limit;
  char *uri;
};

enum
{
  PROP_0,
  PROP_TIME_LIMIT,
  PROP_URI,
  N_PROPS,
};

enum
{
  OPEN_URI,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryBrowserSignIn, ferry_browser_sign_in, G_TYPE_OBJECT)

typedef struct
{
  FerryLoopback *loopback;
  char *verifier;
  char *nonce;
  /* Cancelled for the caller, and by the time limit. */
  GCancellable *inner;
  GSource *timer;
  GSource *watch;
  gboolean timed_out;
} Run;

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  drop_source (&run->timer);
  drop_source (&run->watch);
  g_clear_object (&run->loopback);
  g_clear_object (&run->inner);
  ferry_secret_free (run->verifier);
  g_free (run->nonce);
  g_free (run);
}

static void
set_uri (FerryBrowserSignIn *self, char *uri)
{
  g_free (self->uri);
  self->uri = uri;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URI]);
}

static gboolean
timer_cb (gpointer user_data)
{
  Run *run = user_data;

  run->timed_out = TRUE;
  g_cancellable_cancel (run->inner);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Run *run = user_data;

  g_cancellable_cancel (run->inner);
  return G_SOURCE_REMOVE;
}

/* Takes both. */
static void
end (GTask *task, FerryTokens *tokens, GError *error)
{
  FerryBrowserSignIn *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);

  drop_source (&run->timer);
  drop_source (&run->watch);
  if (run->timed_out && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      error = g_error_new_literal (FERRY_ERROR, FERRY_ERROR_TIMED_OUT,
                                   _ ("Nobody finished the sign-in in the browser in time. Sign in again."));
    }
  set_uri (self, g_strdup (""));
  ferry_loopback_close (run->loopback, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tokens, (GDestroyNotify) ferry_tokens_unref);
}

static void
redeemed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  FerryTokens *tokens = ferry_identity_tokens_finish (FERRY_IDENTITY (source), result, &error);

  end (task, tokens, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryBrowserSignIn *self = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  char *code = ferry_loopback_wait_finish (run->loopback, result, &error);

  if (code == NULL)
    {
      end (task, NULL, error);
      return;
    }
  ferry_identity_redeem_code_async (self->identity, code, ferry_loopback_get_redirect_uri (run->loopback),
                                    run->verifier, run->nonce, run->inner, redeemed_cb, g_object_ref (task));
  ferry_secret_free (code);
}

static void
watch (GTask *task, Run *run, guint time_limit)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  run->timer = g_timeout_source_new_seconds (time_limit);
  g_source_set_callback (run->timer, timer_cb, run, NULL);
  g_source_attach (run->timer, g_task_get_context (task));
  if (cancellable != NULL)
    {
      run->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (run->watch, G_SOURCE_FUNC (cancelled_cb), run, NULL);
      g_source_attach (run->watch, g_task_get_context (task));
    }
}

void
ferry_browser_sign_in_run_async (FerryBrowserSignIn *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *state = ferry_random_token ();
  g_autofree char *challenge = NULL;
  GError *error = NULL;
  Run *run;

  g_return_if_fail (FERRY_IS_BROWSER_SIGN_IN (self));
  g_return_if_fail (*self->uri == '\0');

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_browser_sign_in_run_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  run = g_new0 (Run, 1);
  g_task_set_task_data (task, run, run_free);
  run->inner = g_cancellable_new ();
  run->verifier = ferry_random_token ();
  run->nonce = ferry_random_token ();
  run->loopback = ferry_loopback_new (state, &error);
  if (run->loopback == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  challenge = ferry_code_challenge (run->verifier);
  watch (task, run, self->time_limit);
  ferry_loopback_wait_async (run->loopback, run->inner, answered_cb, g_object_ref (task));
  set_uri (self, ferry_identity_create_authorize_uri (self->identity,
                                                      ferry_loopback_get_redirect_uri (run->loopback), state,
                                                      run->nonce, challenge, self->account));
  g_signal_emit (self, signals[OPEN_URI], 0, self->uri);
}

FerryTokens *
ferry_browser_sign_in_run_finish (FerryBrowserSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- The object ---- */

static void
ferry_browser_sign_in_finalize (GObject *object)
{
  FerryBrowserSignIn *self = FERRY_BROWSER_SIGN_IN (object);

  g_clear_object (&self->identity);
  g_free (self->account);
  g_free (self->uri);
  G_OBJECT_CLASS (ferry_browser_sign_in_parent_class)->finalize (object);
}

static void
ferry_browser_sign_in_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryBrowserSignIn *self = FERRY_BROWSER_SIGN_IN (object);

  switch (id)
    {
    case PROP_TIME_LIMIT:
      g_value_set_uint (value, self->time_limit);
      break;
    case PROP_URI:
      g_value_set_string (value, self->uri);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_browser_sign_in_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryBrowserSignIn *self = FERRY_BROWSER_SIGN_IN (object);

  if (id == PROP_TIME_LIMIT)
    self->time_limit = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_browser_sign_in_class_init (FerryBrowserSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_browser_sign_in_finalize;
  object_class->get_property = ferry_browser_sign_in_get_property;
  object_class->set_property = ferry_browser_sign_in_set_property;

  properties[PROP_TIME_LIMIT]
    = g_param_spec_uint ("time-limit", NULL, NULL, 1, G_MAXINT, DEFAULT_TIME_LIMIT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_URI]
    = g_param_spec_string ("uri", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPEN_URI] = g_signal_new ("open-uri", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_browser_sign_in_init (FerryBrowserSignIn *self)
{
  self->uri = g_strdup ("");
}

FerryBrowserSignIn *
ferry_browser_sign_in_new (FerryIdentity *identity, const char *account)
{
  FerryBrowserSignIn *self;

  g_return_val_if_fail (FERRY_IS_IDENTITY (identity), NULL);

  self = g_object_new (FERRY_TYPE_BROWSER_SIGN_IN, NULL);
  self->identity = g_object_ref (identity);
  self->account = g_strdup (account);
  return self;
}

const char *
ferry_browser_sign_in_get_uri (FerryBrowserSignIn *self)
{
  g_return_val_if_fail (FERRY_IS_BROWSER_SIGN_IN (self), NULL);
  return self->uri;
}
