/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-enums.h"

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

/* What is in the journal beside the actions of the page: what was done to the connection profile, here. */
#define FERRY_JOURNAL_ADD_ENVIRONMENT    "add-environment"
#define FERRY_JOURNAL_EDIT_ENVIRONMENT   "edit-environment"
#define FERRY_JOURNAL_REMOVE_ENVIRONMENT "remove-environment"
#define FERRY_JOURNAL_SIGN_IN            "sign-in"
#define FERRY_JOURNAL_SIGN_OUT           "sign-out"

/**
 * FerryJournalEntry:
 *
 * `id` (int64), `at` and `concluded-at` (int64, µs UTC), `who`, `environment-id`, `environment-name` (as it was called
 * then), `action` (nick), `subject` (what it was done to: names of companies, a reason; never a secret), `outcome`
 * (#FerryOutcome), `held` (boolean), `message`, `correlation-id`, `before` (the state's mark when it was written: see
 * ferry_database_intend_async()).
 */
#define FERRY_TYPE_JOURNAL_ENTRY (ferry_journal_entry_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalEntry, ferry_journal_entry, FERRY, JOURNAL_ENTRY, GObject)
/** ferry_journal_entry_get_id: Returns: what ferry_database_intend_finish() returned */
gint64 ferry_journal_entry_get_id (FerryJournalEntry *self);
/** ferry_journal_entry_get_at: Returns: when it was intended, µs UTC */
gint64 ferry_journal_entry_get_at (FerryJournalEntry *self);
/** ferry_journal_entry_get_concluded_at: Returns: when its outcome was written, µs UTC, 0 = not yet */
gint64 ferry_journal_entry_get_concluded_at (FerryJournalEntry *self);
/** ferry_journal_entry_get_who: Returns: who did it: the account that was signed in, or the user of the computer; "" in entries of versions that didn't write it */
const char *ferry_journal_entry_get_who (FerryJournalEntry *self);
/** ferry_journal_entry_get_environment_id: Returns: the profile's id */
const char *ferry_journal_entry_get_environment_id (FerryJournalEntry *self);
/** ferry_journal_entry_get_environment_name: Returns: what the environment was called then, or "" in entries of versions that didn't write it */
const char *ferry_journal_entry_get_environment_name (FerryJournalEntry *self);
/** ferry_journal_entry_get_action: Returns: its nick */
const char *ferry_journal_entry_get_action (FerryJournalEntry *self);
/** ferry_journal_entry_get_subject: Returns: what it was done to, or "" */
const char *ferry_journal_entry_get_subject (FerryJournalEntry *self);
/** ferry_journal_entry_get_before: Returns: the state's mark from before, or "" */
const char *ferry_journal_entry_get_before (FerryJournalEntry *self);
/** ferry_journal_entry_get_outcome: Returns: what became of it */
FerryOutcome ferry_journal_entry_get_outcome (FerryJournalEntry *self);
/** ferry_journal_entry_get_held: Returns: whether another program that runs is still at it, and will write the outcome */
gboolean ferry_journal_entry_get_held (FerryJournalEntry *self);
/** ferry_journal_entry_get_message: Returns: why it was refused or stayed unknown, or ""; stays after it was settled */
const char *ferry_journal_entry_get_message (FerryJournalEntry *self);
/** ferry_journal_entry_get_correlation_id: Returns: what the vendor's support asks for, or "" */
const char *ferry_journal_entry_get_correlation_id (FerryJournalEntry *self);
/** ferry_journal_entry_get_action_label: Returns: the action in words, translated; its nick where a newer version wrote it */
const char *ferry_journal_entry_get_action_label (FerryJournalEntry *self);
/** ferry_journal_entry_dup_subject_label: Returns: (transfer full): what it was done to as people read it, or "" */
char *ferry_journal_entry_dup_subject_label (FerryJournalEntry *self);

/** ferry_journal_entry_dup_message_label: Returns: its message; where the outcome is known by now, with a word of that, or "" */
char *ferry_journal_entry_dup_message_label (FerryJournalEntry *self);
/** ferry_journal_entry_has_reason: Returns: whether its subject is the reason that somebody gave */
gboolean ferry_journal_entry_has_reason (FerryJournalEntry *self);

/** ferry_outcome_to_label: Returns: the outcome in a few words, translated */
const char *ferry_outcome_to_label (FerryOutcome outcome);
/** ferry_outcome_to_nick: Returns: its name in files, never translated */
const char *ferry_outcome_to_nick (FerryOutcome outcome);
/** ferry_outcome_from_nick: Returns: the outcome; UNKNOWN for a name that isn't known */
FerryOutcome ferry_outcome_from_nick (const char *nick);
/** ferry_outcome_to_style: Returns: how it is shown */
FerryStyle ferry_outcome_to_style (FerryOutcome outcome);

G_END_DECLS
