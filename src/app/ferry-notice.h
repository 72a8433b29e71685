/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryNoticeKind: what somebody who isn't looking is told
 */
typedef enum
{
  FERRY_NOTICE_RUN_ENDED,
  FERRY_NOTICE_RUN_FAILED,
  FERRY_NOTICE_UPGRADE_READY, /* the run has ended, and the upgrade can be started */
  FERRY_NOTICE_UPGRADE_ENDED,
  FERRY_NOTICE_UPGRADE_FAILED,
  FERRY_NOTICE_APPROVAL, /* a delegated administrator waits for it (domain §2.1, 2) */
  FERRY_NOTICE_CREATION_FAILED,
  FERRY_NOTICE_SIGNED_OUT,
  FERRY_NOTICE_UNKNOWN_OUTCOME, /* whether an action was carried out isn't known, or it wasn't */
} FerryNoticeKind;

/**
 * FerryNotice:
 * @environment_id: the profile's id
 * @name: what the environment is called
 * @run_id: (nullable): the run to be opened; %NULL opens the environment
 * @title: names the environment and what happened
 * @body: what to do, in sentences
 */
typedef struct
{
  FerryNoticeKind kind;
  char *environment_id;
  char *name;
  char *run_id;
  char *title;
  char *body;
} FerryNotice;

/** ferry_notice_new_for_run: @run: one of @environment that has just ended */
FerryNotice *ferry_notice_new_for_run (FerryEnvironment *environment, FerryRun *run);

/** ferry_notice_new_for_entry: Returns: (transfer full) (nullable): %NULL for an entry of the journal whose outcome is as it should be */
FerryNotice *ferry_notice_new_for_entry (FerryEnvironment *environment, FerryJournalEntry *entry);

/** ferry_notice_new: @kind: APPROVAL, CREATION_FAILED or SIGNED_OUT */
FerryNotice *ferry_notice_new (FerryEnvironment *environment, FerryNoticeKind kind);

void ferry_notice_free (FerryNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryNotice, ferry_notice_free)

/** ferry_notice_needs_answer: Returns: whether nothing goes on until somebody does something */
gboolean ferry_notice_needs_answer (const FerryNotice *self);

/** ferry_notice_is_bad: Returns: whether something went wrong */
gboolean ferry_notice_is_bad (const FerryNotice *self);

G_END_DECLS
