/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `$filter`: what it finds, what it refuses, and bytes from anybody. */
#include "face-fixture.h"
#include "sandbox-error.h"
#include "sandbox-odata-query.h"

#include <string.h>

static gint64
count (FaceFixture *face, const char *set, const char *filter)
{
  g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("$filter=%s&$count=true", escaped);
  g_autoptr (FaceAnswer) answer = face_get (face, set, query);

  g_test_message ("%s: %s", filter, answer->reply->body->str);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (answer->object, "@odata.count"), ==,
                   json_array_get_length (face_value (answer)));
  return json_object_get_int_member (answer->object, "@odata.count");
}

static void
fill (FaceFixture *face)
{
  g_autofree char *run = face_add_run (face, "2026-01-31T08:00:00.123Z", "Full", "Completed");

  face_add_details (face, run, "CRONUS", "Successful", "2026-01-31T08:00:01.000Z", 12);
  face_add_details (face, run, "O'Brien %_*", "Failed", "2026-01-31T08:00:02.000Z", 3);
}

static void
test_finds (void)
{
  static const struct
  {
    const char *filter;
    gint64 found;
  } CASES[] = {
    { "companyName eq 'CRONUS'", 12 },
    { "companyName eq 'cronus'", 0 },
    { "companyName ne 'CRONUS'", 3 },
    { "companyName gt 'CRONUS'", 3 },
    { "companyName eq 'O''Brien %_*' and status eq 'Failed'", 3 },
    { "companyName eq 'CRO*'", 12 },
    { "companyName eq '*'", 15 },
    { "companyName eq 'O''*'", 3 },
    { "companyName ne 'CRO*'", 3 },
    { "companyName eq '*NUS'", 12 },
    { "companyName eq '*ON*'", 12 },
    { "companyName eq '%*'", 0 },
    { "startswith(companyName,'CRO')", 12 },
    { "startswith(companyName, 'RO')", 0 },
    { "startswith(companyName,'')", 15 },
    { "endswith(companyName,'_*')", 3 },
    { "endswith(companyName,'')", 15 },
    { "contains(companyName,'%')", 3 },
    { "contains(companyName,'rie') and totalRecords ge 1", 2 },
    { "totalRecords gt 9", 2 },
    { "totalRecords ge 9 and totalRecords lt 11", 2 },
    { "totalRecords le 0", 2 },
    { "totalRecords eq 5 or totalRecords eq 6", 2 },
    { "(totalRecords eq 5 or totalRecords eq 6) and recordsCopied eq 5", 1 },
    { "status eq 'Failed' or status eq 'Successful'", 15 },
    { "status eq 'failed'", 3 },
    { "status ne 'Not Started'", 15 },
    { "status eq 'Not_x0020_Started'", 0 },
    { "((((status eq 'Failed'))))", 3 },
    { "  status   eq\t'Failed'  ", 3 },
    { "runId eq " FACE_NO_GUID, 0 },
    { "runId ne '" FACE_NO_GUID "'", 15 },
    { "tableName eq 'Table 1' and totalRecords eq 1", 2 },
  };
  static const struct
  {
    const char *filter;
    gint64 found;
  } RUNS[] = {
    { "startTime eq 2026-01-31T08:00:00.123Z", 1 },
    { "startTime eq 2026-01-31T09:00:00.123+01:00", 1 },
    { "startTime gt 2026-01-31", 1 },
    { "startTime lt 2026-01-31", 0 },
    { "startTime ge 2026-01-31T08:00:00Z and startTime lt 2026-02-01T00:00:00Z", 1 },
    { "endTime eq 0001-01-01T00:00:00Z", 1 },
    { "replicationType eq 'Full' and tablesSuccessful eq 12", 1 },
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  fill (&face);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    g_assert_cmpint (count (&face, "cloudMigrationStatusDetails", CASES[i].filter), ==, CASES[i].found);
  for (guint i = 0; i < G_N_ELEMENTS (RUNS); i++)
    g_assert_cmpint (count (&face, "cloudMigrationStatus", RUNS[i].filter), ==, RUNS[i].found);
  g_assert_cmpint (count (&face, "cloudMigrationCompanies", "replicate eq false"), ==, 4);
  g_assert_cmpint (count (&face, "cloudMigrationCompanies", "estimatedSize gt 0.001 and replicate ne true"),
                   ==, 4);
}

static void
test_refuses (void)
{
  static const char *const FILTERS[] = {
    "companyName",
    "companyName eq",
    "companyName eq CRONUS",
    "companyName eq 'CRONUS",
    "companyName eq 5",
    "companyName is 'x'",
    "companyName eq 'x' and",
    "companyName eq 'x' xor status eq 'Failed'",
    "companyName eq 'x' or status eq 'Failed'",
    "companyName eq 'x' or (companyName eq 'y' and status eq 'Failed')",
    "not (companyName eq 'x')",
    "nothing eq 'x'",
    "company/name eq 'x'",
    "status eq 'Nearly'",
    "status gt 'Failed'",
    "status eq Failed",
    "totalRecords eq '5'",
    "totalRecords eq 5.5",
    "totalRecords eq 99999999999999999999",
    "totalRecords eq 1; DROP TABLE runs",
    "runId eq 5",
    "runId eq 'abc'",
    "runId gt " FACE_NO_GUID,
    "contains(totalRecords,5)",
    "contains(companyName)",
    "contains(companyName,'x'",
    "contains companyName,'x')",
    "startswith('x',companyName)",
    "(companyName eq 'x'",
    "companyName eq 'x')",
    "()",
    "",
    "   ",
    "'x' eq companyName",
    "companyName eq null",
    "companyName eq 'x' companyName eq 'y'",
    "year(startTime) eq 2026",
    "companyName eq 'x\" OR 1=1 --",
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (FILTERS); i++)
    {
      g_autofree char *escaped = g_uri_escape_string (FILTERS[i], NULL, FALSE);
      g_autofree char *query = g_strconcat ("$filter=", escaped, NULL);
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s", FILTERS[i]);
      answer = face_get (&face, "cloudMigrationStatusDetails", query);
      face_assert_error (answer, 400, "BadRequest", NULL);
    }
}

static void
test_wrong_times (void)
{
  static const char *const TIMES[] = {
    "'2026-01-31'", "2026-13-01", "2026-01-31T25:00:00Z", "yesterday", "2026-01-31T08:00:00+99:99", "2026"
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (TIMES); i++)
    {
      g_autofree char *filter = g_strconcat ("startTime ge ", TIMES[i], NULL);
      g_autofree char *escaped = g_uri_escape_string (filter, NULL, FALSE);
      g_autofree char *query = g_strconcat ("$filter=", escaped, NULL);
      g_autoptr (FaceAnswer) answer = face_get (&face, "cloudMigrationStatus", query);

      face_assert_error (answer, 400, "BadRequest", NULL);
    }
}

static void
test_depth (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (GString) query = g_string_new ("$filter=");
  g_autoptr (FaceAnswer) answer = NULL;

  face_fixture_open (&face);
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (query, '(');
  answer = face_get (&face, "cloudMigrationStatus", query->str);
  face_assert_error (answer, 400, "BadRequest", "parentheses");
}

/* Made of the grammar's own pieces, so that it gets far; whatever comes out is a 200 or a 400. */
static void
test_random_queries (void)
{
  static const char *const PIECES[]
    = { "$filter=",    "$orderby=",   "$select=",  "$top=",       "$skip=",
        "$expand=",    "$skiptoken=", "$count=",   "&",           "=",
        "companyName", "status",      "runId",     "startTime",   "totalRecords",
        " eq ",        " ne ",        " gt ",      " and ",       " or ",
        "(",           ")",           "'",         "''",          "*",
        ",",           ";",           "%27",       "%20",         "%ff",
        "%00",         "+",           "contains(", "startswith(", "'Failed'",
        "2026-01-01",  "0",           "-1",        "9999999999",  "desc",
        "aTE.",        "czEK",        "😀",         "\xc3",        "cloudMigrationStatusDetails",
        "\"",          "--",          "/*" };
  g_auto (FaceFixture) face = { 0 };
  guint found = 0;

  face_fixture_open (&face);
  fill (&face);
  for (guint i = 0; i < 6000; i++)
    {
      g_autoptr (GString) query = g_string_new (i % 2 == 0 ? "$filter=" : "");
      g_autoptr (FaceAnswer) answer = NULL;
      int length = g_test_rand_int_range (0, 12);

      for (int j = 0; j < length; j++)
        g_string_append (query, PIECES[g_test_rand_int_range (0, G_N_ELEMENTS (PIECES))]);
      answer
        = face_get (&face, i % 3 == 0 ? "cloudMigrationStatus" : "cloudMigrationStatusDetails", query->str);
      if (answer->status != 200 && answer->status != 400)
        g_error ("%u for %s", answer->status, query->str);
      found += answer->status == 200;
    }
  g_assert_cmpuint (found, >, 0);
}

static void
test_random_bytes (void)
{
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < 6000; i++)
    {
      char text[40];
      int length = g_test_rand_int_range (0, sizeof text - 1);
      g_autofree char *path = NULL;
      g_autoptr (FaceAnswer) read = NULL;
      g_autoptr (FaceAnswer) written = NULL;

      for (int j = 0; j < length; j++)
        text[j] = (char) g_test_rand_int_range (1, 256);
      text[length] = '\0';
      path = g_strconcat (FACE_PUBLISHED, i % 2 == 0 ? "companies" : "", text, NULL);
      read = face_send (&face, "GET", path, text, NULL, NULL, text);
      g_assert_cmpuint (read->status, <, 500);
      written = face_patch (&face, "setupCloudMigration(" FACE_NO_GUID ")", text, text);
      g_assert_cmpuint (written->status, ==, 404);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/filter/finds", test_finds);
  g_test_add_func ("/sandbox/filter/refuses", test_refuses);
  g_test_add_func ("/sandbox/filter/wrong-times", test_wrong_times);
  g_test_add_func ("/sandbox/filter/depth", test_depth);
  g_test_add_func ("/sandbox/filter/random-queries", test_random_queries);
  g_test_add_func ("/sandbox/filter/random-bytes", test_random_bytes);
  return g_test_run ();
}
