/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-facts.h"

#define VERSION 1

/* What of a state is kept: numbers and texts with their names, so that writing and reading can't disagree. */
#define STATE_NUMBER(member)                                                                                 \
  {                                                                                                          \
#member, G_STRUCT_OFFSET(FerryMigrationState, member), sizeof(((FerryMigrationState *) NULL)->member)    \
  }
#define STATE_TEXT(member)                                                                                   \
  {                                                                                                          \
#member, G_STRUCT_OFFSET(FerryMigrationState, member), 0                                                 \
  }

typedef struct
{
  const char *name;
  gsize offset;
  gsize size;
} Member;

static const Member numbers[] = {
  STATE_NUMBER (set_up),
  STATE_NUMBER (disabled_reason),
  STATE_NUMBER (creation_status),
  STATE_NUMBER (has_run),
  STATE_NUMBER (last_status),
  STATE_NUMBER (last_type),
  STATE_NUMBER (last_start),
  STATE_NUMBER (run_in_progress),
  STATE_NUMBER (run_in_progress_since),
  STATE_NUMBER (upgrade_completed),
  STATE_NUMBER (upgrade_failed),
  STATE_NUMBER (cloud_data_reset),
  STATE_NUMBER (product_needs_upgrade),
  STATE_NUMBER (repair_status),
  STATE_NUMBER (tables_successful),
  STATE_NUMBER (tables_failed),
  STATE_NUMBER (tables_remaining),
  STATE_NUMBER (tables_with_warnings),
  STATE_NUMBER (companies_total),
  STATE_NUMBER (companies_selected),
  STATE_NUMBER (companies_replicated),
};

static const Member texts[] = {
  STATE_TEXT (creation_error),
  STATE_TEXT (last_details),
  STATE_TEXT (last_status_text),
  STATE_TEXT (product_name),
};

static const Member lists[] = {
  STATE_TEXT (companies_not_ready),
  STATE_TEXT (companies_upgrade_failed),
  STATE_TEXT (companies_not_initialized),
  STATE_TEXT (companies_creation_failed),
};

char *
ferry_migration_state_to_text (const FerryMigrationState *state)
{
  g_autoptr (GVariantDict) dict = g_variant_dict_new (NULL);
  g_autoptr (GVariant) variant = NULL;

  g_variant_dict_insert (dict, "version", "x", (gint64) VERSION);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gconstpointer value = G_STRUCT_MEMBER_P (state, numbers[i].offset);
      gint64 number = numbers[i].size == sizeof (gint64) ? *(const gint64 *) value : *(const gint *) value;

      g_variant_dict_insert (dict, numbers[i].name, "x", number);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, state, texts[i].offset);

      if (text != NULL && g_utf8_validate (text, -1, NULL))
        g_variant_dict_insert (dict, texts[i].name, "s", text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const char *const *names = G_STRUCT_MEMBER (const char *const *, state, lists[i].offset);

      if (names != NULL)
        g_variant_dict_insert (dict, lists[i].name, "^as", names);
    }
  variant = g_variant_ref_sink (g_variant_dict_end (dict));
  return g_variant_print (variant, FALSE);
}

FerryMigrationState *
ferry_migration_state_new_from_text (const char *text)
{
  FerryMigrationState *state = ferry_migration_state_new ();
  g_autoptr (GVariant) variant = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);
  gint64 number;

  if (variant == NULL || !g_variant_lookup (variant, "version", "x", &number) || number != VERSION)
    return state;
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gpointer value = G_STRUCT_MEMBER_P (state, numbers[i].offset);

      if (!g_variant_lookup (variant, numbers[i].name, "x", &number))
        continue;
      if (numbers[i].size == sizeof (gint64))
        *(gint64 *) value = number;
      else
        *(gint *) value = (gint) CLAMP (number, G_MININT, G_MAXINT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_variant_lookup (variant, texts[i].name, "s", &G_STRUCT_MEMBER (char *, state, texts[i].offset));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_variant_lookup (variant, lists[i].name, "^as", &G_STRUCT_MEMBER (char **, state, lists[i].offset));
  return state;
}
