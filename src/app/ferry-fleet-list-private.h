/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-fleet-list.h"

G_BEGIN_DECLS

/* What the files of the list share among themselves. */

struct _FerryFleetList
{
  GObject parent_instance;

  GListModel *environments;
  GPtrArray *all;       /* FerryFleetItem, as the environments come */
  GPtrArray *passing;   /* of those, in order; not owned */
  GPtrArray *shown;     /* with headings, without what is collapsed */
  GHashTable *headings; /* tenant → FerryFleetItem */
  FerryFleetSums sums;

  gboolean grouped;
  char *sort_column;
  gboolean descending;
  char *filter;
  char *search;
  char **collapsed;
  guint pending; /* a source, or 0 */
};

/* ferry_fleet_list_selection_model_init: in ferry-fleet-selection.c */
void ferry_fleet_list_selection_model_init (GtkSelectionModelInterface *iface);

G_END_DECLS
