/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every action's dialog, one after another: named for those who don't see it, usable at the width of a phone, and left
 * by Escape. With FERRY_TEST_PUBLISHED_ONLY, an environment without the management API: what is off then says why. With
 * --large-mirrored, text of twice the size from the right to the left, where there may be a scrollbar. In another language
 * where build-aux/with-language says so. */

#include "ferry-action-catalog.h"
#include "ferry-fixture-keyring.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-journey.h"
#include "ferry-ui-session.h"
#include "ferry-ui-words.h"

/* What api-contract §C leaves to Business Central's own pages. */
static const FerryAction elsewhere[] = {
  FERRY_ACTION_RUN_DIAGNOSTIC,
  FERRY_ACTION_TABLE_RULES,
  FERRY_ACTION_REPAIR_COMPANION_TABLES,
  FERRY_ACTION_SANITIZE_TABLES,
  FERRY_ACTION_MIGRATE_RECORD_LINKS,
  FERRY_ACTION_UNBLOCK_TABLE,
  FERRY_ACTION_WARNINGS,
  FERRY_ACTION_MARK_INITIALIZED,
  FERRY_ACTION_USER_MAPPINGS,
  FERRY_ACTION_KEEP_USER_PERMISSIONS,
  FERRY_ACTION_RESET_RUNTIME_KEY,
  FERRY_ACTION_UPDATE_SERVICE,
};

/* What isn't an action of the environment. */
static const char *const windows[] = {
  "win.show-actions",   "win.show-journal",    "win.export-report",
  "win.support-bundle", "win.add-environment", "win.keep-user-permissions",
  "win.runtime-keys",   "app.preferences",     "app.help",
};

static gboolean is_large;

/* What scrolls sideways: but for what is meant to, lines of code for instance, something doesn't fit. */
static void
assert_fits (GtkWidget *widget)
{
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  if (policy == GTK_POLICY_AUTOMATIC
      && GTK_IS_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (widget))))
    {
      GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));

      g_test_message ("%s in %s: %.0f px", G_OBJECT_TYPE_NAME (widget),
                      G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)), gtk_adjustment_get_upper (across));
      g_assert_cmpfloat (gtk_adjustment_get_upper (across), <=, gtk_adjustment_get_page_size (across));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    assert_fits (child);
}

/* What makes @widget as wide as it is: each of its widest parts in turn. */
static void
tell_widest (GtkWidget *widget, int at_least)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum < at_least)
        continue;
      g_test_message ("  %s: %d px%s%s", G_OBJECT_TYPE_NAME (child), minimum,
                      GTK_IS_LABEL (child) ? ": " : "",
                      GTK_IS_LABEL (child) ? gtk_label_get_text (GTK_LABEL (child)) : "");
      tell_widest (child, at_least);
    }
}

/* On a phone, upright. */
#define PHONE_WIDTH  360
#define PHONE_HEIGHT 720

static void
assert_narrow (GtkWindow *window)
{
  graphene_rect_t frame;
  int width, height;

  /* A frame is drawn where there is no compositor, and isn't on a phone. */
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (window), GTK_WIDGET (window), &frame));
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_VERTICAL, MAX (width, PHONE_WIDTH), &height, NULL,
                      NULL, NULL);
  width -= (int) frame.size.width - gtk_widget_get_width (GTK_WIDGET (window));
  height -= (int) frame.size.height - gtk_widget_get_height (GTK_WIDGET (window));
  g_test_message ("%s: at least %d × %d px", gtk_window_get_title (window), width, height);
  if (width > PHONE_WIDTH)
    tell_widest (GTK_WIDGET (window), 100);
  g_assert_cmpint (width, <=, PHONE_WIDTH);
  g_assert_cmpint (height, <=, PHONE_HEIGHT);
  /* A question finds its own size, by that of its parent. */
  if (!gtk_window_get_resizable (window))
    return;
  ferry_ui_resize (PHONE_WIDTH, 640);
  if (!is_large)
    assert_fits (GTK_WIDGET (window));
}

static gboolean
is_elsewhere (FerryAction action)
{
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (elsewhere[i] == action)
      return ferry_ui_session_is_published_only ();
  return FALSE;
}

static void
look_at (const char *name, GtkWindow *dialog, gpointer user_data)
{
  GHashTable *titles = user_data;
  const char *title = gtk_window_get_title (dialog);

  g_test_message ("%s: %s", name, title);
  g_assert_nonnull (title);
  g_assert_cmpstr (title, !=, "");
  /* The guide stands on its own. */
  if (gtk_window_get_transient_for (dialog) != NULL)
    g_assert_cmpstr (title, !=, gtk_window_get_title (gtk_window_get_transient_for (dialog)));
  /* Several actions may share one dialog, such as those on companies. */
  g_hash_table_add (titles, g_strdup (title));
  ferry_ui_assert_all_named ();
  assert_narrow (dialog);
}

static void
visit (gpointer unused)
{
  FerryEnvironment *environment;
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const gboolean published_only = ferry_ui_session_is_published_only ();
  guint n;

  ferry_ui_journey_start_sandbox ();
  ferry_ui_journey_set_up ();
  ferry_ui_journey_run_full ();

  environment = ferry_ui_session_get_environment ();
  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      g_autofree char *reason = NULL;

      g_assert_true (ferry_action_catalog_has_dialog (action));
      if (!is_elsewhere (action))
        continue;
      g_assert_false (ferry_action_catalog_check (environment, action, &reason));
      g_assert_nonnull (strstr (reason, "Open it in Business Central instead."));
    }
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    /* Elsewhere, as is asserted above. */
    if (!published_only || !g_str_equal (windows[i], "win.keep-user-permissions"))
      ferry_ui_journey_visit (windows[i], windows[i], look_at, titles);
  n = ferry_ui_journey_visit_dialogs (look_at, titles);
  /* All but those the rules refuse after a run with a failed table. */
  g_assert_cmpuint (n, >=, published_only ? 9 : 20);
  g_assert_cmpuint (g_hash_table_size (titles), >=, published_only ? 8 : 17);
}

static void
test_dialogs (void)
{
  static const char *const options[] = { "--sandbox-option=--pace=20000", NULL };

  ferry_ui_session_run_new (options, visit, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (FerryFixtureKeyring) keyring = NULL;

  for (int i = 1; i < argc; i++)
    is_large |= g_str_equal (argv[i], "--large-mirrored");
  ferry_ui_words_set_up ();
  gtk_test_init (&argc, &argv, NULL);
  if (is_large)
    {
      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
    }
  keyring = ferry_fixture_keyring_new (TRUE);
  g_test_add_func ("/app/dialogs", test_dialogs);
  return g_test_run ();
}
