/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A report and a support bundle of an environment with large runs, made of the history, and a journal of many years: how
 * long it takes, and how long the main loop is held at most (performance: a frame).
 */

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <time.h>

#include "ferry-journal-list.h"
#include "ferry-report.h"
#include "ferry-support-bundle.h"

#define ROWS    200000
#define RUNS    3
#define ENTRIES 100000

static GBytes *
make_page (guint run)
{
  GString *json = g_string_new ("{\"value\":[");

  for (guint i = 0; i < ROWS; i++)
    {
      gboolean failed = (i + run) % 20 == 0;

      g_string_append_printf (
        json,
        "%s{\"id\":\"00000000-0000-0000-0000-%012u\",\"companyName\":\"Company No. "
        "%u\",\"tableName\":\"Table %u "
        "Ledger Entry\",\"status\":\"%s\",\"recordsCopied\":%u,\"totalRecords\":%u,\"errors\":\"%s%u%s\"}",
        i ? "," : "", i, i % 160, i / 160, failed ? "Failed" : "Successful", i % 9973, i % 9973,
        failed ? "50007: Copying failed on SQL01\\\\NAV for user 'navsql': row " : "", failed ? i : 0,
        failed ? " of [dbo].[Company No_ 7$Lease$0a0b0c0d-0000-4000-8000-00000000000f]" : "");
    }
  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

static FerryRun *
make_run (guint number)
{
  g_autofree char *text
    = g_strdup_printf ("{\"id\":\"r-%u\",\"runId\":\"11111111-2222-3333-4444-00000000000%u\",\"startTime\":"
                       "\"2026-05-0%uT10:00:00Z\","
                       "\"endTime\":\"2026-05-0%uT12:00:00Z\",\"replicationType\":\"%s\",\"status\":"
                       "\"Completed\",\"source\":\"BC\","
                       "\"details\":\"\",\"tablesSuccessful\":1,\"tablesFailed\":1,\"tablesRemaining\":0}",
                       number, number, number, number, number == 1 ? "Full" : "Normal");
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  FerryRun *run = ferry_run_new_from_json (json_node_get_object (node), &error);

  if (run == NULL)
    g_error ("%s", error->message);
  return run;
}

/* ---- The main loop, and how long it is held: by its own work, whatever else the computer does ---- */

static gint64 last_turn, longest;

static gint64
get_own_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
on_turn (gpointer unused)
{
  gint64 now = get_own_time ();

  if (last_turn != 0)
    longest = MAX (longest, now - last_turn);
  last_turn = now;
  return G_SOURCE_CONTINUE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
tell (const char *what, gint64 begin)
{
  g_print ("%s: %.0f ms, main loop held at most %.1f ms\n", what,
           (double) (g_get_monotonic_time () - begin) / 1000, (double) longest / 1000);
}

static void
fill (FerryDatabase *database, FerryProfile *profile)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint number = RUNS; number > 0; number--)
    g_ptr_array_add (runs, make_run (number));
  ferry_database_save_runs_async (database, ferry_profile_get_id (profile), runs, NULL, NULL);
  for (guint i = 0; i < runs->len; i++)
    {
      g_autoptr (FerryDetailList) list = ferry_detail_list_new ();
      g_autoptr (GBytes) page = make_page (i);
      g_autoptr (GAsyncResult) result = NULL;
      g_autofree char *next = NULL;
      g_autoptr (GError) error = NULL;

      ferry_detail_list_begin_load (list);
      if (!ferry_detail_list_parse_page (page, list, &next, &error))
        g_error ("%s", error->message);
      ferry_detail_list_end_load (list, TRUE);
      ferry_database_save_details_async (database, ferry_profile_get_id (profile),
                                         ferry_run_get_run_id (runs->pdata[i]), list, on_done, &result);
      await (&result);
    }
}

/* A journal of many years, read, searched and sorted. */
static void
measure_journal (FerryDatabase *database, FerryProfile *profile)
{
  g_autoptr (FerryJournalList) list = ferry_journal_list_new ();
  g_autoptr (GAsyncResult) filled = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 begin;

  for (guint i = 0; i < ENTRIES; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Company No. %u", i % 500);

      ferry_database_note (database, i % 3 ? ferry_profile_get_id (profile) : "another", "Bench",
                           i % 2 ? "ada" : "bob", "initialize-company", subject, FERRY_OUTCOME_DONE, NULL);
    }
  /* After all that is still being written. */
  ferry_database_get_value_async (database, "bench", "none", NULL, on_done, &filled);
  await (&filled);
  last_turn = longest = 0;
  begin = g_get_monotonic_time ();
  ferry_database_list_journal_async (database, NULL, FALSE, NULL, on_done, &result);
  entries = ferry_database_list_journal_finish (database, await (&result), NULL);
  ferry_journal_list_set_entries (list, entries);
  while (ferry_index_list_get_busy (FERRY_INDEX_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
  tell ("journal of 100,000 entries read", begin);

  last_turn = longest = 0;
  begin = g_get_monotonic_time ();
  ferry_journal_list_set_search (list, "no. 49");
  while (ferry_index_list_get_busy (FERRY_INDEX_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
  tell ("searched", begin);

  last_turn = longest = 0;
  begin = g_get_monotonic_time ();
  ferry_journal_list_set_search (list, NULL);
  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_SUBJECT, FALSE);
  while (ferry_index_list_get_busy (FERRY_INDEX_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
  tell ("sorted by subject", begin);
}

int
main (void)
{
  g_autoptr (FerryDatabase) database = ferry_database_new (":memory:");
  g_autoptr (FerryProfile) profile
    = ferry_profile_new ("Bench", "http://127.0.0.1:1", "tenant", "Production");
  g_autoptr (FerryEnvironment) environment = NULL;
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("ferry-report-XXXXXX.html", &stream, NULL);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (FerrySupportBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;
  gint64 begin;

  fill (database, profile);
  environment = ferry_environment_new (profile, NULL, database);
  ferry_environment_open_async (environment, NULL, on_done, &opened);
  await (&opened);
  ferry_environment_open_finish (environment, opened, NULL);
  g_idle_add (on_turn, NULL);

  begin = g_get_monotonic_time ();
  ferry_report_write_async (environment, database, file, NULL, NULL, NULL, on_done, &written);
  if (!ferry_report_write_finish (environment, await (&written), &error))
    g_error ("%s", error->message);
  tell ("report of 3 runs of 200,000 tables", begin);

  last_turn = longest = 0;
  begin = g_get_monotonic_time ();
  ferry_support_bundle_make_async (environment, database, NULL, NULL, on_done, &made);
  bundle = ferry_support_bundle_make_finish (environment, await (&made), &error);
  if (bundle == NULL)
    g_error ("%s", error->message);
  tell ("support bundle of the same, 10,000 failed in each", begin);
  g_print ("bundle: %zu bytes\n", strlen (ferry_support_bundle_get_text (bundle)));

  measure_journal (database, profile);

  ferry_environment_close (environment);
  g_file_delete (file, NULL, NULL);
  return 0;
}
