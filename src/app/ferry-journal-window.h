/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-workspace.h"

G_BEGIN_DECLS

/**
 * FerryJournalWindow:
 *
 * Who did what, when, to which environment, and what became of it: searched, filtered, sorted, with the details of an
 * entry, exported as CSV. Read anew whenever somebody comes back to the window.
 */
#define FERRY_TYPE_JOURNAL_WINDOW (ferry_journal_window_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalWindow, ferry_journal_window, FERRY, JOURNAL_WINDOW, AdwWindow)

/** ferry_journal_window_new: @environment: (nullable): whose entries are shown to begin with; %NULL: those of all */
GtkWindow *ferry_journal_window_new (FerryWorkspace *workspace, FerryEnvironment *environment);
/** ferry_journal_window_export: what is shown, as if @file had been chosen */
void ferry_journal_window_export (FerryJournalWindow *self, GFile *file);

G_END_DECLS
