/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-help-window.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ferry-commands.h"
#include "ferry-guide.h"
#include "ferry-help-page.h"
#include "ferry-settings.h"
#include "ferry-toast-overlay.h"

#define START "index.md"
#define TOPIC "ferry-topic"

/* What a heading is scrolled to has above it, in pixels. */
#define HEADING_MARGIN 12

/* Where one was. */
typedef struct
{
  char *topic;
  double scrolled;
} Place;

struct _FerryHelpWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryToastOverlay *toasts;
  AdwFlap *flap;
  GtkSearchEntry *search_entry;
  GtkStack *side_stack;
  GtkListBox *contents;
  GtkListBox *hits;
  GtkScrolledWindow *scroller;
  FerryHelpPage *page;

  FerryGuide *guide;
  const FerryGuidePage *shown;
  GPtrArray *places;
  guint place; /* the present one of them */
  GSimpleActionGroup *actions;

  /* Where to scroll to once the page has its size. */
  guint tick;
  guint frames;
  GtkWidget *goal; /* NULL: @scrolled */
  double scrolled;
};

G_DEFINE_FINAL_TYPE (FerryHelpWindow, ferry_help_window, ADW_TYPE_WINDOW)

static void
place_free (Place *self)
{
  g_free (self->topic);
  g_free (self);
}

static GtkAdjustment *
get_adjustment (FerryHelpWindow *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}

/* ---- Scrolling ---- */

/* A page that has just been put together has its size in the second frame. */
static gboolean
scroll_now (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  FerryHelpWindow *self = user_data;
  graphene_rect_t bounds;
  double value = self->scrolled;

  if (gtk_widget_get_height (widget) == 0 || self->frames++ == 0)
    return G_SOURCE_CONTINUE;
  if (self->goal != NULL && gtk_widget_compute_bounds (self->goal, widget, &bounds))
    value = MAX (0.0, gtk_widget_get_margin_top (widget) + (double) bounds.origin.y - HEADING_MARGIN);
  gtk_adjustment_set_value (get_adjustment (self), value);
  self->tick = 0;
  self->goal = NULL;
  return G_SOURCE_REMOVE;
}

static void
scroll_later (FerryHelpWindow *self, GtkWidget *goal, double scrolled)
{
  self->goal = goal;
  self->scrolled = scrolled;
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->page), scroll_now, self, NULL);
}

/* ---- Contents ---- */

static const char *
get_row_topic (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), TOPIC);
}

static GtkLabel *
add_row_label (GtkBox *box, const char *text, gboolean markup)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  if (markup)
    gtk_label_set_markup (label, text);
  else
    gtk_label_set_text (label, text);
  gtk_label_set_xalign (label, 0.0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_box_append (box, GTK_WIDGET (label));
  return label;
}

static GtkBox *
add_row (GtkListBox *list, char *topic)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (row), TOPIC, topic, g_free);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (list, row);
  return GTK_BOX (box);
}

/* The sections of a page stand under it, and are seen while it is shown. */
static void
fill_contents (FerryHelpWindow *self)
{
  GPtrArray *pages = ferry_guide_get_pages (self->guide);

  for (guint i = 0; i < pages->len; i++)
    {
      const FerryGuidePage *page = pages->pdata[i];

      add_row_label (add_row (self->contents, g_strdup (page->name)), page->title, FALSE);
      for (guint j = 0; j < page->blocks->len; j++)
        {
          const FerryGuideBlock *block = page->blocks->pdata[j];
          GtkBox *box;

          if (block->kind != FERRY_GUIDE_HEADING || block->level != 2)
            continue;
          box = add_row (self->contents, g_strconcat (page->name, "#", block->target, NULL));
          gtk_widget_set_margin_start (GTK_WIDGET (box), 18);
          gtk_widget_add_css_class (GTK_WIDGET (add_row_label (box, block->text, FALSE)), "dim-label");
        }
    }
}

static void
update_contents (FerryHelpWindow *self, const char *topic)
{
  g_autofree char *prefix = g_strconcat (self->shown->name, "#", NULL);
  GtkListBoxRow *selected = NULL;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->contents, i)) != NULL; i++)
    {
      const char *of = get_row_topic (row);

      gtk_widget_set_visible (GTK_WIDGET (row), g_strrstr (of, "#") == NULL || g_str_has_prefix (of, prefix));
      if (g_str_equal (of, topic) || (selected == NULL && g_str_equal (of, self->shown->name)))
        selected = row;
    }
  gtk_list_box_select_row (self->contents, selected);
}

/* ---- Going ---- */

static void
update_actions (FerryHelpWindow *self)
{
  ferry_commands_set_enabled (self->actions, "back", self->place > 0);
  ferry_commands_set_enabled (self->actions, "forward", self->place + 1 < self->places->len);
}

static void
show_place (FerryHelpWindow *self, gboolean anew)
{
  const Place *place = self->places->pdata[self->place];
  const FerryGuideBlock *heading;
  const FerryGuidePage *page = ferry_guide_find (self->guide, place->topic, &heading);

  g_return_if_fail (page != NULL);
  /* Arrows scroll. Besides, GTK 4.8 doesn't bear that what has the focus within a viewport goes away. */
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
  if (page != self->shown)
    ferry_help_page_show (self->page, page);
  self->shown = page;
  adw_window_title_set_subtitle (self->title, page->title);
  update_contents (self, place->topic);
  update_actions (self);
  scroll_later (self, anew && heading != NULL ? ferry_help_page_find (self->page, heading) : NULL,
                place->scrolled);
}

static void
remember_scrolled (FerryHelpWindow *self)
{
  if (self->places->len > 0)
    ((Place *) self->places->pdata[self->place])->scrolled = gtk_adjustment_get_value (get_adjustment (self));
}

static void
go (FerryHelpWindow *self, const char *topic)
{
  Place *place;

  if (ferry_guide_find (self->guide, topic, NULL) == NULL)
    topic = START;
  if (ferry_guide_find (self->guide, topic, NULL) == NULL)
    return;
  remember_scrolled (self);
  place = g_new0 (Place, 1);
  place->topic = g_strdup (topic);
  if (self->places->len > 0)
    g_ptr_array_set_size (self->places, (int) self->place + 1);
  g_ptr_array_add (self->places, place);
  self->place = self->places->len - 1;
  show_place (self, TRUE);
}

static void
go_by (FerryHelpWindow *self, int step)
{
  remember_scrolled (self);
  self->place = (guint) ((int) self->place + step);
  show_place (self, FALSE);
}

static void
on_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_by (user_data, -1);
}

static void
on_forward (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_by (user_data, 1);
}

static void
on_opened (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryHelpWindow) self = FERRY_HELP_WINDOW (object);
  g_autofree char *address = user_data;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (self), result, &error) || self->places->len == 0)
    return;
  /* Translators: a file or an address */
  text = g_markup_printf_escaped (_ ("“%s” couldn’t be opened"), address);
  ferry_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
on_follow (FerryHelpWindow *self, const char *target)
{
  g_autofree char *topic = NULL;

  if (g_str_has_prefix (target, "https:"))
    {
      gtk_show_uri_full (GTK_WINDOW (g_object_ref (self)), target, GDK_CURRENT_TIME, NULL, on_opened,
                         g_strdup (target));
      return;
    }
  topic = ferry_guide_resolve (self->shown->name, target);
  go (self, topic);
}

/* A narrow window has room for one side. */
static void
leave_side (FerryHelpWindow *self)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
on_row_activated (FerryHelpWindow *self, GtkListBoxRow *row)
{
  g_autofree char *topic = g_strdup (get_row_topic (row));

  go (self, topic);
  leave_side (self);
}

/* ---- Searching ---- */

static void
on_search_changed (FerryHelpWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autoptr (GPtrArray) found = ferry_guide_search (self->guide, words);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->hits, 0)) != NULL)
    gtk_list_box_remove (self->hits, GTK_WIDGET (row));
  for (guint i = 0; i < found->len; i++)
    {
      const FerryGuideHit *hit = found->pdata[i];
      GtkBox *box = add_row (self->hits, g_strconcat (hit->page->name, "#", hit->heading->target, NULL));

      add_row_label (box, hit->heading->text, FALSE);
      if (hit->heading->level > 1)
        gtk_widget_add_css_class (GTK_WIDGET (add_row_label (box, hit->page->title, FALSE)),
                                  "caption-heading");
      gtk_widget_add_css_class (GTK_WIDGET (add_row_label (box, hit->excerpt, TRUE)), "caption");
    }
  gtk_stack_set_visible_child_name (self->side_stack, words[strspn (words, " ")] == '\0' ? "contents"
                                                      : found->len > 0                   ? "hits"
                                                                                         : "none");
}

static void
on_search_activated (FerryHelpWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hits, 0);

  if (row != NULL)
    on_row_activated (self, row);
}

/* Escape leaves the search first, then the side that lies over the page, then the window. */
static void
on_search_stopped (FerryHelpWindow *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else if (adw_flap_get_folded (self->flap) && adw_flap_get_reveal_flap (self->flap))
    leave_side (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer unused)
{
  on_search_stopped (FERRY_HELP_WINDOW (widget));
  return TRUE;
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FerryHelpWindow *self = user_data;

  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ---- Life ---- */

const char *
ferry_help_window_get_topic (FerryHelpWindow *self)
{
  g_return_val_if_fail (FERRY_IS_HELP_WINDOW (self), NULL);
  return ((const Place *) self->places->pdata[self->place])->topic;
}

/* A group of its own: what is modal in another one doesn't concern it. */
static FerryHelpWindow *
make_window (GtkApplication *application)
{
  FerryHelpWindow *self = g_object_new (FERRY_TYPE_HELP_WINDOW, "application", application, NULL);
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  gtk_window_group_add_window (group, GTK_WINDOW (self));
  return self;
}

void
ferry_help_window_present (GtkApplication *application, const char *topic)
{
  FerryHelpWindow *self = NULL;

  g_return_if_fail (GTK_IS_APPLICATION (application));
  g_return_if_fail (topic != NULL);

  for (GList *l = gtk_application_get_windows (application); l != NULL && self == NULL; l = l->next)
    if (FERRY_IS_HELP_WINDOW (l->data))
      self = l->data;
  if (self == NULL)
    self = make_window (application);
  go (self, topic);
  leave_side (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
ferry_help_window_dispose (GObject *object)
{
  FerryHelpWindow *self = FERRY_HELP_WINDOW (object);

  if (self->tick != 0 && self->page != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->page), self->tick);
  self->tick = 0;
  g_ptr_array_set_size (self->places, 0);
  G_OBJECT_CLASS (ferry_help_window_parent_class)->dispose (object);
}

static void
ferry_help_window_finalize (GObject *object)
{
  FerryHelpWindow *self = FERRY_HELP_WINDOW (object);

  g_ptr_array_unref (self->places);
  g_object_unref (self->actions);
  G_OBJECT_CLASS (ferry_help_window_parent_class)->finalize (object);
}

static void
ferry_help_window_class_init (FerryHelpWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_help_window_dispose;
  object_class->finalize = ferry_help_window_finalize;

  g_type_ensure (FERRY_TYPE_HELP_PAGE);
  g_type_ensure (FERRY_TYPE_TOAST_OVERLAY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, side_stack);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, hits);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, FerryHelpWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, on_follow);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "help.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "help.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, GDK_ALT_MASK, "help.forward", NULL);
}

static void
ferry_help_window_init (FerryHelpWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "back", .activate = on_back },
    { .name = "forward", .activate = on_forward },
    { .name = "find", .activate = on_find },
  };
  GSettings *settings = ferry_settings_get ();

  self->guide = ferry_guide_get ();
  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "help", G_ACTION_GROUP (self->actions));

  gtk_widget_init_template (GTK_WIDGET (self));
  if (settings != NULL)
    {
      g_settings_bind (settings, "help-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "help-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
    }
  fill_contents (self);
}
