/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-company-selection.h"

G_BEGIN_DECLS

/**
 * FerryCompanyList:
 *
 * Chooses companies: search, a check for each, totals, all at once where that is offered, and what has to be
 * confirmed. Properties: `selection` (#FerryCompanySelection, writable); `show-state` (boolean, writable: state and
 * initialization of each company); `valid` (boolean, read-only: whether the selection can be applied and all that
 * has to be confirmed is).
 */
#define FERRY_TYPE_COMPANY_LIST (ferry_company_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompanyList, ferry_company_list, FERRY, COMPANY_LIST, GtkWidget)

/** ferry_company_list_set_selection: @selection: (nullable): %NULL while the companies are not known */
void ferry_company_list_set_selection (FerryCompanyList *self, FerryCompanySelection *selection);
gboolean ferry_company_list_get_valid (FerryCompanyList *self);
/** ferry_company_list_complain: shows why the selection can't be applied */
void ferry_company_list_complain (FerryCompanyList *self);

G_END_DECLS
