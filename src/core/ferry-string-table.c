/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-string-table.h"

#include <string.h>

typedef struct
{
  const char *text;
  guint32 length;
  guint32 hash;
} Entry;

struct _FerryStringTable
{
  GStringChunk *chunk;
  GArray *entries;   /* of Entry, by number */
  guint32 *buckets;  /* number + 1, or 0 where free */
  guint32 n_buckets; /* a power of two */
};

static guint32
hash_text (const char *text, gsize length)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;
  return hash;
}

FerryStringTable *
ferry_string_table_new (void)
{
  FerryStringTable *self = g_new0 (FerryStringTable, 1);

  self->chunk = g_string_chunk_new (16 * 1024);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->n_buckets = 256;
  self->buckets = g_new0 (guint32, self->n_buckets);
  ferry_string_table_intern (self, "", 0);
  return self;
}

void
ferry_string_table_free (FerryStringTable *self)
{
  if (!self)
    return;
  g_string_chunk_free (self->chunk);
  g_array_unref (self->entries);
  g_free (self->buckets);
  g_free (self);
}

static void
grow (FerryStringTable *self)
{
  self->n_buckets *= 2;
  g_free (self->buckets);
  self->buckets = g_new0 (guint32, self->n_buckets);
  for (guint32 i = 0; i < self->entries->len; i++)
    {
      guint32 bucket = g_array_index (self->entries, Entry, i).hash & (self->n_buckets - 1);

      while (self->buckets[bucket])
        bucket = (bucket + 1) & (self->n_buckets - 1);
      self->buckets[bucket] = i + 1;
    }
}

guint32
ferry_string_table_intern (FerryStringTable *self, const char *text, gsize length)
{
  guint32 hash = hash_text (text, length);
  guint32 bucket;
  Entry entry;

  for (bucket = hash & (self->n_buckets - 1); self->buckets[bucket];
       bucket = (bucket + 1) & (self->n_buckets - 1))
    {
      const Entry *known = &g_array_index (self->entries, Entry, self->buckets[bucket] - 1);

      if (known->hash == hash && known->length == length && memcmp (known->text, text, length) == 0)
        return self->buckets[bucket] - 1;
    }

  entry.text = g_string_chunk_insert_len (self->chunk, text, (gssize) length);
  entry.length = (guint32) length;
  entry.hash = hash;
  g_array_append_val (self->entries, entry);
  self->buckets[bucket] = self->entries->len;
  if (self->entries->len * 2 > self->n_buckets)
    grow (self);
  return self->entries->len - 1;
}

const char *
ferry_string_table_get (FerryStringTable *self, guint32 number)
{
  return g_array_index (self->entries, Entry, number).text;
}

guint32
ferry_string_table_get_size (FerryStringTable *self)
{
  return self->entries->len;
}

typedef struct
{
  char *key;
  guint32 number;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Ranked *) a)->key, ((const Ranked *) b)->key);
}

guint32 *
ferry_string_table_rank (FerryStringTable *self)
{
  guint32 size = self->entries->len;
  g_autofree Ranked *order = g_new (Ranked, size);
  guint32 *ranks = g_new (guint32, size);

  for (guint32 i = 0; i < size; i++)
    order[i] = (Ranked){ g_utf8_collate_key (ferry_string_table_get (self, i), -1), i };
  qsort (order, size, sizeof *order, compare_ranked);
  for (guint32 i = 0; i < size; i++)
    {
      ranks[order[i].number] = i;
      g_free (order[i].key);
    }
  return ranks;
}
