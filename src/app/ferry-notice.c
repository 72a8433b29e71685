/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-notice.h"

#include <glib/gi18n-lib.h>

#include "ferry-format.h"

static FerryNotice *
make (FerryEnvironment *environment, FerryNoticeKind kind, const char *run_id)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  FerryNotice *self = g_new0 (FerryNotice, 1);

  self->kind = kind;
  self->environment_id = g_strdup (ferry_profile_get_id (profile));
  self->name = g_strdup (ferry_profile_get_name (profile));
  self->run_id = g_strdup (run_id);
  return self;
}

void
ferry_notice_free (FerryNotice *self)
{
  g_free (self->environment_id);
  g_free (self->name);
  g_free (self->run_id);
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

/* ---- Runs ---- */

static FerryNoticeKind
judge_run (FerryEnvironment *environment, FerryRun *run)
{
  const FerryMigrationState *state = ferry_environment_get_state (environment);
  FerryRunStatus status = ferry_run_get_status (run);
  gboolean failed
    = ferry_run_status_to_style (status) == FERRY_STYLE_BAD || ferry_run_get_tables_failed (run) > 0;

  if (status == FERRY_RUN_STATUS_UPGRADE_FAILED
      || (status == FERRY_RUN_STATUS_UPGRADE_PENDING && state->upgrade_failed))
    return FERRY_NOTICE_UPGRADE_FAILED;
  if (failed)
    return FERRY_NOTICE_RUN_FAILED;
  if (status == FERRY_RUN_STATUS_COMPLETED && state->upgrade_completed
      && ferry_run_get_replication_type (run) != FERRY_REPLICATION_TYPE_DIAGNOSTIC)
    return FERRY_NOTICE_UPGRADE_ENDED;
  if (status == FERRY_RUN_STATUS_UPGRADE_PENDING
      && ferry_environment_check_action (environment, FERRY_ACTION_RUN_UPGRADE, NULL))
    return FERRY_NOTICE_UPGRADE_READY;
  return FERRY_NOTICE_RUN_ENDED;
}

static char *
dup_duration (FerryRun *run)
{
  gint64 start = ferry_run_get_start_time (run);
  gint64 end = ferry_run_get_end_time (run);

  return start > 0 && end > start ? ferry_format_duration ((end - start) / G_USEC_PER_SEC) : NULL;
}

static char *
dup_run_body (FerryRun *run)
{
  gint64 n = ferry_run_get_tables_successful (run);
  g_autofree char *duration = dup_duration (run);
  g_autofree char *count = NULL;

  if (n < 0 || duration == NULL)
    return g_strdup (ferry_run_get_status_text (run));
  count = ferry_format_count (n);
  return g_strdup_printf (
    /* Translators: %1$s is a number, %2$s a duration such as “25 min” */
    g_dngettext (GETTEXT_PACKAGE, "%1$s table in %2$s.", "%1$s tables in %2$s.", (gulong) n), count,
    duration);
}

static char *
dup_failed_body (FerryRun *run)
{
  gint64 n = ferry_run_get_tables_failed (run);

  if (n > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu table failed. Open the run to see why.",
                                         "%lu tables failed. Open the run to see why.", (gulong) n),
                            (gulong) n);
  if (*ferry_run_get_details (run) != '\0')
    return g_strdup (ferry_run_get_details (run));
  return g_strdup (ferry_run_get_status_text (run));
}

FerryNotice *
ferry_notice_new_for_run (FerryEnvironment *environment, FerryRun *run)
{
  FerryNotice *self = make (environment, judge_run (environment, run), ferry_run_get_run_id (run));

  switch ((int) self->kind)
    {
    case FERRY_NOTICE_UPGRADE_FAILED:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("The data upgrade of “%s” failed"), self->name);
      self->body
        = g_strdup (_ ("The environment was put back to where it was before. Open the run to see why."));
      break;
    case FERRY_NOTICE_RUN_FAILED:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("A run of “%s” ended with failures"), self->name);
      self->body = dup_failed_body (run);
      break;
    case FERRY_NOTICE_UPGRADE_ENDED:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("The data upgrade of “%s” has ended"), self->name);
      self->body = g_strdup (_ ("Complete the migration, or run the replication once more."));
      break;
    case FERRY_NOTICE_UPGRADE_READY:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("“%s” is ready for the data upgrade"), self->name);
      self->body
        = g_strdup (_ ("The replication has ended without failures. The upgrade waits for you to start it."));
      break;
    case FERRY_NOTICE_RUN_ENDED:
    default:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("A run of “%s” has ended"), self->name);
      self->body = dup_run_body (run);
      break;
    }
  return self;
}

/* ---- What needs an answer ---- */

FerryNotice *
ferry_notice_new_for_entry (FerryEnvironment *environment, FerryJournalEntry *entry)
{
  FerryOutcome outcome = ferry_journal_entry_get_outcome (entry);
  FerryNotice *self;

  if (outcome != FERRY_OUTCOME_UNKNOWN && outcome != FERRY_OUTCOME_SETTLED_NOT_DONE)
    return NULL;
  self = make (environment, FERRY_NOTICE_UNKNOWN_OUTCOME, NULL);
  if (outcome == FERRY_OUTCOME_UNKNOWN)
    {
      /* Translators: an environment's name, and an action of which it isn't known whether it was carried out */
      self->title = g_strdup_printf (_ ("“%1$s”: what became of “%2$s” isn’t known"), self->name,
                                     ferry_journal_entry_get_action_label (entry));
      self->body = g_strdup (_ ("Look at the present state before you start it again."));
    }
  else
    {
      /* Translators: an environment's name, and an action that was interrupted */
      self->title = g_strdup_printf (_ ("“%1$s”: “%2$s” wasn’t carried out"), self->name,
                                     ferry_journal_entry_get_action_label (entry));
      self->body = g_strdup (
        _ ("It was interrupted before the service took it. Start it again if it is still wanted."));
    }
  return self;
}

FerryNotice *
ferry_notice_new (FerryEnvironment *environment, FerryNoticeKind kind)
{
  FerryNotice *self = make (environment, kind, NULL);
  const FerryMigrationState *state = ferry_environment_get_state (environment);

  switch ((int) kind)
    {
    case FERRY_NOTICE_APPROVAL:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("“%s” waits for an approval"), self->name);
      self->body = g_strdup (
        _ ("A licensed user with the SUPER permission set has to approve you before the migration can be "
           "set up. The set-up has the link to send."));
      break;
    case FERRY_NOTICE_CREATION_FAILED:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("Companies of “%s” couldn’t be created"), self->name);
      self->body = g_strdup (state->creation_error != NULL && *state->creation_error != '\0'
                               ? state->creation_error
                               : _ ("No run can be started until they are."));
      break;
    case FERRY_NOTICE_SIGNED_OUT:
    default:
      /* Translators: %s is an environment's name */
      self->title = g_strdup_printf (_ ("“%s” needs you to sign in again"), self->name);
      self->body = g_strdup (_ ("What goes on there goes on, but Ferry can’t watch it."));
      break;
    }
  return self;
}

gboolean
ferry_notice_needs_answer (const FerryNotice *self)
{
  switch (self->kind)
    {
    case FERRY_NOTICE_UPGRADE_READY:
    case FERRY_NOTICE_APPROVAL:
    case FERRY_NOTICE_CREATION_FAILED:
    case FERRY_NOTICE_SIGNED_OUT:
    case FERRY_NOTICE_UNKNOWN_OUTCOME:
      return TRUE;
    case FERRY_NOTICE_RUN_ENDED:
    case FERRY_NOTICE_RUN_FAILED:
    case FERRY_NOTICE_UPGRADE_ENDED:
    case FERRY_NOTICE_UPGRADE_FAILED:
    default:
      return FALSE;
    }
}

gboolean
ferry_notice_is_bad (const FerryNotice *self)
{
  return self->kind == FERRY_NOTICE_RUN_FAILED || self->kind == FERRY_NOTICE_UPGRADE_FAILED
         || self->kind == FERRY_NOTICE_CREATION_FAILED || self->kind == FERRY_NOTICE_UNKNOWN_OUTCOME;
}
