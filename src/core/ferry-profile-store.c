/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-profile.h"

#include "ferry-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define GROUP_PREFIX "profile "

struct _FerryProfileStore
{
  GObject parent_instance;

  char *path;
  GPtrArray *profiles; /* FerryProfile, in the user's order */
  GKeyFile *file;      /* what the file holds, so that what a newer version wrote there stays */
  gboolean unreadable; /* there is a file that could be neither read nor put aside */
};

static GType
ferry_profile_store_get_item_type (GListModel *model)
{
  return FERRY_TYPE_PROFILE;
}

static guint
ferry_profile_store_get_n_items (GListModel *model)
{
  return FERRY_PROFILE_STORE (model)->profiles->len;
}

static gpointer
ferry_profile_store_get_item (GListModel *model, guint position)
{
  FerryProfileStore *self = FERRY_PROFILE_STORE (model);

  if (position >= self->profiles->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->profiles, position));
}

static void
ferry_profile_store_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ferry_profile_store_get_item_type;
  iface->get_n_items = ferry_profile_store_get_n_items;
  iface->get_item = ferry_profile_store_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryProfileStore,
                               ferry_profile_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ferry_profile_store_list_model_init))

static void
ferry_profile_store_finalize (GObject *object)
{
  FerryProfileStore *self = FERRY_PROFILE_STORE (object);

  g_free (self->path);
  g_ptr_array_unref (self->profiles);
  g_key_file_unref (self->file);

  G_OBJECT_CLASS (ferry_profile_store_parent_class)->finalize (object);
}

static void
ferry_profile_store_class_init (FerryProfileStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_profile_store_finalize;
}

static void
ferry_profile_store_init (FerryProfileStore *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->file = g_key_file_new ();
}

FerryProfileStore *
ferry_profile_store_new (const char *path)
{
  FerryProfileStore *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (FERRY_TYPE_PROFILE_STORE, NULL);
  self->path = g_strdup (path);
  return self;
}

/* Returns: where the file is now; NULL where it couldn't be moved */
static char *
put_aside (FerryProfileStore *self)
{
  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", self->path, i);

      if (g_file_test (aside, G_FILE_TEST_EXISTS))
        continue;
      return g_rename (self->path, aside) == 0 ? g_steal_pointer (&aside) : NULL;
    }
  return NULL;
}

static char *
get_text (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
}

static FerryProfile *
read_profile (GKeyFile *file, const char *group)
{
  g_autofree char *name = get_text (file, group, "name");
  g_autofree char *base_url = get_text (file, group, "base-url");
  g_autofree char *tenant = get_text (file, group, "tenant");
  g_autofree char *environment = get_text (file, group, "environment");
  g_autofree char *data_folder = get_text (file, group, "data-folder");
  g_autofree char *nick = get_text (file, group, "sign-in");
  g_autofree char *client_id = get_text (file, group, "client-id");
  g_autofree char *authority = get_text (file, group, "authority");
  g_autofree char *account = get_text (file, group, "account");
  FerrySignIn sign_in;

  ferry_sign_in_from_nick (nick, &sign_in);
  return g_object_new (FERRY_TYPE_PROFILE, "id", group + strlen (GROUP_PREFIX), "name", name, "base-url",
                       base_url, "tenant", tenant, "environment", environment, "sandbox",
                       g_key_file_get_boolean (file, group, "sandbox", NULL), "data-folder", data_folder,
                       "sign-in", sign_in, "client-id", client_id, "authority", authority, "account", account,
                       NULL);
}

static gboolean
is_profile (const char *group)
{
  return g_str_has_prefix (group, GROUP_PREFIX) && strlen (group) > strlen (GROUP_PREFIX);
}

static void
take_file (FerryProfileStore *self, GKeyFile *file)
{
  guint removed = self->profiles->len;
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  g_key_file_unref (self->file);
  self->file = file;
  g_ptr_array_set_size (self->profiles, 0);
  for (guint i = 0; groups[i] != NULL; i++)
    if (is_profile (groups[i]))
      g_ptr_array_add (self->profiles, read_profile (file, groups[i]));
  if (removed > 0 || self->profiles->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->profiles->len);
}

gboolean
ferry_profile_store_load (FerryProfileStore *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *aside = NULL;

  g_return_val_if_fail (FERRY_IS_PROFILE_STORE (self), FALSE);

  self->unreadable = FALSE;
  if (g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS,
                                 &cause)
      || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      /* Nothing in it is nothing to lose. */
      || g_error_matches (cause, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_NOT_FOUND))
    {
      take_file (self, g_steal_pointer (&file));
      return TRUE;
    }

  take_file (self, g_key_file_new ());
  if (cause->domain == G_KEY_FILE_ERROR && g_file_test (self->path, G_FILE_TEST_IS_REGULAR))
    aside = put_aside (self);
  if (aside != NULL)
    {
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_FAILED,
        /* Translators: %1$s is a file, %2$s what is wrong with it */
        _ ("The list of environments was damaged (%2$s). It is kept as “%1$s”, and a new one is begun."),
        aside, cause->message);
      return FALSE;
    }
  self->unreadable = TRUE;
  g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED,
               /* Translators: %1$s is a file, %2$s why */
               _ ("The list of environments, “%1$s”, can’t be read: %2$s. Nothing is written to it."),
               self->path, cause->message);
  return FALSE;
}

static gboolean
write_file (FerryProfileStore *self, GKeyFile *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *text = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;

  if (self->unreadable)
    {
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_FAILED,
        _ ("“%s” couldn’t be read before and isn’t overwritten. Repair or remove it and start Ferry again."),
        self->path);
      return FALSE;
    }
  text = g_key_file_to_data (file, &length, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The folder “%1$s” can’t be made: %2$s."),
                   folder, g_strerror (code));
      return FALSE;
    }
  if (!g_file_set_contents_full (self->path, text, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &cause))
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_FAILED, _ ("The list of environments can’t be saved: %s."),
                   cause->message);
      return FALSE;
    }
  return TRUE;
}

/* A copy to change, so that memory stays as it is where writing fails. */
static GKeyFile *
copy_file (GKeyFile *file)
{
  GKeyFile *copy = g_key_file_new ();
  gsize length;
  g_autofree char *text = g_key_file_to_data (file, &length, NULL);

  if (length > 0)
    g_key_file_load_from_data (copy, text, length, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS,
                               NULL);
  return copy;
}

static gboolean
find (FerryProfileStore *self, const char *id, guint *position)
{
  for (guint i = 0; i < self->profiles->len; i++)
    {
      if (!g_str_equal (ferry_profile_get_id (g_ptr_array_index (self->profiles, i)), id))
        continue;
      *position = i;
      return TRUE;
    }
  return FALSE;
}

/* All but the id, by which both are the same. */
static void
copy_values (FerryProfile *from, FerryProfile *to)
{
  guint n;
  g_autofree GParamSpec **all = g_object_class_list_properties (G_OBJECT_GET_CLASS (from), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (all[i]->flags & G_PARAM_CONSTRUCT_ONLY)
        continue;
      g_object_get_property (G_OBJECT (from), all[i]->name, &value);
      g_object_set_property (G_OBJECT (to), all[i]->name, &value);
    }
}

/* What the file holds now, to change: another program may have written to it, and what it wrote stays. Where it can't be read any
 * more, what it held before. */
static GKeyFile *
read_again (FerryProfileStore *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (g_key_file_load_from_file (file, self->path, G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS,
                                 NULL))
    return g_steal_pointer (&file);
  return copy_file (self->file);
}

GPtrArray *
ferry_profile_store_read (FerryProfileStore *self)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GKeyFile) file = NULL;
  g_auto (GStrv) groups = NULL;

  g_return_val_if_fail (FERRY_IS_PROFILE_STORE (self), profiles);

  file = read_again (self);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (is_profile (groups[i]))
      g_ptr_array_add (profiles, read_profile (file, groups[i]));
  return profiles;
}

gboolean
ferry_profile_store_save_profile (FerryProfileStore *self, FerryProfile *profile, GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *group = NULL;
  g_autofree char *authority = NULL;
  guint position;

  g_return_val_if_fail (FERRY_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (FERRY_IS_PROFILE (profile), FALSE);

  file = read_again (self);
  group = g_strconcat (GROUP_PREFIX, ferry_profile_get_id (profile), NULL);
  g_key_file_set_string (file, group, "name", ferry_profile_get_name (profile));
  g_key_file_set_string (file, group, "base-url", ferry_profile_get_base_url (profile));
  g_key_file_set_string (file, group, "tenant", ferry_profile_get_tenant (profile));
  g_key_file_set_string (file, group, "environment", ferry_profile_get_environment (profile));
  g_key_file_set_boolean (file, group, "sandbox", ferry_profile_is_sandbox (profile));
  g_key_file_set_string (file, group, "data-folder", ferry_profile_get_data_folder (profile));
  g_key_file_set_string (file, group, "sign-in", ferry_sign_in_to_nick (ferry_profile_get_sign_in (profile)));
  g_key_file_set_string (file, group, "client-id", ferry_profile_get_client_id (profile));
  /* Where the default is used, it isn't written: it may become another one. */
  g_object_get (profile, "authority", &authority, NULL);
  g_key_file_set_string (file, group, "authority", authority);
  g_key_file_set_string (file, group, "account", ferry_profile_get_account (profile));
  if (!write_file (self, file, error))
    return FALSE;

  g_key_file_unref (self->file);
  self->file = g_steal_pointer (&file);
  if (!find (self, ferry_profile_get_id (profile), &position))
    {
      g_ptr_array_add (self->profiles, g_object_ref (profile));
      g_list_model_items_changed (G_LIST_MODEL (self), self->profiles->len - 1, 0, 1);
    }
  else if (g_ptr_array_index (self->profiles, position) != profile)
    copy_values (profile, g_ptr_array_index (self->profiles, position));
  return TRUE;
}

gboolean
ferry_profile_store_remove (FerryProfileStore *self, const char *id, GError **error)
{
  g_autoptr (GKeyFile) file = NULL;
  g_autofree char *group = NULL;
  guint position;

  g_return_val_if_fail (FERRY_IS_PROFILE_STORE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (!find (self, id, &position))
    return TRUE;
  file = read_again (self);
  group = g_strconcat (GROUP_PREFIX, id, NULL);
  g_key_file_remove_group (file, group, NULL);
  if (!write_file (self, file, error))
    return FALSE;

  g_key_file_unref (self->file);
  self->file = g_steal_pointer (&file);
  g_ptr_array_remove_index (self->profiles, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

FerryProfile *
ferry_profile_store_lookup (FerryProfileStore *self, const char *id)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_PROFILE_STORE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return find (self, id, &position) ? g_ptr_array_index (self->profiles, position) : NULL;
}
