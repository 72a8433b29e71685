/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-company-choice.h"

G_BEGIN_DECLS

/** From so many companies on, migrating all at once is not offered and a batch is warned about (domain §2.1) */
#define FERRY_COMPANY_SELECTION_MANY 300
/** From so many GB on, the size has to be confirmed (domain §2.1) */
#define FERRY_COMPANY_SELECTION_LARGE 50.0

/**
 * FerryCompanySelection:
 *
 * Which companies are to be migrated: a #GListModel of #FerryCompanyChoice over a list of companies, in its order.
 * What was chosen stays when the companies are read again; what wasn't touched follows them.
 *
 * Read-only properties: `n-selected` (uint); `selected-size` (double, GB); `changed` (boolean: whether it differs
 * from what the environment replicates); `can-select-all`, `all-selected` (boolean).
 */
#define FERRY_TYPE_COMPANY_SELECTION (ferry_company_selection_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompanySelection, ferry_company_selection, FERRY, COMPANY_SELECTION, GObject)

/**
 * ferry_company_selection_new:
 * @companies: a list of #FerryCompany
 * @signed_in_company: (nullable): the company signed in to
 */
FerryCompanySelection *ferry_company_selection_new (GListModel *companies, const char *signed_in_company);

guint ferry_company_selection_get_n_selected (FerryCompanySelection *self);
double ferry_company_selection_get_selected_size (FerryCompanySelection *self);
gboolean ferry_company_selection_get_changed (FerryCompanySelection *self);
/** ferry_company_selection_get_can_select_all: Returns: whether there are less than 300, and one at least */
gboolean ferry_company_selection_get_can_select_all (FerryCompanySelection *self);
gboolean ferry_company_selection_get_all_selected (FerryCompanySelection *self);
/** ferry_company_selection_select_all: chooses all that can be migrated, or none */
void ferry_company_selection_select_all (FerryCompanySelection *self, gboolean selected);

/** ferry_company_selection_check: @reason: (out) (optional) (transfer full): why the selection can't be applied */
gboolean ferry_company_selection_check (FerryCompanySelection *self, char **reason);

/** ferry_company_selection_dup_warning: Returns: (transfer full) (nullable): what has to be confirmed before */
char *ferry_company_selection_dup_warning (FerryCompanySelection *self);

/** ferry_company_selection_dup_ids: Returns: (transfer full) (array zero-terminated=1): the ids of those chosen */
char **ferry_company_selection_dup_ids (FerryCompanySelection *self);

/** ferry_company_selection_dup_names: Returns: (transfer full) (array zero-terminated=1): their display names */
char **ferry_company_selection_dup_names (FerryCompanySelection *self);

G_END_DECLS
