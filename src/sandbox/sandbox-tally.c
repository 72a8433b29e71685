/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-tally.h"

#include "sandbox-json.h"
#include "sandbox-store.h"

#include <string.h>

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

typedef struct
{
  guint count;
  guint failed;
} Route;

/* Those of one environment. */
typedef struct
{
  guint count;
  guint most_in_a_minute;
  GQueue minute; /* when those of the last minute came, µs as pointers to it */
} Environment;

struct _SandboxTally
{
  GTree *routes;       /* (element-type utf8 Route): by method and route, in their order */
  GTree *environments; /* (element-type utf8 Environment): by name, in lower case */
  guint total;
  guint at_once;
  guint most_at_once;
  char *since;
};

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

static void
environment_free (gpointer data)
{
  Environment *environment = data;

  g_queue_clear_full (&environment->minute, g_free);
  g_free (environment);
}

static void
make_trees (SandboxTally *self)
{
  g_clear_pointer (&self->routes, g_tree_unref);
  g_clear_pointer (&self->environments, g_tree_unref);
  self->routes = g_tree_new_full (compare, NULL, g_free, g_free);
  self->environments = g_tree_new_full (compare, NULL, g_free, environment_free);
}

SandboxTally *
sandbox_tally_new (void)
{
  SandboxTally *self = g_new0 (SandboxTally, 1);

  make_trees (self);
  self->since = sandbox_store_now ();
  return self;
}

void
sandbox_tally_free (SandboxTally *self)
{
  if (self == NULL)
    return;
  g_tree_unref (self->routes);
  g_tree_unref (self->environments);
  g_free (self->since);
  g_free (self);
}

static const char *
skip_segment (const char *path)
{
  const char *end = strchr (path, '/');

  return end != NULL ? end : path + strlen (path);
}

char *
sandbox_tally_route (const char *path)
{
  GString *route = g_string_new (NULL);

  if (g_str_has_prefix (path, "/v2.0/"))
    {
      const char *environment = skip_segment (path + strlen ("/v2.0/"));

      g_string_append (route, "/v2.0/{tenant}");
      path = environment;
      if (*environment == '/')
        {
          g_string_append (route, "/{environment}");
          path = skip_segment (environment + 1);
        }
    }
  else if (strstr (path, "/oauth2/v2.0/") != NULL)
    {
      g_string_append (route, "/{tenant}");
      path = strstr (path, "/oauth2/v2.0/");
    }
  else if (g_str_has_prefix (path, "/admin/") && strstr (path, "/environments/") != NULL)
    {
      const char *name = strstr (path, "/environments/") + strlen ("/environments/");
      const char *end = skip_segment (name);

      g_string_append_len (route, path, name - path);
      /* `operations` there are those of all environments. */
      g_string_append (route, *end == '\0' && strcmp (name, "operations") == 0 ? name : "{environment}");
      path = end;
    }
  for (const char *p = path; *p != '\0'; p++)
    {
      const char *end = *p == '(' ? strchr (p, ')') : NULL;

      if (end != NULL)
        {
          g_string_append (route, "({id})");
          p = end;
        }
      else
        g_string_append_c (route, *p);
    }
  return g_string_free (route, FALSE);
}

static Route *
find (SandboxTally *self, const char *method, const char *path)
{
  g_autofree char *name = sandbox_tally_route (path);
  g_autofree char *key = g_strdup_printf ("%s %s", method, name);
  Route *route = g_tree_lookup (self->routes, key);

  if (route == NULL)
    {
      route = g_new0 (Route, 1);
      g_tree_insert (self->routes, g_steal_pointer (&key), route);
    }
  return route;
}

static void
count_environment (SandboxTally *self, const char *path, gint64 now)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", 5);
  g_autofree char *name = NULL;
  Environment *environment;

  if (g_strv_length (segments) < 4 || strcmp (segments[1], "v2.0") != 0)
    return;
  name = g_utf8_strdown (segments[3], -1);
  environment = g_tree_lookup (self->environments, name);
  if (environment == NULL)
    {
      environment = g_new0 (Environment, 1);
      g_tree_insert (self->environments, g_steal_pointer (&name), environment);
    }
  environment->count++;
  g_queue_push_tail (&environment->minute, g_memdup2 (&now, sizeof now));
  while (*(gint64 *) g_queue_peek_head (&environment->minute) <= now - MINUTE)
    g_free (g_queue_pop_head (&environment->minute));
  environment->most_in_a_minute
    = MAX (environment->most_in_a_minute, g_queue_get_length (&environment->minute));
}

void
sandbox_tally_begin (SandboxTally *self, const char *method, const char *path, gboolean limited, gint64 now)
{
  find (self, method, path)->count++;
  self->total++;
  if (!limited)
    return;
  count_environment (self, path, now);
  self->at_once++;
  self->most_at_once = MAX (self->most_at_once, self->at_once);
}

void
sandbox_tally_end (SandboxTally *self, const char *method, const char *path, gboolean limited, guint status)
{
  if (status == 0 || status >= 400)
    find (self, method, path)->failed++;
  if (limited && self->at_once > 0)
    self->at_once--;
}

void
sandbox_tally_reset (SandboxTally *self)
{
  make_trees (self);
  self->total = 0;
  self->most_at_once = self->at_once;
  g_free (self->since);
  self->since = sandbox_store_now ();
}

typedef struct
{
  GString *out;
  gboolean more;
} Writer;

static gboolean
append_route (gpointer key, gpointer value, gpointer data)
{
  Writer *writer = data;
  const Route *route = value;
  const char *blank = strchr (key, ' ');
  g_autofree char *method = g_strndup (key, (gsize) (blank - (const char *) key));

  g_string_append (writer->out, writer->more ? ",{\"method\":" : "{\"method\":");
  sandbox_json_append_string (writer->out, method);
  g_string_append (writer->out, ",\"route\":");
  sandbox_json_append_string (writer->out, blank + 1);
  g_string_append_printf (writer->out, ",\"count\":%u,\"failed\":%u}", route->count, route->failed);
  writer->more = TRUE;
  return FALSE;
}

static gboolean
append_environment (gpointer key, gpointer value, gpointer data)
{
  Writer *writer = data;
  const Environment *environment = value;

  g_string_append (writer->out, writer->more ? ",{\"name\":" : "{\"name\":");
  sandbox_json_append_string (writer->out, key);
  g_string_append_printf (writer->out, ",\"count\":%u,\"mostInAMinute\":%u}", environment->count,
                          environment->most_in_a_minute);
  writer->more = TRUE;
  return FALSE;
}

void
sandbox_tally_append_json (SandboxTally *self, GString *out)
{
  Writer environments = { out };
  Writer routes = { out };

  g_string_append_printf (out,
                          "{\"since\":\"%s\",\"total\":%u,\"atOnce\":%u,\"mostAtOnce\":%u,\"environments\":[",
                          self->since, self->total, self->at_once, self->most_at_once);
  g_tree_foreach (self->environments, append_environment, &environments);
  g_string_append (out, "],\"routes\":[");
  g_tree_foreach (self->routes, append_route, &routes);
  g_string_append (out, "]}");
}
