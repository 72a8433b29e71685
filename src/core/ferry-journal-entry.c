/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-entry.h"

#include "ferry-core-enums.h"

#include <glib/gi18n-lib.h>

struct _FerryJournalEntry
{
  GObject parent_instance;

  gint64 id;
  gint64 at;
  char *environment_id;
  char *action;
  char *subject;
  char *before;
  FerryOutcome outcome;
  char *message;
  char *correlation_id;
};

G_DEFINE_FINAL_TYPE (FerryJournalEntry, ferry_journal_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_AT,
  PROP_ENVIRONMENT_ID,
  PROP_ACTION,
  PROP_SUBJECT,
  PROP_BEFORE,
  PROP_OUTCOME,
  PROP_MESSAGE,
  PROP_CORRELATION_ID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ferry_journal_entry_finalize (GObject *object)
{
  FerryJournalEntry *self = FERRY_JOURNAL_ENTRY (object);

  g_free (self->environment_id);
  g_free (self->action);
  g_free (self->subject);
  g_free (self->before);
  g_free (self->message);
  g_free (self->correlation_id);

  G_OBJECT_CLASS (ferry_journal_entry_parent_class)->finalize (object);
}

static void
ferry_journal_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryJournalEntry *self = FERRY_JOURNAL_ENTRY (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_AT:
      g_value_set_int64 (value, self->at);
      break;
    case PROP_ENVIRONMENT_ID:
      g_value_set_string (value, self->environment_id);
      break;
    case PROP_ACTION:
      g_value_set_string (value, self->action);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    case PROP_BEFORE:
      g_value_set_string (value, self->before);
      break;
    case PROP_OUTCOME:
      g_value_set_enum (value, (int) self->outcome);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_CORRELATION_ID:
      g_value_set_string (value, self->correlation_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_journal_entry_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  FerryJournalEntry *self = FERRY_JOURNAL_ENTRY (object);

  switch (id)
    {
    case PROP_ID:
      self->id = g_value_get_int64 (value);
      break;
    case PROP_AT:
      self->at = g_value_get_int64 (value);
      break;
    case PROP_ENVIRONMENT_ID:
      self->environment_id = g_value_dup_string (value);
      break;
    case PROP_ACTION:
      self->action = g_value_dup_string (value);
      break;
    case PROP_SUBJECT:
      self->subject = g_value_dup_string (value);
      break;
    case PROP_BEFORE:
      self->before = g_value_dup_string (value);
      break;
    case PROP_OUTCOME:
      self->outcome = (FerryOutcome) g_value_get_enum (value);
      break;
    case PROP_MESSAGE:
      self->message = g_value_dup_string (value);
      break;
    case PROP_CORRELATION_ID:
      self->correlation_id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_journal_entry_class_init (FerryJournalEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_journal_entry_finalize;
  object_class->get_property = ferry_journal_entry_get_property;
  object_class->set_property = ferry_journal_entry_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_AT] = g_param_spec_int64 ("at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_ENVIRONMENT_ID] = g_param_spec_string ("environment-id", NULL, NULL, "", flags);
  properties[PROP_ACTION] = g_param_spec_string ("action", NULL, NULL, "", flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, "", flags);
  properties[PROP_BEFORE] = g_param_spec_string ("before", NULL, NULL, "", flags);
  properties[PROP_OUTCOME]
    = g_param_spec_enum ("outcome", NULL, NULL, FERRY_TYPE_OUTCOME, FERRY_OUTCOME_PENDING, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, "", flags);
  properties[PROP_CORRELATION_ID] = g_param_spec_string ("correlation-id", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_journal_entry_init (FerryJournalEntry *self)
{
}

gint64
ferry_journal_entry_get_id (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), 0);
  return self->id;
}

gint64
ferry_journal_entry_get_at (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), 0);
  return self->at;
}

const char *
ferry_journal_entry_get_environment_id (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->environment_id;
}

const char *
ferry_journal_entry_get_action (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->action;
}

const char *
ferry_journal_entry_get_subject (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->subject;
}

const char *
ferry_journal_entry_get_before (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->before;
}

FerryOutcome
ferry_journal_entry_get_outcome (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), FERRY_OUTCOME_UNKNOWN);
  return self->outcome;
}

const char *
ferry_journal_entry_get_message (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->message;
}

const char *
ferry_journal_entry_get_correlation_id (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->correlation_id;
}

const char *
ferry_outcome_to_label (FerryOutcome outcome)
{
  switch (outcome)
    {
    case FERRY_OUTCOME_PENDING:
      return C_ ("outcome", "Not settled yet");
    case FERRY_OUTCOME_DONE:
      return C_ ("outcome", "Done");
    case FERRY_OUTCOME_REFUSED:
      return C_ ("outcome", "Refused");
    case FERRY_OUTCOME_UNKNOWN:
      return C_ ("outcome", "Unknown");
    case FERRY_OUTCOME_SETTLED_DONE:
      return C_ ("outcome", "Done, as the state shows");
    case FERRY_OUTCOME_SETTLED_NOT_DONE:
      return C_ ("outcome", "Not done, as the state shows");
    default:
      g_return_val_if_reached ("");
    }
}
