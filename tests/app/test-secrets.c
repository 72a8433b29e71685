/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets on screen and on the clipboard; errors as they are shown. */

#include <adwaita.h>

#include "ferry-error-dialog.h"
#include "ferry-error.h"
#include "ferry-resources.h"
#include "ferry-secret-clipboard.h"
#include "ferry-secret-row.h"
#include "ferry-ui-driver.h"

#define SECRET "IR@0123456789@secret"

static GtkWidget *
present (GtkWidget *child)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_title (GTK_WINDOW (window), "Secrets");
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  ferry_ui_settle ();
  return window;
}

static gboolean
is_empty (gpointer clipboard)
{
  return gdk_clipboard_get_content (clipboard) == NULL;
}

static char *
dup_text (GdkClipboard *clipboard)
{
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;
  GError *error = NULL;

  if (content == NULL)
    return NULL;
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (content, &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

static void
test_row (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = g_object_new (FERRY_TYPE_SECRET_ROW, "title", "Authentication key", NULL);
  GtkWidget *window;
  g_autofree char *text = NULL;

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  window = present (group);
  g_assert_false (gtk_widget_is_sensitive (ferry_ui_find (GTK_TYPE_BUTTON, "Copy “Authentication key”")));

  ferry_secret_row_set_secret (FERRY_SECRET_ROW (row), SECRET);
  ferry_ui_settle ();
  g_assert_false (ferry_ui_has_text (SECRET));
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Show “Authentication key”");
  ferry_ui_wait_text (SECRET);
  ferry_ui_click ("Hide “Authentication key”");
  ferry_ui_settle ();
  g_assert_false (ferry_ui_has_text (SECRET));

  ferry_ui_click ("Copy “Authentication key”");
  text = dup_text (gtk_widget_get_clipboard (row));
  g_assert_cmpstr (text, ==, SECRET);

  /* A new one is masked again. */
  ferry_ui_click ("Show “Authentication key”");
  ferry_secret_row_set_secret (FERRY_SECRET_ROW (row), "another");
  ferry_ui_settle ();
  g_assert_false (ferry_ui_has_text ("another"));

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

static void
test_clipboard (void)
{
  GtkWidget *window = present (gtk_label_new ("Secrets"));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (window);
  GdkClipboard *primary = gtk_widget_get_primary_clipboard (window);
  g_autofree char *text = NULL;

  ferry_secret_clipboard_copy (clipboard, SECRET, 0);
  ferry_ui_wait (is_empty, clipboard, "the clipboard to be cleared");

  /* What was copied afterwards isn't touched: the time of both is up when that of the later one is. */
  ferry_secret_clipboard_copy (clipboard, SECRET, 1);
  ferry_ui_settle ();
  gdk_clipboard_set_text (clipboard, "something else");
  ferry_secret_clipboard_copy (primary, SECRET, 2);
  ferry_ui_wait (is_empty, primary, "the other clipboard to be cleared");
  text = dup_text (clipboard);
  g_assert_cmpstr (text, ==, "something else");

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

static void
test_error (void)
{
  static const char body[]
    = "{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"A migration is already in progress."
      "  CorrelationId:  6f0c2a6e-0000-4000-8000-000000000001.\"}}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GError) error = ferry_error_new_from_http (400, "application/json", bytes, -1);
  GtkWidget *window = present (gtk_label_new ("Errors"));

  ferry_error_dialog_present (GTK_WINDOW (window), "The Replication Wasn’t Started", error);
  ferry_ui_wait_text ("A migration is already in progress.");
  g_assert_false (ferry_ui_has_text ("6f0c2a6e-0000-4000-8000-000000000001"));
  gtk_expander_set_expanded (GTK_EXPANDER (ferry_ui_find (GTK_TYPE_EXPANDER, "Details of the error")), TRUE);
  ferry_ui_wait_text ("6f0c2a6e-0000-4000-8000-000000000001");
  ferry_ui_assert_all_named ();
  ferry_ui_click ("Close");
  ferry_ui_wait_gone (GTK_TYPE_LABEL, "A migration is already in progress.");

  gtk_window_destroy (GTK_WINDOW (window));
  ferry_ui_settle ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ferry_register_resource ();

  g_test_add_func ("/app/secrets/row", test_row);
  g_test_add_func ("/app/secrets/clipboard", test_clipboard);
  g_test_add_func ("/app/secrets/error", test_error);
  return g_test_run ();
}
