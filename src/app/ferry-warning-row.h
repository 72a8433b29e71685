/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryWarningRow:
 *
 * A warning of the migration: what it is about, since when, how to put it right.
 *
 * Signals: `fix ()`: start the action that puts it right; `help ()`: open its help; `ignore ()`.
 */
#define FERRY_TYPE_WARNING_ROW (ferry_warning_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryWarningRow, ferry_warning_row, FERRY, WARNING_ROW, GtkListBoxRow)

GtkWidget *ferry_warning_row_new (FerryEnvironment *environment, FerryMigrationWarning *warning);
FerryMigrationWarning *ferry_warning_row_get_warning (FerryWarningRow *self);
/** ferry_warning_row_update: what is allowed may have changed */
void ferry_warning_row_update (FerryWarningRow *self);

G_END_DECLS
