/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-environment-private.h"

#include "ferry-core-enums.h"
#include "ferry-error.h"

#include <glib/gi18n-lib.h>


G_DEFINE_FINAL_TYPE (FerryEnvironment, ferry_environment, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PROFILE,
  PROP_SERVICE,
  PROP_MONITOR,
  PROP_RUNS,
  PROP_COMPANIES,
  PROP_CONNECTION,
  PROP_CONNECTION_MESSAGE,
  PROP_STATUS_TITLE,
  PROP_STATUS_EXPLANATION,
  PROP_STATUS_STYLE,
  PROP_SUGGESTED_ACTION,
  PROP_TABLES_SUCCESSFUL,
  PROP_TABLES_FAILED,
  PROP_TABLES_REMAINING,
  PROP_TABLES_WITH_WARNINGS,
  PROP_WARNINGS,
  PROP_COMPANIES_TOTAL,
  PROP_COMPANIES_SELECTED,
  PROP_COMPANIES_REPLICATED,
  PROP_COMPANIES_NOT_INITIALIZED,
  PROP_SET_UP,
  PROP_BUSY,
  PROP_LAST_SEEN,
  PROP_PRODUCT_NAME,
  N_PROPS
};

enum
{
  ACTIONS_CHANGED,
  RUN_ENDED,
  SETTLED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
ferry_environment_dispose (GObject *object)
{
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);

  if (self->life != NULL)
    g_cancellable_cancel (self->life);
  g_clear_object (&self->life);
  g_clear_pointer (&self->wait_alarm, ferry_alarm_free);
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      ferry_run_monitor_stop (self->monitor);
    }

  G_OBJECT_CLASS (ferry_environment_parent_class)->dispose (object);
}

static void
ferry_environment_finalize (GObject *object)
{
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);

  g_clear_object (&self->profile);
  g_clear_object (&self->authorizer);
  g_clear_object (&self->database);
  g_clear_object (&self->service);
  g_clear_object (&self->monitor);
  g_clear_object (&self->runs);
  g_clear_object (&self->companies);
  g_clear_object (&self->setup);
  g_clear_object (&self->upgraded);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->overview, json_object_unref);
  g_clear_pointer (&self->capabilities, g_hash_table_unref);
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
  g_clear_pointer (&self->errors, g_ptr_array_unref);
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_pointer (&self->started_after, g_free);
  g_clear_pointer (&self->estimated_run_id, g_free);
  g_cancellable_cancel (self->recalling);
  g_clear_object (&self->recalling);
  g_clear_pointer (&self->own_intents, g_hash_table_unref);
  g_clear_pointer (&self->performing, g_hash_table_unref);
  g_clear_pointer (&self->totals, ferry_migration_totals_free);
  g_clear_pointer (&self->counted, g_hash_table_unref);
  g_clear_pointer (&self->uncounted, g_hash_table_unref);
  g_clear_pointer (&self->readers, g_ptr_array_unref);
  g_clear_pointer (&self->next_readers, g_ptr_array_unref);
  g_clear_pointer (&self->runs_meanwhile, g_ptr_array_unref);
  g_clear_pointer (&self->companies_meanwhile, g_ptr_array_unref);
  g_clear_pointer (&self->state, ferry_migration_state_free);
  g_clear_pointer (&self->text, ferry_status_text_free);
  g_free (self->upgrade.run_id);
  g_free (self->upgrade.failed_run_id);
  g_free (self->trouble);
  g_free (self->connection_message);
  g_free (self->warnings_run_id);
  g_free (self->remembered);

  G_OBJECT_CLASS (ferry_environment_parent_class)->finalize (object);
}

static guint
count_names (char **names)
{
  return names != NULL ? g_strv_length (names) : 0;
}

static void
ferry_environment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryEnvironment *self = FERRY_ENVIRONMENT (object);

  switch (id)
    {
    case PROP_PROFILE:
      g_value_set_object (value, self->profile);
      break;
    case PROP_SERVICE:
      g_value_set_object (value, self->service);
      break;
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_RUNS:
      g_value_set_object (value, self->runs);
      break;
    case PROP_COMPANIES:
      g_value_set_object (value, self->companies);
      break;
    case PROP_CONNECTION:
      g_value_set_enum (value, (int) self->connection);
      break;
    case PROP_CONNECTION_MESSAGE:
      g_value_set_string (value, self->connection_message);
      break;
    case PROP_STATUS_TITLE:
      g_value_set_string (value, self->text->title);
      break;
    case PROP_STATUS_EXPLANATION:
      g_value_set_string (value, self->text->explanation);
      break;
    case PROP_STATUS_STYLE:
      g_value_set_enum (value, (int) self->text->style);
      break;
    case PROP_SUGGESTED_ACTION:
      g_value_set_int (value, self->suggested);
      break;
    case PROP_TABLES_SUCCESSFUL:
      g_value_set_int64 (value, self->state->tables_successful);
      break;
    case PROP_TABLES_FAILED:
      g_value_set_int64 (value, self->state->tables_failed);
      break;
    case PROP_TABLES_REMAINING:
      g_value_set_int64 (value, self->state->tables_remaining);
      break;
    case PROP_TABLES_WITH_WARNINGS:
      g_value_set_int64 (value, self->state->tables_with_warnings);
      break;
    case PROP_WARNINGS:
      g_value_set_int64 (value, self->state->warnings);
      break;
    case PROP_COMPANIES_TOTAL:
      g_value_set_uint (value, self->state->companies_total);
      break;
    case PROP_COMPANIES_SELECTED:
      g_value_set_uint (value, self->state->companies_selected);
      break;
    case PROP_COMPANIES_REPLICATED:
      g_value_set_uint (value, self->state->companies_replicated);
      break;
    case PROP_COMPANIES_NOT_INITIALIZED:
      g_value_set_uint (value, count_names (self->state->companies_not_initialized));
      break;
    case PROP_SET_UP:
      g_value_set_boolean (value, self->state->set_up);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy > 0);
      break;
    case PROP_LAST_SEEN:
      g_value_set_int64 (value, self->last_seen);
      break;
    case PROP_PRODUCT_NAME:
      g_value_set_string (value, self->state->product_name != NULL ? self->state->product_name : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_environment_class_init (FerryEnvironmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  static const char *const counts[]
    = { "tables-successful", "tables-failed", "tables-remaining", "tables-with-warnings", "warnings" };
  static const char *const companies[]
    = { "companies-total", "companies-selected", "companies-replicated", "companies-not-initialized" };

  object_class->dispose = ferry_environment_dispose;
  object_class->finalize = ferry_environment_finalize;
  object_class->get_property = ferry_environment_get_property;

  properties[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, FERRY_TYPE_PROFILE, flags);
  properties[PROP_SERVICE] = g_param_spec_object ("service", NULL, NULL, FERRY_TYPE_MIGRATION_SERVICE, flags);
  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, FERRY_TYPE_RUN_MONITOR, flags);
  properties[PROP_RUNS] = g_param_spec_object ("runs", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_COMPANIES] = g_param_spec_object ("companies", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_CONNECTION]
    = g_param_spec_enum ("connection", NULL, NULL, FERRY_TYPE_CONNECTION, FERRY_CONNECTION_OFFLINE, flags);
  properties[PROP_CONNECTION_MESSAGE] = g_param_spec_string ("connection-message", NULL, NULL, "", flags);
  properties[PROP_STATUS_TITLE] = g_param_spec_string ("status-title", NULL, NULL, "", flags);
  properties[PROP_STATUS_EXPLANATION] = g_param_spec_string ("status-explanation", NULL, NULL, "", flags);
  properties[PROP_STATUS_STYLE]
    = g_param_spec_enum ("status-style", NULL, NULL, FERRY_TYPE_STYLE, FERRY_STYLE_NEUTRAL, flags);
  properties[PROP_SUGGESTED_ACTION]
    = g_param_spec_int ("suggested-action", NULL, NULL, -1, FERRY_N_ACTIONS - 1, -1, flags);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    properties[PROP_TABLES_SUCCESSFUL + i]
      = g_param_spec_int64 (counts[i], NULL, NULL, -1, G_MAXINT64, -1, flags);
  for (guint i = 0; i < G_N_ELEMENTS (companies); i++)
    properties[PROP_COMPANIES_TOTAL + i]
      = g_param_spec_uint (companies[i], NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SET_UP] = g_param_spec_boolean ("set-up", NULL, NULL, FALSE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_LAST_SEEN] = g_param_spec_int64 ("last-seen", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PRODUCT_NAME] = g_param_spec_string ("product-name", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIONS_CHANGED] = g_signal_new ("actions-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RUN_ENDED] = g_signal_new ("run-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, FERRY_TYPE_RUN);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, FERRY_TYPE_JOURNAL_ENTRY);
}

static void
ferry_environment_init (FerryEnvironment *self)
{
  self->runs = g_list_store_new (FERRY_TYPE_RUN);
  self->companies = g_list_store_new (FERRY_TYPE_COMPANY);
  self->monitor = ferry_run_monitor_new ();
  self->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_deed_free);
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->own_intents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->performing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->totals = ferry_migration_totals_new ();
  self->counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->uncounted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->readers = g_ptr_array_new_with_free_func (g_object_unref);
  self->next_readers = g_ptr_array_new_with_free_func (g_object_unref);
  self->trouble = g_strdup ("");
  self->connection_message = g_strdup ("");
  self->state = ferry_migration_state_new ();
  self->text = ferry_status_text_new (self->state);
  self->suggested = -1;
  self->warnings = -1;
  ferry_environment_connect_monitor (self);
}

FerryEnvironment *
ferry_environment_new (FerryProfile *profile, FerryAuthorizer *authorizer, FerryDatabase *database)
{
  FerryEnvironment *self;

  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);

  self = g_object_new (FERRY_TYPE_ENVIRONMENT, NULL);
  self->profile = g_object_ref (profile);
  g_set_object (&self->authorizer, authorizer);
  g_set_object (&self->database, database);
  return self;
}

/* ---- State ---- */

static GPtrArray *
dup_items (GListStore *store)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  GPtrArray *items = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (store), i));
  return items;
}

static const char *
find_product_name (FerryEnvironment *self, FerryRun *last)
{
  const char *id = self->setup != NULL ? ferry_setup_get_product_id (self->setup) : NULL;

  for (guint i = 0; id != NULL && self->products != NULL && i < self->products->len; i++)
    {
      FerryProduct *product = g_ptr_array_index (self->products, i);

      if (g_strcmp0 (ferry_product_get_id (product), id) == 0
          && *ferry_product_get_display_name (product) != '\0')
        return ferry_product_get_display_name (product);
    }
  if (last != NULL && *ferry_run_get_source (last) != '\0')
    return ferry_run_get_source (last);
  return id != NULL ? id : "";
}

void
ferry_environment_fill_facts (FerryEnvironment *self,
                              FerryMigrationFacts *facts,
                              GPtrArray **runs,
                              GPtrArray **companies)
{
  FerryRun *last;
  gboolean counted = g_hash_table_size (self->counted) > 0;

  *runs = dup_items (self->runs);
  *companies = dup_items (self->companies);
  last = ferry_migration_facts_find_last_copy (*runs);
  *facts = (FerryMigrationFacts){
    .connection = self->connection,
    .has_setup = self->setup != NULL,
    .product_id = self->setup != NULL ? ferry_setup_get_product_id (self->setup) : NULL,
    .product_name = find_product_name (self, last),
    .runs = *runs,
    .companies = *companies,
    .deeds = self->deeds,
    .totals = counted ? self->totals : NULL,
    .totals_complete = counted && ferry_environment_has_all_counts (self),
    .last_warnings = last != NULL && g_strcmp0 (ferry_run_get_run_id (last), self->warnings_run_id) == 0
                       ? self->warnings
                       : -1,
    .overview = self->overview,
    .overview_old = self->overview_old,
    .capabilities = self->capabilities,
    .upgrade_started = self->upgrade.run_id != NULL,
    .upgrade_failed = last != NULL && self->upgrade.failed_run_id != NULL
                      && g_strcmp0 (ferry_run_get_run_id (last), self->upgrade.failed_run_id) == 0,
    .now = g_get_real_time (),
  };
}

static FerryMigrationState *
make_state (FerryEnvironment *self)
{
  g_autoptr (GPtrArray) runs = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  FerryMigrationFacts facts;
  FerryMigrationState *state;

  if (self->has_facts)
    {
      ferry_environment_fill_facts (self, &facts, &runs, &companies);
      return ferry_migration_facts_derive (&facts);
    }
  state = self->remembered != NULL ? ferry_migration_state_new_from_text (self->remembered)
                                   : ferry_migration_state_new ();
  state->connection = self->connection;
  state->upgrade_started = self->upgrade.run_id != NULL;
  state->now = g_get_real_time ();
  return state;
}

static void
remember (FerryEnvironment *self)
{
  g_autofree char *text = NULL;

  if (!self->has_facts || self->connection != FERRY_CONNECTION_ONLINE)
    return;
  text = ferry_migration_state_to_text (self->state);
  if (g_strcmp0 (text, self->remembered) == 0)
    return;
  if (self->database != NULL)
    ferry_database_set_value_async (self->database, ferry_profile_get_id (self->profile), "state", text, NULL,
                                    NULL);
  g_free (self->remembered);
  self->remembered = g_steal_pointer (&text);
}

static guint
hash_rules (const FerryMigrationState *state)
{
  guint hash = 5381;

  for (guint i = 0; i < FERRY_N_ACTIONS; i++)
    {
      g_autofree char *reason = NULL;
      gboolean allowed = ferry_action_rules_check (state, (FerryAction) i, &reason);

      hash = hash * 33 + (allowed ? 1 : g_str_hash (reason));
    }
  /* Of the actions that toggle, how they stand. */
  hash = hash * 33 + (guint) state->has_layout;
  hash = hash * 33 + (guint) state->use_new_layout;
  hash = hash * 33 + (guint) state->keep_user_permissions;
  return hash * 33 + (guint) state->approval_required;
}

static void
notify_values (FerryEnvironment *self, const FerryMigrationState *before, const FerryStatusText *text_before)
{
  const FerryMigrationState *after = self->state;
  const struct
  {
    guint property;
    gboolean changed;
  } changes[] = {
    { PROP_STATUS_TITLE, g_strcmp0 (text_before->title, self->text->title) != 0 },
    { PROP_STATUS_EXPLANATION, g_strcmp0 (text_before->explanation, self->text->explanation) != 0 },
    { PROP_STATUS_STYLE, text_before->style != self->text->style },
    { PROP_TABLES_SUCCESSFUL, before->tables_successful != after->tables_successful },
    { PROP_TABLES_FAILED, before->tables_failed != after->tables_failed },
    { PROP_TABLES_REMAINING, before->tables_remaining != after->tables_remaining },
    { PROP_TABLES_WITH_WARNINGS, before->tables_with_warnings != after->tables_with_warnings },
    { PROP_WARNINGS, before->warnings != after->warnings },
    { PROP_COMPANIES_TOTAL, before->companies_total != after->companies_total },
    { PROP_COMPANIES_SELECTED, before->companies_selected != after->companies_selected },
    { PROP_COMPANIES_REPLICATED, before->companies_replicated != after->companies_replicated },
    { PROP_COMPANIES_NOT_INITIALIZED,
      count_names (before->companies_not_initialized) != count_names (after->companies_not_initialized) },
    { PROP_SET_UP, before->set_up != after->set_up },
    { PROP_PRODUCT_NAME, g_strcmp0 (before->product_name, after->product_name) != 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    if (changes[i].changed)
      g_object_notify_by_pspec (G_OBJECT (self), properties[changes[i].property]);
}

static gboolean
on_turn_over (gpointer unused)
{
  return G_SOURCE_REMOVE;
}

/* Somebody may still hold it in this turn of the main loop. */
static void
free_state_later (FerryMigrationState *state)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_static_name (source, "[ferry] former state");
  g_source_set_callback (source, on_turn_over, state, (GDestroyNotify) ferry_migration_state_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
ferry_environment_update (FerryEnvironment *self)
{
  FerryMigrationState *before = self->state;
  g_autoptr (FerryStatusText) text_before = g_steal_pointer (&self->text);
  FerryAction suggested;
  int suggested_before = self->suggested;
  guint hash;

  self->state = make_state (self);
  self->text = ferry_status_text_new (self->state);
  self->suggested = ferry_action_rules_suggest (self->state, &suggested) ? (int) suggested : -1;
  hash = hash_rules (self->state);
  remember (self);

  g_object_freeze_notify (G_OBJECT (self));
  notify_values (self, before, text_before);
  if (self->suggested != suggested_before)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUGGESTED_ACTION]);
  g_object_thaw_notify (G_OBJECT (self));
  if (hash != self->rules_hash)
    {
      self->rules_hash = hash;
      g_signal_emit (self, signals[ACTIONS_CHANGED], 0);
    }
  free_state_later (before);
}

/* ---- Small things for the other parts ---- */

void
ferry_environment_begin_work (FerryEnvironment *self)
{
  if (self->busy++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
ferry_environment_end_work (FerryEnvironment *self)
{
  if (--self->busy == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

GCancellable *
ferry_environment_link_cancellable (FerryEnvironment *self, GCancellable *cancellable)
{
  GCancellable *linked = g_cancellable_new ();
  GCancellable *sources[] = { self->life, cancellable };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      if (sources[i] == NULL)
        continue;
      /* Not g_cancellable_connect(): its disconnection waits for the very emission it may be called from. */
      g_signal_connect_object (sources[i], "cancelled", G_CALLBACK (g_cancellable_cancel), linked,
                               G_CONNECT_SWAPPED);
      if (g_cancellable_is_cancelled (sources[i]))
        g_cancellable_cancel (linked);
    }
  return linked;
}

gboolean
ferry_environment_check_open (FerryEnvironment *self, GError **error)
{
  if (self->life != NULL && self->service != NULL)
    return TRUE;
  if (self->life == NULL)
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE, _ ("“%s” isn’t open. Open the environment first."),
                 ferry_profile_get_name (self->profile));
  else
    g_set_error (error, FERRY_ERROR, FERRY_ERROR_RULE,
                 _ ("“%s” has no usable address. Correct its connection first."),
                 ferry_profile_get_name (self->profile));
  return FALSE;
}

FerryRun *
ferry_environment_get_newest_run (FerryEnvironment *self)
{
  return g_list_model_get_item (G_LIST_MODEL (self->runs), 0);
}

const char *
ferry_environment_get_newest_run_id (FerryEnvironment *self)
{
  g_autoptr (FerryRun) run = ferry_environment_get_newest_run (self);

  return run != NULL ? ferry_run_get_run_id (run) : "";
}

FerryCompany *
ferry_environment_find_company (FerryEnvironment *self, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->companies));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (G_LIST_MODEL (self->companies), i);

      if (g_strcmp0 (ferry_company_get_id (company), id) == 0)
        return company;
    }
  return NULL;
}

/* ---- Getters ---- */

FerryProfile *
ferry_environment_get_profile (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);
  return self->profile;
}

FerryMigrationService *
ferry_environment_get_service (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);
  return self->service;
}

FerryRunMonitor *
ferry_environment_get_monitor (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);
  return self->monitor;
}

GListModel *
ferry_environment_get_runs (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);
  return G_LIST_MODEL (self->runs);
}

GListModel *
ferry_environment_get_companies (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);
  return G_LIST_MODEL (self->companies);
}

GStrv
ferry_environment_dup_company_names (FerryEnvironment *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GListModel *companies;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);

  companies = G_LIST_MODEL (self->companies);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      g_strv_builder_add (names, ferry_company_get_name (company));
    }
  return g_strv_builder_end (names);
}

FerryConnection
ferry_environment_get_connection (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), FERRY_CONNECTION_OFFLINE);
  return self->connection;
}

const FerryMigrationState *
ferry_environment_get_state (FerryEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);
  return self->state;
}

const char *
ferry_environment_get_runtime_name (FerryEnvironment *self)
{
  const char *name;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), NULL);

  if (!self->has_facts)
    return NULL;
  name = self->setup != NULL ? ferry_setup_get_runtime_name (self->setup) : NULL;
  return name != NULL ? name : "";
}

gboolean
ferry_environment_check_action (FerryEnvironment *self, FerryAction action, char **reason)
{
  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (self), FALSE);

  /* A run becomes stale by the clock alone (domain §2.4). */
  self->state->now = g_get_real_time ();
  return ferry_action_rules_check (self->state, action, reason);
}
