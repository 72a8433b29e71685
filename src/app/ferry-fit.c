/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-fit.h"

#include <adwaita.h>

/* Somebody has thought of it. */
static gboolean
is_fit (GtkLabel *label)
{
  return gtk_label_get_wrap (label) || gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE;
}

/* What is beside others leaves them their room only where a word ends; what has a line to itself may break one. */
static gboolean
is_beside_others (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_BOX (parent)
         && gtk_orientable_get_orientation (GTK_ORIENTABLE (parent)) == GTK_ORIENTATION_HORIZONTAL;
}

static void
wrap_label (GtkLabel *label, gboolean within_words)
{
  if (is_fit (label))
    return;
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, within_words ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
}

void
ferry_fit_shorten (GtkButton *button, int at_least)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_BUTTON (button));

  label = gtk_button_get_child (button);
  if (!GTK_IS_LABEL (label) || is_fit (GTK_LABEL (label)))
    return;
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (
    GTK_LABEL (label), MIN (at_least, (int) g_utf8_strlen (gtk_label_get_text (GTK_LABEL (label)), -1)));
}

/* A check's label is a child of its own making. */
static void
fit_check (GtkWidget *check)
{
  for (GtkWidget *child = gtk_widget_get_first_child (check); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      wrap_label (GTK_LABEL (child), TRUE);
}

static void
fit_button (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  if (!GTK_IS_LABEL (label))
    return;
  if (gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR) != NULL)
    {
      ferry_fit_shorten (button, 0);
      return;
    }
  wrap_label (GTK_LABEL (label), !is_beside_others (GTK_WIDGET (button)));
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
}

/* The answers to a question stand beside each other where they fit, and else, in a shape of their own, in a column. */
static gboolean
is_row_of_answers (GtkWidget *widget)
{
  return ADW_IS_SQUEEZER (gtk_widget_get_parent (widget)) && GTK_IS_BOX (widget)
         && gtk_orientable_get_orientation (GTK_ORIENTABLE (widget)) == GTK_ORIENTATION_HORIZONTAL;
}

void
ferry_fit_buttons (GtkWidget *within)
{
  g_return_if_fail (GTK_IS_WIDGET (within));

  if (GTK_IS_CHECK_BUTTON (within))
    fit_check (within);
  else if (GTK_IS_BUTTON (within))
    fit_button (GTK_BUTTON (within));
  else if (!is_row_of_answers (within))
    for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      ferry_fit_buttons (child);
}

/* ---- Questions ---- */

static gboolean
holds_stop (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_focusable (child) || holds_stop (child))
      return TRUE;
  return FALSE;
}

/* Somebody without a pointer scrolls with the arrows, once the focus is there; at first it is on an answer. Where there is
 * nothing to scroll and nothing to stop at, Tab mustn't come by: a scroller that can't have the focus takes it for moved,
 * and Tab goes no further. */
static gboolean
let_focus (gpointer scroller)
{
  GtkAdjustment *extent = gtk_scrolled_window_get_vadjustment (scroller);
  const gboolean scrolls = gtk_adjustment_get_upper (extent) > gtk_adjustment_get_page_size (extent);

  gtk_widget_set_focusable (scroller, scrolls);
  gtk_widget_set_can_focus (scroller, scrolls || holds_stop (scroller));
  return G_SOURCE_REMOVE;
}

static void
on_extent_changed (GtkWidget *scroller)
{
  g_idle_add_full (G_PRIORITY_LOW, let_focus, g_object_ref (scroller), g_object_unref);
}

static GtkWidget *
find_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Libadwaita 1.2 makes a question as tall as what it says, and be it taller than the display: the answers are out of
 * reach then. Later ones scroll by themselves. */
static void
let_scroll (AdwMessageDialog *dialog)
{
  const char *text = adw_message_dialog_get_body (dialog);
  GtkWidget *body
    = find_text (GTK_WIDGET (dialog), *text != '\0' ? text : adw_message_dialog_get_heading (dialog));
  GtkWidget *area = body != NULL ? gtk_widget_get_parent (body) : NULL;
  GtkWidget *box = area != NULL ? gtk_widget_get_parent (area) : NULL;
  GtkWidget *scroller;

  if (!GTK_IS_BOX (area) || !GTK_IS_BOX (box)
      || gtk_widget_get_ancestor (body, GTK_TYPE_SCROLLED_WINDOW) != NULL)
    return;
  scroller = gtk_scrolled_window_new ();
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_object_ref (area);
  gtk_box_remove (GTK_BOX (box), area);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), area);
  g_object_unref (area);
  gtk_box_prepend (GTK_BOX (box), scroller);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "changed",
                           G_CALLBACK (on_extent_changed), scroller, G_CONNECT_SWAPPED);
}

/* As narrow as it gets. Only then: within a scroller GTK gives a text no more height than it had with its lines unbroken. */
static gboolean
is_taller_than_a_phone (GtkWidget *dialog)
{
  int width, height;

  gtk_widget_measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (dialog, GTK_ORIENTATION_VERTICAL, MAX (width, 300), &height, NULL, NULL, NULL);
  return height > 700;
}

/* ---- Windows ---- */

static void
on_realize (GtkWidget *window, gpointer unused)
{
  ferry_fit_buttons (window);
  if (ADW_IS_MESSAGE_DIALOG (window) && is_taller_than_a_phone (window))
    let_scroll (ADW_MESSAGE_DIALOG (window));
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added, gpointer unused)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      /* Before it is measured for the first time, when all is in it. */
      if (!GTK_IS_APPLICATION_WINDOW (window))
        g_signal_connect (window, "realize", G_CALLBACK (on_realize), NULL);
    }
}

void
ferry_fit_watch_windows (void)
{
  /* Which there is one of, whatever becomes of the application. */
  static gboolean watching = FALSE;

  if (watching)
    return;
  watching = TRUE;
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (on_windows_changed), NULL);
}
