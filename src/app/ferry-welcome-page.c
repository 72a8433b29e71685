/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-welcome-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-bar.h"

struct _FerryWelcomePage
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *sandbox_button;
  GtkWidget *cancel_button;
  FerryErrorBar *error_bar;
  gboolean busy;
};

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS,
};

enum
{
  SANDBOX,
  CANCEL,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryWelcomePage, ferry_welcome_page, GTK_TYPE_WIDGET)

void
ferry_welcome_page_set_busy (FerryWelcomePage *self, gboolean busy)
{
  g_return_if_fail (FERRY_IS_WELCOME_PAGE (self));

  busy = !!busy;
  if (self->busy == busy)
    return;

  self->busy = busy;
  if (busy)
    ferry_error_bar_clear (self->error_bar);
  gtk_stack_set_visible_child_name (self->stack, busy ? "busy" : "choices");
  gtk_widget_grab_focus (busy ? self->cancel_button : self->sandbox_button);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
ferry_welcome_page_set_error (FerryWelcomePage *self, const GError *error)
{
  g_return_if_fail (FERRY_IS_WELCOME_PAGE (self));

  if (error != NULL)
    ferry_error_bar_show (self->error_bar, _ ("The sandbox didn’t start"), error);
  else
    ferry_error_bar_clear (self->error_bar);
}

static void
on_sandbox_clicked (FerryWelcomePage *self)
{
  g_signal_emit (self, signals[SANDBOX], 0);
}

static void
on_cancel_clicked (FerryWelcomePage *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

/* What one is here for has the focus, not the menu. */
static void
ferry_welcome_page_map (GtkWidget *widget)
{
  FerryWelcomePage *self = FERRY_WELCOME_PAGE (widget);

  GTK_WIDGET_CLASS (ferry_welcome_page_parent_class)->map (widget);
  gtk_widget_grab_focus (self->busy ? self->cancel_button : self->sandbox_button);
}

static void
ferry_welcome_page_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_WELCOME_PAGE);
  G_OBJECT_CLASS (ferry_welcome_page_parent_class)->dispose (object);
}

static void
ferry_welcome_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, FERRY_WELCOME_PAGE (object)->busy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_welcome_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    ferry_welcome_page_set_busy (FERRY_WELCOME_PAGE (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_welcome_page_class_init (FerryWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_welcome_page_dispose;
  object_class->get_property = ferry_welcome_page_get_property;
  object_class->set_property = ferry_welcome_page_set_property;
  widget_class->map = ferry_welcome_page_map;

  properties[PROP_BUSY] = g_param_spec_boolean (
    "busy", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SANDBOX] = g_signal_new ("sandbox", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryWelcomePage, sandbox_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWelcomePage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, FerryWelcomePage, error_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_sandbox_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_welcome_page_init (FerryWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
