/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Toasts come, are done with while they still come, wait for each other and go with their window. */

#include "ferry-resources.h"
#include "ferry-toast-bar.h"
#include "ferry-toast-overlay.h"
#include "ferry-ui-driver.h"

typedef struct
{
  GtkWindow *window;
  FerryToastOverlay *overlay;
} Place;

static Place
set_up (gboolean animated)
{
  Place place;
  GtkWidget *button = gtk_button_new_with_label ("Below");

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animated, NULL);
  place.window = g_object_new (GTK_TYPE_WINDOW, "default-width", 600, "default-height", 300, NULL);
  place.overlay = g_object_new (FERRY_TYPE_TOAST_OVERLAY, "child", button, NULL);
  gtk_window_set_child (place.window, GTK_WIDGET (place.overlay));
  gtk_window_present (place.window);
  ferry_ui_settle ();
  return place;
}

static void
tear_down (Place *place)
{
  GtkWindow *window = place->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (place->window);
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
add (Place *place, const char *title)
{
  ferry_toast_overlay_add_toast (place->overlay, adw_toast_new (title));
}

/* As soon as it is there at all. */
static void
close_toast (const char *title)
{
  GtkWidget *bar = gtk_widget_get_ancestor (ferry_ui_find (GTK_TYPE_LABEL, title), FERRY_TYPE_TOAST_BAR);
  GtkWidget *button = gtk_widget_get_last_child (bar);

  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
}

static guint
count_children (Place *place)
{
  g_autoptr (GListModel) children = gtk_widget_observe_children (GTK_WIDGET (place->overlay));

  return g_list_model_get_n_items (children);
}

static gboolean
is_alone (gpointer place)
{
  return count_children (place) == 1;
}

static void
set (gpointer flag)
{
  *(gboolean *) flag = TRUE;
}

/* libadwaita 1.2 wrote to what was freed when the one that came took longer than the one that went. */
static void
test_closed_while_coming (gconstpointer animated)
{
  Place place = set_up (GPOINTER_TO_INT (animated));

  for (guint i = 0; i < 3; i++)
    {
      add (&place, "First");
      add (&place, "Second");
      add (&place, "Third");
      close_toast ("First");
      close_toast ("Second");
      close_toast ("Third");
      ferry_ui_wait (is_alone, &place, "the toasts to go");
    }
  tear_down (&place);
}

static void
test_button (void)
{
  Place place = set_up (TRUE);
  AdwToast *toast = adw_toast_new ("It <b>failed</b>");
  gboolean clicked = FALSE;

  adw_toast_set_button_label (toast, "_Details");
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (set), &clicked);
  ferry_toast_overlay_add_toast (place.overlay, toast);
  ferry_ui_find (GTK_TYPE_LABEL, "It failed");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Details");
  g_assert_true (clicked);
  ferry_ui_wait (is_alone, &place, "the toast to go");
  tear_down (&place);
}

static gboolean
destroy (gpointer window)
{
  gtk_window_destroy (window);
  return G_SOURCE_REMOVE;
}

/* What the button does takes the window away, toast and all. */
static void
test_button_closes_window (void)
{
  Place place = set_up (TRUE);
  GtkWindow *window = place.window;
  AdwToast *toast = adw_toast_new ("Gone");
  AdwToast *other = adw_toast_new ("Waiting");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_object_add_weak_pointer (G_OBJECT (toast), (gpointer *) &toast);
  g_object_add_weak_pointer (G_OBJECT (other), (gpointer *) &other);
  adw_toast_set_button_label (toast, "_Close Window");
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (destroy), window);
  ferry_toast_overlay_add_toast (place.overlay, toast);
  ferry_toast_overlay_add_toast (place.overlay, other);
  g_signal_emit_by_name (ferry_ui_find (GTK_TYPE_BUTTON, "Close Window"), "clicked");
  while (window != NULL || toast != NULL || other != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_time (void)
{
  Place place = set_up (TRUE);
  AdwToast *toast = adw_toast_new ("Short");

  adw_toast_set_timeout (toast, 1);
  ferry_toast_overlay_add_toast (place.overlay, toast);
  add (&place, "Next");
  g_assert_null (ferry_ui_peek (GTK_TYPE_LABEL, "Next"));
  ferry_ui_find (GTK_TYPE_LABEL, "Next");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "Short");
  tear_down (&place);
}

static void
test_escape (void)
{
  Place place = set_up (TRUE);

  add (&place, "Escaped");
  gtk_widget_grab_focus (ferry_ui_find (GTK_TYPE_BUTTON, "Below"));
  ferry_ui_settle ();
  ferry_ui_press ("Escape");
  ferry_ui_wait (is_alone, &place, "the toast to go");
  tear_down (&place);
}

/* A toast needs no room that the child doesn't have, and is where the child ends. */
static void
test_place (void)
{
  Place place = set_up (FALSE);
  AdwToast *toast
    = adw_toast_new ("It wasn’t found where it was looked for, which is a long story to be told in a toast");
  GtkWidget *label;
  double x, y;

  adw_toast_set_button_label (toast, "_Details");
  ferry_toast_overlay_add_toast (place.overlay, toast);
  label = ferry_ui_find (GTK_TYPE_LABEL, "It wasn’t found*");
  ferry_ui_settle ();
  g_assert_true (gtk_widget_translate_coordinates (label, GTK_WIDGET (place.overlay), 0, 0, &x, &y));
  g_assert_cmpfloat (x, >, 0);
  g_assert_cmpfloat (x + gtk_widget_get_width (label), <, gtk_widget_get_width (GTK_WIDGET (place.overlay)));
  g_assert_cmpfloat (y, >, gtk_widget_get_height (GTK_WIDGET (place.overlay)) / 2);
  tear_down (&place);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ferry_register_resource ();
  g_test_add_data_func ("/app/toasts/closed-while-coming", GINT_TO_POINTER (TRUE), test_closed_while_coming);
  g_test_add_data_func ("/app/toasts/closed-while-coming-unanimated", GINT_TO_POINTER (FALSE),
                        test_closed_while_coming);
  g_test_add_func ("/app/toasts/button", test_button);
  g_test_add_func ("/app/toasts/button-closes-window", test_button_closes_window);
  g_test_add_func ("/app/toasts/time", test_time);
  g_test_add_func ("/app/toasts/escape", test_escape);
  g_test_add_func ("/app/toasts/place", test_place);
  return g_test_run ();
}
