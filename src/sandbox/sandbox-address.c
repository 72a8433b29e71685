/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-address.h"

#include "sandbox-error.h"
#include "sandbox-odata-filter.h"

#include <string.h>

#define ACTION_NAMESPACE "Microsoft.NAV."

static gboolean
no_route (GError **error, const char *segment)
{
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_ROUTE, "Resource not found for the segment '%.200s'.",
               segment);
  return FALSE;
}

/* Empty segments are left out: the vendor's own examples have them. */
static GPtrArray *
split_path (const char *path, GError **error)
{
  g_autoptr (GPtrArray) segments = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *segment;

      if (*parts[i] == '\0')
        continue;
      segment = g_uri_unescape_string (parts[i], NULL);
      if (segment == NULL || !g_utf8_validate (segment, -1, NULL))
        {
          g_free (segment);
          g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                               "The address isn’t valid: it isn’t UTF-8 text.");
          return NULL;
        }
      g_ptr_array_add (segments, segment);
    }
  return g_steal_pointer (&segments);
}

/* `name(key)`: cuts the key off @segment. */
static gboolean
take_key (char *segment, char **key)
{
  char *open = strchr (segment, '(');
  gsize length;

  *key = NULL;
  if (open == NULL)
    return TRUE;
  length = strlen (open);
  if (open[length - 1] != ')')
    return FALSE;
  open[length - 1] = '\0';
  *open = '\0';
  *key = open + 1;
  return TRUE;
}

static char *
read_key (const SandboxEntitySet *set, const char *key, GError **error)
{
  gsize length = strlen (key);
  char *id = NULL;

  if (g_str_has_prefix (key, "id="))
    key += 3, length -= 3;
  if (sandbox_entity_set_key_is_text (set))
    {
      if (length >= 2 && key[0] == '\'' && key[length - 1] == '\'')
        {
          g_autofree char *quoted = g_strndup (key + 1, length - 2);
          g_auto (GStrv) parts = g_strsplit (quoted, "''", -1);

          id = g_strjoinv ("'", parts);
        }
    }
  else
    id = sandbox_odata_parse_guid (key);
  if (id == NULL)
    g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_BAD_REQUEST,
                 "Bad Request - Error in query syntax: '%.200s' is no key of '%s'.", key, set->name);
  return id;
}

static gboolean
parse_group (SandboxAddress *self, GPtrArray *segments, gboolean published_only, GError **error)
{
  const char *const *names = (const char *const *) segments->pdata;

  if (strcmp (names[0], "v2.0") != 0)
    return no_route (error, names[0]);
  self->tenant = g_strdup (names[1]);
  self->environment = g_strdup (names[2]);
  if (strcmp (names[3], "api") != 0)
    return no_route (error, names[3]);
  if (strcmp (names[4], "microsoft") == 0 && strcmp (names[5], "cloudMigration") == 0)
    self->group = SANDBOX_GROUP_PUBLISHED;
  else if (!published_only && strcmp (names[4], "ferry") == 0
           && strcmp (names[5], "cloudMigrationManagement") == 0)
    self->group = SANDBOX_GROUP_MANAGEMENT;
  else
    return no_route (error, names[strcmp (names[4], "microsoft") == 0 ? 5 : 4]);
  if (strcmp (names[6], "v1.0") != 0)
    return no_route (error, names[6]);
  self->prefix
    = g_strdup_printf ("/v2.0/%s/%s/api/%s/%s/%s", names[1], names[2], names[4], names[5], names[6]);
  return TRUE;
}

/* What may come after an entity: an action or its children; after a set: its number. */
static gboolean
parse_tail (SandboxAddress *self, GPtrArray *segments, guint next, GError **error)
{
  const char *segment;

  if (next == segments->len)
    return TRUE;
  segment = segments->pdata[next++];
  if (self->id != NULL && self->child == NULL && g_str_has_prefix (segment, ACTION_NAMESPACE)
      && next == segments->len)
    {
      self->action = g_strdup (segment + strlen (ACTION_NAMESPACE));
      return TRUE;
    }
  if (self->id != NULL && self->child == NULL && self->set->child != NULL
      && strcmp (segment, self->set->child->name) == 0)
    {
      self->child = self->set->child;
      return parse_tail (self, segments, next, error);
    }
  if (strcmp (segment, "$count") == 0 && (self->id == NULL || self->child != NULL) && next == segments->len)
    {
      self->count = TRUE;
      return TRUE;
    }
  return no_route (error, segment);
}

gboolean
sandbox_address_parse (SandboxAddress *self, const char *path, gboolean published_only, GError **error)
{
  g_autoptr (GPtrArray) segments = split_path (path, error);
  guint next = 7;
  char *key;

  if (segments == NULL)
    return FALSE;
  if (segments->len < next)
    return no_route (error, segments->len > 0 ? segments->pdata[segments->len - 1] : "");
  if (!parse_group (self, segments, published_only, error))
    return FALSE;
  if (segments->len == next)
    return TRUE;

  for (;;)
    {
      char *segment = segments->pdata[next++];

      if (self->company == NULL && strcmp (segment, "$metadata") == 0 && next == segments->len)
        {
          self->metadata = TRUE;
          return TRUE;
        }
      if (!take_key (segment, &key))
        return no_route (error, segment);
      self->set = sandbox_entity_set_find (self->group, segment);
      if (self->set == NULL)
        return no_route (error, segment);
      g_clear_pointer (&self->id, g_free);
      if (key != NULL && (self->id = read_key (self->set, key, error)) == NULL)
        return FALSE;
      /* `companies({id})` with something behind it is where the rest is to be found. */
      if (self->company == NULL && self->id != NULL && strcmp (self->set->name, "companies") == 0
          && next < segments->len && !g_str_has_prefix (segments->pdata[next], ACTION_NAMESPACE))
        {
          self->company = g_strdup (self->id);
          continue;
        }
      break;
    }
  if (self->company == NULL && strcmp (self->set->name, "companies") != 0)
    {
      g_set_error (
        error, SANDBOX_ERROR, SANDBOX_ERROR_NO_COMPANY,
        "Cannot process the request because no company is given: address '%s' by companies({id})/.",
        self->set->name);
      return FALSE;
    }
  return parse_tail (self, segments, next, error);
}

void
sandbox_address_clear (SandboxAddress *self)
{
  g_free (self->tenant);
  g_free (self->environment);
  g_free (self->prefix);
  g_free (self->company);
  g_free (self->id);
  g_free (self->action);
  memset (self, 0, sizeof *self);
}
