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

/* An integration runtime, which belongs to one tenant; those of several tenants may have one name. */
typedef struct
{
  const char *name;   /* "": environments without one; NULL: those of which nothing is known */
  const char *tenant; /* (nullable): of one with a name */
  GPtrArray *environments;
} Runtime;

static void
runtime_free (gpointer data)
{
  Runtime *runtime = data;

  g_ptr_array_unref (runtime->environments);
  g_free (runtime);
}

static gboolean
has_name (const Runtime *runtime)
{
  return runtime->name != NULL && *runtime->name != '\0';
}

/* By name, then environments without one, then those of which nothing is known. */
static int
compare_runtimes (gconstpointer a, gconstpointer b)
{
  const Runtime *one = *(const Runtime *const *) a;
  const Runtime *other = *(const Runtime *const *) b;
  int rank = (one->name == NULL) - (other->name == NULL);
  int order;

  if (rank == 0)
    rank = !has_name (one) - !has_name (other);
  if (rank != 0 || !has_name (one))
    return rank;
  order = g_utf8_collate (one->name, other->name);
  return order != 0 ? order : g_utf8_collate (one->tenant, other->tenant);
}

static Runtime *
ensure_runtime (GPtrArray *runtimes, FerryEnvironment *environment)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  const char *tenant
    = ferry_profile_is_sandbox (profile) ? _ ("On this computer") : ferry_profile_get_tenant (profile);
  Runtime sought = { .name = ferry_environment_get_runtime_name (environment) };
  Runtime *runtime;

  sought.tenant = has_name (&sought) ? tenant : NULL;
  for (guint i = 0; i < runtimes->len; i++)
    {
      runtime = g_ptr_array_index (runtimes, i);
      if (g_strcmp0 (runtime->name, sought.name) == 0 && g_strcmp0 (runtime->tenant, sought.tenant) == 0)
        return runtime;
    }
  runtime = g_memdup2 (&sought, sizeof sought);
  runtime->environments = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (runtimes, runtime);
  return runtime;
}

static char *
dup_title (GPtrArray *runtimes, const Runtime *runtime)
{
  if (runtime->name == NULL)
    return g_strdup (_ ("Not Known"));
  if (!has_name (runtime))
    return g_strdup (_ ("No Integration Runtime"));
  for (guint i = 0; i < runtimes->len; i++)
    {
      const Runtime *other = g_ptr_array_index (runtimes, i);

      if (other != runtime && g_strcmp0 (other->name, runtime->name) == 0)
        return g_strdup_printf ("%s · %s", runtime->name, runtime->tenant);
    }
  return g_strdup (runtime->name);
}

static char *
dup_description (const Runtime *runtime)
{
  if (runtime->name == NULL)
    return g_strdup (_ ("Their set-up wasn’t read yet. A key may be in your keyring."));
  if (!has_name (runtime))
    return g_strdup (_ ("Cloud migration isn’t set up, or its source needs none."));
  return g_strdup_printf (
    ngettext ("Serves %u environment", "Serves %u environments", runtime->environments->len),
    runtime->environments->len);
}

static void
add_group (FerryRuntimesDialog *self, GPtrArray *runtimes, const Runtime *runtime, FerrySecretStore *secrets)
{
  GtkWidget *group = adw_preferences_group_new ();
  GPtrArray *rows = g_ptr_array_new ();
  g_autofree char *title = dup_title (runtimes, runtime);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *description = dup_description (runtime);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), description);
  for (guint i = 0; i < runtime->environments->len; i++)
    {
      GtkWidget *row = ferry_runtime_row_new (g_ptr_array_index (runtime->environments, i), secrets);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_ptr_array_add (rows, row);
    }
  g_object_set_data_full (G_OBJECT (group), ROWS, rows, (GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (self->groups, group);
  gtk_box_append (self->box, group);
}

static void
fill (FerryRuntimesDialog *self, FerryWorkspace *workspace)
{
  GListModel *environments = G_LIST_MODEL (workspace);
  g_autoptr (GPtrArray) runtimes = g_ptr_array_new_with_free_func (runtime_free);
  guint n = g_list_model_get_n_items (environments);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryEnvironment) environment = g_list_model_get_item (environments, i);
      Runtime *runtime = ensure_runtime (runtimes, environment);

      g_ptr_array_add (runtime->environments, g_steal_pointer (&environment));
    }
  g_ptr_array_sort (runtimes, compare_runtimes);
  for (guint i = 0; i < runtimes->len; i++)
    add_group (self, runtimes, g_ptr_array_index (runtimes, i), ferry_workspace_get_secrets (workspace));
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
