/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-drop-down.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-short-factory.h"

/* So many companies are looked through without a search. */
#define FEW 12

/* The choices before the companies' names. */
enum
{
  COMPANY_ALL,
  COMPANY_NONE,
  COMPANY_FIRST,
};

struct _FerryCompanyDropDown
{
  GtkWidget parent_instance;

  GtkDropDown *drop_down;
  char *company; /* NULL: all */
  gboolean updating;
};

enum
{
  PROP_0,
  PROP_COMPANY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryCompanyDropDown, ferry_company_drop_down, GTK_TYPE_WIDGET)

static void
on_selected (FerryCompanyDropDown *self)
{
  guint selected = gtk_drop_down_get_selected (self->drop_down);
  GListModel *model = gtk_drop_down_get_model (self->drop_down);

  if (self->updating)
    return;
  g_clear_pointer (&self->company, g_free);
  if (selected == COMPANY_NONE)
    self->company = g_strdup ("");
  else if (selected >= COMPANY_FIRST && selected < g_list_model_get_n_items (model))
    self->company = g_strdup (gtk_string_list_get_string (GTK_STRING_LIST (model), selected));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY]);
}

static gboolean
is_same (GListModel *model, const char *const *names)
{
  guint position = COMPANY_FIRST;

  if (model == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0'
        && g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), position++), names[i]) != 0)
      return FALSE;
  return position == g_list_model_get_n_items (model);
}

void
ferry_company_drop_down_set_names (FerryCompanyDropDown *self, const char *const *names)
{
  g_autoptr (GtkStringList) model = NULL;
  guint selected;
  guint n = COMPANY_FIRST;
  gboolean gone;

  g_return_if_fail (FERRY_IS_COMPANY_DROP_DOWN (self));
  g_return_if_fail (names != NULL);

  if (is_same (gtk_drop_down_get_model (self->drop_down), names))
    return;
  selected = self->company == NULL ? COMPANY_ALL : COMPANY_NONE;
  model = gtk_string_list_new (NULL);
  gtk_string_list_append (model, _ ("All companies"));
  gtk_string_list_append (model, _ ("Per database"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*names[i] == '\0')
        continue;
      gtk_string_list_append (model, names[i]);
      if (g_strcmp0 (names[i], self->company) == 0)
        selected = n;
      n++;
    }
  /* One that is gone can't be chosen: then all are. */
  gone = selected == COMPANY_NONE && *self->company != '\0';
  if (gone)
    {
      selected = COMPANY_ALL;
      g_clear_pointer (&self->company, g_free);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (model));
  gtk_drop_down_set_enable_search (self->drop_down, n > FEW);
  gtk_drop_down_set_selected (self->drop_down, selected);
  self->updating = FALSE;
  if (gone)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPANY]);
}

const char *
ferry_company_drop_down_get_company (FerryCompanyDropDown *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_DROP_DOWN (self), NULL);
  return self->company;
}

void
ferry_company_drop_down_reset (FerryCompanyDropDown *self)
{
  g_return_if_fail (FERRY_IS_COMPANY_DROP_DOWN (self));
  gtk_drop_down_set_selected (self->drop_down, COMPANY_ALL);
}

static void
ferry_company_drop_down_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ferry_company_drop_down_parent_class)->dispose (object);
}

static void
ferry_company_drop_down_finalize (GObject *object)
{
  g_free (FERRY_COMPANY_DROP_DOWN (object)->company);
  G_OBJECT_CLASS (ferry_company_drop_down_parent_class)->finalize (object);
}

static void
ferry_company_drop_down_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPANY)
    g_value_set_string (value, FERRY_COMPANY_DROP_DOWN (object)->company);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_company_drop_down_class_init (FerryCompanyDropDownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_company_drop_down_dispose;
  object_class->finalize = ferry_company_drop_down_finalize;
  object_class->get_property = ferry_company_drop_down_get_property;

  properties[PROP_COMPANY]
    = g_param_spec_string ("company", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ferry_company_drop_down_init (FerryCompanyDropDown *self)
{
  const char *const none[] = { NULL };
  g_autoptr (GtkListItemFactory) factory = ferry_short_factory_new ();

  self->drop_down = GTK_DROP_DOWN (
    gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_factory (self->drop_down, factory);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
  ferry_accessible_name_drop_down (self->drop_down, _ ("Company"));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  ferry_company_drop_down_set_names (self, none);
}
