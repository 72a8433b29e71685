/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-secret-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-secret-clipboard.h"
#include "ferry-secret-store.h"

/* Always the same length: not even that is told. */
#define MASK "••••••••••••••••••••"

struct _FerrySecretRow
{
  AdwActionRow parent_instance;

  GtkToggleButton *reveal_button;
  GtkButton *copy_button;
  GtkStack *copy_stack;

  char *secret;
};

G_DEFINE_FINAL_TYPE (FerrySecretRow, ferry_secret_row, ADW_TYPE_ACTION_ROW)

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_names (FerrySecretRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  gboolean revealed = gtk_toggle_button_get_active (self->reveal_button);
  g_autofree char *reveal = NULL;
  g_autofree char *copy = NULL;

  /* Translators: the name of a secret, such as “Authentication key” */
  reveal = g_strdup_printf (revealed ? _ ("Hide “%s”") : _ ("Show “%s”"), title);
  copy = g_strdup_printf (_ ("Copy “%s”"), title);
  name_button (GTK_WIDGET (self->reveal_button), reveal);
  name_button (GTK_WIDGET (self->copy_button), copy);
}

static void
update (FerrySecretRow *self)
{
  gboolean has_secret = self->secret != NULL && *self->secret != '\0';
  gboolean revealed = has_secret && gtk_toggle_button_get_active (self->reveal_button);

  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal_button), has_secret);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_button), has_secret);
  gtk_button_set_icon_name (GTK_BUTTON (self->reveal_button),
                            revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), !has_secret ? "" : revealed ? self->secret : MASK);
  update_names (self);
}

static void
on_copy_clicked (FerrySecretRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->secret == NULL)
    return;

  ferry_secret_clipboard_copy (gtk_widget_get_clipboard (widget), self->secret,
                               FERRY_SECRET_CLIPBOARD_SECONDS);
  gtk_stack_set_visible_child_name (self->copy_stack, "copied");
}

void
ferry_secret_row_set_secret (FerrySecretRow *self, const char *secret)
{
  g_return_if_fail (FERRY_IS_SECRET_ROW (self));

  g_clear_pointer (&self->secret, ferry_secret_free);
  self->secret = g_strdup (secret);
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
  gtk_stack_set_visible_child_name (self->copy_stack, "copy");
  update (self);
}

static void
ferry_secret_row_finalize (GObject *object)
{
  FerrySecretRow *self = FERRY_SECRET_ROW (object);

  g_clear_pointer (&self->secret, ferry_secret_free);
  G_OBJECT_CLASS (ferry_secret_row_parent_class)->finalize (object);
}

static void
ferry_secret_row_class_init (FerrySecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ferry_secret_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-secret-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySecretRow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySecretRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySecretRow, copy_stack);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
}

static void
ferry_secret_row_init (FerrySecretRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::title", G_CALLBACK (update_names), NULL);
  update (self);
}
