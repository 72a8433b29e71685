/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pair-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-cloud-user-popover.h"
#include "ferry-cloud-user-row.h"

struct _FerryUserPairRow
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *name_label;
  GtkLabel *email_label;
  GtkWidget *arrow;
  GtkMenuButton *button;
  GtkWidget *choice_box;
  GtkLabel *choice_label;
  GtkLabel *choice_detail_label;
  GtkWidget *facts;
  GtkWidget *changed_label;
  GtkLabel *reason_label;
  GtkWidget *state_label;
  GtkLabel *note_label;

  FerryUserPairing *pairing;
  FerryUserPair *pair;
  gboolean narrow;
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

G_DEFINE_FINAL_TYPE (FerryUserPairRow, ferry_user_pair_row, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
set_class (gpointer widget, const char *name, gboolean present)
{
  if (present)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
name_button (FerryUserPairRow *self)
{
  const char *choice = ferry_user_pair_get_choice_name (self->pair);
  g_autofree char *label = NULL;

  if (*choice != '\0')
    /* Translators: a button; the on-premises user, and the cloud user chosen for it */
    label = g_strdup_printf (_ ("Cloud user for %s: %s"), ferry_user_pair_get_name (self->pair), choice);
  else
    /* Translators: a button; the on-premises user, for which no cloud user is chosen */
    label = g_strdup_printf (_ ("Cloud user for %s: nobody"), ferry_user_pair_get_name (self->pair));
  ferry_accessible_name_menu_button (self->button, label);
}

static void
update_choice (FerryUserPairRow *self)
{
  FerryCloudUser *choice = ferry_user_pair_get_choice (self->pair);
  const char *name = ferry_user_pair_get_choice_name (self->pair);
  g_autofree char *tooltip = choice != NULL ? ferry_cloud_user_dup_detail (choice) : NULL;
  const char *detail = choice != NULL ? ferry_cloud_user_get_authentication_email (choice) : "";

  if (choice != NULL && *detail == '\0')
    detail = ferry_cloud_user_get_display_name (choice);
  gtk_label_set_label (self->choice_label, *name != '\0' ? name : _ ("Choose a cloud user"));
  set_class (self->choice_label, "dim-label", *name == '\0');
  set_text (self->choice_detail_label, detail);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tooltip);
  name_button (self);
}

static void
update (FerryUserPairRow *self)
{
  FerryCloudUser *choice;
  gboolean changed, disabled;
  const char *reason;

  if (self->pair == NULL)
    return;

  choice = ferry_user_pair_get_choice (self->pair);
  changed = ferry_user_pair_get_changed (self->pair);
  disabled = choice != NULL && ferry_cloud_user_is_disabled (choice);
  reason = ferry_user_pair_get_reason (self->pair);
  gtk_label_set_label (self->name_label, ferry_user_pair_get_name (self->pair));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), ferry_user_pair_get_name (self->pair));
  set_text (self->email_label, ferry_user_pair_get_email (self->pair));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->email_label), ferry_user_pair_get_email (self->pair));
  update_choice (self);
  gtk_widget_set_visible (self->changed_label, changed);
  set_text (self->reason_label, reason);
  gtk_widget_set_visible (self->state_label, disabled);
  gtk_widget_set_visible (self->facts, changed || disabled || *reason != '\0');
  set_text (self->note_label, ferry_user_pair_get_note (self->pair));
}

static void
on_chosen (FerryUserPairRow *self, FerryCloudUser *user)
{
  g_signal_emit (self, signals[CHOSEN], 0, user);
}

/* Made when it is wanted: a list of all cloud users in every row would be long in the making. */
static void
make_popover (GtkMenuButton *button, gpointer data)
{
  FerryUserPairRow *self = data;
  GtkWidget *popover;

  if (self->pair == NULL)
    return;
  popover = ferry_cloud_user_popover_new (self->pairing, self->pair);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

GtkWidget *
ferry_user_pair_row_new (void)
{
  return g_object_new (FERRY_TYPE_USER_PAIR_ROW, NULL);
}

void
ferry_user_pair_row_set_pair (FerryUserPairRow *self, FerryUserPairing *pairing, FerryUserPair *pair)
{
  g_return_if_fail (FERRY_IS_USER_PAIR_ROW (self));

  g_set_object (&self->pairing, pairing);
  if (self->pair == pair)
    return;
  if (self->pair != NULL)
    g_signal_handlers_disconnect_by_func (self->pair, update, self);
  g_set_object (&self->pair, pair);
  gtk_menu_button_popdown (self->button);
  if (pair == NULL)
    return;
  g_signal_connect_object (pair, "notify::changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pair, "notify::note", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
set_narrow (FerryUserPairRow *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->box, !narrow);
  gtk_box_set_spacing (self->box, narrow ? 6 : 12);
  gtk_widget_set_visible (self->arrow, !narrow);
}

static void
ferry_user_pair_row_dispose (GObject *object)
{
  FerryUserPairRow *self = FERRY_USER_PAIR_ROW (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->pair);
  g_clear_object (&self->pairing);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_user_pair_row_parent_class)->dispose (object);
}

static void
ferry_user_pair_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, FERRY_USER_PAIR_ROW (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_user_pair_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    set_narrow (FERRY_USER_PAIR_ROW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_user_pair_row_class_init (FerryUserPairRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_user_pair_row_dispose;
  object_class->get_property = ferry_user_pair_row_get_property;
  object_class->set_property = ferry_user_pair_row_set_property;

  properties[PROP_NARROW]
    = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", FERRY_TYPE_USER_PAIR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, FERRY_TYPE_CLOUD_USER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-user-pair-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, box);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, email_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, button);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, choice_box);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, choice_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, choice_detail_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, facts);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, changed_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, FerryUserPairRow, note_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_user_pair_row_init (FerryUserPairRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The button centers what is in it, and names are to stand below one another. */
  for (GtkWidget *widget = self->choice_box; widget != GTK_WIDGET (self->button);
       widget = gtk_widget_get_parent (widget))
    {
      gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
      gtk_widget_set_hexpand (widget, TRUE);
    }
  gtk_menu_button_set_create_popup_func (self->button, make_popover, self, NULL);
}
