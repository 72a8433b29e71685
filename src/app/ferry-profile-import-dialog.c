/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-profile-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-error-bar.h"
#include "ferry-profile-file.h"

struct _FerryProfileImportDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  FerryErrorBar *error_bar;
  GtkLabel *words_label;
  AdwPreferencesGroup *new_group;
  AdwPreferencesGroup *changed_group;
  AdwPreferencesGroup *same_group;
  GtkButton *import_button;

  FerryWorkspace *workspace;
  GPtrArray *checks; /* GtkCheckButton; each knows its profile */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (FerryProfileImportDialog, ferry_profile_import_dialog, ADW_TYPE_WINDOW)

#define PROFILE "ferry-profile"

/* ---- What differs ---- */

static const char *
get_property_label (const char *property)
{
  static const struct
  {
    const char *property;
    const char *label;
  } labels[] = {
    { "name", N_ ("Name") },
    { "tenant", N_ ("Tenant") },
    { "environment", N_ ("Environment") },
    { "base-url", N_ ("Address") },
    { "sign-in", N_ ("Way to sign in") },
    { "client-id", N_ ("Application (client) ID") },
    { "authority", N_ ("Sign-in service") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].property, property))
      return _ (labels[i].label);
  return property;
}

static char *
dup_value (FerryProfile *profile, const char *property)
{
  char *value = NULL;

  if (g_str_equal (property, "sign-in"))
    return g_strdup (ferry_sign_in_to_nick (ferry_profile_get_sign_in (profile)));
  if (g_str_equal (property, "authority"))
    return g_strdup (ferry_profile_get_authority (profile));
  g_object_get (profile, property, &value, NULL);
  return value;
}

static char *
dup_changes (FerryProfile *known, FerryProfile *profile, char **changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; changes[i] != NULL; i++)
    {
      g_autofree char *from = dup_value (known, changes[i]);
      g_autofree char *to = dup_value (profile, changes[i]);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (text,
                              /* Translators: what changes, what it was, what it will be */
                              _ ("%1$s: %2$s → %3$s"), get_property_label (changes[i]),
                              *from != '\0' ? from : "–", *to != '\0' ? to : "–");
    }
  return g_string_free (text, FALSE);
}

/* ---- Rows ---- */

static void
update_button (FerryProfileImportDialog *self)
{
  guint count = 0;
  g_autofree char *label = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    count += gtk_check_button_get_active (g_ptr_array_index (self->checks, i)) ? 1 : 0;
  label = g_strdup_printf (ngettext ("_Import %u", "_Import %u", count), count);
  gtk_button_set_label (self->import_button, count > 0 ? label : _ ("_Import"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), count > 0);
}

static void
add_row (FerryProfileImportDialog *self, AdwPreferencesGroup *group, FerryProfile *profile, const char *more)
{
  GtkWidget *row = adw_action_row_new ();
  const char *name = ferry_profile_get_name (profile);
  g_autofree char *place = g_strdup_printf ("%s · %s", ferry_profile_get_environment (profile),
                                            ferry_profile_get_tenant (profile));
  g_autofree char *subtitle = more != NULL ? g_strdup_printf ("%s\n%s", place, more) : g_strdup (place);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (group != self->same_group)
    {
      GtkWidget *check = gtk_check_button_new ();
      /* Translators: a check; %s is an environment's name */
      g_autofree char *label = g_strdup_printf (_ ("Import %s"), name);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
      ferry_accessible_set_label (check, label);
      g_object_set_data_full (G_OBJECT (check), PROFILE, g_object_ref (profile), g_object_unref);
      g_signal_connect_object (check, "toggled", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->checks, check);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
    }
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
show_profiles (FerryProfileImportDialog *self, GPtrArray *profiles)
{
  g_autoptr (GPtrArray) known = ferry_workspace_dup_profiles (self->workspace);

  gtk_label_set_label (self->words_label,
                       profiles->len == 0
                         ? _ ("There is no connection profile in it.")
                         : _ ("Profiles hold no secrets: where you aren’t signed in yet, the environment "
                              "asks you to. A profile that is "
                              "known keeps its sign-in, journal and history. Nothing is removed."));
  for (guint i = 0; i < profiles->len; i++)
    {
      FerryProfile *profile = g_ptr_array_index (profiles, i);
      FerryProfile *same = ferry_profile_file_find (known, profile);
      g_auto (GStrv) changes = same != NULL ? ferry_profile_file_dup_changes (same, profile) : NULL;

      if (same == NULL)
        add_row (self, self->new_group, profile, NULL);
      else if (changes[0] == NULL)
        add_row (self, self->same_group, profile, NULL);
      else
        {
          g_autofree char *more = dup_changes (same, profile, changes);

          add_row (self, self->changed_group, profile, more);
        }
    }
  update_button (self);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FerryProfileImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) profiles = ferry_profile_file_load_finish (G_FILE (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_label_set_label (self->words_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->words_label), profiles != NULL);
  if (profiles != NULL)
    show_profiles (self, profiles);
  else
    ferry_error_bar_show (self->error_bar, _ ("The Profiles Can’t Be Imported"), error);
}

static void
on_import_clicked (FerryProfileImportDialog *self)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (check))
        g_ptr_array_add (chosen, g_object_ref (g_object_get_data (G_OBJECT (check), PROFILE)));
    }
  /* The second click of a double one. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), FALSE);
  if (ferry_workspace_import_profiles (self->workspace, chosen, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    ferry_error_bar_show (self->error_bar, _ ("Not All Profiles Were Imported"), error);
}

/* ---- The window ---- */

static void
ferry_profile_import_dialog_dispose (GObject *object)
{
  FerryProfileImportDialog *self = FERRY_PROFILE_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_ptr_array_set_size (self->checks, 0);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (ferry_profile_import_dialog_parent_class)->dispose (object);
}

static void
ferry_profile_import_dialog_finalize (GObject *object)
{
  FerryProfileImportDialog *self = FERRY_PROFILE_IMPORT_DIALOG (object);

  g_ptr_array_unref (self->checks);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ferry_profile_import_dialog_parent_class)->finalize (object);
}

static void
ferry_profile_import_dialog_class_init (FerryProfileImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_profile_import_dialog_dispose;
  object_class->finalize = ferry_profile_import_dialog_finalize;

  g_type_ensure (FERRY_TYPE_ERROR_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/ferrymigrate/Ferry/ferry-profile-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, words_label);
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, new_group);
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, changed_group);
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, same_group);
  gtk_widget_class_bind_template_child (widget_class, FerryProfileImportDialog, import_button);
  gtk_widget_class_bind_template_callback (widget_class, on_import_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_profile_import_dialog_init (FerryProfileImportDialog *self)
{
  self->checks = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->new_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->changed_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->same_group), FALSE);
  gtk_label_set_label (self->words_label, _ ("Reading the profiles…"));
  update_button (self);
}

GtkWindow *
ferry_profile_import_dialog_new (FerryWorkspace *workspace, GFile *file)
{
  FerryProfileImportDialog *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (FERRY_TYPE_PROFILE_IMPORT_DIALOG, NULL);
  self->workspace = g_object_ref (workspace);
  name = g_file_get_basename (file);
  adw_window_title_set_subtitle (self->title, name);
  ferry_profile_file_load_async (file, self->cancellable, on_loaded, g_object_ref (self));
  return GTK_WINDOW (self);
}
