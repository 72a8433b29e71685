/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pair-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-format.h"
#include "ferry-user-pair-row.h"

struct _FerryUserPairList
{
  GtkWidget parent_instance;

  GtkBox *filter_box;
  GtkSearchEntry *search_entry;
  GtkToggleButton *all_toggle;
  GtkToggleButton *unmapped_toggle;
  GtkToggleButton *changed_toggle;
  GtkWidget *headings;
  GtkStack *stack;
  AdwStatusPage *no_match_page;
  GtkListView *list_view;

  FerryUserPairing *pairing;
  GtkCustomFilter *filter;
  GtkFilterListModel *shown;
  char *search;
  gboolean narrow;
  gboolean reading;
  gboolean unread;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryUserPairList, ferry_user_pair_list, GTK_TYPE_WIDGET)

static gboolean
matches (gpointer item, gpointer data)
{
  FerryUserPairList *self = data;

  if (gtk_toggle_button_get_active (self->unmapped_toggle) && ferry_user_pair_get_choice (item) != NULL)
    return FALSE;
  if (gtk_toggle_button_get_active (self->changed_toggle) && !ferry_user_pair_get_changed (item))
    return FALSE;
  return self->search == NULL || ferry_user_pair_matches (item, self->search);
}

static void
update_no_match (FerryUserPairList *self)
{
  const char *title = _ ("No User Matches");
  const char *description = _ ("Try another search.");

  if (self->search == NULL && gtk_toggle_button_get_active (self->unmapped_toggle))
    {
      title = _ ("Nobody Is Left");
      description = _ ("Every on-premises user has a cloud user.");
    }
  else if (self->search == NULL)
    {
      title = _ ("Nothing Changed");
      description = _ ("All choices are saved.");
    }
  adw_status_page_set_title (self->no_match_page, title);
  adw_status_page_set_description (self->no_match_page, description);
}

static const char *
choose_page (FerryUserPairList *self)
{
  if (self->pairing == NULL || ferry_user_pairing_get_n_pairs (self->pairing) == 0)
    {
      if (self->reading)
        return "loading";
      return self->unread ? "unread" : "empty";
    }
  return g_list_model_get_n_items (G_LIST_MODEL (self->shown)) == 0 ? "no-match" : "list";
}

static void
update_page (FerryUserPairList *self)
{
  const char *page = choose_page (self);
  gboolean has_users = g_str_equal (page, "list") || g_str_equal (page, "no-match");

  update_no_match (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->headings, g_str_equal (page, "list") && !self->narrow);
  gtk_widget_set_sensitive (GTK_WIDGET (self->filter_box), has_users);
}

static void
update_toggles (FerryUserPairList *self)
{
  g_autofree char *n_pairs = ferry_format_count (ferry_user_pairing_get_n_pairs (self->pairing));
  g_autofree char *n_unmapped = ferry_format_count (ferry_user_pairing_get_n_unmapped (self->pairing));
  g_autofree char *n_changed = ferry_format_count (ferry_user_pairing_get_n_changed (self->pairing));
  /* Translators: a filter and how many users it leaves */
  g_autofree char *all = g_strdup_printf (_ ("All (%s)"), n_pairs);
  /* Translators: a filter for users without a cloud user, and how many there are */
  g_autofree char *unmapped = g_strdup_printf (_ ("Unmapped (%s)"), n_unmapped);
  /* Translators: a filter for users whose choice isn't saved, and how many there are */
  g_autofree char *changed = g_strdup_printf (_ ("Changed (%s)"), n_changed);

  /* The numbers don't fit on a telephone. */
  gtk_button_set_label (GTK_BUTTON (self->all_toggle), self->narrow ? _ ("All") : all);
  gtk_button_set_label (GTK_BUTTON (self->unmapped_toggle), self->narrow ? _ ("Unmapped") : unmapped);
  gtk_button_set_label (GTK_BUTTON (self->changed_toggle),
                        self->narrow ? C_ ("choices", "Changed") : changed);
  ferry_accessible_set_label (self->all_toggle, all);
  ferry_accessible_set_label (self->unmapped_toggle, unmapped);
  ferry_accessible_set_label (self->changed_toggle, changed);
}

static void
on_pairing_changed (FerryUserPairList *self)
{
  update_toggles (self);
  update_page (self);
}

void
ferry_user_pair_list_filter_again (FerryUserPairList *self)
{
  g_return_if_fail (FERRY_IS_USER_PAIR_LIST (self));

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

/* Another selection is read from its beginning. */
static void
show_from_start (FerryUserPairList *self)
{
  ferry_user_pair_list_filter_again (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", 0);
}

static void
on_search_changed (FerryUserPairList *self)
{
  g_autofree char *folded = ferry_user_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  g_clear_pointer (&self->search, g_free);
  if (*folded != '\0')
    self->search = g_steal_pointer (&folded);
  show_from_start (self);
}

/* Escape, which the entry keeps to itself: it ends the search first, then it is the window's. */
static void
on_search_stopped (FerryUserPairList *self)
{
  if (self->search != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "window.close", NULL);
}

static void
on_filter_toggled (FerryUserPairList *self, GtkToggleButton *toggle)
{
  if (gtk_toggle_button_get_active (toggle) && self->filter != NULL)
    show_from_start (self);
}

static void
on_chosen (FerryUserPairList *self, FerryCloudUser *user, FerryUserPairRow *row)
{
  FerryUserPair *pair = g_object_get_data (G_OBJECT (row), "pair");

  if (pair != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, pair, user);
}

static void
on_setup (FerryUserPairList *self, GtkListItem *item)
{
  GtkWidget *row = ferry_user_pair_row_new ();

  g_object_bind_property (self, "narrow", row, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (row, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
  gtk_list_item_set_activatable (item, FALSE);
  /* The button in it is what can be used. */
  gtk_list_item_set_selectable (item, FALSE);
}

static void
on_bind (FerryUserPairList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  FerryUserPair *pair = gtk_list_item_get_item (item);

  g_object_set_data (G_OBJECT (row), "pair", pair);
  ferry_user_pair_row_set_pair (FERRY_USER_PAIR_ROW (row), self->pairing, pair);
}

static void
on_unbind (FerryUserPairList *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_object_set_data (G_OBJECT (row), "pair", NULL);
  ferry_user_pair_row_set_pair (FERRY_USER_PAIR_ROW (row), NULL, NULL);
}

void
ferry_user_pair_list_set_pairing (FerryUserPairList *self, FerryUserPairing *pairing)
{
  g_return_if_fail (FERRY_IS_USER_PAIR_LIST (self));
  g_return_if_fail (FERRY_IS_USER_PAIRING (pairing));
  g_return_if_fail (self->pairing == NULL);

  self->pairing = g_object_ref (pairing);
  gtk_filter_list_model_set_model (self->shown, ferry_user_pairing_get_pairs (pairing));
  g_signal_connect_object (pairing, "changed", G_CALLBACK (on_pairing_changed), self, G_CONNECT_SWAPPED);
  on_pairing_changed (self);
}

void
ferry_user_pair_list_set_reading (FerryUserPairList *self, gboolean reading)
{
  g_return_if_fail (FERRY_IS_USER_PAIR_LIST (self));

  self->reading = reading;
  update_page (self);
}

void
ferry_user_pair_list_set_unread (FerryUserPairList *self, gboolean unread)
{
  g_return_if_fail (FERRY_IS_USER_PAIR_LIST (self));

  self->unread = unread;
  update_page (self);
}

static void
set_narrow (FerryUserPairList *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->filter_box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  update_toggles (self);
  update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
ferry_user_pair_list_dispose (GObject *object)
{
  FerryUserPairList *self = FERRY_USER_PAIR_LIST (object);
  GtkWidget *child;

  if (self->shown != NULL)
    gtk_filter_list_model_set_model (self->shown, NULL);
  g_clear_object (&self->shown);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->pairing != NULL)
    g_signal_handlers_disconnect_by_data (self->pairing, self);
  g_clear_object (&self->pairing);
  G_OBJECT_CLASS (ferry_user_pair_list_parent_class)->dispose (object);
}

static void
ferry_user_pair_list_finalize (GObject *object)
{
  g_free (FERRY_USER_PAIR_LIST (object)->search);
  G_OBJECT_CLASS (ferry_user_pair_list_parent_class)->finalize (object);
}

static void
ferry_user_pair_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, FERRY_USER_PAIR_LIST (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_user_pair_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (FERRY_USER_PAIR_LIST (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_user_pair_list_class_init (FerryUserPairListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_user_pair_list_dispose;
  object_class->finalize = ferry_user_pair_list_finalize;
  object_class->get_property = ferry_user_pair_list_get_property;
  object_class->set_property = ferry_user_pair_list_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", FERRY_TYPE_USER_PAIR_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, FERRY_TYPE_USER_PAIR, FERRY_TYPE_CLOUD_USER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-user-pair-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, filter_box);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, all_toggle);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, unmapped_toggle);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, changed_toggle);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, headings);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, no_match_page);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_user_pair_list_init (FerryUserPairList *self)
{
  g_autoptr (GtkNoSelection) rows = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->shown = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  rows = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (rows));
  self->reading = TRUE;
  update_page (self);
}
