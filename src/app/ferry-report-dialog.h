/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryReportDialog:
 *
 * Says what a report of the migration holds, asks where to, writes it with its progress and a way to cancel, and opens it
 * when asked to.
 */
#define FERRY_TYPE_REPORT_DIALOG (ferry_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryReportDialog, ferry_report_dialog, FERRY, REPORT_DIALOG, AdwWindow)

GtkWindow *ferry_report_dialog_new (FerryEnvironment *environment, FerryDatabase *database);
/** ferry_report_dialog_write: as if @file had been chosen */
void ferry_report_dialog_write (FerryReportDialog *self, GFile *file);

G_END_DECLS
