/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-detail-store.h"
#include "ferry-environment.h"
#include "ferry-redactor.h"

G_BEGIN_DECLS

/**
 * FerrySupportDraft:
 *
 * What a support bundle will say, before anything is taken out of it: taken from the environment in pieces on its own
 * thread, so that a worker can put them together. Each piece says what it is; there is no piece that goes in as it is and
 * comes from outside.
 */
typedef struct _FerrySupportDraft FerrySupportDraft;

/** ferry_support_draft_new: @versions: (nullable) (array zero-terminated=1): more lines for the versions */
FerrySupportDraft *ferry_support_draft_new (FerryEnvironment *environment, const char *const *versions);
void ferry_support_draft_free (FerrySupportDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerrySupportDraft, ferry_support_draft_free)

/** ferry_support_draft_add_details: @run: a number in the list of runs, from 1; @store: (transfer full): of it */
void ferry_support_draft_add_details (FerrySupportDraft *self, guint run, FerryDetailStore *store);
/** ferry_support_draft_add_journal: @entries: (element-type FerryJournalEntry): newest first; after the details */
void ferry_support_draft_add_journal (FerrySupportDraft *self, GPtrArray *entries);

/** ferry_support_draft_compose: in any thread, once; Returns: (transfer full) (nullable): the text; %NULL when cancelled */
char *
ferry_support_draft_compose (FerrySupportDraft *self, FerryRedactor *redactor, GCancellable *cancellable);

G_END_DECLS
