/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ferry-detail-list.h"

G_BEGIN_DECLS

/**
 * FerryExplanationPanel:
 *
 * All there is about one table of a run: what happened, why, what to do, a line to copy where one helps, and the
 * service's own message. Signals `copy ()`: the row is to be copied; `close ()`.
 */
#define FERRY_TYPE_EXPLANATION_PANEL (ferry_explanation_panel_get_type ())
G_DECLARE_FINAL_TYPE (FerryExplanationPanel, ferry_explanation_panel, FERRY, EXPLANATION_PANEL, GtkWidget)

void ferry_explanation_panel_show (FerryExplanationPanel *self, FerryTableDetail *detail);

G_END_DECLS
