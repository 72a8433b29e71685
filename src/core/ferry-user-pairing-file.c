/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pairing-file.h"

#include "ferry-csv.h"
#include "ferry-error.h"
#include "ferry-user-pairing-private.h"

#include <glib/gi18n-lib.h>

/* The same in every language: files go from one administrator to the other. */
#define SOURCE_HEADING "On-premises user"
#define CLOUD_HEADING  "Cloud user"
/* So many mistakes are told at once. */
#define MAX_TOLD 5

typedef struct
{
  FerryUserPairing *pairing;
  GHashTable *by_name;      /* folded → FerryUserPair */
  GHashTable *by_email;     /* folded → FerryUserPair, NULL where several have it */
  GHashTable *source_lines; /* FerryUserPair → the line it is on */
  GHashTable *cloud_lines;  /* FerryCloudUser → the same */
  GHashTable *choices;
  GString *problems;
  guint n_problems;
} Reader;

static void
complain (Reader *reader, guint line, char *problem)
{
  if (reader->n_problems++ < MAX_TOLD)
    {
      if (reader->problems->len > 0)
        g_string_append_c (reader->problems, '\n');
      /* Translators: the number of a line of a file, and what is wrong there */
      g_string_append_printf (reader->problems, _ ("Line %u: %s"), line, problem);
    }
  g_free (problem);
}

static void
index_pairs (Reader *reader)
{
  GListModel *pairs = ferry_user_pairing_get_pairs (reader->pairing);

  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      char *email = ferry_user_fold (ferry_user_pair_get_email (pair));

      g_hash_table_insert (reader->by_name, ferry_user_fold (ferry_user_pair_get_name (pair)), pair);
      g_hash_table_insert (reader->by_email, email,
                           g_hash_table_contains (reader->by_email, email) ? NULL : pair);
    }
  g_hash_table_remove (reader->by_email, "");
}

static gboolean
is_one_of (const char *text, const char *const *words)
{
  g_autofree char *folded = ferry_user_fold (text);

  for (; *words != NULL; words++)
    {
      g_autofree char *word = ferry_user_fold (*words);

      if (g_str_equal (folded, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_heading (const FerryCsvRow *row)
{
  static const char *const source[]
    = { SOURCE_HEADING, "sourceUserId", "Source user", "Source", "On-premises", NULL };
  static const char *const cloud[]
    = { CLOUD_HEADING, "destinationUserId", "Destination user", "Destination", "Cloud", "Online user", NULL };

  return is_one_of (row->fields[0], source) && is_one_of (row->fields[1], cloud);
}

static FerryUserPair *
find_pair (Reader *reader, const char *text, gboolean *many)
{
  g_autofree char *folded = ferry_user_fold (text);
  FerryUserPair *pair = g_hash_table_lookup (reader->by_name, folded);

  *many = FALSE;
  if (pair != NULL)
    return pair;
  pair = g_hash_table_lookup (reader->by_email, folded);
  *many = pair == NULL && g_hash_table_contains (reader->by_email, folded);
  return pair;
}

static FerryUserPair *
read_source (Reader *reader, const FerryCsvRow *row)
{
  const char *text = row->fields[0];
  gboolean many;
  FerryUserPair *pair = find_pair (reader, text, &many);
  guint other = pair != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (reader->source_lines, pair)) : 0;

  if (*text == '\0')
    complain (reader, row->line,
              g_strdup (
                /* Translators: follows “Line 3: ” */
                _ ("the on-premises user is missing.")));
  else if (many)
    complain (reader, row->line,
              g_strdup_printf (
                /* Translators: follows “Line 3: ”; a user */
                _ ("several on-premises users have the address “%s”. Give the user’s name."), text));
  else if (pair == NULL)
    complain (reader, row->line,
              g_strdup_printf (
                /* Translators: follows “Line 3: ”; a user */
                _ ("there is no on-premises user “%s”."), text));
  else if (other != 0)
    complain (reader, row->line,
              g_strdup_printf (
                /* Translators: follows “Line 3: ”; a user, the number of a line */
                _ ("the on-premises user “%s” is on line %u already."), text, other));
  else
    {
      g_hash_table_insert (reader->source_lines, pair, GUINT_TO_POINTER (row->line));
      return pair;
    }
  return NULL;
}

/* Returns: whether it is understood; nobody is, too */
static gboolean
read_cloud (Reader *reader, const FerryCsvRow *row, FerryCloudUser **user)
{
  const char *text = row->fields[1];
  gboolean many;
  guint other;

  *user = NULL;
  if (*text == '\0')
    return TRUE;
  *user = ferry_user_pairing_find_user (reader->pairing, text, &many);
  if (*user == NULL)
    {
      if (many)
        complain (reader, row->line,
                  g_strdup_printf (
                    /* Translators: follows “Line 3: ”; a user */
                    _ ("several cloud users have the address “%s”. Give the user’s name."), text));
      else
        complain (reader, row->line,
                  g_strdup_printf (
                    /* Translators: follows “Line 3: ”; a user */
                    _ ("there is no cloud user “%s”."), text));
      return FALSE;
    }
  other = GPOINTER_TO_UINT (g_hash_table_lookup (reader->cloud_lines, *user));
  if (other != 0)
    {
      complain (reader, row->line,
                g_strdup_printf (
                  /* Translators: follows “Line 3: ”; a user, the number of a line */
                  _ ("the cloud user “%s” is on line %u already. Each can be used only once."), text, other));
      return FALSE;
    }
  g_hash_table_insert (reader->cloud_lines, *user, GUINT_TO_POINTER (row->line));
  return TRUE;
}

static const char *
pair_id (FerryUserPair *pair)
{
  return ferry_record_get_id (FERRY_RECORD (ferry_user_pair_get_mapping (pair)));
}

static void
read_row (Reader *reader, FerryCsvRow *row)
{
  FerryCloudUser *user;
  FerryUserPair *pair;

  g_strstrip (row->fields[0]);
  g_strstrip (row->fields[1]);
  pair = read_source (reader, row);
  if (read_cloud (reader, row, &user) && pair != NULL)
    g_hash_table_insert (reader->choices, g_strdup (pair_id (pair)),
                         g_strdup (user != NULL ? ferry_cloud_user_get_user_name (user) : ""));
}

/* Who isn't in the file, but has a cloud user that somebody in it gets. */
static void
take_away (Reader *reader)
{
  GHashTableIter iter;
  gpointer user;

  g_hash_table_iter_init (&iter, reader->cloud_lines);
  while (g_hash_table_iter_next (&iter, &user, NULL))
    {
      FerryUserPair *holder = ferry_user_pairing_find_holder (reader->pairing, user);

      if (holder != NULL && !g_hash_table_contains (reader->choices, pair_id (holder)))
        g_hash_table_insert (reader->choices, g_strdup (pair_id (holder)), g_strdup (""));
    }
}

static gboolean
check_rows (GPtrArray *rows, GError **error)
{
  FerryCsvRow *first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;

  if (first != NULL && first->n_fields == 2)
    {
      if (rows->len > 1 || !is_heading (first))
        return TRUE;
      first = NULL;
    }
  if (first != NULL)
    return ferry_csv_set_error (
      error, first->line,
      /* Translators: follows “Line 3: ” */
      _ ("there must be two columns: the on-premises user, and the cloud user for it."));
  g_set_error (
    error, FERRY_ERROR, FERRY_ERROR_INVALID,
    _ ("The file has no users in it. Each line needs an on-premises user and the cloud user for it."));
  return FALSE;
}

GHashTable *
ferry_user_pairing_file_parse (FerryUserPairing *pairing, const char *data, gsize size, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_email = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) source_lines = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) cloud_lines = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) problems = g_string_new (NULL);
  Reader reader = { pairing, by_name, by_email, source_lines, cloud_lines, choices, problems, 0 };

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (pairing), NULL);

  rows = ferry_csv_parse (data, size, error);
  if (rows == NULL || !check_rows (rows, error))
    return NULL;
  index_pairs (&reader);
  for (guint i = is_heading (g_ptr_array_index (rows, 0)) ? 1 : 0; i < rows->len; i++)
    read_row (&reader, g_ptr_array_index (rows, i));
  if (reader.n_problems > MAX_TOLD)
    {
      guint more = reader.n_problems - MAX_TOLD;

      g_string_append_c (problems, '\n');
      /* Translators: mistakes in a file, after the first five */
      g_string_append_printf (problems, ngettext ("…and %u more.", "…and %u more.", more), more);
    }
  if (reader.n_problems > 0)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID, problems->str);
      return NULL;
    }
  take_away (&reader);
  return g_steal_pointer (&choices);
}

char *
ferry_user_pairing_file_format (FerryUserPairing *pairing)
{
  /* Without the mark, spreadsheets take UTF-8 for something else. */
  GString *text = g_string_new ("\xef\xbb\xbf" SOURCE_HEADING "," CLOUD_HEADING "\r\n");
  GListModel *pairs;

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (pairing), g_string_free (text, FALSE));

  pairs = ferry_user_pairing_get_pairs (pairing);
  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i);
      FerryCloudUser *choice = ferry_user_pair_get_choice (pair);

      ferry_csv_append (text, ferry_user_pair_get_name (pair));
      g_string_append_c (text, ',');
      ferry_csv_append (text, choice != NULL ? ferry_cloud_user_get_user_name (choice) : "");
      g_string_append (text, "\r\n");
    }
  return g_string_free (text, FALSE);
}
