/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-action.h"

#include <glib/gi18n-lib.h>

/* Pages of the web client (api-contract §C). */
#define PAGE_MANAGEMENT     40063
#define PAGE_SETUP          4000
#define PAGE_TABLE_MAPPINGS 4009
#define PAGE_UPDATE         4017
#define PAGE_COMPANIES      4018
#define PAGE_CHECKLIST      4020
#define PAGE_USER_MAPPINGS  4022
#define PAGE_COMPANIES_LIST 40015
#define PAGE_WARNINGS       40035
#define PAGE_TABLE_RULES    40041
#define PAGE_SANITIZE       40064

typedef struct
{
  const char *nick;
  const char *label;
  const char *sentence;
  FerryActionGroup group;
  const char *capability;
  guint page;
} Description;

static const Description descriptions[FERRY_N_ACTIONS] = {
  [FERRY_ACTION_RUN_REPLICATION] = {
    "run-replication", N_ ("Run data replication"),
    N_ ("Copies the data of the selected companies: all of it the first time, afterwards only what has changed."),
    FERRY_ACTION_GROUP_RUN, NULL, PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_RUN_DIAGNOSTIC] = {
    "run-diagnostic", N_ ("Create diagnostic run"),
    N_ ("Checks everything that a replication checks, without copying any data."),
    FERRY_ACTION_GROUP_RUN, "runDiagnostic", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_RUN_UPGRADE] = {
    "run-upgrade", N_ ("Run data upgrade"),
    N_ ("Turns the copied data into the form of the online version; nobody can work in the environment meanwhile."),
    FERRY_ACTION_GROUP_RUN, NULL, PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_REFRESH] = {
    "refresh", N_ ("Refresh status"),
    N_ ("Asks the service how far the present run is and reads everything again."),
    FERRY_ACTION_GROUP_RUN, NULL, PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_MANAGE_MAPPINGS] = {
    "manage-mappings", N_ ("Manage custom tables"),
    N_ ("Says into which tables the data of renamed or moved tables goes."),
    FERRY_ACTION_GROUP_DATA, NULL, PAGE_TABLE_MAPPINGS,
  },
  [FERRY_ACTION_TABLE_RULES] = {
    "table-rules", N_ ("Change how data is replicated"),
    N_ ("Takes tables out of the replication, or keeps what they hold online."),
    FERRY_ACTION_GROUP_DATA, "tableReplicationSettings", PAGE_TABLE_RULES,
  },
  [FERRY_ACTION_REPAIR_COMPANION_TABLES] = {
    "repair-companion-tables", N_ ("Repair companion table records"),
    N_ ("Adds the records that table extensions miss after a copy."),
    FERRY_ACTION_GROUP_DATA, "repairCompanionTables", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_SANITIZE_TABLES] = {
    "sanitize-tables", N_ ("Sanitize tables"),
    N_ ("Sanitizes code fields: lowercase letters become capitals, characters that a code can’t have are removed."),
    FERRY_ACTION_GROUP_DATA, "sanitizeTable", PAGE_SANITIZE,
  },
  [FERRY_ACTION_MIGRATE_RECORD_LINKS] = {
    "migrate-record-links", N_ ("Migrate record links and notes"),
    N_ ("Moves the copied links and notes to the records they belong to."),
    FERRY_ACTION_GROUP_DATA, "migrateRecordLinks", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_UNBLOCK_TABLE] = {
    "unblock-table", N_ ("Unblock table"),
    N_ ("Lets a table be read although its last copy failed; the missing data is then yours to bring."),
    FERRY_ACTION_GROUP_DATA, "unblockTable", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_WARNINGS] = {
    "warnings", N_ ("Warnings"),
    N_ ("Shows what the service found that needs a look, and how to put it right."),
    FERRY_ACTION_GROUP_DATA, "migrationWarnings", PAGE_WARNINGS,
  },
  [FERRY_ACTION_RESET_CLOUD_DATA] = {
    "reset-cloud-data", N_ ("Reset cloud data"),
    N_ ("Forgets what was copied so far, so that the next run copies everything again."),
    FERRY_ACTION_GROUP_DATA, NULL, PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_SELECT_COMPANIES] = {
    "select-companies", N_ ("Select companies to replicate"),
    N_ ("Chooses the companies whose data is copied."),
    FERRY_ACTION_GROUP_COMPANIES, NULL, PAGE_COMPANIES,
  },
  [FERRY_ACTION_CREATE_COMPANIES] = {
    "create-companies", N_ ("Create companies"),
    N_ ("Creates the selected companies that don’t exist online yet."),
    FERRY_ACTION_GROUP_COMPANIES, NULL, PAGE_COMPANIES,
  },
  [FERRY_ACTION_INITIALIZE_COMPANY] = {
    "initialize-company", N_ ("Initialize company"),
    N_ ("Prepares a copied company for work, in the background."),
    FERRY_ACTION_GROUP_COMPANIES, NULL, PAGE_COMPANIES_LIST,
  },
  [FERRY_ACTION_MARK_INITIALIZED] = {
    "mark-initialized", N_ ("Mark company as initialized"),
    N_ ("Says that a company needs, or doesn’t need, to be initialized, without doing it."),
    FERRY_ACTION_GROUP_COMPANIES, "markAsInitialized", PAGE_COMPANIES_LIST,
  },
  [FERRY_ACTION_USER_MAPPINGS] = {
    "user-mappings", N_ ("Define user mappings"),
    N_ ("Says which cloud user is which user of the source, and renames the cloud users to match."),
    FERRY_ACTION_GROUP_COMPANIES, "applyUserMappings", PAGE_USER_MAPPINGS,
  },
  [FERRY_ACTION_KEEP_USER_PERMISSIONS] = {
    "keep-user-permissions", N_ ("Keep user permissions"),
    N_ ("Lets cloud users keep their permissions when the migration is set up."),
    FERRY_ACTION_GROUP_COMPANIES, "setKeepUserPermissions", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_SETUP] = {
    "setup", N_ ("Set up cloud migration"),
    N_ ("Connects the environment with the source database, step by step."),
    FERRY_ACTION_GROUP_SERVICE, NULL, PAGE_SETUP,
  },
  [FERRY_ACTION_GET_RUNTIME_KEY] = {
    "get-runtime-key", N_ ("Get runtime service key"),
    N_ ("Shows the authentication key with which an integration runtime registers."),
    FERRY_ACTION_GROUP_SERVICE, "getRuntimeKeys", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_RESET_RUNTIME_KEY] = {
    "reset-runtime-key", N_ ("Reset runtime service key"),
    N_ ("Makes a new authentication key; the old one is refused from then on."),
    FERRY_ACTION_GROUP_SERVICE, "resetRuntimeKeys", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_UPDATE_SERVICE] = {
    "update-service", N_ ("Check for update"),
    N_ ("Compares the version of the migration service with the latest one and updates it."),
    FERRY_ACTION_GROUP_SERVICE, "updateService", PAGE_UPDATE,
  },
  [FERRY_ACTION_USE_NEW_LAYOUT] = {
    "use-new-layout", N_ ("Use the new layout"),
    N_ ("Shows status and totals above the migration log; without it, the log stands beside a box of statistics."),
    FERRY_ACTION_GROUP_SERVICE, "setUseNewUi", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_CHECKLIST] = {
    "checklist", N_ ("Setup checklist"),
    N_ ("Keeps track of what is left to do after the migration."),
    FERRY_ACTION_GROUP_FINISH, "checklistSteps", PAGE_CHECKLIST,
  },
  [FERRY_ACTION_COMPLETE] = {
    "complete", N_ ("Complete migration"),
    N_ ("Ends the migration for good: the data is all there and work goes on online."),
    FERRY_ACTION_GROUP_FINISH, NULL, PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_PAUSE] = {
    "pause", N_ ("Pause migration"),
    N_ ("Switches the migration off for now; it can be set up again to go on."),
    FERRY_ACTION_GROUP_FINISH, "pauseMigration", PAGE_MANAGEMENT,
  },
  [FERRY_ACTION_ABANDON] = {
    "abandon", N_ ("Abandon migration"),
    N_ ("Gives the migration up and switches it off."),
    FERRY_ACTION_GROUP_FINISH, "abandonMigration", PAGE_MANAGEMENT,
  },
};

static gboolean
is_valid (FerryAction action)
{
  return (int) action >= 0 && action < FERRY_N_ACTIONS;
}

const char *
ferry_action_to_nick (FerryAction action)
{
  g_return_val_if_fail (is_valid (action), NULL);
  return descriptions[action].nick;
}

gboolean
ferry_action_from_nick (const char *nick, FerryAction *action)
{
  g_return_val_if_fail (nick != NULL, FALSE);

  for (int i = 0; i < FERRY_N_ACTIONS; i++)
    {
      if (!g_str_equal (descriptions[i].nick, nick))
        continue;
      if (action != NULL)
        *action = (FerryAction) i;
      return TRUE;
    }
  return FALSE;
}

const char *
ferry_action_get_label (FerryAction action)
{
  g_return_val_if_fail (is_valid (action), NULL);
  return _ (descriptions[action].label);
}

const char *
ferry_action_get_sentence (FerryAction action)
{
  g_return_val_if_fail (is_valid (action), NULL);
  return _ (descriptions[action].sentence);
}

FerryActionGroup
ferry_action_get_group (FerryAction action)
{
  g_return_val_if_fail (is_valid (action), FERRY_ACTION_GROUP_RUN);
  return descriptions[action].group;
}

const char *
ferry_action_group_get_label (FerryActionGroup group)
{
  switch (group)
    {
    case FERRY_ACTION_GROUP_RUN:
      return C_ ("action group", "Run");
    case FERRY_ACTION_GROUP_DATA:
      return C_ ("action group", "Data");
    case FERRY_ACTION_GROUP_COMPANIES:
      return C_ ("action group", "Companies and users");
    case FERRY_ACTION_GROUP_SERVICE:
      return C_ ("action group", "Service");
    case FERRY_ACTION_GROUP_FINISH:
      return C_ ("action group", "Finish");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
ferry_action_get_capability (FerryAction action)
{
  g_return_val_if_fail (is_valid (action), NULL);
  return descriptions[action].capability;
}

guint
ferry_action_get_web_page (FerryAction action)
{
  g_return_val_if_fail (is_valid (action), 0);
  return descriptions[action].page;
}
