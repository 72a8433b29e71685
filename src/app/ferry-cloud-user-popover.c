/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cloud-user-popover.h"

#include <string.h>

#include "ferry-cloud-user-row.h"

struct _FerryCloudUserPopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list_view;
  GtkWidget *nobody_button;

  FerryUserPairing *pairing;
  FerryUserPair *pair;
  GtkCustomFilter *filter;
  GtkFilterListModel *users;
  char *search;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryCloudUserPopover, ferry_cloud_user_popover, GTK_TYPE_POPOVER)

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = ferry_user_fold (text);

  return strstr (own, folded) != NULL;
}

static gboolean
matches (gpointer item, gpointer data)
{
  FerryCloudUserPopover *self = data;

  return self->search == NULL || contains (ferry_cloud_user_get_user_name (item), self->search)
         || contains (ferry_cloud_user_get_display_name (item), self->search)
         || contains (ferry_cloud_user_get_authentication_email (item), self->search);
}

/* The keyboard goes back to the button: left in an entry that isn't shown any more, it would be nobody's. */
static void
close_popover (FerryCloudUserPopover *self)
{
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
choose (FerryCloudUserPopover *self, FerryCloudUser *user)
{
  g_object_ref (self);
  close_popover (self);
  g_signal_emit (self, signals[CHOSEN], 0, user);
  g_object_unref (self);
}

static void
on_activated (FerryCloudUserPopover *self, guint position)
{
  g_autoptr (FerryCloudUser) user = g_list_model_get_item (G_LIST_MODEL (self->users), position);

  if (user != NULL)
    choose (self, user);
}

static void
on_search_changed (FerryCloudUserPopover *self)
{
  g_autofree char *folded = ferry_user_fold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));

  g_clear_pointer (&self->search, g_free);
  if (*folded != '\0')
    self->search = g_steal_pointer (&folded);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (
    self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->users)) > 0 ? "list" : "no-match");
}

/* Enter takes the only one that is left, as somebody expects who typed until one was left. */
static void
on_search_activated (FerryCloudUserPopover *self)
{
  on_search_changed (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->users)) == 1)
    on_activated (self, 0);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->list_view), GTK_DIR_TAB_FORWARD);
}

static void
on_search_stopped (FerryCloudUserPopover *self)
{
  close_popover (self);
}

static void
on_nobody_clicked (FerryCloudUserPopover *self)
{
  choose (self, NULL);
}

static void
on_setup (FerryCloudUserPopover *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, ferry_cloud_user_row_new ());
}

static void
on_bind (FerryCloudUserPopover *self, GtkListItem *item)
{
  FerryCloudUser *user = gtk_list_item_get_item (item);
  FerryUserPair *holder = ferry_user_pairing_find_holder (self->pairing, user);

  ferry_cloud_user_row_set_user (FERRY_CLOUD_USER_ROW (gtk_list_item_get_child (item)), user, holder,
                                 holder == self->pair);
}

GtkWidget *
ferry_cloud_user_popover_new (FerryUserPairing *pairing, FerryUserPair *pair)
{
  FerryCloudUserPopover *self;
  g_autoptr (GtkNoSelection) rows = NULL;

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (pairing), NULL);
  g_return_val_if_fail (FERRY_IS_USER_PAIR (pair), NULL);

  self = g_object_new (FERRY_TYPE_CLOUD_USER_POPOVER, NULL);
  self->pairing = g_object_ref (pairing);
  self->pair = g_object_ref (pair);
  gtk_filter_list_model_set_model (self->users, ferry_user_pairing_get_users (pairing));
  rows = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->users)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (rows));
  gtk_widget_set_sensitive (self->nobody_button, *ferry_user_pair_get_choice_name (pair) != '\0');
  return GTK_WIDGET (self);
}

static void
ferry_cloud_user_popover_dispose (GObject *object)
{
  FerryCloudUserPopover *self = FERRY_CLOUD_USER_POPOVER (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->users);
  g_clear_object (&self->pair);
  G_OBJECT_CLASS (ferry_cloud_user_popover_parent_class)->dispose (object);
}

static void
ferry_cloud_user_popover_finalize (GObject *object)
{
  FerryCloudUserPopover *self = FERRY_CLOUD_USER_POPOVER (object);

  g_clear_object (&self->pairing);
  g_free (self->search);
  G_OBJECT_CLASS (ferry_cloud_user_popover_parent_class)->finalize (object);
}

static void
ferry_cloud_user_popover_class_init (FerryCloudUserPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_cloud_user_popover_dispose;
  object_class->finalize = ferry_cloud_user_popover_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", FERRY_TYPE_CLOUD_USER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, FERRY_TYPE_CLOUD_USER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-cloud-user-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserPopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryCloudUserPopover, nobody_button);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_nobody_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
}

static void
ferry_cloud_user_popover_init (FerryCloudUserPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->users = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
}
