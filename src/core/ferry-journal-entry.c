/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-journal-entry.h"

#include "ferry-action.h"
#include "ferry-core-enums.h"

#include <glib/gi18n-lib.h>

struct _FerryJournalEntry
{
  GObject parent_instance;

  gint64 id;
  gint64 at;
  gint64 concluded_at;
  char *who;
  char *environment_id;
  char *environment_name;
  char *action;
  char *subject;
  char *before;
  FerryOutcome outcome;
  char *message;
  char *correlation_id;
  gboolean held;
};

G_DEFINE_FINAL_TYPE (FerryJournalEntry, ferry_journal_entry, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_AT,
  PROP_CONCLUDED_AT,
  PROP_WHO,
  PROP_ENVIRONMENT_ID,
  PROP_ENVIRONMENT_NAME,
  PROP_ACTION,
  PROP_SUBJECT,
  PROP_BEFORE,
  PROP_OUTCOME,
  PROP_MESSAGE,
  PROP_CORRELATION_ID,
  PROP_HELD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
ferry_journal_entry_finalize (GObject *object)
{
  FerryJournalEntry *self = FERRY_JOURNAL_ENTRY (object);

  g_free (self->who);
  g_free (self->environment_id);
  g_free (self->environment_name);
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
    case PROP_CONCLUDED_AT:
      g_value_set_int64 (value, self->concluded_at);
      break;
    case PROP_WHO:
      g_value_set_string (value, self->who);
      break;
    case PROP_ENVIRONMENT_ID:
      g_value_set_string (value, self->environment_id);
      break;
    case PROP_ENVIRONMENT_NAME:
      g_value_set_string (value, self->environment_name);
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
    case PROP_HELD:
      g_value_set_boolean (value, self->held);
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
    case PROP_CONCLUDED_AT:
      self->concluded_at = g_value_get_int64 (value);
      break;
    case PROP_WHO:
      self->who = g_value_dup_string (value);
      break;
    case PROP_ENVIRONMENT_ID:
      self->environment_id = g_value_dup_string (value);
      break;
    case PROP_ENVIRONMENT_NAME:
      self->environment_name = g_value_dup_string (value);
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
    case PROP_HELD:
      self->held = g_value_get_boolean (value);
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
  properties[PROP_CONCLUDED_AT]
    = g_param_spec_int64 ("concluded-at", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_WHO] = g_param_spec_string ("who", NULL, NULL, "", flags);
  properties[PROP_ENVIRONMENT_NAME] = g_param_spec_string ("environment-name", NULL, NULL, "", flags);
  properties[PROP_ENVIRONMENT_ID] = g_param_spec_string ("environment-id", NULL, NULL, "", flags);
  properties[PROP_ACTION] = g_param_spec_string ("action", NULL, NULL, "", flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, "", flags);
  properties[PROP_BEFORE] = g_param_spec_string ("before", NULL, NULL, "", flags);
  properties[PROP_OUTCOME]
    = g_param_spec_enum ("outcome", NULL, NULL, FERRY_TYPE_OUTCOME, FERRY_OUTCOME_PENDING, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, "", flags);
  properties[PROP_HELD] = g_param_spec_boolean ("held", NULL, NULL, FALSE, flags);
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

gint64
ferry_journal_entry_get_concluded_at (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), 0);
  return self->concluded_at;
}

const char *
ferry_journal_entry_get_who (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->who;
}

const char *
ferry_journal_entry_get_environment_name (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);
  return self->environment_name;
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

gboolean
ferry_journal_entry_get_held (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), FALSE);
  return self->held;
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

/* ---- In words ---- */

const char *
ferry_journal_entry_get_action_label (FerryJournalEntry *self)
{
  /* What the journal has beside the actions of the page. */
  static const struct
  {
    const char *nick;
    const char *label;
  } others[] = {
    { "save-setup", N_ ("Save the connection of the set-up") },
    { "verify-runtime", N_ ("Verify the integration runtime") },
    { "complete-setup", N_ ("Complete the set-up") },
    { FERRY_JOURNAL_ADD_ENVIRONMENT, N_ ("Add environment") },
    { FERRY_JOURNAL_EDIT_ENVIRONMENT, N_ ("Edit environment") },
    { FERRY_JOURNAL_REMOVE_ENVIRONMENT, N_ ("Remove environment") },
    { FERRY_JOURNAL_SIGN_IN, N_ ("Sign in") },
    { FERRY_JOURNAL_SIGN_OUT, N_ ("Sign out") },
  };
  FerryAction action;

  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);

  if (ferry_action_from_nick (self->action, &action))
    return ferry_action_get_label (action);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_str_equal (self->action, others[i].nick))
      return _ (others[i].label);
  return self->action;
}

gboolean
ferry_journal_entry_has_reason (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), FALSE);

  return *self->subject != '\0'
         && (g_str_equal (self->action, ferry_action_to_nick (FERRY_ACTION_PAUSE))
             || g_str_equal (self->action, ferry_action_to_nick (FERRY_ACTION_ABANDON)));
}

char *
ferry_journal_entry_dup_subject_label (FerryJournalEntry *self)
{
  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);

  /* Those that are switched on and off. */
  if (g_str_equal (self->subject, "true"))
    return g_strdup (C_ ("switched", "On"));
  if (g_str_equal (self->subject, "false"))
    return g_strdup (C_ ("switched", "Off"));
  return g_strdup (self->subject);
}

char *
ferry_journal_entry_dup_message_label (FerryJournalEntry *self)
{
  gboolean settled;

  g_return_val_if_fail (FERRY_IS_JOURNAL_ENTRY (self), NULL);

  settled = self->outcome == FERRY_OUTCOME_SETTLED_DONE || self->outcome == FERRY_OUTCOME_SETTLED_NOT_DONE;
  if (!settled || *self->message == '\0')
    return g_strdup (self->message);
  /* Translators: of an action whose outcome wasn't known at first, and is by now; what was said then */
  return g_strdup_printf (_ ("Settled since. The message at first: %s"), self->message);
}

const char *
ferry_outcome_to_nick (FerryOutcome outcome)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (FERRY_TYPE_OUTCOME);
  GEnumValue *value = g_enum_get_value (klass, (int) outcome);

  return value != NULL ? value->value_nick : "unknown";
}

FerryOutcome
ferry_outcome_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (FERRY_TYPE_OUTCOME);
  GEnumValue *value = g_enum_get_value_by_nick (klass, nick);

  return value != NULL ? (FerryOutcome) value->value : FERRY_OUTCOME_UNKNOWN;
}

FerryStyle
ferry_outcome_to_style (FerryOutcome outcome)
{
  switch (outcome)
    {
    case FERRY_OUTCOME_DONE:
    case FERRY_OUTCOME_SETTLED_DONE:
      return FERRY_STYLE_GOOD;
    case FERRY_OUTCOME_REFUSED:
      return FERRY_STYLE_BAD;
    case FERRY_OUTCOME_PENDING:
      return FERRY_STYLE_PROGRESS;
    case FERRY_OUTCOME_UNKNOWN:
    case FERRY_OUTCOME_SETTLED_NOT_DONE:
    default:
      return FERRY_STYLE_ATTENTION;
    }
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
