/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-migration-facts.h"

G_BEGIN_DECLS

/* An ambiguous request may still be at work in the service: its trace is looked for so often. */
#define FERRY_SETTLE_LOOKS 3

/**
 * FerryVerdict:
 * @FERRY_VERDICT_OPEN: the state doesn't tell
 * @FERRY_VERDICT_TAKEN: the state shows that the action was taken
 * @FERRY_VERDICT_NOT_TAKEN: the state shows that it wasn't, or not yet
 */
typedef enum
{
  FERRY_VERDICT_OPEN,
  FERRY_VERDICT_TAKEN,
  FERRY_VERDICT_NOT_TAKEN,
} FerryVerdict;

/**
 * ferry_settle_judge:
 * @facts: as just read
 * @action: the nick in the journal
 * @subject: what it was done to
 * @before: the run id of the log's newest entry when the intent was written
 *
 * Whether an action whose outcome was lost was taken by the service (architecture, "How data flows" 5).
 */
FerryVerdict ferry_settle_judge (const FerryMigrationFacts *facts,
                                 const char *action,
                                 const char *subject,
                                 const char *before);

G_END_DECLS
