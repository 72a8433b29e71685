/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ferry-core-enums.h"

struct _FerryEnvironmentSummary
{
  GObject parent_instance;

  FerryEnvironment *environment;
  char *title;
  char *subtitle;
  char *state;
  const char *icon_name;
  FerryStyle style;
  gint64 last_run;
};

enum
{
  PROP_0,
  PROP_ENVIRONMENT,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_STATE,
  PROP_ICON_NAME,
  PROP_STYLE,
  PROP_LAST_RUN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryEnvironmentSummary, ferry_environment_summary, G_TYPE_OBJECT)

FerryEnvironment *
ferry_environment_summary_get_environment (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->environment;
}

const char *
ferry_environment_summary_get_title (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->title;
}

const char *
ferry_environment_summary_get_state (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->state;
}

static void
set_string (FerryEnvironmentSummary *self, char **field, const char *value, guint id)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_state (FerryEnvironmentSummary *self, const char *state, const char *icon_name, FerryStyle style)
{
  set_string (self, &self->state, state, PROP_STATE);
  if (g_strcmp0 (self->icon_name, icon_name) != 0)
    {
      self->icon_name = g_intern_string (icon_name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON_NAME]);
    }
  if (self->style != style)
    {
      self->style = style;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STYLE]);
    }
}

static void
update_state (FerryEnvironmentSummary *self)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (self->environment);
  g_autofree char *title = NULL;
  g_autofree char *running = NULL;
  FerryStyle style;
  gint64 last_seen;

  g_object_get (self->environment, "status-title", &title, "status-style", &style, "last-seen", &last_seen,
                NULL);

  switch (ferry_environment_get_connection (self->environment))
    {
    case FERRY_CONNECTION_SIGNED_OUT:
      set_state (self, _ ("Signed out"), "dialog-password-symbolic", FERRY_STYLE_ATTENTION);
      return;
    case FERRY_CONNECTION_CONNECTING:
      if (last_seen == 0)
        {
          set_state (self, _ ("Connecting…"), "content-loading-symbolic", FERRY_STYLE_NEUTRAL);
          return;
        }
      break;
    case FERRY_CONNECTION_OFFLINE:
      set_state (self, _ ("Not connected"), "network-offline-symbolic", FERRY_STYLE_NEUTRAL);
      return;
    case FERRY_CONNECTION_OUTAGE:
    case FERRY_CONNECTION_ONLINE:
      break;
    }

  if (ferry_run_monitor_get_active (monitor) && ferry_run_monitor_get_upgrading (monitor))
    {
      set_state (self, _ ("Upgrading"), "emblem-synchronizing-symbolic", FERRY_STYLE_PROGRESS);
    }
  else if (ferry_run_monitor_get_active (monitor))
    {
      double fraction = ferry_run_monitor_get_fraction (monitor);
      FerryStandstill standstill = ferry_run_monitor_get_standstill (monitor);
      const char *word = ferry_standstill_get_label (standstill);
      gboolean stalled = standstill == FERRY_STANDSTILL_STALLED;

      if (word == NULL)
        word = _ ("Running");
      /* Translators: what a run does, such as “Running” or “Bulk copying”; so much of it is done */
      running = fraction < 0 ? g_strdup (word)
                             : g_strdup_printf (_ ("%1$s, %2$d %%"), word, (int) floor (fraction * 100));
      set_state (self, running, stalled ? "dialog-question-symbolic" : "emblem-synchronizing-symbolic",
                 stalled ? FERRY_STYLE_ATTENTION : FERRY_STYLE_PROGRESS);
    }
  else
    {
      set_state (self, title, ferry_style_to_icon_name (style), style);
    }
}

static void
update_profile (FerryEnvironmentSummary *self)
{
  FerryProfile *profile = ferry_environment_get_profile (self->environment);
  const char *tenant = ferry_profile_get_tenant (profile);
  g_autofree char *subtitle = NULL;

  if (ferry_profile_is_sandbox (profile))
    subtitle = g_strdup (_ ("On this computer"));
  else
    subtitle
      = g_strdup_printf ("%s · %s", ferry_profile_get_environment (profile), tenant != NULL ? tenant : "");

  set_string (self, &self->title, ferry_profile_get_name (profile), PROP_TITLE);
  set_string (self, &self->subtitle, subtitle, PROP_SUBTITLE);
}

static void
update_last_run (FerryEnvironmentSummary *self)
{
  GListModel *runs = ferry_environment_get_runs (self->environment);
  gint64 last_run = 0;

  for (guint i = 0; i < g_list_model_get_n_items (runs) && last_run == 0; i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (ferry_run_is_replication (run))
        last_run = ferry_run_get_start_time (run);
    }

  if (self->last_run != last_run)
    {
      self->last_run = last_run;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAST_RUN]);
    }
}

static void
ferry_environment_summary_dispose (GObject *object)
{
  g_clear_object (&FERRY_ENVIRONMENT_SUMMARY (object)->environment);
  G_OBJECT_CLASS (ferry_environment_summary_parent_class)->dispose (object);
}

static void
ferry_environment_summary_finalize (GObject *object)
{
  FerryEnvironmentSummary *self = FERRY_ENVIRONMENT_SUMMARY (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->state);
  G_OBJECT_CLASS (ferry_environment_summary_parent_class)->finalize (object);
}

static void
ferry_environment_summary_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryEnvironmentSummary *self = FERRY_ENVIRONMENT_SUMMARY (object);

  switch (id)
    {
    case PROP_ENVIRONMENT:
      g_value_set_object (value, self->environment);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_STYLE:
      g_value_set_enum (value, self->style);
      break;
    case PROP_LAST_RUN:
      g_value_set_int64 (value, self->last_run);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_environment_summary_class_init (FerryEnvironmentSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_environment_summary_dispose;
  object_class->finalize = ferry_environment_summary_finalize;
  object_class->get_property = ferry_environment_summary_get_property;

  properties[PROP_ENVIRONMENT]
    = g_param_spec_object ("environment", NULL, NULL, FERRY_TYPE_ENVIRONMENT, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "", flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_STYLE]
    = g_param_spec_enum ("style", NULL, NULL, FERRY_TYPE_STYLE, FERRY_STYLE_NEUTRAL, flags);
  properties[PROP_LAST_RUN] = g_param_spec_int64 ("last-run", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_environment_summary_init (FerryEnvironmentSummary *self)
{
}

FerryEnvironmentSummary *
ferry_environment_summary_new (FerryEnvironment *environment)
{
  static const char *const of_environment[]
    = { "notify::connection", "notify::status-title", "notify::status-style", "notify::last-seen" };
  static const char *const of_monitor[]
    = { "notify::active", "notify::upgrading", "notify::fraction", "notify::standstill" };
  FerryEnvironmentSummary *self = g_object_new (FERRY_TYPE_ENVIRONMENT_SUMMARY, NULL);

  self->environment = g_object_ref (environment);
  for (guint i = 0; i < G_N_ELEMENTS (of_environment); i++)
    g_signal_connect_object (environment, of_environment[i], G_CALLBACK (update_state), self,
                             G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (of_monitor); i++)
    g_signal_connect_object (ferry_environment_get_monitor (environment), of_monitor[i],
                             G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_profile (environment), "notify", G_CALLBACK (update_profile),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_runs (environment), "items-changed",
                           G_CALLBACK (update_last_run), self, G_CONNECT_SWAPPED);

  update_profile (self);
  update_state (self);
  update_last_run (self);
  return self;
}
