/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-mapping-target.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error.h"
#include "ferry-odata.h"
#include "ferry-sql-name.h"

struct _FerryMappingTarget
{
  AdwPreferencesGroup parent_instance;

  AdwComboRow *type_row;
  AdwEntryRow *name_row;
  AdwEntryRow *id_row;
  AdwEntryRow *app_row;
  AdwActionRow *extension_row;
  AdwActionRow *company_row;
  GtkSwitch *company_switch;
  GtkButton *remove_button;

  FerryMappingSet *set;
};

G_DEFINE_FINAL_TYPE (FerryMappingTarget, ferry_mapping_target, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_extension (FerryMappingTarget *self)
{
  return adw_combo_row_get_selected (self->type_row) == 1;
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
on_changed (FerryMappingTarget *self)
{
  /* Read only on the wire: it follows from the app. */
  const char *name = ferry_mapping_set_get_app_name (self->set, get_text (self->app_row));

  gtk_widget_set_visible (GTK_WIDGET (self->extension_row), *name != '\0');
  adw_action_row_set_subtitle (self->extension_row, name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->company_row), is_extension (self));
  adw_action_row_set_subtitle (self->company_row, is_extension (self)
                                                    ? _ ("Each company has records of its own")
                                                    : _ ("Can be changed for table extensions only"));
  if (!is_extension (self))
    gtk_switch_set_active (self->company_switch, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_type_changed (FerryMappingTarget *self)
{
  on_changed (self);
}

static void
on_remove_clicked (FerryMappingTarget *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
fill (FerryMappingTarget *self, gboolean extension, const char *name, gint64 id, const char *app_id)
{
  g_autofree char *number = id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup ("");

  adw_combo_row_set_selected (self->type_row, extension ? 1 : 0);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
  gtk_editable_set_text (GTK_EDITABLE (self->id_row), number);
  gtk_editable_set_text (GTK_EDITABLE (self->app_row), app_id);
}

void
ferry_mapping_target_set_mapping (FerryMappingTarget *self, FerryTableMapping *mapping)
{
  g_return_if_fail (FERRY_IS_MAPPING_TARGET (self));

  fill (self, ferry_table_mapping_is_extension (mapping), ferry_table_mapping_get_table_name (mapping),
        ferry_table_mapping_get_table_id (mapping), ferry_table_mapping_get_app_id (mapping));
  gtk_switch_set_active (self->company_switch, !ferry_table_mapping_is_extension (mapping)
                                                 || ferry_table_mapping_get_data_per_company (mapping));
}

void
ferry_mapping_target_set_table (FerryMappingTarget *self, FerrySourceTable *table)
{
  g_autofree char *type = NULL;

  g_return_if_fail (FERRY_IS_MAPPING_TARGET (self));

  type = ferry_odata_fold_option (ferry_source_table_get_target_table_type (table));
  fill (self, g_str_equal (type, "tableextension"), ferry_source_table_get_table_name (table),
        ferry_source_table_get_table_id (table), ferry_source_table_get_app_id (table));
}

void
ferry_mapping_target_set_number (FerryMappingTarget *self, guint number, gboolean removable)
{
  g_autofree char *title = NULL;
  g_autofree char *remove = NULL;

  g_return_if_fail (FERRY_IS_MAPPING_TARGET (self));

  /* Translators: the number of a target of a table mapping */
  title = number > 0 ? g_strdup_printf (_ ("Target %u"), number) : g_strdup (_ ("Target"));
  remove = g_strdup_printf (_ ("Remove target %u"), number);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  ferry_accessible_set_label (self->remove_button, remove);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), removable);
}

gboolean
ferry_mapping_target_is_blank (FerryMappingTarget *self)
{
  g_return_val_if_fail (FERRY_IS_MAPPING_TARGET (self), FALSE);
  return *get_text (self->name_row) == '\0' && *get_text (self->id_row) == '\0'
         && *get_text (self->app_row) == '\0';
}

FerryTableMapping *
ferry_mapping_target_dup_mapping (FerryMappingTarget *self, const char *source, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *app_id = NULL;
  g_autofree char *guid = NULL;
  g_autofree char *number = NULL;
  gint64 id = 0;

  g_return_val_if_fail (FERRY_IS_MAPPING_TARGET (self), NULL);

  name = g_strstrip (g_strdup (get_text (self->name_row)));
  app_id = g_strstrip (g_strdup (get_text (self->app_row)));
  /* The service takes it without braces only. */
  guid = ferry_sql_name_dup_guid (app_id);
  number = g_strstrip (g_strdup (get_text (self->id_row)));
  if (*number != '\0' && !g_ascii_string_to_signed (number, 10, 0, G_MAXINT32, &id, NULL))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                   /* Translators: what was entered */
                   _ ("“%s” isn’t a table’s ID. Enter a whole number, or leave it empty."), number);
      return NULL;
    }
  return ferry_table_mapping_new (is_extension (self), guid != NULL ? guid : app_id, id, name, source,
                                  gtk_switch_get_active (self->company_switch));
}

GtkWidget *
ferry_mapping_target_new (FerryMappingSet *set)
{
  FerryMappingTarget *self = g_object_new (FERRY_TYPE_MAPPING_TARGET, NULL);

  self->set = g_object_ref (set);
  on_changed (self);
  return GTK_WIDGET (self);
}

static void
ferry_mapping_target_finalize (GObject *object)
{
  g_clear_object (&FERRY_MAPPING_TARGET (object)->set);
  G_OBJECT_CLASS (ferry_mapping_target_parent_class)->finalize (object);
}

static void
ferry_mapping_target_class_init (FerryMappingTargetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_mapping_target_finalize;

  signals[CHANGED] = g_signal_new ("changed", FERRY_TYPE_MAPPING_TARGET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", FERRY_TYPE_MAPPING_TARGET, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-mapping-target.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, type_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, name_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, id_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, app_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, extension_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, company_row);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, company_switch);
  gtk_widget_class_bind_template_child (widget_class, FerryMappingTarget, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_type_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
ferry_mapping_target_init (FerryMappingTarget *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ferry_accessible_name_entry_row (self->name_row);
  ferry_accessible_name_entry_row (self->id_row);
  ferry_accessible_name_entry_row (self->app_row);
}
