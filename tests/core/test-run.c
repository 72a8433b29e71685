/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

#define RUN                                                                                                  \
  "'id':'aaaaaaaa-0000-0000-0000-000000000001','runId':'bbbbbbbb-0000-0000-0000-000000000001',"              \
  "'startTime':'2026-01-31T08:00:00.1234567Z','endTime':'0001-01-01T00:00:00Z'"

static FerryRun *
read_run (const char *text)
{
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;
  FerryRun *run = ferry_run_new_from_json (object, &error);

  g_assert_no_error (error);
  return run;
}

static void
assert_unreadable (const char *text, const char *words)
{
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (ferry_run_new_from_json (object, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, words);
}

static void
test_read (void)
{
  g_autoptr (FerryRun) run = read_run (
    "{" RUN ",'replicationType':'Full','status':'In Progress','source':'Dynamics 365 BC','details':'',"
    "'tablesSuccessful':12,'tablesFailed':0,'tablesRemaining':108,'somethingNew':[1,2]}");

  g_assert_cmpstr (ferry_run_get_id (run), ==, "aaaaaaaa-0000-0000-0000-000000000001");
  g_assert_cmpstr (ferry_run_get_run_id (run), ==, "bbbbbbbb-0000-0000-0000-000000000001");
  g_assert_cmpint (ferry_run_get_start_time (run), ==, G_GINT64_CONSTANT (1769846400123456));
  g_assert_cmpint (ferry_run_get_end_time (run), ==, 0);
  g_assert_cmpint (ferry_run_get_replication_type (run), ==, FERRY_REPLICATION_TYPE_FULL);
  g_assert_cmpint (ferry_run_get_status (run), ==, FERRY_RUN_STATUS_IN_PROGRESS);
  g_assert_cmpstr (ferry_run_get_status_text (run), ==, "In progress");
  g_assert_cmpint (ferry_run_get_tables_successful (run), ==, 12);
  g_assert_cmpint (ferry_run_get_tables_remaining (run), ==, 108);
  /* The published API doesn't say (§A). */
  g_assert_cmpint (ferry_run_get_tables_with_warnings (run), ==, -1);
  g_assert_cmpint (ferry_run_get_repair_status (run), ==, FERRY_REPAIR_STATUS_UNKNOWN);
  g_assert_cmpint (ferry_run_get_trigger_type (run), ==, FERRY_TRIGGER_TYPE_UNKNOWN);
  g_assert_true (ferry_run_is_running (run));
  g_assert_true (ferry_run_is_replication (run));
}

static void
test_unknown_words (void)
{
  g_autoptr (FerryRun) run
    = read_run ("{" RUN ",'status':' Waiting_x0020_for_x0020_Godot','replicationType':'Partial'}");
  g_autoptr (FerryRun) blank = read_run ("{" RUN ",'status':' '}");

  g_assert_cmpint (ferry_run_get_status (run), ==, FERRY_RUN_STATUS_UNKNOWN);
  g_assert_cmpstr (ferry_run_get_status_text (run), ==, "Waiting for Godot");
  g_assert_cmpint (ferry_run_get_replication_type (run), ==, FERRY_REPLICATION_TYPE_UNKNOWN);
  g_assert_false (ferry_run_is_running (run));
  g_assert_cmpstr (ferry_run_get_status_text (blank), ==, "Unknown");
}

static void
test_strict (void)
{
  assert_unreadable ("{}", "“id”");
  assert_unreadable ("{'id':5,'status':'Failed'}", "“id”");
  assert_unreadable ("{'id':'00000000-0000-0000-0000-000000000000','status':'Failed'}", "a run");
  assert_unreadable ("{" RUN "}", "“status”");
  assert_unreadable ("{" RUN ",'status':3}", "“status”");
  assert_unreadable ("{'id':'x1','status':'Failed'}", "“startTime”");
  assert_unreadable ("{'id':'x1','status':'Failed','startTime':'yesterday'}", "yesterday");
  assert_unreadable ("{" RUN ",'status':'Failed','tablesFailed':'many'}", "“tablesFailed”");
  assert_unreadable ("{" RUN ",'status':'Failed','tablesFailed':1.5}", "“tablesFailed”");
  assert_unreadable ("{" RUN ",'status':'Failed','details':{}}", "“details”");
}

static void
test_long_text (void)
{
  g_autofree char *details = g_strnfill (10000, 'x');
  g_autofree char *text = g_strdup_printf ("{" RUN ",'status':'%s','details':'%s'}", details, details);
  g_autoptr (FerryRun) run = read_run (text);

  g_assert_cmpuint (strlen (ferry_run_get_details (run)), ==, 10000);
  g_assert_cmpuint (strlen (ferry_run_get_status_text (run)), ==, 10000);
}

/* The history keeps what came: also words this version doesn't know. */
static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "{" RUN ",'replicationType':'Full','status':' Data Repair Pending','source':'S','details':'D “q”',"
    "'tablesSuccessful':1,'tablesFailed':2,'tablesRemaining':3,'tablesWithWarnings':4,'triggerType':'Manual',"
    "'dataRepairStatus':'Pending'}",
    "{'id':'x1','runId':'','startTime':null,'replicationType':'Odd','status':'New Word'}",
    "{'id':'x1','runId':'','startTime':'1969-12-31T23:00:00Z','status':'Failed'}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FerryRun) run = read_run (texts[i]);
      g_autoptr (JsonObject) object = ferry_run_to_json (run);
      g_autoptr (GError) error = NULL;
      g_autoptr (FerryRun) again = ferry_run_new_from_json (object, &error);

      g_assert_no_error (error);
      g_assert_false (ferry_run_update (run, again));
    }
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GPtrArray *names = user_data;

  g_ptr_array_add (names, (gpointer) pspec->name);
}

static void
test_update (void)
{
  g_autoptr (FerryRun) run = read_run ("{" RUN ",'status':'InProgress','tablesSuccessful':1,'details':'x'}");
  g_autoptr (FerryRun) same = read_run ("{" RUN ",'status':'InProgress','tablesSuccessful':1,'details':'x'}");
  g_autoptr (FerryRun) later = read_run ("{" RUN ",'status':'Completed','tablesSuccessful':2,'details':'x'}");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_signal_connect (run, "notify", G_CALLBACK (count_notify), names);
  g_assert_false (ferry_run_update (run, run));
  g_assert_false (ferry_run_update (run, same));
  g_assert_cmpuint (names->len, ==, 0);

  g_assert_true (ferry_run_update (run, later));
  g_assert_cmpuint (names->len, ==, 3);
  g_assert_true (g_ptr_array_find_with_equal_func (names, "status", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (names, "status-text", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (names, "tables-successful", g_str_equal, NULL));
  g_assert_cmpstr (ferry_run_get_details (run), ==, "x");
  g_assert_cmpint (ferry_run_get_status (run), ==, FERRY_RUN_STATUS_COMPLETED);
}

static void
test_is_replication (void)
{
  g_autoptr (FerryRun) set_up
    = read_run ("{" RUN ",'status':'Completed','details':'Setup done.','tablesSuccessful':0,"
                "'tablesFailed':0,'tablesRemaining':0}");
  g_autoptr (FerryRun) nothing_new
    = read_run ("{" RUN ",'status':'Completed','replicationType':'Normal','details':''}");
  g_autoptr (FerryRun) copied
    = read_run ("{" RUN ",'status':'Completed','details':'Done.','tablesSuccessful':9}");
  g_autoptr (FerryRun) diagnostic
    = read_run ("{" RUN ",'status':'Completed','replicationType':'Diagnostic','details':'No data.'}");
  g_autoptr (FerryRun) failed = read_run ("{" RUN ",'status':'Failed','details':'Login failed.'}");

  g_assert_false (ferry_run_is_replication (set_up));
  g_assert_true (ferry_run_is_replication (nothing_new));
  g_assert_true (ferry_run_is_replication (copied));
  g_assert_true (ferry_run_is_replication (diagnostic));
  g_assert_true (ferry_run_is_replication (failed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/read", test_read);
  g_test_add_func ("/run/unknown-words", test_unknown_words);
  g_test_add_func ("/run/strict", test_strict);
  g_test_add_func ("/run/long-text", test_long_text);
  g_test_add_func ("/run/round-trip", test_round_trip);
  g_test_add_func ("/run/update", test_update);
  g_test_add_func ("/run/is-replication", test_is_replication);
  return g_test_run ();
}
