/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-settle.h"

#include "ferry-action.h"

/* How many entries of the log are newer than @before; -1 where that isn't in it. */
static int
count_newer (GPtrArray *runs, const char *before)
{
  if (*before == '\0')
    return (int) runs->len;
  for (guint i = 0; i < runs->len; i++)
    if (g_ascii_strcasecmp (ferry_run_get_run_id (g_ptr_array_index (runs, i)), before) == 0)
      return (int) i;
  return -1;
}

static FerryVerdict
verdict (gboolean taken)
{
  return taken ? FERRY_VERDICT_TAKEN : FERRY_VERDICT_NOT_TAKEN;
}

static FerryVerdict
judge_run (const FerryMigrationFacts *facts, int newer, gboolean diagnostic)
{
  if (newer < 0)
    return FERRY_VERDICT_OPEN;
  for (int i = 0; i < newer; i++)
    {
      FerryRun *run = g_ptr_array_index (facts->runs, i);

      if (ferry_run_is_replication (run) && ferry_run_copies (run) != diagnostic)
        return FERRY_VERDICT_TAKEN;
    }
  return FERRY_VERDICT_NOT_TAKEN;
}

/* The entry that the upgrade was asked for is the newest one of then. */
static FerryVerdict
judge_upgrade (const FerryMigrationFacts *facts, int newer)
{
  FerryRun *run;

  if (newer < 0 || (guint) newer >= facts->runs->len)
    return FERRY_VERDICT_OPEN;
  run = g_ptr_array_index (facts->runs, newer);
  switch ((int) ferry_run_get_status (run))
    {
    case FERRY_RUN_STATUS_UPGRADE_IN_PROGRESS:
    case FERRY_RUN_STATUS_UPGRADE_FAILED:
    case FERRY_RUN_STATUS_COMPLETED:
      return FERRY_VERDICT_TAKEN;
    case FERRY_RUN_STATUS_UPGRADE_PENDING:
      return FERRY_VERDICT_NOT_TAKEN;
    default:
      return FERRY_VERDICT_OPEN;
    }
}

/* Set-up and disabling each add an entry of their own (domain §2.3). */
static FerryVerdict
judge_switch (const FerryMigrationFacts *facts, int newer, gboolean on)
{
  if (newer < 0)
    return FERRY_VERDICT_OPEN;
  for (int i = 0; i < newer; i++)
    {
      FerryDisabledReason reason = FERRY_DISABLED_REASON_NONE;
      FerryLogEvent event = ferry_log_event_read (g_ptr_array_index (facts->runs, i), &reason);

      if (event == (on ? FERRY_LOG_EVENT_SETUP : FERRY_LOG_EVENT_DISABLED)
          || event == FERRY_LOG_EVENT_UNKNOWN)
        return FERRY_VERDICT_TAKEN;
    }
  return FERRY_VERDICT_NOT_TAKEN;
}

static FerryVerdict
judge_creation (const FerryMigrationFacts *facts)
{
  guint selected = 0;
  guint created = 0;

  for (guint i = 0; i < facts->companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (facts->companies, i);

      if (!ferry_company_get_replicate (company))
        continue;
      selected++;
      if (ferry_company_get_created (company))
        created++;
      else if (ferry_company_get_status (company) != FERRY_COMPANY_STATUS_BLANK
               && ferry_company_get_status (company) != FERRY_COMPANY_STATUS_UNKNOWN)
        return FERRY_VERDICT_TAKEN;
    }
  return verdict (selected > 0 && created == selected);
}

static FerryVerdict
judge_initialization (const FerryMigrationFacts *facts, const char *subject)
{
  for (guint i = 0; i < facts->companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (facts->companies, i);

      if (g_strcmp0 (ferry_company_get_name (company), subject) != 0
          && g_strcmp0 (ferry_company_get_id (company), subject) != 0)
        continue;
      if (ferry_company_get_init_status (company) == FERRY_INIT_STATUS_INITIALIZED
          || ferry_company_get_status (company) == FERRY_COMPANY_STATUS_IN_PROGRESS)
        return FERRY_VERDICT_TAKEN;
      /* It may have failed before as well. */
      if (ferry_company_get_init_status (company) == FERRY_INIT_STATUS_FAILED)
        return FERRY_VERDICT_OPEN;
      return FERRY_VERDICT_NOT_TAKEN;
    }
  return FERRY_VERDICT_OPEN;
}

static FerryVerdict
judge_update (const FerryMigrationFacts *facts, const char *version)
{
  JsonNode *deployed
    = facts->overview != NULL ? json_object_get_member (facts->overview, "deployedVersion") : NULL;

  if (deployed == NULL || json_node_get_value_type (deployed) != G_TYPE_STRING)
    return FERRY_VERDICT_OPEN;
  return verdict (g_strcmp0 (json_node_get_string (deployed), version) == 0);
}

FerryVerdict
ferry_settle_judge (const FerryMigrationFacts *facts,
                    const char *nick,
                    const char *subject,
                    const char *before)
{
  int newer = count_newer (facts->runs, before != NULL ? before : "");
  FerryAction action;

  if (g_strcmp0 (nick, "complete-setup") == 0)
    {
      if (judge_creation (facts) == FERRY_VERDICT_TAKEN && facts->runs->len > 0)
        return FERRY_VERDICT_TAKEN;
      return judge_switch (facts, newer, TRUE);
    }
  if (g_strcmp0 (nick, "save-setup") == 0)
    {
      /* Changing one leaves no trace. */
      if (!facts->has_setup)
        return FERRY_VERDICT_NOT_TAKEN;
      return newer == 0 && facts->runs->len == 0 ? FERRY_VERDICT_TAKEN : FERRY_VERDICT_OPEN;
    }
  if (nick == NULL || !ferry_action_from_nick (nick, &action))
    return FERRY_VERDICT_OPEN;
  switch ((int) action)
    {
    case FERRY_ACTION_RUN_REPLICATION:
      return judge_run (facts, newer, FALSE);
    case FERRY_ACTION_RUN_DIAGNOSTIC:
      return judge_run (facts, newer, TRUE);
    case FERRY_ACTION_RUN_UPGRADE:
      return judge_upgrade (facts, newer);
    case FERRY_ACTION_COMPLETE:
    case FERRY_ACTION_PAUSE:
    case FERRY_ACTION_ABANDON:
      return judge_switch (facts, newer, FALSE);
    case FERRY_ACTION_CREATE_COMPANIES:
      return judge_creation (facts);
    case FERRY_ACTION_INITIALIZE_COMPANY:
      return judge_initialization (facts, subject);
    case FERRY_ACTION_UPDATE_SERVICE:
      return judge_update (facts, subject);
    default:
      return FERRY_VERDICT_OPEN;
    }
}
