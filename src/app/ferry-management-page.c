/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-management-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-banner.h"
#include "ferry-bindings.h"
#include "ferry-fact-box.h"
#include "ferry-first-focus.h"
#include "ferry-format.h"
#include "ferry-layout.h"
#include "ferry-log-view.h"
#include "ferry-progress-card.h"
#include "ferry-run-chart.h"
#include "ferry-screen-reader.h"
#include "ferry-tile-box.h"
#include "ferry-tile.h"
#include "ferry-time-label.h"

struct _FerryManagementPage
{
  GtkWidget parent_instance;

  FerryBanner *connection_banner;
  FerryBanner *warnings_banner;
  GtkButton *suggested_button;
  GtkMenuButton *columns_button;
  FerryLogView *log_view;

  FerryEnvironment *environment;
  GSignalGroup *signals;
  GSignalGroup *layout_signals;
  gboolean narrow;
  gboolean legacy;
};

enum
{
  PROP_0,
  PROP_ENVIRONMENT,
  PROP_NARROW,
  PROP_LEGACY,
  N_PROPS,
};

enum
{
  RUN_ACTIVATED,
  TILE_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryManagementPage, ferry_management_page, GTK_TYPE_WIDGET)

/* ---- What is decided here ---- */

static void
update_connection (FerryManagementPage *self)
{
  g_autofree char *message = NULL;
  g_autofree char *age = NULL;
  g_autofree char *title = NULL;
  FerryConnection connection;
  gint64 last_seen;

  if (self->environment == NULL)
    return;

  connection = ferry_environment_get_connection (self->environment);
  g_object_get (self->environment, "connection-message", &message, "last-seen", &last_seen, NULL);

  if (message == NULL || *message == '\0' || connection == FERRY_CONNECTION_CONNECTING)
    {
      ferry_banner_set_revealed (self->connection_banner, FALSE);
      return;
    }

  /* That the upgrade cuts connections is expected, and its error says nothing; the status tells of it. */
  if (connection == FERRY_CONNECTION_OUTAGE)
    {
      g_free (message);
      message = g_strdup (_ ("The data upgrade has cut the connection, as expected."));
    }
  /* One that answered a moment ago and is only busy shows nothing old. */
  if (last_seen != 0
      && (connection != FERRY_CONNECTION_ONLINE || g_get_real_time () - last_seen > 60 * G_USEC_PER_SEC))
    {
      age = ferry_format_ago (last_seen, g_get_real_time ());
      /* Translators: what is wrong with the connection; how old what is shown is, such as "12 min ago" */
      title = g_strdup_printf (_ ("%s What you see was read %s."), message, age);
    }

  ferry_banner_set_title (self->connection_banner, title != NULL ? title : message);
  g_object_set (self->connection_banner, "icon-name",
                connection == FERRY_CONNECTION_SIGNED_OUT ? "dialog-password-symbolic"
                : connection == FERRY_CONNECTION_OUTAGE || connection == FERRY_CONNECTION_ONLINE
                  ? "emblem-synchronizing-symbolic"
                  : "network-offline-symbolic",
                NULL);
  if (connection == FERRY_CONNECTION_SIGNED_OUT)
    ferry_banner_set_button (self->connection_banner, _ ("_Sign In…"), "win.sign-in");
  else if (connection == FERRY_CONNECTION_OUTAGE || connection == FERRY_CONNECTION_ONLINE)
    /* It passes by itself; one that is online is only busy, and a click would make it no less so. */
    ferry_banner_set_button (self->connection_banner, "", NULL);
  else
    ferry_banner_set_button (self->connection_banner, _ ("_Try Again"), "win.reconnect");
  ferry_banner_set_revealed (self->connection_banner, TRUE);
}

/* Of the migration itself; the tile has the tables of the last run. */
static void
update_warnings (FerryManagementPage *self)
{
  gint64 n = 0;
  g_autofree char *count = NULL;
  g_autofree char *title = NULL;

  if (self->environment != NULL)
    g_object_get (self->environment, "warnings", &n, NULL);
  if (n > 0)
    {
      count = ferry_format_count (n);
      title = g_strdup_printf (ngettext ("%s warning of the migration needs a look.",
                                         "%s warnings of the migration need a look.", (gulong) n),
                               count);
      ferry_banner_set_title (self->warnings_banner, title);
    }
  ferry_banner_set_revealed (self->warnings_banner, n > 0);
}

static void
update_suggestion (FerryManagementPage *self)
{
  int action = -1;

  if (self->environment != NULL)
    g_object_get (self->environment, "suggested-action", &action, NULL);

  if (action < 0 || action >= FERRY_N_ACTIONS || !ferry_action_catalog_has_dialog (action))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->suggested_button), FALSE);
    }
  else
    {
      g_autofree char *label = ferry_action_catalog_dup_label (action);
      g_autofree char *name = ferry_action_catalog_dup_action_name (action);
      g_autofree char *expectation = ferry_environment_dup_expectation (self->environment, action);
      g_autofree char *tooltip
        = g_strdup_printf ("%s%s%s", ferry_action_get_sentence (action), expectation != NULL ? "\n" : "",
                           expectation != NULL ? expectation : "");

      gtk_button_set_label (self->suggested_button, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->suggested_button), name);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->suggested_button), tooltip);
      gtk_widget_set_visible (GTK_WIDGET (self->suggested_button), TRUE);
    }
}

/* That a run has begun or ended is known here first. */
static void
tell_status (FerryManagementPage *self)
{
  g_autofree char *title = NULL;

  g_object_get (self->environment, "status-title", &title, NULL);
  if (title != NULL)
    ferry_screen_reader_announce (GTK_WIDGET (self), title);
}

static void
update_layout (FerryManagementPage *self)
{
  gboolean legacy
    = self->environment != NULL && !ferry_layout_get_modern (ferry_layout_get (self->environment));

  if (self->legacy == legacy)
    return;
  self->legacy = legacy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEGACY]);
}

void
ferry_management_page_set_environment (FerryManagementPage *self, FerryEnvironment *environment)
{
  g_return_if_fail (FERRY_IS_MANAGEMENT_PAGE (self));
  g_return_if_fail (environment == NULL || FERRY_IS_ENVIRONMENT (environment));

  if (!g_set_object (&self->environment, environment))
    return;

  g_signal_group_set_target (self->signals, environment);
  g_signal_group_set_target (self->layout_signals,
                             environment != NULL ? ferry_layout_get (environment) : NULL);
  update_layout (self);
  ferry_banner_set_revealed (self->connection_banner, FALSE);
  update_connection (self);
  update_warnings (self);
  update_suggestion (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENVIRONMENT]);
}

static void
on_run_activated (FerryLogView *view, FerryRun *run, FerryManagementPage *self)
{
  g_signal_emit (self, signals[RUN_ACTIVATED], 0, run);
}

static void
on_tile_clicked (FerryTile *tile, FerryManagementPage *self)
{
  g_signal_emit (self, signals[TILE_ACTIVATED], 0, ferry_tile_get_key (tile));
}

static void
on_fact_activated (FerryFactBox *box, const char *key, FerryManagementPage *self)
{
  g_signal_emit (self, signals[TILE_ACTIVATED], 0, key);
}

/* ---- What the template asks for ---- */

static int
side_margin (gpointer unused, gboolean narrow)
{
  return narrow ? 12 : 18;
}

/* Beside the list it is as wide as a sidebar; below it, as wide as the list. */
static int
fact_width (gpointer unused, gboolean narrow)
{
  return narrow ? 1320 : 320;
}

static gboolean
above_zero (gpointer unused, gint64 value)
{
  return value > 0;
}

static char *
count_uint (gpointer unused, guint value)
{
  return ferry_format_count (value);
}

static char *
companies_unit (gpointer unused, guint selected, guint replicated, guint total)
{
  g_autofree char *all = ferry_format_count (total);
  g_autofree char *done = ferry_format_count (replicated);

  /* Translators: stands after the number of companies that are replicated, as in "3 of 4, 2 done"; must be short */
  return g_strdup_printf (_ ("of %s, %s done"), all, done);
}

static char *
companies_tooltip (gpointer unused, guint selected, guint replicated, guint total)
{
  g_autofree char *some = ferry_format_count (selected);
  g_autofree char *all = ferry_format_count (total);
  g_autofree char *done = ferry_format_count (replicated);

  /* Translators: numbers of companies */
  return g_strdup_printf (_ ("Under replication: %s\nReplicated: %s\nAt the source: %s"), some, done, all);
}

/* ---- The object ---- */

static void
ferry_management_page_dispose (GObject *object)
{
  FerryManagementPage *self = FERRY_MANAGEMENT_PAGE (object);
  GtkWidget *child;

  if (self->signals != NULL)
    g_signal_group_set_target (self->signals, NULL);
  g_clear_object (&self->signals);
  g_clear_object (&self->layout_signals);
  g_clear_object (&self->environment);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_MANAGEMENT_PAGE);
  G_OBJECT_CLASS (ferry_management_page_parent_class)->dispose (object);
}

static void
ferry_management_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryManagementPage *self = FERRY_MANAGEMENT_PAGE (object);

  switch (id)
    {
    case PROP_ENVIRONMENT:
      g_value_set_object (value, self->environment);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_LEGACY:
      g_value_set_boolean (value, self->legacy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_management_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryManagementPage *self = FERRY_MANAGEMENT_PAGE (object);

  switch (id)
    {
    case PROP_ENVIRONMENT:
      ferry_management_page_set_environment (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      if (self->narrow != g_value_get_boolean (value))
        {
          self->narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_management_page_class_init (FerryManagementPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_management_page_dispose;
  object_class->get_property = ferry_management_page_get_property;
  object_class->set_property = ferry_management_page_set_property;

  properties[PROP_ENVIRONMENT]
    = g_param_spec_object ("environment", NULL, NULL, FERRY_TYPE_ENVIRONMENT, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_LEGACY]
    = g_param_spec_boolean ("legacy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RUN_ACTIVATED] = g_signal_new ("run-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, FERRY_TYPE_RUN);
  signals[TILE_ACTIVATED] = g_signal_new ("tile-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (FERRY_TYPE_BANNER);
  g_type_ensure (FERRY_TYPE_FACT_BOX);
  g_type_ensure (FERRY_TYPE_LOG_VIEW);
  g_type_ensure (FERRY_TYPE_PROGRESS_CARD);
  g_type_ensure (FERRY_TYPE_RUN_CHART);
  g_type_ensure (FERRY_TYPE_TILE);
  g_type_ensure (FERRY_TYPE_TILE_BOX);
  g_type_ensure (FERRY_TYPE_TIME_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-management-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryManagementPage, connection_banner);
  gtk_widget_class_bind_template_child (widget_class, FerryManagementPage, warnings_banner);
  gtk_widget_class_bind_template_child (widget_class, FerryManagementPage, suggested_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManagementPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, FerryManagementPage, log_view);
  gtk_widget_class_bind_template_callback (widget_class, on_run_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_tile_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_fact_activated);
  gtk_widget_class_bind_template_callback (widget_class, side_margin);
  gtk_widget_class_bind_template_callback (widget_class, fact_width);
  gtk_widget_class_bind_template_callback (widget_class, above_zero);
  gtk_widget_class_bind_template_callback (widget_class, count_uint);
  gtk_widget_class_bind_template_callback (widget_class, companies_unit);
  gtk_widget_class_bind_template_callback (widget_class, companies_tooltip);
  ferry_bindings_add (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_management_page_init (FerryManagementPage *self)
{
  static const char *const of_connection[] = { "notify::connection", "notify::connection-message" };

  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_first_focus_want (GTK_WIDGET (self->suggested_button));

  gtk_widget_insert_action_group (GTK_WIDGET (self), "log", ferry_log_view_get_actions (self->log_view));
  ferry_accessible_set_label (self->columns_button, _ ("Columns of the log"));

  self->signals = g_signal_group_new (FERRY_TYPE_ENVIRONMENT);
  for (guint i = 0; i < G_N_ELEMENTS (of_connection); i++)
    g_signal_group_connect_swapped (self->signals, of_connection[i], G_CALLBACK (update_connection), self);
  g_signal_group_connect_swapped (self->signals, "notify::warnings", G_CALLBACK (update_warnings), self);
  g_signal_group_connect_swapped (self->signals, "notify::status-title", G_CALLBACK (tell_status), self);
  g_signal_group_connect_swapped (self->signals, "notify::suggested-action", G_CALLBACK (update_suggestion),
                                  self);
  self->layout_signals = g_signal_group_new (FERRY_TYPE_LAYOUT);
  g_signal_group_connect_swapped (self->layout_signals, "notify::modern", G_CALLBACK (update_layout), self);
  update_suggestion (self);
}
