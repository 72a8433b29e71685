/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ferry-environment.h"

G_BEGIN_DECLS

/*
 * What the window has for each action: only those with a dialog of their own are in menus; the *Actions* window
 * lists all of them.
 */

/** ferry_action_catalog_has_dialog: Returns: whether the window can do @action, when the rules allow it */
gboolean ferry_action_catalog_has_dialog (FerryAction action);

/**
 * ferry_action_catalog_check:
 * @reason: (out) (optional) (transfer full): why not
 *
 * Like ferry_environment_check_action(), but the state may always be read again, whatever the service may be asked.
 *
 * Returns: whether the window does @action now
 */
gboolean ferry_action_catalog_check (FerryEnvironment *environment, FerryAction action, char **reason);

/** ferry_action_catalog_is_elsewhere: Returns: whether the environment doesn't offer @action, but the web client has a page for it (api-contract §C) */
gboolean ferry_action_catalog_is_elsewhere (FerryEnvironment *environment, FerryAction action);

/** ferry_action_catalog_asks: Returns: whether something is asked first: its label gets an ellipsis */
gboolean ferry_action_catalog_asks (FerryAction action);

/** ferry_action_catalog_toggles: Returns: whether it is a setting that is on or off: a stateful action */
gboolean ferry_action_catalog_toggles (FerryAction action);

/** ferry_action_catalog_is_on: @action: one that toggles; Returns: whether it is on for @environment */
gboolean ferry_action_catalog_is_on (FerryEnvironment *environment, FerryAction action);

/** ferry_action_catalog_dup_label: Returns: (transfer full): the label as menus and buttons show it */
char *ferry_action_catalog_dup_label (FerryAction action);

/** ferry_action_catalog_dup_action_name: Returns: (transfer full): such as `win.run-replication` */
char *ferry_action_catalog_dup_action_name (FerryAction action);

/** ferry_action_catalog_new_menu: Returns: (transfer full): the menu of all there is, in the groups of the interface */
GMenuModel *ferry_action_catalog_new_menu (void);

G_END_DECLS
