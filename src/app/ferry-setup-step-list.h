/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** FerrySetupStepList: the steps of the assistant: those that are done, the present one, those to come */
#define FERRY_TYPE_SETUP_STEP_LIST (ferry_setup_step_list_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupStepList, ferry_setup_step_list, FERRY, SETUP_STEP_LIST, GtkWidget)

/**
 * ferry_setup_step_list_set_steps:
 * @titles: (array zero-terminated=1): what they are called
 * @current: the present one, from 0
 */
void ferry_setup_step_list_set_steps (FerrySetupStepList *self, const char *const *titles, guint current);

G_END_DECLS
