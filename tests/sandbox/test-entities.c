/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: every entity set and query option of the wire contract, pages, and what is wrong with a request. */
#include "face-fixture.h"

#include <string.h>

static void
assert_members (FaceAnswer *answer, const char *names)
{
  g_auto (GStrv) expected = g_strsplit (names, " ", -1);
  JsonObject *row = json_array_get_object_element (face_value (answer), 0);

  for (guint i = 0; expected[i] != NULL; i++)
    if (!json_object_has_member (row, expected[i]))
      g_error ("no “%s”", expected[i]);
  g_assert_cmpuint (json_object_get_size (row), ==, g_strv_length (expected));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (row, "@odata.etag"), "W/\""));
}

static void
test_sets (void)
{
  static const struct
  {
    const char *path;
    const char *members;
  } SETS[] = {
    { "companies",
      "@odata.etag id systemVersion timestamp name displayName businessProfileId systemCreatedAt" },
    { "sourceProductTypes", "@odata.etag id displayName" },
    { "setupCloudMigration",
      "@odata.etag id productId sqlServerType sqlConnectionString runtimeName runtimeKey" },
    { "cloudMigrationCompanies",
      "@odata.etag id name replicate displayName estimatedSize status created companyInitializationStatus "
      "companyInitializationError" },
    { "cloudMigrationStatus", "@odata.etag id runId startTime endTime replicationType status source details "
                              "tablesSuccessful tablesFailed "
                              "tablesRemaining" },
    { "cloudMigrationStatusDetails",
      "@odata.etag id runId companyName tableName status recordsCopied totalRecords errors" },
    { "tableMappings",
      "@odata.etag id targetTableType appId extensionName tableId tableName sourceTableName dataPerCompany" },
    { "ferry:capabilities", "@odata.etag id name available reason" },
    { "ferry:runDetails",
      "@odata.etag id runId companyName tableName status recordsCopied totalRecords errors startTime endTime "
      "errorCode triggerType blocked" },
    { "ferry:migrationOverview",
      "@odata.etag id enabled disabledReason statusText statusStyle moreInformation companyCreationStatus "
      "companyCreationError dataRepairStatus upgradeSupported tablesSuccessful tablesFailed tablesRemaining "
      "tablesWithWarnings warnings companiesUnderReplication companiesReplicated companiesTotal "
      "companiesNotInitialized deployedVersion latestVersion useNewUi keepUserPermissions "
      "userMappingCompletedAt "
      "recordLinksMigratedAt approvalRequired approvalUrl" },
  };
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;

  face_fixture_open (&face);
  face_set_up (&face, "DynamicsBCLast");
  run = face_add_run (&face, "2026-01-01T00:00:00.000Z", "Full", "Completed");
  face_add_details (&face, run, "A", "Successful", "2026-01-01T00:00:01.000Z", 1);
  for (guint i = 0; i < G_N_ELEMENTS (SETS); i++)
    {
      g_autoptr (FaceAnswer) answer = face_get (&face, SETS[i].path, NULL);
      g_autofree char *context = NULL;
      gboolean management = g_str_has_prefix (SETS[i].path, "ferry:");
      const char *name = management ? SETS[i].path + 6 : SETS[i].path;

      assert_members (answer, SETS[i].members);
      context = g_strdup_printf (FACE_ORIGIN "%s$metadata#companies(%s)/%s",
                                 management ? FACE_MANAGEMENT : FACE_PUBLISHED, face.company, name);
      g_assert_cmpstr (face_text (answer, "@odata.context"), ==, context);
    }
}

static void
test_root_companies (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) root = NULL;
  g_autoptr (FaceAnswer) one = NULL;
  g_autoptr (FaceAnswer) doubled = NULL;
  g_autofree char *path = NULL;

  face_fixture_open (&face);
  root = face_send (&face, "GET", FACE_PUBLISHED "companies", NULL, NULL, NULL, NULL);
  g_assert_cmpstr (face_row_text (root, 0, "id"), ==, face.company);
  path = g_strdup_printf (FACE_PUBLISHED "companies(%s)", face.company);
  one = face_send (&face, "GET", path, NULL, NULL, NULL, NULL);
  g_assert_cmpstr (face_text (one, "id"), ==, face.company);
  g_assert_true (g_str_has_suffix (face_text (one, "@odata.context"), "$metadata#companies/$entity"));
  /* The vendor's own examples have a slash too many. */
  doubled
    = face_send (&face, "GET", "/v2.0/" FACE_TENANT "/test//api/microsoft/cloudMigration/v1.0/companies/",
                 NULL, NULL, NULL, NULL);
  g_assert_cmpuint (doubled->status, ==, 200);
}

static void
test_documents (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) service = NULL;
  g_autoptr (FaceAnswer) metadata = NULL;
  g_autoptr (FaceAnswer) posted = NULL;

  face_fixture_open (&face);
  service = face_send (&face, "GET", FACE_PUBLISHED, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (json_array_get_length (face_value (service)), ==, 7);
  metadata = face_send (&face, "GET", FACE_PUBLISHED "$metadata", NULL, NULL, NULL, NULL);
  g_assert_cmpuint (metadata->status, ==, 200);
  g_assert_nonnull (strstr (metadata->reply->body->str, "<EntityType Name=\"cloudMigrationStatusDetail\">"));
  posted = face_send (&face, "POST", FACE_PUBLISHED "$metadata", NULL, NULL, NULL, NULL);
  face_assert_error (posted, 405, "BadRequest_MethodNotAllowed", NULL);
}

static void
test_wrong_addresses (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint status;
    const char *code;
  } CASES[] = {
    { "GET", "", 404, "BadRequest_NotFound" },
    { "GET", "/", 404, "BadRequest_NotFound" },
    { "GET", "/v2.0", 404, "BadRequest_NotFound" },
    { "GET", "/v1.0/" FACE_TENANT "/Test/api/microsoft/cloudMigration/v1.0/companies", 404,
      "BadRequest_NotFound" },
    { "GET", "/v2.0/other/Test/api/microsoft/cloudMigration/v1.0/companies", 404, "NoEnvironment" },
    { "GET", "/v2.0/" FACE_TENANT "/Other/api/microsoft/cloudMigration/v1.0/companies", 404,
      "NoEnvironment" },
    { "GET", "/v2.0/" FACE_TENANT "/Other/api/nowhere/cloudMigration/v1.0/companies", 404, "NoEnvironment" },
    { "GET", FACE_PREFIX "microsoft/automation/v2.0/companies", 404, "BadRequest_NotFound" },
    { "GET", FACE_PREFIX "microsoft/cloudMigration/v2.0/companies", 404, "BadRequest_NotFound" },
    { "GET", FACE_PUBLISHED "nothing", 404, "BadRequest_NotFound" },
    { "GET", FACE_PUBLISHED "%ff", 400, "BadRequest" },
    { "GET", FACE_PUBLISHED "companies%00", 400, "BadRequest" },
    { "GET", FACE_PUBLISHED "companies(", 404, "BadRequest_NotFound" },
    { "GET", FACE_PUBLISHED "companies()", 400, "BadRequest" },
    { "GET", FACE_PUBLISHED "companies(1)", 400, "BadRequest" },
    { "GET", FACE_PUBLISHED "companies('x')", 400, "BadRequest" },
    { "GET", FACE_PUBLISHED "companies(" FACE_NO_GUID ")", 404, "Internal_RecordNotFound" },
    { "GET", FACE_PUBLISHED "companies(" FACE_NO_GUID ")/cloudMigrationStatus", 404,
      "Internal_CompanyNotFound" },
    { "GET", FACE_PUBLISHED "cloudMigrationStatus", 404, "Internal_CompanyNotFound" },
    { "GET", FACE_PUBLISHED "companies/$count/more", 404, "BadRequest_NotFound" },
    { "POST", FACE_PUBLISHED "companies", 405, "BadRequest_MethodNotAllowed" },
    { "DELETE", FACE_PUBLISHED "companies(" FACE_NO_GUID ")", 405, "BadRequest_MethodNotAllowed" },
    { "BREW", FACE_PUBLISHED "companies", 405, "BadRequest_MethodNotAllowed" },
    { "GET", FACE_MANAGEMENT "companies(" FACE_NO_GUID ")/cloudMigrationStatus", 404, "BadRequest_NotFound" },
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s %s", CASES[i].method, CASES[i].path);
      answer = face_send (&face, CASES[i].method, CASES[i].path, NULL, NULL, NULL, NULL);
      face_assert_error (answer, CASES[i].status, CASES[i].code, NULL);
    }
}

static void
test_methods (void)
{
  static const struct
  {
    const char *method;
    const char *path;
    const char *allow;
  } CASES[] = {
    { "POST", "cloudMigrationCompanies", "GET" },
    { "PATCH", "cloudMigrationCompanies", "GET" },
    { "PUT", "cloudMigrationCompanies(" FACE_NO_GUID ")", "GET, PATCH" },
    { "DELETE", "setupCloudMigration(" FACE_NO_GUID ")", "GET, PATCH" },
    { "POST", "tableMappings(" FACE_NO_GUID ")", "GET, PATCH, DELETE" },
    { "DELETE", "tableMappings", "GET, POST" },
    { "PATCH", "cloudMigrationStatus(" FACE_NO_GUID ")", "GET" },
    { "POST", "cloudMigrationStatus(" FACE_NO_GUID ")/cloudMigrationStatusDetails", "GET" },
    { "POST", "cloudMigrationStatus/$count", "GET" },
    { "GET", "cloudMigrationStatus(" FACE_NO_GUID ")/Microsoft.NAV.runReplication", "POST" },
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path
        = g_strdup_printf (FACE_PUBLISHED "companies(%s)/%s", face.company, CASES[i].path);
      g_autoptr (FaceAnswer) answer = face_send (&face, CASES[i].method, path, NULL, NULL, "*", NULL);

      face_assert_error (answer, 405, "BadRequest_MethodNotAllowed", NULL);
      g_assert_cmpstr (answer->reply->allow, ==, CASES[i].allow);
    }
}

static void
test_published_only (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autoptr (FaceAnswer) hidden = NULL;
  g_autoptr (FaceAnswer) shown = NULL;

  face_fixture_open (&face);
  face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, TRUE, 0);
  hidden = face_get (&face, "ferry:capabilities", NULL);
  face_assert_error (hidden, 404, "BadRequest_NotFound", "ferry");
  shown = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpuint (shown->status, ==, 200);
}

static void
test_select_and_order (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (FaceAnswer) usual = NULL;
  g_autoptr (FaceAnswer) oldest = NULL;
  g_autoptr (FaceAnswer) chosen = NULL;
  g_autoptr (FaceAnswer) all = NULL;
  g_autoptr (FaceAnswer) two = NULL;

  face_fixture_open (&face);
  first = face_add_run (&face, "2026-01-01T00:00:00.000Z", "Full", "Completed");
  second = face_add_run (&face, "2026-01-02T00:00:00.000Z", "Normal", "Failed");
  usual = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpstr (face_row_text (usual, 0, "id"), ==, second);
  oldest = face_get (&face, "cloudMigrationStatus", "$orderby=startTime&$top=1");
  g_assert_cmpuint (json_array_get_length (face_value (oldest)), ==, 1);
  g_assert_cmpstr (face_row_text (oldest, 0, "id"), ==, first);
  chosen = face_get (&face, "cloudMigrationStatus",
                     "$select=status,%20runId&$orderby=status%20asc,startTime%20desc");
  assert_members (chosen, "@odata.etag runId status");
  g_assert_cmpstr (face_row_text (chosen, 0, "status"), ==, "Completed");
  all = face_get (&face, "cloudMigrationStatus", "$select=*");
  g_assert_cmpstr (face_row_text (all, 1, "source"), ==, "Test");
  two = face_get (&face, "cloudMigrationStatus", "%24top=0&tenant=ignored&%24count=true");
  g_assert_cmpuint (json_array_get_length (face_value (two)), ==, 0);
  g_assert_cmpint (json_object_get_int_member (two->object, "@odata.count"), ==, 2);
}

static void
test_wrong_options (void)
{
  static const char *const QUERIES[] = {
    "$select=nothing",
    "$select=",
    "$orderby=nothing",
    "$orderby=status%20up",
    "$orderby=status%20asc%20desc",
    "$orderby=",
    "$orderby=id,id,id,id,id,id,id,id,id",
    "$top=-1",
    "$top=x",
    "$top=99999999999999999999",
    "$skip=-1",
    "$count=maybe",
    "$expand=nothing",
    "$expand=cloudMigrationStatusDetails(",
    "$expand=cloudMigrationStatusDetails($top)",
    "$expand=cloudMigrationStatusDetails(top=1)",
    "$expand=cloudMigrationStatusDetails($skiptoken=x)",
    "$expand=cloudMigrationStatusDetails,cloudMigrationStatusDetails",
    "$expand=cloudMigrationStatusDetails($select=nothing)",
    "$apply=groupby((status))",
    "$search=x",
    "$skiptoken=x",
    "$skiptoken=",
    "$skiptoken=aTEKaTEKaTEK",
    "$filter=",
    "$filter=status%20eq%20'Failed'&$filter=status%20eq%20'Failed'",
    "$filter=%ff",
    "%ff=1",
  };
  g_auto (FaceFixture) face = { 0 };

  face_fixture_open (&face);
  for (guint i = 0; i < G_N_ELEMENTS (QUERIES); i++)
    {
      g_autoptr (FaceAnswer) answer = NULL;

      g_test_message ("%s", QUERIES[i]);
      answer = face_get (&face, "cloudMigrationStatus", QUERIES[i]);
      face_assert_error (answer, 400, "BadRequest", NULL);
    }
}

static void
test_navigation (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *path = NULL;
  g_autofree char *count_path = NULL;
  g_autoptr (FaceAnswer) children = NULL;
  g_autoptr (FaceAnswer) count = NULL;
  g_autoptr (FaceAnswer) none = NULL;
  g_autoptr (FaceAnswer) expanded = NULL;
  g_autoptr (FaceAnswer) narrow = NULL;
  JsonObject *row;

  face_fixture_open (&face);
  first = face_add_run (&face, "2026-01-01T00:00:00.000Z", "Full", "Completed");
  second = face_add_run (&face, "2026-01-02T00:00:00.000Z", "Normal", "Completed");
  face_add_details (&face, first, "A; B", "Successful", "2026-01-01T00:00:01.000Z", 5);
  face_add_details (&face, first, "A; B", "Failed", "2026-01-01T00:00:01.000Z", 2);
  face_add_details (&face, second, "A", "Warning", "2026-01-02T00:00:01.000Z", 1);
  face_add_details (&face, second, "A", "NotStarted", "", 3);

  path = g_strdup_printf ("cloudMigrationStatus(%s)/cloudMigrationStatusDetails", first);
  children = face_get (&face, path, "$filter=status%20eq%20'Successful'");
  g_assert_cmpuint (json_array_get_length (face_value (children)), ==, 5);
  g_assert_true (g_str_has_suffix (face_text (children, "@odata.context"), "/cloudMigrationStatusDetails"));
  count_path = g_strconcat (path, "/$count", NULL);
  count = face_get (&face, count_path, NULL);
  g_assert_cmpstr (count->reply->body->str, ==, "7");
  none = face_get (&face, "cloudMigrationStatus(" FACE_NO_GUID ")/cloudMigrationStatusDetails", NULL);
  face_assert_error (none, 404, "Internal_RecordNotFound", NULL);

  expanded = face_get (&face, "cloudMigrationStatus", "$expand=cloudMigrationStatusDetails");
  row = json_array_get_object_element (face_value (expanded), 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (row, "cloudMigrationStatusDetails")),
                    ==, 7);
  g_assert_cmpint (json_object_get_int_member (row, "tablesSuccessful"), ==, 5);
  g_assert_cmpint (json_object_get_int_member (row, "tablesFailed"), ==, 2);
  g_assert_cmpint (
    json_object_get_int_member (json_array_get_object_element (face_value (expanded), 0), "tablesRemaining"),
    ==, 3);
  narrow
    = face_get (&face, "cloudMigrationStatus",
                "$select=id&$expand=cloudMigrationStatusDetails($select=tableName;$filter=companyName%20eq%20"
                "'A;%20B';$orderby=totalRecords%20desc;$top=2)");
  row = json_array_get_object_element (face_value (narrow), 1);
  row = json_array_get_object_element (json_object_get_array_member (row, "cloudMigrationStatusDetails"), 0);
  g_assert_cmpuint (json_object_get_size (row), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (row, "tableName"), ==, "Table 4");
}

/* All pages from @query on: every row exactly once, whatever the order. */
static void
check_pages (FaceFixture *face,
             const char *query,
             const char *prefer,
             guint total,
             guint page_size,
             gboolean insert)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path
    = g_strdup_printf (FACE_PUBLISHED "companies(%s)/cloudMigrationStatusDetails", face->company);
  g_autofree char *next = g_strdup (query);
  guint pages = 0;

  do
    {
      g_autoptr (FaceAnswer) answer = face_send (face, "GET", path, next, NULL, NULL, prefer);
      JsonArray *rows = face_value (answer);

      g_clear_pointer (&next, g_free);
      pages++;
      g_assert_cmpuint (json_array_get_length (rows), <=, page_size);
      for (guint i = 0; i < json_array_get_length (rows); i++)
        g_assert_true (g_hash_table_add (seen, g_strdup (face_row_text (answer, i, "id"))));
      if (json_object_has_member (answer->object, "@odata.nextLink"))
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GUri) uri = NULL;

          g_assert_cmpuint (json_array_get_length (rows), ==, page_size);
          uri = g_uri_parse (face_text (answer, "@odata.nextLink"), G_URI_FLAGS_ENCODED, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");
          g_assert_cmpstr (g_uri_get_path (uri), ==, path);
          next = g_strdup (g_uri_get_query (uri));
        }
      if (insert && pages == 1)
        {
          /* In front of what was read: offsets would show a row again now. */
          g_autofree char *run = face_add_run (face, "2026-02-02T00:00:00.000Z", "Full", "Completed");

          face_add_details (face, run, "", "Failed", "", 3);
        }
    }
  while (next != NULL);
  g_assert_cmpuint (g_hash_table_size (seen), ==, total);
  g_assert_cmpuint (pages, ==, total == 0 ? 1 : (total + page_size - 1) / page_size);
}

static void
test_paging (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;

  face_fixture_open (&face);
  run = face_add_run (&face, "2026-01-01T00:00:00.000Z", "Full", "Completed");
  face_add_details (&face, run, "Fjord & Sønner A/S", "Successful", "2026-01-01T00:00:01.000Z", 60);
  face_add_details (&face, run, "CRONUS 'Ltd.'\n😀", "Warning", "2026-01-01T00:00:01.000Z", 40);
  face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, FALSE, 10);

  check_pages (&face, NULL, NULL, 100, 10, FALSE);
  check_pages (&face, "$select=id", "odata.maxpagesize=7", 100, 7, FALSE);
  check_pages (&face, NULL, "return=minimal, odata.maxpagesize=1", 100, 1, FALSE);
  check_pages (&face, NULL, "odata.maxpagesize=50000", 100, 10, FALSE);
  check_pages (&face, NULL, "odata.maxpagesize=0", 100, 10, FALSE);
  check_pages (&face, NULL, "odata.maxpagesize=x", 100, 10, FALSE);
  check_pages (&face, "$orderby=companyName,recordsCopied%20desc", NULL, 100, 10, FALSE);
  check_pages (&face, "$orderby=companyName%20desc,status&$select=id,tableName", NULL, 100, 10, FALSE);
  check_pages (&face, "$filter=status%20eq%20'Warning'&$orderby=totalRecords%20desc", NULL, 40, 10, FALSE);
  check_pages (&face, "$filter=tableName%20eq%20'nothing'", NULL, 0, 10, FALSE);
  check_pages (&face, "$skip=95", NULL, 5, 10, FALSE);
  check_pages (&face, "$skip=15", NULL, 85, 10, FALSE);
  check_pages (&face, "$top=9", NULL, 9, 10, FALSE);
  check_pages (&face, "$orderby=companyName", NULL, 100, 10, TRUE);
}

/* `$top` takes the next page away, even where there are more. */
static void
test_top_has_no_next_page (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;
  g_autoptr (FaceAnswer) answer = NULL;

  face_fixture_open (&face);
  run = face_add_run (&face, "2026-01-01T00:00:00.000Z", "Full", "Completed");
  face_add_details (&face, run, "A", "Successful", "", 30);
  face_fixture_use (&face, SANDBOX_ENUM_CAPTIONS, FALSE, 10);
  answer = face_get (&face, "cloudMigrationStatusDetails", "$top=10");
  g_assert_cmpuint (json_array_get_length (face_value (answer)), ==, 10);
  g_assert_false (json_object_has_member (answer->object, "@odata.nextLink"));
}

static void
test_styles (void)
{
  static const char *const STATUS[]
    = { " Data Repair Pending", "RepairDataPending", "_x0020_Data_x0020_Repair_x0020_Pending" };
  static const char *const COMPANY[] = { " ", "_x0020_", "_x0020_" };
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;

  face_fixture_open (&face);
  run = face_add_run (&face, "2026-01-01T00:00:00.000Z", "AzureDataLake", "RepairDataPending");
  for (int style = SANDBOX_ENUM_CAPTIONS; style <= SANDBOX_ENUM_ENCODED; style++)
    {
      g_autoptr (FaceAnswer) runs = NULL;
      g_autoptr (FaceAnswer) companies = NULL;

      face_fixture_use (&face, (SandboxEnumStyle) style, FALSE, 0);
      runs = face_get (&face, "cloudMigrationStatus", "$filter=status%20eq%20'Repairing'");
      g_assert_cmpuint (runs->status, ==, 400);
      g_clear_pointer (&runs, face_answer_free);
      runs = face_get (&face, "cloudMigrationStatus", "$filter=status%20eq%20'%20Data%20Repair%20Pending'");
      g_assert_cmpstr (face_row_text (runs, 0, "status"), ==, STATUS[style]);
      companies = face_get (&face, "cloudMigrationCompanies", "$filter=status%20eq%20'_x0020_'");
      g_assert_cmpstr (face_row_text (companies, 0, "status"), ==, COMPANY[style]);
    }
}

static void
test_empty_values (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *run = NULL;
  g_autoptr (FaceAnswer) answer = NULL;
  g_autoptr (FaceAnswer) found = NULL;

  face_fixture_open (&face);
  run = face_add_run (&face, "2026-01-01T00:00:00.000Z", "Full", "InProgress");
  answer = face_get (&face, "cloudMigrationStatus", NULL);
  g_assert_cmpstr (face_row_text (answer, 0, "endTime"), ==, "0001-01-01T00:00:00Z");
  found = face_get (&face, "cloudMigrationStatus", "$filter=endTime%20eq%200001-01-01T00:00:00Z");
  g_assert_cmpuint (json_array_get_length (face_value (found)), ==, 1);
}

static void
test_entity (void)
{
  g_auto (FaceFixture) face = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *upper = NULL;
  g_autofree char *path = NULL;
  g_autoptr (FaceAnswer) entity = NULL;
  g_autoptr (FaceAnswer) product = NULL;
  g_autoptr (FaceAnswer) nothing = NULL;

  face_fixture_open (&face);
  id = face_first_id (&face, "cloudMigrationCompanies", NULL);
  upper = g_ascii_strup (id, -1);
  path = g_strdup_printf ("cloudMigrationCompanies(%s)", upper);
  entity = face_get (&face, path, "$select=id,name");
  g_assert_cmpstr (face_text (entity, "id"), ==, id);
  g_assert_cmpstr (face_text (entity, "@odata.etag"), ==, entity->reply->etag);
  g_assert_true (g_str_has_suffix (face_text (entity, "@odata.context"), "/cloudMigrationCompanies/$entity"));
  g_assert_cmpuint (json_object_get_size (entity->object), ==, 4);
  product = face_get (&face, "sourceProductTypes('DynamicsBCLast')", NULL);
  g_assert_cmpstr (face_text (product, "id"), ==, "DynamicsBCLast");
  nothing = face_get (&face, "sourceProductTypes('O''Brien')", NULL);
  face_assert_error (nothing, 404, "Internal_RecordNotFound", "O'Brien");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/entities/sets", test_sets);
  g_test_add_func ("/sandbox/entities/root-companies", test_root_companies);
  g_test_add_func ("/sandbox/entities/documents", test_documents);
  g_test_add_func ("/sandbox/entities/wrong-addresses", test_wrong_addresses);
  g_test_add_func ("/sandbox/entities/methods", test_methods);
  g_test_add_func ("/sandbox/entities/published-only", test_published_only);
  g_test_add_func ("/sandbox/entities/select-and-order", test_select_and_order);
  g_test_add_func ("/sandbox/entities/wrong-options", test_wrong_options);
  g_test_add_func ("/sandbox/entities/navigation", test_navigation);
  g_test_add_func ("/sandbox/entities/paging", test_paging);
  g_test_add_func ("/sandbox/entities/top", test_top_has_no_next_page);
  g_test_add_func ("/sandbox/entities/styles", test_styles);
  g_test_add_func ("/sandbox/entities/empty-values", test_empty_values);
  g_test_add_func ("/sandbox/entities/entity", test_entity);
  return g_test_run ();
}
