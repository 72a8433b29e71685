/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-support-draft-private.h"

#include "ferry-explanation-private.h"

#include <string.h>

/* So many examples tell what the matter is. */
#define MOST_TABLES   15
#define MOST_MESSAGES 5

/* ---- Failed tables, in the worker ---- */

typedef struct
{
  char *code;
  guint count;
  GHashTable *companies;
  GPtrArray *tables;   /* redacted, each once, the first ones */
  GPtrArray *messages; /* the same */
} Group;

static void
group_free (gpointer data)
{
  Group *self = data;

  g_free (self->code);
  g_hash_table_unref (self->companies);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->messages);
  g_free (self);
}

static Group *
find_group (GPtrArray *groups, const char *code)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = g_ptr_array_index (groups, i);
      if (g_str_equal (group->code, code))
        return group;
    }
  group = g_new0 (Group, 1);
  group->code = g_strdup (code);
  group->companies = g_hash_table_new (NULL, NULL);
  group->tables = g_ptr_array_new_with_free_func (g_free);
  group->messages = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (groups, group);
  return group;
}

/* Takes @value. */
static void
add_once (GPtrArray *values, char *value, guint most)
{
  g_autofree char *owned = value;

  if (values->len < most && !g_ptr_array_find_with_equal_func (values, owned, g_str_equal, NULL))
    g_ptr_array_add (values, g_steal_pointer (&owned));
}

/* Codes are numbers, or words of the service's own; anything else isn't given away. */
static char *
dup_code (FerryRedactor *redactor, const char *code)
{
  if (code == NULL || *code == '\0')
    return g_strdup ("no code");
  if (strlen (code) <= 12 && strspn (code, "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == strlen (code))
    return g_strdup (code);
  return ferry_redactor_name (redactor, FERRY_REDACTION_TEXT, code);
}

static void
add_failure (GPtrArray *groups, FerryRedactor *redactor, FerryDetailStore *store, const FerryDetailRow *row)
{
  const char *told = ferry_detail_store_get_text (store, row->error_code);
  const char *message = ferry_detail_store_get_text (store, row->message);
  g_autofree char *found = *told == '\0' ? ferry_explanation_find_code (message) : NULL;
  g_autofree char *code = dup_code (redactor, *told != '\0' ? told : found);
  Group *group = find_group (groups, code);

  group->count++;
  g_hash_table_add (group->companies, GUINT_TO_POINTER (row->company + 1));
  if (group->tables->len < MOST_TABLES)
    add_once (group->tables, ferry_redactor_table (redactor, ferry_detail_store_get_text (store, row->table)),
              MOST_TABLES);
  if (group->messages->len < MOST_MESSAGES)
    add_once (group->messages, ferry_redactor_text (redactor, message), MOST_MESSAGES);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *x = *(const Group *const *) a, *y = *(const Group *const *) b;

  return x->count == y->count ? strcmp (x->code, y->code) : x->count > y->count ? -1 : 1;
}

static void
compose_details (GString *out,
                 const FerrySupportPiece *piece,
                 FerryRedactor *redactor,
                 GCancellable *cancellable)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  FerryDetailStore *store = piece->store;

  for (guint i = 0; i < ferry_detail_store_get_size (store); i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (store, i);

      if (i % 1000 == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      if (row->status == FERRY_TABLE_STATUS_FAILED || row->status == FERRY_TABLE_STATUS_WARNING)
        add_failure (groups, redactor, store, row);
    }
  g_ptr_array_sort (groups, compare_groups);
  g_string_append_printf (out, "%s: %u tables, %u failed, %u with warnings\n", piece->value,
                          ferry_detail_store_get_size (store),
                          ferry_detail_store_count (store, FERRY_TABLE_STATUS_FAILED),
                          ferry_detail_store_count (store, FERRY_TABLE_STATUS_WARNING));
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);

      g_string_append_printf (out, "  %s: %u tables of %u companies\n    tables: ", group->code, group->count,
                              g_hash_table_size (group->companies));
      for (guint j = 0; j < group->tables->len; j++)
        g_string_append_printf (out, "%s%s", j > 0 ? ", " : "", (char *) group->tables->pdata[j]);
      g_string_append_c (out, '\n');
      for (guint j = 0; j < group->messages->len; j++)
        g_string_append_printf (out, "    message: %s\n", (char *) group->messages->pdata[j]);
    }
}

/* ---- Putting it together, in the worker ---- */

static void
know_all (FerrySupportDraft *self, FerryRedactor *redactor)
{
  for (guint i = 0; i < self->known->len; i++)
    {
      FerrySupportKnown *known = &g_array_index (self->known, FerrySupportKnown, i);

      ferry_redactor_know (redactor, known->redaction, known->name);
    }
  /* Companies that aren't at the source any more may be in the runs. */
  for (guint i = 0; i < self->pieces->len; i++)
    {
      FerrySupportPiece *piece = &g_array_index (self->pieces, FerrySupportPiece, i);
      guint32 last = 0;

      for (guint row = 0; piece->store != NULL && row < ferry_detail_store_get_size (piece->store); row++)
        {
          guint32 company = ferry_detail_store_get (piece->store, row)->company;

          if (company != last)
            ferry_redactor_know (redactor, FERRY_REDACTION_COMPANY,
                                 ferry_detail_store_get_text (piece->store, company));
          last = company;
        }
    }
}

static void
compose_piece (GString *out,
               const FerrySupportPiece *piece,
               FerryRedactor *redactor,
               GCancellable *cancellable)
{
  g_autofree char *redacted = NULL;

  switch (piece->kind)
    {
    case FERRY_SUPPORT_RAW:
      g_string_append (out, piece->value);
      return;
    case FERRY_SUPPORT_DETAILS:
      compose_details (out, piece, redactor, cancellable);
      return;
    case FERRY_SUPPORT_NAME:
      redacted = ferry_redactor_name (redactor, piece->redaction, piece->value);
      break;
    case FERRY_SUPPORT_TABLE:
      redacted = *piece->value != '\0' ? ferry_redactor_table (redactor, piece->value) : NULL;
      break;
    case FERRY_SUPPORT_CORRELATION:
      redacted = *piece->value != '\0' ? ferry_redactor_correlation (redactor, piece->value) : NULL;
      break;
    case FERRY_SUPPORT_TEXT:
    default:
      redacted = ferry_redactor_text (redactor, piece->value);
    }
  g_string_append (out, redacted != NULL && *redacted != '\0' ? redacted : "-");
}

char *
ferry_support_draft_compose (FerrySupportDraft *self, FerryRedactor *redactor, GCancellable *cancellable)
{
  g_autoptr (GString) out = g_string_new (NULL);

  know_all (self, redactor);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      compose_piece (out, &g_array_index (self->pieces, FerrySupportPiece, i), redactor, cancellable);
    }
  for (guint i = 0; i < self->errors->len; i++)
    compose_piece (out, &g_array_index (self->errors, FerrySupportPiece, i), redactor, cancellable);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
