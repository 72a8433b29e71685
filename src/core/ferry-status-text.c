/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-status-text.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define TITLE_LENGTH 120

static FerryStatusText *
text_new (FerryStyle style, const char *title, const char *explanation)
{
  FerryStatusText *self = g_new0 (FerryStatusText, 1);

  self->style = style;
  self->title = g_strdup (title);
  self->explanation = g_strdup (explanation);
  return self;
}

void
ferry_status_text_free (FerryStatusText *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->explanation);
  g_free (self);
}

static FerryStatusText *
new_for_disabled (const FerryMigrationState *state)
{
  if (state->set_up)
    return NULL;
  switch (state->disabled_reason)
    {
    case FERRY_DISABLED_REASON_PAUSED:
      return text_new (
        FERRY_STYLE_ATTENTION, _ ("Migration paused"),
        _ ("Nothing is replicated at present. Set up cloud migration again to go on where it was."));
    case FERRY_DISABLED_REASON_ABANDONED:
      return text_new (FERRY_STYLE_NEUTRAL, _ ("Migration abandoned"),
                       _ ("The migration was given up. Set up cloud migration again to start over."));
    case FERRY_DISABLED_REASON_COMPLETED:
      return text_new (FERRY_STYLE_GOOD, _ ("Migration completed"),
                       _ ("The data has been brought over and migration is switched off. Go through the "
                          "setup checklist: users, permissions and connections."));
    case FERRY_DISABLED_REASON_NOT_SET_UP:
      return text_new (FERRY_STYLE_NEUTRAL, _ ("Not set up"),
                       _ ("Cloud migration isn’t set up in this environment. Set it up to connect it with "
                          "the source database."));
    case FERRY_DISABLED_REASON_NONE:
    case FERRY_DISABLED_REASON_OTHER:
    default:
      return text_new (FERRY_STYLE_NEUTRAL, _ ("Migration disabled"),
                       _ ("Nothing is replicated at present. The migration log tells why; set up cloud "
                          "migration again to go on."));
    }
}

static FerryStatusText *
new_for_creation (const FerryMigrationState *state)
{
  if (state->creation_status == FERRY_CREATION_STATUS_IN_PROGRESS)
    return text_new (FERRY_STYLE_PROGRESS, _ ("Creating companies"),
                     _ ("The selected companies are being created in the environment. Replication is "
                        "possible as soon as all of them exist."));
  if (state->creation_status == FERRY_CREATION_STATUS_FAILED)
    {
      g_autofree char *names = ferry_migration_state_join_names (state->companies_creation_failed);
      const char *error = state->creation_error != NULL ? state->creation_error : "";
      g_autoptr (GString) text = g_string_new (NULL);

      if (*names != '\0')
        g_string_append_printf (text, _ ("These companies could not be created: %s."), names);
      if (*error != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", error);
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, _ ("Correct the cause and create the companies again, or take them out of the "
                                "selection. Replication waits for that."));
      return text_new (FERRY_STYLE_BAD, _ ("Creating companies failed"), text->str);
    }
  return NULL;
}

static FerryStatusText *
new_for_run (const FerryMigrationState *state)
{
  if (!state->run_in_progress)
    return NULL;
  if (state->last_type == FERRY_REPLICATION_TYPE_DIAGNOSTIC)
    return text_new (
      FERRY_STYLE_PROGRESS, _ ("Diagnostic run in progress"),
      _ ("The source is examined; no data is copied. Look at the findings when the run has ended."));
  return text_new (FERRY_STYLE_PROGRESS, _ ("Replication in progress"),
                   _ ("Data is being copied from the source. It goes on when Ferry is closed; look at failed "
                      "tables when the run has ended."));
}

static FerryStatusText *
new_for_repair (const FerryMigrationState *state)
{
  if (state->repair_status != FERRY_REPAIR_STATUS_PENDING
      && state->repair_status != FERRY_REPAIR_STATUS_IN_PROGRESS)
    return NULL;
  return text_new (FERRY_STYLE_PROGRESS, _ ("Repairing data"),
                   _ ("Records of table extensions that the copy left out are being added. Wait for that "
                      "before you complete the migration."));
}

static FerryStatusText *
new_for_failed_tables (const FerryMigrationState *state)
{
  g_autofree char *title = NULL;

  if (state->tables_failed <= 0)
    return NULL;
  title = g_strdup_printf (ngettext ("%lu table failed", "%lu tables failed", (gulong) state->tables_failed),
                           (gulong) state->tables_failed);
  return text_new (FERRY_STYLE_BAD, title,
                   _ ("Failed tables can’t be read online and block upgrade and completion. Open them to see "
                      "what is wrong, correct it at the source, and run the replication again."));
}

static FerryStatusText *
new_for_upgrade (const FerryMigrationState *state)
{
  if (state->upgrade_completed && state->product_needs_upgrade)
    return text_new (
      FERRY_STYLE_GOOD, _ ("Data upgrade completed"),
      _ ("The data is in the form of the online version. Check the companies, then complete the migration."));
  if (state->last_status == FERRY_RUN_STATUS_UPGRADE_FAILED
      || (state->upgrade_failed && !ferry_migration_state_is_upgrading (state)))
    return text_new (FERRY_STYLE_BAD, _ ("Data upgrade failed"),
                     _ ("The environment is as it was before the upgrade. Look at the error in the migration "
                        "log and correct its cause, then run replication and upgrade again."));
  if (ferry_migration_state_is_upgrading (state))
    return text_new (FERRY_STYLE_PROGRESS, _ ("Data upgrade in progress"),
                     _ ("The environment can be out of reach meanwhile; that is expected. Ferry goes on "
                        "looking and tells when the upgrade has ended."));
  return NULL;
}

static FerryStatusText *
new_for_ready (const FerryMigrationState *state)
{
  const char *title = _ ("Ready for replication");

  if (state->companies_total > 0 && state->companies_selected == 0)
    return text_new (FERRY_STYLE_NEUTRAL, title,
                     _ ("No company is selected. Select the companies to replicate."));
  if (state->creation_status == FERRY_CREATION_STATUS_NONE && state->companies_selected > 0)
    return text_new (
      FERRY_STYLE_NEUTRAL, title,
      _ ("Not every selected company exists online yet. Create the companies, then run the replication."));
  if (state->last_type == FERRY_REPLICATION_TYPE_DIAGNOSTIC && state->last_status == FERRY_RUN_STATUS_FAILED)
    return text_new (
      FERRY_STYLE_BAD, title,
      _ ("The diagnostic run found tables that would fail. Open it in the migration log to see "
         "why, correct that at the source, then run the data replication."));
  if (!state->has_run)
    return text_new (
      FERRY_STYLE_GOOD, title,
      _ ("Nothing has been copied yet. Run the data replication; the first run copies everything."));
  if (state->cloud_data_reset)
    return text_new (FERRY_STYLE_GOOD, title,
                     _ ("Cloud data was reset. Run the data replication; it copies everything again."));
  if (state->last_status == FERRY_RUN_STATUS_FAILED)
    return text_new (
      FERRY_STYLE_BAD, title,
      _ ("The last run failed. Look at its details, correct the cause and run the replication again."));
  if (state->last_status == FERRY_RUN_STATUS_UPGRADE_PENDING)
    return text_new (FERRY_STYLE_GOOD, title,
                     _ ("The data is copied and waits for the data upgrade. Run the replication again to "
                        "bring the newest changes, or run the upgrade."));
  return text_new (FERRY_STYLE_GOOD, title,
                   _ ("The last run has brought all data. Run the replication again to bring the newest "
                      "changes, or complete the migration."));
}

static FerryStyle
style_for_details (const FerryMigrationState *state, const FerryStatusText *next)
{
  if (state->last_status == FERRY_RUN_STATUS_FAILED)
    return FERRY_STYLE_BAD;
  return next->style;
}

/* The text is the service's own and of any length: the title takes its beginning. Where tables failed the title says
 * that in the words of the application, and the service's text is explained by it. */
static FerryStatusText *
new_for_details (const FerryMigrationState *state, const FerryStatusText *next)
{
  g_autofree char *details = NULL;
  g_autofree char *title = NULL;
  g_autofree char *explanation = NULL;
  const char *line_end;

  if (state->last_details == NULL || !g_utf8_validate (state->last_details, -1, NULL))
    return NULL;
  details = g_strstrip (g_strdup (state->last_details));
  if (*details == '\0')
    return NULL;
  if (state->tables_failed > 0)
    {
      explanation = g_strconcat (details, "\n\n", next->explanation, NULL);
      return text_new (style_for_details (state, next), next->title, explanation);
    }

  line_end = strpbrk (details, "\r\n");
  if (g_utf8_strlen (details, line_end != NULL ? line_end - details : -1) > TITLE_LENGTH)
    {
      g_autofree char *head = g_utf8_substring (details, 0, TITLE_LENGTH - 1);
      title = g_strconcat (g_strchomp (head), "…", NULL);
    }
  else
    title = line_end != NULL ? g_strndup (details, (gsize) (line_end - details)) : g_strdup (details);

  if (g_str_equal (title, details))
    explanation = g_strdup (next->explanation);
  else
    explanation = g_strconcat (details, "\n\n", next->explanation, NULL);
  return text_new (style_for_details (state, next), title, explanation);
}

/* Domain §3, in its order. */
static FerryStatusText *
new_for_migration (const FerryMigrationState *state)
{
  g_autoptr (FerryStatusText) later = NULL;
  FerryStatusText *text;

  if ((text = new_for_disabled (state)) != NULL || (text = new_for_creation (state)) != NULL
      || (text = new_for_run (state)) != NULL || (text = new_for_repair (state)) != NULL)
    return text;

  if ((later = new_for_failed_tables (state)) == NULL && (later = new_for_upgrade (state)) == NULL)
    later = new_for_ready (state);
  if ((text = new_for_details (state, later)) != NULL)
    return text;
  return g_steal_pointer (&later);
}

static gboolean
is_known (const FerryMigrationState *state)
{
  return state->set_up || state->disabled_reason != FERRY_DISABLED_REASON_NONE;
}

static FerryStatusText *
new_without_connection (const FerryMigrationState *state,
                        FerryStyle style,
                        const char *title,
                        const char *explanation)
{
  g_autoptr (FerryStatusText) last = NULL;
  g_autofree char *whole = NULL;

  if (!is_known (state))
    return text_new (style, title, explanation);
  last = new_for_migration (state);
  /* Translators: what to do, followed by the last known status */
  whole = g_strdup_printf (_ ("%s Last known status: %s."), explanation, last->title);
  return text_new (style, title, whole);
}

FerryStatusText *
ferry_status_text_new (const FerryMigrationState *state)
{
  g_return_val_if_fail (state != NULL, NULL);

  switch (state->connection)
    {
    case FERRY_CONNECTION_OUTAGE:
      return text_new (FERRY_STYLE_PROGRESS, _ ("Data upgrade in progress"),
                       _ ("The upgrade has the environment offline, as expected. Ferry goes on looking and "
                          "tells when it has ended; nothing needs to be done."));
    case FERRY_CONNECTION_SIGNED_OUT:
      return new_without_connection (
        state, FERRY_STYLE_ATTENTION, _ ("Signed out"),
        _ ("The sign-in is missing, was refused or has expired. Sign in again to see the present state."));
    case FERRY_CONNECTION_OFFLINE:
      return new_without_connection (
        state, FERRY_STYLE_ATTENTION, _ ("Offline"),
        _ ("The environment can’t be reached. Check the network and the address; Ferry goes on trying."));
    case FERRY_CONNECTION_CONNECTING:
      /* What the history knows is shown at once and stays until something newer comes. */
      if (!is_known (state))
        return text_new (FERRY_STYLE_NEUTRAL, _ ("Connecting"),
                         _ ("Ferry is connecting to the environment. Wait a moment."));
      return new_for_migration (state);
    case FERRY_CONNECTION_ONLINE:
    default:
      if (!is_known (state))
        return text_new (FERRY_STYLE_NEUTRAL, _ ("Reading the state"),
                         _ ("Ferry is reading the state of the migration. Wait a moment."));
      return new_for_migration (state);
    }
}
