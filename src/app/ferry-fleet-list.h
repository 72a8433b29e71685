/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-fleet-item.h"

G_BEGIN_DECLS

/**
 * FerryFleetList:
 *
 * Environments as lists show them: filtered, searched, sorted and, if wanted, under headings of their tenants that can be
 * collapsed. A #GtkSelectionModel of #FerryFleetItem whose selection goes by what a row is and not by where it is. A
 * change of one environment moves its row alone, and many of them are looked at together, a few times a second.
 *
 * What a view asks to select by itself, as when the pointer or the focus moves over the rows, isn't: only what is asked to be
 * selected *as well*.
 *
 * Properties, all writable: `grouped` (boolean); `sort-column` (string: `added`, `name`, `state`, `progress`, `failed`,
 * `last-run`, `next-step`, `tenant` or `product`); `sort-descending` (boolean); `filter` (string: `all`, or the nick of a
 * #FerryFleetKind); `search` (string, nullable: by ferry_search_dup()); `collapsed` (strv: tenants).
 *
 * Signals: `refreshed`: rows may say something else now; `chosen`: other rows are selected.
 */
#define FERRY_TYPE_FLEET_LIST (ferry_fleet_list_get_type ())
G_DECLARE_FINAL_TYPE (FerryFleetList, ferry_fleet_list, FERRY, FLEET_LIST, GObject)

/** ferry_fleet_list_new: @environments: of #FerryEnvironment */
FerryFleetList *ferry_fleet_list_new (GListModel *environments);

/** ferry_fleet_list_get: Returns: (transfer none) (nullable): the row at @position */
FerryFleetItem *ferry_fleet_list_get (FerryFleetList *self, guint position);

/** ferry_fleet_list_set_sort: @column: as the property */
void ferry_fleet_list_set_sort (FerryFleetList *self, const char *column, gboolean descending);
/** ferry_fleet_list_toggle: collapses what is under the heading @item, or shows it */
void ferry_fleet_list_toggle (FerryFleetList *self, FerryFleetItem *item);

/** ferry_fleet_list_get_sums: Returns: (transfer none): of all environments, shown or not; until the next `refreshed` */
const FerryFleetSums *ferry_fleet_list_get_sums (FerryFleetList *self);
/** ferry_fleet_list_count_passing: Returns: how many environments pass filter and search */
guint ferry_fleet_list_count_passing (FerryFleetList *self);

/** ferry_fleet_list_select: selects the row at @position as well, or lets it go; a heading stands for all under it */
void ferry_fleet_list_select (FerryFleetList *self, guint position, gboolean selected);
/** ferry_fleet_list_is_part_selected: Returns: whether some under the heading @item are selected, but not all */
gboolean ferry_fleet_list_is_part_selected (FerryFleetList *self, FerryFleetItem *item);
/** ferry_fleet_list_count_selected: @hidden: (out) (optional): how many of them don't pass filter and search */
guint ferry_fleet_list_count_selected (FerryFleetList *self, guint *hidden);
/** ferry_fleet_list_dup_selected: Returns: (transfer full) (element-type FerryEnvironment): in their present order, hidden ones last */
GPtrArray *ferry_fleet_list_dup_selected (FerryFleetList *self);

G_END_DECLS
