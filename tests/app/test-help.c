/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The guide in its window: from wherever one is to what explains it, and around in it. */

#include "ferry-help-picture.h"
#include "ferry-help-window.h"
#include "ferry-help.h"
#include "ferry-settings.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"
#include "ferry-windows.h"

static const char *const options[] = { "--sandbox-option=--rows=2000", "--sandbox-option=--tables=20",
                                       "--sandbox-option=--companies=2", NULL };

static FerryHelpWindow *
peek_help (void)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  FerryHelpWindow *found = NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (FERRY_IS_HELP_WINDOW (l->data))
      {
        /* There is one at most. */
        g_assert_null (found);
        found = l->data;
      }
  return found;
}

static gboolean
is_at (gpointer topic)
{
  FerryHelpWindow *help = peek_help ();

  return help != NULL && gtk_window_is_active (GTK_WINDOW (help))
         && g_str_equal (ferry_help_window_get_topic (help), topic);
}

static void
wait_topic (const char *topic)
{
  g_autofree char *what = g_strdup_printf ("the help at %s", topic);

  ferry_ui_wait (is_at, (gpointer) topic, what);
  ferry_ui_settle ();
}

static gboolean
is_in_front (gpointer window)
{
  return gtk_window_is_active (window);
}

static gboolean
is_closed (gpointer unused)
{
  return peek_help () == NULL;
}

static void
close_help (void)
{
  gtk_window_close (GTK_WINDOW (peek_help ()));
  ferry_ui_wait (is_closed, NULL, "the help to be closed");
}

static GtkWidget *
find_in (GtkWidget *widget, GType type, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *own = gtk_widget_get_mapped (child) ? ferry_ui_dup_name (child) : NULL;
      GtkWidget *found;

      if (own == NULL)
        continue;
      if (g_type_is_a (G_OBJECT_TYPE (child), type) && (name == NULL || g_str_equal (own, name)))
        return child;
      if ((found = find_in (child, type, name)) != NULL)
        return found;
    }
  return NULL;
}

static void
activate_in_help (const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (peek_help ()), action, NULL));
  ferry_ui_settle ();
}

/* A heading is at the top once it is scrolled to. */
static gboolean
is_scrolled_to (gpointer name)
{
  GtkWidget *help = GTK_WIDGET (peek_help ());
  GtkWidget *scroller = NULL;
  GtkWidget *label = find_in (help, GTK_TYPE_LABEL, name);
  graphene_rect_t bounds;

  for (scroller = label; scroller != NULL && !GTK_IS_SCROLLED_WINDOW (scroller);
       scroller = gtk_widget_get_parent (scroller))
    ;
  return scroller != NULL && gtk_widget_compute_bounds (label, scroller, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y < (float) gtk_widget_get_height (scroller) / 2;
}

static gboolean
has_loaded (gpointer unused)
{
  GtkWidget *picture = find_in (GTK_WIDGET (peek_help ()), FERRY_TYPE_HELP_PICTURE, NULL);

  return picture != NULL && ferry_help_picture_is_ready (FERRY_HELP_PICTURE (picture));
}

static void
read_the_guide (gpointer unused)
{
  GtkWindow *main_window = ferry_ui_window ();
  GtkListBox *hits;
  gboolean followed = FALSE;

  ferry_ui_find (GTK_TYPE_BUTTON, "Rehearse on a sandbox");
  ferry_ui_wait (is_in_front, main_window, "the window");
  ferry_ui_press ("F1");
  wait_topic ("index.md#where-to-begin");
  ferry_ui_wait (is_scrolled_to, (gpointer) "Where to begin", "the section to be in view");
  ferry_ui_wait (has_loaded, NULL, "the picture");
  ferry_ui_assert_all_named ();
  ferry_ui_look ("help");

  /* A link, and the way back. */
  g_signal_emit_by_name (
    find_in (GTK_WIDGET (peek_help ()), GTK_TYPE_LABEL,
             "Connecting: a tenant's registration, signing in, keys of integration runtimes."),
    "activate-link", "connecting.md#runtime-keys", &followed);
  g_assert_true (followed);
  wait_topic ("connecting.md#runtime-keys");
  ferry_ui_wait (is_scrolled_to, (gpointer) "Runtime keys", "the keys to be in view");
  activate_in_help ("help.back");
  wait_topic ("index.md#where-to-begin");
  activate_in_help ("help.forward");
  wait_topic ("connecting.md#runtime-keys");
  ferry_ui_press ("alt+Left");
  wait_topic ("index.md#where-to-begin");

  /* The search finds sections of all pages. */
  ferry_ui_press ("ctrl+f");
  ferry_ui_type ("Search the guide", "deadlock");
  hits = GTK_LIST_BOX (ferry_ui_find (GTK_TYPE_LIST_BOX, "Sections found"));
  ferry_ui_look ("help-search");
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (hits, 0)));
  wait_topic ("errors.md#deadlock-at-the-source");
  ferry_ui_wait (is_scrolled_to, (gpointer) "Deadlock at the source", "the error to be in view");
  ferry_ui_type ("Search the guide", "kaleidoscope");
  ferry_ui_wait_text ("No match");
  ferry_ui_assert_all_named ();
  ferry_ui_press ("Escape");
  ferry_ui_find (GTK_TYPE_LIST_BOX, "Contents");

  /* There is one window; asked for again, it goes there. */
  gtk_window_present (main_window);
  ferry_ui_wait (is_in_front, main_window, "the window to come to the front");
  ferry_ui_press_in (main_window, "F1");
  wait_topic ("index.md#where-to-begin");
  ferry_ui_press ("F1");
  wait_topic ("index.md");
  ferry_ui_press ("Escape");
  ferry_ui_wait (is_closed, NULL, "the help to be closed");
}

static gboolean
is_scrolled (gpointer adjustment)
{
  return gtk_adjustment_get_value (adjustment) > 0;
}

/* A dialog that is modal leaves the help alone, and the help leaves it alone. */
static void
read_beside_a_dialog (gpointer unused)
{
  GtkWindow *dialog;
  GtkWidget *scroller;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_press ("F1");
  wait_topic ("management.md");
  close_help ();

  ferry_ui_activate_action ("win.setup");
  ferry_ui_find (GTK_TYPE_CHECK_BUTTON, "I accept the warning and the privacy notice");
  dialog = ferry_ui_window ();
  ferry_ui_press ("F1");
  wait_topic ("setting-up.md#introduction");
  close_help ();
  ferry_ui_wait (is_in_front, dialog, "the assistant");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_CHECK_BUTTON, "I accept the warning and the privacy notice");

  ferry_ui_activate_action ("win.add-environment");
  ferry_ui_find (GTK_TYPE_BUTTON, "Help: Sign in");
  dialog = ferry_ui_window ();
  g_assert_true (gtk_window_get_modal (dialog));
  ferry_ui_press ("F1");
  wait_topic ("connecting.md#sign-in");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  ferry_ui_look ("help-beside-dialog");

  /* By the keyboard, through the display: a grab would keep that away. */
  activate_in_help ("help.find");
  ferry_ui_press_in (GTK_WINDOW (peek_help ()), "r");
  ferry_ui_find (GTK_TYPE_LIST_BOX, "Sections found");
  ferry_ui_press_in (GTK_WINDOW (peek_help ()), "Escape");
  ferry_ui_find (GTK_TYPE_LIST_BOX, "Contents");
  scroller = find_in (GTK_WIDGET (peek_help ()), FERRY_TYPE_HELP_PICTURE, NULL);
  for (; !GTK_IS_SCROLLED_WINDOW (scroller); scroller = gtk_widget_get_parent (scroller))
    ;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 0);
  gtk_widget_grab_focus (scroller);
  ferry_ui_press_in (GTK_WINDOW (peek_help ()), "Page_Down");
  ferry_ui_wait (is_scrolled, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                 "the page to be scrolled");

  /* And by the pointer. */
  ferry_ui_point_at (find_in (GTK_WIDGET (peek_help ()), GTK_TYPE_TOGGLE_BUTTON, "Contents"));
  ferry_ui_wait_gone (GTK_TYPE_LIST_BOX, "Contents");

  gtk_window_present (dialog);
  ferry_ui_wait (is_in_front, dialog, "the dialog to come to the front");
  ferry_ui_click ("Help: Sign in");
  wait_topic ("connecting.md#sign-in");
  close_help ();
  ferry_ui_wait (is_in_front, dialog, "the dialog");
  ferry_ui_press ("Escape");
  ferry_ui_wait_gone (GTK_TYPE_BUTTON, "Help: Sign in");
}

/* Every dialog has a help button that names its topic. */
static void
check_dialog (const char *nick, GtkWindow *dialog, gpointer user_data)
{
  guint *checked = user_data;
  const char *topic = ferry_help_get_type_topic (G_OBJECT_TYPE (dialog));

  g_assert_cmpstr (ferry_help_get_topic (dialog), !=, "index.md");
  if (topic == NULL || ADW_IS_PREFERENCES_WINDOW (dialog))
    return;
  ferry_ui_find (GTK_TYPE_BUTTON, "Help: *");
  (*checked)++;
}

static void
look_at_dialogs (gpointer unused)
{
  static const char *const windows[][2] = {
    { "win.show-actions", "actions" },    { "win.show-journal", "journal" },
    { "win.export-report", "report" },    { "win.support-bundle", "support" },
    { "win.add-environment", "connect" }, { "win.runtime-keys", "runtimes" },
    { "app.preferences", "preferences" },
  };
  guint checked = 0;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();
  ferry_ui_journey_visit_dialogs (check_dialog, &checked);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    ferry_ui_journey_visit (windows[i][0], windows[i][1], check_dialog, &checked);
  g_assert_cmpuint (checked, >, 12);

  /* An error leads to its section. */
  ferry_ui_click ("Failed: *");
  ferry_ui_wait_text ("Ship-to Address");
  ferry_ui_select_row ("Tables of the run", 0);
  ferry_ui_click ("Help: Columns don’t fit");
  wait_topic ("errors.md#columns-dont-fit");
  close_help ();
}

static void
test_guide (void)
{
  ferry_ui_session_run_new (NULL, read_the_guide, NULL);
}

static void
test_modal (void)
{
  ferry_ui_session_run_new (options, read_beside_a_dialog, NULL);
}

static void
test_dialogs (void)
{
  ferry_ui_session_run_new (options, look_at_dialogs, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/help/guide", test_guide);
  g_test_add_func ("/app/help/modal", test_modal);
  g_test_add_func ("/app/help/dialogs", test_dialogs);
  return g_test_run ();
}
