/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-task-dialog.h"

G_BEGIN_DECLS

/**
 * FerryRecordLinksDialog:
 *
 * Migrates record links and notes (domain §2.10): asks, asks again where it was done before, and tells how many they were.
 */
#define FERRY_TYPE_RECORD_LINKS_DIALOG (ferry_record_links_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryRecordLinksDialog,
                      ferry_record_links_dialog,
                      FERRY,
                      RECORD_LINKS_DIALOG,
                      FerryTaskDialog)

GtkWindow *ferry_record_links_dialog_new (FerryEnvironment *environment);

G_END_DECLS
