/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryExplanation:
 * @name: the title in English, by which the guide's section about it is found; static
 * @title: what happened, a few words
 * @meaning: why
 * @remedy: what to do
 * @snippet: (nullable): a line of SQL or PowerShell that helps, to copy; names filled in
 *
 * An error of the replication service in our words (domain §4).
 */
typedef struct
{
  const char *name;
  char *title;
  char *meaning;
  char *remedy;
  char *snippet;
} FerryExplanation;

/**
 * ferry_explanation_new:
 * @code: (nullable): the error code, where the service told it
 * @message: the service's message; read for a code, the column list of 50011 and the commonest SQL messages
 * @company: (nullable): for the snippet
 * @table: (nullable): for the snippet
 *
 * Returns: (transfer full) (nullable): %NULL where nothing is known that the message doesn't say
 */
FerryExplanation *
ferry_explanation_new (const char *code, const char *message, const char *company, const char *table);

/**
 * ferry_explanation_dup_title:
 * @code: (nullable): as for ferry_explanation_new()
 * @message: (nullable): as for ferry_explanation_new()
 *
 * The title alone, which costs little: for the rows on screen and for counting.
 *
 * Returns: (transfer full) (nullable): what ferry_explanation_new() would give as title
 */
char *ferry_explanation_dup_title (const char *code, const char *message);

void ferry_explanation_free (FerryExplanation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryExplanation, ferry_explanation_free)

G_END_DECLS
