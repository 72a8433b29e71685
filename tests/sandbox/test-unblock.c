/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that are blocked, and unblocking them by hand: domain §2.4. */
#include "face-fixture.h"

#include <string.h>

static void
test_unblock (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;
  g_autofree char *good = NULL;
  g_autoptr (FaceAnswer) details = NULL;
  g_autoptr (FaceAnswer) log = NULL;
  g_autofree char *name = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  face_execute (&face, "DELETE FROM runs");
  face_execute (&face, "UPDATE companies SET replicate = 1 WHERE seq = 1");
  name = sandbox_store_query_text (face.store, "SELECT name FROM companies WHERE seq = 1", "");
  run = face_add_run (&face, "2020-01-01T00:00:00.000Z", "Full", "Completed");
  face_add_details (&face, run, name, "Failed", "2020-01-01T00:00:01.000Z", 2);
  face_add_details (&face, run, "Other", "Successful", "2020-01-01T00:00:01.000Z", 1);
  face_execute (&face, "UPDATE run_details SET errors = 'too long', blocked = 1 WHERE status = 'Failed'");

  good = face_first_id (&face, "ferry:runDetails", "status eq 'Successful'");
  face_expect_refusal (face_act (&face, "ferry:runDetails", good, "unblockTable", NULL), "not blocked");
  details = face_get (&face, "ferry:runDetails", "$filter=status%20eq%20'Failed'");
  face_expect_done (
    face_act (&face, "ferry:runDetails", face_row_text (details, 0, "id"), "unblockTable", NULL), 204);
  g_assert_cmpint (sandbox_store_query_int (face.store, -1, "SELECT count (*) FROM failed_tables", ""), ==,
                   1);
  log = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpstr (face_row_text (log, 0, "status"), ==, "Completed");
  face_expect_done (
    face_act (&face, "ferry:runDetails", face_row_text (details, 1, "id"), "unblockTable", NULL), 204);
  g_clear_pointer (&log, face_answer_free);
  log = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpstr (face_row_text (log, 0, "status"), ==, "Upgrade Pending");
  g_clear_pointer (&details, face_answer_free);
  details = face_get (&face, "ferry:runDetails", "$filter=startswith(errors,'Unblocked%20manually')");
  g_assert_cmpuint (json_array_get_length (face_value (details)), ==, 2);
  g_assert_nonnull (strstr (face_row_text (details, 0, "errors"), "too long"));
  g_assert_cmpint (sandbox_store_query_int (
                     face.store, -1, "SELECT count (*) FROM companies WHERE upgrade_state = 'Pending'", ""),
                   ==, 1);
}

static FaceAnswer *
get_ship_to (FaceFixture *face, const char *run)
{
  g_autofree char *filter
    = g_strdup_printf ("runId eq %s and tableName eq 'Ship-to Address' and status eq 'Failed'", run);
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  g_autofree char *query = g_strconcat ("$filter=", escaped, NULL);

  return face_get (face, "ferry:runDetails", query);
}

static gboolean
is_blocked (FaceAnswer *details)
{
  g_assert_cmpuint (json_array_get_length (face_value (details)), ==, 1);
  return json_object_get_boolean_member (json_array_get_object_element (face_value (details), 0), "blocked");
}

/* The last result of a table stands for it: that one alone is blocked, and can be unblocked. */
static void
test_unblock_after_runs (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *status = NULL;
  g_autoptr (FaceAnswer) before = NULL;
  g_autoptr (FaceAnswer) superseded = NULL;
  g_autoptr (FaceAnswer) last = NULL;
  g_autoptr (FaceAnswer) unblocked = NULL;
  g_autoptr (FaceAnswer) overview = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  face_create_companies (&face, 1);
  first = face_run (&face);
  before = get_ship_to (&face, first);
  g_assert_true (is_blocked (before));
  g_assert_cmpstr (face_row_text (before, 0, "errorCode"), ==, "50011");
  g_assert_cmpstr (face_row_text (before, 0, "triggerType"), ==, "Manual");
  g_assert_cmpstr (face_row_text (before, 0, "startTime"), >, "2020");
  g_assert_cmpstr (face_row_text (before, 0, "endTime"), >=, face_row_text (before, 0, "startTime"));
  second = face_run (&face);
  superseded = get_ship_to (&face, first);
  last = get_ship_to (&face, second);
  g_assert_false (is_blocked (superseded));
  g_assert_true (is_blocked (last));

  face_expect_refusal (
    face_act (&face, "ferry:runDetails", face_row_text (before, 0, "id"), "unblockTable", NULL),
    "not blocked");
  face_expect_refusal (face_act (&face, "cloudMigrationStatus", NULL, "runDataUpgrade", NULL), "failed");
  face_expect_done (face_act (&face, "ferry:runDetails", face_row_text (last, 0, "id"), "unblockTable", NULL),
                    204);
  unblocked = face_get (&face, "ferry:runDetails", "$filter=blocked%20eq%20true");
  g_assert_cmpuint (json_array_get_length (face_value (unblocked)), ==, 0);
  g_clear_pointer (&unblocked, face_answer_free);
  unblocked = face_get (&face, "ferry:runDetails", "$filter=startswith(errors,'Unblocked%20manually')");
  g_assert_cmpuint (json_array_get_length (face_value (unblocked)), ==, 1);
  g_assert_cmpstr (face_row_text (unblocked, 0, "status"), ==, "Successful");
  g_assert_true (
    g_str_has_suffix (face_row_text (unblocked, 0, "errors"), face_row_text (last, 0, "errors")));
  overview = face_get (&face, "ferry:migrationOverview", NULL);
  g_assert_cmpint (
    json_object_get_int_member (json_array_get_object_element (face_value (overview), 0), "tablesFailed"), ==,
    0);
  status = sandbox_store_query_text (face.store, "SELECT status FROM runs WHERE run_id = ?", "s", second);
  g_assert_cmpstr (status, ==, "UpgradePending");
  g_assert_cmpint (sandbox_store_query_int (
                     face.store, -1, "SELECT count (*) FROM companies WHERE upgrade_state = 'Pending'", ""),
                   ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/unblock/last-failed", test_unblock);
  g_test_add_func ("/sandbox/unblock/after-runs", test_unblock_after_runs);
  return g_test_run ();
}
