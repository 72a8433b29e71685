/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal as people look through it, and as a file. */

#include "core-fixture.h"
#include "ferry-csv.h"
#include "ferry-journal-list.h"

#include <string.h>

static FerryJournalEntry *
new_entry (gint64 id,
           const char *who,
           const char *environment,
           const char *action,
           const char *subject,
           FerryOutcome outcome,
           const char *message)
{
  g_autofree char *environment_id = g_strdup_printf ("id-%s", environment);

  return g_object_new (FERRY_TYPE_JOURNAL_ENTRY, "id", id, "at", id * 60 * G_USEC_PER_SEC, "concluded-at",
                       outcome == FERRY_OUTCOME_PENDING ? (gint64) 0 : (id * 60 + 1) * G_USEC_PER_SEC, "who",
                       who, "environment-id", environment_id, "environment-name", environment, "action",
                       action, "subject", subject, "before", "", "outcome", outcome, "message", message,
                       "correlation-id", *message != '\0' ? "6f0c0000-0000-0000-0000-00000000000a" : "",
                       NULL);
}

/* As the database gives them: newest first. */
static GPtrArray *
new_few (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, new_entry (5, "ada@contoso.com", "Contoso", "pause", "=1+1; \"Ostern\"\nweiter",
                                       FERRY_OUTCOME_DONE, ""));
  g_ptr_array_add (entries, new_entry (4, "bob", "Fabrikam", "run-replication", "", FERRY_OUTCOME_REFUSED,
                                       "A migration is already in progress."));
  g_ptr_array_add (entries, new_entry (3, "ada@contoso.com", "Contoso", "initialize-company", "Ärger & Söhne",
                                       FERRY_OUTCOME_SETTLED_DONE, ""));
  g_ptr_array_add (entries,
                   new_entry (2, "", "Contoso", "save-setup", "DynamicsBC", FERRY_OUTCOME_PENDING, ""));
  g_ptr_array_add (entries, new_entry (1, "bob", "Fabrikam", "keep-user-permissions", "true",
                                       FERRY_OUTCOME_UNKNOWN, "The connection was cut."));
  return entries;
}

static FerryJournalList *
new_list (void)
{
  g_autoptr (GPtrArray) entries = new_few ();
  FerryJournalList *list = ferry_journal_list_new ();

  ferry_journal_list_set_entries (list, entries);
  return list;
}

#define assert_ids(list, wanted)                                                                             \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (GString) ids_ = g_string_new (NULL);                                                          \
    g_autoptr (GPtrArray) shown_ = ferry_journal_list_dup_shown (list);                                      \
                                                                                                             \
    for (guint i_ = 0; i_ < shown_->len; i_++)                                                               \
      g_string_append_printf (ids_, "%d", (int) ferry_journal_entry_get_id (shown_->pdata[i_]));             \
    g_assert_cmpstr (ids_->str, ==, wanted);                                                                 \
  }                                                                                                          \
  G_STMT_END

static void
test_search (void)
{
  g_autoptr (FerryJournalList) list = new_list ();

  assert_ids (list, "54321");
  g_assert_cmpuint (ferry_journal_list_get_n_rows (list), ==, 5);
  ferry_journal_list_set_search (list, "BOB");
  assert_ids (list, "41");
  /* The words that are shown, not the names in the file. */
  ferry_journal_list_set_search (list, "run data");
  assert_ids (list, "4");
  ferry_journal_list_set_search (list, "run-replication");
  assert_ids (list, "");
  ferry_journal_list_set_search (list, "ÄRGER");
  assert_ids (list, "3");
  ferry_journal_list_set_search (list, "00000a");
  assert_ids (list, "41");
  ferry_journal_list_set_search (list, "in progress");
  assert_ids (list, "4");
  ferry_journal_list_set_search (list, "refused");
  assert_ids (list, "4");
  ferry_journal_list_set_search (list, "");
  assert_ids (list, "54321");
}

static void
test_filters (void)
{
  g_autoptr (FerryJournalList) list = new_list ();

  ferry_journal_list_set_environment (list, "id-Contoso");
  assert_ids (list, "532");
  ferry_journal_list_set_outcomes (list, 1u << FERRY_OUTCOME_DONE | 1u << FERRY_OUTCOME_SETTLED_DONE);
  assert_ids (list, "53");
  ferry_journal_list_set_period (list, 4 * 60 * G_USEC_PER_SEC);
  assert_ids (list, "5");
  g_assert_cmpuint (ferry_journal_list_position_of (list, 5), ==, 0);
  g_assert_cmpuint (ferry_journal_list_position_of (list, 3), ==, G_MAXUINT);
  g_assert_nonnull (ferry_journal_list_find (list, 3));
  g_assert_null (ferry_journal_list_find (list, 6));
  ferry_journal_list_set_environment (list, NULL);
  ferry_journal_list_set_outcomes (list, 0);
  assert_ids (list, "54");
  ferry_journal_list_set_period (list, 0);
  assert_ids (list, "54321");
}

static void
test_sort (void)
{
  g_autoptr (FerryJournalList) list = new_list ();

  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_AT, FALSE);
  assert_ids (list, "12345");
  /* Equal ones stay newest first, either way. */
  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_ENVIRONMENT, FALSE);
  assert_ids (list, "53241");
  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_ENVIRONMENT, TRUE);
  assert_ids (list, "41532");
  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_WHO, TRUE);
  assert_ids (list, "41532");
  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_MESSAGE, TRUE);
  assert_ids (list, "14532");
}

static void
test_words (void)
{
  g_autoptr (GPtrArray) entries = new_few ();
  g_autoptr (FerryJournalEntry) newer = new_entry (9, "", "", "teleport", "", FERRY_OUTCOME_DONE, "");
  g_autofree char *on = ferry_journal_entry_dup_subject_label (entries->pdata[4]);
  g_autofree char *company = ferry_journal_entry_dup_subject_label (entries->pdata[2]);

  g_assert_cmpstr (ferry_journal_entry_get_action_label (entries->pdata[1]), ==, "Run data replication");
  g_assert_cmpstr (ferry_journal_entry_get_action_label (entries->pdata[3]), ==,
                   "Save the connection of the set-up");
  g_assert_cmpstr (ferry_journal_entry_get_action_label (newer), ==, "teleport");
  g_assert_cmpstr (on, ==, "On");
  g_assert_cmpstr (company, ==, "Ärger & Söhne");
  g_assert_true (ferry_journal_entry_has_reason (entries->pdata[0]));
  g_assert_false (ferry_journal_entry_has_reason (entries->pdata[2]));
  for (FerryOutcome outcome = FERRY_OUTCOME_PENDING; outcome <= FERRY_OUTCOME_SETTLED_NOT_DONE; outcome++)
    {
      g_assert_cmpint (ferry_outcome_from_nick (ferry_outcome_to_nick (outcome)), ==, outcome);
      g_assert_nonnull (ferry_style_to_icon_name (ferry_outcome_to_style (outcome)));
    }
  g_assert_cmpint (ferry_outcome_from_nick ("who knows"), ==, FERRY_OUTCOME_UNKNOWN);
}

static void
test_csv (void)
{
  g_autofree char *folder = core_fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "journal.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) entries = new_few ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size;
  FerryCsvRow *row;

  ferry_journal_export_async (entries, file, NULL, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_journal_export_finish (file, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  g_assert_true (g_str_has_prefix (text,
                                   "at,concludedAt,who,environment,environmentId,action,subject,outcome,"
                                   "message,correlationId\r\n1970-01-01T00:05:00Z,"));
  /* Nothing that a spreadsheet would calculate. */
  g_assert_nonnull (strstr (text, "\"'=1+1; \"\"Ostern\"\"\nweiter\""));

  rows = ferry_csv_parse (text, size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 6);
  row = rows->pdata[1];
  g_assert_cmpuint (row->n_fields, ==, 10);
  g_assert_cmpstr (row->fields[2], ==, "ada@contoso.com");
  g_assert_cmpstr (row->fields[6], ==, "=1+1; \"Ostern\"\nweiter");
  row = rows->pdata[4];
  g_assert_cmpstr (row->fields[1], ==, "");
  g_assert_cmpstr (row->fields[5], ==, "save-setup");
  g_assert_cmpstr (row->fields[7], ==, "pending");
  core_fixture_remove_folder (g_steal_pointer (&folder));
}

/* Many of them: indexed elsewhere, with the same result. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryJournalList) list = ferry_journal_list_new ();

  for (gint64 id = 50000; id > 0; id--)
    {
      g_autofree char *subject = g_strdup_printf ("Company %d", (int) (id % 500));

      g_ptr_array_add (entries, new_entry (id, id % 2 ? "ada" : "bob", id % 3 ? "Contoso" : "Fabrikam",
                                           "initialize-company", subject, FERRY_OUTCOME_DONE, ""));
    }
  ferry_journal_list_set_entries (list, entries);
  ferry_fixture_wait_until (!ferry_index_list_get_busy (FERRY_INDEX_LIST (list)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 50000);
  g_assert_cmpint (ferry_journal_entry_get_id (ferry_journal_list_get (list, 0)), ==, 50000);

  ferry_journal_list_set_search (list, "company 49");
  ferry_journal_list_set_environment (list, "id-Fabrikam");
  ferry_journal_list_set_sort (list, FERRY_JOURNAL_COLUMN_AT, FALSE);
  ferry_fixture_wait_until (!ferry_index_list_get_busy (FERRY_INDEX_LIST (list)));
  /* 49 and 490 to 499 of each 500, and of these a third. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 366);
  g_assert_cmpint (ferry_journal_entry_get_id (ferry_journal_list_get (list, 0)), ==, 492);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal/search", test_search);
  g_test_add_func ("/journal/filters", test_filters);
  g_test_add_func ("/journal/sort", test_sort);
  g_test_add_func ("/journal/words", test_words);
  g_test_add_func ("/journal/csv", test_csv);
  g_test_add_func ("/journal/many", test_many);
  return g_test_run ();
}
