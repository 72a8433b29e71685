/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-checklist.h"

#include "ferry-environment-private.h"
#include "ferry-error.h"
#include "ferry-management.h"

#include <glib/gi18n-lib.h>

#define SET          "checklistSteps"
#define KEY_HERE     "checklist"            /* the numbers of the ticked steps */
#define KEY_SERVICE  "checklist-of-service" /* the steps as the service last told them */
#define SERVICE_TYPE "a(xssb)"
#define HELP         "https://learn.microsoft.com/dynamics365/business-central/"
#define HELP_FINISH  HELP "dev-itpro/administration/migration-finish"

struct _FerryChecklist
{
  GObject parent_instance;

  FerryEnvironment *environment;
  GPtrArray *entries; /* of FerryChecklistEntry */
  GPtrArray *records; /* (nullable): the same steps, as the service told them just now */
  gboolean of_service;
  char *obstacle; /* (nullable): why the service doesn't take ticks at present */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryChecklist, ferry_checklist, G_TYPE_OBJECT)

/* ---- The steps ---- */

/* Domain §2.8, in its order. */
static const struct
{
  const char *title;
  const char *explanation;
  const char *help_url;
  int action;
} steps[] = {
  {
    N_ ("Read the help"),
    N_ ("What is to be done at the end of a migration, and in which order."),
    HELP_FINISH,
    -1,
  },
  {
    N_ ("Disable the migration"),
    N_ ("Completing it switches it off: the environment takes no more data from the source."),
    HELP_FINISH,
    FERRY_ACTION_COMPLETE,
  },
  {
    N_ ("Set up users and permissions"),
    N_ ("Migrated users have the permissions of their licenses. Give everybody what they need."),
    HELP "ui-how-users-permissions",
    -1,
  },
  {
    N_ ("Define user mappings"),
    N_ ("Says which cloud user is which user of the source, so that their records stay theirs."),
    HELP_FINISH,
    FERRY_ACTION_USER_MAPPINGS,
  },
  {
    N_ ("Set up the connection to Dynamics 365 Sales again"),
    N_ ("Only where the source had one: it doesn’t come along and is made anew online."),
    HELP "admin-how-to-set-up-a-dynamics-crm-connection",
    -1,
  },
};

static void
entry_free (gpointer data)
{
  FerryChecklistEntry *self = data;

  g_free (self->title);
  g_free (self->help_url);
  g_free (self);
}

/* @title and @help_url: (nullable): the service's */
static FerryChecklistEntry *
entry_new (gint64 number, const char *title, const char *help_url, gboolean completed)
{
  FerryChecklistEntry *self = g_new0 (FerryChecklistEntry, 1);
  gboolean known = number >= 1 && number <= (gint64) G_N_ELEMENTS (steps);

  self->number = number;
  self->title = g_strdup (known ? _ (steps[number - 1].title) : title);
  self->explanation = known ? _ (steps[number - 1].explanation) : "";
  if (help_url == NULL || *help_url == '\0')
    help_url = known ? steps[number - 1].help_url : "";
  self->help_url = g_strdup (help_url);
  self->action = known ? steps[number - 1].action : -1;
  self->completed = completed;
  return self;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  gint64 left = (*(const FerryChecklistEntry *const *) a)->number;
  gint64 right = (*(const FerryChecklistEntry *const *) b)->number;

  return left < right ? -1 : left > right;
}

static void
take_entries (FerryChecklist *self, GPtrArray *entries)
{
  g_ptr_array_sort (entries, compare_entries);
  g_ptr_array_unref (self->entries);
  self->entries = entries;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Here ---- */

static void
take_here (FerryChecklist *self, const char *text)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_auto (GStrv) numbers = g_strsplit (text != NULL ? text : "", ",", -1);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      g_ptr_array_add (
        entries, entry_new (i + 1, NULL, NULL, g_strv_contains ((const char *const *) numbers, number)));
    }
  self->of_service = FALSE;
  g_clear_pointer (&self->records, g_ptr_array_unref);
  take_entries (self, entries);
}

static char *
dup_here (FerryChecklist *self, gint64 number, gboolean completed)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const FerryChecklistEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->number == number ? completed : entry->completed)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, text->len > 0 ? "," : "", entry->number);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- The service's ---- */

static void
take_records (FerryChecklist *self, GPtrArray *records)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < records->len; i++)
    {
      FerryChecklistStep *step = g_ptr_array_index (records, i);

      g_ptr_array_add (entries, entry_new (ferry_checklist_step_get_number (step),
                                           ferry_checklist_step_get_title (step),
                                           ferry_checklist_step_get_help_url (step),
                                           ferry_checklist_step_get_completed (step)));
    }
  if (self->records != records)
    {
      g_clear_pointer (&self->records, g_ptr_array_unref);
      self->records = g_ptr_array_ref (records);
    }
  self->of_service = TRUE;
  take_entries (self, entries);
}

/* Returns: FALSE where there is nothing to take */
static gboolean
take_remembered (FerryChecklist *self, const char *text)
{
  g_autoptr (GVariant) variant
    = text != NULL ? g_variant_parse (G_VARIANT_TYPE (SERVICE_TYPE), text, NULL, NULL, NULL) : NULL;
  GPtrArray *entries;
  GVariantIter iter;
  const char *title, *help_url;
  gboolean completed;
  gint64 number;

  if (variant == NULL)
    return FALSE;
  entries = g_ptr_array_new_with_free_func (entry_free);
  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(x&s&sb)", &number, &title, &help_url, &completed))
    g_ptr_array_add (entries, entry_new (number, title, help_url, completed));
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->of_service = TRUE;
  take_entries (self, entries);
  return TRUE;
}

static void
set_value (FerryChecklist *self, const char *key, const char *value)
{
  FerryDatabase *database = self->environment->database;

  /* What is read again the next time: nothing is lost without it. */
  if (database != NULL)
    ferry_database_set_value_async (database, ferry_profile_get_id (self->environment->profile), key, value,
                                    NULL, NULL);
}

static void
remember (FerryChecklist *self)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) variant = NULL;
  g_autofree char *text = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (SERVICE_TYPE));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const FerryChecklistEntry *entry = g_ptr_array_index (self->entries, i);

      g_variant_builder_add (&builder, "(xssb)", entry->number, entry->title, entry->help_url,
                             entry->completed);
    }
  variant = g_variant_ref_sink (g_variant_builder_end (&builder));
  text = g_variant_print (variant, FALSE);
  set_value (self, KEY_SERVICE, text);
}

/* ---- Reading ---- */

/* Reading is one task; @failure is told once what was known is shown. */
typedef struct
{
  GError *failure;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_error (&self->failure);
  g_free (self);
}

static void
finish_reading (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (reading->failure != NULL)
    g_task_return_error (task, g_steal_pointer (&reading->failure));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_here_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryChecklist *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *text = ferry_database_get_value_finish (FERRY_DATABASE (source), result, &error);

  if (error != NULL)
    {
      g_clear_error (&reading->failure);
      reading->failure = error;
    }
  else
    take_here (self, text);
  finish_reading (task);
}

static void
read_here (GTask *task)
{
  FerryChecklist *self = g_task_get_source_object (task);
  FerryDatabase *database = self->environment->database;

  if (database == NULL)
    {
      g_autofree char *text = dup_here (self, 0, FALSE);

      take_here (self, text);
      finish_reading (task);
      return;
    }
  ferry_database_get_value_async (database, ferry_profile_get_id (self->environment->profile), KEY_HERE,
                                  g_task_get_cancellable (task), on_here_read, g_object_ref (task));
}

static void
on_remembered_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryChecklist *self = g_task_get_source_object (task);
  g_autofree char *text = ferry_database_get_value_finish (FERRY_DATABASE (source), result, NULL);

  if (take_remembered (self, text))
    finish_reading (task);
  else
    read_here (task);
}

static void
read_remembered (GTask *task)
{
  FerryChecklist *self = g_task_get_source_object (task);
  FerryDatabase *database = self->environment->database;

  if (database == NULL)
    read_here (task);
  else
    ferry_database_get_value_async (database, ferry_profile_get_id (self->environment->profile), KEY_SERVICE,
                                    g_task_get_cancellable (task), on_remembered_read, g_object_ref (task));
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryChecklist *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (GPtrArray) records = ferry_migration_service_list_records_finish (
    FERRY_MIGRATION_SERVICE (source), result, &reading->failure);

  if (records != NULL)
    {
      take_records (self, records);
      remember (self);
      finish_reading (task);
    }
  else if (g_error_matches (reading->failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish_reading (task);
  else
    read_remembered (task);
}

void
ferry_checklist_read_async (FerryChecklist *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  FerryEnvironment *environment;
  const char *obstacle;

  g_return_if_fail (FERRY_IS_CHECKLIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_checklist_read_async);
  g_task_set_task_data (task, g_new0 (Reading, 1), reading_free);
  environment = self->environment;
  g_clear_pointer (&self->obstacle, g_free);
  if (environment->connection != FERRY_CONNECTION_ONLINE)
    {
      read_remembered (task);
      return;
    }
  obstacle = environment->capabilities != NULL ? g_hash_table_lookup (environment->capabilities, SET) : NULL;
  if (obstacle == NULL)
    {
      set_value (self, KEY_SERVICE, NULL);
      read_here (task);
    }
  else if (*obstacle != '\0')
    {
      self->obstacle = g_strdup (obstacle);
      read_remembered (task);
    }
  else
    ferry_migration_service_list_records_async (environment->service, FERRY_TYPE_CHECKLIST_STEP, cancellable,
                                                on_listed, g_object_ref (task));
}

gboolean
ferry_checklist_read_finish (FerryChecklist *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Ticking ---- */

static void
on_read_again (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *failure = g_error_copy (g_task_get_task_data (task));

  ferry_checklist_read_finish (FERRY_CHECKLIST (source), result, NULL);
  g_task_return_error (task, failure);
}

static void
on_changed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryChecklist *self = g_task_get_source_object (task);
  GError *error = NULL;
  FerryRecord *record = ferry_environment_change_record_finish (FERRY_ENVIRONMENT (source), result, &error);

  if (record == NULL)
    {
      /* Perhaps because it is another than was shown. */
      g_task_set_task_data (task, error, (GDestroyNotify) g_error_free);
      ferry_checklist_read_async (self, g_task_get_cancellable (task), on_read_again, g_object_ref (task));
      return;
    }
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    {
      FerryRecord *before = g_ptr_array_index (self->records, i);

      if (!g_str_equal (ferry_record_get_id (before), ferry_record_get_id (record)))
        continue;
      g_object_unref (before);
      self->records->pdata[i] = g_object_ref (record);
    }
  g_object_unref (record);
  if (self->records != NULL)
    {
      take_records (self, self->records);
      remember (self);
    }
  g_task_return_boolean (task, TRUE);
}

static FerryRecord *
find_record (FerryChecklist *self, gint64 number)
{
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    {
      FerryChecklistStep *step = g_ptr_array_index (self->records, i);

      if (ferry_checklist_step_get_number (step) == number)
        return FERRY_RECORD (step);
    }
  return NULL;
}

static void
tick_at_service (GTask *task, gint64 number, gboolean completed)
{
  FerryChecklist *self = g_task_get_source_object (task);
  FerryRecord *record = find_record (self, number);
  JsonObject *members;

  if (record == NULL)
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_NOT_FOUND,
                               _ ("This step isn’t in the checklist any more. Refresh the list."));
      return;
    }
  members = json_object_new ();
  json_object_set_boolean_member (members, "completed", completed);
  ferry_environment_change_record_async (self->environment, FERRY_ACTION_CHECKLIST, record, members,
                                         g_task_get_cancellable (task), on_changed, g_object_ref (task));
}

/* The service isn't told of it, but the journal is. */
static void
note_here (FerryChecklist *self, const char *text)
{
  FerryProfile *profile = self->environment->profile;
  g_auto (GStrv) numbers = g_strsplit (text, ",", -1);
  g_autofree char *subject = NULL;

  for (guint i = 0; i < self->entries->len && subject == NULL; i++)
    {
      const FerryChecklistEntry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->number);

      if (g_strv_contains ((const char *const *) numbers, number) != entry->completed)
        subject = g_strdup (entry->title);
    }
  if (subject != NULL)
    ferry_database_note (self->environment->database, ferry_profile_get_id (profile),
                         ferry_profile_get_name (profile), ferry_profile_get_who (profile),
                         ferry_action_to_nick (FERRY_ACTION_CHECKLIST), subject, FERRY_OUTCOME_DONE, NULL);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryChecklist *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (ferry_database_set_value_finish (FERRY_DATABASE (source), result, &error))
    {
      note_here (self, g_task_get_task_data (task));
      take_here (self, g_task_get_task_data (task));
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

void
ferry_checklist_tick_async (FerryChecklist *self,
                            gint64 number,
                            gboolean completed,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *reason = NULL;
  char *text;

  g_return_if_fail (FERRY_IS_CHECKLIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_checklist_tick_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!ferry_checklist_check_writable (self, &reason))
    {
      g_task_return_new_error (task, FERRY_ERROR, FERRY_ERROR_RULE, "%s", reason);
      return;
    }
  if (self->of_service)
    {
      tick_at_service (task, number, completed);
      return;
    }
  text = dup_here (self, number, completed);
  g_task_set_task_data (task, text, g_free);
  if (self->environment->database == NULL)
    {
      take_here (self, text);
      g_task_return_boolean (task, TRUE);
      return;
    }
  ferry_database_set_value_async (self->environment->database,
                                  ferry_profile_get_id (self->environment->profile), KEY_HERE, text,
                                  on_written, g_object_ref (task));
}

gboolean
ferry_checklist_tick_finish (FerryChecklist *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- The object ---- */

guint
ferry_checklist_get_n_entries (FerryChecklist *self)
{
  g_return_val_if_fail (FERRY_IS_CHECKLIST (self), 0);
  return self->entries->len;
}

const FerryChecklistEntry *
ferry_checklist_get_entry (FerryChecklist *self, guint index)
{
  g_return_val_if_fail (FERRY_IS_CHECKLIST (self) && index < self->entries->len, NULL);
  return g_ptr_array_index (self->entries, index);
}

guint
ferry_checklist_count_completed (FerryChecklist *self)
{
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_CHECKLIST (self), 0);
  for (guint i = 0; i < self->entries->len; i++)
    n += ((FerryChecklistEntry *) g_ptr_array_index (self->entries, i))->completed ? 1 : 0;
  return n;
}

gboolean
ferry_checklist_is_kept_here (FerryChecklist *self)
{
  g_return_val_if_fail (FERRY_IS_CHECKLIST (self), FALSE);
  return !self->of_service;
}

gboolean
ferry_checklist_check_writable (FerryChecklist *self, char **reason)
{
  g_return_val_if_fail (FERRY_IS_CHECKLIST (self), FALSE);

  if (reason != NULL)
    *reason = NULL;
  if (self->obstacle != NULL)
    {
      if (reason != NULL)
        *reason = g_strdup (self->obstacle);
      return FALSE;
    }
  if (!self->of_service
      || (self->records != NULL && self->environment->connection == FERRY_CONNECTION_ONLINE))
    return TRUE;
  if (reason != NULL)
    *reason = g_strdup (_ ("The environment keeps these ticks and can’t be asked now: you see those last "
                           "known."));
  return FALSE;
}

FerryChecklist *
ferry_checklist_new (FerryEnvironment *environment)
{
  FerryChecklist *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);

  self = g_object_new (FERRY_TYPE_CHECKLIST, NULL);
  self->environment = g_object_ref (environment);
  take_here (self, NULL);
  return self;
}

static void
ferry_checklist_finalize (GObject *object)
{
  FerryChecklist *self = FERRY_CHECKLIST (object);

  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_object (&self->environment);
  g_free (self->obstacle);
  G_OBJECT_CLASS (ferry_checklist_parent_class)->finalize (object);
}

static void
ferry_checklist_class_init (FerryChecklistClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_checklist_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ferry_checklist_init (FerryChecklist *self)
{
  self->entries = g_ptr_array_new_with_free_func (entry_free);
}
