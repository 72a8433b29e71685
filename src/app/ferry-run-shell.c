/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-shell.h"

#include <glib/gi18n-lib.h>

#include "ferry-adaptive-bin.h"

struct _FerryRunShell
{
  GtkWidget parent_instance;

  AdwWindowTitle *title;
  FerryAdaptiveBin *bin;
  gboolean folded;
};

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryRunShell, ferry_run_shell, GTK_TYPE_WIDGET)

const char *
ferry_run_shell_get_title (FerryRunShell *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_SHELL (self), NULL);
  return adw_window_title_get_title (self->title);
}

FerryRun *
ferry_run_shell_get_run (FerryRunShell *self)
{
  GtkWidget *page = NULL;

  g_return_val_if_fail (FERRY_IS_RUN_SHELL (self), NULL);

  g_object_get (self->bin, "child", &page, NULL);
  /* The bin keeps it. */
  g_object_unref (page);
  return ferry_run_page_get_run (FERRY_RUN_PAGE (page));
}

static void
ferry_run_shell_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_RUN_SHELL);
  G_OBJECT_CLASS (ferry_run_shell_parent_class)->dispose (object);
}

static void
ferry_run_shell_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, FERRY_RUN_SHELL (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_run_shell_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    FERRY_RUN_SHELL (object)->folded = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_run_shell_class_init (FerryRunShellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_run_shell_dispose;
  object_class->get_property = ferry_run_shell_get_property;
  object_class->set_property = ferry_run_shell_set_property;

  properties[PROP_FOLDED]
    = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-run-shell.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRunShell, title);
  gtk_widget_class_bind_template_child (widget_class, FerryRunShell, bin);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_run_shell_init (FerryRunShell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ferry_run_shell_new (FerryEnvironment *environment, FerryRun *run, FerryTableStatus status)
{
  FerryRunShell *self = g_object_new (FERRY_TYPE_RUN_SHELL, NULL);
  GtkWidget *page = ferry_run_page_new (environment, run);

  if (status != FERRY_TABLE_STATUS_UNKNOWN)
    ferry_run_page_show_only (FERRY_RUN_PAGE (page), status);

  adw_window_title_set_subtitle (self->title,
                                 ferry_profile_get_name (ferry_environment_get_profile (environment)));
  g_object_bind_property (page, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->bin, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
  g_object_set (self->bin, "child", page, NULL);
  return GTK_WIDGET (self);
}
