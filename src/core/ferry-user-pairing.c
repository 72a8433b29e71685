/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-user-pairing-private.h"

#include "ferry-user-pair-private.h"

#include <glib/gi18n-lib.h>

struct _FerryUserPairing
{
  GObject parent_instance;

  GListStore *pairs;
  GListStore *users;
  GHashTable *users_by_name; /* folded → FerryCloudUser */
  GHashTable *users_by_id;
  GHashTable *users_by_email; /* folded → FerryCloudUser, NULL where several have it */
  GHashTable *holders;        /* FerryCloudUser → FerryUserPair; kept by set_choice() */
  guint n_saved;
  guint n_to_save;
};

enum
{
  PROP_0,
  PROP_N_SAVED,
  PROP_N_TO_SAVE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FerryUserPairing, ferry_user_pairing, G_TYPE_OBJECT)

/* The list keeps it. */
static FerryUserPair *
pair_at (FerryUserPairing *self, guint position)
{
  FerryUserPair *pair = g_list_model_get_item (G_LIST_MODEL (self->pairs), position);

  g_object_unref (pair);
  return pair;
}

void
ferry_user_pairing_tell_changed (FerryUserPairing *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ferry_user_pairing_set_progress (FerryUserPairing *self, guint n_saved, guint n_to_save)
{
  self->n_saved = n_saved;
  self->n_to_save = n_to_save;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TO_SAVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SAVED]);
}

static void
set_choice (FerryUserPairing *self, FerryUserPair *pair, FerryCloudUser *user)
{
  FerryCloudUser *before = ferry_user_pair_get_choice (pair);

  if (before != NULL && g_hash_table_lookup (self->holders, before) == pair)
    g_hash_table_remove (self->holders, before);
  ferry_user_pair_set_choice (pair, user);
  if (user != NULL)
    g_hash_table_insert (self->holders, user, pair);
}

/* ---- What was read ---- */

static int
compare_records (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (ferry_record_get_name (*(FerryRecord *const *) a),
                         ferry_record_get_name (*(FerryRecord *const *) b));
}

static GPtrArray *
sort_records (GPtrArray *records)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (sorted, g_object_ref (g_ptr_array_index (records, i)));
  g_ptr_array_sort (sorted, compare_records);
  return sorted;
}

static void
take_users (FerryUserPairing *self, GPtrArray *users)
{
  g_autoptr (GPtrArray) sorted = sort_records (users);

  g_hash_table_remove_all (self->users_by_name);
  g_hash_table_remove_all (self->users_by_email);
  g_hash_table_remove_all (self->users_by_id);
  for (guint i = 0; i < sorted->len; i++)
    {
      FerryCloudUser *user = g_ptr_array_index (sorted, i);
      char *name = ferry_user_fold (ferry_cloud_user_get_user_name (user));
      char *email = ferry_user_fold (ferry_cloud_user_get_authentication_email (user));

      g_hash_table_insert (self->users_by_name, name, user);
      g_hash_table_insert (self->users_by_id, (gpointer) ferry_record_get_id (FERRY_RECORD (user)), user);
      g_hash_table_insert (self->users_by_email, email,
                           g_hash_table_contains (self->users_by_email, email) ? NULL : user);
    }
  g_hash_table_remove (self->users_by_email, "");
  g_list_store_splice (self->users, 0, g_list_model_get_n_items (G_LIST_MODEL (self->users)), sorted->pdata,
                       sorted->len);
}

static void
update_pair (FerryUserPairing *self, FerryUserPair *pair, FerryUserMapping *mapping)
{
  g_autofree char *email = ferry_user_fold (ferry_user_mapping_get_source_email (mapping));

  ferry_user_pair_update (pair, mapping, self->users_by_name, self->users_by_id);
  ferry_user_pair_offer_email_match (pair, g_hash_table_lookup (self->users_by_email, email));
}

/* Rows on show stay where they are as long as nobody came or went. */
static void
take_mappings (FerryUserPairing *self, GPtrArray *mappings)
{
  g_autoptr (GPtrArray) sorted = sort_records (mappings);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pairs));
  gboolean same = n == sorted->len;

  for (guint i = 0; i < n; i++)
    {
      FerryUserPair *pair = pair_at (self, i);

      g_hash_table_insert (known,
                           g_strdup (ferry_record_get_id (FERRY_RECORD (ferry_user_pair_get_mapping (pair)))),
                           g_object_ref (pair));
    }
  for (guint i = 0; i < sorted->len; i++)
    {
      FerryUserMapping *mapping = g_ptr_array_index (sorted, i);
      FerryUserPair *pair = g_hash_table_lookup (known, ferry_record_get_id (FERRY_RECORD (mapping)));

      pair = pair != NULL ? g_object_ref (pair) : ferry_user_pair_new (mapping);
      update_pair (self, pair, mapping);
      g_ptr_array_add (pairs, pair);
      same = same && pair_at (self, i) == pair;
    }
  if (!same)
    g_list_store_splice (self->pairs, 0, n, pairs->pdata, pairs->len);
}

/* A choice of the user's own goes before what was saved. */
static void
find_holders (FerryUserPairing *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pairs));

  g_hash_table_remove_all (self->holders);
  for (int changed = TRUE; changed >= FALSE; changed--)
    for (guint i = 0; i < n; i++)
      {
        FerryUserPair *pair = pair_at (self, i);
        FerryCloudUser *choice = ferry_user_pair_get_choice (pair);
        FerryUserPair *holder;

        if (choice == NULL || ferry_user_pair_get_changed (pair) != changed)
          continue;
        holder = g_hash_table_lookup (self->holders, choice);
        if (holder == NULL)
          {
            g_hash_table_insert (self->holders, choice, pair);
            continue;
          }
        if (holder != pair)
          {
            g_autofree char *note = g_strdup_printf (
              /* Translators: a cloud user, an on-premises user */
              _ ("“%s” is used for “%s” and can be used only once."), ferry_cloud_user_get_user_name (choice),
              ferry_user_pair_get_name (holder));

            ferry_user_pair_set_choice (pair, NULL);
            ferry_user_pair_set_note (pair, note);
          }
      }
}

void
ferry_user_pairing_update (FerryUserPairing *self, GPtrArray *mappings, GPtrArray *users)
{
  g_return_if_fail (FERRY_IS_USER_PAIRING (self));
  g_return_if_fail (mappings != NULL && users != NULL);

  g_hash_table_remove_all (self->holders);
  take_users (self, users);
  take_mappings (self, mappings);
  find_holders (self);
  ferry_user_pairing_tell_changed (self);
}

/* ---- What is there ---- */

GListModel *
ferry_user_pairing_get_pairs (FerryUserPairing *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), NULL);
  return G_LIST_MODEL (self->pairs);
}

GListModel *
ferry_user_pairing_get_users (FerryUserPairing *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), NULL);
  return G_LIST_MODEL (self->users);
}

FerryUserPair *
ferry_user_pairing_find_holder (FerryUserPairing *self, FerryCloudUser *user)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), NULL);
  return g_hash_table_lookup (self->holders, user);
}

guint
ferry_user_pairing_get_n_pairs (FerryUserPairing *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->pairs));
}

typedef gboolean (*Condition) (FerryUserPair *pair);

static guint
count (FerryUserPairing *self, Condition condition)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pairs)); i++)
    n += condition (pair_at (self, i));
  return n;
}

static gboolean
is_unmapped (FerryUserPair *pair)
{
  return ferry_user_pair_get_choice (pair) == NULL;
}

static gboolean
gets_renamed (FerryUserPair *pair)
{
  FerryCloudUser *user = ferry_user_pair_get_choice (pair);

  return user != NULL
         && g_strcmp0 (ferry_cloud_user_get_user_name (user), ferry_user_pair_get_name (pair)) != 0;
}

guint
ferry_user_pairing_get_n_unmapped (FerryUserPairing *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), 0);
  return count (self, is_unmapped);
}

guint
ferry_user_pairing_get_n_changed (FerryUserPairing *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), 0);
  return count (self, ferry_user_pair_get_changed);
}

guint
ferry_user_pairing_get_n_renamed (FerryUserPairing *self)
{
  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), 0);
  return count (self, gets_renamed);
}

FerryCloudUser *
ferry_user_pairing_find_user (FerryUserPairing *self, const char *text, gboolean *many)
{
  g_autofree char *wanted = ferry_user_fold (text);
  FerryCloudUser *user = g_hash_table_lookup (self->users_by_name, wanted);

  *many = FALSE;
  if (user != NULL)
    return user;
  user = g_hash_table_lookup (self->users_by_email, wanted);
  *many = user == NULL && g_hash_table_contains (self->users_by_email, wanted);
  return user;
}

FerryUserPair *
ferry_user_pairing_find_pair (FerryUserPairing *self, const char *text, gboolean *many)
{
  g_autofree char *wanted = ferry_user_fold (text);
  GListModel *pairs = ferry_user_pairing_get_pairs (self);
  FerryUserPair *found = NULL;
  guint n_found = 0;

  *many = FALSE;
  for (guint i = 0; *wanted != '\0' && i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (FerryUserPair) pair = g_list_model_get_item (pairs, i); /* the list holds it, too */
      g_autofree char *name = ferry_user_fold (ferry_user_pair_get_name (pair));
      g_autofree char *email = ferry_user_fold (ferry_user_pair_get_email (pair));

      if (g_str_equal (name, wanted))
        return pair;
      if (!g_str_equal (email, wanted))
        continue;
      found = pair;
      n_found++;
    }
  *many = n_found > 1;
  return n_found == 1 ? found : NULL;
}

/* ---- Choosing ---- */

static FerryUserPair *
choose (FerryUserPairing *self, FerryUserPair *pair, FerryCloudUser *user)
{
  FerryUserPair *holder = user != NULL ? g_hash_table_lookup (self->holders, user) : NULL;

  if (holder == pair)
    return NULL;
  if (holder != NULL)
    set_choice (self, holder, NULL);
  set_choice (self, pair, user);
  return holder;
}

FerryUserPair *
ferry_user_pairing_choose (FerryUserPairing *self, FerryUserPair *pair, FerryCloudUser *user)
{
  FerryUserPair *loser;

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), NULL);
  g_return_val_if_fail (FERRY_IS_USER_PAIR (pair), NULL);

  loser = choose (self, pair, user);
  if (loser != NULL)
    {
      g_autofree char *note = g_strdup_printf (
        /* Translators: a cloud user, an on-premises user */
        _ ("“%s” is now used for “%s”."), ferry_cloud_user_get_user_name (user),
        ferry_user_pair_get_name (pair));

      ferry_user_pair_set_note (loser, note);
    }
  ferry_user_pairing_tell_changed (self);
  return loser;
}

guint
ferry_user_pairing_use_suggestions (FerryUserPairing *self)
{
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pairs)); i++)
    {
      FerryUserPair *pair = pair_at (self, i);
      FerryCloudUser *suggestion = ferry_user_pair_get_suggestion (pair);

      if (ferry_user_pair_get_choice (pair) != NULL || suggestion == NULL
          || g_hash_table_contains (self->holders, suggestion))
        continue;
      choose (self, pair, suggestion);
      n++;
    }
  if (n > 0)
    ferry_user_pairing_tell_changed (self);
  return n;
}

guint
ferry_user_pairing_clear (FerryUserPairing *self)
{
  guint n = 0;

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pairs)); i++)
    {
      FerryUserPair *pair = pair_at (self, i);

      if (*ferry_user_pair_get_choice_name (pair) == '\0')
        continue;
      set_choice (self, pair, NULL);
      n++;
    }
  if (n > 0)
    ferry_user_pairing_tell_changed (self);
  return n;
}

GHashTable *
ferry_user_pairing_dup_choices (FerryUserPairing *self)
{
  GHashTable *choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (FERRY_IS_USER_PAIRING (self), choices);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pairs)); i++)
    {
      FerryUserPair *pair = pair_at (self, i);

      g_hash_table_insert (choices,
                           g_strdup (ferry_record_get_id (FERRY_RECORD (ferry_user_pair_get_mapping (pair)))),
                           g_strdup (ferry_user_pair_get_choice_name (pair)));
    }
  return choices;
}

void
ferry_user_pairing_set_choices (FerryUserPairing *self, GHashTable *choices)
{
  g_return_if_fail (FERRY_IS_USER_PAIRING (self));
  g_return_if_fail (choices != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pairs)); i++)
    {
      FerryUserPair *pair = pair_at (self, i);
      const char *name = g_hash_table_lookup (
        choices, ferry_record_get_id (FERRY_RECORD (ferry_user_pair_get_mapping (pair))));
      g_autofree char *folded = ferry_user_fold (name != NULL ? name : "");

      if (name != NULL && !g_str_equal (name, ferry_user_pair_get_choice_name (pair)))
        choose (self, pair, g_hash_table_lookup (self->users_by_name, folded));
    }
  ferry_user_pairing_tell_changed (self);
}

/* ---- The object ---- */

static void
ferry_user_pairing_finalize (GObject *object)
{
  FerryUserPairing *self = FERRY_USER_PAIRING (object);

  g_hash_table_unref (self->holders);
  g_hash_table_unref (self->users_by_name);
  g_hash_table_unref (self->users_by_email);
  g_hash_table_unref (self->users_by_id);
  g_object_unref (self->pairs);
  g_object_unref (self->users);
  G_OBJECT_CLASS (ferry_user_pairing_parent_class)->finalize (object);
}

static void
ferry_user_pairing_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryUserPairing *self = FERRY_USER_PAIRING (object);

  switch (id)
    {
    case PROP_N_SAVED:
      g_value_set_uint (value, self->n_saved);
      break;
    case PROP_N_TO_SAVE:
      g_value_set_uint (value, self->n_to_save);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_user_pairing_class_init (FerryUserPairingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_user_pairing_finalize;
  object_class->get_property = ferry_user_pairing_get_property;

  properties[PROP_N_SAVED] = g_param_spec_uint ("n-saved", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_TO_SAVE] = g_param_spec_uint ("n-to-save", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", FERRY_TYPE_USER_PAIRING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
ferry_user_pairing_init (FerryUserPairing *self)
{
  self->pairs = g_list_store_new (FERRY_TYPE_USER_PAIR);
  self->users = g_list_store_new (FERRY_TYPE_CLOUD_USER);
  self->users_by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->users_by_email = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->users_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->holders = g_hash_table_new (NULL, NULL);
}

FerryUserPairing *
ferry_user_pairing_new (void)
{
  return g_object_new (FERRY_TYPE_USER_PAIRING, NULL);
}
