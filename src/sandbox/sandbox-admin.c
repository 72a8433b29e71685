/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-admin.h"

#include "sandbox-environment.h"
#include "sandbox-json.h"
#include "sandbox-sql.h"

#include <string.h>

#define PREFIX       "/admin/"
#define FAMILY       "BusinessCentral"
#define LAST_VERSION 29
#define CLIENT       "https://businesscentral.dynamics.com"

struct _SandboxAdmin
{
  char *tenant;
  gboolean forbidden;
  GArray *environments; /* (element-type SandboxAdminEnvironment) */
};

/* A request on its way; segments are those after the version, decoded. */
typedef struct
{
  SandboxAdmin *admin;
  const SandboxRequest *request;
  SandboxReply *reply;
} Call;

SandboxAdmin *
sandbox_admin_new (const char *tenant, gboolean forbidden)
{
  SandboxAdmin *self = g_new0 (SandboxAdmin, 1);

  self->tenant = g_strdup (tenant);
  self->forbidden = forbidden;
  self->environments = g_array_new (FALSE, FALSE, sizeof (SandboxAdminEnvironment));
  return self;
}

void
sandbox_admin_free (SandboxAdmin *self)
{
  if (self == NULL)
    return;
  g_free (self->tenant);
  g_array_unref (self->environments);
  g_free (self);
}

void
sandbox_admin_add_environment (SandboxAdmin *self, const char *name, SandboxStore *store)
{
  SandboxAdminEnvironment environment = { name, store };

  g_array_append_val (self->environments, environment);
}

gboolean
sandbox_admin_owns (const char *path)
{
  return g_str_has_prefix (path, PREFIX);
}

char *
sandbox_admin_error (const char *code, const char *message, const char *target)
{
  g_autoptr (GString) body = g_string_new ("{\"code\":");

  sandbox_json_append_string (body, code);
  g_string_append (body, ",\"message\":");
  sandbox_json_append_string (body, message);
  if (target != NULL)
    {
      g_string_append (body, ",\"target\":");
      sandbox_json_append_string (body, target);
    }
  g_string_append_c (body, '}');
  return g_string_free (g_steal_pointer (&body), FALSE);
}

static void
fail (Call *call, guint status, const char *code, const char *message, const char *target)
{
  g_autofree char *body = sandbox_admin_error (code, message, target);

  call->reply->status = status;
  call->reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_assign (call->reply->body, body);
}

static void
append_member (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, ",\"%s\":", name);
  sandbox_json_append_string (out, value);
}

static void
append_environment (Call *call, const SandboxAdminEnvironment *environment)
{
  GString *out = call->reply->body;
  SandboxAdmin *self = call->admin;
  g_autofree char *version = sandbox_store_get_setting (environment->store, SANDBOX_SETTING_DEPLOYED_VERSION);
  g_autofree char *client = g_strdup_printf (CLIENT "/%s/%s", self->tenant, environment->name);
  g_autofree char *service
    = g_strdup_printf ("%s/v2.0/%s/%s", call->request->origin, self->tenant, environment->name);

  g_string_append (out, "{\"friendlyName\":");
  sandbox_json_append_string (out, environment->name);
  append_member (out, "type", sandbox_environment_type (environment->name));
  append_member (out, "name", environment->name);
  append_member (out, "countryCode", "W1");
  append_member (out, "applicationFamily", FAMILY);
  append_member (out, "aadTenantId", self->tenant);
  append_member (out, "applicationVersion", version);
  append_member (out, "status", "Active");
  append_member (out, "webClientLoginUrl", client);
  append_member (out, "webServiceUrl", service);
  append_member (out, "locationName", "Sandbox");
  append_member (out, "platformVersion", version);
  append_member (out, "ringName", "PROD");
  g_string_append_c (out, '}');
}

static void
append_operation (Call *call, const SandboxAdminEnvironment *environment, SandboxStmt *row)
{
  /* Those that haven't happened yet are left out. */
  static const char *const TEXTS[] = { "type", "status", "createdOn", "startedOn", "completedOn" };
  GString *out = call->reply->body;

  g_string_append (out, "{\"id\":");
  sandbox_json_append_string (out, (const char *) sqlite3_column_text (row, 0));
  append_member (out, "aadTenantId", call->admin->tenant);
  for (guint i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      const char *value = (const char *) sqlite3_column_text (row, (int) i + 1);

      if (*value != '\0')
        append_member (out, TEXTS[i], value);
    }
  append_member (out, "createdBy", (const char *) sqlite3_column_text (row, 6));
  append_member (out, "errorMessage", (const char *) sqlite3_column_text (row, 7));
  g_string_append (out, ",\"parameters\":{}");
  append_member (out, "environmentName", environment->name);
  append_member (out, "environmentType", sandbox_environment_type (environment->name));
  append_member (out, "productFamily", FAMILY);
  g_string_append_c (out, '}');
}

static gboolean
append_operations (Call *call, const SandboxAdminEnvironment *environment, gboolean *more, GError **error)
{
  g_autoptr (SandboxStmt) rows = sandbox_sql_prepare (
    sandbox_store_get_db (environment->store), error,
    "SELECT id, type, status, created_on, started_on, completed_on, created_by, error_message"
    " FROM environment_operations ORDER BY seq DESC");

  if (rows == NULL)
    return FALSE;
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      if (*more)
        g_string_append_c (call->reply->body, ',');
      append_operation (call, environment, rows);
      *more = TRUE;
    }
  return TRUE;
}

static const SandboxAdminEnvironment *
get_environment (Call *call, guint index)
{
  return &g_array_index (call->admin->environments, SandboxAdminEnvironment, index);
}

static void
list_environments (Call *call)
{
  call->reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_assign (call->reply->body, "{\"value\":[");
  for (guint i = 0; i < call->admin->environments->len; i++)
    {
      if (i > 0)
        g_string_append_c (call->reply->body, ',');
      append_environment (call, get_environment (call, i));
    }
  g_string_append (call->reply->body, "]}");
}

/* @environment: (nullable): of all */
static void
list_operations (Call *call, const SandboxAdminEnvironment *environment)
{
  g_autoptr (GError) error = NULL;
  gboolean more = FALSE;
  gboolean done = TRUE;

  call->reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_assign (call->reply->body, "{\"value\":[");
  if (environment != NULL)
    done = append_operations (call, environment, &more, &error);
  for (guint i = 0; done && environment == NULL && i < call->admin->environments->len; i++)
    done = append_operations (call, get_environment (call, i), &more, &error);
  g_string_append (call->reply->body, "]}");
  if (done)
    return;
  g_warning ("%s: %s", call->request->correlation_id, error->message);
  fail (call, 500, "internalServerError", "An internal server error has occurred.", NULL);
}

static const SandboxAdminEnvironment *
find_environment (Call *call, const char *name)
{
  g_autofree char *target = g_strdup_printf (FAMILY "/%s", name);

  for (guint i = 0; i < call->admin->environments->len; i++)
    {
      if (g_ascii_strcasecmp (get_environment (call, i)->name, name) == 0)
        return get_environment (call, i);
    }
  fail (call, 404, "environmentNotFound", "The environment could not be found.", target);
  return NULL;
}

/* After `environments`. */
static void
route_environments (Call *call, const char *const *rest)
{
  const SandboxAdminEnvironment *environment;
  guint n = g_strv_length ((char **) rest);

  if (n == 0)
    list_environments (call);
  else if (n == 1 && strcmp (rest[0], "operations") == 0)
    list_operations (call, NULL);
  else if (n > 2 || (n == 2 && strcmp (rest[1], "operations") != 0))
    fail (call, 404, "notFound", "There is nothing at this address.", NULL);
  else if ((environment = find_environment (call, rest[0])) == NULL)
    return;
  else if (n == 2)
    list_operations (call, environment);
  else
    {
      call->reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
      append_environment (call, environment);
    }
}

static gboolean
is_version (const char *segment)
{
  guint64 minor;

  return g_str_has_prefix (segment, "v2.")
         && g_ascii_string_to_unsigned (segment + 3, 10, 1, LAST_VERSION, &minor, NULL);
}

/* `applications/{family}/environments…`, and without the family, and without both. */
static void
route (Call *call, const char *const *segments)
{
  const char *const *rest = segments + 1;

  if (segments[0] == NULL || !is_version (segments[0]))
    fail (call, 404, "notFound", "There is no such version of the API.", NULL);
  else if (strcmp (call->request->method, "GET") != 0)
    {
      call->reply->allow = g_strdup ("GET");
      fail (call, 405, "methodNotAllowed", "Only reading is offered here.", NULL);
    }
  else
    {
      if (rest[0] != NULL && strcmp (rest[0], "applications") == 0)
        {
          rest++;
          if (rest[0] != NULL && strcmp (rest[0], "environments") != 0)
            {
              if (g_ascii_strcasecmp (rest[0], FAMILY) != 0)
                {
                  fail (call, 404, "applicationTypeDoesNotExist", "The application family does not exist.",
                        rest[0]);
                  return;
                }
              rest++;
            }
        }
      if (rest[0] != NULL && strcmp (rest[0], "environments") == 0)
        route_environments (call, rest + 1);
      else
        fail (call, 404, "notFound", "There is nothing at this address.", NULL);
    }
}

SandboxReply *
sandbox_admin_handle (SandboxAdmin *self, const SandboxRequest *request)
{
  Call call = { self, request, sandbox_reply_new () };
  const SandboxPrincipal *principal = request->principal;
  g_auto (GStrv) segments = g_strsplit (request->path + strlen (PREFIX), "/", -1);

  for (guint i = 0; segments[i] != NULL; i++)
    {
      char *decoded = g_uri_unescape_string (segments[i], "/");

      if (decoded != NULL)
        {
          g_free (segments[i]);
          segments[i] = decoded;
        }
    }
  if (self->forbidden || (principal != NULL && !principal->super))
    fail (&call, 403, "Forbidden", "The caller does not have the permissions that are needed for this.",
          NULL);
  else
    route (&call, (const char *const *) segments);
  return call.reply;
}
