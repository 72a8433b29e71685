/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-bindings.h"

#include "ferry-enums.h"
#include "ferry-format.h"

/* The first argument is the closure's owner, which none of these needs. */

static char *
format_count (gpointer unused, gint64 value)
{
  return ferry_format_count (value);
}

static gboolean
has_text (gpointer unused, const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean not(gpointer unused, gboolean value)
{
  return !value;
}

static gboolean
non_zero (gpointer unused, guint value)
{
  return value != 0;
}

static char *
style_icon (gpointer unused, FerryStyle style)
{
  return g_strdup (ferry_style_to_icon_name (style));
}

static char **
classes_for (FerryStyle style, const char *more)
{
  const char *css_class = ferry_style_to_css_class (style);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (more != NULL)
    g_strv_builder_add (builder, more);
  if (css_class != NULL)
    g_strv_builder_add (builder, css_class);
  return g_strv_builder_end (builder);
}

static char **
style_classes (gpointer unused, FerryStyle style)
{
  return classes_for (style, NULL);
}

static char *
run_status_icon (gpointer unused, FerryRunStatus status)
{
  return g_strdup (ferry_style_to_icon_name (ferry_run_status_to_style (status)));
}

static char **
run_status_classes (gpointer unused, FerryRunStatus status)
{
  return classes_for (ferry_run_status_to_style (status), NULL);
}

static GtkOrientation
vertical_when (gpointer unused, gboolean narrow)
{
  return narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static char *
replication_type_label (gpointer unused, FerryReplicationType type)
{
  /* Set-up and disabling have entries in the log too, without a type. */
  return g_strdup (type == FERRY_REPLICATION_TYPE_UNKNOWN ? "–" : ferry_replication_type_to_label (type));
}

void
ferry_bindings_add (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, format_count);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, not );
  gtk_widget_class_bind_template_callback (widget_class, non_zero);
  gtk_widget_class_bind_template_callback (widget_class, style_icon);
  gtk_widget_class_bind_template_callback (widget_class, style_classes);
  gtk_widget_class_bind_template_callback (widget_class, run_status_icon);
  gtk_widget_class_bind_template_callback (widget_class, run_status_classes);
  gtk_widget_class_bind_template_callback (widget_class, replication_type_label);
  gtk_widget_class_bind_template_callback (widget_class, vertical_when);
}
