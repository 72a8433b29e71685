/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-ui-audit.h"

#include <adwaita.h>
#include <string.h>

#include "ferry-list-access.h"
#include "ferry-ui-driver.h"
#include "ferry-ui-words.h"

#define LOOKED_AT "ferry-ui-audit-looked-at"

/* More stops than any window has: a tour that is longer goes nowhere. */
#define STOPS_MAX 600

struct _FerryUiAudit
{
  GPtrArray *findings; /* (element-type utf8) */
  GHashTable *classes; /* of windows looked at: type names */
  GPtrArray *titles;   /* (element-type utf8) */
  guint n_windows, n_controls, n_stops;
  gboolean toured;
};

FerryUiAudit *
ferry_ui_audit_new (void)
{
  FerryUiAudit *self = g_new0 (FerryUiAudit, 1);

  self->findings = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
ferry_ui_audit_free (FerryUiAudit *self)
{
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->titles);
  g_hash_table_unref (self->classes);
  g_free (self);
}

void
ferry_ui_audit_add (FerryUiAudit *self, const char *where, const char *format, ...)
{
  g_autofree char *what = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strdup_printf ("%s: %s", where, what);
  if (!g_ptr_array_find_with_equal_func (self->findings, line, g_str_equal, NULL))
    {
      /* At once: a test that gets no further has told what it found. */
      g_test_message ("FOUND %s", line);
      g_ptr_array_add (self->findings, g_steal_pointer (&line));
    }
}

gboolean
ferry_ui_audit_has_seen (FerryUiAudit *self, const char *type_name)
{
  return g_hash_table_contains (self->classes, type_name);
}

gboolean
ferry_ui_audit_has_seen_title (FerryUiAudit *self, const char *pattern)
{
  for (guint i = 0; i < self->titles->len; i++)
    if (g_pattern_match_simple (pattern, self->titles->pdata[i])
        || ferry_ui_words_match (pattern, self->titles->pdata[i]))
      return TRUE;
  return FALSE;
}

void
ferry_ui_audit_finish (FerryUiAudit *self)
{
  g_test_message ("%u windows, %u controls, %u stops of the focus", self->n_windows, self->n_controls,
                  self->n_stops);
  g_assert_cmpuint (self->findings->len, ==, 0);
}

/* ---- What a control is, and what it is called ---- */

static gboolean
is_shown (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return FALSE;
  /* A page that slides out is mapped until it is gone. */
  if (parent != NULL && GTK_IS_STACK (parent) && gtk_stack_get_visible_child (GTK_STACK (parent)) != widget)
    return FALSE;
  return TRUE;
}

static gboolean
is_of (GtkWidget *widget, const char *type_name)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type_name);
}

/* A row of a list view or column view: classes of GTK's own, that were renamed once. */
static gboolean
is_view_row (GtkWidget *widget)
{
  return is_of (widget, "GtkListItemWidget") || is_of (widget, "GtkColumnViewRowWidget");
}

/* Of a list, of which one Tab reaches one and the arrows the others. */
static gboolean
is_row (GtkWidget *widget)
{
  return is_view_row (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_FLOW_BOX_CHILD (widget);
}

static gboolean
is_in_row (GtkWidget *widget)
{
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (is_view_row (parent) || (GTK_IS_LIST_BOX_ROW (parent) && !ADW_IS_PREFERENCES_ROW (parent)))
      return TRUE;
  return FALSE;
}

/* The value itself: a check tells it where it isn't the one that was expected. */
static char *
dup_own_label (GtkWidget *widget)
{
  char *label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                    "\001", NULL);

  if (label != NULL && *label != '\0' && !g_str_equal (label, "undefined"))
    return label;
  g_free (label);
  return NULL;
}

static void
gather_text (GtkWidget *widget, GString *text)
{
  const char *part = NULL;

  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    part = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    part = gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", part);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child))
      gather_text (child, text);
}

static char *
dup_text (GtkWidget *widget)
{
  GString *text = g_string_new (NULL);

  gather_text (widget, text);
  return g_string_free (text, FALSE);
}

/* Which of the labels around is named by the relation: its value can't be read, only compared. */
static char *
dup_related (GtkWidget *widget, GtkWidget *within)
{
  g_autofree char *differs = gtk_test_accessible_check_relation (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, within, NULL);

  if (differs == NULL)
    return dup_own_label (within) ?: dup_text (within);
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      char *found = dup_related (widget, child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
is_named_by_content (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || is_row (widget) || is_of (widget, "GtkModelButton")
         || is_of (widget, "GtkColumnViewTitle");
}

/* As it is told: never by a tooltip, never by what is merely near. */
static char *
dup_told_name (GtkWidget *widget)
{
  char *name = dup_own_label (widget);

  if (name != NULL)
    return name;
  if (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return dup_related (widget, GTK_WIDGET (gtk_widget_get_root (widget)));
  if (GTK_IS_WINDOW (widget))
    return g_strdup (gtk_window_get_title (GTK_WINDOW (widget)));
  /* The text within an entry isn't told of itself: the entry is. */
  if (GTK_IS_TEXT (widget) && GTK_IS_EDITABLE (gtk_widget_get_parent (widget)))
    return dup_told_name (gtk_widget_get_parent (widget));
  if (is_named_by_content (widget))
    return dup_text (widget);
  return NULL;
}

static gboolean
can_be_reached (GtkWidget *widget)
{
  for (; widget != NULL && !GTK_IS_ROOT (widget); widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_can_focus (widget))
      return FALSE;
  return TRUE;
}

/* What a user does something with, and what tells a value. */
static gboolean
is_control (GtkWidget *widget)
{
  /* They only hold what is one. */
  if (GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget) || GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;
  /* Nor is a list of rows that belong to a group, which has a title. */
  if (GTK_IS_LIST_BOX (widget)
      && (gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP) != NULL
          || gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW) != NULL))
    return FALSE;
  if (GTK_IS_PROGRESS_BAR (widget) || GTK_IS_LEVEL_BAR (widget) || GTK_IS_COLUMN_VIEW (widget)
      || GTK_IS_LIST_VIEW (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget))
    return !is_of (widget, "GtkColumnListView");
  /* An entry that can't be edited is no entry. */
  if (is_view_row (widget) && gtk_widget_get_first_child (widget) == NULL)
    return FALSE;
  return gtk_widget_get_focusable (widget) && can_be_reached (widget);
}

/* What is a picture to who sees it and has to be words to who doesn't. */
static gboolean
is_picture (GtkWidget *widget)
{
  return gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_IMG;
}

const char *
ferry_ui_audit_find_fault (const char *name)
{
  gboolean has_letter = FALSE;

  if (name == NULL || *name == '\0')
    return "no name";
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    has_letter = has_letter || g_unichar_isalnum (g_utf8_get_char (at));
  if (!has_letter)
    return "a symbol for a name";
  if (g_str_has_suffix (name, "-symbolic") || g_pattern_match_simple ("io.github.*", name))
    return "an icon's name";
  if (g_type_from_name (name) != 0 && g_type_is_a (g_type_from_name (name), GTK_TYPE_WIDGET))
    return "a class's name";
  return NULL;
}

static gboolean
has_role (GtkWidget *widget)
{
  switch ((int) gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)))
    {
    case GTK_ACCESSIBLE_ROLE_NONE:
    case GTK_ACCESSIBLE_ROLE_PRESENTATION:
    case GTK_ACCESSIBLE_ROLE_GENERIC:
    case GTK_ACCESSIBLE_ROLE_WIDGET:
      return FALSE;
    default:
      return TRUE;
    }
}

static char *
dup_role (GtkWidget *widget)
{
  return g_enum_to_string (GTK_TYPE_ACCESSIBLE_ROLE,
                           gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)));
}

/* Such as “GtkButton “Save” in GtkHeaderBar in FerryRulesPage”. */
static char *
dup_place (GtkWidget *widget)
{
  g_autofree char *name = dup_told_name (widget);
  g_autofree char *text = dup_text (widget);
  GString *place = g_string_new (G_OBJECT_TYPE_NAME (widget));
  guint depth = 0;

  if (name != NULL && *name != '\0')
    g_string_append_printf (place, " “%s”", name);
  else if (*text != '\0')
    g_string_append_printf (place, " (%s)", text);
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL && depth < 3;
       parent = gtk_widget_get_parent (parent))
    if (!GTK_IS_BOX (parent) && !is_of (parent, "AdwGizmo") && !GTK_IS_WINDOW_HANDLE (parent))
      {
        g_string_append_printf (place, " in %s", G_OBJECT_TYPE_NAME (parent));
        depth++;
      }
  return g_string_free (place, FALSE);
}

/* ---- Names, roles, mnemonics ---- */

typedef struct
{
  FerryUiAudit *audit;
  const char *where;
  GHashTable *names;     /* "role name" → the control */
  GHashTable *mnemonics; /* letter → the label */
} Look;

/* One thing to its user, though GTK makes it of two, both of which are told of. */
static gboolean
is_part_of (GtkWidget *inner, GtkWidget *outer)
{
  return gtk_widget_is_ancestor (inner, outer) || gtk_widget_is_ancestor (outer, inner);
}

static gboolean
do_the_same (GtkWidget *one, GtkWidget *other)
{
  const char *action = GTK_IS_ACTIONABLE (one) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (one)) : NULL;

  /* A page has a button in the header and one at the bottom, of which one is shown. */
  if (is_of (one, "AdwViewSwitcherButton"))
    return TRUE;
  return action != NULL && GTK_IS_ACTIONABLE (other)
         && g_strcmp0 (action, gtk_actionable_get_action_name (GTK_ACTIONABLE (other))) == 0;
}

static void
look_for_twin (Look *look, GtkWidget *widget, const char *name)
{
  g_autofree char *role = dup_role (widget);
  g_autofree char *key = g_strdup_printf ("%s %s", role, name);
  GtkWidget *twin = g_hash_table_lookup (look->names, key);

  /* A row tells which of the many it is about. A selectable text is its own name. */
  if (is_in_row (widget) || is_row (widget) || GTK_IS_LABEL (widget))
    return;
  if (twin == NULL)
    {
      g_hash_table_insert (look->names, g_steal_pointer (&key), widget);
      return;
    }
  if (!is_part_of (widget, twin) && !do_the_same (widget, twin))
    {
      g_autofree char *place = dup_place (widget);
      g_autofree char *other = dup_place (twin);

      ferry_ui_audit_add (look->audit, look->where, "two are called the same: %s, and %s", place, other);
    }
}

static void
look_at_mnemonic (Look *look, GtkLabel *label)
{
  guint key = gtk_label_get_mnemonic_keyval (label);
  GtkLabel *twin;

  /* Those of a row are of the row in which the focus is. */
  if (key == GDK_KEY_VoidSymbol || is_in_row (GTK_WIDGET (label))
      || !gtk_widget_is_sensitive (GTK_WIDGET (label))
      || gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_POPOVER) != NULL)
    return;
  twin = g_hash_table_lookup (look->mnemonics, GUINT_TO_POINTER (gdk_keyval_to_lower (key)));
  if (twin == NULL)
    g_hash_table_insert (look->mnemonics, GUINT_TO_POINTER (gdk_keyval_to_lower (key)), label);
  else if (!g_str_equal (gtk_label_get_label (label), gtk_label_get_label (twin)))
    ferry_ui_audit_add (look->audit, look->where, "two have the mnemonic %s: “%s” and “%s”",
                        gdk_keyval_name (key), gtk_label_get_label (label), gtk_label_get_label (twin));
}

static void
look_at_control (Look *look, GtkWidget *widget)
{
  g_autofree char *name = dup_told_name (widget);
  const char *fault = ferry_ui_audit_find_fault (name);
  g_autofree char *place = NULL;

  look->audit->n_controls++;
  if (fault != NULL)
    {
      place = dup_place (widget);
      ferry_ui_audit_add (look->audit, look->where, "%s: %s", fault, place);
      return;
    }
  if (!has_role (widget) && !GTK_IS_TEXT (widget))
    {
      place = dup_place (widget);
      ferry_ui_audit_add (look->audit, look->where, "no role: %s", place);
    }
  look_for_twin (look, widget, name);
}

static void
look_at_picture (Look *look, GtkWidget *widget)
{
  g_autofree char *name = dup_told_name (widget);
  g_autofree char *place = NULL;

  if (ferry_ui_audit_find_fault (name) == NULL)
    return;
  /* Libadwaita's own: the pencil of an entry, the arrow of what can be opened. */
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL
      || gtk_widget_has_css_class (widget, "expander-row-arrow"))
    return;
  /* A control's picture is told with the control. */
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (is_control (parent) && !is_row (parent))
      return;
  place = dup_place (widget);
  ferry_ui_audit_add (look->audit, look->where, "a picture without words: %s", place);
}

static void
look_through (Look *look, GtkWidget *widget)
{
  if (!is_shown (widget))
    return;
  if (is_control (widget))
    look_at_control (look, widget);
  else if (is_picture (widget))
    look_at_picture (look, widget);
  if (GTK_IS_LABEL (widget))
    look_at_mnemonic (look, GTK_LABEL (widget));
  /* Its present choice is shown by a list of its own, which nobody but the row can reach. */
  if (ADW_IS_COMBO_ROW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_through (look, child);
}

static void
meet_popovers (FerryUiAudit *self, GtkWidget *widget)
{
  if (!is_shown (widget))
    return;
  if (GTK_IS_POPOVER (widget))
    g_hash_table_add (self->classes, g_strdup (G_OBJECT_TYPE_NAME (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    meet_popovers (self, child);
}

void
ferry_ui_audit_meet (FerryUiAudit *self, GtkWindow *window)
{
  const char *title = gtk_window_get_title (window);

  self->n_windows++;
  for (GType type = G_OBJECT_TYPE (window); type != GTK_TYPE_WINDOW; type = g_type_parent (type))
    g_hash_table_add (self->classes, g_strdup (g_type_name (type)));
  g_ptr_array_add (self->titles, g_strdup (title ? title : ""));
  meet_popovers (self, GTK_WIDGET (window));
}

void
ferry_ui_audit_names (FerryUiAudit *self, GtkWindow *window, const char *where)
{
  const char *title = gtk_window_get_title (window);
  Look look = { self, where, NULL, NULL };

  ferry_ui_audit_meet (self, window);
  /* What libadwaita puts into its own window isn't ours to name. */
  if (ADW_IS_ABOUT_WINDOW (window))
    return;
  if (ferry_ui_audit_find_fault (title) != NULL)
    ferry_ui_audit_add (self, where, "the window has %s", ferry_ui_audit_find_fault (title));
  if (gtk_window_get_transient_for (window) != NULL
      && g_strcmp0 (title, gtk_window_get_title (gtk_window_get_transient_for (window))) == 0)
    ferry_ui_audit_add (self, where, "the window is called “%s”, as the one it belongs to", title);

  look.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  look.mnemonics = g_hash_table_new (NULL, NULL);
  look_through (&look, GTK_WIDGET (window));
  g_hash_table_unref (look.names);
  g_hash_table_unref (look.mnemonics);
}

/* ---- The focus ---- */

/* A tab stop of its own: rows of one list are one stop together, and so are the buttons of one choice. */
static gboolean
is_stop (GtkWidget *widget)
{
  if (!gtk_widget_get_focusable (widget) || !can_be_reached (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (is_row (widget) || is_in_row (widget) || GTK_IS_WINDOW (widget) || GTK_IS_SCROLLED_WINDOW (widget)
      || GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget) || GTK_IS_LIST_BOX (widget)
      || GTK_IS_FLOW_BOX (widget) || is_of (widget, "GtkColumnListView"))
    return FALSE;
  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_RADIO)
    return FALSE;
  /* One heading with Tab, the others with the arrows. */
  if (is_of (widget, "GtkColumnViewTitle"))
    return FALSE;
  /* GTK's own: lines of text that can be selected are passed over in favour of the controls. */
  return !GTK_IS_LABEL (widget);
}

static void
gather_stops (GtkWidget *widget, GPtrArray *stops)
{
  if (!is_shown (widget) || GTK_IS_POPOVER (widget))
    return;
  if (is_stop (widget))
    g_ptr_array_add (stops, widget);
  if (is_row (widget) && !ADW_IS_PREFERENCES_ROW (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_stops (child, stops);
}

/* Where @widget is to be seen: what has scrolled away stands where its frame is. */
static gboolean
compute_place (GtkWidget *widget, GtkWidget *other, GtkWidget *window, graphene_rect_t *place)
{
  GtkWidget *shown = widget;

  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (GTK_IS_SCROLLED_WINDOW (parent) && !gtk_widget_is_ancestor (other, parent))
      shown = parent;
  return gtk_widget_compute_bounds (shown, window, place);
}

/* Whether @later stands clearly before @earlier on the page. */
static gboolean
stands_before (GtkWidget *later, GtkWidget *earlier, GtkWidget *window)
{
  const gboolean rtl = gtk_widget_get_direction (window) == GTK_TEXT_DIR_RTL;
  graphene_rect_t a, b;
  float ax, ay, aw, ah, bx, by, bw, bh, shared;

  /* GTK puts texts that can be selected where it likes. */
  if (GTK_IS_LABEL (earlier) || GTK_IS_LABEL (later))
    return FALSE;
  if (!compute_place (earlier, later, window, &a) || !compute_place (later, earlier, window, &b))
    return FALSE;
  aw = a.size.width, ah = a.size.height, bw = b.size.width, bh = b.size.height;
  ay = a.origin.y, by = b.origin.y;
  ax = rtl ? -a.origin.x - aw : a.origin.x;
  bx = rtl ? -b.origin.x - bw : b.origin.x;
  /* In one line: */
  shared = MIN (ay + ah, by + bh) - MAX (ay, by);
  if (shared > MIN (ah, bh) / 2)
    return bx + bw <= ax + 1;
  /* Above, and not in a column further on: */
  return by + bh <= ay + 1 && bx < ax + aw - 1;
}

static GPtrArray *
tour (GtkWindow *window, GtkDirectionType direction, gboolean *ended)
{
  GPtrArray *stops = g_ptr_array_new ();
  guint links = 0;

  *ended = FALSE;
  gtk_window_set_focus (window, NULL);
  while (stops->len < STOPS_MAX)
    {
      GtkWidget *focus;

      /* As the Tab key does it. */
      if (!ferry_list_access_move_focus (window, direction)
          && !gtk_widget_child_focus (GTK_WIDGET (window), direction))
        {
          *ended = TRUE;
          break;
        }
      focus = gtk_window_get_focus (window);
      if (focus == NULL || (stops->len > 0 && focus == stops->pdata[0]))
        {
          *ended = TRUE;
          break;
        }
      /* A text with several links is gone through link by link. */
      if (stops->len > 0 && focus == stops->pdata[stops->len - 1] && GTK_IS_LABEL (focus) && links++ < 20)
        continue;
      if (g_ptr_array_find (stops, focus, NULL))
        break;
      g_ptr_array_add (stops, focus);
    }
  return stops;
}

static void
compare_tours (FerryUiAudit *self, GPtrArray *forward, GPtrArray *back, const char *where)
{
  for (guint i = 0; i < forward->len; i++)
    if (is_stop (forward->pdata[i]) && !g_ptr_array_find (back, forward->pdata[i], NULL))
      {
        g_autofree char *place = dup_place (forward->pdata[i]);

        ferry_ui_audit_add (self, where, "Shift+Tab doesn't come to %s", place);
      }
}

static gboolean
is_in_header (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) != NULL;
}

/* What it is about, rather than what can be done about all of it: the buttons of the header bar are there if need be. */
static void
look_at_first (FerryUiAudit *self, GtkWindow *window, GtkWidget *first, GPtrArray *stops, const char *where)
{
  g_autofree char *place = dup_place (first);

  g_test_message ("%s: the focus is on %s at first", where, place);
  /* The second is what libadwaita's questions have. */
  if (gtk_widget_has_css_class (first, "destructive-action")
      || gtk_widget_has_css_class (first, "destructive"))
    ferry_ui_audit_add (self, where, "the focus is on the destructive %s at first", place);
  /* The main window has pages in it; and any stays where it is when it is looked at again, or made narrow. */
  if (gtk_window_get_transient_for (window) == NULL
      || g_object_get_data (G_OBJECT (window), LOOKED_AT) != NULL)
    return;
  g_object_set_data (G_OBJECT (window), LOOKED_AT, window);
  if (!is_in_header (first))
    return;
  for (guint i = 0; i < stops->len; i++)
    if (!is_in_header (stops->pdata[i]))
      {
        ferry_ui_audit_add (self, where, "the focus is on %s at first, not on anything in the window", place);
        return;
      }
}

void
ferry_ui_audit_focus (FerryUiAudit *self, GtkWindow *window, const char *where)
{
  GtkWidget *first = gtk_window_get_focus (window);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GPtrArray) forward = NULL;
  g_autoptr (GPtrArray) back = NULL;
  gboolean ended;

  if (ADW_IS_ABOUT_WINDOW (window))
    return;
  gather_stops (GTK_WIDGET (window), wanted);
  if (first != NULL)
    look_at_first (self, window, first, wanted, where);
  else if (wanted->len > 0)
    ferry_ui_audit_add (self, where, "nothing has the focus at first");

  forward = tour (window, GTK_DIR_TAB_FORWARD, &ended);
  self->n_stops += forward->len;
  if (!ended)
    {
      g_autofree char *place = forward->len > 0 ? dup_place (forward->pdata[forward->len - 1]) : NULL;

      ferry_ui_audit_add (self, where, "Tab never comes around after %s", place);
    }
  for (guint i = 1; i < forward->len; i++)
    if (stands_before (forward->pdata[i], forward->pdata[i - 1], GTK_WIDGET (window)))
      {
        g_autofree char *earlier = dup_place (forward->pdata[i - 1]);
        g_autofree char *later = dup_place (forward->pdata[i]);

        ferry_ui_audit_add (self, where, "Tab goes back from %s to %s", earlier, later);
      }
  back = tour (window, GTK_DIR_TAB_BACKWARD, &ended);
  for (guint i = 0; i < wanted->len; i++)
    if (!g_ptr_array_find (forward, wanted->pdata[i], NULL))
      {
        g_autofree char *place = dup_place (wanted->pdata[i]);

        ferry_ui_audit_add (self, where, "Tab doesn't come to %s", place);
      }
  compare_tours (self, forward, back, where);
  if (first != NULL)
    gtk_window_set_focus (window, first);
}
