/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-filter-bar.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-company-drop-down.h"
#include "ferry-short-factory.h"

/* In the order in which they matter. */
static const FerryTableStatus statuses[] = {
  FERRY_TABLE_STATUS_UNKNOWN,     FERRY_TABLE_STATUS_FAILED,      FERRY_TABLE_STATUS_WARNING,
  FERRY_TABLE_STATUS_IN_PROGRESS, FERRY_TABLE_STATUS_NOT_STARTED, FERRY_TABLE_STATUS_SUCCESSFUL,
};

struct _FerryDetailFilterBar
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkSearchEntry *search_entry;
  GtkDropDown *status_drop_down;
  FerryCompanyDropDown *company_drop_down;

  FerryDetailList *list;
  gboolean narrow;
  gboolean updating;
};

enum
{
  PROP_0,
  PROP_LIST,
  PROP_NARROW,
  PROP_FILTERING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryDetailFilterBar, ferry_detail_filter_bar, GTK_TYPE_WIDGET)

static FerryTableStatus
get_status (FerryDetailFilterBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->status_drop_down);

  return selected < G_N_ELEMENTS (statuses) ? statuses[selected] : FERRY_TABLE_STATUS_UNKNOWN;
}

static void
apply (FerryDetailFilterBar *self)
{
  FerryTableStatus status = get_status (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->updating || self->list == NULL)
    return;
  ferry_detail_list_set_filter (self->list, status == FERRY_TABLE_STATUS_UNKNOWN ? 0 : 1u << status,
                                ferry_company_drop_down_get_company (self->company_drop_down),
                                *text == '\0' ? NULL : text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTERING]);
}

/* The companies that the run has by now; the one chosen stays. */
static void
update_companies (FerryDetailFilterBar *self)
{
  g_auto (GStrv) names = ferry_detail_list_get_companies (self->list);

  ferry_company_drop_down_set_names (self->company_drop_down, (const char *const *) names);
}

void
ferry_detail_filter_bar_set_list (FerryDetailFilterBar *self, FerryDetailList *list)
{
  g_return_if_fail (FERRY_IS_DETAIL_FILTER_BAR (self));

  if (self->list == list)
    return;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_set_object (&self->list, list);
  if (list == NULL)
    return;
  g_signal_connect_object (list, "notify::n-rows", G_CALLBACK (update_companies), self, G_CONNECT_SWAPPED);
  update_companies (self);
  apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST]);
}

gboolean
ferry_detail_filter_bar_get_filtering (FerryDetailFilterBar *self)
{
  g_return_val_if_fail (FERRY_IS_DETAIL_FILTER_BAR (self), FALSE);

  return ferry_company_drop_down_get_company (self->company_drop_down) != NULL
         || get_status (self) != FERRY_TABLE_STATUS_UNKNOWN
         || *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

void
ferry_detail_filter_bar_set_status (FerryDetailFilterBar *self, FerryTableStatus status)
{
  g_return_if_fail (FERRY_IS_DETAIL_FILTER_BAR (self));

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i] == status)
      gtk_drop_down_set_selected (self->status_drop_down, i);
}

void
ferry_detail_filter_bar_reset (FerryDetailFilterBar *self)
{
  g_return_if_fail (FERRY_IS_DETAIL_FILTER_BAR (self));

  self->updating = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_drop_down_set_selected (self->status_drop_down, 0);
  ferry_company_drop_down_reset (self->company_drop_down);
  self->updating = FALSE;
  apply (self);
}

void
ferry_detail_filter_bar_focus (FerryDetailFilterBar *self)
{
  g_return_if_fail (FERRY_IS_DETAIL_FILTER_BAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
set_up_drop_down (GtkDropDown *drop_down, GtkStringList *model)
{
  g_autoptr (GtkListItemFactory) factory = ferry_short_factory_new ();

  gtk_drop_down_set_factory (drop_down, factory);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (model));
}

/* Escape ends the search first, then leaves the page. */
static void
on_stop_search (FerryDetailFilterBar *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
ferry_detail_filter_bar_dispose (GObject *object)
{
  FerryDetailFilterBar *self = FERRY_DETAIL_FILTER_BAR (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_detail_filter_bar_parent_class)->dispose (object);
}

static void
ferry_detail_filter_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryDetailFilterBar *self = FERRY_DETAIL_FILTER_BAR (object);

  switch (id)
    {
    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_FILTERING:
      g_value_set_boolean (value, ferry_detail_filter_bar_get_filtering (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_detail_filter_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryDetailFilterBar *self = FERRY_DETAIL_FILTER_BAR (object);

  switch (id)
    {
    case PROP_LIST:
      ferry_detail_filter_bar_set_list (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                      self->narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_detail_filter_bar_class_init (FerryDetailFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ferry_detail_filter_bar_dispose;
  object_class->get_property = ferry_detail_filter_bar_get_property;
  object_class->set_property = ferry_detail_filter_bar_set_property;

  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, FERRY_TYPE_DETAIL_LIST, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_FILTERING]
    = g_param_spec_boolean ("filtering", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_COMPANY_DROP_DOWN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-detail-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryDetailFilterBar, box);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailFilterBar, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailFilterBar, status_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FerryDetailFilterBar, company_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, apply);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_detail_filter_bar_init (FerryDetailFilterBar *self)
{
  g_autoptr (GtkStringList) status_model = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (status_model, _ ("All statuses"));
  for (guint i = 1; i < G_N_ELEMENTS (statuses); i++)
    gtk_string_list_append (status_model, ferry_table_status_to_label (statuses[i]));

  ferry_accessible_name_drop_down (self->status_drop_down, _ ("Status"));

  self->updating = TRUE;
  set_up_drop_down (self->status_drop_down, status_model);
  self->updating = FALSE;
}
