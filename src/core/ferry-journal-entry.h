/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** FerryOutcome: what became of something that was to be done */
typedef enum
{
  FERRY_OUTCOME_PENDING,          /* sent or about to be; a crash leaves this */
  FERRY_OUTCOME_DONE,             /* the service took it */
  FERRY_OUTCOME_REFUSED,          /* the service or a rule refused; nothing happened */
  FERRY_OUTCOME_UNKNOWN,          /* ambiguous, and the state couldn't tell */
  FERRY_OUTCOME_SETTLED_DONE,     /* ambiguous, but the state shows that it was taken */
  FERRY_OUTCOME_SETTLED_NOT_DONE, /* ambiguous, but the state shows that it was not */
} FerryOutcome;

/**
 * FerryJournalEntry:
 *
 * `id` (int64), `at` (int64, µs UTC), `environment-id`, `action` (nick), `subject` (what it was done to:
 * names of companies, a reason; never a secret), `outcome` (#FerryOutcome), `message`, `correlation-id`,
 * `before` (the state's mark when it was written: see ferry_database_intend_async()).
 */
#define FERRY_TYPE_JOURNAL_ENTRY (ferry_journal_entry_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalEntry, ferry_journal_entry, FERRY, JOURNAL_ENTRY, GObject)
/** ferry_journal_entry_get_id: Returns: what ferry_database_intend_finish() returned */
gint64 ferry_journal_entry_get_id (FerryJournalEntry *self);
/** ferry_journal_entry_get_at: Returns: when it was intended, µs UTC */
gint64 ferry_journal_entry_get_at (FerryJournalEntry *self);
/** ferry_journal_entry_get_environment_id: Returns: the profile's id */
const char *ferry_journal_entry_get_environment_id (FerryJournalEntry *self);
/** ferry_journal_entry_get_action: Returns: its nick */
const char *ferry_journal_entry_get_action (FerryJournalEntry *self);
/** ferry_journal_entry_get_subject: Returns: what it was done to, or "" */
const char *ferry_journal_entry_get_subject (FerryJournalEntry *self);
/** ferry_journal_entry_get_before: Returns: the state's mark from before, or "" */
const char *ferry_journal_entry_get_before (FerryJournalEntry *self);
/** ferry_journal_entry_get_outcome: Returns: what became of it */
FerryOutcome ferry_journal_entry_get_outcome (FerryJournalEntry *self);
/** ferry_journal_entry_get_message: Returns: why it was refused or stayed unknown, or "" */
const char *ferry_journal_entry_get_message (FerryJournalEntry *self);
/** ferry_journal_entry_get_correlation_id: Returns: what the vendor's support asks for, or "" */
const char *ferry_journal_entry_get_correlation_id (FerryJournalEntry *self);
/** ferry_outcome_to_label: Returns: the outcome in a few words, translated */
const char *ferry_outcome_to_label (FerryOutcome outcome);

G_END_DECLS
