/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryAction:
 *
 * Everything an administrator can do on the Cloud Migration Management page, in the order of its menus.
 */
typedef enum
{
  FERRY_ACTION_RUN_REPLICATION,
  FERRY_ACTION_RUN_DIAGNOSTIC,
  FERRY_ACTION_RUN_UPGRADE,
  FERRY_ACTION_REFRESH,
  FERRY_ACTION_MANAGE_MAPPINGS,
  FERRY_ACTION_TABLE_RULES,
  FERRY_ACTION_REPAIR_COMPANION_TABLES,
  FERRY_ACTION_SANITIZE_TABLES,
  FERRY_ACTION_MIGRATE_RECORD_LINKS,
  FERRY_ACTION_UNBLOCK_TABLE,
  FERRY_ACTION_WARNINGS,
  FERRY_ACTION_RESET_CLOUD_DATA,
  FERRY_ACTION_SELECT_COMPANIES,
  FERRY_ACTION_CREATE_COMPANIES,
  FERRY_ACTION_INITIALIZE_COMPANY,
  FERRY_ACTION_MARK_INITIALIZED,
  FERRY_ACTION_USER_MAPPINGS,
  FERRY_ACTION_KEEP_USER_PERMISSIONS,
  FERRY_ACTION_SETUP,
  FERRY_ACTION_GET_RUNTIME_KEY,
  FERRY_ACTION_RESET_RUNTIME_KEY,
  FERRY_ACTION_UPDATE_SERVICE,
  FERRY_ACTION_USE_NEW_LAYOUT,
  FERRY_ACTION_CHECKLIST,
  FERRY_ACTION_COMPLETE,
  FERRY_ACTION_PAUSE,
  FERRY_ACTION_ABANDON,
  FERRY_N_ACTIONS,
} FerryAction;

typedef enum
{
  FERRY_ACTION_GROUP_RUN,
  FERRY_ACTION_GROUP_DATA,
  FERRY_ACTION_GROUP_COMPANIES,
  FERRY_ACTION_GROUP_SERVICE,
  FERRY_ACTION_GROUP_FINISH,
} FerryActionGroup;

/** ferry_action_to_nick: Returns: the name in GActions, journal and commands, such as `run-replication` */
const char *ferry_action_to_nick (FerryAction action);
/** ferry_action_from_nick: @action: (out) (optional): the action; Returns: whether @nick is one's */
gboolean ferry_action_from_nick (const char *nick, FerryAction *action);
/** ferry_action_get_label: Returns: the field's name, translated, such as "Run data replication" */
const char *ferry_action_get_label (FerryAction action);
/** ferry_action_get_sentence: Returns: what it does, in a sentence, translated */
const char *ferry_action_get_sentence (FerryAction action);
/** ferry_action_get_group: Returns: where its menus and the *Actions* page show it */
FerryActionGroup ferry_action_get_group (FerryAction action);
/** ferry_action_group_get_label: Returns: the group's name, translated */
const char *ferry_action_group_get_label (FerryActionGroup group);
/** ferry_action_get_capability: Returns: (nullable): its name among `capabilities` (§B); %NULL for what §A does whole */
const char *ferry_action_get_capability (FerryAction action);
/** ferry_action_get_web_page: Returns: the web client's page for it (api-contract §C), or 0 */
guint ferry_action_get_web_page (FerryAction action);

G_END_DECLS
