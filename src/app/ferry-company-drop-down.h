/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FerryCompanyDropDown:
 *
 * Chooses one company of those that are in a list, tables per database, or all. Long names don't make it wide.
 *
 * Read-only property: `company` (string, nullable: all; "": per database).
 */
#define FERRY_TYPE_COMPANY_DROP_DOWN (ferry_company_drop_down_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompanyDropDown, ferry_company_drop_down, FERRY, COMPANY_DROP_DOWN, GtkWidget)

/** ferry_company_drop_down_set_names: @names: (array zero-terminated=1): may hold ""; what is chosen stays */
void ferry_company_drop_down_set_names (FerryCompanyDropDown *self, const char *const *names);
/** ferry_company_drop_down_get_company: Returns: (nullable): %NULL for all, "" for tables per database */
const char *ferry_company_drop_down_get_company (FerryCompanyDropDown *self);
/** ferry_company_drop_down_reset: chooses all */
void ferry_company_drop_down_reset (FerryCompanyDropDown *self);

G_END_DECLS
