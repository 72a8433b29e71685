/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-shortcuts-window.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-adaptive-bin.h"
#include "ferry-search.h"

struct _FerryShortcutsWindow
{
  AdwWindow parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  FerryAdaptiveBin *bin;
  GtkBox *groups;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (FerryShortcutsWindow, ferry_shortcuts_window, ADW_TYPE_WINDOW)

/* A title alone begins a group. The keys of an action are those that the application gives it. */
static const struct
{
  const char *title;
  const char *action; /* or NULL */
  const char *keys;   /* or NULL; several have a blank between them */
} shortcuts[] = {
  { NC_ ("shortcut window", "Migration"), NULL, NULL },
  { NC_ ("shortcut window", "Read the state again"), "win.refresh", NULL },
  { NC_ ("shortcut window", "Run data replication"), "win.run-replication", NULL },
  { NC_ ("shortcut window", "Select companies"), "win.select-companies", NULL },
  { NC_ ("shortcut window", "Compare two runs"), "win.compare-runs", NULL },
  { NC_ ("shortcut window", "All actions"), "win.show-actions", NULL },
  { NC_ ("shortcut window", "Journal"), "win.show-journal", NULL },
  { NC_ ("shortcut window", "Report of the migration"), "win.export-report", NULL },
  { NC_ ("shortcut window", "Moving Around"), NULL, NULL },
  { NC_ ("shortcut window", "Back"), "win.back", NULL },
  { NC_ ("shortcut window", "All environments"), "win.show-overview", NULL },
  { NC_ ("shortcut window", "All runs of the selected table"), "win.show-table-history", NULL },
  { NC_ ("shortcut window", "Open the main menu"), NULL, "F10" },
  { NC_ ("shortcut window", "In Lists and Windows"), NULL, NULL },
  { NC_ ("shortcut window", "Search"), NULL, "<Control>f" },
  { NC_ ("shortcut window", "Next match"), NULL, "<Control>g" },
  { NC_ ("shortcut window", "Menu of the row"), NULL, "Menu <Shift>F10" },
  { NC_ ("shortcut window", "Choose an environment"), NULL, "space" },
  { NC_ ("shortcut window", "Choose all that are shown"), NULL, "<Control>a" },
  { NC_ ("shortcut window", "Add"), NULL, "<Control>n" },
  { NC_ ("shortcut window", "Undo"), NULL, "<Control>z" },
  { NC_ ("shortcut window", "Save or export"), NULL, "<Control>s" },
  { NC_ ("shortcut window", "Read again"), NULL, "F5" },
  { NC_ ("shortcut window", "Leave the search, the page or the dialog"), NULL, "Escape" },
  { NC_ ("shortcut window", "General"), NULL, NULL },
  { NC_ ("shortcut window", "Help about what you are looking at"), "app.help", NULL },
  { NC_ ("shortcut window", "Forward in the help"), NULL, "<Alt>Right" },
  { NC_ ("shortcut window", "Connect to an environment"), "win.add-environment", NULL },
  { NC_ ("shortcut window", "One more window"), "app.new-window", NULL },
  { NC_ ("shortcut window", "Preferences"), "app.preferences", NULL },
  { NC_ ("shortcut window", "Keyboard shortcuts"), "win.show-help-overlay", NULL },
  { NC_ ("shortcut window", "Close the window"), "window.close", NULL },
  { NC_ ("shortcut window", "Quit"), "app.quit", NULL },
};

/* ---- Rows ---- */

#define BOX   "ferry-box"   /* of a row: its title and its keys */
#define KEYS  "ferry-keys"  /* of a row: the box of its keys */
#define WORDS "ferry-words" /* of a row: what it is found by */

static char *
dup_label (const char *accelerator)
{
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_return_val_if_reached (NULL);
  return gtk_accelerator_get_label (key, modifiers);
}

/* One below the other: side by side, those of some rows are wider than a phone. */
static GtkWidget *
new_keys (char **accelerators, char **labels)
{
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GStrv names = g_new0 (char *, g_strv_length (accelerators) + 1);

  for (guint i = 0; accelerators[i] != NULL; i++)
    {
      GtkWidget *label = gtk_shortcut_label_new (accelerators[i]);

      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (keys), label);
      names[i] = dup_label (accelerators[i]);
    }
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  *labels = g_strjoinv (", ", names);
  g_strfreev (names);
  return keys;
}

static GtkWidget *
new_row (const char *title, char **accelerators)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  g_autofree char *names = NULL;
  GtkWidget *keys = new_keys (accelerators, &names);
  g_autofree char *words = g_strconcat (title, " ", names, NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), keys);
  gtk_widget_add_css_class (box, "ferry-shortcut");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  ferry_accessible_set_label (row, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, names, -1);
  g_object_set_data (G_OBJECT (row), BOX, box);
  g_object_set_data (G_OBJECT (row), KEYS, keys);
  g_object_set_data_full (G_OBJECT (row), WORDS, g_steal_pointer (&words), g_free);
  return row;
}

static void
fill (FerryShortcutsWindow *self, GtkApplication *application)
{
  GtkWidget *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *title = g_dpgettext2 (NULL, "shortcut window", shortcuts[i].title);
      g_auto (GStrv) accelerators = NULL;
      GtkWidget *row;

      if (shortcuts[i].action != NULL)
        accelerators = gtk_application_get_accels_for_action (application, shortcuts[i].action);
      else if (shortcuts[i].keys != NULL)
        accelerators = g_strsplit (shortcuts[i].keys, " ", -1);
      else
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
          gtk_box_append (self->groups, group);
          continue;
        }
      row = new_row (title, accelerators);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (self->rows, row);
    }
}

/* ---- What is shown ---- */

static void
on_search_changed (FerryShortcutsWindow *self)
{
  g_autofree char *part = ferry_search_dup (self->search_entry);
  gboolean any = FALSE;

  for (GtkWidget *group = gtk_widget_get_first_child (GTK_WIDGET (self->groups)); group != NULL;
       group = gtk_widget_get_next_sibling (group))
    gtk_widget_set_visible (group, FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      gboolean match = ferry_search_contains (g_object_get_data (G_OBJECT (row), WORDS), part);

      gtk_widget_set_visible (row, match);
      if (match)
        gtk_widget_set_visible (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP), TRUE);
      any = any || match;
    }
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

/* Where both don't fit beside each other, as with large text, the keys are below what they do. */
static void
on_narrow_changed (FerryShortcutsWindow *self)
{
  gboolean narrow = ferry_adaptive_bin_get_narrow (self->bin);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *keys = g_object_get_data (self->rows->pdata[i], KEYS);

      gtk_orientable_set_orientation (g_object_get_data (self->rows->pdata[i], BOX),
                                      narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      for (GtkWidget *label = gtk_widget_get_first_child (keys); label != NULL;
           label = gtk_widget_get_next_sibling (label))
        gtk_widget_set_halign (label, narrow ? GTK_ALIGN_START : GTK_ALIGN_END);
    }
}

/* ---- The object ---- */

static void
ferry_shortcuts_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SHORTCUTS_WINDOW);
  G_OBJECT_CLASS (ferry_shortcuts_window_parent_class)->dispose (object);
}

static void
ferry_shortcuts_window_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_SHORTCUTS_WINDOW (object)->rows);
  G_OBJECT_CLASS (ferry_shortcuts_window_parent_class)->finalize (object);
}

/* Not before: a focus that is set on a window not yet shown gives it a role that assistive technology passes over. */
static void
ferry_shortcuts_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ferry_shortcuts_window_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (FERRY_SHORTCUTS_WINDOW (widget)->search_entry));
}

static void
ferry_shortcuts_window_class_init (FerryShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_shortcuts_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ferry_shortcuts_window_finalize;
  widget_class->map = ferry_shortcuts_window_map;

  g_type_ensure (FERRY_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-shortcuts-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryShortcutsWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryShortcutsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryShortcutsWindow, bin);
  gtk_widget_class_bind_template_child (widget_class, FerryShortcutsWindow, groups);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  /* GTK gives a plain window a role that assistive technology passes over. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_shortcuts_window_init (FerryShortcutsWindow *self)
{
  /* As the menu calls it, without its mnemonic. */
  g_auto (GStrv) parts = g_strsplit (_ ("_Keyboard Shortcuts"), "_", 2);
  g_autofree char *title = g_strjoinv ("", parts);

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

GtkWindow *
ferry_shortcuts_window_new (GtkWindow *parent)
{
  FerryShortcutsWindow *self = g_object_new (FERRY_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, NULL);

  fill (self, gtk_window_get_application (parent));
  on_narrow_changed (self);
  return GTK_WINDOW (self);
}
