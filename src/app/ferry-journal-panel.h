/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-journal-entry.h"

G_BEGIN_DECLS

/**
 * FerryJournalPanel:
 *
 * All that the journal has of one entry, to be read and copied. Signal `closed`: its button was clicked.
 */
#define FERRY_TYPE_JOURNAL_PANEL (ferry_journal_panel_get_type ())
G_DECLARE_FINAL_TYPE (FerryJournalPanel, ferry_journal_panel, FERRY, JOURNAL_PANEL, GtkWidget)

void ferry_journal_panel_show (FerryJournalPanel *self, FerryJournalEntry *entry);

G_END_DECLS
