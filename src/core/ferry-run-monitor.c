/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-monitor.h"

#include "ferry-core-enums.h"
#include "ferry-error.h"
#include "ferry-look-pace.h"
#include "ferry-run-monitor-struct.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many entries of the log tell whether something new began. */
#define RUNS_SEEN 5
/* Details are read for the record counts, but seldom, the more so the more of them there are. */
#define LOOKS_PER_DETAILS 6
#define MOST_TABLES       20000
#define TABLES_PER_LOOK   500
/* Idle, only every so many looks are for the companies. */
#define IDLE_LOOKS_PER_COMPANIES 12

G_DEFINE_FINAL_TYPE (FerryRunMonitor, ferry_run_monitor, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_UPGRADING,
  PROP_FRACTION,
  PROP_TABLES_DONE,
  PROP_TABLES_TOTAL,
  PROP_RECORDS_PER_SECOND,
  PROP_SECONDS_LEFT,
  PROP_STALLED_SECONDS,
  PROP_STANDSTILL,
  PROP_TEXT,
  PROP_HINT,
  PROP_FAILURES,
  N_PROPS
};

enum
{
  RUNS_SEEN_SIGNAL,
  COMPANIES_SEEN_SIGNAL,
  LOOK_FAILED_SIGNAL,
  SCHEDULED_SIGNAL,
  CUT_OFF_SIGNAL,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void publish (FerryRunMonitor *self);

static void
ferry_run_monitor_dispose (GObject *object)
{
  FerryRunMonitor *self = FERRY_RUN_MONITOR (object);

  ferry_run_monitor_stop (self);
  if (self->surroundings != NULL)
    g_signal_handlers_disconnect_by_data (self->surroundings, self);
  g_clear_object (&self->surroundings);
  g_clear_object (&self->run);
  g_clear_object (&self->details);
  g_clear_object (&self->admin);
  g_signal_handlers_disconnect_by_data (self->forecast, self);

  G_OBJECT_CLASS (ferry_run_monitor_parent_class)->dispose (object);
}

static void
ferry_run_monitor_finalize (GObject *object)
{
  FerryRunMonitor *self = FERRY_RUN_MONITOR (object);

  g_free (self->details_of);
  g_free (self->text);
  g_free (self->hint);
  g_clear_object (&self->forecast);
  ferry_look_pace_free (self->pace);

  G_OBJECT_CLASS (ferry_run_monitor_parent_class)->finalize (object);
}

static void
ferry_run_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryRunMonitor *self = FERRY_RUN_MONITOR (object);

  switch (id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, ferry_run_monitor_get_active (self));
      break;
    case PROP_UPGRADING:
      g_value_set_boolean (value, ferry_run_monitor_get_upgrading (self));
      break;
    case PROP_FRACTION:
      g_value_set_double (value, ferry_run_monitor_get_fraction (self));
      break;
    case PROP_TABLES_DONE:
      g_value_set_uint (value, ferry_run_monitor_get_tables_done (self));
      break;
    case PROP_TABLES_TOTAL:
      g_value_set_uint (value, ferry_run_monitor_get_tables_total (self));
      break;
    case PROP_RECORDS_PER_SECOND:
      g_value_set_double (value, ferry_run_progress_get_rate (self->progress));
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_int64 (value, ferry_run_monitor_get_seconds_left (self));
      break;
    case PROP_STALLED_SECONDS:
      g_value_set_int64 (value,
                         ferry_run_progress_get_stalled (self->progress, ferry_run_forecast_get_now ()));
      break;
    case PROP_STANDSTILL:
      g_value_set_enum (value, self->standstill);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    case PROP_FAILURES:
      g_value_set_uint (value, self->pace->failures);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_run_monitor_class_init (FerryRunMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_run_monitor_dispose;
  object_class->finalize = ferry_run_monitor_finalize;
  object_class->get_property = ferry_run_monitor_get_property;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_UPGRADING] = g_param_spec_boolean ("upgrading", NULL, NULL, FALSE, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_TABLES_DONE] = g_param_spec_uint ("tables-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TABLES_TOTAL] = g_param_spec_uint ("tables-total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RECORDS_PER_SECOND]
    = g_param_spec_double ("records-per-second", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  properties[PROP_SECONDS_LEFT] = g_param_spec_int64 ("seconds-left", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_STALLED_SECONDS]
    = g_param_spec_int64 ("stalled-seconds", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_STANDSTILL]
    = g_param_spec_enum ("standstill", NULL, NULL, FERRY_TYPE_STANDSTILL, FERRY_STANDSTILL_NONE, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, "", flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_FAILURES] = g_param_spec_uint ("failures", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RUNS_SEEN_SIGNAL] = g_signal_new ("runs-seen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[COMPANIES_SEEN_SIGNAL]
    = g_signal_new ("companies-seen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[LOOK_FAILED_SIGNAL] = g_signal_new ("look-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SCHEDULED_SIGNAL] = g_signal_new ("scheduled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CUT_OFF_SIGNAL] = g_signal_new ("cut-off", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
ferry_run_monitor_init (FerryRunMonitor *self)
{
  self->pace = ferry_look_pace_new ();
  self->forecast = ferry_run_forecast_new ();
  self->progress = ferry_run_forecast_get_progress (self->forecast);
  g_signal_connect_swapped (self->forecast, "changed", G_CALLBACK (publish), self);
  self->details = ferry_detail_list_new ();
  self->text = g_strdup ("");
  self->hint = g_strdup ("");
}

FerryRunMonitor *
ferry_run_monitor_new (void)
{
  return g_object_new (FERRY_TYPE_RUN_MONITOR, NULL);
}

/* ---- What is shown ---- */

static char *
make_text (FerryRunMonitor *self)
{
  if (self->watch & FERRY_WATCH_UPGRADE)
    {
      g_autofree char *said = NULL;

      if (self->pace->failures == 0)
        return g_strdup (_ ("Upgrading the data"));
      said = self->admin != NULL ? ferry_admin_watch_dup_text (self->admin) : NULL;
      if (said == NULL)
        return g_strdup (_ ("Upgrading the data; the environment is out of reach meanwhile"));
      /* Translators: %s is a sentence of what the Admin Center says */
      return g_strdup_printf (_ ("Upgrading the data; the environment is out of reach meanwhile. %s"), said);
    }
  if (self->watch & FERRY_WATCH_RUN)
    return ferry_run_forecast_dup_text (self->forecast);
  if (self->watch & FERRY_WATCH_COMPANIES)
    return g_strdup (_ ("Creating companies"));
  if (self->watch & FERRY_WATCH_INITIALIZATION)
    return g_strdup (_ ("Initializing companies"));
  if (self->watch & FERRY_WATCH_REPAIR)
    return g_strdup (_ ("Repairing data"));
  return g_strdup ("");
}

static gboolean
shows_run (FerryRunMonitor *self)
{
  return (self->watch & FERRY_WATCH_RUN) && !(self->watch & FERRY_WATCH_UPGRADE);
}

static void
publish_text (FerryRunMonitor *self, char **field, char *text, guint id)
{
  if (g_strcmp0 (text, *field) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*field);
  *field = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
publish (FerryRunMonitor *self)
{
  gboolean run = shows_run (self);

  g_object_freeze_notify (G_OBJECT (self));
  publish_text (self, &self->text, make_text (self), PROP_TEXT);
  publish_text (self, &self->hint, run ? ferry_run_forecast_dup_hint (self->forecast) : g_strdup (""),
                PROP_HINT);
  self->standstill = run ? ferry_run_forecast_get_standstill (self->forecast) : FERRY_STANDSTILL_NONE;
  for (guint i = PROP_FRACTION; i <= PROP_STANDSTILL; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* ---- Looking ---- */

/* A retry of the session would be a second request within the look; and during an upgrade it would only put off
 * the knowledge that the environment is out of reach. */
static void
update_session_retry (FerryRunMonitor *self)
{
  gboolean lowered = self->pace->failures > 0 || (self->watch & FERRY_WATCH_UPGRADE) != 0;
  FerrySession *session;

  if (self->retry_lowered == lowered || self->service == NULL)
    return;
  session = ferry_migration_service_get_session (self->service);
  self->retry_lowered = lowered;
  ferry_session_set_retry (session, lowered ? 1 : 4, 500, 30000);
}

static void
take_failure (FerryRunMonitor *self, const GError *error)
{
  ferry_look_pace_take_failure (self->pace, error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURES]);
  update_session_retry (self);
}

static void
end_look (FerryRunMonitor *self, GError *error)
{
  self->looking = FALSE;
  if (self->service == NULL)
    return;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      take_failure (self, error);
      g_signal_emit (self, signals[LOOK_FAILED_SIGNAL], 0, error);
    }
  else if (error == NULL)
    ferry_run_monitor_note_success (self);
  publish (self);
  ferry_run_monitor_schedule (self);
}

/* A look whose monitor was stopped, was given another service or was asked to look anew tells nothing any more. */
static gboolean
is_stale (FerryRunMonitor *self, GAsyncResult *result)
{
  return self->service == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable;
}

static void
on_runs (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryRunMonitor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs
    = ferry_migration_service_list_runs_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  if (is_stale (self, result))
    return;
  if (runs != NULL)
    {
      for (guint i = 0; i < runs->len; i++)
        ferry_run_forecast_see_run (self->forecast, g_ptr_array_index (runs, i));
      if (!(self->watch & FERRY_WATCH_RUN))
        ferry_run_forecast_see_no_run (self->forecast);
      g_signal_emit (self, signals[RUNS_SEEN_SIGNAL], 0, runs);
      if (is_stale (self, result))
        return;
    }
  end_look (self, error);
}

static void
on_companies (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryRunMonitor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) companies
    = ferry_migration_service_list_companies_finish (FERRY_MIGRATION_SERVICE (object), result, &error);

  if (is_stale (self, result))
    return;
  if (companies != NULL)
    {
      g_signal_emit (self, signals[COMPANIES_SEEN_SIGNAL], 0, companies);
      if (is_stale (self, result))
        return;
    }
  end_look (self, error);
}

static void
on_details (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryRunMonitor) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Many take their time: by then another run may be followed, which they say nothing about. */
  if (ferry_migration_service_load_details_finish (FERRY_MIGRATION_SERVICE (object), result, &error)
      && !is_stale (self, result) && self->run != NULL
      && g_strcmp0 (ferry_run_get_id (self->run), self->details_of) == 0)
    ferry_run_forecast_see_details (self->forecast, self->details);
  if (!is_stale (self, result))
    end_look (self, error);
}

static void
on_refreshed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryRunMonitor) self = user_data;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_start_finish (FERRY_MIGRATION_SERVICE (object), result, &error);
  if (is_stale (self, result))
    return;
  /* A refusal to refresh is no sign that the environment is out of reach. */
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_REFUSED)
      || g_error_matches (error, FERRY_ERROR, FERRY_ERROR_INVALID))
    g_clear_error (&error);
  end_look (self, error);
}

static void
on_operations (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryRunMonitor) self = user_data;

  /* Whatever became of it: whether the environment answers is what counts. */
  ferry_admin_watch_look_finish (FERRY_ADMIN_WATCH (object), result, NULL);
  if (is_stale (self, result))
    return;
  self->looking = FALSE;
  publish (self);
  ferry_run_monitor_schedule (self);
}

/* In turn with the environment, so that both together stay within the budget. */
static gboolean
wants_operations (FerryRunMonitor *self)
{
  return (self->watch & FERRY_WATCH_UPGRADE) && self->pace->failures > 0 && !self->asked_admin
         && self->admin != NULL && ferry_admin_watch_may_ask (self->admin);
}

static gboolean
wants_details (FerryRunMonitor *self)
{
  guint tables = ferry_run_progress_get_tables_total (self->progress);

  return (self->watch & FERRY_WATCH_RUN) && self->run != NULL && self->pace->failures == 0
         && tables <= MOST_TABLES
         && self->looks_since_details >= LOOKS_PER_DETAILS + tables / TABLES_PER_LOOK;
}

static gboolean
wants_companies (FerryRunMonitor *self)
{
  if (self->pace->failures > 0)
    return FALSE;
  if (self->watch & (FERRY_WATCH_COMPANIES | FERRY_WATCH_INITIALIZATION))
    return self->looks % 3 != 0;
  return self->watch == FERRY_WATCH_NOTHING && self->looks % IDLE_LOOKS_PER_COMPANIES == 0;
}

void
ferry_run_monitor_look (FerryRunMonitor *self)
{
  FerryMigrationService *service = self->service;
  GCancellable *cancellable = self->cancellable;
  gboolean prompted;

  self->looking = TRUE;
  ferry_run_monitor_note_requests (self, 1);
  prompted = self->prompted;
  self->prompted = FALSE;
  if (!prompted)
    self->looks++;
  self->looks_since_details++;
  self->asked_admin = wants_operations (self);
  if (self->asked_admin)
    ferry_admin_watch_look_async (self->admin, cancellable, on_operations, g_object_ref (self));
  else if ((self->watch & FERRY_WATCH_RUN) && self->run != NULL && self->pace->failures == 0
           && ferry_run_monitor_take_refresh (self))
    ferry_migration_service_start_async (service, self->run, "refreshStatus", cancellable, on_refreshed,
                                         g_object_ref (self));
  else if (wants_details (self))
    {
      self->looks_since_details = 0;
      g_free (self->details_of);
      self->details_of = g_strdup (ferry_run_get_id (self->run));
      ferry_migration_service_load_details_async (service, self->run, self->details, cancellable, on_details,
                                                  g_object_ref (self));
    }
  else if (!prompted && wants_companies (self))
    ferry_migration_service_list_companies_async (service, cancellable, on_companies, g_object_ref (self));
  else
    ferry_migration_service_list_runs_async (service, RUNS_SEEN, cancellable, on_runs, g_object_ref (self));
}

/* ---- For the environment ---- */

void
ferry_run_monitor_start (FerryRunMonitor *self, FerryMigrationService *service)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));
  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (service));

  if (self->service == service)
    return;
  ferry_run_monitor_stop (self);
  self->service = g_object_ref (service);
  self->cancellable = g_cancellable_new ();
  self->retry_lowered = FALSE;
  if (self->surroundings == NULL)
    ferry_run_monitor_take_surroundings (self, ferry_surroundings_get_default ());
  update_session_retry (self);
  self->looks = 0;
  if (self->pace->failures > 0 || self->watch != FERRY_WATCH_NOTHING)
    ferry_run_monitor_schedule (self);
  else
    /* Many that were opened together needn't look together ever after. */
    ferry_run_monitor_schedule_in (self, ferry_look_pace_get_first_pause (self->pace));
}

void
ferry_run_monitor_stop (FerryRunMonitor *self)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));

  ferry_run_monitor_cancel_timer (self);
  g_clear_object (&self->service);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->looking = FALSE;
  self->prompted = FALSE;
  self->prompt_due = FALSE;
}

void
ferry_run_monitor_set_watch (FerryRunMonitor *self, FerryWatch watch, FerryRun *run)
{
  FerryWatch before = self->watch;
  gboolean other;

  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));

  other = g_set_object (&self->run, run);
  self->watch = watch;
  update_session_retry (self);
  ferry_run_forecast_follow (self->forecast, watch & FERRY_WATCH_RUN ? run : NULL);
  if ((watch & FERRY_WATCH_RUN) && run != NULL)
    ferry_run_forecast_see_run (self->forecast, run);
  if (before == watch && !other)
    return;
  /* Soon, but not with the first look: the counts of a run that just began say nothing yet. */
  if (other)
    self->looks_since_details = LOOKS_PER_DETAILS - 2;
  publish (self);
  if ((before == FERRY_WATCH_NOTHING) != (watch == FERRY_WATCH_NOTHING))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  if (!(before & FERRY_WATCH_UPGRADE) && (watch & FERRY_WATCH_UPGRADE) && self->admin != NULL)
    ferry_admin_watch_begin (self->admin);
  if ((before & FERRY_WATCH_UPGRADE) != (watch & FERRY_WATCH_UPGRADE))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UPGRADING]);
  if (before != watch)
    ferry_run_monitor_schedule (self);
}

void
ferry_run_monitor_note_success (FerryRunMonitor *self)
{
  gboolean failed;

  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));

  failed = self->pace->failures > 0;
  ferry_look_pace_take_success (self->pace);
  if (ferry_run_monitor_is_cut_off (self))
    {
      self->reached_all_the_same = TRUE;
      ferry_run_monitor_schedule (self);
    }
  if (!failed)
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILURES]);
  update_session_retry (self);
  publish (self);
  ferry_run_monitor_schedule (self);
}

void
ferry_run_monitor_note_failure (FerryRunMonitor *self, const GError *error)
{
  g_return_if_fail (FERRY_IS_RUN_MONITOR (self));

  if (self->service == NULL)
    return;
  take_failure (self, error);
  publish (self);
  ferry_run_monitor_schedule (self);
}

gboolean
ferry_run_monitor_is_started (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);
  return self->service != NULL;
}

/* ---- Public ---- */

gboolean
ferry_run_monitor_get_active (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);
  return self->watch != FERRY_WATCH_NOTHING;
}

gboolean
ferry_run_monitor_get_upgrading (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);
  return (self->watch & FERRY_WATCH_UPGRADE) != 0;
}

double
ferry_run_monitor_get_fraction (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), -1);
  if (!(self->watch & FERRY_WATCH_RUN) || (self->watch & FERRY_WATCH_UPGRADE))
    return -1;
  return ferry_run_forecast_get_fraction (self->forecast);
}

guint
ferry_run_monitor_get_tables_done (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), 0);
  return ferry_run_progress_get_tables_done (self->progress);
}

guint
ferry_run_monitor_get_tables_total (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), 0);
  return ferry_run_progress_get_tables_total (self->progress);
}

gint64
ferry_run_monitor_get_seconds_left (FerryRunMonitor *self)
{
  FerryRunRange range;

  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), -1);
  return ferry_run_monitor_get_range (self, &range) ? (gint64) ceil (range.middle) : -1;
}

gboolean
ferry_run_monitor_get_range (FerryRunMonitor *self, FerryRunRange *range)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FALSE);
  return shows_run (self) && ferry_run_forecast_get_range (self->forecast, range);
}

const char *
ferry_run_monitor_get_hint (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), NULL);
  return self->hint;
}

FerryStandstill
ferry_run_monitor_get_standstill (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), FERRY_STANDSTILL_NONE);
  return self->standstill;
}

FerryRun *
ferry_run_monitor_get_run (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), NULL);
  return self->run;
}

void
ferry_run_monitor_set_admin_watch (FerryRunMonitor *self, FerryAdminWatch *admin)
{
  /* A look under way that asks the one before ends as if it were an environment's that nobody waits for. */
  if (self->asked_admin && self->looking && admin != self->admin)
    self->looking = FALSE;
  g_set_object (&self->admin, admin);
  self->asked_admin = FALSE;
  ferry_run_monitor_schedule (self);
}

FerryRunForecast *
ferry_run_monitor_get_forecast (FerryRunMonitor *self)
{
  return self->forecast;
}

const char *
ferry_run_monitor_get_text (FerryRunMonitor *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_MONITOR (self), NULL);
  return self->text;
}
