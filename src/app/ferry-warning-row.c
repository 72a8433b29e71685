/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-warning-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-action-catalog.h"
#include "ferry-fit.h"
#include "ferry-time-label.h"

struct _FerryWarningRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *message_label;
  GtkLabel *advice_label;
  FerryTimeLabel *time_label;
  GtkButton *fix_button;
  GtkLabel *fix_label;
  GtkButton *help_button;
  GtkButton *ignore_button;

  FerryEnvironment *environment;
  FerryMigrationWarning *warning;
};

enum
{
  FIX,
  HELP,
  IGNORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryWarningRow, ferry_warning_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_fix_clicked (FerryWarningRow *self)
{
  g_signal_emit (self, signals[FIX], 0);
}

static void
on_help_clicked (FerryWarningRow *self)
{
  g_signal_emit (self, signals[HELP], 0);
}

static void
on_ignore_clicked (FerryWarningRow *self)
{
  g_signal_emit (self, signals[IGNORE], 0);
}

static void
update_fix (FerryWarningRow *self)
{
  FerryAction action;
  g_autofree char *reason = NULL;
  g_autofree char *label = NULL;
  gboolean allowed;

  if (ferry_migration_warning_get_ignored (self->warning)
      || !ferry_migration_warning_get_remedy (self->warning, &action)
      || !ferry_action_catalog_has_dialog (action))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->fix_button), FALSE);
      return;
    }
  label = ferry_action_catalog_dup_label (action);
  allowed = ferry_action_catalog_check (self->environment, action, &reason);
  gtk_label_set_label (self->fix_label, label);
  ferry_accessible_set_label (self->fix_button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fix_button),
                               allowed ? ferry_action_get_sentence (action) : reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self->fix_button), allowed);
}

void
ferry_warning_row_update (FerryWarningRow *self)
{
  g_autoptr (GError) error = NULL;
  gboolean offered;

  g_return_if_fail (FERRY_IS_WARNING_ROW (self));

  update_fix (self);
  offered = ferry_environment_check_offer (self->environment, "ignoreWarning", &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ignore_button), offered);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->ignore_button),
                               offered ? _ ("Takes the warning off the list of open ones") : error->message);
}

GtkWidget *
ferry_warning_row_new (FerryEnvironment *environment, FerryMigrationWarning *warning)
{
  FerryWarningRow *self;
  const char *title, *message, *advice;
  g_autofree char *help_name = NULL;
  g_autofree char *ignore_name = NULL;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (FERRY_IS_MIGRATION_WARNING (warning), NULL);

  self = g_object_new (FERRY_TYPE_WARNING_ROW, NULL);
  self->environment = g_object_ref (environment);
  self->warning = g_object_ref (warning);
  title = ferry_migration_warning_get_title (warning);
  message = ferry_migration_warning_get_message (warning);
  advice = ferry_migration_warning_get_advice (warning);
  gtk_label_set_label (self->title_label, *title != '\0' ? title : message);
  gtk_label_set_label (self->message_label, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), *message != '\0' && *title != '\0');
  gtk_label_set_label (self->advice_label, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), *advice != '\0');
  ferry_time_label_set_time (self->time_label, ferry_migration_warning_get_created_at (warning));

  /* Translators: what a button is about, as “Help: Record links wait to be migrated” */
  help_name = g_strdup_printf (_ ("Help: %s"), gtk_label_get_label (self->title_label));
  /* Translators: what a button is about, as “Ignore: Record links wait to be migrated” */
  ignore_name = g_strdup_printf (_ ("Ignore: %s"), gtk_label_get_label (self->title_label));
  ferry_accessible_set_label (self, gtk_label_get_label (self->title_label));
  ferry_accessible_set_label (self->help_button, help_name);
  ferry_accessible_set_label (self->ignore_button, ignore_name);
  gtk_widget_set_visible (GTK_WIDGET (self->help_button),
                          *ferry_migration_warning_get_help_url (warning) != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->ignore_button), !ferry_migration_warning_get_ignored (warning));
  ferry_warning_row_update (self);
  return GTK_WIDGET (self);
}

FerryMigrationWarning *
ferry_warning_row_get_warning (FerryWarningRow *self)
{
  g_return_val_if_fail (FERRY_IS_WARNING_ROW (self), NULL);
  return self->warning;
}

static void
ferry_warning_row_dispose (GObject *object)
{
  FerryWarningRow *self = FERRY_WARNING_ROW (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->warning);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_WARNING_ROW);
  G_OBJECT_CLASS (ferry_warning_row_parent_class)->dispose (object);
}

static void
ferry_warning_row_class_init (FerryWarningRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_warning_row_dispose;

  signals[FIX] = g_signal_new ("fix", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HELP] = g_signal_new ("help", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[IGNORE] = g_signal_new ("ignore", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_TIME_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-warning-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, message_label);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, advice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, time_label);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, fix_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, fix_label);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, help_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWarningRow, ignore_button);
  gtk_widget_class_bind_template_callback (widget_class, on_fix_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_help_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_ignore_clicked);
}

static void
ferry_warning_row_init (FerryWarningRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Wrapped beside a button with an icon, GTK would measure the line to two heights. */
  ferry_fit_shorten (self->ignore_button, 8);
}
