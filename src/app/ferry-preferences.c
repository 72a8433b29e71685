/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-preferences.h"

#include "ferry-settings.h"

struct _FerryPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwPreferencesPage *page;
  AdwComboRow *color_row;
  GtkSwitch *notify_switch;
  GtkSwitch *answer_switch;
  GtkSwitch *background_switch;
};

G_DEFINE_FINAL_TYPE (FerryPreferences, ferry_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* The setting's nick and the row's position, which stand in the same order. */
static const char *const color_schemes[] = { "system", "light", "dark" };

static gboolean
scheme_to_position (GValue *value, GVariant *variant, gpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (color_schemes); i++)
    {
      if (g_str_equal (g_variant_get_string (variant, NULL), color_schemes[i]))
        {
          g_value_set_uint (value, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GVariant *
position_to_scheme (const GValue *value, const GVariantType *type, gpointer unused)
{
  guint position = g_value_get_uint (value);

  return position < G_N_ELEMENTS (color_schemes) ? g_variant_new_string (color_schemes[position]) : NULL;
}

static void
ferry_preferences_class_init (FerryPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-preferences.ui");
  /* GTK gives a plain window a role that assistive technology passes over. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferences, page);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferences, color_row);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferences, notify_switch);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferences, answer_switch);
  gtk_widget_class_bind_template_child (widget_class, FerryPreferences, background_switch);
}

static void
ferry_preferences_init (FerryPreferences *self)
{
  GSettings *settings = ferry_settings_get ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), settings != NULL);
  if (settings == NULL)
    return;

  g_settings_bind (settings, "notify-when-ended", self->notify_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-when-needed", self->answer_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "run-in-background", self->background_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "color-scheme", self->color_row, "selected",
                                G_SETTINGS_BIND_DEFAULT, scheme_to_position, position_to_scheme, NULL, NULL);
}

GtkWindow *
ferry_preferences_new (void)
{
  return g_object_new (FERRY_TYPE_PREFERENCES, NULL);
}
