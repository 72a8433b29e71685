/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-layout.h"

#include "ferry-settings.h"

/* The ids of those that have the legacy layout. */
#define KEY "legacy-layouts"

struct _FerryLayout
{
  GObject parent_instance;

  FerryEnvironment *environment; /* a weak pointer: it owns this */
  gboolean modern;
  gboolean read;   /* the service's word was taken, or overruled */
  gboolean untold; /* what was chosen here waits to be told */
  gboolean telling;
};

enum
{
  PROP_0,
  PROP_MODERN,
  N_PROPS,
};

enum
{
  NOT_TOLD,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryLayout, ferry_layout, G_TYPE_OBJECT)

/* ---- What is remembered ---- */

static gboolean
is_legacy (const char *profile_id)
{
  GSettings *settings = ferry_settings_get ();
  g_auto (GStrv) ids = settings != NULL ? g_settings_get_strv (settings, KEY) : NULL;

  return ids != NULL && g_strv_contains ((const char *const *) ids, profile_id);
}

static void
remember (const char *profile_id, gboolean legacy)
{
  GSettings *settings = ferry_settings_get ();
  g_auto (GStrv) ids = settings != NULL ? g_settings_get_strv (settings, KEY) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) changed = NULL;

  if (ids == NULL || g_strv_contains ((const char *const *) ids, profile_id) == legacy)
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_str_equal (ids[i], profile_id))
      g_strv_builder_add (builder, ids[i]);
  if (legacy)
    g_strv_builder_add (builder, profile_id);
  changed = g_strv_builder_end (builder);
  g_settings_set_strv (settings, KEY, (const char *const *) changed);
}

void
ferry_layout_forget (const char *profile_id)
{
  g_return_if_fail (profile_id != NULL);
  remember (profile_id, FALSE);
}

/* ---- What the service has ---- */

static void
set_modern (FerryLayout *self, gboolean modern)
{
  modern = !!modern;
  if (self->modern == modern)
    return;
  self->modern = modern;
  remember (ferry_profile_get_id (ferry_environment_get_profile (self->environment)), !modern);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODERN]);
}

static void tell (FerryLayout *self);

static void
on_told (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (FerryLayout) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = ferry_environment_order_finish (FERRY_ENVIRONMENT (source), result, NULL, &error);

  self->telling = FALSE;
  if (self->environment == NULL)
    return;
  if (done)
    {
      /* It was changed back meanwhile. */
      if (ferry_environment_get_state (self->environment)->use_new_layout != self->modern)
        tell (self);
    }
  else if (ferry_environment_get_connection (self->environment) != FERRY_CONNECTION_ONLINE)
    self->untold = TRUE;
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[NOT_TOLD], 0, error);
}

static void
tell (FerryLayout *self)
{
  self->untold = FALSE;
  if (self->telling || !ferry_environment_check_offer (self->environment, "setUseNewUi", NULL))
    return;
  self->telling = TRUE;
  ferry_environment_order_async (self->environment, ferry_order_new_use_new_layout (self->modern), NULL,
                                 on_told, g_object_ref (self));
}

static void
on_state_changed (FerryLayout *self)
{
  const FerryMigrationState *state = ferry_environment_get_state (self->environment);

  if (state->connection != FERRY_CONNECTION_ONLINE || !state->has_layout || self->telling)
    return;
  if (self->untold && state->use_new_layout != self->modern)
    tell (self);
  else if (!self->read)
    set_modern (self, state->use_new_layout);
  self->read = TRUE;
  self->untold = FALSE;
}

void
ferry_layout_choose (FerryLayout *self, gboolean modern)
{
  g_return_if_fail (FERRY_IS_LAYOUT (self));

  if (self->modern == !!modern)
    return;
  set_modern (self, modern);
  if (ferry_environment_get_connection (self->environment) == FERRY_CONNECTION_ONLINE && self->read)
    tell (self);
  else
    self->untold = TRUE;
}

gboolean
ferry_layout_get_modern (FerryLayout *self)
{
  g_return_val_if_fail (FERRY_IS_LAYOUT (self), TRUE);
  return self->modern;
}

FerryLayout *
ferry_layout_get (FerryEnvironment *environment)
{
  static const char *const key = "ferry-layout";
  FerryLayout *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_get_data (G_OBJECT (environment), key);
  if (self != NULL)
    return self;

  self = g_object_new (FERRY_TYPE_LAYOUT, NULL);
  g_set_weak_pointer (&self->environment, environment);
  self->modern = !is_legacy (ferry_profile_get_id (ferry_environment_get_profile (environment)));
  g_object_set_data_full (G_OBJECT (environment), key, self, g_object_unref);
  g_signal_connect_object (environment, "actions-changed", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);
  return self;
}

static void
ferry_layout_dispose (GObject *object)
{
  g_clear_weak_pointer (&FERRY_LAYOUT (object)->environment);
  G_OBJECT_CLASS (ferry_layout_parent_class)->dispose (object);
}

static void
ferry_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MODERN)
    g_value_set_boolean (value, FERRY_LAYOUT (object)->modern);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_layout_class_init (FerryLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_layout_dispose;
  object_class->get_property = ferry_layout_get_property;

  properties[PROP_MODERN]
    = g_param_spec_boolean ("modern", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[NOT_TOLD] = g_signal_new ("not-told", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ferry_layout_init (FerryLayout *self)
{
  self->modern = TRUE;
}
