/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment-summary.h"

G_BEGIN_DECLS

/**
 * FerryFleetSums:
 * @count: of environments
 * @kinds: how many there are of each kind
 * @failed: failed tables of all; what isn't known counts as none
 *
 * What environments are together.
 */
typedef struct
{
  guint count;
  guint kinds[FERRY_N_FLEET_KINDS];
  gint64 failed;
} FerryFleetSums;

/** ferry_fleet_sums_dup_text: Returns: (transfer full): such as “50 environments · 3 running · 2 need attention · 7 failed tables” */
char *ferry_fleet_sums_dup_text (const FerryFleetSums *self);

/**
 * FerryFleetItem:
 *
 * A row of a #FerryFleetList: an environment, or the heading of a group of them. Stays the same object as long as it is
 * in the list.
 */
#define FERRY_TYPE_FLEET_ITEM (ferry_fleet_item_get_type ())
G_DECLARE_FINAL_TYPE (FerryFleetItem, ferry_fleet_item, FERRY, FLEET_ITEM, GObject)

FerryFleetItem *ferry_fleet_item_new (FerryEnvironmentSummary *summary);
FerryFleetItem *ferry_fleet_item_new_heading (const char *group);

/** ferry_fleet_item_get_summary: Returns: (transfer none) (nullable): %NULL for a heading */
FerryEnvironmentSummary *ferry_fleet_item_get_summary (FerryFleetItem *self);
/** ferry_fleet_item_get_environment: Returns: (transfer none) (nullable): %NULL for a heading */
FerryEnvironment *ferry_fleet_item_get_environment (FerryFleetItem *self);
gboolean ferry_fleet_item_is_heading (FerryFleetItem *self);
/** ferry_fleet_item_get_group: Returns: the tenant */
const char *ferry_fleet_item_get_group (FerryFleetItem *self);
/** ferry_fleet_item_get_sums: Returns: (transfer none): of a heading: what is under it */
FerryFleetSums *ferry_fleet_item_get_sums (FerryFleetItem *self);

gboolean ferry_fleet_item_get_selected (FerryFleetItem *self);
void ferry_fleet_item_set_selected (FerryFleetItem *self, gboolean selected);
/** ferry_fleet_item_get_collapsed: Returns: whether what is under a heading isn't shown */
gboolean ferry_fleet_item_get_collapsed (FerryFleetItem *self);
void ferry_fleet_item_set_collapsed (FerryFleetItem *self, gboolean collapsed);

/** ferry_fleet_item_matches: @search: (nullable): by ferry_search_dup(); whether name, tenant, environment, product, state or next step have it in them */
gboolean ferry_fleet_item_matches (FerryFleetItem *self, const char *search);

/** ferry_fleet_item_compare: @column: as ferry_fleet_list_set_sort() takes it; Returns: as strcmp(); 0 where that column tells nothing */
int ferry_fleet_item_compare (FerryFleetItem *self, FerryFleetItem *other, const char *column);
/** ferry_fleet_item_compare_groups: Returns: as strcmp() */
int ferry_fleet_item_compare_groups (FerryFleetItem *self, FerryFleetItem *other);

G_END_DECLS
