/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-control.h"
#include "sandbox-plan.h"

G_BEGIN_DECLS

/**
 * SandboxOutcome:
 * @status: as in `run_details`
 * @copied: rows written to or deleted from the target
 * @total: rows that had to be
 * @code: error code, domain §4, or ""
 * @errors: its text, or ""
 * @interrupted: the process is about to end: nothing of the table was kept, nothing is to be reported
 *
 * What became of a table.
 */
typedef struct
{
  const char *status;
  gint64 copied;
  gint64 total;
  char *code;
  char *errors;
  gboolean interrupted;
} SandboxOutcome;

void sandbox_outcome_clear (SandboxOutcome *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SandboxOutcome, sandbox_outcome_clear)

/** SandboxCopyProgress: called after each batch, in the calling thread */
typedef void (*SandboxCopyProgress) (gint64 copied, gint64 total, gpointer user_data);

/**
 * sandbox_copy_table:
 * @diagnostic: examine and count only
 * @outcome: (out): what became of it
 *
 * Copies one table with its companion: all rows where nothing was synced or changes are no longer known, else
 * what changed since. The rows and the synced version are committed together, from one snapshot of the
 * source.
 */
void sandbox_copy_table (SandboxDb *source,
                         SandboxDb *target,
                         const SandboxPlanItem *item,
                         gboolean diagnostic,
                         SandboxControl *control,
                         SandboxCopyProgress progress,
                         gpointer user_data,
                         SandboxOutcome *outcome);

G_END_DECLS
