/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-profile-file.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT   "ferry-profiles"
#define VERSION  1
#define MAX_SIZE (16 * 1024 * 1024)

/* One of the file's members and the profile's property that it is. */
typedef struct
{
  const char *member;
  const char *property;
} Field;

/* In the order in which they are written; `signIn`, which isn't a text, is apart. */
static const Field FIELDS[] = {
  { "id", "id" },
  { "name", "name" },
  { "tenant", "tenant" },
  { "environment", "environment" },
  { "address", "base-url" },
  { "signIn", NULL },
  { "clientId", "client-id" },
  { "authority", "authority" },
};

static gboolean
set_invalid (GError **error, char *message)
{
  g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_INVALID, message);
  g_free (message);
  return FALSE;
}

/* ---- Which environment it is ---- */

static char *
dup_property (FerryProfile *profile, const char *property)
{
  char *value;

  g_object_get (profile, property, &value, NULL);
  return value;
}

/* An address as it is compared: `HTTPS://Host:443/` is the same as `https://host`. */
static char *
dup_plain_address (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  gsize length;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (address);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strdup (g_uri_get_path (uri));
  for (length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';
  return g_strdup_printf ("%s://%s:%d%s", g_uri_get_scheme (uri), host, g_uri_get_port (uri), path);
}

/* What makes two profiles the same environment. */
static char *
dup_place (FerryProfile *profile)
{
  g_autofree char *address = dup_plain_address (ferry_profile_get_base_url (profile));
  g_autofree char *tenant = g_ascii_strdown (ferry_profile_get_tenant (profile), -1);
  g_autofree char *environment = g_utf8_casefold (ferry_profile_get_environment (profile), -1);

  return g_strdup_printf ("%s\n%s\n%s", address, tenant, environment);
}

/* A GUID that follows from @place (as RFC 4122's version 5, in a name space of this format). */
static char *
dup_id_of_place (const char *place)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) FORMAT "\n", -1);
  g_checksum_update (checksum, (const guchar *) place, -1);
  g_checksum_get_digest (checksum, digest, &size);
  digest[6] = (digest[6] & 0x0f) | 0x50;
  digest[8] = (digest[8] & 0x3f) | 0x80;
  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", digest[0],
                          digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7],
                          digest[8], digest[9], digest[10], digest[11], digest[12], digest[13], digest[14],
                          digest[15]);
}

FerryProfile *
ferry_profile_file_find (GPtrArray *known, FerryProfile *profile)
{
  g_autofree char *place = NULL;
  FerryProfile *same_id = NULL;

  g_return_val_if_fail (known != NULL, NULL);
  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);

  place = dup_place (profile);
  for (guint i = 0; i < known->len; i++)
    {
      FerryProfile *other = g_ptr_array_index (known, i);
      g_autofree char *other_place = NULL;

      if (!ferry_profile_file_can_hold (other))
        continue;
      other_place = dup_place (other);
      if (g_str_equal (place, other_place))
        return other;
      if (g_ascii_strcasecmp (ferry_profile_get_id (other), ferry_profile_get_id (profile)) == 0)
        same_id = other;
    }
  return same_id;
}

static gboolean
is_same (FerryProfile *from, FerryProfile *to, const char *property)
{
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (g_str_equal (property, "authority"))
    {
      /* Not given is the default one. */
      old = dup_plain_address (ferry_profile_get_authority (from));
      new = dup_plain_address (ferry_profile_get_authority (to));
      return g_str_equal (old, new);
    }
  old = dup_property (from, property);
  new = dup_property (to, property);
  if (g_str_equal (property, "base-url"))
    {
      g_autofree char *old_address = dup_plain_address (old);
      g_autofree char *new_address = dup_plain_address (new);

      return g_str_equal (old_address, new_address);
    }
  if (g_str_equal (property, "tenant") || g_str_equal (property, "client-id"))
    return g_ascii_strcasecmp (old, new) == 0;
  return g_str_equal (old, new);
}

GStrv
ferry_profile_file_dup_changes (FerryProfile *from, FerryProfile *to)
{
  g_autoptr (GStrvBuilder) changes = g_strv_builder_new ();

  g_return_val_if_fail (FERRY_IS_PROFILE (from), NULL);
  g_return_val_if_fail (FERRY_IS_PROFILE (to), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      const char *property = FIELDS[i].property;

      if (property == NULL)
        {
          if (ferry_profile_get_sign_in (from) != ferry_profile_get_sign_in (to))
            g_strv_builder_add (changes, "sign-in");
        }
      else if (!g_str_equal (property, "id") && !is_same (from, to, property))
        g_strv_builder_add (changes, property);
    }
  return g_strv_builder_end (changes);
}

void
ferry_profile_file_update (FerryProfile *profile, FerryProfile *from)
{
  g_autofree char *authority = NULL;

  g_return_if_fail (FERRY_IS_PROFILE (profile));
  g_return_if_fail (FERRY_IS_PROFILE (from));

  authority = dup_property (from, "authority");
  g_object_set (profile, "name", ferry_profile_get_name (from), "tenant", ferry_profile_get_tenant (from),
                "environment", ferry_profile_get_environment (from), "base-url",
                ferry_profile_get_base_url (from), "sign-in", (int) ferry_profile_get_sign_in (from),
                "client-id", ferry_profile_get_client_id (from), "authority", authority, NULL);
}

/* ---- Reading ---- */

static const Field *
find_field (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_str_equal (FIELDS[i].member, member))
      return &FIELDS[i];
  return NULL;
}

static gboolean
looks_secret (const char *member)
{
  static const char *const words[] = { "secret", "token", "password", "key", "connectionstring" };
  g_autofree char *folded = g_ascii_strdown (member, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Messages that follow “Profile 3: ”. */
static gboolean
read_members (JsonObject *object, FerryProfile *profile, gboolean *has_sign_in, GError **error)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &member, &node))
    {
      const Field *field = find_field (member);
      FerrySignIn sign_in;

      if (field == NULL && looks_secret (member))
        return set_invalid (error,
                            g_strdup_printf (
                              /* Translators: the name of a value in a file */
                              _ ("“%s” doesn’t belong into this file: a connection profile holds no secrets. "
                                 "Remove it, and sign in when you are asked to."),
                              member));
      if (field == NULL)
        return set_invalid (error, g_strdup_printf (_ ("“%s” isn’t known in a connection profile."), member));
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return set_invalid (error, g_strdup_printf (_ ("“%s” must be a text."), member));
      if (g_str_equal (member, "id"))
        continue;
      if (field->property != NULL)
        g_object_set (profile, field->property, json_node_get_string (node), NULL);
      else if (ferry_sign_in_from_nick (json_node_get_string (node), &sign_in))
        {
          g_object_set (profile, "sign-in", (int) sign_in, NULL);
          *has_sign_in = TRUE;
        }
      else
        return set_invalid (
          error, g_strdup_printf (
                   /* Translators: a value in a file, the name of its member, what is allowed */
                   _ ("“%s” can’t be the value of “%s”. Allowed: %s."), json_node_get_string (node), member,
                   "token, browser, device-code, application"));
    }
  return TRUE;
}

/* Returns: the file's id, or the one that follows from what the profile says */
static char *
dup_id (JsonObject *object, FerryProfile *profile, GError **error)
{
  const char *id = NULL;
  g_autofree char *place = NULL;

  if (json_object_has_member (object, "id"))
    id = json_object_get_string_member (object, "id");
  if (id != NULL && g_uuid_string_is_valid (id))
    return g_ascii_strdown (id, -1);
  if (id != NULL)
    {
      set_invalid (error,
                   g_strdup_printf (_ ("“%s” isn’t a GUID. Leave “id” away, or keep it as it was."), id));
      return NULL;
    }
  place = dup_place (profile);
  return dup_id_of_place (place);
}

static const char *
find_member (const char *property)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    if (g_strcmp0 (FIELDS[i].property, property) == 0)
      return FIELDS[i].member;
  return property;
}

static FerryProfile *
read_profile (JsonObject *object, GError **error)
{
  g_autoptr (FerryProfile) read = ferry_profile_new (NULL, FERRY_DEFAULT_BASE_URL, NULL, NULL);
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *id = NULL;
  gboolean has_sign_in = FALSE;
  const char *property = NULL;

  if (!read_members (object, read, &has_sign_in, error))
    return NULL;
  /* Who writes a file by hand names the registration and means people by it. */
  if (!has_sign_in && *ferry_profile_get_client_id (read) != '\0')
    g_object_set (read, "sign-in", FERRY_SIGN_IN_BROWSER, NULL);
  if (*ferry_profile_get_name (read) == '\0')
    g_object_set (read, "name", ferry_profile_get_environment (read), NULL);
  if (!ferry_profile_check (read, &property, &cause))
    {
      set_invalid (error, g_strdup_printf (
                            /* Translators: the name of a value in a file, what is wrong with it */
                            _ ("“%1$s”: %2$s"), find_member (property), cause->message));
      return NULL;
    }
  id = dup_id (object, read, error);
  if (id == NULL)
    return NULL;
  profile = g_object_new (FERRY_TYPE_PROFILE, "id", id, NULL);
  ferry_profile_file_update (profile, read);
  return g_steal_pointer (&profile);
}

/* Each environment once; @places: (element-type utf8 utf8): place or id → where it is already */
static gboolean
check_once (GHashTable *places, FerryProfile *profile, const char *here, GError **error)
{
  g_autofree char *place = dup_place (profile);
  const char *there = g_hash_table_lookup (places, place);

  if (there == NULL)
    there = g_hash_table_lookup (places, ferry_profile_get_id (profile));
  if (there != NULL)
    return set_invalid (
      error, g_strdup_printf (
               /* Translators: where the same one is already, such as “profile 2” or “contoso.json” */
               _ ("this environment, or its ID, is there already: %s. Remove one of them."), there));
  g_hash_table_insert (places, g_steal_pointer (&place), g_strdup (here));
  g_hash_table_insert (places, g_strdup (ferry_profile_get_id (profile)), g_strdup (here));
  return TRUE;
}

static GPtrArray *
read_profiles (JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autoptr (GError) cause = NULL;
      g_autoptr (FerryProfile) profile = NULL;
      g_autofree char *here = g_strdup_printf (_ ("profile %u"), i + 1);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        set_invalid (&cause, g_strdup (_ ("a connection profile must be an object.")));
      else
        profile = read_profile (json_node_get_object (node), &cause);
      if (profile == NULL || !check_once (places, profile, here, &cause))
        {
          set_invalid (error, g_strdup_printf (
                                /* Translators: of a file; the number of a profile, what is wrong with it */
                                _ ("Profile %1$u: %2$s"), i + 1, cause->message));
          return NULL;
        }
      g_ptr_array_add (profiles, g_steal_pointer (&profile));
    }
  return g_steal_pointer (&profiles);
}

static gboolean
check_version (JsonObject *root, GError **error)
{
  JsonNode *format = json_object_get_member (root, "format");
  JsonNode *version = json_object_get_member (root, "version");

  if (format == NULL || !JSON_NODE_HOLDS_VALUE (format)
      || g_strcmp0 (json_node_get_string (format), FORMAT) != 0)
    return set_invalid (error, g_strdup (_ ("It isn’t a file of connection profiles.")));
  if (version == NULL || !JSON_NODE_HOLDS_VALUE (version)
      || json_node_get_value_type (version) != G_TYPE_INT64 || json_node_get_int (version) < 1)
    return set_invalid (error, g_strdup (_ ("It doesn’t say which “version” it is, such as 1.")));
  if (json_node_get_int (version) > VERSION)
    return set_invalid (error,
                        g_strdup (_ ("It was made by a newer version of Ferry. Update Ferry to read it.")));
  return TRUE;
}

static gboolean
check_root (JsonObject *root, GError **error)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (!check_version (root, error))
    return FALSE;
  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &member, &node))
    if (!g_str_equal (member, "format") && !g_str_equal (member, "version")
        && !g_str_equal (member, "profiles"))
      return set_invalid (error,
                          g_strdup_printf (_ ("“%s” isn’t known in a file of connection profiles."), member));
  node = json_object_get_member (root, "profiles");
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return set_invalid (error, g_strdup (_ ("It has no list “profiles”.")));
  return TRUE;
}

GPtrArray *
ferry_profile_file_parse (const char *data, gsize size, GError **error)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  root = ferry_json_parse_file (data, size, error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      set_invalid (error, g_strdup (_ ("It isn’t a file of connection profiles.")));
      return NULL;
    }
  if (!check_root (json_node_get_object (root), error))
    return NULL;
  return read_profiles (json_object_get_array_member (json_node_get_object (root), "profiles"), error);
}

/* ---- Writing ---- */

gboolean
ferry_profile_file_can_hold (FerryProfile *profile)
{
  g_return_val_if_fail (FERRY_IS_PROFILE (profile), FALSE);
  return !ferry_profile_is_sandbox (profile);
}

static JsonNode *
make_node (FerryProfile *profile)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (FIELDS); i++)
    {
      g_autofree char *value = NULL;

      if (FIELDS[i].property != NULL)
        value = dup_property (profile, FIELDS[i].property);
      else
        value = g_strdup (ferry_sign_in_to_nick (ferry_profile_get_sign_in (profile)));
      if (*value != '\0')
        json_object_set_string_member (object, FIELDS[i].member, value);
    }
  json_node_take_object (node, object);
  return node;
}

/* A file that couldn't be read again isn't written. */
static gboolean
check_each_once (GPtrArray *profiles, GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < profiles->len; i++)
    {
      FerryProfile *profile = g_ptr_array_index (profiles, i);
      g_autofree char *here = g_strdup_printf ("“%s”", ferry_profile_get_name (profile));
      g_autoptr (GError) cause = NULL;

      if (ferry_profile_file_can_hold (profile) && !check_once (places, profile, here, &cause))
        return set_invalid (error, g_strdup_printf (
                                     /* Translators: the name of a value in a file, what is wrong with it */
                                     _ ("“%1$s”: %2$s"), ferry_profile_get_name (profile), cause->message));
    }
  return TRUE;
}

GBytes *
ferry_profile_file_format (GPtrArray *profiles, GError **error)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  g_return_val_if_fail (profiles != NULL, NULL);

  if (!check_each_once (profiles, error))
    return NULL;
  for (guint i = 0; i < profiles->len; i++)
    if (ferry_profile_file_can_hold (g_ptr_array_index (profiles, i)))
      json_array_add_element (array, make_node (g_ptr_array_index (profiles, i)));
  json_object_set_string_member (object, "format", FORMAT);
  json_object_set_int_member (object, "version", VERSION);
  json_object_set_array_member (object, "profiles", array);
  json_node_take_object (root, object);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  json_generator_to_gstring (generator, text);
  g_string_append_c (text, '\n');
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* ---- Files and folders ---- */

static GPtrArray *
load_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info
    = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autofree char *contents = NULL;
  gsize size;

  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MAX_SIZE)
    {
      set_invalid (error, g_strdup (_ ("It is far too large for a file of connection profiles.")));
      return NULL;
    }
  if (!g_file_load_contents (file, cancellable, &contents, &size, NULL, error))
    return NULL;
  return ferry_profile_file_parse (contents, size, error);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Returns: (transfer full) (element-type filename): the names of the folder's files, sorted */
static GPtrArray *
list_names (GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) enumerator
    = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                 G_FILE_QUERY_INFO_NONE, cancellable, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GFileInfo *info;

  if (enumerator == NULL)
    return NULL;
  do
    {
      if (!g_file_enumerator_iterate (enumerator, &info, NULL, cancellable, error))
        return NULL;
      if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR
          && g_str_has_suffix (g_file_info_get_name (info), ".json") && *g_file_info_get_name (info) != '.')
        g_ptr_array_add (names, g_strdup (g_file_info_get_name (info)));
    }
  while (info != NULL);
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* Puts the file's name before what is wrong in it. */
static gboolean
set_named (GError **error, const GError *cause, const char *name)
{
  g_autofree char *display_name = g_filename_display_name (name);

  g_set_error (error, cause->domain, cause->code,
               /* Translators: the name of a file, what is wrong with it */
               _ ("%1$s: %2$s"), display_name, cause->message);
  return FALSE;
}

static gboolean
add_file (GFile *folder,
          const char *name,
          GPtrArray *profiles,
          GHashTable *places,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GFile) file = g_file_get_child (folder, name);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GPtrArray) more = load_file (file, cancellable, &cause);

  if (more == NULL)
    return set_named (error, cause, name);
  for (guint i = 0; i < more->len; i++)
    {
      FerryProfile *profile = g_ptr_array_index (more, i);
      g_autofree char *here = g_filename_display_name (name);

      if (!check_once (places, profile, here, &cause))
        return set_named (error, cause, name);
      g_ptr_array_add (profiles, g_object_ref (profile));
    }
  return TRUE;
}

GPtrArray *
ferry_profile_file_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) != G_FILE_TYPE_DIRECTORY)
    {
      g_autofree char *name = g_file_get_basename (file);

      profiles = load_file (file, cancellable, &cause);
      if (profiles == NULL)
        set_named (error, cause, name);
      return g_steal_pointer (&profiles);
    }
  names = list_names (file, cancellable, error);
  if (names == NULL)
    return NULL;
  profiles = g_ptr_array_new_with_free_func (g_object_unref);
  places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < names->len; i++)
    if (!add_file (file, g_ptr_array_index (names, i), profiles, places, cancellable, error))
      return NULL;
  return g_steal_pointer (&profiles);
}

static void
load_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *profiles = ferry_profile_file_load (source, cancellable, &error);

  if (profiles == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, profiles, (GDestroyNotify) g_ptr_array_unref);
}

void
ferry_profile_file_load_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_profile_file_load_async);
  g_task_run_in_thread (task, load_in_worker);
}

GPtrArray *
ferry_profile_file_load_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
ferry_profile_file_save_async (GFile *file,
                               GPtrArray *profiles,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (profiles != NULL);

  task = g_task_new (file, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_profile_file_save_async);
  bytes = ferry_profile_file_format (profiles, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, on_saved,
                                       g_steal_pointer (&task));
}

gboolean
ferry_profile_file_save_finish (GFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
