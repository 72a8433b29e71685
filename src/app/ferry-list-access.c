/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-list-access.h"

#include "ferry-accessible.h"
#include "ferry-screen-reader.h"

#define NAMED  "ferry-named-row"
#define SET_UP "ferry-heading-set-up"

static gboolean
is_of (GtkWidget *widget, const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name);
}

/* The row that @widget is or is in: its class is GTK's own, and has another name since 4.12. */
static GtkWidget *
find_row (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (is_of (widget, "GtkListItemWidget") || is_of (widget, "GtkColumnViewRowWidget"))
      return widget;
  return NULL;
}

/* ---- Rows are called by what they say ---- */

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

static GtkWidget *
find_first_title (GtkWidget *widget)
{
  if (is_of (widget, "GtkColumnViewTitle"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!is_of (child, "GtkColumnListView"))
      {
        GtkWidget *found = find_first_title (child);

        if (found != NULL)
          return found;
      }
  return NULL;
}

static const char *
find_text (GtkWidget *widget)
{
  const char *text = get_text (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); text == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    text = find_text (child);
  return text;
}

/* By its place: the headings aren't in the order of the columns. */
static const char *
find_heading_of (GtkWidget *view, GtkWidget *cell)
{
  graphene_rect_t place, other;

  if (!gtk_widget_compute_bounds (cell, view, &place))
    return NULL;
  for (GtkWidget *title = find_first_title (view); title != NULL; title = gtk_widget_get_next_sibling (title))
    if (gtk_widget_get_mapped (title) && gtk_widget_compute_bounds (title, view, &other)
        && ABS (other.origin.x - place.origin.x) < 1)
      return find_text (title);
  return NULL;
}

static gboolean
has_letter (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static void
gather_texts (GtkWidget *widget, const char *heading, GString *name)
{
  const char *text = get_text (widget);

  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  if (text != NULL && *text != '\0')
    {
      if (name->len > 0)
        g_string_append (name, ", ");
      /* A number says nothing without what it is of. */
      if (heading != NULL && !has_letter (text))
        g_string_append_printf (name, "%s ", heading);
      g_string_append (name, text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_texts (child, heading, name);
}

static void
name_row (GtkWidget *row)
{
  GtkWidget *view = gtk_widget_get_ancestor (row, GTK_TYPE_COLUMN_VIEW);
  g_autoptr (GString) name = g_string_new (NULL);

  for (GtkWidget *cell = gtk_widget_get_first_child (row); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    gather_texts (cell, view != NULL ? find_heading_of (view, cell) : NULL, name);
  if (name->len > 0)
    ferry_accessible_set_label (row, name->str);
}

static void
on_text_changed (GtkWidget *label)
{
  GtkWidget *row = find_row (label);

  if (row != NULL && gtk_widget_has_focus (row))
    name_row (row);
}

static void
follow_texts (GtkWidget *widget, gboolean follow)
{
  const char *signal = GTK_IS_INSCRIPTION (widget) ? "notify::text" : "notify::label";

  if (get_text (widget) != NULL)
    {
      g_signal_handlers_disconnect_by_func (widget, on_text_changed, NULL);
      if (follow)
        g_signal_connect (widget, signal, G_CALLBACK (on_text_changed), NULL);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    follow_texts (child, follow);
}

static void
unref_weakly (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static GWeakRef *
get_named (GtkWindow *window)
{
  GWeakRef *named = g_object_get_data (G_OBJECT (window), NAMED);

  if (named == NULL)
    {
      named = g_new0 (GWeakRef, 1);
      g_weak_ref_init (named, NULL);
      g_object_set_data_full (G_OBJECT (window), NAMED, named, unref_weakly);
    }
  return named;
}

/* Only the one with the focus: a row is used for another item when its own scrolls away, and nobody is told. */
static void
on_focus_moved (GtkWindow *window)
{
  GWeakRef *named = get_named (window);
  g_autoptr (GtkWidget) before = g_weak_ref_get (named);
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *row = focus != NULL && find_row (focus) == focus ? focus : NULL;

  if (before == row)
    return;
  if (before != NULL)
    {
      follow_texts (before, FALSE);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (before), GTK_ACCESSIBLE_PROPERTY_LABEL);
    }
  g_weak_ref_set (named, row);
  if (row != NULL)
    {
      name_row (row);
      follow_texts (row, TRUE);
    }
}

/* ---- Tab leaves a list ---- */

/* What @widget is in and Tab leaves as a whole: a list, or the headings of a column view. */
static GtkWidget *
find_group (GtkWidget *widget)
{
  GtkWidget *row = find_row (widget);

  if (is_of (widget, "GtkColumnViewTitle"))
    return gtk_widget_get_parent (widget);
  if (row == NULL)
    return NULL;
  for (GtkWidget *parent = gtk_widget_get_parent (row); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (GTK_IS_LIST_VIEW (parent) || is_of (parent, "GtkColumnListView"))
      return parent;
  return NULL;
}

/* The heading of @view that comes first, or comes before or after @title; only those that can have the focus. */
static GtkWidget *
find_heading (GtkWidget *title, gboolean back)
{
  for (; title != NULL;
       title = back ? gtk_widget_get_prev_sibling (title) : gtk_widget_get_next_sibling (title))
    if (gtk_widget_get_focusable (title) && gtk_widget_get_mapped (title))
      return title;
  return NULL;
}

static void
leave (GtkWindow *window, GtkWidget *group, GtkDirectionType direction)
{
  /* GTK asks the list to move the focus on, and it has a next row nearly always. It isn't asked now. */
  gtk_widget_set_can_focus (group, FALSE);
  g_signal_emit_by_name (window, "move-focus", direction);
  gtk_widget_set_can_focus (group, TRUE);
}

gboolean
ferry_list_access_move_focus (GtkWindow *window, GtkDirectionType direction)
{
  const gboolean back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *focus;
  GtkWidget *view;
  GtkWidget *group;
  GtkWidget *heading;

  g_return_val_if_fail (GTK_IS_WINDOW (window), FALSE);

  focus = gtk_window_get_focus (window);
  group = focus != NULL ? find_group (focus) : NULL;
  if (group == NULL)
    return FALSE;
  view = gtk_widget_get_ancestor (group, GTK_TYPE_COLUMN_VIEW);
  if (is_of (focus, "GtkColumnViewTitle"))
    {
      GtkWidget *list = gtk_widget_get_next_sibling (group);

      if (back || list == NULL || !gtk_widget_child_focus (list, direction))
        leave (window, view, direction);
      return TRUE;
    }
  /* The controls of a row come first. */
  if (gtk_widget_child_focus (find_row (focus), direction))
    return TRUE;
  heading = back && view != NULL ? find_heading (find_first_title (view), FALSE) : NULL;
  if (heading != NULL)
    gtk_widget_grab_focus (heading);
  else
    leave (window, view != NULL ? view : group, direction);
  return TRUE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                GtkWindow *window)
{
  const gboolean back = key == GDK_KEY_ISO_Left_Tab || (modifiers & GDK_SHIFT_MASK) != 0;

  if ((key != GDK_KEY_Tab && key != GDK_KEY_KP_Tab && key != GDK_KEY_ISO_Left_Tab)
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  return ferry_list_access_move_focus (window, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
find_harmless_button (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (GTK_IS_BUTTON (widget) && !gtk_widget_has_css_class (widget, "destructive")
      && !gtk_widget_has_css_class (widget, "destructive-action")
      && gtk_widget_get_ancestor (widget, ADW_TYPE_SQUEEZER) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL;
       child = gtk_widget_get_prev_sibling (child))
    {
      GtkWidget *found = find_harmless_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Where the buttons of a question stand one above the other, libadwaita 1.2 has another button for each, knows only the
 * hidden one to have the focus, and leaves it to the one on top: the one that can't be undone. */
static gboolean
is_destructive (GtkWidget *button)
{
  return gtk_widget_has_css_class (button, "destructive")
         || gtk_widget_has_css_class (button, "destructive-action");
}

/* What a question has beside its answers, and needn't be done before one of them is given. */
static gboolean
is_aside (GtkWidget *widget)
{
  return GTK_IS_EXPANDER (widget) || GTK_IS_SCROLLED_WINDOW (widget);
}

static GtkWidget *
find_default_button (GtkWidget *question)
{
  GtkWidget *button = gtk_window_get_default_widget (GTK_WINDOW (question));

  return button != NULL && gtk_widget_get_mapped (button) && !is_destructive (button)
           ? button
           : find_harmless_button (question);
}

static gboolean
move_to_safety (GtkWidget *question, GdkFrameClock *clock, gpointer data)
{
  guint *frames = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (question));
  GtkWidget *button = NULL;

  if (focus != NULL && is_destructive (focus))
    button = find_harmless_button (question);
  else if (focus != NULL && is_aside (focus))
    button = find_default_button (question);
  if (button != NULL)
    gtk_widget_grab_focus (button);
  return ++*frames < 3 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* It is known which of them are shown when they have been given their places. */
static void
on_question_mapped (GtkWidget *question)
{
  gtk_widget_add_tick_callback (question, move_to_safety, g_new0 (guint, 1), g_free);
}

static void
watch_window (GtkWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), window);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  if (ADW_IS_MESSAGE_DIALOG (window))
    g_signal_connect_after (window, "map", G_CALLBACK (on_question_mapped), NULL);
  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (GTK_IS_WINDOW (window) && g_object_get_data (window, NAMED) == NULL)
        {
          get_named (GTK_WINDOW (window));
          watch_window (GTK_WINDOW (window));
        }
    }
}

/* ---- Headings ---- */

typedef struct
{
  GtkColumnView *view;         /* not owned: the heading is in it */
  GtkColumnViewColumn *column; /* not owned: the view's */
} Heading;

static GtkWidget *
find_indicator (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "ascending") || gtk_widget_has_css_class (widget, "descending"))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_indicator (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* GTK 4.8 shows how a column is sorted, and tells it nobody. */
static GtkAccessibleSort
get_sort (GtkWidget *heading)
{
  GtkWidget *indicator = find_indicator (heading);

  if (indicator == NULL)
    return GTK_ACCESSIBLE_SORT_NONE;
  return gtk_widget_has_css_class (indicator, "descending") ? GTK_ACCESSIBLE_SORT_DESCENDING
                                                            : GTK_ACCESSIBLE_SORT_ASCENDING;
}

static gboolean
update_sort (gpointer data)
{
  GtkWidget *title = data;

  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_SORT, get_sort (title), -1);
  return G_SOURCE_REMOVE;
}

/* The headings are told of it as well, in an order of GTK's own. */
static void
on_sorter_changed (GtkWidget *title)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, update_sort, g_object_ref (title), g_object_unref);
}

static gboolean
on_heading_key (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                Heading *heading)
{
  GtkWidget *title = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  const gboolean ascending = get_sort (title) == GTK_ACCESSIBLE_SORT_ASCENDING;
  const gboolean rtl = gtk_widget_get_direction (title) == GTK_TEXT_DIR_RTL;

  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    {
      const gboolean back = (key == GDK_KEY_Left) != rtl;
      GtkWidget *next = find_heading (
        back ? gtk_widget_get_prev_sibling (title) : gtk_widget_get_next_sibling (title), back);

      if (next != NULL)
        gtk_widget_grab_focus (next);
      return GDK_EVENT_STOP;
    }
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter && key != GDK_KEY_space
       && key != GDK_KEY_KP_Space)
      || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_column_view_sort_by_column (heading->view, heading->column,
                                  ascending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  return GDK_EVENT_STOP;
}

static void
free_heading (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
set_up_heading (GtkColumnView *view, GtkColumnViewColumn *column, GtkWidget *title)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  Heading *heading = g_new0 (Heading, 1);

  heading->view = view;
  heading->column = column;
  /* GTK lets nothing in the header have the focus. */
  gtk_widget_set_focusable (gtk_widget_get_parent (title), FALSE);
  gtk_widget_set_can_focus (gtk_widget_get_parent (title), TRUE);
  gtk_widget_set_focusable (title, gtk_column_view_column_get_sorter (column) != NULL);
  ferry_accessible_set_label (title, gtk_column_view_column_get_title (column));
  update_sort (title);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (on_heading_key), heading, free_heading, 0);
  gtk_widget_add_controller (title, keys);
  g_object_set_data (G_OBJECT (title), SET_UP, title);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (on_sorter_changed),
                           title, G_CONNECT_SWAPPED);
}

/* They aren't in the order of the columns when some of these were put in later. */
static GtkColumnViewColumn *
find_column (GtkColumnView *view, GtkWidget *title)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *at = title; at != NULL; at = gtk_widget_get_first_child (at))
    if (GTK_IS_LABEL (at))
      g_string_assign (text, gtk_label_get_text (GTK_LABEL (at)));
  for (guint i = 0; text->len > 0 && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), text->str) == 0)
        return column; /* the view holds it */
    }
  return NULL;
}

static void
on_columns_changed (GtkColumnView *view)
{
  for (GtkWidget *title = find_first_title (GTK_WIDGET (view)); title != NULL;
       title = gtk_widget_get_next_sibling (title))
    {
      GtkColumnViewColumn *column = find_column (view, title);

      if (column != NULL && g_object_get_data (G_OBJECT (title), SET_UP) == NULL)
        set_up_heading (view, column, title);
    }
}

void
ferry_list_access_set_up_headings (GtkColumnView *view)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (on_columns_changed), view, G_CONNECT_SWAPPED);
  on_columns_changed (view);
}

/* GTK 4.8 tells headings without a role; theirs is a class of its own that only they tell. */
static void
give_headings_a_role (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_column_view_new (NULL));
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("", NULL);
  GtkWidget *title;

  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  title = find_first_title (view);
  if (title != NULL)
    gtk_widget_class_set_accessible_role (GTK_WIDGET_GET_CLASS (title),
                                          ferry_screen_reader_get_heading_role ());
}

void
ferry_list_access_watch (void)
{
  static gboolean watching;
  GListModel *windows = gtk_window_get_toplevels ();

  if (watching)
    return;
  watching = TRUE;
  give_headings_a_role ();
  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
  on_windows_changed (windows, 0, 0, g_list_model_get_n_items (windows));
}
