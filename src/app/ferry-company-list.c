/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-list.h"

#include <glib/gi18n-lib.h>

#include "ferry-company-row.h"
#include "ferry-format.h"
#include "ferry-search.h"

struct _FerryCompanyList
{
  GtkWidget parent_instance;

  GtkSearchEntry *search_entry;
  GtkCheckButton *all_check;
  GtkStack *stack;
  GtkListView *list_view;
  GtkCustomFilter *filter;
  GtkFilterListModel *filter_model;
  GtkLabel *totals_label;
  GtkLabel *problem_label;
  GtkWidget *warning_box;
  GtkLabel *warning_label;
  GtkCheckButton *confirm_check;

  FerryCompanySelection *selection;
  char *search;
  gboolean show_state;
  gboolean updating;
};

enum
{
  PROP_0,
  PROP_SELECTION,
  PROP_SHOW_STATE,
  PROP_VALID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryCompanyList, ferry_company_list, GTK_TYPE_WIDGET)

static gboolean
matches (gpointer item, gpointer data)
{
  FerryCompanyList *self = data;
  FerryCompany *company = ferry_company_choice_get_company (item);

  return self->search == NULL || ferry_search_contains (ferry_company_get_name (company), self->search)
         || ferry_search_contains (ferry_company_get_display_name (company), self->search);
}

static const char *
choose_page (FerryCompanyList *self)
{
  if (self->selection == NULL)
    return "loading";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return "empty";
  return g_list_model_get_n_items (G_LIST_MODEL (self->filter_model)) == 0 ? "no-match" : "list";
}

static char *
dup_totals (FerryCompanyList *self)
{
  guint n_selected = ferry_company_selection_get_n_selected (self->selection);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  g_autofree char *selected = ferry_format_count (n_selected);
  g_autofree char *total = ferry_format_count (n_items);
  g_autofree char *size
    = ferry_format_gigabytes (ferry_company_selection_get_selected_size (self->selection));

  if (n_selected == 0)
    return g_strdup_printf (
      ngettext ("None of %s company selected", "None of %s companies selected", n_items), total);
  return g_strdup_printf (
    /* Translators: “3 of 12 companies selected, 4.2 GB” */
    ngettext ("%s of %s company selected, %s", "%s of %s companies selected, %s", n_items), selected, total,
    size);
}

static void
update_page (FerryCompanyList *self)
{
  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
}

static void
update (FerryCompanyList *self)
{
  g_autofree char *totals = NULL;
  g_autofree char *warning = NULL;

  update_page (self);
  if (self->selection == NULL)
    {
      gtk_label_set_label (self->totals_label, "");
      gtk_widget_set_visible (GTK_WIDGET (self->all_check), FALSE);
      gtk_widget_set_visible (self->warning_box, FALSE);
    }
  else
    {
      gboolean all = ferry_company_selection_get_all_selected (self->selection);

      totals = dup_totals (self);
      gtk_label_set_label (self->totals_label, totals);

      self->updating = TRUE;
      gtk_widget_set_visible (GTK_WIDGET (self->all_check),
                              ferry_company_selection_get_can_select_all (self->selection));
      gtk_check_button_set_active (self->all_check, all);
      gtk_check_button_set_inconsistent (
        self->all_check, !all && ferry_company_selection_get_n_selected (self->selection) > 0);
      self->updating = FALSE;

      warning = ferry_company_selection_dup_warning (self->selection);
      /* Something else is to be confirmed now. */
      if (g_strcmp0 (warning == NULL ? "" : warning, gtk_label_get_label (self->warning_label)) != 0)
        gtk_check_button_set_active (self->confirm_check, FALSE);
      gtk_label_set_label (self->warning_label, warning == NULL ? "" : warning);
      gtk_widget_set_visible (self->warning_box, warning != NULL);

      if (ferry_company_selection_check (self->selection, NULL))
        gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

void
ferry_company_list_complain (FerryCompanyList *self)
{
  g_autofree char *reason = NULL;

  g_return_if_fail (FERRY_IS_COMPANY_LIST (self));

  if (self->selection == NULL)
    return;
  if (ferry_company_selection_check (self->selection, &reason) && gtk_widget_get_visible (self->warning_box)
      && !gtk_check_button_get_active (self->confirm_check))
    {
      reason = g_strdup (_ ("Confirm the size of the migration first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->confirm_check));
    }
  gtk_label_set_label (self->problem_label, reason == NULL ? "" : reason);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), reason != NULL);
}

gboolean
ferry_company_list_get_valid (FerryCompanyList *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_LIST (self), FALSE);

  return self->selection != NULL && ferry_company_selection_check (self->selection, NULL)
         && (!gtk_widget_get_visible (self->warning_box)
             || gtk_check_button_get_active (self->confirm_check));
}

void
ferry_company_list_set_selection (FerryCompanyList *self, FerryCompanySelection *selection)
{
  g_return_if_fail (FERRY_IS_COMPANY_LIST (self));

  if (self->selection == selection)
    return;

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  gtk_filter_list_model_set_model (self->filter_model, G_LIST_MODEL (selection));
  if (selection != NULL)
    g_signal_connect_object (selection, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

static void
on_search_changed (FerryCompanyList *self)
{
  g_free (self->search);
  self->search = ferry_search_dup (self->search_entry);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

static void
on_all_toggled (FerryCompanyList *self)
{
  if (!self->updating && self->selection != NULL)
    ferry_company_selection_select_all (self->selection, gtk_check_button_get_active (self->all_check));
}

static void
on_confirm_toggled (FerryCompanyList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

static void
on_row_activated (FerryCompanyList *self, guint position)
{
  g_autoptr (FerryCompanyChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->filter_model), position);

  if (choice != NULL)
    ferry_company_choice_set_selected (choice, !ferry_company_choice_get_selected (choice));
}

static void
on_setup (FerryCompanyList *self, GtkListItem *item)
{
  GtkWidget *row = ferry_company_row_new ();

  ferry_company_row_set_show_state (FERRY_COMPANY_ROW (row), self->show_state);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (FerryCompanyList *self, GtkListItem *item)
{
  ferry_company_row_set_choice (FERRY_COMPANY_ROW (gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item));
}

static void
on_unbind (FerryCompanyList *self, GtkListItem *item)
{
  ferry_company_row_set_choice (FERRY_COMPANY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
ferry_company_list_dispose (GObject *object)
{
  FerryCompanyList *self = FERRY_COMPANY_LIST (object);
  GtkWidget *child;

  if (self->filter_model != NULL)
    gtk_filter_list_model_set_model (self->filter_model, NULL);
  g_clear_object (&self->filter_model);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->selection);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ferry_company_list_parent_class)->dispose (object);
}

static void
ferry_company_list_finalize (GObject *object)
{
  g_free (FERRY_COMPANY_LIST (object)->search);
  G_OBJECT_CLASS (ferry_company_list_parent_class)->finalize (object);
}

static void
ferry_company_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryCompanyList *self = FERRY_COMPANY_LIST (object);

  switch (id)
    {
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_SHOW_STATE:
      g_value_set_boolean (value, self->show_state);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, ferry_company_list_get_valid (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryCompanyList *self = FERRY_COMPANY_LIST (object);

  switch (id)
    {
    case PROP_SELECTION:
      ferry_company_list_set_selection (self, g_value_get_object (value));
      break;
    case PROP_SHOW_STATE:
      self->show_state = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_list_class_init (FerryCompanyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ferry_company_list_dispose;
  object_class->finalize = ferry_company_list_finalize;
  object_class->get_property = ferry_company_list_get_property;
  object_class->set_property = ferry_company_list_set_property;

  properties[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, FERRY_TYPE_COMPANY_SELECTION,
                                                    flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SHOW_STATE]
    = g_param_spec_boolean ("show-state", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-company-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, all_check);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, list_view);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, totals_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, warning_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, warning_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyList, confirm_check);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_all_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_company_list_init (FerryCompanyList *self)
{
  GtkSelectionModel *rows;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filter_model = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  g_signal_connect_object (self->filter_model, "items-changed", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  rows = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->filter_model))));
  gtk_list_view_set_model (self->list_view, rows);
  g_object_unref (rows);
  update (self);
}
