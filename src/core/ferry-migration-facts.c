/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-facts.h"

#include "ferry-action.h"
#include "ferry-odata.h"
#include "ferry-product.h"

#include <string.h>

#include <glib/gi18n-lib.h>

FerryDeed *
ferry_deed_new (const char *action, const char *before)
{
  FerryDeed *self = g_new0 (FerryDeed, 1);

  self->action = g_strdup (action);
  self->before = g_strdup (before != NULL ? before : "");
  return self;
}

void
ferry_deed_free (FerryDeed *self)
{
  g_free (self->action);
  g_free (self->before);
  g_free (self);
}

gboolean
ferry_run_copies (FerryRun *run)
{
  return ferry_run_is_replication (run)
         && ferry_run_get_replication_type (run) != FERRY_REPLICATION_TYPE_DIAGNOSTIC;
}

FerryRun *
ferry_migration_facts_find_last_copy (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    if (ferry_run_copies (g_ptr_array_index (runs, i)))
      return g_ptr_array_index (runs, i);
  return NULL;
}

static FerryRun *
get_run (const FerryMigrationFacts *self, guint i)
{
  return i < self->runs->len ? g_ptr_array_index (self->runs, i) : NULL;
}

/* ---- Enabled or disabled, and why ---- */

/* Returns: where the first of @words is in @text, or %NULL */
static const char *
find_word (const char *text, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, "|", -1);
  const char *first = NULL;

  for (guint i = 0; list[i] != NULL; i++)
    {
      const char *found = strstr (text, list[i]);

      if (found != NULL && (first == NULL || found < first))
        first = found;
    }
  return first;
}

FerryLogEvent
ferry_log_event_read (FerryRun *run, FerryDisabledReason *reason)
{
  static const struct
  {
    FerryDisabledReason reason;
    const char *words;
  } reasons[] = {
    { FERRY_DISABLED_REASON_PAUSED, "paus" },
    { FERRY_DISABLED_REASON_ABANDONED, "abandon" },
    { FERRY_DISABLED_REASON_COMPLETED, "migration completed|migration is completed|migration was "
                                       "completed|migration has been completed|reason: completed|"
                                       "completed the migration" },
  };
  g_autofree char *text = NULL;
  const char *first = NULL;

  if (ferry_run_is_replication (run))
    return FERRY_LOG_EVENT_RUN;
  text = g_utf8_strdown (ferry_run_get_details (run), -1);
  if (find_word (text, "updated to version|service update|update of the service") != NULL)
    return FERRY_LOG_EVENT_NEUTRAL;
  *reason = FERRY_DISABLED_REASON_OTHER;
  /* The first one counts: somebody's own words may come after it. */
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      const char *found = find_word (text, reasons[i].words);

      if (found != NULL && (first == NULL || found < first))
        {
          first = found;
          *reason = reasons[i].reason;
        }
    }
  if (first != NULL || find_word (text, "disabl|turned off|switched off") != NULL)
    return FERRY_LOG_EVENT_DISABLED;
  if (find_word (text, "setup|set up|set-up|enabled|init") != NULL)
    return FERRY_LOG_EVENT_SETUP;
  return FERRY_LOG_EVENT_UNKNOWN;
}

static FerryDisabledReason
reason_of_deed (const FerryDeed *deed)
{
  if (g_strcmp0 (deed->action, ferry_action_to_nick (FERRY_ACTION_PAUSE)) == 0)
    return FERRY_DISABLED_REASON_PAUSED;
  if (g_strcmp0 (deed->action, ferry_action_to_nick (FERRY_ACTION_ABANDON)) == 0)
    return FERRY_DISABLED_REASON_ABANDONED;
  if (g_strcmp0 (deed->action, ferry_action_to_nick (FERRY_ACTION_COMPLETE)) == 0)
    return FERRY_DISABLED_REASON_COMPLETED;
  return FERRY_DISABLED_REASON_NONE;
}

static gboolean
is_setup_deed (const FerryDeed *deed)
{
  return g_strcmp0 (deed->action, "complete-setup") == 0;
}

static const FerryDeed *
find_switching_deed (const FerryMigrationFacts *self)
{
  for (guint i = 0; self->deeds != NULL && i < self->deeds->len; i++)
    {
      const FerryDeed *deed = g_ptr_array_index (self->deeds, i);

      if (is_setup_deed (deed) || reason_of_deed (deed) != FERRY_DISABLED_REASON_NONE)
        return deed;
    }
  return NULL;
}

static gboolean
is_entry (FerryRun *run, const char *run_id)
{
  if (run == NULL)
    return *run_id == '\0';
  return g_ascii_strcasecmp (ferry_run_get_run_id (run), run_id) == 0;
}

/* Whether nothing came into the log since @deed but the entry that it made itself. */
static gboolean
is_latest (const FerryMigrationFacts *self, const FerryDeed *deed)
{
  FerryRun *newest = get_run (self, 0);

  if (is_entry (newest, deed->before))
    return TRUE;
  return newest != NULL && !ferry_run_is_replication (newest) && is_entry (get_run (self, 1), deed->before);
}

static gboolean
was_completed (const FerryMigrationFacts *self)
{
  if (self->runs->len > 0)
    return TRUE;
  for (guint i = 0; i < self->companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (self->companies, i);
      FerryCompanyStatus status = ferry_company_get_status (company);

      if (ferry_company_get_created (company)
          || (status != FERRY_COMPANY_STATUS_BLANK && status != FERRY_COMPANY_STATUS_UNKNOWN))
        return TRUE;
    }
  return FALSE;
}

static FerryDisabledReason
read_log (const FerryMigrationFacts *self)
{
  guint unknown = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      FerryDisabledReason reason = FERRY_DISABLED_REASON_OTHER;
      FerryLogEvent event = ferry_log_event_read (get_run (self, i), &reason);

      if (event == FERRY_LOG_EVENT_NEUTRAL)
        continue;
      if (event == FERRY_LOG_EVENT_UNKNOWN)
        {
          unknown++;
          continue;
        }
      /* They take turns: what comes first above a disabling is a set-up, above anything else a disabling. */
      if (event == FERRY_LOG_EVENT_DISABLED)
        {
          if (unknown == 0)
            return reason;
          return unknown % 2 == 1 ? FERRY_DISABLED_REASON_NONE : FERRY_DISABLED_REASON_OTHER;
        }
      return unknown % 2 == 0 ? FERRY_DISABLED_REASON_NONE : FERRY_DISABLED_REASON_OTHER;
    }
  /* The log begins with a set-up. */
  return unknown % 2 == 1 || unknown == 0 ? FERRY_DISABLED_REASON_NONE : FERRY_DISABLED_REASON_OTHER;
}

static FerryDisabledReason
derive_disabled_reason (const FerryMigrationFacts *self)
{
  const FerryDeed *deed = find_switching_deed (self);

  if (!self->has_setup)
    return FERRY_DISABLED_REASON_NOT_SET_UP;
  if (deed != NULL && is_latest (self, deed))
    return reason_of_deed (deed);
  if (!was_completed (self))
    return FERRY_DISABLED_REASON_NOT_SET_UP;
  return read_log (self);
}

/* ---- The overview (§B), read leniently: it is owned by the project, but versions differ ---- */

static const char *
overview_string (const FerryMigrationFacts *self, const char *member)
{
  JsonNode *node = self->overview != NULL ? json_object_get_member (self->overview, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static gboolean
overview_boolean (const FerryMigrationFacts *self, const char *member, gboolean *value)
{
  JsonNode *node = self->overview != NULL ? json_object_get_member (self->overview, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  *value = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
overview_count (const FerryMigrationFacts *self, const char *member, gint64 *value)
{
  JsonNode *node = self->overview != NULL ? json_object_get_member (self->overview, member) : NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 0)
    return FALSE;
  *value = json_node_get_int (node);
  return TRUE;
}

static gint64
overview_time (const FerryMigrationFacts *self, const char *member)
{
  const char *text = overview_string (self, member);
  gint64 value;

  return text != NULL && ferry_odata_parse_time (text, &value) ? value : 0;
}

/* What has no other source. */
static void
derive_management (const FerryMigrationFacts *self, FerryMigrationState *state)
{
  overview_count (self, "warnings", &state->warnings);
  state->deployed_version = g_strdup (overview_string (self, "deployedVersion"));
  state->latest_version = g_strdup (overview_string (self, "latestVersion"));
  state->has_layout = overview_boolean (self, "useNewUi", &state->use_new_layout);
  overview_boolean (self, "keepUserPermissions", &state->keep_user_permissions);
  overview_boolean (self, "approvalRequired", &state->approval_required);
  state->user_mapping_completed_at = overview_time (self, "userMappingCompletedAt");
  state->record_links_migrated_at = overview_time (self, "recordLinksMigratedAt");
}

static void
derive_switch (const FerryMigrationFacts *self, FerryMigrationState *state)
{
  gboolean enabled;

  state->disabled_reason = derive_disabled_reason (self);
  if (self->has_setup && overview_boolean (self, "enabled", &enabled))
    {
      const char *word = overview_string (self, "disabledReason");
      FerryDisabledReason told
        = word != NULL && *word != '\0' ? ferry_disabled_reason_parse (word) : FERRY_DISABLED_REASON_NONE;

      if (enabled)
        state->disabled_reason = FERRY_DISABLED_REASON_NONE;
      else if (told != FERRY_DISABLED_REASON_NONE)
        state->disabled_reason = told;
      else if (state->disabled_reason == FERRY_DISABLED_REASON_NONE)
        /* Off without a reason, though the log says nothing of it: the set-up was never completed. */
        state->disabled_reason = FERRY_DISABLED_REASON_NOT_SET_UP;
    }
  state->set_up = state->disabled_reason == FERRY_DISABLED_REASON_NONE;
}

/* ---- Companies ---- */

static char **
take_names (GPtrArray *names)
{
  if (names->len == 0)
    {
      g_ptr_array_unref (names);
      return NULL;
    }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

static FerryCreationStatus
parse_creation_status (const char *word)
{
  g_autofree char *folded = g_ascii_strdown (word, -1);

  if (strstr (folded, "progress") != NULL)
    return FERRY_CREATION_STATUS_IN_PROGRESS;
  if (strstr (folded, "fail") != NULL || strstr (folded, "error") != NULL)
    return FERRY_CREATION_STATUS_FAILED;
  return FERRY_CREATION_STATUS_NONE;
}

static gboolean
is_ready (const FerryMigrationFacts *self, FerryCompany *company)
{
  guint failed;

  if (!ferry_company_get_created (company))
    return FALSE;
  if (self->totals == NULL)
    return TRUE;
  if (ferry_migration_totals_get_company (self->totals, ferry_company_get_name (company), &failed, NULL))
    return failed == 0;
  /* As long as details are missing, the service's own check has to do. */
  return !self->totals_complete;
}

static void
derive_companies (const FerryMigrationFacts *self, FerryMigrationState *state)
{
  GPtrArray *not_ready = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *not_initialized = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *failed = g_ptr_array_new_with_free_func (g_free);
  gboolean creating = FALSE;
  guint created = 0;
  const char *word = overview_string (self, "companyCreationStatus");
  const char *error = overview_string (self, "companyCreationError");
  FerryCreationStatus told = word != NULL ? parse_creation_status (word) : FERRY_CREATION_STATUS_NONE;
  gint64 replicated;

  state->companies_total = self->companies->len;
  for (guint i = 0; i < self->companies->len; i++)
    {
      FerryCompany *company = g_ptr_array_index (self->companies, i);
      const char *name = ferry_company_get_name (company);
      FerryCompanyStatus status = ferry_company_get_status (company);

      if (!ferry_company_get_replicate (company))
        continue;
      state->companies_selected++;
      creating |= status == FERRY_COMPANY_STATUS_IN_PROGRESS && !ferry_company_get_created (company);
      if (ferry_company_get_created (company))
        created++;
      if (status == FERRY_COMPANY_STATUS_ERROR || status == FERRY_COMPANY_STATUS_MISSING_PERMISSION)
        {
          g_ptr_array_add (failed, g_strdup (name));
          if (state->creation_error == NULL && status == FERRY_COMPANY_STATUS_MISSING_PERMISSION)
            state->creation_error = g_strdup (_ ("The permission to create companies is missing."));
          else if (state->creation_error == NULL && *ferry_company_get_init_error (company) != '\0')
            state->creation_error = g_strdup (ferry_company_get_init_error (company));
        }
      /* One that is being initialized waits no longer. */
      if (ferry_company_get_created (company) && status != FERRY_COMPANY_STATUS_IN_PROGRESS
          && ferry_company_get_init_status (company) != FERRY_INIT_STATUS_INITIALIZED
          && ferry_company_get_init_status (company) != FERRY_INIT_STATUS_UNKNOWN)
        g_ptr_array_add (not_initialized, g_strdup (name));
      if (self->totals != NULL && ferry_migration_totals_get_company (self->totals, name, NULL, NULL))
        state->companies_replicated++;
      if (!is_ready (self, company))
        g_ptr_array_add (not_ready, g_strdup (name));
    }
  if (self->totals == NULL && overview_count (self, "companiesReplicated", &replicated))
    state->companies_replicated = (guint) MIN (replicated, G_MAXUINT);

  /* The background task ends a little later than the last company is there, and the service refuses until then. */
  if (creating || told == FERRY_CREATION_STATUS_IN_PROGRESS)
    state->creation_status = FERRY_CREATION_STATUS_IN_PROGRESS;
  else if (failed->len > 0)
    state->creation_status = FERRY_CREATION_STATUS_FAILED;
  else if (state->companies_selected > 0 && created == state->companies_selected)
    state->creation_status = FERRY_CREATION_STATUS_COMPLETED;
  else
    state->creation_status = told;
  if (error != NULL && *error != '\0' && state->creation_status == FERRY_CREATION_STATUS_FAILED)
    {
      g_free (state->creation_error);
      state->creation_error = g_strdup (error);
    }
  state->companies_creation_failed = take_names (failed);
  state->companies_not_initialized = take_names (not_initialized);
  state->companies_not_ready = take_names (not_ready);
}

/* ---- Runs ---- */

static gboolean
is_reset (const FerryMigrationFacts *self)
{
  const FerryDeed *reset = NULL;

  for (guint i = 0; self->deeds != NULL && i < self->deeds->len && reset == NULL; i++)
    {
      const FerryDeed *deed = g_ptr_array_index (self->deeds, i);

      if (g_strcmp0 (deed->action, ferry_action_to_nick (FERRY_ACTION_RESET_CLOUD_DATA)) == 0)
        reset = deed;
    }
  if (reset == NULL)
    return FALSE;
  for (guint i = 0; i < self->runs->len; i++)
    {
      if (is_entry (get_run (self, i), reset->before))
        return TRUE;
      if (ferry_run_copies (get_run (self, i)))
        return FALSE;
    }
  return *reset->before == '\0';
}

static FerryRepairStatus
derive_repair_status (const FerryMigrationFacts *self, FerryRun *copy)
{
  const char *word = overview_string (self, "dataRepairStatus");
  FerryRepairStatus status = FERRY_REPAIR_STATUS_UNKNOWN;

  if (word != NULL)
    status = ferry_repair_status_parse (word);
  /* The log is read more often than the overview. */
  if (copy != NULL && ferry_run_get_status (copy) == FERRY_RUN_STATUS_REPAIR_DATA_PENDING
      && status != FERRY_REPAIR_STATUS_IN_PROGRESS)
    return FERRY_REPAIR_STATUS_PENDING;
  if (copy != NULL && status == FERRY_REPAIR_STATUS_UNKNOWN)
    return ferry_run_get_repair_status (copy);
  return status;
}

static void
derive_runs (const FerryMigrationFacts *self, FerryMigrationState *state, FerryRun *copy)
{
  FerryRun *last = NULL;

  for (guint i = 0; i < self->runs->len; i++)
    {
      FerryRun *run = get_run (self, i);

      if (last == NULL && ferry_run_is_replication (run))
        last = run;
      if (!state->run_in_progress && ferry_run_get_status (run) == FERRY_RUN_STATUS_IN_PROGRESS)
        {
          state->run_in_progress = TRUE;
          state->run_in_progress_since = ferry_run_get_start_time (run);
        }
      if (ferry_run_copies (run)
          && (ferry_run_get_status (run) != FERRY_RUN_STATUS_FAILED
              || ferry_run_get_tables_successful (run) > 0))
        state->has_run = TRUE;
    }
  if (last != NULL)
    {
      state->last_status = ferry_run_get_status (last);
      state->last_type = ferry_run_get_replication_type (last);
      state->last_start = ferry_run_get_start_time (last);
      state->last_details = g_strdup (ferry_run_get_details (last));
      state->last_status_text = g_strdup (ferry_run_get_status_text (last));
    }
  state->upgrade_completed = state->product_needs_upgrade && copy != NULL
                             && ferry_run_get_status (copy) == FERRY_RUN_STATUS_COMPLETED;
  state->upgrade_failed = self->upgrade_failed && !state->upgrade_completed && last == copy;
  state->cloud_data_reset = is_reset (self);
  state->repair_status = derive_repair_status (self, copy);
}

static void
derive_counts (const FerryMigrationFacts *self, FerryMigrationState *state, FerryRun *copy)
{
  gboolean running = copy != NULL && ferry_run_is_running (copy);
  gint64 told;

  if (copy != NULL)
    {
      state->tables_successful = ferry_run_get_tables_successful (copy);
      state->tables_failed = ferry_run_get_tables_failed (copy);
      state->tables_remaining = ferry_run_get_tables_remaining (copy);
      state->tables_with_warnings = ferry_run_get_tables_with_warnings (copy);
    }
  else if (state->set_up)
    {
      state->tables_successful = 0;
      state->tables_failed = 0;
      state->tables_remaining = 0;
      state->tables_with_warnings = 0;
    }
  if (self->totals != NULL)
    {
      gint64 failed = ferry_migration_totals_get_failed (self->totals);

      state->tables_successful = ferry_migration_totals_get_successful (self->totals);
      /* While the details of the last run are missing, what it says itself must not be overlooked. */
      state->tables_failed = self->totals_complete ? failed : MAX (failed, state->tables_failed);
    }
  if (self->last_warnings >= 0)
    state->tables_with_warnings = self->last_warnings;
  overview_count (self, "tablesSuccessful", &state->tables_successful);
  /* One from before the last run's end must not hide what failed in it. */
  if (overview_count (self, "tablesFailed", &told))
    state->tables_failed = self->overview_old ? MAX (told, state->tables_failed) : told;
  overview_count (self, "tablesWithWarnings", &state->tables_with_warnings);
  /* While a run goes on its own count is newer than the overview. */
  if (!running)
    overview_count (self, "tablesRemaining", &state->tables_remaining);
}

FerryMigrationState *
ferry_migration_facts_derive (const FerryMigrationFacts *self)
{
  FerryMigrationState *state = ferry_migration_state_new ();
  FerryRun *copy = ferry_migration_facts_find_last_copy (self->runs);
  gboolean supported;

  state->connection = self->connection;
  state->now = self->now;
  if (self->capabilities != NULL)
    state->capabilities = g_hash_table_ref (self->capabilities);
  state->upgrade_started = self->upgrade_started;
  state->product_name = g_strdup (self->product_name);
  if (overview_boolean (self, "upgradeSupported", &supported))
    state->product_needs_upgrade = supported;
  else
    state->product_needs_upgrade
      = self->product_id != NULL && ferry_product_id_needs_upgrade (self->product_id);
  derive_switch (self, state);
  derive_companies (self, state);
  derive_runs (self, state, copy);
  derive_counts (self, state, copy);
  derive_management (self, state);
  return state;
}
