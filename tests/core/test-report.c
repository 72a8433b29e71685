/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report of a migration: what is in it, and that no name can end what is around it. */

#include "environment-fixture.h"
#include "ferry-detail-list-private.h"
#include "ferry-report-private.h"

#include <string.h>

#define HOSTILE "</bdi></td><script>alert(\"1\")</script>&amp;'\x01 <!-- ]]> \xe2\x80\xae"

/* ---- Reading a report again ---- */

/* What a strict reader of XML finds: a browser is more lenient. */
typedef struct
{
  GString *text;
  GHashTable *elements; /* name → how often */
  GPtrArray *open;
  gboolean lang;
  guint headings_without_scope;
} Page;

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Page *page = data;
  gboolean scope = FALSE;

  g_hash_table_insert (page->elements, g_strdup (name),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (page->elements, name)) + 1));
  for (guint i = 0; names[i] != NULL; i++)
    {
      scope = scope || g_str_equal (names[i], "scope");
      page->lang
        = page->lang || (g_str_equal (name, "html") && g_str_equal (names[i], "lang") && *values[i] != '\0');
      /* Nothing is fetched, and nothing runs. */
      g_assert_false (g_str_equal (names[i], "src"));
      g_assert_false (g_str_has_prefix (names[i], "on"));
      if (g_str_equal (names[i], "href"))
        g_assert_true (g_str_has_prefix (values[i], "#"));
    }
  if (g_str_equal (name, "th") && !scope)
    page->headings_without_scope++;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len (((Page *) data)->text, text, (gssize) length);
}

static Page *
parse_page (const char *html)
{
  static const GMarkupParser parser = { on_start, NULL, on_text, NULL, NULL };
  static const char doctype[] = "<!DOCTYPE html>\n";
  Page *page = g_new0 (Page, 1);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, page, NULL);
  g_autoptr (GError) error = NULL;

  page->text = g_string_new (NULL);
  page->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_assert_true (g_str_has_prefix (html, doctype));
  g_assert_true (g_utf8_validate (html, -1, NULL));
  g_markup_parse_context_parse (context, html + strlen (doctype), -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);

  /* What people need who can't see it, and a page for them that no name has broken. */
  g_assert_true (page->lang);
  g_assert_cmpuint (page->headings_without_scope, ==, 0);
  g_assert_null (g_hash_table_lookup (page->elements, "script"));
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (page->elements, "h1")), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (page->elements, "h2")), ==, 7);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (page->elements, "caption")), ==,
                    GPOINTER_TO_UINT (g_hash_table_lookup (page->elements, "table")));
  return page;
}

static void
page_free (Page *page)
{
  g_string_free (page->text, TRUE);
  g_hash_table_unref (page->elements);
  g_free (page);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, page_free)

/* Where the variable FERRY_TEST_PICTURES names a folder, it is left there to be looked at. */
static void
keep (const char *html, const char *name)
{
  const char *folder = g_getenv ("FERRY_TEST_PICTURES");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL)
    g_file_set_contents (path, html, -1, NULL);
}

#define assert_has(page, words)                                                                              \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if (strstr ((page)->text->str, words) == NULL)                                                           \
      g_error ("“%s” isn't in the report:\n%s", words, (page)->text->str);                                   \
  }                                                                                                          \
  G_STMT_END

/* ---- Writing one ---- */

static gboolean
write_report (EnvironmentFixture *fixture, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  ferry_report_write_async (fixture->environment, fixture->database, file, NULL, NULL, cancellable,
                            ferry_fixture_await_cb, &result);
  return ferry_report_write_finish (fixture->environment, ferry_fixture_await (&result), error);
}

static void
add_details (FerryReport *report, const char *rows, gint64 start, gboolean last)
{
  g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
  g_autofree char *json = g_strdup_printf ("{\"value\":[%s]}", rows);
  g_autoptr (GBytes) page = g_bytes_new (json, strlen (json));
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FerryDetailStore) store = NULL;

  ferry_detail_list_begin_load (list);
  ferry_detail_list_parse_page (page, list, &next, &error);
  g_assert_no_error (error);
  ferry_detail_list_end_load (list, TRUE);
  store = ferry_detail_list_ref_store (list);
  ferry_report_digest (report, store, start, last);
  if (report->later == NULL)
    report->later = ferry_detail_store_ref (store);
  else if (report->earlier == NULL)
    report->earlier = ferry_detail_store_ref (store);
}

static char *
new_row (guint id, const char *company, const char *table, const char *status, const char *message)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id_text = g_strdup_printf ("00000000-0000-4000-8000-%012u", id);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "id", id_text);
  json_object_set_string_member (object, "companyName", company);
  json_object_set_string_member (object, "tableName", table);
  json_object_set_string_member (object, "status", status);
  json_object_set_int_member (object, "recordsCopied", 1);
  json_object_set_int_member (object, "totalRecords", 12345);
  json_object_set_string_member (object, "errors", message);
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static char *
to_html (FerryReport *report)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (ferry_report_write_html (report, stream, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryReport, ferry_report_free)

/* Whatever anybody calls a company, a table or an environment. */
static void
test_hostile (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new (HOSTILE, "http://127.0.0.1:1", "t", HOSTILE);
  g_autoptr (FerryEnvironment) environment = ferry_environment_new (profile, NULL, NULL);
  g_autoptr (FerryReport) report = ferry_report_new (environment);
  g_autofree char *row = new_row (1, "C " HOSTILE, "T " HOSTILE, "Failed", "M " HOSTILE);
  g_autofree char *warning = new_row (2, "", "W " HOSTILE, "Warning", "W " HOSTILE);
  g_autofree char *rows = g_strconcat (row, ",", warning, NULL);
  g_autofree char *html = NULL;
  g_autoptr (Page) page = NULL;
  FerryReportRun *run = g_new0 (FerryReportRun, 1);
  FerryReportCompany *company = g_new0 (FerryReportCompany, 1);

  company->name = g_strdup ("C " HOSTILE);
  company->status = g_strdup (HOSTILE);
  company->init_status = g_strdup (HOSTILE);
  company->error = g_strdup ("I " HOSTILE);
  company->selected = TRUE;
  g_ptr_array_add (report->companies, company);
  run->run_id = g_strdup (HOSTILE);
  run->start = 1000000;
  run->type = g_strdup (HOSTILE);
  run->status = g_strdup (HOSTILE);
  run->details = g_strdup ("D " HOSTILE);
  run->failed = run->successful = run->warnings = run->remaining = -1;
  g_ptr_array_add (report->runs, run);
  report->journal = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (report->journal, g_object_new (FERRY_TYPE_JOURNAL_ENTRY, "at", (gint64) 1, "who", HOSTILE,
                                                  "action", HOSTILE, "subject", "S " HOSTILE, "outcome",
                                                  FERRY_OUTCOME_DONE, "message", "\xff\xfe" HOSTILE, NULL));
  add_details (report, "", 500000, FALSE);
  add_details (report, rows, 1000000, TRUE);

  html = to_html (report);
  keep (html, "report-hostile.html");
  page = parse_page (html);
  g_assert_null (strstr (html, "<script"));
  assert_has (page, "C </bdi></td><script>alert(\"1\")</script>&amp;'\xef\xbf\xbd <!-- ]]>");
  assert_has (page, "D </bdi>");
  assert_has (page, "S </bdi>");
  assert_has (page, "W </bdi>");
}

/* Of each table the newest outcome counts, and tables of one reason stand together with what to do. */
static void
test_causes (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryReport) report = ferry_report_new (fixture->environment);
  g_autofree char *customer_ok = new_row (1, "CRONUS", "Customer", "Successful", "");
  g_autofree char *customer_failed = new_row (2, "CRONUS", "Customer", "Failed", "Odd.");
  g_autofree char *item = new_row (3, "CRONUS", "Item", "Failed", "50020: Change tracking is disabled");
  g_autofree char *vendor = new_row (4, "Large", "Vendor", "Failed", "50020: Change tracking is disabled");
  g_autofree char *odd = new_row (5, "Large", "Odd", "Failed", "Nobody knows this one.");
  g_autofree char *waits = new_row (6, "Large", "Odd", "NotStarted", "");
  g_autofree char *newest = g_strjoin (",", customer_ok, item, waits, NULL);
  g_autofree char *older = g_strjoin (",", customer_failed, vendor, odd, NULL);
  g_autofree char *html = NULL;
  g_autoptr (Page) page = NULL;
  FerryReportCause *first;
  FerryReportCounts *counts;

  add_details (report, newest, 2000000, TRUE);
  add_details (report, older, 1000000, FALSE);
  g_assert_cmpuint (report->n_failed, ==, 3);
  g_assert_cmpuint (report->causes->len, ==, 2);
  html = to_html (report);
  first = report->causes->pdata[0];
  g_assert_cmpuint (first->count, ==, 2);
  g_assert_cmpstr (((FerryReportCause *) report->causes->pdata[1])->title, ==, "");
  counts = g_hash_table_lookup (report->counts, "CRONUS");
  g_assert_cmpuint (counts->successful, ==, 1);
  g_assert_cmpuint (counts->failed, ==, 1);

  page = parse_page (html);
  assert_has (page, first->title);
  assert_has (page, "What to do:");
  assert_has (page, "Nobody knows this one.");
  assert_has (page, "The last run has no warnings.");
  g_assert_null (strstr (page->text->str, "Odd."));
}

/* Nobody prints a hundred thousand rows: those beyond are counted. */
static void
test_many (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryReport) report = ferry_report_new (fixture->environment);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *html = NULL;
  g_autoptr (Page) page = NULL;

  for (guint i = 0; i < 30000; i++)
    {
      g_autofree char *table = g_strdup_printf ("Table %u", i);
      g_autofree char *row = new_row (i, "CRONUS", table, i < 20000 ? "Failed" : "Successful",
                                      i < 20000 ? "50004: The table doesn't exist" : "");

      g_string_append_printf (rows, "%s%s", i > 0 ? "," : "", row);
    }
  add_details (report, rows->str, 1000000, TRUE);
  g_assert_cmpuint (report->n_failed, ==, 20000);
  html = to_html (report);
  page = parse_page (html);
  assert_has (page, "And 19000 more.");
  g_assert_cmpuint (strlen (html), <, 1000000);
  g_assert_null (strstr (html, "Table 25000"));
}

static void
on_progress (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

/* Made of what the service says, of the history, and of the journal. */
static void
test_environment (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = core_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "report.html", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *html = NULL;
  g_autofree char *name = NULL;
  g_autoptr (Page) page = NULL;
  g_autoptr (Page) offline = NULL;
  g_autoptr (Page) untried = NULL;
  double last = 0;

  fake_service_set (&fixture->fake->details,
                    DETAIL ("a", "Item", "Failed") "," DETAIL ("b", "Vendor", "Successful"));
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 1, 0));
  fake_service_add_run (fixture->fake, "2", "Normal", "Completed", COUNTS (1, 1, 0));
  environment_fixture_open_environment (fixture);
  environment_fixture_perform (fixture, FERRY_ACTION_PAUSE, "Ostern & Pfingsten", NULL);

  ferry_report_write_async (fixture->environment, fixture->database, file, on_progress, &last, NULL,
                            ferry_fixture_await_cb, &result);
  g_assert_true (ferry_report_write_finish (fixture->environment, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (last, ==, 1);
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  keep (html, "report-two-runs.html");
  page = parse_page (html);
  assert_has (page, "Cloud migration of Test");
  assert_has (page, "CRONUS");
  assert_has (page, "Item");
  assert_has (page, "Pause migration");
  assert_has (page, "Ostern & Pfingsten");
  assert_has (page, ferry_profile_get_who (fixture->profile));
  assert_has (page, "What changed from the run of");
  assert_has (page, FERRY_VERSION);
  g_assert_null (strstr (page->text->str, "wasn’t reached"));
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (page->elements, "svg")), ==, 1);

  /* Without the service: the same from the history, and it says so. */
  g_clear_object (&result);
  environment_fixture_drop_environment (fixture);
  environment_fixture_make_environment (fixture);
  fixture->fake->outage = TRUE;
  environment_fixture_set_quick_retry (fixture);
  g_assert_false (environment_fixture_try_open (fixture, NULL));
  g_assert_true (write_report (fixture, path, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&html, g_free);
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  offline = parse_page (html);
  assert_has (offline, "wasn’t reached");
  assert_has (offline, "Item");

  /* Nor was it so much as tried. */
  environment_fixture_drop_environment (fixture);
  environment_fixture_make_environment (fixture);
  g_assert_true (write_report (fixture, path, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&html, g_free);
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  untried = parse_page (html);
  assert_has (untried, "wasn’t reached");
  assert_has (untried, "Item");
  assert_has (untried, "Migration log, newest first");

  name = ferry_report_dup_file_name (fixture->environment);
  g_assert_true (g_str_has_prefix (name, "ferry-report-test-"));
  g_assert_true (g_str_has_suffix (name, ".html"));
  core_fixture_remove_folder (g_steal_pointer (&folder));
}

/* Cancelled or in the way: what was there before stays as it was. */
static void
test_failures (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = core_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "report.html", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "report.html", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (write_report (fixture, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "before");

  g_assert_false (write_report (fixture, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  core_fixture_remove_folder (g_steal_pointer (&folder));
}

#define add(path, function)                                                                                  \
  g_test_add ("/report/" path, EnvironmentFixture, NULL, environment_fixture_set_up, function,               \
              environment_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("hostile", test_hostile);
  add ("causes", test_causes);
  add ("many", test_many);
  add ("environment", test_environment);
  add ("failures", test_failures);
  return g_test_run ();
}
