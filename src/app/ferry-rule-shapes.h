/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-record-table.h"

G_BEGIN_DECLS

/** ferry_rule_shape: how a table shows #FerryTableSetting */
extern const FerryRecordShape ferry_rule_shape;
/** ferry_rule_change_shape: how a table shows #FerryTableChange */
extern const FerryRecordShape ferry_rule_change_shape;

/** ferry_rule_dup_company: Returns: (transfer full): the name, or words for a table per database */
char *ferry_rule_dup_company (const char *company);

G_END_DECLS
