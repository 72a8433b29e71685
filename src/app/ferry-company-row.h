/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-company-choice.h"

G_BEGIN_DECLS

/**
 * FerryCompanyRow:
 *
 * A company in the list: its check, name, display name and size; why it can't be migrated; with `show-state`
 * (boolean, writable) also whether it exists online and is initialized, with a button for that and a menu of what else
 * can be done to it. They activate the actions `companies.initialize`, `mark-initialized`, `mark-not-initialized` and
 * `copy-error` with the company's id.
 */
#define FERRY_TYPE_COMPANY_ROW (ferry_company_row_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompanyRow, ferry_company_row, FERRY, COMPANY_ROW, GtkWidget)

GtkWidget *ferry_company_row_new (void);
/** ferry_company_row_set_choice: @choice: (nullable): what is shown from now on */
void ferry_company_row_set_choice (FerryCompanyRow *self, FerryCompanyChoice *choice);
void ferry_company_row_set_show_state (FerryCompanyRow *self, gboolean show_state);

G_END_DECLS
