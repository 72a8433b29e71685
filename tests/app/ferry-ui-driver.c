/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-ui-driver.h"

#include <string.h>

#include "ferry-ui-words.h"

/* Generous: a slow machine must not fail a test. */
#define PATIENCE_SECONDS 90

static gboolean
wake_up (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
ferry_ui_wait (FerryUiCondition condition, gpointer user_data, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_SECONDS * G_TIME_SPAN_SECOND;
  /* Conditions of the outside world (a file, a process) change without waking the main loop. */
  guint source = g_timeout_add (50, wake_up, NULL);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > deadline)
        {
          g_autofree char *screen = ferry_ui_describe ();
          const char *folder = g_getenv ("FERRY_TEST_ARTIFACTS");

          if (folder)
            {
              g_autofree char *path = g_build_filename (folder, "failed.png", NULL);
              ferry_ui_screenshot (path);
            }
          g_error ("waited in vain for %s; on screen:\n%s", what, screen);
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

typedef struct
{
  GtkWidget *window; /* NULL once it is gone: what is settled then is another one's business */
  guint frames;
} Settle;

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Settle *settle = user_data;

  settle->frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
has_settled (gpointer user_data)
{
  Settle *settle = user_data;

  return !settle->window || !gtk_widget_get_mapped (settle->window)
         || (settle->frames >= 4 && !g_main_context_pending (NULL));
}

void
ferry_ui_settle (void)
{
  Settle settle = { GTK_WIDGET (ferry_ui_window ()), 0 };
  guint tick;

  if (!settle.window)
    return;
  g_object_add_weak_pointer (G_OBJECT (settle.window), (gpointer *) &settle.window);
  tick = gtk_widget_add_tick_callback (settle.window, count_frame, &settle, NULL);
  ferry_ui_wait (has_settled, &settle, "the window to be drawn");
  if (settle.window)
    {
      gtk_widget_remove_tick_callback (settle.window, tick);
      g_clear_weak_pointer (&settle.window);
    }
}

static const char *
first_label (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text;

      if (GTK_IS_LABEL (child) && *gtk_label_get_text (GTK_LABEL (child)))
        return gtk_label_get_text (GTK_LABEL (child));
      if ((text = first_label (child)))
        return text;
    }
  return NULL;
}

/* An item of a menu: its class is GTK's own. */
static gboolean
is_menu_item (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton");
}

char *
ferry_ui_dup_name (GtkWidget *widget)
{
  /* The check answers with the real value where it doesn't match: the only way to read one. */
  g_autofree char *label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL, "\001", NULL);

  if (label && *label && !g_str_equal (label, "undefined") && !g_str_has_prefix (label, "GtkA"))
    return ferry_ui_words_strip_mnemonic (label);
  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget))
    return g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return ferry_ui_words_strip_mnemonic (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)));
  if (GTK_IS_WINDOW (widget))
    return g_strdup (gtk_window_get_title (GTK_WINDOW (widget)) ?: "");
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget)
      || GTK_IS_LIST_BOX_ROW (widget) || is_menu_item (widget))
    return g_strdup (first_label (widget) ?: "");
  return g_strdup ("");
}

static gboolean
is_on_screen (GtkWidget *widget)
{
  GtkWidget *parent;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return FALSE;
  /* A page that slides out of a stack stays mapped until its transition ends, and is insensitive to us. */
  for (parent = gtk_widget_get_parent (widget); parent;
       widget = parent, parent = gtk_widget_get_parent (parent))
    if (GTK_IS_STACK (parent) && gtk_stack_get_visible_child (GTK_STACK (parent)) != widget)
      return FALSE;
  return TRUE;
}

static gboolean
name_matches (GtkWidget *widget, const char *name)
{
  g_autofree char *own = ferry_ui_dup_name (widget);

  return ferry_ui_words_match (name, own);
}

static GtkWidget *
search (GtkWidget *widget, GType type, const char *name)
{
  if (!is_on_screen (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (!name || name_matches (widget, name)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, type, name);

      if (found)
        return found;
    }
  return NULL;
}

/* How many windows are under it: a dialog of a dialog is over both. */
static guint
get_depth (GtkWindow *window)
{
  guint depth = gtk_window_get_modal (window) ? 1 : 0;

  for (GtkWindow *parent = gtk_window_get_transient_for (window); parent;
       parent = gtk_window_get_transient_for (parent))
    depth += 2;
  return depth;
}

/* The windows, topmost first; of those side by side, the newest. */
static GPtrArray *
list_windows (void)
{
  GPtrArray *windows = g_ptr_array_new ();
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l; l = l->next)
    if (gtk_widget_get_mapped (l->data))
      {
        guint depth = get_depth (l->data);
        guint position = 0;

        while (position < windows->len
               && (get_depth (windows->pdata[position]) > depth
                   || (depth == 0 && get_depth (windows->pdata[position]) == 0)))
          position++;
        g_ptr_array_insert (windows, (int) position, l->data);
      }
  return windows;
}

GtkWindow *
ferry_ui_window (void)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  return windows->len ? windows->pdata[0] : NULL;
}

GtkWidget *
ferry_ui_peek (GType type, const char *name)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    {
      GtkWidget *found = search (windows->pdata[i], type, name);

      if (found)
        return found;
    }
  return NULL;
}

typedef struct
{
  GType type;
  const char *name;
  gboolean sensitive;
  GtkWidget *found;
} Search;

static gboolean
has_found (gpointer user_data)
{
  Search *wanted = user_data;

  wanted->found = ferry_ui_peek (wanted->type, wanted->name);
  return wanted->found && (!wanted->sensitive || gtk_widget_is_sensitive (wanted->found));
}

static gboolean
is_gone (gpointer user_data)
{
  return !has_found (user_data);
}

static GtkWidget *
find (GType type, const char *name, gboolean sensitive)
{
  Search wanted = { type, name, sensitive, NULL };
  g_autofree char *what
    = g_strdup_printf ("a %s “%s”%s", g_type_name (type), name ?: "", sensitive ? ", sensitive" : "");

  ferry_ui_wait (has_found, &wanted, what);
  return wanted.found;
}

GtkWidget *
ferry_ui_find (GType type, const char *name)
{
  return find (type, name, FALSE);
}

GtkWidget *
ferry_ui_find_sensitive (GType type, const char *name)
{
  return find (type, name, TRUE);
}

void
ferry_ui_wait_gone (GType type, const char *name)
{
  Search wanted = { type, name, FALSE, NULL };
  g_autofree char *what = g_strdup_printf ("“%s” to go", name ?: g_type_name (type));

  ferry_ui_wait (is_gone, &wanted, what);
}

static gboolean
holds_text (GtkWidget *widget, const char *part)
{
  const char *text = NULL;

  if (!is_on_screen (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (text && ferry_ui_words_contained (part, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (holds_text (child, part))
      return TRUE;
  return FALSE;
}

gboolean
ferry_ui_has_text (const char *part)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    if (holds_text (windows->pdata[i], part))
      return TRUE;
  return FALSE;
}

static gboolean
text_is_there (gpointer user_data)
{
  return ferry_ui_has_text (user_data);
}

void
ferry_ui_wait_text (const char *part)
{
  g_autofree char *what = g_strdup_printf ("the text “%s”", part);

  ferry_ui_wait (text_is_there, (gpointer) part, what);
}

static gboolean
can_be_clicked (GtkWidget *widget)
{
  return is_menu_item (widget) || GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)
         || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_LIST_BOX_ROW (widget);
}

static GtkWidget *
search_clickable (GtkWidget *widget, const char *name)
{
  if (!is_on_screen (widget))
    return NULL;
  if (can_be_clicked (widget) && gtk_widget_is_sensitive (widget) && name_matches (widget, name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search_clickable (child, name);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
has_found_clickable (gpointer user_data)
{
  Search *wanted = user_data;
  g_autoptr (GPtrArray) windows = list_windows ();

  wanted->found = NULL;
  for (guint i = 0; i < windows->len && !wanted->found; i++)
    wanted->found = search_clickable (windows->pdata[i], wanted->name);
  return wanted->found != NULL;
}

void
ferry_ui_click (const char *name)
{
  Search wanted = { G_TYPE_NONE, name, TRUE, NULL };
  g_autofree char *what = g_strdup_printf ("something to click named “%s”", name);

  ferry_ui_wait (has_found_clickable, &wanted, what);
  if (GTK_IS_MENU_BUTTON (wanted.found))
    gtk_menu_button_popup (GTK_MENU_BUTTON (wanted.found));
  else if (GTK_IS_BUTTON (wanted.found) || is_menu_item (wanted.found))
    g_signal_emit_by_name (wanted.found, "clicked");
  else
    gtk_widget_activate (wanted.found);
  ferry_ui_settle ();
}

void
ferry_ui_set_check (const char *name, gboolean active)
{
  GtkWidget *widget = ferry_ui_peek (GTK_TYPE_SWITCH, name);

  if (widget)
    gtk_switch_set_active (GTK_SWITCH (widget), active);
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (ferry_ui_find_sensitive (GTK_TYPE_CHECK_BUTTON, name)),
                                 active);
  ferry_ui_settle ();
}

void
ferry_ui_type (const char *name, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (ferry_ui_find_sensitive (GTK_TYPE_EDITABLE, name)), text);
  ferry_ui_settle ();
}

static gboolean
has_found_list (gpointer user_data)
{
  Search *wanted = user_data;

  wanted->found = ferry_ui_peek (GTK_TYPE_COLUMN_VIEW, wanted->name);
  if (wanted->found == NULL)
    wanted->found = ferry_ui_peek (GTK_TYPE_LIST_VIEW, wanted->name);
  return wanted->found != NULL;
}

GtkWidget *
ferry_ui_find_list (const char *name)
{
  Search wanted = { G_TYPE_NONE, name, FALSE, NULL };
  g_autofree char *what = g_strdup_printf ("the list “%s”", name);

  ferry_ui_wait (has_found_list, &wanted, what);
  return wanted.found;
}

GtkSelectionModel *
ferry_ui_find_rows (const char *name)
{
  GtkWidget *list = ferry_ui_find_list (name);

  return GTK_IS_COLUMN_VIEW (list) ? gtk_column_view_get_model (GTK_COLUMN_VIEW (list))
                                   : gtk_list_view_get_model (GTK_LIST_VIEW (list));
}

void
ferry_ui_select_row (const char *name, guint position)
{
  gtk_selection_model_select_item (ferry_ui_find_rows (name), position, TRUE);
  ferry_ui_settle ();
}

static gboolean
is_restored (gpointer user_data)
{
  return !gtk_window_is_maximized (user_data);
}

typedef struct
{
  GtkWidget *window;
  int width;
} Resize;

/* A window may be a little wider than it was asked to be, never narrower. */
static gboolean
is_resized (gpointer user_data)
{
  Resize *resize = user_data;

  return ABS (gtk_widget_get_width (resize->window) - resize->width) < 40;
}

void
ferry_ui_resize (int width, int height)
{
  GtkWindow *window = ferry_ui_window ();
  Resize resize = { GTK_WIDGET (window), width };

  gtk_window_unmaximize (window);
  ferry_ui_wait (is_restored, window, "the window not to be maximized");
  /* The window manager's answer to that would undo a size asked for before it. */
  ferry_ui_settle ();
  gtk_window_set_default_size (window, width, height);
  ferry_ui_wait (is_resized, &resize, "the window to have its new size");
  ferry_ui_settle ();
}

static GAction *
lookup_action (const char *name)
{
  const char *dot = strchr (name, '.');
  GApplication *app = g_application_get_default ();

  g_assert_nonnull (dot);
  if (g_str_has_prefix (name, "app."))
    return g_action_map_lookup_action (G_ACTION_MAP (app), dot + 1);
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (app)); l; l = l->next)
    if (G_IS_ACTION_MAP (l->data))
      {
        GAction *action = g_action_map_lookup_action (l->data, dot + 1);

        if (action)
          return action;
      }
  return NULL;
}

gboolean
ferry_ui_is_action_enabled (const char *name)
{
  GAction *action = lookup_action (name);

  return action && g_action_get_enabled (action);
}

static gboolean
action_is_enabled (gpointer user_data)
{
  return ferry_ui_is_action_enabled (user_data);
}

void
ferry_ui_activate_action (const char *name)
{
  g_autofree char *what = g_strdup_printf ("the action %s to be enabled", name);

  ferry_ui_wait (action_is_enabled, (gpointer) name, what);
  g_action_activate (lookup_action (name), NULL);
  ferry_ui_settle ();
}

static void
describe (GtkWidget *widget, guint depth, GString *text)
{
  g_autofree char *name = NULL;

  if (!is_on_screen (widget))
    return;
  name = ferry_ui_dup_name (widget);
  if (*name)
    g_string_append_printf (text, "%*s%s “%s”%s\n", depth, "", G_OBJECT_TYPE_NAME (widget), name,
                            gtk_widget_is_sensitive (widget) ? "" : " (insensitive)");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    describe (child, depth + 1, text);
}

char *
ferry_ui_describe (void)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    describe (windows->pdata[i], 0, text);
  return g_string_free (text, FALSE);
}

static void
on_tool_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (object), result, &error);
  g_assert_no_error (error);
  *done = TRUE;
}

/* Runs a program of the desktop's while the application goes on. */
static void
run_tool (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (tool, NULL, on_tool_done, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

void
ferry_ui_screenshot (const char *path)
{
  const char *const argv[] = { "import", "-window", "root", path, NULL };

  run_tool (argv);
}

static gboolean
is_active (gpointer user_data)
{
  return gtk_window_is_active (user_data);
}

void
ferry_ui_press_in (GtkWindow *window, const char *key)
{
  const char *const argv[] = { "xdotool", "key", key, NULL };

  ferry_ui_wait (is_active, window, "the window to have the keyboard");
  run_tool (argv);
  ferry_ui_settle ();
}

void
ferry_ui_write (const char *text)
{
  static const char *const argv[] = { "xdotool", "type", "--delay", "5", "--file", "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) tool = NULL;
  gboolean done = FALSE;

  ferry_ui_wait (is_active, ferry_ui_window (), "the window to have the keyboard");
  tool = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (tool), text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (g_subprocess_get_stdin_pipe (tool), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (tool, NULL, on_tool_done, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  ferry_ui_settle ();
}

void
ferry_ui_point_at (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  graphene_rect_t bounds;
  double left, top;
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  ferry_ui_wait (is_active, window, "the window to have the keyboard");
  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  x = g_strdup_printf ("%d", (int) (left + (double) bounds.origin.x + (double) bounds.size.width / 2));
  y = g_strdup_printf ("%d", (int) (top + (double) bounds.origin.y + (double) bounds.size.height / 2));
  run_tool ((const char *const[]){ "xdotool", "getactivewindow", "mousemove", "--window", "%1", x, y, "click",
                                   "1", NULL });
  ferry_ui_settle ();
}

void
ferry_ui_press (const char *key)
{
  ferry_ui_press_in (ferry_ui_window (), key);
}

static void
take_picture (const char *folder, const char *name, const char *variant)
{
  g_autofree char *file = g_strdup_printf ("%s%s.png", name, variant);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  ferry_ui_settle ();
  ferry_ui_screenshot (path);
}

void
ferry_ui_look (const char *name)
{
  const char *folder = g_getenv ("FERRY_TEST_PICTURES");
  AdwStyleManager *style = adw_style_manager_get_default ();
  int width, height;

  if (folder == NULL)
    return;
  take_picture (folder, name, "");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  take_picture (folder, name, "-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  /* A question finds its own size. */
  if (!gtk_window_get_resizable (ferry_ui_window ()))
    return;
  gtk_window_get_default_size (ferry_ui_window (), &width, &height);
  ferry_ui_resize (360, 720);
  take_picture (folder, name, "-narrow");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  take_picture (folder, name, "-narrow-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  ferry_ui_resize (width, height);
}

/* A button isn't named by a label that was put into it, as it is by one of its own. */
static gboolean
has_foreign_label (GtkWidget *widget)
{
  g_autofree char *label = NULL;

  if (!GTK_IS_BUTTON (widget) || !GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget)))
      || gtk_button_get_label (GTK_BUTTON (widget)) != NULL)
    return FALSE;
  label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "\001",
                                              NULL);
  return label == NULL || *label == '\0' || g_str_equal (label, "undefined");
}

static void
collect_nameless (GtkWidget *widget, GPtrArray *found)
{
  g_autofree char *name = NULL;

  if (!is_on_screen (widget))
    return;
  if (gtk_widget_get_focusable (widget)
      && (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget)
          || GTK_IS_SWITCH (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget)
          || GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (widget))
      && !GTK_IS_COLUMN_VIEW (gtk_widget_get_parent (widget)))
    {
      name = ferry_ui_dup_name (widget);
      if ((!*name || has_foreign_label (widget))
          && !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
        g_ptr_array_add (found, g_strdup_printf ("%s in %s", G_OBJECT_TYPE_NAME (widget),
                                                 G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget))));
    }
  /* Its present choice is shown by a list of its own, which nobody but the row can reach. */
  if (ADW_IS_COMBO_ROW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    collect_nameless (child, found);
}

GPtrArray *
ferry_ui_find_nameless (void)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    collect_nameless (windows->pdata[i], found);
  return found;
}

void
ferry_ui_assert_all_named (void)
{
  g_autoptr (GPtrArray) nameless = ferry_ui_find_nameless ();

  for (guint i = 0; i < nameless->len; i++)
    g_test_message ("no accessible name: %s", (const char *) nameless->pdata[i]);
  g_assert_cmpuint (nameless->len, ==, 0);
}
