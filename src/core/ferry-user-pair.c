/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pair-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _FerryUserPair
{
  GObject parent_instance;

  FerryUserMapping *mapping;
  FerryCloudUser *choice;
  FerryCloudUser *suggestion;
  char *suggested_by; /* as the service says it */
  char *missing;      /* (nullable): who is saved, but isn't there any more */
  char *note;
  char *folded; /* what a search looks at, of the on-premises user */
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_EMAIL,
  PROP_CHOICE,
  PROP_CHOICE_NAME,
  PROP_REASON,
  PROP_NOTE,
  PROP_CHANGED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryUserPair, ferry_user_pair, G_TYPE_OBJECT)

char *
ferry_user_fold (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *normal = g_utf8_normalize (stripped, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  return g_utf8_casefold (normal != NULL ? normal : stripped, -1);
}

static gboolean
same_name (const char *a, const char *b)
{
  g_autofree char *folded_a = ferry_user_fold (a);
  g_autofree char *folded_b = ferry_user_fold (b);

  return g_str_equal (folded_a, folded_b);
}

static const char *
saved_name (FerryUserPair *self)
{
  return ferry_user_mapping_get_destination_user_id (self->mapping);
}

static void
notify_all (FerryUserPair *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_mapping (FerryUserPair *self, FerryUserMapping *mapping)
{
  g_autofree char *text = NULL;

  g_set_object (&self->mapping, mapping);
  text = g_strconcat (ferry_user_mapping_get_source_user_id (mapping), "\n",
                      ferry_user_mapping_get_source_email (mapping), NULL);
  g_free (self->folded);
  self->folded = ferry_user_fold (text);
}

FerryUserPair *
ferry_user_pair_new (FerryUserMapping *mapping)
{
  FerryUserPair *self = g_object_new (FERRY_TYPE_USER_PAIR, NULL);

  take_mapping (self, mapping);
  /* Until the cloud users are known. */
  if (*saved_name (self) != '\0')
    self->missing = g_strdup (saved_name (self));
  return self;
}

static FerryCloudUser *
find_user (GHashTable *users, const char *name)
{
  g_autofree char *folded = ferry_user_fold (name);

  return *folded != '\0' ? g_hash_table_lookup (users, folded) : NULL;
}

/* The same user as it is now. */
static void
follow (FerryCloudUser **user, GHashTable *by_id)
{
  FerryCloudUser *now
    = *user != NULL ? g_hash_table_lookup (by_id, ferry_record_get_id (FERRY_RECORD (*user))) : NULL;

  g_set_object (user, now);
}

static void
follow_saved (FerryUserPair *self, GHashTable *users)
{
  const char *name = saved_name (self);

  g_set_object (&self->choice, find_user (users, name));
  g_clear_pointer (&self->missing, g_free);
  if (self->choice == NULL && *name != '\0')
    {
      g_autofree char *note
        = g_strdup_printf (_ ("The cloud user “%s” isn’t there any more. Choose another one."), name);

      self->missing = g_strdup (name);
      ferry_user_pair_set_note (self, note);
    }
}

static void
keep_choice (FerryUserPair *self, const char *saved_before, GHashTable *by_id)
{
  g_autofree char *name = g_strdup (ferry_user_pair_get_choice_name (self));
  g_autofree char *note = NULL;
  gboolean had_choice = self->choice != NULL;

  follow (&self->choice, by_id);
  if (had_choice && self->choice == NULL)
    note = g_strdup_printf (_ ("The cloud user “%s” isn’t there any more. Choose another one."), name);
  else if (!same_name (saved_name (self), saved_before) && ferry_user_pair_get_changed (self))
    note = *saved_name (self) != '\0'
             ? g_strdup_printf (
               _ ("Somebody else chose “%s” meanwhile. Your choice is kept; saving replaces theirs."),
               saved_name (self))
             : g_strdup (
               _ ("Somebody else took the choice away meanwhile. Yours is kept; saving brings it back."));
  if (note != NULL)
    ferry_user_pair_set_note (self, note);
}

void
ferry_user_pair_update (FerryUserPair *self, FerryUserMapping *mapping, GHashTable *users, GHashTable *by_id)
{
  g_autofree char *saved_before = g_strdup (saved_name (self));
  gboolean changed = ferry_user_pair_get_changed (self);
  const char *suggested_by;

  take_mapping (self, mapping);
  if (!changed)
    {
      ferry_user_pair_set_note (self, "");
      follow_saved (self, users);
    }
  else
    keep_choice (self, saved_before, by_id);

  /* What was suggested is worth knowing even after another was chosen, which makes the service forget it. */
  suggested_by = ferry_user_mapping_get_suggested_by (mapping);
  if (*suggested_by != '\0')
    {
      g_set_object (&self->suggestion, find_user (users, saved_name (self)));
      g_free (self->suggested_by);
      self->suggested_by = g_strdup (suggested_by);
    }
  else
    follow (&self->suggestion, by_id);
  notify_all (self);
}

void
ferry_user_pair_set_mapping (FerryUserPair *self, FerryUserMapping *mapping)
{
  take_mapping (self, mapping);
  ferry_user_pair_set_note (self, "");
  notify_all (self);
}

void
ferry_user_pair_set_choice (FerryUserPair *self, FerryCloudUser *user)
{
  g_set_object (&self->choice, user);
  g_clear_pointer (&self->missing, g_free);
  ferry_user_pair_set_note (self, "");
  notify_all (self);
}

void
ferry_user_pair_set_note (FerryUserPair *self, const char *note)
{
  char *copy = g_strdup (note);

  g_free (self->note);
  self->note = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

void
ferry_user_pair_offer_email_match (FerryUserPair *self, FerryCloudUser *user)
{
  if (self->suggestion != NULL || user == NULL)
    return;
  self->suggestion = g_object_ref (user);
  g_free (self->suggested_by);
  self->suggested_by = g_strdup ("E-mail");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

FerryCloudUser *
ferry_user_pair_get_suggestion (FerryUserPair *self)
{
  return self->suggestion;
}

FerryUserMapping *
ferry_user_pair_get_mapping (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), NULL);
  return self->mapping;
}

const char *
ferry_user_pair_get_name (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), "");
  return ferry_user_mapping_get_source_user_id (self->mapping);
}

const char *
ferry_user_pair_get_email (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), "");
  return ferry_user_mapping_get_source_email (self->mapping);
}

FerryCloudUser *
ferry_user_pair_get_choice (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), NULL);
  return self->choice;
}

const char *
ferry_user_pair_get_choice_name (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), "");

  if (self->choice != NULL)
    return ferry_cloud_user_get_user_name (self->choice);
  return self->missing != NULL ? self->missing : "";
}

/* In all three spellings of an option value (api-contract §0). */
static gboolean
is_word (const char *text, const char *word)
{
  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) && g_ascii_tolower (*text) != *word++)
      return FALSE;
  return *word == '\0';
}

const char *
ferry_user_pair_get_reason (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), "");

  if (self->choice == NULL || self->choice != self->suggestion || self->suggested_by == NULL)
    return "";
  if (is_word (self->suggested_by, "objectid"))
    /* Translators: why two users are taken for the same one: the object id in Microsoft Entra ID */
    return _ ("Same Entra ID account");
  if (is_word (self->suggested_by, "nameidentifier"))
    /* Translators: why two users are taken for the same one: the name identifier of their sign-in */
    return _ ("Same sign-in identifier");
  if (is_word (self->suggested_by, "email"))
    /* Translators: why two users are taken for the same one */
    return _ ("Same e-mail");
  return self->suggested_by;
}

const char *
ferry_user_pair_get_note (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), "");
  return self->note;
}

gboolean
ferry_user_pair_get_changed (FerryUserPair *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), FALSE);

  return !same_name (ferry_user_pair_get_choice_name (self), saved_name (self));
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = ferry_user_fold (text);

  return strstr (own, folded) != NULL;
}

gboolean
ferry_user_pair_matches (FerryUserPair *self, const char *folded)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIR (self), FALSE);

  if (strstr (self->folded, folded) != NULL)
    return TRUE;
  if (self->choice == NULL)
    return contains (ferry_user_pair_get_choice_name (self), folded);
  return contains (ferry_cloud_user_get_user_name (self->choice), folded)
         || contains (ferry_cloud_user_get_display_name (self->choice), folded)
         || contains (ferry_cloud_user_get_authentication_email (self->choice), folded);
}

static void
ferry_user_pair_finalize (GObject *object)
{
  FerryUserPair *self = FERRY_USER_PAIR (object);

  g_clear_object (&self->mapping);
  g_clear_object (&self->choice);
  g_clear_object (&self->suggestion);
  g_free (self->suggested_by);
  g_free (self->missing);
  g_free (self->note);
  g_free (self->folded);
  G_OBJECT_CLASS (ferry_user_pair_parent_class)->finalize (object);
}

static void
ferry_user_pair_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryUserPair *self = FERRY_USER_PAIR (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, ferry_user_pair_get_name (self));
      break;
    case PROP_EMAIL:
      g_value_set_string (value, ferry_user_pair_get_email (self));
      break;
    case PROP_CHOICE:
      g_value_set_object (value, self->choice);
      break;
    case PROP_CHOICE_NAME:
      g_value_set_string (value, ferry_user_pair_get_choice_name (self));
      break;
    case PROP_REASON:
      g_value_set_string (value, ferry_user_pair_get_reason (self));
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, ferry_user_pair_get_changed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_user_pair_class_init (FerryUserPairClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_user_pair_finalize;
  object_class->get_property = ferry_user_pair_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, "", flags);
  properties[PROP_CHOICE] = g_param_spec_object ("choice", NULL, NULL, FERRY_TYPE_CLOUD_USER, flags);
  properties[PROP_CHOICE_NAME] = g_param_spec_string ("choice-name", NULL, NULL, "", flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, "", flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, "", flags);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_user_pair_init (FerryUserPair *self)
{
  self->note = g_strdup ("");
}
