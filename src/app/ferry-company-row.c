/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-row.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-fit.h"
#include "ferry-format.h"

struct _FerryCompanyRow
{
  GtkWidget parent_instance;

  GtkCheckButton *check;
  GtkLabel *name_label;
  GtkLabel *subtitle_label;
  GtkLabel *size_label;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  GtkWidget *state_box;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkButton *initialize_button;
  GtkMenuButton *menu_button;

  FerryCompanyChoice *choice;
  gboolean show_state;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (FerryCompanyRow, ferry_company_row, GTK_TYPE_WIDGET)

static FerryStyle
find_style (FerryCompany *company)
{
  switch (ferry_company_get_status (company))
    {
    case FERRY_COMPANY_STATUS_ERROR:
    case FERRY_COMPANY_STATUS_MISSING_PERMISSION:
      return FERRY_STYLE_BAD;
    case FERRY_COMPANY_STATUS_IN_PROGRESS:
      return FERRY_STYLE_PROGRESS;
    case FERRY_COMPANY_STATUS_COMPLETED:
    case FERRY_COMPANY_STATUS_BLANK:
    case FERRY_COMPANY_STATUS_UNKNOWN:
    default:
      break;
    }
  if (!ferry_company_get_created (company))
    return FERRY_STYLE_NEUTRAL;

  switch (ferry_company_get_init_status (company))
    {
    case FERRY_INIT_STATUS_FAILED:
      return FERRY_STYLE_BAD;
    case FERRY_INIT_STATUS_NOT_INITIALIZED:
      return FERRY_STYLE_ATTENTION;
    case FERRY_INIT_STATUS_INITIALIZED:
      return FERRY_STYLE_GOOD;
    case FERRY_INIT_STATUS_UNKNOWN:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

static char *
dup_state_text (FerryCompany *company)
{
  FerryCompanyStatus status = ferry_company_get_status (company);
  const char *error = ferry_company_get_init_error (company);
  GString *text = g_string_new (NULL);

  /* The service has one status for both of its tasks; a company that exists isn't being created. */
  if (status == FERRY_COMPANY_STATUS_IN_PROGRESS && ferry_company_get_created (company))
    {
      g_string_append (text, _ ("Being initialized"));
      return g_string_free (text, FALSE);
    }
  if (status == FERRY_COMPANY_STATUS_IN_PROGRESS || status == FERRY_COMPANY_STATUS_ERROR
      || status == FERRY_COMPANY_STATUS_MISSING_PERMISSION)
    /* Translators: the state of creating a company online, such as “Creating: In progress” */
    g_string_append_printf (text, _ ("Creating: %s"), ferry_company_get_status_text (company));
  else
    g_string_append (text, ferry_company_get_created (company) ? _ ("Exists online") : _ ("Not yet online"));

  if (ferry_company_get_created (company))
    g_string_append_printf (text, " · %s", ferry_company_get_init_status_text (company));
  if (*error != '\0')
    g_string_append_printf (text, "\n%s", error);
  return g_string_free (text, FALSE);
}

static void
append_item (GMenu *menu, const char *label, const char *action, FerryCompany *company)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", ferry_company_get_id (company));
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (FerryCompany *company)
{
  FerryInitStatus status = ferry_company_get_init_status (company);
  GMenu *menu = g_menu_new ();

  if (status == FERRY_INIT_STATUS_NOT_INITIALIZED || status == FERRY_INIT_STATUS_FAILED)
    append_item (menu, _ ("_Initialize"), "companies.initialize", company);
  if (status != FERRY_INIT_STATUS_INITIALIZED)
    append_item (menu, _ ("Mark as I_nitialized"), "companies.mark-initialized", company);
  if (status != FERRY_INIT_STATUS_NOT_INITIALIZED)
    append_item (menu, _ ("Mark as _Not Initialized"), "companies.mark-not-initialized", company);
  if (*ferry_company_get_init_error (company) != '\0')
    append_item (menu, _ ("_Copy Error"), "companies.copy-error", company);
  return G_MENU_MODEL (menu);
}

/* What can be done to a company that exists; nothing while its task runs (domain §2.2). */
static void
update_menu (FerryCompanyRow *self, FerryCompany *company)
{
  gboolean busy = ferry_company_get_status (company) == FERRY_COMPANY_STATUS_IN_PROGRESS;
  g_autoptr (GMenuModel) menu = make_menu (company);
  /* Translators: a menu of what can be done to the company of that name */
  g_autofree char *name = g_strdup_printf (_ ("Actions for %s"), ferry_company_get_display_name (company));

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button),
                          self->show_state && ferry_company_get_created (company));
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), !busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button),
                               busy ? _ ("It can’t be changed while its task goes on") : name);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  ferry_accessible_name_menu_button (self->menu_button, name);
}

static void
update_state (FerryCompanyRow *self, FerryCompany *company)
{
  FerryInitStatus status = ferry_company_get_init_status (company);
  FerryStyle style = find_style (company);
  const char *const classes[] = { ferry_style_to_css_class (style), NULL };
  g_autofree char *text = dup_state_text (company);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (self->state_box, self->show_state);
  gtk_image_set_from_icon_name (self->state_icon, ferry_style_to_icon_name (style));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_icon), (const char **) classes);
  gtk_label_set_label (self->state_label, text);

  gtk_widget_set_visible (
    GTK_WIDGET (self->initialize_button),
    self->show_state && ferry_company_get_created (company)
      && ferry_company_get_status (company) != FERRY_COMPANY_STATUS_IN_PROGRESS
      && (status == FERRY_INIT_STATUS_NOT_INITIALIZED || status == FERRY_INIT_STATUS_FAILED));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->initialize_button), "s",
                                    ferry_company_get_id (company));
  /* Translators: a button that initializes the company of that name */
  name = g_strdup_printf (_ ("Initialize %s"), ferry_company_get_display_name (company));
  ferry_accessible_set_label (self->initialize_button, name);
  update_menu (self, company);
}

static void
update (FerryCompanyRow *self)
{
  FerryCompany *company;
  const char *name, *display_name, *problem;
  g_autofree char *size = NULL;
  g_autofree char *label = NULL;

  if (self->choice == NULL)
    return;

  company = ferry_company_choice_get_company (self->choice);
  name = ferry_company_get_name (company);
  display_name = ferry_company_get_display_name (company);
  problem = ferry_company_choice_get_problem (self->choice);

  self->updating = TRUE;
  gtk_check_button_set_active (self->check, ferry_company_choice_get_selected (self->choice));
  self->updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), ferry_company_choice_get_available (self->choice));
  /* Translators: a check: whether the company of that name is migrated */
  label = g_strdup_printf (_ ("Migrate %s"), name);
  ferry_accessible_set_label (self->check, label);

  gtk_label_set_label (self->name_label, name);
  gtk_label_set_label (self->subtitle_label, display_name);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), g_strcmp0 (name, display_name) != 0);
  size = ferry_format_gigabytes (ferry_company_get_estimated_size (company));
  gtk_label_set_label (self->size_label, size);
  gtk_label_set_label (self->problem_label, problem);
  gtk_widget_set_visible (self->problem_box, *problem != '\0');
  update_state (self, company);
}

static void
on_toggled (FerryCompanyRow *self)
{
  if (self->updating || self->choice == NULL)
    return;

  ferry_company_choice_set_selected (self->choice, gtk_check_button_get_active (self->check));
  update (self);
}

GtkWidget *
ferry_company_row_new (void)
{
  return g_object_new (FERRY_TYPE_COMPANY_ROW, NULL);
}

void
ferry_company_row_set_choice (FerryCompanyRow *self, FerryCompanyChoice *choice)
{
  g_return_if_fail (FERRY_IS_COMPANY_ROW (self));

  if (self->choice == choice)
    return;

  if (self->choice != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->choice, update, self);
      g_signal_handlers_disconnect_by_func (ferry_company_choice_get_company (self->choice), update, self);
    }
  g_set_object (&self->choice, choice);
  if (choice == NULL)
    return;

  g_signal_connect_object (choice, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (ferry_company_choice_get_company (choice), "notify", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
ferry_company_row_set_show_state (FerryCompanyRow *self, gboolean show_state)
{
  g_return_if_fail (FERRY_IS_COMPANY_ROW (self));

  self->show_state = show_state;
  gtk_widget_set_visible (self->state_box, show_state);
}

static void
ferry_company_row_dispose (GObject *object)
{
  FerryCompanyRow *self = FERRY_COMPANY_ROW (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->choice);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_company_row_parent_class)->dispose (object);
}

static void
ferry_company_row_class_init (FerryCompanyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ferry_company_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-company-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, check);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, size_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, problem_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, state_icon);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, state_label);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, initialize_button);
  gtk_widget_class_bind_template_child (widget_class, FerryCompanyRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_company_row_init (FerryCompanyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_fit_buttons (GTK_WIDGET (self));
}
