/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-connection-step.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-connection-string.h"
#include "ferry-finding-list.h"
#include "ferry-screen-reader.h"
#include "ferry-setup-secrets.h"

/* The sandbox takes any user and password for its sample database. */
#define SANDBOX_SQL_SERVER "Server=localhost\\BC;Database=BC;User Id=migration;Password=rehearsal;"
#define SANDBOX_AZURE_SQL                                                                                    \
  "Server=tcp:sandbox.database.windows.net,1433;Initial Catalog=BC;Persist Security Info=False;"             \
  "User ID=migration;Password=rehearsal;MultipleActiveResultSets=False;Encrypt=True;"                        \
  "TrustServerCertificate=False;Connection Timeout=30;"

struct _FerrySetupConnectionStep
{
  FerrySetupStep parent_instance;

  AdwComboRow *type_row;
  GtkButton *fill_button;
  AdwEntryRow *string_row;
  GtkWidget *problem_box;
  GtkLabel *problem_label;
  FerryFindingList *findings;
  GtkWidget *sandbox_group;
  GtkWidget *runtime_group;
  AdwEntryRow *runtime_row;
  GtkWidget *sql_server_example;
  GtkWidget *initial_catalog_example;
  GtkWidget *azure_example;
  GtkSwitch *remember_switch;

  gboolean filled;
  gboolean was_remembered;
  char *saved_product;
};

/* What was sent, whatever the form says by the time of the answer. */
typedef struct
{
  FerrySqlServerType type;
  char *text;
  char *runtime_name;
  char *product;
  gboolean remember;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *sent = data;

  ferry_secret_free (sent->text);
  g_free (sent->runtime_name);
  g_free (sent->product);
  g_free (sent);
}

G_DEFINE_FINAL_TYPE (FerrySetupConnectionStep, ferry_setup_connection_step, FERRY_TYPE_SETUP_STEP)

static FerrySqlServerType
get_type (FerrySetupConnectionStep *self)
{
  return (FerrySqlServerType) adw_combo_row_get_selected (self->type_row);
}

/* The row's text without outer blanks; a runtime has no name where the type needs none. */
static char *
dup_runtime_name (FerrySetupConnectionStep *self)
{
  if (get_type (self) != FERRY_SQL_SERVER_TYPE_SQL_SERVER)
    return g_strdup ("");
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->runtime_row))));
}

static void
set_problem (FerrySetupConnectionStep *self, const char *problem)
{
  gtk_label_set_label (self->problem_label, problem == NULL ? "" : problem);
  gtk_widget_set_visible (self->problem_box, problem != NULL);
  ferry_screen_reader_tell_problem (ADW_ENTRY_ROW (self->string_row), self->problem_label, problem);
  if (problem == NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->string_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->string_row), "error");
}

/* What is doubtful is told while it is typed; what is wrong, at Next. */
static void
look_for_trouble (FerrySetupConnectionStep *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->string_row));
  g_autoptr (GPtrArray) findings = NULL;

  if (ferry_connection_string_check (text, get_type (self), NULL))
    findings = ferry_lint_check_connection_string (text, get_type (self));
  ferry_finding_list_set_findings (self->findings, findings);
}

static void
on_string_changed (FerrySetupConnectionStep *self)
{
  set_problem (self, NULL);
  look_for_trouble (self);
}

static void
on_type_changed (FerrySetupConnectionStep *self)
{
  gboolean sql_server = get_type (self) == FERRY_SQL_SERVER_TYPE_SQL_SERVER;

  gtk_widget_set_visible (self->runtime_group, sql_server);
  gtk_widget_set_visible (self->sql_server_example, sql_server);
  gtk_widget_set_visible (self->initial_catalog_example, sql_server);
  gtk_widget_set_visible (self->azure_example, !sql_server);
  set_problem (self, NULL);
  look_for_trouble (self);
}

static void
on_fill_in_clicked (FerrySetupConnectionStep *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->string_row), get_type (self) == FERRY_SQL_SERVER_TYPE_SQL_SERVER
                                                            ? SANDBOX_SQL_SERVER
                                                            : SANDBOX_AZURE_SQL);
}

/* Whether what the service has already is what the form says, so that nothing need be entered again. */
static gboolean
is_unchanged (FerrySetupConnectionStep *self)
{
  FerrySetupPlan *plan = ferry_setup_step_get_plan (FERRY_SETUP_STEP (self));
  g_autofree char *runtime_name = dup_runtime_name (self);
  const char *product = ferry_product_get_id (ferry_setup_plan_get_product (plan));

  return ferry_setup_plan_get_saved (plan) && *gtk_editable_get_text (GTK_EDITABLE (self->string_row)) == '\0'
         && get_type (self) == ferry_setup_plan_get_server_type (plan)
         && g_strcmp0 (runtime_name, ferry_setup_plan_get_runtime_name (plan)) == 0
         && g_strcmp0 (product, self->saved_product) == 0;
}

static gboolean
ferry_setup_connection_step_validate (FerrySetupStep *step)
{
  FerrySetupConnectionStep *self = FERRY_SETUP_CONNECTION_STEP (step);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->string_row));
  g_autoptr (GError) error = NULL;

  set_problem (self, NULL);
  if (is_unchanged (self))
    return TRUE;

  if (*text == '\0' && ferry_setup_plan_get_saved (ferry_setup_step_get_plan (step)))
    set_problem (
      self,
      _ ("Something else has changed, so the connection string has to be sent again: enter it once more."));
  else if (!ferry_connection_string_check (text, get_type (self), &error))
    set_problem (self, error->message);
  else
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->string_row));
  return FALSE;
}

static void
on_secrets_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  ferry_setup_secrets_keep_finish (FERRY_SETUP_PLAN (source), result);
  g_task_return_boolean (task, TRUE);
}

/* The service has it now: the form needn't. */
static void
wipe (FerrySetupConnectionStep *self)
{
  if (self->string_row == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->string_row), "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->string_row),
                                 _ ("Connection _string (saved; empty leaves it as it is)"));
}

static void
on_setup_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerrySetup) setup = NULL;
  g_autofree char *server = NULL;
  g_autofree char *database = NULL;
  FerrySetupConnectionStep *self = g_task_get_source_object (task);
  FerrySetupPlan *plan = ferry_setup_step_get_plan (FERRY_SETUP_STEP (self));
  Sent *sent = g_task_get_task_data (task);
  const char *kept = sent->remember ? sent->text : self->was_remembered ? "" : NULL;

  setup = ferry_environment_save_setup_finish (FERRY_ENVIRONMENT (source), result, &error);
  if (setup == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  server = ferry_connection_string_get_server (sent->text);
  database = ferry_connection_string_get_database (sent->text);
  ferry_setup_plan_set_source (plan, sent->type, sent->runtime_name, server, database);
  ferry_setup_plan_set_setup (plan, setup);
  ferry_setup_plan_set_saved (plan, TRUE);
  g_free (self->saved_product);
  self->saved_product = g_strdup (sent->product);
  self->was_remembered = sent->remember;
  wipe (self);

  /* The key is told this once: it is kept even where the assistant was left meanwhile. */
  ferry_setup_secrets_keep_async (plan, kept, NULL, on_secrets_kept, g_object_ref (task));
}

static void
ferry_setup_connection_step_leave (FerrySetupStep *step, GTask *task)
{
  FerrySetupConnectionStep *self = FERRY_SETUP_CONNECTION_STEP (step);
  FerrySetupPlan *plan = ferry_setup_step_get_plan (step);
  Sent *sent;

  if (is_unchanged (self))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  sent = g_new0 (Sent, 1);
  sent->type = get_type (self);
  sent->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->string_row)));
  sent->runtime_name = dup_runtime_name (self);
  sent->product = g_strdup (ferry_product_get_id (ferry_setup_plan_get_product (plan)));
  sent->remember = gtk_switch_get_active (self->remember_switch);
  g_task_set_task_data (task, sent, sent_free);
  ferry_environment_save_setup_async (ferry_setup_plan_get_environment (plan), sent->product, sent->type,
                                      sent->text, sent->runtime_name, g_task_get_cancellable (task),
                                      on_setup_saved, task);
}

/* What the environment's set-up already says; the service never tells the connection string. */
static void
fill_in (FerrySetupConnectionStep *self)
{
  FerrySetup *setup = ferry_setup_plan_get_setup (ferry_setup_step_get_plan (FERRY_SETUP_STEP (self)));
  const char *runtime_name;

  if (self->filled)
    return;
  self->filled = TRUE;
  gtk_widget_set_visible (
    self->sandbox_group,
    ferry_profile_is_sandbox (ferry_environment_get_profile (
      ferry_setup_plan_get_environment (ferry_setup_step_get_plan (FERRY_SETUP_STEP (self))))));
  if (setup == NULL)
    return;

  runtime_name = ferry_setup_get_runtime_name (setup);
  adw_combo_row_set_selected (self->type_row, (guint) ferry_setup_get_server_type (setup));
  gtk_editable_set_text (GTK_EDITABLE (self->runtime_row), runtime_name == NULL ? "" : runtime_name);
}

static void
on_string_looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  FerrySetupConnectionStep *self = g_task_get_source_object (task);
  char *text = ferry_secret_store_lookup_finish (FERRY_SECRET_STORE (source), result, NULL);

  /* Without a keyring it is typed: nothing to be said before something is to be kept. */
  if (text != NULL && *text != '\0' && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->string_row), text);
      gtk_switch_set_active (self->remember_switch, TRUE);
      self->was_remembered = TRUE;
    }
  ferry_secret_free (text);
  g_task_return_boolean (task, TRUE);
}

static void
ferry_setup_connection_step_load (FerrySetupStep *step, GTask *task)
{
  FerrySetupConnectionStep *self = FERRY_SETUP_CONNECTION_STEP (step);
  FerrySetupPlan *plan = ferry_setup_step_get_plan (step);
  FerrySecretStore *secrets = ferry_setup_plan_get_secrets (plan);
  gboolean first = !self->filled;
  const char *id;

  fill_in (self);
  if (!first || secrets == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  id = ferry_profile_get_id (ferry_environment_get_profile (ferry_setup_plan_get_environment (plan)));
  ferry_secret_store_lookup_async (secrets, FERRY_SECRET_CONNECTION_STRING, id, "",
                                   g_task_get_cancellable (task), on_string_looked_up, task);
}

static void
ferry_setup_connection_step_finalize (GObject *object)
{
  g_free (FERRY_SETUP_CONNECTION_STEP (object)->saved_product);
  G_OBJECT_CLASS (ferry_setup_connection_step_parent_class)->finalize (object);
}

static void
ferry_setup_connection_step_class_init (FerrySetupConnectionStepClass *klass)
{
  FerrySetupStepClass *step_class = FERRY_SETUP_STEP_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ferry_setup_connection_step_finalize;
  step_class->load = ferry_setup_connection_step_load;
  step_class->validate = ferry_setup_connection_step_validate;
  step_class->leave = ferry_setup_connection_step_leave;

  g_type_ensure (FERRY_TYPE_FINDING_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/ferrymigrate/Ferry/ferry-setup-connection-step.ui");
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, fill_button);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, type_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, string_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, problem_box);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, problem_label);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, findings);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, runtime_group);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, sandbox_group);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, runtime_row);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, sql_server_example);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, initial_catalog_example);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, azure_example);
  gtk_widget_class_bind_template_child (widget_class, FerrySetupConnectionStep, remember_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_string_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_type_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_fill_in_clicked);
}

static void
ferry_setup_connection_step_init (FerrySetupConnectionStep *self)
{
  g_autoptr (GtkStringList) types = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));

  for (int type = FERRY_SQL_SERVER_TYPE_SQL_SERVER; type <= FERRY_SQL_SERVER_TYPE_AZURE_SQL; type++)
    gtk_string_list_append (types, ferry_sql_server_type_to_label ((FerrySqlServerType) type));
  adw_combo_row_set_model (self->type_row, G_LIST_MODEL (types));
  ferry_accessible_set_label (self->fill_button, _ ("Fill in the sandbox’s connection string"));
  ferry_accessible_name_entry_row (self->string_row);
  ferry_accessible_name_entry_row (self->runtime_row);
  on_type_changed (self);
}
