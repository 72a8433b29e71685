/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fact-box.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-format.h"

typedef enum
{
  FACT_SUCCESSFUL,
  FACT_FAILED,
  FACT_REMAINING,
  FACT_WARNINGS,
  FACT_SELECTED,
  FACT_REPLICATED,
  FACT_TOTAL,
  FACT_NOT_INITIALIZED,
  FACT_PRODUCT,
  FACT_LAST_RUN,
  FACT_VERSION,
  N_FACTS,
} Fact;

typedef enum
{
  GROUP_TABLES,
  GROUP_COMPANIES,
  GROUP_MIGRATION,
} Group;

static const struct
{
  const char *key; /* of the list that it opens, or NULL */
  const char *title;
  Group group;
} facts[N_FACTS] = {
  [FACT_SUCCESSFUL] = { "successful", N_ ("Successful"), GROUP_TABLES },
  [FACT_FAILED] = { "failed", N_ ("Failed"), GROUP_TABLES },
  [FACT_REMAINING] = { "remaining", N_ ("Remaining"), GROUP_TABLES },
  [FACT_WARNINGS] = { "warnings", N_ ("Warnings"), GROUP_TABLES },
  [FACT_SELECTED] = { "companies", N_ ("Under replication"), GROUP_COMPANIES },
  [FACT_REPLICATED] = { "companies", N_ ("Replicated"), GROUP_COMPANIES },
  [FACT_TOTAL] = { "companies", N_ ("At the source"), GROUP_COMPANIES },
  [FACT_NOT_INITIALIZED] = { "not-initialized", N_ ("Not initialized"), GROUP_COMPANIES },
  [FACT_PRODUCT] = { NULL, N_ ("Product"), GROUP_MIGRATION },
  [FACT_LAST_RUN] = { NULL, N_ ("Last run"), GROUP_MIGRATION },
  [FACT_VERSION] = { NULL, N_ ("Deployed version"), GROUP_MIGRATION },
};

struct _FerryFactBox
{
  GtkWidget parent_instance;

  GtkImage *status_icon;
  GtkLabel *status_title;
  GtkLabel *status_explanation;
  GtkButton *suggested_button;
  AdwPreferencesGroup *tables_group;
  AdwPreferencesGroup *companies_group;
  AdwPreferencesGroup *migration_group;

  FerryEnvironment *environment;
  GSignalGroup *signals;
  GtkWidget *rows[N_FACTS];
  GtkLabel *values[N_FACTS];
};

enum
{
  PROP_0,
  PROP_ENVIRONMENT,
  N_PROPS,
};

enum
{
  FACT_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryFactBox, ferry_fact_box, GTK_TYPE_WIDGET)

/* ---- What is shown ---- */

static gint64
get_last_run (FerryEnvironment *environment)
{
  GListModel *runs = ferry_environment_get_runs (environment);

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);

      if (ferry_run_is_replication (run))
        return ferry_run_get_start_time (run);
    }
  return 0;
}

static char *
dup_version (const FerryMigrationState *state)
{
  const char *deployed = state->deployed_version;
  const char *latest = state->latest_version;

  if (deployed == NULL || *deployed == '\0')
    return g_strdup ("");
  if (latest == NULL || *latest == '\0' || g_str_equal (deployed, latest))
    return g_strdup (deployed);
  /* Translators: two versions, such as “1.2 (latest: 1.3)” */
  return g_strdup_printf (_ ("%s (latest: %s)"), deployed, latest);
}

static char *
dup_value (FerryEnvironment *environment, Fact fact)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);
  gint64 last;

  switch (fact)
    {
    case FACT_SUCCESSFUL:
      return ferry_format_count (state->tables_successful);
    case FACT_FAILED:
      return ferry_format_count (state->tables_failed);
    case FACT_REMAINING:
      return ferry_format_count (state->tables_remaining);
    case FACT_WARNINGS:
      return ferry_format_count (state->tables_with_warnings);
    case FACT_SELECTED:
      return ferry_format_count (state->companies_selected);
    case FACT_REPLICATED:
      return ferry_format_count (state->companies_replicated);
    case FACT_TOTAL:
      return ferry_format_count (state->companies_total);
    case FACT_NOT_INITIALIZED:
      return ferry_format_count (
        state->companies_not_initialized != NULL ? g_strv_length (state->companies_not_initialized) : 0);
    case FACT_PRODUCT:
      return g_strdup (state->product_name != NULL ? state->product_name : "");
    case FACT_LAST_RUN:
      last = get_last_run (environment);
      return last == 0 ? g_strdup (_ ("None yet")) : ferry_format_time (last);
    case FACT_VERSION:
      return dup_version (state);
    case N_FACTS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static void
show_fact (FerryFactBox *self, Fact fact)
{
  g_autofree char *value = dup_value (self->environment, fact);
  /* Translators: a number and what it counts, as in "Failed: 3" */
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), _ (facts[fact].title), value);
  gboolean bad = fact == FACT_FAILED && ferry_environment_get_state (self->environment)->tables_failed > 0;

  if (facts[fact].group == GROUP_MIGRATION)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[fact]), value);
      gtk_widget_set_visible (self->rows[fact], *value != '\0');
      return;
    }
  gtk_label_set_label (self->values[fact], value);
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->values[fact]), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->values[fact]), "error");
  ferry_accessible_set_label (self->rows[fact], name);
}

static void
show_suggestion (FerryFactBox *self)
{
  int action;

  g_object_get (self->environment, "suggested-action", &action, NULL);
  if (action < 0 || action >= FERRY_N_ACTIONS || !ferry_action_catalog_has_dialog ((FerryAction) action))
    gtk_widget_set_visible (GTK_WIDGET (self->suggested_button), FALSE);
  else
    {
      g_autofree char *label = ferry_action_catalog_dup_label ((FerryAction) action);
      g_autofree char *name = ferry_action_catalog_dup_action_name ((FerryAction) action);

      gtk_button_set_label (self->suggested_button, label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->suggested_button), name);
      gtk_widget_set_visible (GTK_WIDGET (self->suggested_button), TRUE);
    }
}

static void
update (FerryFactBox *self)
{
  g_autofree char *title = NULL;
  g_autofree char *explanation = NULL;
  const char *classes[2] = { NULL, NULL };
  FerryStyle style;

  if (self->environment == NULL)
    return;
  g_object_get (self->environment, "status-title", &title, "status-explanation", &explanation, "status-style",
                &style, NULL);
  classes[0] = ferry_style_to_css_class (style);
  gtk_image_set_from_icon_name (self->status_icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->status_icon), classes);
  gtk_label_set_label (self->status_title, title);
  gtk_label_set_label (self->status_explanation, explanation);
  show_suggestion (self);
  for (guint i = 0; i < N_FACTS; i++)
    show_fact (self, (Fact) i);
}

static void
on_row_activated (GtkWidget *row, FerryFactBox *self)
{
  for (guint i = 0; i < N_FACTS; i++)
    if (self->rows[i] == row)
      g_signal_emit (self, signals[FACT_ACTIVATED], 0, facts[i].key);
}

static void
add_row (FerryFactBox *self, Fact fact)
{
  AdwPreferencesGroup *const groups[] = { self->tables_group, self->companies_group, self->migration_group };
  GtkWidget *row = adw_action_row_new ();

  self->rows[fact] = row;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (facts[fact].title));
  if (facts[fact].group != GROUP_MIGRATION)
    {
      self->values[fact] = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->values[fact]), "numeric");
      gtk_widget_add_css_class (GTK_WIDGET (self->values[fact]), "heading");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->values[fact]));
    }
  if (facts[fact].key != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
    }
  adw_preferences_group_add (groups[facts[fact].group], row);
}

/* ---- The object ---- */

static void
ferry_fact_box_dispose (GObject *object)
{
  FerryFactBox *self = FERRY_FACT_BOX (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->signals);
  g_clear_object (&self->environment);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_fact_box_parent_class)->dispose (object);
}

static void
ferry_fact_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENVIRONMENT)
    g_value_set_object (value, FERRY_FACT_BOX (object)->environment);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_fact_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryFactBox *self = FERRY_FACT_BOX (object);

  if (id != PROP_ENVIRONMENT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (!g_set_object (&self->environment, g_value_get_object (value)))
    return;
  g_signal_group_set_target (self->signals, self->environment);
  update (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
ferry_fact_box_class_init (FerryFactBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_fact_box_dispose;
  object_class->get_property = ferry_fact_box_get_property;
  object_class->set_property = ferry_fact_box_set_property;

  properties[PROP_ENVIRONMENT]
    = g_param_spec_object ("environment", NULL, NULL, FERRY_TYPE_ENVIRONMENT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FACT_ACTIVATED] = g_signal_new ("fact-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-fact-box.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, status_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, status_title);
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, status_explanation);
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, suggested_button);
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, tables_group);
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, companies_group);
  gtk_widget_class_bind_template_child (widget_class, FerryFactBox, migration_group);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_fact_box_init (FerryFactBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FACTS; i++)
    add_row (self, (Fact) i);
  self->signals = g_signal_group_new (FERRY_TYPE_ENVIRONMENT);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update), self);
}
