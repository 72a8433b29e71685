/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-finding-list.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"

struct _FerryFindingList
{
  GtkWidget parent_instance;

  GtkLabel *heading;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  int max_height; /* of the list, or -1 */
  guint relayout; /* source */
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryFindingList, ferry_finding_list, GTK_TYPE_WIDGET)

static const char *
get_severity_text (FerryLintSeverity severity)
{
  switch (severity)
    {
    case FERRY_LINT_ERROR:
      return _ ("Error");
    case FERRY_LINT_WARNING:
      return _ ("Warning");
    case FERRY_LINT_ADVICE:
    default:
      return _ ("Advice");
    }
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
on_copy_clicked (GtkButton *button, GtkLabel *label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), gtk_label_get_label (label));
}

static GtkWidget *
new_snippet (const char *snippet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = new_label (snippet);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "ferry-snippet");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Copy the line"));
  ferry_accessible_set_label (button, _ ("Copy the line"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy_clicked), label, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
new_row (const FerryLintFinding *finding)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *inner = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  FerryStyle style = ferry_lint_severity_to_style (finding->severity);
  const char *icon_name = finding->severity == FERRY_LINT_ADVICE ? "dialog-information-symbolic"
                                                                 : ferry_style_to_icon_name (style);
  const char *css_class = ferry_style_to_css_class (style);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), finding->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), get_severity_text (finding->severity));
  if (css_class != NULL)
    gtk_widget_add_css_class (icon, css_class);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);

  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), new_label (finding->explanation));
  gtk_box_append (GTK_BOX (box), new_label (finding->fix));
  if (finding->snippet != NULL)
    gtk_box_append (GTK_BOX (box), new_snippet (finding->snippet));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inner), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inner), FALSE);
  /* Its text is read as a whole; the button in it is reached by itself. */
  ferry_accessible_set_label (inner, finding->fix);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);
  return row;
}

static void
clear (FerryFindingList *self, GHashTable *open)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    {
      if (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)))
        g_hash_table_add (open, g_strdup (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row))));
      gtk_list_box_remove (self->list, row);
    }
}

void
ferry_finding_list_set_findings (FerryFindingList *self, GPtrArray *findings)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_if_fail (FERRY_IS_FINDING_LIST (self));

  clear (self, open);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const FerryLintFinding *finding = findings->pdata[i];
      GtkWidget *row = new_row (finding);

      gtk_list_box_append (self->list, row);
      if (g_hash_table_contains (open, finding->title))
        adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), findings != NULL && findings->len > 0);
}

/* GTK asks for the height that the list had if no line was wrapped. */
static gboolean
fit_height (gpointer user_data)
{
  FerryFindingList *self = user_data;
  int height;

  self->relayout = 0;
  gtk_widget_measure (GTK_WIDGET (self->list), GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (GTK_WIDGET (self->list)), &height, NULL, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, MIN (height, self->max_height));
  return G_SOURCE_REMOVE;
}

static void
on_list_changed (FerryFindingList *self)
{
  /* It changes while it is laid out. */
  if (self->max_height > 0 && self->relayout == 0)
    self->relayout = g_idle_add_full (G_PRIORITY_DEFAULT, fit_height, self, NULL);
}

void
ferry_finding_list_set_max_height (FerryFindingList *self, int height)
{
  g_return_if_fail (FERRY_IS_FINDING_LIST (self));

  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  height < 0 ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (self->scroller, height);
  self->max_height = height;
}

static void
ferry_finding_list_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_handle_id (&FERRY_FINDING_LIST (object)->relayout, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_FINDING_LIST);
  G_OBJECT_CLASS (ferry_finding_list_parent_class)->dispose (object);
}

static void
ferry_finding_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_label (FERRY_FINDING_LIST (object)->heading));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_finding_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryFindingList *self = FERRY_FINDING_LIST (object);

  if (id == PROP_TITLE)
    {
      gtk_label_set_label (self->heading, g_value_get_string (value));
      ferry_accessible_set_label (self->list, g_value_get_string (value));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_finding_list_class_init (FerryFindingListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_finding_list_dispose;
  object_class->get_property = ferry_finding_list_get_property;
  object_class->set_property = ferry_finding_list_set_property;

  properties[PROP_TITLE]
    = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-finding-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, heading);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, scroller);
  gtk_widget_class_bind_template_child (widget_class, FerryFindingList, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_finding_list_init (FerryFindingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->max_height = -1;
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (on_list_changed), self, G_CONNECT_SWAPPED);
}
