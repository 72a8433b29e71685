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
  const char *icon_name; /* interned */
  FerryStyle style;
  FerryFleetKind kind;
  char *tenant;
  char *product;
  double fraction;
  char *progress;
  char *progress_text;
  gint64 failed;
  gint64 last_run;
  char *result;
  const char *next_step; /* static */
  gboolean different;    /* something changed in this update */
  guint pending;         /* a source, or 0 */
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

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryEnvironmentSummary, ferry_environment_summary, G_TYPE_OBJECT)

static const struct
{
  const char *nick;
  const char *label;
} kinds[FERRY_N_FLEET_KINDS] = {
  [FERRY_FLEET_KIND_ATTENTION] = { "attention", N_ ("Needs attention") },
  [FERRY_FLEET_KIND_SIGNED_OUT] = { "signed-out", N_ ("Signed out") },
  [FERRY_FLEET_KIND_RUNNING] = { "running", N_ ("Running") },
  [FERRY_FLEET_KIND_READY] = { "ready", N_ ("Ready") },
  [FERRY_FLEET_KIND_NOT_SET_UP] = { "not-set-up", N_ ("Not set up") },
  /* Translators: of an environment whose migration is completed, paused or abandoned */
  [FERRY_FLEET_KIND_ENDED] = { "ended", N_ ("Ended") },
  [FERRY_FLEET_KIND_OFFLINE] = { "offline", N_ ("Not connected") },
};

const char *
ferry_fleet_kind_to_nick (FerryFleetKind kind)
{
  g_return_val_if_fail (kind < FERRY_N_FLEET_KINDS, NULL);
  return kinds[kind].nick;
}

const char *
ferry_fleet_kind_get_label (FerryFleetKind kind)
{
  g_return_val_if_fail (kind < FERRY_N_FLEET_KINDS, NULL);
  return _ (kinds[kind].label);
}

/* ---- Setting ---- */

static void
notify (FerryEnvironmentSummary *self, guint id)
{
  self->different = TRUE;
  if (id != PROP_0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_string (FerryEnvironmentSummary *self, char **field, const char *value, guint id)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  notify (self, id);
}

static void
set_number (FerryEnvironmentSummary *self, gint64 *field, gint64 value, guint id)
{
  if (*field == value)
    return;

  *field = value;
  notify (self, id);
}

static void
set_state (FerryEnvironmentSummary *self,
           FerryFleetKind kind,
           const char *state,
           const char *icon_name,
           FerryStyle style)
{
  set_string (self, &self->state, state, PROP_STATE);
  if (g_strcmp0 (self->icon_name, icon_name) != 0)
    {
      self->icon_name = g_intern_string (icon_name);
      notify (self, PROP_ICON_NAME);
    }
  if (self->style != style)
    {
      self->style = style;
      notify (self, PROP_STYLE);
    }
  if (self->kind != kind)
    {
      self->kind = kind;
      notify (self, PROP_0);
    }
}

/* ---- Looking ---- */

static FerryFleetKind
judge (const FerryMigrationState *state, FerryStyle style)
{
  if (state->disabled_reason != FERRY_DISABLED_REASON_NONE
      && state->disabled_reason != FERRY_DISABLED_REASON_NOT_SET_UP)
    return FERRY_FLEET_KIND_ENDED;
  if (style == FERRY_STYLE_BAD || style == FERRY_STYLE_ATTENTION)
    return FERRY_FLEET_KIND_ATTENTION;
  if (style == FERRY_STYLE_PROGRESS)
    return FERRY_FLEET_KIND_RUNNING;
  return state->set_up ? FERRY_FLEET_KIND_READY : FERRY_FLEET_KIND_NOT_SET_UP;
}

static void
update_state (FerryEnvironmentSummary *self)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (self->environment);
  g_autofree char *title = NULL;
  g_autofree char *running = NULL;
  double fraction = ferry_run_monitor_get_fraction (monitor);
  FerryStandstill standstill;
  const char *word;
  FerryStyle style;
  gint64 last_seen;

  g_object_get (self->environment, "status-title", &title, "status-style", &style, "last-seen", &last_seen,
                NULL);

  switch (ferry_environment_get_connection (self->environment))
    {
    case FERRY_CONNECTION_SIGNED_OUT:
      set_state (self, FERRY_FLEET_KIND_SIGNED_OUT, _ ("Signed out"), "dialog-password-symbolic",
                 FERRY_STYLE_ATTENTION);
      return;
    case FERRY_CONNECTION_CONNECTING:
      if (last_seen == 0)
        {
          set_state (self, FERRY_FLEET_KIND_OFFLINE, _ ("Connecting…"), "content-loading-symbolic",
                     FERRY_STYLE_NEUTRAL);
          return;
        }
      break;
    case FERRY_CONNECTION_OFFLINE:
      set_state (self, FERRY_FLEET_KIND_OFFLINE, _ ("Not connected"), "network-offline-symbolic",
                 FERRY_STYLE_NEUTRAL);
      return;
    case FERRY_CONNECTION_OUTAGE:
    case FERRY_CONNECTION_ONLINE:
      break;
    }

  if (!ferry_run_monitor_get_active (monitor))
    {
      set_state (self, judge (ferry_environment_get_state (self->environment), style), title,
                 ferry_style_to_icon_name (style), style);
      return;
    }

  standstill = ferry_run_monitor_get_standstill (monitor);
  word = ferry_standstill_get_label (standstill);
  if (word == NULL)
    word = _ ("Running");
  if (ferry_run_monitor_get_upgrading (monitor))
    running = g_strdup (_ ("Upgrading"));
  else if (fraction < 0)
    running = g_strdup (word);
  else
    /* Translators: what a run does, such as “Running” or “Bulk copying”; so much of it is done */
    running = g_strdup_printf (_ ("%1$s, %2$d %%"), word, (int) floor (fraction * 100));
  if (standstill == FERRY_STANDSTILL_STALLED)
    set_state (self, FERRY_FLEET_KIND_RUNNING, running, "dialog-question-symbolic", FERRY_STYLE_ATTENTION);
  else
    set_state (self, FERRY_FLEET_KIND_RUNNING, running, "emblem-synchronizing-symbolic",
               FERRY_STYLE_PROGRESS);
}

/* Returns: (transfer full): the progress in few words; what a standstill means is said by the state */
static char *
describe_progress (FerryRunMonitor *monitor, double fraction)
{
  g_autofree char *percent
    = fraction < 0 ? NULL : g_strdup_printf (_ ("%d %%"), (int) floor (fraction * 100));
  g_autofree char *more = NULL;
  FerryRunRange range;

  if (ferry_run_monitor_get_standstill (monitor) == FERRY_STANDSTILL_NONE
      && ferry_run_monitor_get_range (monitor, &range))
    more = ferry_run_range_dup_text (&range);
  if (percent != NULL && more != NULL)
    return g_strdup_printf ("%s · %s", percent, more);
  if (percent == NULL && more == NULL)
    return g_strdup ("");
  return percent != NULL ? g_steal_pointer (&percent) : g_steal_pointer (&more);
}

static void
update_progress (FerryEnvironmentSummary *self)
{
  FerryRunMonitor *monitor = ferry_environment_get_monitor (self->environment);
  gboolean active = ferry_run_monitor_get_active (monitor) && self->kind == FERRY_FLEET_KIND_RUNNING;
  double fraction = active ? MAX (ferry_run_monitor_get_fraction (monitor), -1) : -2;
  g_autofree char *progress = active ? describe_progress (monitor, fraction) : g_strdup ("");

  if (self->fraction != fraction)
    {
      self->fraction = fraction;
      notify (self, PROP_0);
    }
  set_string (self, &self->progress, progress, PROP_0);
  set_string (self, &self->progress_text, active ? ferry_run_monitor_get_text (monitor) : "", PROP_0);
}

static void
update_profile (FerryEnvironmentSummary *self)
{
  FerryProfile *profile = ferry_environment_get_profile (self->environment);
  const char *tenant = ferry_profile_get_tenant (profile);
  g_autofree char *subtitle = NULL;

  if (ferry_profile_is_sandbox (profile))
    {
      tenant = _ ("On this computer");
      subtitle = g_strdup (tenant);
    }
  else
    subtitle = g_strdup_printf ("%s · %s", ferry_profile_get_environment (profile), tenant);

  set_string (self, &self->title, ferry_profile_get_name (profile), PROP_TITLE);
  set_string (self, &self->subtitle, subtitle, PROP_SUBTITLE);
  set_string (self, &self->tenant, tenant, PROP_0);
}

static void
update_last_run (FerryEnvironmentSummary *self)
{
  GListModel *runs = ferry_environment_get_runs (self->environment);
  gint64 last_run = 0;
  const char *result = "";
  g_autoptr (FerryRun) run = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_clear_object (&run);
      run = g_list_model_get_item (runs, i);
      if (!ferry_run_is_replication (run))
        continue;
      last_run = ferry_run_get_start_time (run);
      result = ferry_run_get_status_text (run);
      break;
    }
  set_number (self, &self->last_run, last_run, PROP_LAST_RUN);
  set_string (self, &self->result, result, PROP_0);
}

static void
update_facts (FerryEnvironmentSummary *self)
{
  g_autofree char *product = NULL;
  const char *next_step = "";
  gint64 failed;
  int suggested;

  g_object_get (self->environment, "product-name", &product, "tables-failed", &failed, "suggested-action",
                &suggested, NULL);
  set_string (self, &self->product, product != NULL ? product : "", PROP_0);
  set_number (self, &self->failed, failed, PROP_0);

  /* Who is signed out has to sign in first. */
  if (self->kind == FERRY_FLEET_KIND_SIGNED_OUT)
    next_step = _ ("Sign in");
  else if (suggested >= 0)
    next_step = ferry_action_get_label ((FerryAction) suggested);
  if (g_strcmp0 (self->next_step, next_step) != 0)
    {
      self->next_step = next_step;
      notify (self, PROP_0);
    }
}

static void
update (FerryEnvironmentSummary *self)
{
  self->different = FALSE;
  g_object_freeze_notify (G_OBJECT (self));
  update_profile (self);
  update_state (self);
  update_progress (self);
  update_last_run (self);
  update_facts (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_pending (gpointer user_data)
{
  FerryEnvironmentSummary *self = user_data;

  self->pending = 0;
  update (self);
  if (self->different)
    g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* A reading tells of a dozen properties, one by one. */
static void
on_something (FerryEnvironmentSummary *self)
{
  if (self->pending == 0)
    self->pending = g_idle_add_full (G_PRIORITY_DEFAULT, on_pending, self, NULL);
}

/* ---- What it tells ---- */

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
ferry_environment_summary_get_subtitle (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->subtitle;
}

const char *
ferry_environment_summary_get_state (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->state;
}

const char *
ferry_environment_summary_get_icon_name (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->icon_name;
}

FerryStyle
ferry_environment_summary_get_style (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), FERRY_STYLE_NEUTRAL);
  return self->style;
}

FerryFleetKind
ferry_environment_summary_get_kind (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), FERRY_FLEET_KIND_OFFLINE);
  return self->kind;
}

const char *
ferry_environment_summary_get_tenant (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->tenant;
}

const char *
ferry_environment_summary_get_product (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->product;
}

double
ferry_environment_summary_get_fraction (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), -2);
  return self->fraction;
}

const char *
ferry_environment_summary_get_progress (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->progress;
}

const char *
ferry_environment_summary_get_progress_text (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->progress_text;
}

gint64
ferry_environment_summary_get_failed (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), -1);
  return self->failed;
}

gint64
ferry_environment_summary_get_last_run (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), 0);
  return self->last_run;
}

const char *
ferry_environment_summary_get_result (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->result;
}

const char *
ferry_environment_summary_get_next_step (FerryEnvironmentSummary *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT_SUMMARY (self), NULL);
  return self->next_step;
}

/* ---- The object ---- */

static void
ferry_environment_summary_dispose (GObject *object)
{
  FerryEnvironmentSummary *self = FERRY_ENVIRONMENT_SUMMARY (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  if (self->environment != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->environment, self);
      g_signal_handlers_disconnect_by_data (ferry_environment_get_monitor (self->environment), self);
      g_signal_handlers_disconnect_by_data (ferry_environment_get_profile (self->environment), self);
      g_signal_handlers_disconnect_by_data (ferry_environment_get_runs (self->environment), self);
    }
  g_clear_object (&self->environment);
  G_OBJECT_CLASS (ferry_environment_summary_parent_class)->dispose (object);
}

static void
ferry_environment_summary_finalize (GObject *object)
{
  FerryEnvironmentSummary *self = FERRY_ENVIRONMENT_SUMMARY (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->state);
  g_free (self->tenant);
  g_free (self->product);
  g_free (self->progress);
  g_free (self->progress_text);
  g_free (self->result);
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

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ferry_environment_summary_init (FerryEnvironmentSummary *self)
{
  self->fraction = -2;
  self->failed = -1;
}

FerryEnvironmentSummary *
ferry_environment_summary_new (FerryEnvironment *environment)
{
  FerryEnvironmentSummary *self = g_object_new (FERRY_TYPE_ENVIRONMENT_SUMMARY, NULL);

  self->environment = g_object_ref (environment);
  g_signal_connect_object (environment, "notify", G_CALLBACK (on_something), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_monitor (environment), "notify", G_CALLBACK (on_something),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_profile (environment), "notify", G_CALLBACK (on_something),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_environment_get_runs (environment), "items-changed",
                           G_CALLBACK (on_something), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
