/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the management API does: under the rules, with a journal entry, once. */

#include "environment-fixture.h"

#include <string.h>

#define OFFERS(name) "{'name':'" name "','available':true,'reason':''},"
#define CAPABILITIES                                                                                         \
  OFFERS ("migrateRecordLinks")                                                                              \
  OFFERS ("resetRuntimeKeys")                                                                                \
  OFFERS ("updateService")                                                                                   \
  OFFERS ("checklistSteps")                                                                                  \
  "{'name':'repairCompanionTables','available':false,'reason':'The repair is being serviced.'}"
#define OVERVIEW(version) "{'id':'o-1','enabled':true,'deployedVersion':'" version "','latestVersion':'2'}"
#define STEP(completed, etag)                                                                                \
  "{'@odata.etag':'" etag                                                                                    \
  "','id':'r-1','number':1,'title':'Read the help','helpUrl':'','completed':" completed "}"

static void
open_environment_with (EnvironmentFixture *fixture, const char *overview)
{
  fake_service_set (&fixture->fake->capabilities, CAPABILITIES);
  fake_service_set (&fixture->fake->overview, overview);
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (fixture);
}

static void
open_environment (EnvironmentFixture *fixture)
{
  open_environment_with (fixture, OVERVIEW ("1"));
}

static gboolean
send (EnvironmentFixture *fixture, FerryOrder *order, JsonNode **answer, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_environment_order_async (fixture->environment, order, NULL, ferry_fixture_await_cb, &result);
  return ferry_environment_order_finish (fixture->environment, ferry_fixture_await (&result), answer, error);
}

static void
test_answer (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->answer, "{'count':7}");
  g_assert_true (send (fixture, ferry_order_new_record_links (), &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (answer), "count"), ==, 7);
  assert_posts (fixture, "migrateRecordLinks", 1);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "migrate-record-links"), ==,
                   FERRY_OUTCOME_DONE);
}

/* The journal must never get to know a key. */
static void
test_secret (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  FerryJournalEntry *entry;

  open_environment (fixture);
  fake_service_set (&fixture->fake->answer, "{'primaryKey':'IR@top','secondaryKey':'IR@second'}");
  g_assert_true (send (fixture, ferry_order_new_reset_keys (), &answer, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (answer), "primaryKey"), ==, "IR@top");
  ferry_database_list_journal_async (fixture->database, NULL, FALSE, NULL, ferry_fixture_await_cb, &listed);
  entries = ferry_database_list_journal_finish (fixture->database, ferry_fixture_await (&listed), NULL);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (ferry_journal_entry_get_subject (entry), ==, "");
  g_assert_cmpstr (ferry_journal_entry_get_message (entry), ==, "");
}

static void
test_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (send (fixture, ferry_order_new_record_links (), NULL, &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "Not now.");
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "migrate-record-links"), ==,
                   FERRY_OUTCOME_REFUSED);
}

/* What isn't offered, at present or at all, isn't even sent. */
static void
test_not_offered (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  guint sent;

  open_environment (fixture);
  sent = fake_service_count (fixture->fake, "POST", "");
  g_assert_false (send (fixture, ferry_order_new_repair (), NULL, &error));
  core_assert_error (error, FERRY_ERROR_RULE, "being serviced");
  g_clear_error (&error);
  g_assert_false (send (fixture, ferry_order_new_keep_permissions (TRUE), NULL, &error));
  core_assert_error (error, FERRY_ERROR_RULE, "doesn’t offer");
  g_clear_error (&error);
  /* Under the rules of an action that is always there, but it isn't. */
  g_assert_false (send (fixture, ferry_order_new_use_new_layout (TRUE), NULL, &error));
  core_assert_error (error, FERRY_ERROR_NOT_OFFERED, "doesn’t offer");
  g_assert_cmpuint (fake_service_count (fixture->fake, "POST", ""), ==, sent);
}

static void
update (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.updateService"))
    fake_service_set (&fake->overview, OVERVIEW ("2"));
}

/* The answer got lost, but the version tells. */
static void
test_lost (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fixture->fake->action = update;
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (send (fixture, ferry_order_new_update ("2"), NULL, &error));
  g_assert_no_error (error);
  assert_posts (fixture, "updateService", 1);
  assert_settled (fixture, 1, "update-service 4");
  g_assert_cmpstr (environment_fixture_get_state (fixture)->deployed_version, ==, "2");
}

static void
test_cut (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fixture->fake->action = update;
  fixture->fake->next_post = FAKE_TROUBLE_CUT;
  g_assert_false (send (fixture, ferry_order_new_update ("2"), NULL, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, "nothing was started");
  assert_posts (fixture, "updateService", 1);
}

/* Nothing tells whether it was done: that is said, and it isn't sent again. */
static void
test_without_trace (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_false (send (fixture, ferry_order_new_record_links (), NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  assert_posts (fixture, "migrateRecordLinks", 1);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "migrate-record-links"), ==,
                   FERRY_OUTCOME_UNKNOWN);
}

#define LINKS(time) "{'id':'o-1','enabled':true,'recordLinksMigratedAt':'" time "'}"

static void
migrate (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "NAV.migrateRecordLinks"))
    fake_service_set (&fake->overview, LINKS ("2026-01-30T08:00:01Z"));
}

/* The service's own time of the last one tells, whatever our clock says; the same as before tells nothing. */
static void
test_newer_time (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  open_environment_with (fixture, LINKS ("2026-01-30T08:00:00Z"));
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_false (send (fixture, ferry_order_new_record_links (), NULL, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_clear_error (&error);

  fixture->fake->action = migrate;
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_true (send (fixture, ferry_order_new_record_links (), NULL, &error));
  g_assert_no_error (error);
  assert_posts (fixture, "migrateRecordLinks", 2);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "migrate-record-links"), ==,
                   FERRY_OUTCOME_SETTLED_DONE);
}

/* ---- Changing a record ---- */

static FerryRecord *
read_step (EnvironmentFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  FerryMigrationService *service = ferry_environment_get_service (fixture->environment);

  ferry_migration_service_list_records_async (service, FERRY_TYPE_CHECKLIST_STEP, NULL,
                                              ferry_fixture_await_cb, &result);
  steps = ferry_migration_service_list_records_finish (service, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 1);
  return g_object_ref (g_ptr_array_index (steps, 0));
}

static FerryChecklistStep *
tick (EnvironmentFixture *fixture, FerryRecord *step, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  JsonObject *members = json_object_new ();

  json_object_set_boolean_member (members, "completed", TRUE);
  ferry_environment_change_record_async (fixture->environment, FERRY_ACTION_CHECKLIST, step, members, NULL,
                                         ferry_fixture_await_cb, &result);
  return ferry_environment_change_record_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
take_tick (FakeService *fake, const char *path, gpointer unused)
{
  if (g_str_has_suffix (path, "checklistSteps(r-1)"))
    fake_service_set (&fake->record, STEP ("true", "W/2"));
}

static void
test_change (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryRecord) step = NULL;
  g_autoptr (FerryChecklistStep) ticked = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->record, STEP ("false", "W/1"));
  fixture->fake->action = take_tick;
  step = read_step (fixture);
  ticked = tick (fixture, step, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_checklist_step_get_completed (ticked));
  g_assert_cmpstr (fake_service_get_body (fixture->fake, "PATCH", "checklistSteps(r-1)"), ==,
                   "{\"completed\":true}");
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "checklist"), ==, FERRY_OUTCOME_DONE);
}

/* Somebody ticked it already, or changed what isn't ours to change: neither is a conflict. */
static void
test_change_stale (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryRecord) step = NULL;
  g_autoptr (FerryChecklistStep) done = NULL;
  g_autoptr (FerryChecklistStep) again = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->record, STEP ("false", "W/1"));
  step = read_step (fixture);
  fake_service_set (&fixture->fake->record, STEP ("true", "W/2"));
  fixture->fake->next_post = FAKE_TROUBLE_STALE;
  done = tick (fixture, step, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "checklistSteps"), ==, 1);

  fake_service_set (&fixture->fake->record, STEP ("false", "W/3"));
  fixture->fake->action = take_tick;
  fixture->fake->next_post = FAKE_TROUBLE_STALE;
  again = tick (fixture, step, &error);
  g_assert_no_error (error);
  g_assert_true (ferry_checklist_step_get_completed (again));
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "checklistSteps"), ==, 3);
}

static void
test_change_gone (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryRecord) step = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->record, STEP ("false", "W/1"));
  step = read_step (fixture);
  /* The list went away between reading and changing. */
  fake_service_set (&fixture->fake->record, NULL);
  fixture->fake->next_post = FAKE_TROUBLE_STALE;
  g_assert_null (tick (fixture, step, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "checklist"), ==, FERRY_OUTCOME_REFUSED);
}

static void
take_tick_and_fall_silent (FakeService *fake, const char *path, gpointer unused)
{
  take_tick (fake, path, NULL);
  fake->outage = TRUE;
}

/* It was made, the answer got lost, and the environment with it: that it was refused would be a lie. */
static void
test_change_in_doubt (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryRecord) step = NULL;
  g_autoptr (GError) error = NULL;

  open_environment (fixture);
  fake_service_set (&fixture->fake->record, STEP ("false", "W/1"));
  step = read_step (fixture);
  fixture->fake->action = take_tick_and_fall_silent;
  fixture->fake->next_post = FAKE_TROUBLE_LOST;
  g_assert_null (tick (fixture, step, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS);
  g_assert_nonnull (strstr (error->message, "isn’t known whether the change was made"));
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "checklist"), ==, FERRY_OUTCOME_UNKNOWN);
  g_assert_cmpuint (fake_service_count (fixture->fake, "PATCH", "checklistSteps"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  environment_fixture_add ("orders/answer", test_answer);
  environment_fixture_add ("orders/secret", test_secret);
  environment_fixture_add ("orders/refused", test_refused);
  environment_fixture_add ("orders/not-offered", test_not_offered);
  environment_fixture_add ("orders/lost", test_lost);
  environment_fixture_add ("orders/cut", test_cut);
  environment_fixture_add ("orders/without-trace", test_without_trace);
  environment_fixture_add ("orders/newer-time", test_newer_time);
  environment_fixture_add ("records/change", test_change);
  environment_fixture_add ("records/change-stale", test_change_stale);
  environment_fixture_add ("records/change-gone", test_change_gone);
  environment_fixture_add ("records/change-in-doubt", test_change_in_doubt);
  return g_test_run ();
}
