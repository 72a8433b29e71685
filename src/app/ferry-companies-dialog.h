/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryCompaniesDialog:
 *
 * Selects the companies to replicate: sizes, totals, state of each, the warnings of domain §2.1. Nothing is applied
 * on Cancel.
 */
#define FERRY_TYPE_COMPANIES_DIALOG (ferry_companies_dialog_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompaniesDialog, ferry_companies_dialog, FERRY, COMPANIES_DIALOG, AdwWindow)

GtkWindow *ferry_companies_dialog_new (FerryEnvironment *environment);

G_END_DECLS
