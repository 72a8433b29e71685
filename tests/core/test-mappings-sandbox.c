/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment.h"
#include "ferry-mapping-file.h"
#include "ferry-source-table.h"
#include "fixed-authorizer.h"
#include "sandbox-fixture.h"

#include <string.h>

/* Custom tables (domain §2.6) through FerryEnvironment, against the real service over loopback. */

#define APP "aaaaaaaa-0000-4000-8000-00000000000a"

typedef struct
{
  SandboxFixture sandbox;
  FerryProfile *profile;
  FerryDatabase *database;
  FerryEnvironment *environment;
  FerryMappingSet *set;
  char *no_tables_reason;
} Fixture;

static void
load (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->set);
  g_clear_pointer (&fixture->no_tables_reason, g_free);
  ferry_environment_load_mappings_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  fixture->set = ferry_environment_load_mappings_finish (fixture->environment, ferry_fixture_await (&result),
                                                         &fixture->no_tables_reason, &error);
  g_assert_no_error (error);
}

static void
set_up_bare (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerryAuthorizer) authorizer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerrySandboxProcess *process;

  sandbox_fixture_set_up (&fixture->sandbox, arguments);
  process = fixture->sandbox.process;
  fixture->database = ferry_database_new (":memory:");
  fixture->profile = ferry_profile_new ("Sandbox", ferry_sandbox_process_get_url (process),
                                        ferry_sandbox_process_get_tenant (process),
                                        ferry_sandbox_process_get_environment (process));
  authorizer = fixed_authorizer_new (ferry_sandbox_process_get_token (process));
  fixture->environment = ferry_environment_new (fixture->profile, authorizer, fixture->database);
  ferry_environment_open_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_open_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

static void
refresh (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_environment_refresh_async (fixture->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_refresh_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (FerrySetup) setup = NULL;

  set_up_bare (fixture, arguments);
  setup = sandbox_fixture_set_up_migration (&fixture->sandbox, "DynamicsBCLast");
  refresh (fixture);
  load (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer arguments)
{
  gpointer environment = fixture->environment;
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_object (&fixture->set);
  g_free (fixture->no_tables_reason);
  g_object_add_weak_pointer (environment, &environment);
  ferry_environment_close (fixture->environment);
  g_clear_object (&fixture->environment);
  ferry_fixture_wait_until (environment == NULL);
  ferry_database_close_async (fixture->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (fixture->database, ferry_fixture_await (&result), NULL);
  g_object_unref (fixture->database);
  g_object_unref (fixture->profile);
  sandbox_fixture_tear_down (&fixture->sandbox, arguments);
}

/* ---- What is done ---- */

static guint
count (Fixture *fixture)
{
  return ferry_mapping_set_get_mappings (fixture->set)->len;
}

static FerryTableMapping *
find (Fixture *fixture, const char *name)
{
  GPtrArray *mappings = ferry_mapping_set_get_mappings (fixture->set);

  for (guint i = 0; i < mappings->len; i++)
    if (g_str_equal (ferry_table_mapping_get_table_name (g_ptr_array_index (mappings, i)), name))
      return g_ptr_array_index (mappings, i);
  return NULL;
}

static gboolean
apply_cancellable (Fixture *fixture,
                   GPtrArray *changes,
                   FerryMappingProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (FerryMappingSet) now = NULL;
  gboolean done;

  ferry_environment_apply_mappings_async (fixture->environment, fixture->set, changes, progress, data,
                                          cancellable, ferry_fixture_await_cb, &result);
  done = ferry_environment_apply_mappings_finish (fixture->environment, ferry_fixture_await (&result), &now,
                                                  error);
  if (now != NULL)
    g_set_object (&fixture->set, now);
  return done;
}

static gboolean
apply (Fixture *fixture, GPtrArray *changes, GError **error)
{
  return apply_cancellable (fixture, changes, NULL, NULL, NULL, error);
}

static GPtrArray *
plan_new (Fixture *fixture, const char *const *names)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GPtrArray *changes;

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (wanted,
                     ferry_table_mapping_new (i % 2 == 1, APP, 0, names[i], "One source", i % 4 != 1));
  changes = ferry_mapping_set_plan (fixture->set, NULL, wanted, &error);
  g_assert_no_error (error);
  return changes;
}

static void
add_all (Fixture *fixture, const char *const *names)
{
  g_autoptr (GPtrArray) changes = plan_new (fixture, names);
  g_autoptr (GError) error = NULL;

  apply (fixture, changes, &error);
  g_assert_no_error (error);
}

static FerryMappingFate
get_fate (GPtrArray *changes, guint position)
{
  return ferry_mapping_change_get_fate (g_ptr_array_index (changes, position));
}

static void
assert_journal (Fixture *fixture, FerryOutcome outcome, const char *subject)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  FerryJournalEntry *newest;

  ferry_database_list_journal_async (fixture->database, ferry_profile_get_id (fixture->profile), FALSE, NULL,
                                     ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, >, 0);
  newest = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (ferry_journal_entry_get_action (newest), ==, "manage-mappings");
  g_assert_cmpint (ferry_journal_entry_get_outcome (newest), ==, outcome);
  g_assert_cmpstr (ferry_journal_entry_get_subject (newest), ==, subject);
}

/* ---- Tests ---- */

static const char *const NAMES[]
  = { "Træ “Stamme” 😀", "O'Brien's %_[x]", "جدول من اليمين", "a]b\"c;d,e", "=SUM(A1)", NULL };

/* One source to several targets, a name changed, one taken out: each with a name that isn't easy. */
static void
test_edit (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (GPtrArray) deletions = NULL;
  g_autoptr (GPtrArray) deleted = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint before = count (fixture);

  add_all (fixture, NAMES);
  g_assert_cmpuint (count (fixture), ==, before + 5);
  for (guint i = 0; NAMES[i] != NULL; i++)
    {
      g_assert_cmpstr (ferry_table_mapping_get_source_table_name (find (fixture, NAMES[i])), ==,
                       "One source");
      g_assert_cmpint (ferry_table_mapping_is_extension (find (fixture, NAMES[i])), ==, i % 2 == 1);
    }
  g_assert_false (ferry_table_mapping_get_data_per_company (find (fixture, NAMES[1])));
  assert_journal (fixture, FERRY_OUTCOME_DONE, "5 added, 0 changed, 0 deleted");

  g_ptr_array_add (wanted, ferry_table_mapping_new (FALSE, APP, 0, NAMES[0], "Another %_[source]", TRUE));
  edits = ferry_mapping_set_plan (fixture->set, find (fixture, NAMES[0]), wanted, &error);
  g_assert_no_error (error);
  g_assert_true (apply (fixture, edits, &error));
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (find (fixture, NAMES[0])), ==,
                   "Another %_[source]");
  assert_journal (fixture, FERRY_OUTCOME_DONE, NAMES[0]);

  for (guint i = 0; NAMES[i] != NULL; i++)
    g_ptr_array_add (deleted, find (fixture, NAMES[i]));
  deletions = ferry_mapping_set_plan_deletion (fixture->set, deleted);
  g_assert_true (apply (fixture, deletions, &error));
  g_assert_cmpuint (count (fixture), ==, before);
}

static FerryMappingSet *
reset (Fixture *fixture, const char *name, gboolean for_extension)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerryMappingSet *now = NULL;

  ferry_environment_reset_mappings_async (fixture->environment, fixture->set, find (fixture, name),
                                          for_extension, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_reset_mappings_finish (fixture->environment, ferry_fixture_await (&result), &now, &error);
  g_assert_no_error (error);
  g_assert_nonnull (now);
  return now;
}

static void
test_reset (Fixture *fixture, gconstpointer arguments)
{
  guint defaults = count (fixture);
  FerryMappingSet *now;

  g_assert_cmpuint (defaults, >, 0);
  add_all (fixture, NAMES);
  now = reset (fixture, NAMES[2], TRUE);
  g_clear_object (&fixture->set);
  fixture->set = now;
  g_assert_cmpuint (count (fixture), ==, defaults);
  g_assert_null (find (fixture, NAMES[0]));

  add_all (fixture, NAMES);
  now = reset (fixture, NAMES[2], FALSE);
  g_clear_object (&fixture->set);
  fixture->set = now;
  g_assert_cmpuint (count (fixture), ==, defaults);
  assert_journal (fixture, FERRY_OUTCOME_DONE, "restore the defaults");
}

/* Changed by somebody else: nothing is overwritten, and what is there now is told. */
static void
test_stale (Fixture *fixture, gconstpointer arguments)
{
  static const char *const names[] = { "Rival", NULL };
  g_autoptr (FerryTableMapping) theirs = ferry_table_mapping_new (FALSE, APP, 0, "Rival", "Theirs", TRUE);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) deleted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) deletion = NULL;
  g_autoptr (FerryTableMapping) saved = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  add_all (fixture, names);
  g_ptr_array_add (wanted, ferry_table_mapping_new (FALSE, APP, 0, "Rival", "Mine", TRUE));
  g_ptr_array_add (deleted, g_object_ref (find (fixture, "Rival")));
  changes = ferry_mapping_set_plan (fixture->set, find (fixture, "Rival"), wanted, &error);
  deletion = ferry_mapping_set_plan_deletion (fixture->set, deleted);
  ferry_migration_service_save_mapping_async (fixture->sandbox.service, find (fixture, "Rival"), theirs, NULL,
                                              ferry_fixture_await_cb, &result);
  saved = ferry_migration_service_save_mapping_finish (fixture->sandbox.service,
                                                       ferry_fixture_await (&result), &error);
  g_assert_no_error (error);

  g_assert_false (apply (fixture, changes, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "“Rival”");
  g_assert_cmpint (get_fate (changes, 0), ==, FERRY_MAPPING_FATE_FAILED);
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (find (fixture, "Rival")), ==, "Theirs");
  assert_journal (fixture, FERRY_OUTCOME_REFUSED, "Rival");
  g_clear_error (&error);

  g_assert_false (apply (fixture, deletion, &error));
  core_assert_error (error, FERRY_ERROR_CHANGED, "“Rival”");
  g_assert_nonnull (find (fixture, "Rival"));
}

/* The second of three fails: the first was made, the third wasn't sent, and all that is told. */
static void
test_failure_in_the_middle (Fixture *fixture, gconstpointer arguments)
{
  static const char *const names[] = { "First", "Second", "Third", NULL };
  g_autoptr (GPtrArray) changes = plan_new (fixture, names);
  g_autoptr (FerryTableMapping) theirs = ferry_table_mapping_new (TRUE, APP, 0, "Second", "Theirs", TRUE);
  g_autoptr (FerryTableMapping) saved = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ferry_migration_service_save_mapping_async (fixture->sandbox.service, NULL, theirs, NULL,
                                              ferry_fixture_await_cb, &result);
  saved = ferry_migration_service_save_mapping_finish (fixture->sandbox.service,
                                                       ferry_fixture_await (&result), &error);
  g_assert_no_error (error);

  g_assert_false (apply (fixture, changes, &error));
  core_assert_error (error, FERRY_ERROR_EXISTS, "“Second” failed after 1 of 3 changes");
  g_assert_cmpint (get_fate (changes, 0), ==, FERRY_MAPPING_FATE_APPLIED);
  g_assert_cmpint (get_fate (changes, 1), ==, FERRY_MAPPING_FATE_FAILED);
  g_assert_cmpint (get_fate (changes, 2), ==, FERRY_MAPPING_FATE_WAITING);
  g_assert_nonnull (find (fixture, "First"));
  g_assert_cmpstr (ferry_table_mapping_get_source_table_name (find (fixture, "Second")), ==, "Theirs");
  g_assert_null (find (fixture, "Third"));
}

/* The answer to a POST got lost: the list tells that it was taken, and the rest goes on when it is asked again. */
static void
test_lost_answer (Fixture *fixture, gconstpointer arguments)
{
  static const char *const names[] = { "First", "Second", NULL };
  static const char *const alone[] = { "Alone", NULL };
  g_autoptr (GPtrArray) changes = plan_new (fixture, names);
  g_autoptr (GPtrArray) last = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (apply (fixture, changes, &error));
  core_assert_error (error, FERRY_ERROR_AMBIGUOUS, "after 1 of 2 changes");
  g_assert_cmpint (get_fate (changes, 0), ==, FERRY_MAPPING_FATE_APPLIED);
  g_assert_cmpint (get_fate (changes, 1), ==, FERRY_MAPPING_FATE_WAITING);
  g_assert_nonnull (find (fixture, "First"));
  g_assert_null (find (fixture, "Second"));
  g_clear_error (&error);

  /* The last one's answer, lost: all is done. */
  last = plan_new (fixture, alone);
  g_assert_true (apply (fixture, last, &error));
  g_assert_no_error (error);
  g_assert_nonnull (find (fixture, "Alone"));
}

static void
test_published (Fixture *fixture, gconstpointer arguments)
{
  g_assert_null (ferry_mapping_set_get_tables (fixture->set));
  g_assert_nonnull (strstr (fixture->no_tables_reason, "by hand"));
  test_edit (fixture, arguments);
}

/* What the tables to choose from say: taken by the rules here as the service takes it. */
static void
test_tables (Fixture *fixture, gconstpointer arguments)
{
  GPtrArray *tables = ferry_mapping_set_get_tables (fixture->set);
  guint n_itself = 0;
  guint n_populated = 0;

  g_assert_nonnull (tables);
  g_assert_null (fixture->no_tables_reason);
  for (guint i = 0; i < tables->len; i++)
    {
      FerrySourceTable *table = g_ptr_array_index (tables, i);
      g_autoptr (GPtrArray) populated
        = ferry_mapping_set_populate (fixture->set, ferry_source_table_get_app_id (table));
      g_autoptr (FerryTableMapping) mapping
        = ferry_table_mapping_new (FALSE, ferry_source_table_get_app_id (table), 0,
                                   ferry_source_table_get_table_name (table), "X", TRUE);
      g_autoptr (GError) error = NULL;

      n_populated += populated->len;
      if (ferry_source_table_get_mappable (table)
          || !g_str_equal (ferry_source_table_get_target_table_type (table), "Table"))
        continue;
      n_itself++;
      g_assert_false (ferry_mapping_set_check (fixture->set, mapping, &error));
      core_assert_error (error, FERRY_ERROR_RULE, "replicates by itself");
    }
  g_assert_cmpuint (n_itself, >, 0);
  g_test_message ("%u tables, %u by themselves, %u to populate", tables->len, n_itself, n_populated);
}

static void
test_not_set_up (Fixture *fixture, gconstpointer arguments)
{
  static const char *const names[] = { "First", NULL };
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  load (fixture);
  changes = plan_new (fixture, names);
  g_assert_false (apply (fixture, changes, &error));
  core_assert_error (error, FERRY_ERROR_RULE, "set up");
  g_assert_cmpint (get_fate (changes, 0), ==, FERRY_MAPPING_FATE_WAITING);
}

/* ---- Thousands ---- */

typedef struct
{
  guint calls;
  guint last;
  guint cancel_at;
  GCancellable *cancellable;
} Progress;

static void
on_progress (guint done, guint total, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpuint (done, ==, progress->last + 1);
  g_assert_cmpuint (total, ==, 5000);
  progress->last = done;
  progress->calls++;
  if (done == progress->cancel_at)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_many (Fixture *fixture, gconstpointer arguments)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { .cancel_at = 1200, .cancellable = cancellable };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GError) error = NULL;
  guint before = count (fixture);

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Table %u", i);

      g_ptr_array_add (wanted, ferry_table_mapping_new (FALSE, APP, 0, name, name, TRUE));
    }
  changes = ferry_mapping_set_diff (fixture->set, wanted, FALSE);
  g_assert_false (apply_cancellable (fixture, changes, on_progress, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (progress.calls, ==, 1200);
  g_assert_cmpuint (ferry_mapping_change_count_applied (changes), ==, 1200);
  g_assert_cmpuint (count (fixture), ==, before + 1200);
  g_clear_error (&error);

  /* Asked again, only what is missing is sent. */
  rest = ferry_mapping_set_diff (fixture->set, wanted, FALSE);
  g_assert_cmpuint (ferry_mapping_change_count (rest, FERRY_MAPPING_CHANGE_ADD), ==, 3800);
  g_assert_true (apply (fixture, rest, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture), ==, before + 5000);
}

#define add(path, arguments, start, function)                                                                \
  g_test_add ("/mappings-sandbox/" path, Fixture, arguments, start, function, tear_down)

static const char *const published[] = { "--published-only", NULL };
static const char *const lost_answers[]
  = { "--fault", "POST */tableMappings n=1 every=2 lost times=2", NULL };

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("edit", NULL, set_up, test_edit);
  add ("published", published, set_up, test_published);
  add ("reset", NULL, set_up, test_reset);
  add ("reset-published", published, set_up, test_reset);
  add ("stale", NULL, set_up, test_stale);
  add ("failure-in-the-middle", NULL, set_up, test_failure_in_the_middle);
  add ("lost-answer", lost_answers, set_up, test_lost_answer);
  add ("tables", NULL, set_up, test_tables);
  add ("not-set-up", NULL, set_up_bare, test_not_set_up);
  add ("many", NULL, set_up, test_many);
  return g_test_run ();
}
