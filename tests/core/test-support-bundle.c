/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is given to somebody who helps: all that helps, and nobody's name. */

#include "environment-fixture.h"
#include "ferry-support-bundle.h"

#include <string.h>

#define CORRELATION "6f0c1111-2222-4333-8444-555566667777"

static FerrySupportBundle *
make_bundle (EnvironmentFixture *fixture, FerryDatabase *database)
{
  static const char *const versions[] = { "GTK: 4.8.3", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  FerrySupportBundle *bundle;

  ferry_support_bundle_make_async (fixture->environment, database, versions, NULL, ferry_fixture_await_cb,
                                   &result);
  bundle = ferry_support_bundle_make_finish (fixture->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  return bundle;
}

static gboolean
holds (const char *text, const char *part)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *folded_part = g_utf8_casefold (part, -1);

  return strstr (folded, folded_part) != NULL;
}

#define assert_has(text, words)                                                                              \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (strstr (text, words) == NULL)                                                                        \
      g_error ("“%s” isn't in the bundle:\n%s", words, text);                                                \
  }                                                                                                          \
  G_STMT_END

static void
add_entry (EnvironmentFixture *fixture, const char *action, const char *subject, const char *message)
{
  g_autofree char *body = g_strdup_printf (
    "{\"error\":{\"code\":\"Application_DialogException\",\"message\":\"%s  CorrelationId:  " CORRELATION
    ".\"}}",
    message);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GError) cause = ferry_error_new_from_http (400, "application/json", bytes, -1);

  ferry_database_note (fixture->database, ferry_profile_get_id (fixture->profile), "Old Wessex Bank",
                       "grace.hopper@wessex-bank.example", action, subject, FERRY_OUTCOME_REFUSED, cause);
}

static void
test_hostile (EnvironmentFixture *fixture, gconstpointer unused)
{
  /* Every part of every name; what is shorter than a word is left out. */
  static const char *const secrets[] = {
    "Wessex",    "wessexbank", "hopper",     "lovelace",    "KRONOS01",      "NAVPROD",
    "navsql",    "hunter2",    "Kreditoren", "Mietvertrag", "Geheimnis",     "Easter",
    "fabrikam",  "10.1.2.3",   "backup$",    "Zentrale",    "aaaabbbb-cc",   "eyJhbGciOiJIU",
    "k9Xv2LmQ8", "Lehman",     "wsx-prod",   "SHIR-KRONOS", "Ostermiething", "Betriebsferien",
  };
  g_autoptr (FerrySupportBundle) bundle = NULL;
  g_autofree char *folder = core_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "bundle.txt", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *saved = NULL;
  const char *text;
  guint places = 0;

  g_object_set (fixture->profile, "name", "Wessex Bank plc", "account",
                "ada.lovelace@wessexbank.onmicrosoft.com", NULL);
  fake_service_set (&fixture->fake->setup, "{'id':'s-1','productId':'DynamicsBCLast','sqlServerType':'"
                                           "SQLServer','runtimeName':'SHIR-KRONOS','runtimeKey':''}");
  fake_service_set (
    &fixture->fake->companies,
    "{'id':'c-1','name':'Wessex Bank & Co. "
    "Ltd.','replicate':true,'created':true,'status':'Completed','estimatedSize':1.5,"
    "'companyInitializationStatus':'Initialization Failed','companyInitializationError':'Vendor Lehman & "
    "Sons of Wessex Bank & Co. Ltd. has no posting group.',"
    "'displayName':'Zentrale Ostermiething','@odata.etag':'W/1'},"
    "{'id':'c-2','name':'Lehman','replicate':false,'created':false,'status':' ','estimatedSize':60,"
    "'companyInitializationStatus':'Unknown','companyInitializationError':'','displayName':'','@odata.etag':'"
    "W/1'}");
  fake_service_set (&fixture->fake->details,
                    "{'id':'00000000-0000-4000-8000-00000000000a','companyName':'Wessex Bank & Co. "
                    "Ltd.','tableName':'Mietvertrag Kopf',"
                    "'status':'Failed','recordsCopied':0,'totalRecords':5,'errors':'18456: Login failed for "
                    "user navsql on KRONOS01\\\\\\\\NAVPROD (10.1.2.3). "
                    "Password=hunter2; see https://kronos01.fabrikam.example/x'},"
                    "{'id':'00000000-0000-4000-8000-00000000000b','companyName':'Wessex Bank & Co. "
                    "Ltd.','tableName':'Customer',"
                    "'status':'Failed','recordsCopied':0,'totalRecords':5,'errors':'Invalid object name "
                    "[Wessex Bank & Co_ Ltd_$Kreditoren$aaaabbbb-cccc-4ddd-8eee-ffff00001111].'},"
                    "{'id':'00000000-0000-4000-8000-00000000000c','companyName':'Lehman','tableName':'Item',"
                    "'status':'Successful','recordsCopied':5,'totalRecords':5,'errors':''}");
  fake_service_set_run (
    fixture->fake, "1", "Full", "Failed",
    COUNTS (1, 2,
            0) ",'details':'The runtime SHIR-KRONOS of environment wsx-prod, a part of Wessex, cannot reach "
               "\\\\\\\\\\\\\\\\KRONOS01\\\\\\\\backup$.'");
  fake_service_add_run (fixture->fake, "2", "", "Completed", ",'details':'Paused: Betriebsferien in Zell.'");
  environment_fixture_open_environment (fixture);
  ferry_fixture_wait_until (g_hash_table_size (fixture->environment->counted) > 0);
  add_entry (fixture, "pause", "Geheimnis: Easter with Grace", "No.");
  add_entry (fixture, "select-companies", "Wessex Bank & Co. Ltd., Lehman",
             "Token eyJhbGciOiJIUzI1NiJ9.e30.x was refused");
  add_entry (fixture, "user-mappings", "hopper", "The user 'hopper' of wessex-bank.example is used already.");
  add_entry (fixture, "unblock-table", "Lehman: Mietvertrag Kopf", "key k9Xv2LmQ8sT4uWz6Aa1Bb3");
  add_entry (fixture, "save-setup", "DynamicsBCLast, SHIR-KRONOS",
             "Server=KRONOS01;Database=NAVPROD;User Id=navsql;Password=hunter2;");
  add_entry (fixture, "teleport to Wessex", "Mietvertrag", "aaaabbbb-cccc-4ddd-8eee-ffff00001111");

  bundle = make_bundle (fixture, fixture->database);
  text = ferry_support_bundle_get_text (bundle);
  g_test_message ("%s", text);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (holds (text, secrets[i]))
      g_error ("“%s” is in the bundle:\n%s", secrets[i], text);
  g_assert_false (holds (text, CORE_TENANT));
  g_assert_false (holds (text, CORE_ENVIRONMENT));

  /* And it still says what the matter is. */
  assert_has (text, "Ferry: " FERRY_VERSION);
  assert_has (text, "GTK: 4.8.3");
  assert_has (text, "18456: 1 tables of 1 companies");
  assert_has (text, "Customer");
  assert_has (text, "correlation id " CORRELATION);
  assert_has (text, "[DynamicsBCLast, Server ");
  assert_has (text, "not selected");
  assert_has (text, "created (completed), failed, Vendor");
  /* What the service doesn't say is no number. */
  assert_has (text, "unknown with warnings");
  g_assert_false (holds (text, " -1 "));
  assert_has (text, "Run 2: 3 tables, 2 failed, 0 with warnings");
  g_assert_cmpuint (ferry_support_bundle_count (bundle, FERRY_REDACTION_COMPANY, &places), >=, 2);
  g_assert_cmpuint (places, >=, 4);
  g_assert_cmpuint (ferry_support_bundle_count (bundle, FERRY_REDACTION_SECRET, NULL), >=, 3);

  /* What was shown is what is saved. */
  ferry_support_bundle_save_async (bundle, file, NULL, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_support_bundle_save_finish (bundle, ferry_fixture_await (&result), NULL));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, text);
  core_fixture_remove_folder (g_steal_pointer (&folder));
}

/* Of an environment that was never reached, and with what went wrong. */
static void
test_offline (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerrySupportBundle) bundle = NULL;
  g_autoptr (FerrySupportBundle) bare = NULL;

  fixture->fake->outage = TRUE;
  environment_fixture_set_quick_retry (fixture);
  g_assert_false (environment_fixture_try_open (fixture, NULL));
  bundle = make_bundle (fixture, fixture->database);
  assert_has (ferry_support_bundle_get_text (bundle), "Connection: offline");
  assert_has (ferry_support_bundle_get_text (bundle), ": read, unreachable, HTTP 0, code -");
  bare = make_bundle (fixture, NULL);
  assert_has (ferry_support_bundle_get_text (bare), "== Recent errors ==");
}

static void
test_cancelled (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  ferry_support_bundle_make_async (fixture->environment, fixture->database, NULL, cancellable,
                                   ferry_fixture_await_cb, &result);
  g_assert_null (
    ferry_support_bundle_make_finish (fixture->environment, ferry_fixture_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add(path, function)                                                                                  \
  g_test_add ("/support-bundle/" path, EnvironmentFixture, NULL, environment_fixture_set_up, function,       \
              environment_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("hostile", test_hostile);
  add ("offline", test_offline);
  add ("cancelled", test_cancelled);
  return g_test_run ();
}
