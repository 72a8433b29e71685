/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-first-focus.h"

#include <adwaita.h>

#define STATE  "ferry-first-focus"
#define WANTED "ferry-first-focus-wanted"

/* More often than that, it isn't looked for anew on one page: what loses the focus over and over is left alone. */
#define PLACES_MAX 20

typedef struct
{
  GtkWindow *window;    /* not owned: the state is its */
  GWeakRef page;        /* that it is about */
  gboolean has_page;    /* else it is about all of the window */
  GWeakRef placed;      /* what had the focus when that was looked at last */
  GdkFrameClock *clock; /* while it is watched */
  guint n_places;
  GWeakRef last; /* what has the focus */
  gboolean had_focus;
  GWeakRef lost; /* what had it and couldn't keep it */
} State;

static void on_painted (State *state);

/* ---- What is of use ---- */

static gboolean
is_of (GtkWidget *widget, const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name);
}

static gboolean
is_header (GtkWidget *widget)
{
  return ADW_IS_HEADER_BAR (widget) || GTK_IS_HEADER_BAR (widget);
}

/* Texts can be selected, frames scrolled, and columns sorted, once one has come to them. What can't be undone isn't
 * begun with. */
static gboolean
is_of_use (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && !GTK_IS_LABEL (widget) && !GTK_IS_SCROLLED_WINDOW (widget)
         && !GTK_IS_COLUMN_VIEW (widget) && !is_of (widget, "GtkColumnViewTitle")
         && !gtk_widget_has_css_class (widget, "destructive-action");
}

static gboolean
holds_focus (State *state, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (state->window);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
is_wanted (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), WANTED) != NULL;
}

/* Returns: whether the focus is in @widget or something in it now */
static gboolean
place (State *state, GtkWidget *widget, gboolean only_wanted)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget)
      || !gtk_widget_is_sensitive (widget) || !gtk_widget_get_can_focus (widget) || GTK_IS_POPOVER (widget)
      || is_header (widget))
    return FALSE;
  only_wanted = only_wanted && !is_wanted (widget);
  if (!only_wanted)
    {
      /* A list knows which of its rows is the one. */
      if (GTK_IS_LIST_VIEW (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_FLOW_BOX (widget))
        return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD) && holds_focus (state, widget);
      if (is_of_use (widget) && gtk_widget_grab_focus (widget) && holds_focus (state, widget))
        return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    /* The headings of a table aren't in its list. */
    if ((!GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_VIEW (child)) && place (state, child, only_wanted))
      return TRUE;
  return FALSE;
}

/* ---- Until its user takes over ---- */

static void
stop (State *state)
{
  if (state->clock == NULL)
    return;
  g_signal_handlers_disconnect_by_func (state->clock, on_painted, state);
  g_clear_object (&state->clock);
}

static gboolean
is_in_wanted (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (is_wanted (widget))
      return TRUE;
  return FALSE;
}

static gboolean
is_well_placed (State *state, GtkWidget *within, gboolean wanted)
{
  GtkWidget *focus = gtk_window_get_focus (state->window);

  if (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_is_ancestor (focus, within)
      || gtk_widget_get_ancestor (focus, ADW_TYPE_HEADER_BAR) != NULL
      || gtk_widget_get_ancestor (focus, GTK_TYPE_HEADER_BAR) != NULL)
    return FALSE;
  /* GTK's choice, where a page has just come in; a window that is there to be read makes it its own. */
  if (state->has_page && GTK_IS_SCROLLED_WINDOW (focus))
    return FALSE;
  return !wanted || is_in_wanted (focus);
}

/* Somebody has, when the focus has left a place where it could have stayed. */
static gboolean
has_taken_over (State *state)
{
  g_autoptr (GtkWidget) placed = g_weak_ref_get (&state->placed);

  return placed != NULL && gtk_widget_get_mapped (placed) && gtk_widget_is_sensitive (placed)
         && gtk_window_get_focus (state->window) != placed;
}

/* A button that can't be pressed for a while has the focus again after that.
 *
 * Returns: whether all is well so */
static gboolean
waits_for_lost (State *state)
{
  g_autoptr (GtkWidget) lost = g_weak_ref_get (&state->lost);

  if (lost == NULL || !gtk_widget_get_mapped (lost))
    return FALSE;
  if (gtk_widget_is_sensitive (lost))
    {
      g_weak_ref_set (&state->lost, NULL);
      return gtk_widget_grab_focus (lost);
    }
  return TRUE;
}

/* Whenever something has come or gone; nothing is drawn for this. */
static void
on_painted (State *state)
{
  g_autoptr (GtkWidget) page = g_weak_ref_get (&state->page);
  GtkWidget *within = state->has_page ? page : GTK_WIDGET (state->window);
  GtkWidget *focus = gtk_window_get_focus (state->window);

  if (has_taken_over (state))
    {
      stop (state);
      return;
    }
  /* GTK 4.8 tells an entry that it has the focus, and takes it for an error that the window hasn't. */
  if (!gtk_window_is_active (state->window) || within == NULL || !gtk_widget_get_mapped (within)
      || (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL))
    return;
  if (!is_well_placed (state, within, FALSE) && waits_for_lost (state))
    return;
  if (!is_well_placed (state, within, TRUE) && !place (state, within, TRUE)
      && !is_well_placed (state, within, FALSE))
    place (state, within, FALSE);
  if (gtk_window_get_focus (state->window) != focus && ++state->n_places > PLACES_MAX)
    {
      stop (state);
      return;
    }
  /* A page goes on changing while somebody reads it. */
  if (state->has_page && is_well_placed (state, within, TRUE))
    stop (state);
  else
    g_weak_ref_set (&state->placed, gtk_window_get_focus (state->window));
}

static gboolean
on_event (GtkEventControllerLegacy *controller, GdkEvent *event, State *state)
{
  const GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    {
      state->n_places = 0;
      stop (state);
    }
  return GDK_EVENT_PROPAGATE;
}

static void
watch (State *state)
{
  stop (state);
  if (!gtk_widget_get_mapped (GTK_WIDGET (state->window)) || state->n_places > PLACES_MAX)
    return;
  g_weak_ref_set (&state->placed, NULL);
  state->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (state->window)));
  g_signal_connect_swapped (state->clock, "after-paint", G_CALLBACK (on_painted), state);
}

/* What is hidden, or can't be used any more, loses the focus: nobody has gone on to anything else then. In a dialog GTK
 * sees to it, which has popovers in its rows that come and go. */
static void
on_focus_moved (State *state)
{
  GtkWidget *focus = gtk_window_get_focus (state->window);
  g_autoptr (GtkWidget) last = g_weak_ref_get (&state->last);
  const gboolean had_focus = state->had_focus;

  g_weak_ref_set (&state->last, focus);
  state->had_focus = focus != NULL;
  if (!had_focus || !state->has_page
      || (last != NULL && gtk_widget_get_mapped (last) && gtk_widget_is_sensitive (last)
          && gtk_widget_get_root (last) == GTK_ROOT (state->window)))
    return;
  g_weak_ref_set (&state->lost, last);
  watch (state);
}

static void
free_state (gpointer data)
{
  State *state = data;

  stop (state);
  g_weak_ref_clear (&state->page);
  g_weak_ref_clear (&state->placed);
  g_weak_ref_clear (&state->last);
  g_weak_ref_clear (&state->lost);
  g_free (state);
}

static State *
ensure_state (GtkWindow *window)
{
  State *state = g_object_get_data (G_OBJECT (window), STATE);
  GtkEventController *controller;

  if (state != NULL)
    return state;
  state = g_new0 (State, 1);
  state->window = window;
  g_weak_ref_init (&state->page, NULL);
  g_weak_ref_init (&state->placed, NULL);
  g_weak_ref_init (&state->last, NULL);
  g_weak_ref_init (&state->lost, NULL);
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (on_event), state);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  /* A window that is hidden has no clock. */
  g_signal_connect_swapped (window, "unmap", G_CALLBACK (stop), state);
  g_signal_connect_swapped (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), state);
  g_object_set_data_full (G_OBJECT (window), STATE, state, free_state);
  return state;
}

static void
begin (GtkWindow *window, GtkWidget *page)
{
  State *state = ensure_state (window);

  g_weak_ref_set (&state->page, page);
  state->has_page = page != NULL;
  g_weak_ref_set (&state->lost, NULL);
  state->n_places = 0;
  watch (state);
}

void
ferry_first_focus_begin (GtkWidget *page)
{
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (page));

  root = gtk_widget_get_root (page);
  if (GTK_IS_WINDOW (root) && gtk_widget_get_mapped (GTK_WIDGET (root)))
    begin (GTK_WINDOW (root), page);
}

void
ferry_first_focus_want (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_object_set_data (G_OBJECT (widget), WANTED, widget);
}

/* ---- Dialogs ---- */

static void
on_mapped (GtkWindow *window)
{
  begin (window, NULL);
}

static gboolean
is_dialog (gpointer window)
{
  return GTK_IS_WINDOW (window) && !GTK_IS_APPLICATION_WINDOW (window) && !GTK_IS_DIALOG (window)
         && !GTK_IS_SHORTCUTS_WINDOW (window) && !ADW_IS_MESSAGE_DIALOG (window)
         && !ADW_IS_ABOUT_WINDOW (window);
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (is_dialog (window) && g_object_get_data (window, STATE) == NULL)
        {
          ensure_state (GTK_WINDOW (window));
          g_signal_connect_after (window, "map", G_CALLBACK (on_mapped), NULL);
        }
    }
}

void
ferry_first_focus_watch (void)
{
  static gboolean watching;
  GListModel *windows = gtk_window_get_toplevels ();

  if (watching)
    return;
  watching = TRUE;
  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
  on_windows_changed (windows, 0, 0, g_list_model_get_n_items (windows));
}
