/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-router.h"

#include "sandbox-address.h"
#include "sandbox-capabilities.h"
#include "sandbox-error.h"
#include "sandbox-json.h"
#include "sandbox-metadata.h"
#include "sandbox-reader.h"

#include <string.h>

struct _SandboxRouter
{
  SandboxStore *store;
  SandboxLifecycle *lifecycle;
  char *tenant;
  char *environment;
  SandboxEnumStyle style;
  gboolean published_only;
  guint page_size;
  char **without;
};

/* One request on its way. */
typedef struct
{
  SandboxRouter *router;
  const SandboxRequest *request;
  SandboxReply *reply;
  SandboxAddress address;
} Call;

SandboxRouter *
sandbox_router_new (SandboxStore *store, SandboxLifecycle *lifecycle, const SandboxRouterConfig *config)
{
  SandboxRouter *self = g_new0 (SandboxRouter, 1);
  g_autoptr (GError) error = NULL;

  self->store = store;
  self->lifecycle = g_object_ref (lifecycle);
  self->tenant = g_strdup (config->tenant);
  self->environment = g_strdup (config->environment);
  self->style = config->style;
  self->published_only = config->published_only;
  self->page_size
    = config->page_size > 0 ? MIN (config->page_size, SANDBOX_MAX_PAGE_SIZE) : SANDBOX_MAX_PAGE_SIZE;
  self->without = g_strdupv ((char **) config->without);
  if (!sandbox_capabilities_withdraw (store, config->without, &error))
    g_warning ("%s", error->message);
  return self;
}

void
sandbox_router_free (SandboxRouter *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->lifecycle);
  g_free (self->tenant);
  g_free (self->environment);
  g_strfreev (self->without);
  g_free (self);
}

static const SandboxEntitySet *
get_result_set (const Call *call)
{
  return call->address.child != NULL ? call->address.child : call->address.set;
}

/* The address of what is asked for, without its query. */
static char *
get_url (const Call *call, const SandboxEntitySet *set, const char *id)
{
  const SandboxAddress *address = &call->address;
  GString *url = g_string_new (call->request->origin);
  g_autofree char *prefix = g_uri_escape_string (address->prefix, "/", FALSE);

  g_string_append (url, prefix);
  if (address->company != NULL)
    g_string_append_printf (url, "/companies(%s)", address->company);
  g_string_append_printf (url, "/%s", set->name);
  if (id != NULL)
    g_string_append_printf (url, sandbox_entity_set_key_is_text (set) ? "('%s')" : "(%s)", id);
  return g_string_free (url, FALSE);
}

static char *
get_context (const Call *call, const char *suffix)
{
  const SandboxAddress *address = &call->address;
  GString *context = g_string_new (call->request->origin);
  g_autofree char *prefix = g_uri_escape_string (address->prefix, "/", FALSE);

  g_string_append_printf (context, "%s/$metadata#", prefix);
  if (address->company != NULL)
    g_string_append_printf (context, "companies(%s)/", address->company);
  g_string_append (context, address->set->name);
  if (address->child != NULL)
    g_string_append_printf (context, "(%s)/%s", address->id, address->child->name);
  g_string_append (context, suffix);
  return g_string_free (context, FALSE);
}

/* `odata.maxpagesize=N` among the preferences; others are for other services. */
static guint
get_page_size (Call *call)
{
  const char *prefer = call->request->prefer;
  const char *found = prefer != NULL ? strstr (prefer, "maxpagesize=") : NULL;
  guint64 wanted;

  if (found == NULL)
    return call->router->page_size;
  wanted = g_ascii_strtoull (found + strlen ("maxpagesize="), NULL, 10);
  if (wanted == 0)
    return call->router->page_size;
  wanted = MIN (wanted, call->router->page_size);
  g_free (call->reply->preference_applied);
  call->reply->preference_applied = g_strdup_printf ("odata.maxpagesize=%u", (guint) wanted);
  return (guint) wanted;
}

static gboolean
wants_no_content (const Call *call)
{
  const char *prefer = call->request->prefer;

  return prefer != NULL
         && (strstr (prefer, "return=minimal") != NULL || strstr (prefer, "return-no-content") != NULL);
}

static gboolean
refuse_method (Call *call, const char *allow, GError **error)
{
  const SandboxEntitySet *set = get_result_set (call);

  g_free (call->reply->allow);
  call->reply->allow = g_strdup (allow);
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_METHOD, "'%.20s' requests for '%s' are not allowed.",
               call->request->method, set != NULL ? set->name : "this address");
  return FALSE;
}

static gboolean
check_environment (Call *call, GError **error)
{
  const SandboxAddress *address = &call->address;

  /* An address that ends before it names them is simply unknown. */
  if (address->tenant == NULL)
    return TRUE;
  if (g_ascii_strcasecmp (address->tenant, call->router->tenant) != 0)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_ENVIRONMENT, "The tenant '%.100s' does not exist.",
                   address->tenant);
      return FALSE;
    }
  if (g_ascii_strcasecmp (address->environment, call->router->environment) != 0)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_ENVIRONMENT, "Environment '%.100s' does not exist.",
                   address->environment);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_company (Call *call, GError **error)
{
  const char *company = call->address.company;

  if (company == NULL
      || sandbox_store_query_int (call->router->store, 0,
                                  "SELECT count (*) FROM target_companies WHERE id = ?", "s", company)
           > 0)
    return TRUE;
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_COMPANY,
               "Cannot process the request because the company '%s' cannot be found.", company);
  return FALSE;
}

/* What the environment doesn't offer has no address either. */
static gboolean
check_offered (Call *call, GError **error)
{
  const SandboxAddress *address = &call->address;
  const char *const *without = (const char *const *) call->router->without;

  if (without == NULL || address->group != SANDBOX_GROUP_MANAGEMENT || address->set == NULL)
    return TRUE;
  if (!g_strv_contains (without, address->action != NULL ? address->action : address->set->name))
    return TRUE;
  g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_ROUTE, "Resource not found for the segment '%s'.",
               address->action != NULL ? address->action : address->set->name);
  return FALSE;
}

/* What changes anything needs SUPER, which an application can't have (api-contract §A). */
static gboolean
check_permissions (Call *call, GError **error)
{
  const SandboxPrincipal *principal = call->request->principal;

  if (principal == NULL || principal->super || strcmp (call->request->method, "GET") == 0)
    return TRUE;
  g_set_error_literal (
    error, SANDBOX_ERROR, SANDBOX_ERROR_REFUSED,
    principal->application
      ? "Only a user who has the SUPER permission set can do this. An application can’t have it."
      : "Only a user who has the SUPER permission set can do this.");
  return FALSE;
}

/* Where it is there at all; the key of a parent has to exist even for an empty list of children. */
static gboolean
check_match (Call *call, gboolean required, GError **error)
{
  const char *given = call->request->if_match;
  g_autofree char *etag
    = sandbox_reader_get_etag (call->router->store, call->address.set, call->address.id, error);

  if (etag == NULL)
    return FALSE;
  if (given == NULL && !required)
    return TRUE;
  if (given != NULL && strcmp (given, "*") == 0)
    return TRUE;
  if (given == NULL || !g_str_has_prefix (given, "W/\"") || !g_str_has_suffix (given, "\"")
      || strlen (given) < 5)
    {
      g_set_error_literal (error, SANDBOX_ERROR, SANDBOX_ERROR_INVALID_TOKEN,
                           "Could not validate the client concurrency token required by the service. "
                           "Please provide a valid token in the client request.");
      return FALSE;
    }
  if (strcmp (given, etag) != 0)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_CHANGED, "Another user has already changed the %s.",
                   call->address.set->type_name);
      return FALSE;
    }
  return TRUE;
}

static JsonObject *
read_body (Call *call, GError **error)
{
  const SandboxRequest *request = call->request;

  if (request->body != NULL && g_bytes_get_size (request->body) > 0 && request->content_type != NULL
      && g_ascii_strcasecmp (request->content_type, "application/json") != 0)
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_MEDIA_TYPE,
                   "The content type '%.100s' isn't supported: send application/json.",
                   request->content_type);
      return NULL;
    }
  return sandbox_json_parse_object (request->body, error);
}

static gboolean
append_entity (Call *call, const SandboxQuery *query, const char *id, GError **error)
{
  g_autofree char *context = get_context (call, "/$entity");
  SandboxReading reading = {
    .query = query,
    .style = call->router->style,
    .id = id,
    .page_size = 1,
    .context = context,
  };

  call->reply->content_type = SANDBOX_CONTENT_TYPE_JSON;
  call->reply->etag = sandbox_reader_get_etag (call->router->store, query->set, id, error);
  return call->reply->etag != NULL
         && sandbox_reader_append_entity (call->router->store, &reading, call->reply->body, error);
}

static gboolean
handle_get (Call *call, GError **error)
{
  const SandboxAddress *address = &call->address;
  const SandboxEntitySet *set = get_result_set (call);
  g_autoptr (SandboxQuery) query = sandbox_query_parse (set, call->request->query, error);
  g_autofree char *context = NULL;
  g_autofree char *url = NULL;
  g_autofree char *next = NULL;
  SandboxReading reading = { 0 };
  gint64 count;

  if (query == NULL)
    return FALSE;
  if (address->id != NULL && address->child == NULL)
    return append_entity (call, query, address->id, error);
  if (address->child != NULL && !check_match (call, FALSE, error))
    return FALSE;

  context = get_context (call, "");
  url = get_url (call, address->set, address->child != NULL ? address->id : NULL);
  next = address->child != NULL ? g_strdup_printf ("%s/%s?", url, set->name) : g_strconcat (url, "?", NULL);
  reading.query = query;
  reading.style = call->router->style;
  reading.parent = address->child != NULL ? address->id : NULL;
  reading.page_size = get_page_size (call);
  reading.context = context;
  reading.next = next;
  if (address->count)
    {
      if (!sandbox_reader_count (call->router->store, &reading, &count, error))
        return FALSE;
      call->reply->content_type = "text/plain; charset=utf-8";
      g_string_append_printf (call->reply->body, "%" G_GINT64_FORMAT, count);
      return TRUE;
    }
  call->reply->content_type = SANDBOX_CONTENT_TYPE_JSON;
  return sandbox_reader_append_collection (call->router->store, &reading, call->reply->body, error);
}

static gboolean
handle_post (Call *call, GError **error)
{
  SandboxRouter *router = call->router;
  const SandboxEntitySet *set = call->address.set;
  g_autoptr (JsonObject) object = read_body (call, error);
  g_autoptr (SandboxQuery) query = NULL;
  g_autofree char *id = NULL;
  gboolean done;

  if (object == NULL)
    return FALSE;
  query = sandbox_query_parse (set, call->request->query, error);
  if (query == NULL)
    return FALSE;
  id = sandbox_lifecycle_create (router->lifecycle, set, object, error);
  if (id == NULL)
    return FALSE;
  call->reply->location = get_url (call, set, id);
  call->reply->status = wants_no_content (call) ? 204 : 201;
  done = call->reply->status == 204 || append_entity (call, query, id, error);
  sandbox_lifecycle_forget_fresh_key (router->lifecycle);
  return done;
}

static gboolean
handle_patch (Call *call, GError **error)
{
  SandboxRouter *router = call->router;
  const SandboxEntitySet *set = call->address.set;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (SandboxQuery) query = NULL;
  gboolean done;

  if (!check_match (call, TRUE, error))
    return FALSE;
  object = read_body (call, error);
  if (object == NULL)
    return FALSE;
  query = sandbox_query_parse (set, call->request->query, error);
  if (query == NULL || !sandbox_lifecycle_update (router->lifecycle, set, call->address.id, object, error))
    return FALSE;
  call->reply->status = wants_no_content (call) ? 204 : 200;
  done = call->reply->status == 204 || append_entity (call, query, call->address.id, error);
  sandbox_lifecycle_forget_fresh_key (router->lifecycle);
  return done;
}

static gboolean
handle_delete (Call *call, GError **error)
{
  call->reply->status = 204;
  return check_match (call, FALSE, error)
         && sandbox_lifecycle_remove (call->router->lifecycle, call->address.set, call->address.id, error);
}

static gboolean
handle_action (Call *call, GError **error)
{
  const SandboxAddress *address = &call->address;
  const SandboxEntitySet *products;
  g_autoptr (JsonObject) object = NULL;
  SandboxOutcome outcome = { 0 };

  if (!sandbox_lifecycle_has_action (address->group, address->set, address->action))
    {
      g_set_error (error, SANDBOX_ERROR, SANDBOX_ERROR_NO_ROUTE,
                   "The action 'Microsoft.NAV.%.200s' can't be found on '%s'.", address->action,
                   address->set->name);
      return FALSE;
    }
  if (strcmp (call->request->method, "POST") != 0)
    return refuse_method (call, "POST", error);
  if (!check_match (call, FALSE, error))
    return FALSE;
  object = read_body (call, error);
  if (object == NULL
      || !sandbox_lifecycle_act (call->router->lifecycle, address->group, address->set, address->id,
                                 address->action, object, &outcome, error))
    return FALSE;

  call->reply->status = outcome.status;
  if (outcome.body != NULL)
    {
      g_autofree char *context = get_context (call, "");

      call->reply->content_type = SANDBOX_CONTENT_TYPE_JSON;
      g_string_append (call->reply->body, "{\"@odata.context\":");
      sandbox_json_append_string (call->reply->body, context);
      g_string_append_printf (call->reply->body, ",%s}", outcome.body);
      g_free (outcome.body);
    }
  /* The service's actions on a run answer with the address of another set; clients have to ignore it. */
  products = sandbox_entity_set_find (address->group, "sourceProductTypes");
  if (outcome.status == 204 && products != NULL && strcmp (address->set->name, "cloudMigrationStatus") == 0)
    call->reply->location = get_url (call, products, address->id);
  return TRUE;
}

static gboolean
handle_document (Call *call, GError **error)
{
  const SandboxAddress *address = &call->address;
  g_autofree char *prefix = g_uri_escape_string (address->prefix, "/", FALSE);
  g_autofree char *url = g_strconcat (call->request->origin, prefix, NULL);

  if (strcmp (call->request->method, "GET") != 0)
    return refuse_method (call, "GET", error);
  if (address->metadata)
    {
      call->reply->content_type = "application/xml";
      sandbox_metadata_append_edmx (address->group, call->reply->body);
    }
  else
    {
      call->reply->content_type = SANDBOX_CONTENT_TYPE_JSON;
      sandbox_metadata_append_service (address->group, url, call->reply->body);
    }
  return TRUE;
}

static gboolean
dispatch (Call *call, GError **error)
{
  static const struct
  {
    const char *name;
    SandboxVerbs verb;
    gboolean on_entity;
    gboolean on_set;
    gboolean (*handle) (Call *call, GError **error);
  } METHODS[] = {
    { "GET", SANDBOX_VERB_GET, TRUE, TRUE, handle_get },
    { "POST", SANDBOX_VERB_POST, FALSE, TRUE, handle_post },
    { "PATCH", SANDBOX_VERB_PATCH, TRUE, FALSE, handle_patch },
    { "DELETE", SANDBOX_VERB_DELETE, TRUE, FALSE, handle_delete },
  };
  const SandboxAddress *address = &call->address;
  gboolean entity = address->id != NULL && address->child == NULL;
  guint verbs = address->child != NULL || address->count ? SANDBOX_VERB_GET : 0;
  g_autoptr (GString) allow = g_string_new (NULL);

  if (address->set == NULL)
    return handle_document (call, error);
  if (!check_offered (call, error) || !check_company (call, error) || !check_permissions (call, error))
    return FALSE;
  if (address->action != NULL)
    return handle_action (call, error);

  if (verbs == 0)
    verbs = address->set->verbs;
  for (guint i = 0; i < G_N_ELEMENTS (METHODS); i++)
    {
      if ((verbs & METHODS[i].verb) == 0 || !(entity ? METHODS[i].on_entity : METHODS[i].on_set))
        continue;
      if (strcmp (METHODS[i].name, call->request->method) == 0)
        return METHODS[i].handle (call, error);
      g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", METHODS[i].name);
    }
  return refuse_method (call, allow->str, error);
}

SandboxReply *
sandbox_router_handle (SandboxRouter *self, const SandboxRequest *request)
{
  SandboxReply *reply = sandbox_reply_new ();
  Call call = { .router = self, .request = request, .reply = reply };
  GError *error = NULL;
  GError *environment_error = NULL;
  gboolean found = sandbox_address_parse (&call.address, request->path, self->published_only, &error);
  const SandboxPrincipal *principal = request->principal;

  sandbox_lifecycle_set_user (self->lifecycle, principal != NULL ? principal->user_name : NULL,
                              principal != NULL ? principal->email : NULL);
  if (!check_environment (&call, &environment_error))
    {
      g_clear_error (&error);
      sandbox_reply_take_error (reply, environment_error, request->correlation_id);
    }
  else if (!found || !dispatch (&call, &error))
    {
      g_string_truncate (reply->body, 0);
      sandbox_reply_take_error (reply, error, request->correlation_id);
    }
  sandbox_address_clear (&call.address);
  return reply;
}
