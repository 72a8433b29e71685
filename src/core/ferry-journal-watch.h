/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-database.h"

G_BEGIN_DECLS

/**
 * FerryJournalWatch:
 *
 * Tells what other programs write into the journal that is shared with them. It costs nothing while they write nothing: the
 * file is watched by the system, and what this program writes itself is no news.
 *
 * Signal `acted (string environment_id, boolean done)`: another program does something there, or has done it.
 */
#define FERRY_TYPE_JOURNAL_WATCH (ferry_journal_watch_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalWatch, ferry_journal_watch, FERRY, JOURNAL_WATCH, GObject)

/** ferry_journal_watch_new: watches from now on, on the thread that calls; what is in @database already is no news */
FerryJournalWatch *ferry_journal_watch_new (FerryDatabase *database);

G_END_DECLS
