/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-action-catalog.h"

#include <glib/gi18n-lib.h>

#include "ferry-layout.h"

typedef enum
{
  NOT_HERE,  /* the web client has a page for it */
  AT_ONCE,   /* done without a question */
  ASKS,      /* opens a dialog */
  ELSEWHERE, /* a dialog, but one that stands in the menus under another action */
  TOGGLES,   /* a setting that is on or off */
} Way;

static const Way ways[FERRY_N_ACTIONS] = {
  [FERRY_ACTION_RUN_REPLICATION] = ASKS,
  [FERRY_ACTION_RUN_DIAGNOSTIC] = ASKS,
  [FERRY_ACTION_RUN_UPGRADE] = ASKS,
  [FERRY_ACTION_REFRESH] = AT_ONCE,
  [FERRY_ACTION_MANAGE_MAPPINGS] = ASKS,
  [FERRY_ACTION_TABLE_RULES] = ASKS,
  [FERRY_ACTION_REPAIR_COMPANION_TABLES] = ASKS,
  [FERRY_ACTION_SANITIZE_TABLES] = ASKS,
  [FERRY_ACTION_MIGRATE_RECORD_LINKS] = ASKS,
  [FERRY_ACTION_UNBLOCK_TABLE] = ELSEWHERE,
  [FERRY_ACTION_WARNINGS] = ASKS,
  [FERRY_ACTION_RESET_CLOUD_DATA] = ASKS,
  [FERRY_ACTION_SELECT_COMPANIES] = ASKS,
  [FERRY_ACTION_CREATE_COMPANIES] = ELSEWHERE,
  [FERRY_ACTION_INITIALIZE_COMPANY] = ELSEWHERE,
  [FERRY_ACTION_MARK_INITIALIZED] = ELSEWHERE,
  [FERRY_ACTION_KEEP_USER_PERMISSIONS] = TOGGLES,
  [FERRY_ACTION_USER_MAPPINGS] = ASKS,
  [FERRY_ACTION_SETUP] = ASKS,
  [FERRY_ACTION_GET_RUNTIME_KEY] = ASKS,
  [FERRY_ACTION_RESET_RUNTIME_KEY] = ASKS,
  [FERRY_ACTION_UPDATE_SERVICE] = ASKS,
  [FERRY_ACTION_USE_NEW_LAYOUT] = TOGGLES,
  [FERRY_ACTION_CHECKLIST] = ASKS,
  [FERRY_ACTION_COMPLETE] = ASKS,
  [FERRY_ACTION_PAUSE] = ASKS,
  [FERRY_ACTION_ABANDON] = ASKS,
};

gboolean
ferry_action_catalog_has_dialog (FerryAction action)
{
  g_return_val_if_fail (action < FERRY_N_ACTIONS, FALSE);
  return ways[action] != NOT_HERE;
}

gboolean
ferry_action_catalog_check (FerryEnvironment *environment, FerryAction action, char **reason)
{
  if (action == FERRY_ACTION_REFRESH)
    return TRUE;

  return ferry_environment_check_action (environment, action, reason);
}

gboolean
ferry_action_catalog_is_elsewhere (FerryEnvironment *environment, FerryAction action)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);
  const char *capability = ferry_action_get_capability (action);

  return capability != NULL && ferry_action_get_web_page (action) != 0
         && (state->capabilities == NULL || g_hash_table_lookup (state->capabilities, capability) == NULL)
         && !ferry_action_catalog_check (environment, action, NULL)
         && !ferry_profile_is_sandbox (ferry_environment_get_profile (environment));
}

gboolean
ferry_action_catalog_asks (FerryAction action)
{
  g_return_val_if_fail (action < FERRY_N_ACTIONS, FALSE);
  return ways[action] == ASKS || ways[action] == ELSEWHERE;
}

gboolean
ferry_action_catalog_toggles (FerryAction action)
{
  g_return_val_if_fail (action < FERRY_N_ACTIONS, FALSE);
  return ways[action] == TOGGLES;
}

gboolean
ferry_action_catalog_is_on (FerryEnvironment *environment, FerryAction action)
{
  if (action == FERRY_ACTION_USE_NEW_LAYOUT)
    return ferry_layout_get_modern (ferry_layout_get (environment));
  if (action == FERRY_ACTION_KEEP_USER_PERMISSIONS)
    return ferry_environment_get_state (environment)->keep_user_permissions;
  g_return_val_if_reached (FALSE);
}

char *
ferry_action_catalog_dup_label (FerryAction action)
{
  const char *label = ferry_action_get_label (action);

  return ferry_action_catalog_asks (action) ? g_strdup_printf (
           /* Translators: an action that asks first; where your language sets a blank before the ellipsis, add it */
           _ ("%s…"), label)
                                            : g_strdup (label);
}

char *
ferry_action_catalog_dup_action_name (FerryAction action)
{
  return g_strconcat ("win.", ferry_action_to_nick (action), NULL);
}

GMenuModel *
ferry_action_catalog_new_menu (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenu) trace = g_menu_new ();

  for (FerryActionGroup group = FERRY_ACTION_GROUP_RUN; group <= FERRY_ACTION_GROUP_FINISH; group++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
        {
          g_autofree char *label = NULL;
          g_autofree char *name = NULL;

          if (ferry_action_get_group (action) != group || ways[action] == NOT_HERE
              || ways[action] == ELSEWHERE)
            continue;

          label = ferry_action_catalog_dup_label (action);
          name = ferry_action_catalog_dup_action_name (action);
          g_menu_append (section, label, name);
        }

      if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
        g_menu_append_section (menu, ferry_action_group_get_label (group), G_MENU_MODEL (section));
    }

  g_menu_append (more, _ ("All Actions"), "win.show-actions");
  g_menu_append (more, _ ("Open in Business Central"), "win.open-web-client");
  g_menu_append (trace, _ ("Journal"), "win.show-journal");
  g_menu_append (trace, _ ("Report…"), "win.export-report");
  g_menu_append (trace, _ ("Support Bundle…"), "win.support-bundle");
  g_menu_append_section (menu, _ ("Trace"), G_MENU_MODEL (trace));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
