/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-menu.h"

static void
pop_up (GtkWidget *popover, int x, int y)
{
  const GdkRectangle point = { x, y, 1, 1 };

  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &point);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, GtkWidget *popover)
{
  GtkWidget *table = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (!ferry_detail_table_select_at (FERRY_DETAIL_TABLE (table), x, y))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up (popover, (int) x, (int) y);
}

/* The class of a row is GTK's own, and has another name since 4.12. */
static GtkWidget *
find_focused_row (GtkWidget *table)
{
  GtkWidget *widget = gtk_root_get_focus (gtk_widget_get_root (table));

  for (; widget != NULL && widget != table; widget = gtk_widget_get_parent (widget))
    if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkListItemWidget")
        || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkColumnViewRowWidget"))
      return gtk_widget_is_ancestor (widget, table) ? widget : NULL;
  return NULL;
}

/* Of the row with the focus, and under it. */
static gboolean
on_shortcut (GtkWidget *table, GVariant *arguments, gpointer popover)
{
  GtkWidget *row = find_focused_row (table);
  int x = gtk_widget_get_width (table) / 2, y = gtk_widget_get_height (table) / 3;
  graphene_rect_t bounds;

  if (row != NULL)
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  if (*ferry_detail_table_get_selected_id (FERRY_DETAIL_TABLE (table)) == '\0')
    return FALSE;
  if (row != NULL && gtk_widget_compute_bounds (row, table, &bounds))
    {
      y = (int) (bounds.origin.y + bounds.size.height);
      x = gtk_widget_get_direction (table) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (table) - 24 : 24;
    }
  pop_up (popover, x, y);
  return TRUE;
}

/* It has the table as its parent, which doesn't know of it. */
static void
on_table_gone (GtkWidget *table, GtkWidget *popover)
{
  gtk_widget_unparent (popover);
}

void
ferry_detail_menu_attach (FerryDetailTable *table, GMenuModel *model)
{
  GtkWidget *popover;
  GtkGesture *click;
  GtkEventController *keys;

  g_return_if_fail (FERRY_IS_DETAIL_TABLE (table));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  popover = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, GTK_WIDGET (table));
  g_signal_connect_object (table, "destroy", G_CALLBACK (on_table_gone), popover, 0);

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), popover, 0);
  gtk_widget_add_controller (GTK_WIDGET (table), GTK_EVENT_CONTROLLER (click));

  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                      gtk_callback_action_new (on_shortcut, g_object_ref (popover), g_object_unref)));
  gtk_widget_add_controller (GTK_WIDGET (table), keys);
}
