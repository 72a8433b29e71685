/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-screen-reader.h"

#include "ferry-accessible.h"

#define WATCHED "ferry-watched-for-screen-readers"
#define PROBLEM "ferry-problem-told"

/* From 4.10 on names come from what ARIA says, and entries tell of their texts' focus. */
static gboolean
is_old_gtk (void)
{
  return gtk_get_minor_version () < 10;
}

static gboolean
is_of (GtkWidget *widget, const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name);
}

static void
set_label (GtkWidget *widget, const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_description (GtkWidget *widget, const char *description)
{
  if (description != NULL && *description != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* ---- Whatever comes on screen ---- */

/* GTK takes the label for a name, underscore and all, and is named by it once more. */
static void
name_button (GtkWidget *button)
{
  g_autofree char *label = NULL;
  g_autofree char *name = NULL;
  gboolean use_underline;

  g_object_get (button, "label", &label, "use-underline", &use_underline, NULL);
  if (label == NULL || !use_underline || ferry_accessible_is_named (button))
    return;
  name = ferry_accessible_strip_mnemonic (label);
  set_label (button, name);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
mend_button (GtkWidget *button)
{
  if (g_object_get_data (G_OBJECT (button), WATCHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (button), WATCHED, button);
  g_signal_connect (button, "notify::label", G_CALLBACK (name_button), NULL);
  name_button (button);
}

/* A row is the label of the control that it stands for, and so is one that is put into a check: but that has a name of its
 * own, as all controls here have. */
static void
mend_check (GtkWidget *check)
{
  GtkWidget *row = gtk_widget_get_ancestor (check, ADW_TYPE_ACTION_ROW);

  if ((row != NULL && adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) == check)
      || (GTK_IS_CHECK_BUTTON (check) && gtk_check_button_get_child (GTK_CHECK_BUTTON (check)) != NULL))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Libadwaita names those of a group that has a title, and no other. */
static void
mend_list (GtkWidget *list)
{
  for (GtkWidget *parent = gtk_widget_get_parent (list); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    {
      if (ADW_IS_EXPANDER_ROW (parent) || ADW_IS_COMBO_ROW (parent))
        {
          g_autofree char *title
            = ferry_accessible_strip_mnemonic (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (parent)));

          set_label (list, title);
          return;
        }
      if (ADW_IS_PREFERENCES_GROUP (parent) && GTK_IS_LIST_BOX (list))
        {
          if (*adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (parent)) == '\0')
            set_label (list, "");
          return;
        }
    }
}

/* What of it is told is within, and what is within is told: the name of its class is only in the way. */
static gboolean
is_frame (GtkWidget *widget)
{
  return is_of (widget, "GtkListItemWidget") || is_of (widget, "GtkColumnViewCell")
         || is_of (widget, "GtkColumnListView");
}

static gboolean
on_mapped (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer unused)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
    mend_button (widget);
  if (GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget))
    mend_check (widget);
  else if (is_frame (widget))
    set_label (widget, "");
  else if (GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget))
    mend_list (widget);
  return TRUE;
}

/* ---- Where the focus comes to ---- */

static char *
dup_plain (AdwActionRow *row)
{
  const char *subtitle = adw_action_row_get_subtitle (row);
  char *plain = NULL;

  if (subtitle == NULL || *subtitle == '\0')
    return NULL;
  if (adw_preferences_row_get_use_markup (ADW_PREFERENCES_ROW (row))
      && pango_parse_markup (subtitle, -1, 0, NULL, &plain, NULL, NULL))
    return plain;
  return g_strdup (subtitle);
}

static char *
dup_choice (AdwComboRow *row)
{
  GObject *chosen = adw_combo_row_get_selected_item (row);
  GtkExpression *expression = adw_combo_row_get_expression (row);
  g_auto (GValue) value = G_VALUE_INIT;

  if (GTK_IS_STRING_OBJECT (chosen))
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (chosen)));
  if (chosen != NULL && expression != NULL && gtk_expression_evaluate (expression, chosen, &value)
      && G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  return NULL;
}

static void
on_choice_changed (AdwComboRow *row)
{
  g_autofree char *choice = dup_choice (row);

  set_description (GTK_WIDGET (row), choice);
}

/* Not the dots that stand for a secret. */
static gboolean
has_words (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/* What is written below the title, for the row or for the control that it stands for. */
static void
describe (GtkWidget *focus, AdwActionRow *row)
{
  g_autofree char *subtitle = NULL;

  if (ADW_IS_COMBO_ROW (row))
    {
      g_signal_handlers_disconnect_by_func (row, on_choice_changed, NULL);
      g_signal_connect (row, "notify::selected-item", G_CALLBACK (on_choice_changed), NULL);
      on_choice_changed (ADW_COMBO_ROW (row));
      return;
    }
  if (focus != GTK_WIDGET (row) && focus != adw_action_row_get_activatable_widget (row))
    return;
  /* A tooltip is a description already. */
  if (gtk_widget_get_tooltip_text (focus) != NULL)
    return;
  subtitle = dup_plain (row);
  if (subtitle != NULL)
    set_description (focus, has_words (subtitle) ? subtitle : NULL);
}

static void
on_expanded (AdwExpanderRow *expander, GParamSpec *pspec, GtkWidget *header)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_STATE_EXPANDED,
                               adw_expander_row_get_expanded (expander), -1);
}

/* The row that opens the others is one within the expander. */
static void
tell_expanded (AdwExpanderRow *expander, GtkWidget *header)
{
  if (g_object_get_data (G_OBJECT (header), WATCHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (header), WATCHED, header);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (on_expanded), header, 0);
  on_expanded (expander, NULL, header);
}

static gboolean
is_header (GtkWidget *row, GtkWidget *expander)
{
  return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)),
                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (expander)))
         == 0;
}

static void
on_focus_moved (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_ACTION_ROW) : NULL;
  GtkWidget *expander = row != NULL ? gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW) : NULL;

  if (row != NULL)
    describe (focus, ADW_ACTION_ROW (row));
  if (expander != NULL && focus == row && is_header (row, expander))
    tell_expanded (ADW_EXPANDER_ROW (expander), row);
  /* There is nothing in it but to read. */
  if (focus != NULL && GTK_IS_SCROLLED_WINDOW (focus) && gtk_window_get_title (window) != NULL)
    set_label (focus, gtk_window_get_title (window));
}

static void
on_windows_changed (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (windows, i);

      if (!GTK_IS_WINDOW (window) || g_object_get_data (window, WATCHED) != NULL)
        continue;
      g_object_set_data (window, WATCHED, window);
      g_signal_connect (window, "notify::focus-widget", G_CALLBACK (on_focus_moved), NULL);
    }
}

void
ferry_screen_reader_watch (void)
{
  static gboolean watching;
  GListModel *windows = gtk_window_get_toplevels ();

  if (watching)
    return;
  watching = TRUE;
  if (is_old_gtk ())
    g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_mapped, NULL, NULL);
  g_signal_connect (windows, "items-changed", G_CALLBACK (on_windows_changed), NULL);
  on_windows_changed (windows, 0, 0, g_list_model_get_n_items (windows));
}

GtkAccessibleRole
ferry_screen_reader_get_heading_role (void)
{
  /* Of a column's heading GTK 4.8 tells no role at all, and pressing it does something. */
  return is_old_gtk () ? GTK_ACCESSIBLE_ROLE_BUTTON : GTK_ACCESSIBLE_ROLE_COLUMN_HEADER;
}

/* ---- Entries ---- */

static void
tell_text (GtkText *text)
{
  set_description (GTK_WIDGET (text),
                   gtk_text_get_visibility (text) ? gtk_editable_get_text (GTK_EDITABLE (text)) : NULL);
}

void
ferry_screen_reader_tell_entry (AdwEntryRow *row)
{
  GtkWidget *text;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  if (!is_old_gtk () || !GTK_IS_TEXT (text) || g_object_get_data (G_OBJECT (text), WATCHED) != NULL)
    return;
  g_object_set_data (G_OBJECT (text), WATCHED, text);
  /* The row itself can't say that its text has the focus, and the text is told of to nobody. */
  g_object_set (text, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL);
  g_signal_connect (text, "notify::text", G_CALLBACK (tell_text), NULL);
  g_signal_connect (text, "notify::visibility", G_CALLBACK (tell_text), NULL);
  tell_text (GTK_TEXT (text));
}

void
ferry_screen_reader_tell_problem (AdwEntryRow *row, GtkLabel *label, const char *problem)
{
  GtkAccessible *text;
  gboolean is_new;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));
  g_return_if_fail (GTK_IS_LABEL (label));

  text = GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  is_new = g_strcmp0 (g_object_get_data (G_OBJECT (label), PROBLEM), problem) != 0;
  g_object_set_data_full (G_OBJECT (label), PROBLEM, g_strdup (problem), g_free);
  /* GTK 4.8 describes something by the description of what describes it. */
  set_description (GTK_WIDGET (label), problem);
  if (problem == NULL)
    {
      gtk_accessible_reset_state (text, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (text, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }
  gtk_accessible_update_state (text, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (text, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, label, NULL, -1);
  if (is_new)
    ferry_screen_reader_announce (GTK_WIDGET (row), problem);
}

/* ---- At once ---- */

void
ferry_screen_reader_announce (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

#if GTK_CHECK_VERSION(4, 14, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (*text != '\0' && gtk_widget_get_mapped (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  G_GNUC_END_IGNORE_DEPRECATIONS
#endif
}

static void
on_alert_mapped (GtkWidget *alert, char *text)
{
  ferry_screen_reader_announce (alert, text);
  g_signal_handlers_disconnect_by_func (alert, on_alert_mapped, text);
}

static void
free_text (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
ferry_screen_reader_alert (GtkWidget *alert, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (alert));
  g_return_if_fail (text != NULL);

  set_label (alert, text);
  g_signal_handlers_disconnect_matched (alert, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, on_alert_mapped, NULL);
  if (gtk_widget_get_mapped (alert))
    ferry_screen_reader_announce (alert, text);
  else
    g_signal_connect_data (alert, "map", G_CALLBACK (on_alert_mapped), g_strdup (text), free_text,
                           G_CONNECT_AFTER);
}
