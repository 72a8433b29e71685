/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning the code fields of a table in the target: domain §2.10. */
#include "face-fixture.h"

#include "sandbox-catalog.h"
#include "sandbox-sanitize.h"

#define CUSTOMER 18
#define SHIP_TO  222 /* fails in the sample's first company */
#define ITEM     27
#define CONTRACT 50100
#define USER     2000000120

static void
test_codes (void)
{
  static const struct
  {
    const char *given;
    const char *clean;
  } CASES[] = {
    { "", "" },
    { "DE", "DE" },
    { "30 days", "30 DAYS" },
    { " cash ", "CASH" },
    { "A  B", "A  B" },
    { "\tA\r\nB\n", "AB" },
    { "\xc2\xa0NBSP\xe3\x80\x80", "NBSP" },
    { "größe", "GRÖE" },
    { "æøå é", "ÆØÅ É" },
    { "zero\xe2\x80\x8bwidth\xef\xbb\xbf", "ZEROWIDTH" },
    { "\xe2\x80\xaeשלום\xe2\x80\xac", "שלום" },
    { "طاولة 7", "طاولة 7" },
    { "box📦", "BOX📦" },
    { "bad\xff\xfe"
      "byte",
      "BADBYTE" },
    { " \x01 ", "" },
    { "100%_[x]'\"", "100%_[X]'\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *clean = sandbox_sanitize_code (CASES[i].given, -1);
      g_autofree char *again = sandbox_sanitize_code (clean, -1);

      g_assert_cmpstr (clean, ==, CASES[i].clean);
      g_assert_cmpstr (again, ==, clean);
    }
}

static FaceAnswer *
sanitize (FaceFixture *face, const char *company, gint64 table)
{
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *body = NULL;

  json_object_set_string_member (parameters, "companyName", company);
  json_object_set_int_member (parameters, "tableId", table);
  json_node_set_object (node, parameters);
  body = json_to_string (node, FALSE);
  return face_act (face, "ferry:migrationOverview", NULL, "sanitizeTable", body);
}

static void
assert_sanitized (FaceAnswer *answer, gint64 rows, gint64 values)
{
  g_autoptr (FaceAnswer) owned = answer;

  if (answer->status != 200)
    g_error ("%u: %s", answer->status, answer->reply->body->str);
  g_assert_cmpint (json_object_get_int_member (answer->object, "rows"), ==, rows);
  g_assert_cmpint (json_object_get_int_member (answer->object, "values"), ==, values);
}

static void
replicate (FaceFixture *face, guint companies)
{
  g_autofree char *run = NULL;

  face_fixture_open (face);
  face_set_up (face, "DynamicsBC");
  face_create_companies (face, companies);
  run = face_run (face);
}

static char *
get_sql_name (FaceFixture *face, const char *table, gboolean companion)
{
  g_autofree char *company = face_company_name (face, 1);

  return sandbox_sql_name (company, table, SANDBOX_APP_BASE, companion);
}

/* The codes that the sample spoils: exactly these are changed, in this company alone. */
static void
test_sample (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *other = NULL;
  g_autofree char *table = NULL;
  g_autofree char *other_table = NULL;
  gint64 records;
  gint64 rows;
  gint64 values;
  gint64 others;

  replicate (&face, 2);
  company = face_company_name (&face, 1);
  other = face_company_name (&face, 2);
  table = get_sql_name (&face, "Customer", FALSE);
  other_table = sandbox_sql_name (other, "Customer", SANDBOX_APP_BASE, FALSE);
#define DIRTY                                                                                                \
  "(\"Salesperson Code\" <> upper (\"Salesperson Code\")) + (\"Payment Terms Code\" <> "                     \
  "trim (\"Payment Terms Code\"))"
  records = face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", table);
  rows = face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE " DIRTY " > 0", table);
  values = face_cloud_int (&face, "SELECT sum (" DIRTY ") FROM \"%w\"", table);
  others = face_cloud_int (&face, "SELECT sum (" DIRTY ") FROM \"%w\"", other_table);
  g_assert_cmpint (rows, >, 0);
  g_assert_cmpint (others, >, 0);

  assert_sanitized (sanitize (&face, company, CUSTOMER), rows, values);
  g_assert_cmpint (face_cloud_int (&face, "SELECT sum (" DIRTY ") FROM \"%w\"", table), ==, 0);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", table), ==, records);
  g_assert_cmpint (face_cloud_int (&face, "SELECT sum (" DIRTY ") FROM \"%w\"", other_table), ==, others);
#undef DIRTY
  assert_sanitized (sanitize (&face, company, CUSTOMER), 0, 0);
}

/* Records of extensions follow the key; those that were missing are inserted; texts are left alone. */
static void
test_keys (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *table = NULL;
  g_autofree char *companion = NULL;
  g_autofree char *rental = NULL;
  gint64 dirty;

  replicate (&face, 1);
  company = face_company_name (&face, 1);
  table = get_sql_name (&face, "Item", FALSE);
  companion = get_sql_name (&face, "Item", TRUE);
  rental = sandbox_sql_name (company, "Item", SANDBOX_APP_RENTAL, TRUE);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", rental), >, 0);
  dirty = face_cloud_int (&face,
                          "SELECT count (*) FROM \"%w\" WHERE \"Item Category Code\" <> "
                          "trim (upper (\"Item Category Code\"))",
                          table);
  g_assert_cmpint (dirty, >, 0);
  assert_sanitized (sanitize (&face, company, ITEM), dirty, dirty);

  face_cloud_execute (&face,
                      "INSERT INTO \"%w\" (\"No_\", \"Description\", \"Description 2\") VALUES"
                      " (' it-1', 'small letters ', ''), ('it-2', '', '');"
                      "INSERT INTO \"%w\" (\"No_\", \"Rental Segment$" SANDBOX_APP_RENTAL
                      "\", \"Rental Remark$" SANDBOX_APP_RENTAL "\") VALUES (' it-1', 'seg', 'remark ');"
                      "INSERT INTO \"%w\" (\"No_\", \"Rental Category\") VALUES (' it-1', 'cat ')",
                      table, companion, rental);
  assert_sanitized (sanitize (&face, company, ITEM), 2, 4);
  g_assert_cmpint (face_cloud_int (&face,
                                   "SELECT count (*) FROM \"%w\" JOIN \"%w\" USING (\"No_\") JOIN \"%w\" "
                                   "USING (\"No_\") WHERE \"No_\" = 'IT-1' AND \"Description\" = "
                                   "'small letters ' AND \"Rental Segment$" SANDBOX_APP_RENTAL
                                   "\" = 'SEG' AND \"Rental Remark$" SANDBOX_APP_RENTAL
                                   "\" = 'remark ' AND \"Rental Category\" = 'CAT'",
                                   table, companion, rental),
                   ==, 1);
  g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"No_\" = 'IT-2'", companion),
                   ==, 1);
  g_assert_cmpint (
    face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"No_\" NOT IN (SELECT \"No_\" FROM \"%w\")",
                    companion, table),
    ==, 0);
}

/* Two records never become one, whichever of them is clean already; nothing at all is changed then. */
static void
test_collision (void)
{
  static const char *const OTHERS[] = { "IT-1", "It-1" };
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *table = NULL;

  replicate (&face, 1);
  company = face_company_name (&face, 1);
  table = get_sql_name (&face, "Item", FALSE);
  face_cloud_execute (&face, "INSERT INTO \"%w\" (\"No_\") VALUES (' it-1')", table);
  for (guint i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    {
      gint64 records;
      gint64 dirty;

      face_cloud_execute (&face, "INSERT INTO \"%w\" (\"No_\") VALUES (%Q)", table, OTHERS[i]);
      records = face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", table);
      dirty = face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"Item Category Code\" LIKE ' %%'",
                              table);
      face_expect_refusal (sanitize (&face, company, ITEM), "same key");
      g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", table), ==, records);
      g_assert_cmpint (face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"No_\" IN (' it-1', %Q)",
                                       table, OTHERS[i]),
                       ==, 2);
      g_assert_cmpint (dirty, >, 0);
      g_assert_cmpint (
        face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"Item Category Code\" LIKE ' %%'", table),
        ==, dirty);
      face_cloud_execute (&face, "DELETE FROM \"%w\" WHERE \"No_\" = %Q", table, OTHERS[i]);
    }
}

/* A table of the sample's own is where its mapping has brought it. */
static void
test_mapped (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *table = NULL;
  gint64 records;

  replicate (&face, 1);
  company = face_company_name (&face, 1);
  table = sandbox_sql_name (company, "Rental Contract", SANDBOX_APP_RENTAL, FALSE);
  records = face_cloud_int (&face, "SELECT count (*) FROM \"%w\"", table);
  g_assert_cmpint (records, >, 0);
  assert_sanitized (sanitize (&face, company, CONTRACT), 0, 0);
  face_cloud_execute (&face, "UPDATE \"%w\" SET \"No_\" = lower (\"No_\") || ' '", table);
  assert_sanitized (sanitize (&face, company, CONTRACT), records, records);
  g_assert_cmpint (
    face_cloud_int (&face, "SELECT count (*) FROM \"%w\" WHERE \"No_\" <> trim (upper (\"No_\"))", table), ==,
    0);
}

static void
test_refusals (void)
{
  static const char *const COMPANIES[]
    = { "%", "_RONUS International Ltd.", "O'Brien\"; --", "😀", "שלום", "cronus international ltd." };
  static const struct
  {
    const char *body;
    const char *code;
    const char *part;
  } CASES[] = {
    { "{}", "BadRequest_RequiredParamNotProvided", NULL },
    { "{\"companyName\":\"\",\"tableId\":18}", "BadRequest_RequiredParamNotProvided", "companyName" },
    { "{\"companyName\":null,\"tableId\":18}", "BadRequest_RequiredParamNotProvided", "companyName" },
    { "{\"companyName\":\"X\"}", "BadRequest_RequiredParamNotProvided", "tableId" },
    { "{\"companyName\":7,\"tableId\":18}", "BadRequest", "companyName" },
    { "{\"companyName\":\"X\",\"tableId\":\"18\"}", "BadRequest", "tableId" },
    { "{\"companyName\":\"X\",\"tableId\":18.5}", "BadRequest", "tableId" },
    { "{\"companyName\":\"X\",\"tableId\":0}", "BadRequest", "tableId" },
    { "{\"companyName\":\"X\",\"tableId\":null}", "BadRequest", "tableId" },
    { "{\"companyName\":\"X\",\"tableId\":99999999999999999999}", "BadRequest", NULL },
    { "nonsense", "BadRequest", NULL },
  };
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *company = NULL;
  g_autofree char *later = NULL;
  g_autofree char *blocked = NULL;
  g_autofree char *run = NULL;
  g_autofree char *now = sandbox_store_now ();

  face_fixture_open (&face);
  company = face_company_name (&face, 1);
  face_expect_refusal (sanitize (&face, company, CUSTOMER), "not replicated yet");
  face_set_up (&face, "DynamicsBC");
  face_create_companies (&face, 1);
  face_expect_done (face_act (&face, "ferry:migrationOverview", NULL, "runDiagnostic", NULL), 204);
  sandbox_engine_wait_idle (face.engine);
  face_expect_refusal (sanitize (&face, company, CUSTOMER), "not replicated yet");
  later = face_run (&face);

  for (guint i = 0; i < G_N_ELEMENTS (COMPANIES); i++)
    face_expect_refusal (sanitize (&face, COMPANIES[i], CUSTOMER), COMPANIES[i]);
  face_expect_refusal (sanitize (&face, company, 12345), "12345");
  face_expect_refusal (sanitize (&face, company, SHIP_TO), "blocked");
  blocked = face_first_id (&face, "ferry:runDetails", "blocked eq true");
  face_expect_done (face_act (&face, "ferry:runDetails", blocked, "unblockTable", NULL), 204);
  assert_sanitized (sanitize (&face, company, SHIP_TO), 0, 0);
  face_expect_refusal (sanitize (&face, company, USER), "all companies");
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s", CASES[i].body);
      answer = face_act (&face, "ferry:migrationOverview", NULL, "sanitizeTable", CASES[i].body);
      face_assert_error (answer, 400, CASES[i].code, CASES[i].part);
    }
  run = face_add_run (&face, now, "Normal", "InProgress");
  face_expect_refusal (sanitize (&face, company, CUSTOMER), "in progress");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/sanitize/codes", test_codes);
  g_test_add_func ("/sandbox/sanitize/sample", test_sample);
  g_test_add_func ("/sandbox/sanitize/keys", test_keys);
  g_test_add_func ("/sandbox/sanitize/collision", test_collision);
  g_test_add_func ("/sandbox/sanitize/mapped", test_mapped);
  g_test_add_func ("/sandbox/sanitize/refusals", test_refusals);
  return g_test_run ();
}
