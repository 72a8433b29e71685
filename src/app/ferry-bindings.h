/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ferry_bindings_add:
 * @widget_class: a class with a template
 *
 * Makes the functions known that templates share in their closures: `format_count (gint64)`,
 * `has_text (string)`, `not (boolean)`, `non_zero (uint)`, `style_icon (FerryStyle)`,
 * `style_classes (FerryStyle)`, `run_status_icon (FerryRunStatus)`, `run_status_classes (FerryRunStatus)`,
 * `replication_type_label (FerryReplicationType)`, `vertical_when (boolean)`.
 */
void ferry_bindings_add (GtkWidgetClass *widget_class);

G_END_DECLS
