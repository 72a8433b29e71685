/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-runtimes-dialog.h"

#include <glib/gi18n-lib.h>

#include "ferry-runtime-row.h"
#include "ferry-search.h"

struct _FerryRuntimesDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkBox *box;
  GtkSearchEntry *search_entry;

  GPtrArray *groups; /* AdwPreferencesGroup; each knows its rows */
};

G_DEFINE_FINAL_TYPE (FerryRuntimesDialog, ferry_runtimes_dialog, ADW_TYPE_WINDOW)

#define ROWS "ferry-rows"

/* ---- Searching ---- */

static gboolean
matches (FerryEnvironment *environment, const char *search)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);

  return ferry_search_contains (ferry_profile_get_name (profile), search)
         || ferry_search_contains (ferry_profile_get_tenant (profile), search)
         || ferry_search_contains (ferry_profile_get_environment (profile), search);
}

static void
on_search_changed (FerryRuntimesDialog *self)
{
  g_autofree char *search = ferry_search_dup (self->search_entry);

  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *group = g_ptr_array_index (self->groups, i);
      GPtrArray *rows = g_object_get_data (G_OBJECT (group), ROWS);
      gboolean whole
        = search == NULL
          || ferry_search_contains (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)), search);
      gboolean any = FALSE;

      for (guint j = 0; j < rows->len; j++)
        {
          FerryRuntimeRow *row = g_ptr_array_index (rows, j);
          gboolean shown = whole || matches (ferry_runtime_row_get_environment (row), search);

          gtk_widget_set_visible (GTK_WIDGET (row), shown);
          any = any || shown;
        }
      gtk_widget_set_visible (group, any);
    }
}

/* ---- Filling ---- */

/* Runtimes by name, then environments without one, then those of which nothing is known. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  int rank = (one == NULL ? 2 : *one == '\0' ? 1 : 0) - (other == NULL ? 2 : *other == '\0' ? 1 : 0);

  return rank != 0 || one == NULL ? rank : g_utf8_collate (one, other);
}

static GtkWidget *
new_group (FerryRuntimesDialog *self, const char *runtime, GPtrArray *environments, FerrySecretStore *secrets)
{
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *rows = g_ptr_array_new ();
  const char *title = runtime;
  g_autofree char *escaped = NULL;
  g_autofree char *description = NULL;

  if (runtime == NULL)
    {
      title = _ ("Not Known");
      description = g_strdup (_ ("Their set-up wasn’t read yet. A key may be in your keyring."));
    }
  else if (*runtime == '\0')
    {
      title = _ ("No Integration Runtime");
      description = g_strdup (_ ("Cloud migration isn’t set up, or its source needs none."));
    }
  else
    description = g_strdup_printf (
      ngettext ("Serves %u environment", "Serves %u environments", environments->len), environments->len);
  escaped = g_markup_escape_text (title, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (guint i = 0; i < environments->len; i++)
    {
      GtkWidget *row = ferry_runtime_row_new (g_ptr_array_index (environments, i), secrets);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (rows, row);
    }
  g_object_set_data_full (G_OBJECT (group), ROWS, rows, (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (self->groups, group);
  return group;
}

static void
fill (FerryRuntimesDialog *self, FerryWorkspace *workspace)
{
  GListModel *environments = G_LIST_MODEL (workspace);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint n = g_list_model_get_n_items (environments);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (environments, i);
      const char *name = ferry_environment_get_runtime_name (environment);
      gboolean known = FALSE;

      for (guint j = 0; j < names->len && !known; j++)
        known = g_strcmp0 (g_ptr_array_index (names, j), name) == 0;
      if (!known)
        g_ptr_array_add (names, (gpointer) name);
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GPtrArray) served = g_ptr_array_new_with_free_func (g_object_unref);
      const char *name = g_ptr_array_index (names, i);

      for (guint j = 0; j < n; j++)
        {
          g_autoptr (FerryEnvironment) environment = g_list_model_get_item (environments, j);

          if (g_strcmp0 (ferry_environment_get_runtime_name (environment), name) == 0)
            g_ptr_array_add (served, g_steal_pointer (&environment));
        }
      gtk_box_append (self->box, new_group (self, name, served, ferry_workspace_get_secrets (workspace)));
    }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

/* ---- The window ---- */

static void
ferry_runtimes_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (FERRY_RUNTIMES_DIALOG (object)->groups);
  G_OBJECT_CLASS (ferry_runtimes_dialog_parent_class)->finalize (object);
}

static void
ferry_runtimes_dialog_class_init (FerryRuntimesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_runtimes_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-runtimes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimesDialog, box);
  gtk_widget_class_bind_template_child (widget_class, FerryRuntimesDialog, search_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, ferry_search_stop);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ferry_runtimes_dialog_init (FerryRuntimesDialog *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ferry_runtimes_dialog_new (FerryWorkspace *workspace)
{
  FerryRuntimesDialog *self;

  g_return_val_if_fail (FERRY_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (FERRY_TYPE_RUNTIMES_DIALOG, NULL);
  fill (self, workspace);
  return GTK_WINDOW (self);
}
