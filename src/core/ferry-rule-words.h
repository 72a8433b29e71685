/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-table-change.h"

G_BEGIN_DECLS

/* How the replication of tables is spoken of (domain §2.5). All translated. */

/** ferry_rule_get_replicate_label: Returns: such as `Replicated` */
const char *ferry_rule_get_replicate_label (gboolean replicate);
/** ferry_rule_get_cloud_data_label: Returns: such as `Kept` */
const char *ferry_rule_get_cloud_data_label (gboolean preserve);

/** ferry_rule_change_dup_what: Returns: (transfer full): what was changed; the service's own word where it isn't known */
char *ferry_rule_change_dup_what (FerryTableChange *change);
/** ferry_rule_change_dup_value: @value: as the service has it, old or new; Returns: (transfer full): in our words */
char *ferry_rule_change_dup_value (FerryTableChange *change, const char *value);

/**
 * ferry_rule_history_to_csv:
 * @changes: (element-type FerryTableChange): in the order in which they are written
 *
 * CSV after RFC 4180 with a heading; times are UTC (ISO 8601), what was changed is in the service's own words. Pure, for
 * any thread.
 *
 * Returns: (transfer full): the file
 */
GBytes *ferry_rule_history_to_csv (GPtrArray *changes);

G_END_DECLS
