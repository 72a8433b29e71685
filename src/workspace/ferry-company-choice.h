/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-company.h"

G_BEGIN_DECLS

/**
 * FerryCompanyChoice:
 *
 * A company in a list to choose from. Properties: `company` (object, read-only); `selected` (boolean, writable);
 * `problem` (string, read-only: why it can't be chosen, or ""); `available` (boolean, read-only: whether its
 * check can be changed: one that can't be migrated may still be taken out; none while its task goes on, domain §2.2).
 */
#define FERRY_TYPE_COMPANY_CHOICE (ferry_company_choice_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompanyChoice, ferry_company_choice, FERRY, COMPANY_CHOICE, GObject)

/**
 * ferry_company_choice_new:
 * @company: the company; chosen where it is replicated already
 * @signed_in_company: (nullable): the company signed in to, which can't be chosen (domain §2.1)
 */
FerryCompanyChoice *ferry_company_choice_new (FerryCompany *company, const char *signed_in_company);

FerryCompany *ferry_company_choice_get_company (FerryCompanyChoice *self);
gboolean ferry_company_choice_get_selected (FerryCompanyChoice *self);
/** ferry_company_choice_set_selected: choosing one that can't be migrated does nothing */
void ferry_company_choice_set_selected (FerryCompanyChoice *self, gboolean selected);
const char *ferry_company_choice_get_problem (FerryCompanyChoice *self);
gboolean ferry_company_choice_get_available (FerryCompanyChoice *self);

G_END_DECLS
