/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-help-page.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-help-picture.h"

#define BLOCK "ferry-guide-block"

/* Pixels between blocks, and before a heading. */
#define GAP         12
#define HEADING_GAP 24
#define ITEM_INDENT 24

struct _FerryHelpPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
};

enum
{
  FOLLOW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryHelpPage, ferry_help_page, GTK_TYPE_WIDGET)

static gboolean
on_link (FerryHelpPage *self, const char *target)
{
  g_signal_emit (self, signals[FOLLOW], 0, target);
  return TRUE;
}

static GtkWidget *
make_label (FerryHelpPage *self, const char *markup, GtkAccessibleRole role)
{
  GtkWidget *label
    = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "use-markup", TRUE, "label", markup, "xalign",
                    0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable", TRUE, NULL);

  g_signal_connect_object (label, "activate-link", G_CALLBACK (on_link), self, G_CONNECT_SWAPPED);
  return label;
}

static GtkWidget *
make_heading (FerryHelpPage *self, const FerryGuideBlock *block)
{
  static const char *const classes[] = { "title-1", "title-2", "title-4" };
  GtkWidget *label = make_label (self, block->markup, GTK_ACCESSIBLE_ROLE_HEADING);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) block->level,
                                  -1);
  gtk_widget_add_css_class (label, classes[CLAMP (block->level, 1, 3) - 1]);
  if (block->level > 1)
    gtk_widget_set_margin_top (label, HEADING_GAP - GAP);
  return label;
}

static GtkWidget *
make_item (FerryHelpPage *self, const FerryGuideBlock *block)
{
  g_autofree char *number = block->number > 0 ? g_strdup_printf ("%u.", block->number) : g_strdup ("•");
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *marker = gtk_label_new (number);
  GtkWidget *label = make_label (self, block->markup, GTK_ACCESSIBLE_ROLE_LABEL);

  gtk_widget_set_size_request (marker, ITEM_INDENT, -1);
  gtk_label_set_xalign (GTK_LABEL (marker), 1.0);
  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_widget_add_css_class (marker, "dim-label");
  gtk_widget_add_css_class (marker, "numeric");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (row, (int) block->level * (ITEM_INDENT + 6));
  gtk_box_append (GTK_BOX (row), marker);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static GtkWidget *
make_note (FerryHelpPage *self, const FerryGuideBlock *block)
{
  GtkWidget *label = make_label (self, block->markup, GTK_ACCESSIBLE_ROLE_NOTE);

  gtk_widget_add_css_class (label, "ferry-help-note");
  return label;
}

static void
on_copy_clicked (GtkButton *button, gpointer label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), gtk_label_get_text (label));
}

static GtkWidget *
make_code (FerryHelpPage *self, const FerryGuideBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *escaped = g_markup_escape_text (block->text, -1);
  GtkWidget *label = make_label (self, escaped, GTK_ACCESSIBLE_ROLE_LABEL);

  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  /* Code is written from the left in any language. */
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);

  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Copy"));
  ferry_accessible_set_label (button, _ ("Copy"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_copy_clicked), label, 0);

  gtk_widget_add_css_class (box, "ferry-help-code");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

/* A row a paragraph: columns side by side wouldn't fit a narrow window. With more than two, each cell says of which column it is. */
static GtkWidget *
make_row (FerryHelpPage *self, const FerryGuideBlock *block, guint row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_add_css_class (box, "ferry-help-row");
  for (guint i = 0; i < block->columns; i++)
    {
      const char *cell = block->cells[row * block->columns + i];
      g_autofree char *markup = NULL;
      GtkWidget *label;

      if (*cell == '\0')
        continue;
      if (i == 0 || block->columns == 2)
        markup = g_strdup (cell);
      else
        markup = g_strdup_printf ("<span alpha=\"70%%\">%s:</span> %s", block->cells[i], cell);
      label = make_label (self, markup, GTK_ACCESSIBLE_ROLE_LABEL);
      if (i == 0)
        gtk_widget_add_css_class (label, "heading");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static GtkWidget *
make_table (FerryHelpPage *self, const FerryGuideBlock *block)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "ferry-help-table");
  for (guint row = 1; row < g_strv_length (block->cells) / block->columns; row++)
    {
      if (row > 1)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (box), make_row (self, block, row));
    }
  return box;
}

static GtkWidget *
make_block (FerryHelpPage *self, const FerryGuideBlock *block)
{
  switch (block->kind)
    {
    case FERRY_GUIDE_HEADING:
      return make_heading (self, block);
    case FERRY_GUIDE_ITEM:
      return make_item (self, block);
    case FERRY_GUIDE_NOTE:
      return make_note (self, block);
    case FERRY_GUIDE_CODE:
      return make_code (self, block);
    case FERRY_GUIDE_PICTURE:
      return ferry_help_picture_new (block->target, block->text);
    case FERRY_GUIDE_TABLE:
      return make_table (self, block);
    case FERRY_GUIDE_PARAGRAPH:
    default:
      return make_label (self, block->markup, GTK_ACCESSIBLE_ROLE_LABEL);
    }
}

void
ferry_help_page_show (FerryHelpPage *self, const FerryGuidePage *page)
{
  GtkWidget *child;

  g_return_if_fail (FERRY_IS_HELP_PAGE (self));
  g_return_if_fail (page != NULL);

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const FerryGuideBlock *block = page->blocks->pdata[i];
      GtkWidget *widget = make_block (self, block);

      g_object_set_data (G_OBJECT (widget), BLOCK, (gpointer) block);
      gtk_box_append (GTK_BOX (self->box), widget);
    }
}

GtkWidget *
ferry_help_page_find (FerryHelpPage *self, const FerryGuideBlock *heading)
{
  g_return_val_if_fail (FERRY_IS_HELP_PAGE (self), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_object_get_data (G_OBJECT (child), BLOCK) == heading)
      return child;
  return NULL;
}

static void
ferry_help_page_dispose (GObject *object)
{
  g_clear_pointer (&FERRY_HELP_PAGE (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_help_page_parent_class)->dispose (object);
}

static void
ferry_help_page_class_init (FerryHelpPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ferry_help_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_DOCUMENT);

  signals[FOLLOW] = g_signal_new ("follow", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ferry_help_page_init (FerryHelpPage *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, GAP);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
