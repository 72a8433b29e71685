/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The id of the vendor's base application, the last part of its tables' SQL names (domain §1). */
#define FERRY_BASE_APPLICATION "437dbf0e-84ff-417a-965d-ed2bb9650972"

typedef enum
{
  FERRY_EXPLANATION_PLAIN,
  FERRY_EXPLANATION_OUTER,   /* the reason is SQL Server's message inside the service's */
  FERRY_EXPLANATION_COLUMNS, /* the message lists columns */
} FerryExplanationKind;

/*
 * FerryExplanationEntry:
 * @codes: codes it stands for, with a blank between them; may be ""
 * @words: (nullable): what its messages have in lower case, alternatives with `|` between them
 * @title, @meaning, @remedy: to be translated when used
 * @snippet: (nullable): a pattern for ferry_explanation_fill()
 */
typedef struct
{
  const char *codes;
  const char *words;
  FerryExplanationKind kind;
  const char *title;
  const char *meaning;
  const char *remedy;
  const char *snippet;
} FerryExplanationEntry;

/* What SQL Server and those around it say; the service's own codes are beside the look-up. */
extern const FerryExplanationEntry ferry_explanation_sql_entries[];
extern const guint ferry_explanation_n_sql_entries;

/* ferry_explanation_get_entry: Returns: (nullable): entry @i of all; %NULL past the last */
const FerryExplanationEntry *ferry_explanation_get_entry (guint i);

/* ferry_explanation_find_entry: Returns: (nullable): the entry of @code, the service's or SQL Server's */
const FerryExplanationEntry *ferry_explanation_find_entry (const char *code);

/* ferry_explanation_match_message: Returns: (nullable): the first entry whose words are in @message */
const FerryExplanationEntry *ferry_explanation_match_message (const char *message);

/* ferry_explanation_find_code: Returns: (transfer full) (nullable): a known code that @message names as one */
char *ferry_explanation_find_code (const char *message);

char *ferry_explanation_fill (const char *pattern, const char *company, const char *table);

G_END_DECLS
