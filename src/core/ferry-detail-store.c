/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-detail-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ferry-error.h"

#define MAGIC      "FDL1"
#define N_STATUSES (FERRY_TABLE_STATUS_FAILED + 1)
/* What a row takes on disk: id, four numbers, five text numbers, one flag. */
#define PACKED_ROW (16 + 4 * 8 + 5 * 4 + 1)

/* Of a table. Two million of them can be summed. */
#define MAX_COUNT (G_GINT64_CONSTANT (1) << 42)
/* Beyond any year that is written with four digits, and differences of two still fit. */
#define MAX_TIME (G_GINT64_CONSTANT (1) << 60)

struct _FerryDetailStore
{
  gatomicrefcount refs;
  FerryStringTable *strings;
  GArray *rows;
  GArray *statuses; /* of gint8, by text number: a status text's status, or -1 where not yet parsed */
  guint counts[N_STATUSES];
  gint64 records_copied;
  gint64 total_records;

  GMutex fold_lock; /* guards folded, which is made when it is first searched */
  GPtrArray *folded;
};

FerryDetailStore *
ferry_detail_store_new (void)
{
  FerryDetailStore *self = g_new0 (FerryDetailStore, 1);

  g_atomic_ref_count_init (&self->refs);
  g_mutex_init (&self->fold_lock);
  self->strings = ferry_string_table_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (FerryDetailRow));
  self->statuses = g_array_new (FALSE, FALSE, sizeof (gint8));
  return self;
}

FerryDetailStore *
ferry_detail_store_ref (FerryDetailStore *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
ferry_detail_store_unref (FerryDetailStore *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  ferry_string_table_free (self->strings);
  g_array_unref (self->rows);
  g_array_unref (self->statuses);
  g_clear_pointer (&self->folded, g_ptr_array_unref);
  g_mutex_clear (&self->fold_lock);
  g_free (self);
}

FerryStringTable *
ferry_detail_store_get_strings (FerryDetailStore *self)
{
  return self->strings;
}

const char *
ferry_detail_store_get_text (FerryDetailStore *self, guint32 number)
{
  return ferry_string_table_get (self->strings, number);
}

static FerryTableStatus
parse_status (FerryDetailStore *self, guint32 text)
{
  gint8 *known;

  while (self->statuses->len <= text)
    {
      gint8 none = -1;

      g_array_append_val (self->statuses, none);
    }
  known = &g_array_index (self->statuses, gint8, text);
  if (*known < 0)
    *known = (gint8) ferry_table_status_parse (ferry_string_table_get (self->strings, text));
  return *known;
}

void
ferry_detail_store_append (FerryDetailStore *self, const FerryDetailRow *row)
{
  FerryDetailRow copy = *row;

  copy.status = parse_status (self, row->status_text);
  g_array_append_val (self->rows, copy);
  self->counts[copy.status]++;
  self->records_copied += copy.records_copied;
  self->total_records += copy.total_records;
}

guint
ferry_detail_store_get_size (FerryDetailStore *self)
{
  return self->rows->len;
}

const FerryDetailRow *
ferry_detail_store_get (FerryDetailStore *self, guint row)
{
  return &g_array_index (self->rows, FerryDetailRow, row);
}

guint
ferry_detail_store_find (FerryDetailStore *self, const char *id)
{
  guint8 wanted[16];

  if (!ferry_detail_id_parse (id, strlen (id), wanted))
    return G_MAXUINT;
  for (guint i = 0; i < self->rows->len; i++)
    if (memcmp (ferry_detail_store_get (self, i)->id, wanted, sizeof wanted) == 0)
      return i;
  return G_MAXUINT;
}

guint
ferry_detail_store_count (FerryDetailStore *self, FerryTableStatus status)
{
  g_return_val_if_fail ((guint) status < N_STATUSES, 0);

  return self->counts[status];
}

gint64
ferry_detail_store_get_records_copied (FerryDetailStore *self)
{
  return self->records_copied;
}

gint64
ferry_detail_store_get_total_records (FerryDetailStore *self)
{
  return self->total_records;
}

guint8 *
ferry_detail_store_match (FerryDetailStore *self, const char *part)
{
  guint32 size = ferry_string_table_get_size (self->strings);
  guint8 *matches = g_new (guint8, size);

  g_mutex_lock (&self->fold_lock);
  if (!self->folded)
    {
      self->folded = g_ptr_array_new_full (size, g_free);
      for (guint32 i = 0; i < size; i++)
        g_ptr_array_add (self->folded, g_utf8_casefold (ferry_string_table_get (self->strings, i), -1));
    }
  g_mutex_unlock (&self->fold_lock);

  for (guint32 i = 0; i < size; i++)
    matches[i] = strstr (self->folded->pdata[i], part) != NULL;
  return matches;
}

gboolean
ferry_detail_count_is_sane (gint64 count)
{
  return count >= -MAX_COUNT && count <= MAX_COUNT;
}

/* ---- GUIDs ---- */

gboolean
ferry_detail_id_parse (const char *text, gsize length, guint8 id[16])
{
  guint nibble = 0;

  if (length != 36)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      int value;

      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i] != '-')
            return FALSE;
          continue;
        }
      value = g_ascii_xdigit_value (text[i]);
      if (value < 0)
        return FALSE;
      if (nibble % 2 == 0)
        id[nibble / 2] = (guint8) (value << 4);
      else
        id[nibble / 2] |= (guint8) value;
      nibble++;
    }
  return TRUE;
}

void
ferry_detail_id_format (const guint8 id[16], char *text)
{
  static const char digits[] = "0123456789abcdef";
  char *out = text;

  for (guint i = 0; i < 16; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *out++ = '-';
      *out++ = digits[id[i] >> 4];
      *out++ = digits[id[i] & 15];
    }
  *out = '\0';
}

/* ---- On disk: magic, texts (length, bytes), rows; little-endian ---- */

/* Each writes at @out, where there is room, and gives the place after. */
static guint8 *
put (guint8 *out, const void *value, gsize size)
{
  memcpy (out, value, size);
  return out + size;
}

static guint8 *
put_u32 (guint8 *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  return put (out, &value, sizeof value);
}

static guint8 *
put_i64 (guint8 *out, gint64 value)
{
  value = GINT64_TO_LE (value);
  return put (out, &value, sizeof value);
}

GBytes *
ferry_detail_store_serialize (FerryDetailStore *self)
{
  guint32 n_strings = ferry_string_table_get_size (self->strings);
  gsize size = 4 + 4 + 4 + (gsize) self->rows->len * PACKED_ROW;
  guint8 *data, *out;

  for (guint32 i = 0; i < n_strings; i++)
    size += 4 + strlen (ferry_string_table_get (self->strings, i));
  data = out = g_malloc (size);

  out = put (out, MAGIC, 4);
  out = put_u32 (out, n_strings);
  for (guint32 i = 0; i < n_strings; i++)
    {
      const char *text = ferry_string_table_get (self->strings, i);
      gsize length = strlen (text);

      out = put_u32 (out, (guint32) length);
      out = put (out, text, length);
    }
  out = put_u32 (out, self->rows->len);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const FerryDetailRow *row = ferry_detail_store_get (self, i);

      out = put (out, row->id, sizeof row->id);
      out = put_i64 (out, row->records_copied);
      out = put_i64 (out, row->total_records);
      out = put_i64 (out, row->start_time);
      out = put_i64 (out, row->end_time);
      out = put_u32 (out, row->company);
      out = put_u32 (out, row->table);
      out = put_u32 (out, row->message);
      out = put_u32 (out, row->error_code);
      out = put_u32 (out, row->status_text);
      out = put (out, &row->blocked, 1);
    }
  return g_bytes_new_take (data, size);
}

typedef struct
{
  const guint8 *data;
  gsize left;
} Input;

static gboolean
take (Input *in, void *value, gsize size)
{
  if (in->left < size)
    return FALSE;
  memcpy (value, in->data, size);
  in->data += size;
  in->left -= size;
  return TRUE;
}

static gboolean
take_u32 (Input *in, guint32 *value)
{
  if (!take (in, value, sizeof *value))
    return FALSE;
  *value = GUINT32_FROM_LE (*value);
  return TRUE;
}

static gboolean
take_i64 (Input *in, gint64 *value)
{
  if (!take (in, value, sizeof *value))
    return FALSE;
  *value = GINT64_FROM_LE (*value);
  return TRUE;
}

static gboolean
take_strings (Input *in, FerryDetailStore *self)
{
  guint32 n_strings;

  if (!take_u32 (in, &n_strings))
    return FALSE;
  for (guint32 i = 0; i < n_strings; i++)
    {
      guint32 length;

      /* Each text must come back under the number it was written with. */
      if (!take_u32 (in, &length) || in->left < length || memchr (in->data, '\0', length)
          || !g_utf8_validate_len ((const char *) in->data, length, NULL)
          || ferry_string_table_intern (self->strings, (const char *) in->data, length) != i)
        return FALSE;
      in->data += length;
      in->left -= length;
    }
  return n_strings > 0;
}

static gboolean
take_row (Input *in, FerryDetailStore *self)
{
  guint32 n_strings = ferry_string_table_get_size (self->strings);
  FerryDetailRow row = { 0 };

  if (!take (in, row.id, sizeof row.id) || !take_i64 (in, &row.records_copied)
      || !take_i64 (in, &row.total_records) || !take_i64 (in, &row.start_time)
      || !take_i64 (in, &row.end_time) || !take_u32 (in, &row.company) || !take_u32 (in, &row.table)
      || !take_u32 (in, &row.message) || !take_u32 (in, &row.error_code) || !take_u32 (in, &row.status_text)
      || !take (in, &row.blocked, 1))
    return FALSE;
  if (row.company >= n_strings || row.table >= n_strings || row.message >= n_strings
      || row.error_code >= n_strings || row.status_text >= n_strings || row.blocked > 1)
    return FALSE;
  /* As in the reader: sums of counts, and differences of times, must not overflow. */
  if (ABS (row.start_time / 2) > MAX_TIME / 2 || ABS (row.end_time / 2) > MAX_TIME / 2)
    return FALSE;
  if (!ferry_detail_count_is_sane (row.records_copied) || !ferry_detail_count_is_sane (row.total_records))
    return FALSE;
  ferry_detail_store_append (self, &row);
  return TRUE;
}

FerryDetailStore *
ferry_detail_store_deserialize (GBytes *bytes, GError **error)
{
  g_autoptr (FerryDetailStore) self = ferry_detail_store_new ();
  Input in;
  char magic[4];
  guint32 n_rows = 0;
  gboolean good;

  in.data = g_bytes_get_data (bytes, &in.left);
  good = take (&in, magic, sizeof magic) && memcmp (magic, MAGIC, sizeof magic) == 0
         && take_strings (&in, self) && take_u32 (&in, &n_rows) && in.left / PACKED_ROW == n_rows
         && in.left % PACKED_ROW == 0;
  for (guint32 i = 0; good && i < n_rows; i++)
    good = take_row (&in, self);
  if (!good)
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                           _ ("The kept table details of the run are damaged"));
      return NULL;
    }
  return g_steal_pointer (&self);
}
