/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-service.h"

#include <string.h>

static void
close_connection (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
answer (SoupServerMessage *message, guint status, const char *text)
{
  g_autofree char *json = core_fixture_json (text);

  soup_server_message_set_status (message, status, NULL);
  if (*json != '\0')
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json, strlen (json));
}

static void
answer_collection (SoupServerMessage *message, const char *items)
{
  g_autofree char *text = g_strdup_printf ("{'value':[%s]}", items != NULL ? items : "");

  answer (message, 200, text);
}

static void
answer_missing (SoupServerMessage *message)
{
  answer (message, 404, "{'error':{'code':'BadRequest_NotFound','message':'No such route.'}}");
}

static void
answer_management (FakeService *self, SoupServerMessage *message, const char *path)
{
  if (self->management_status != 0)
    answer (message, self->management_status,
            "{'error':{'code':'Internal_ServerError','message':'Out of order.'}}");
  else if (self->capabilities == NULL)
    answer_missing (message);
  else if (g_str_has_suffix (path, "/capabilities"))
    answer_collection (message, self->capabilities);
  else if (g_str_has_suffix (path, "/migrationOverview") && self->overview != NULL)
    answer_collection (message, self->overview);
  else if (g_str_has_suffix (path, "/runDetails"))
    answer_collection (message, self->details);
  else if (self->record != NULL && strstr (path, "(r-1)") != NULL)
    answer (message, 200, self->record);
  else if (self->record != NULL)
    answer_collection (message, self->record);
  else
    answer_missing (message);
}

static void
answer_read (FakeService *self, SoupServerMessage *message, const char *path)
{
  if (strstr (path, "cloudMigrationManagement") != NULL)
    answer_management (self, message, path);
  else if (g_str_has_suffix (path, "/companies"))
    answer (message, 200, CORE_COMPANIES);
  else if (g_str_has_suffix (path, "/sourceProductTypes"))
    answer_collection (message, "{'id':'DynamicsBCLast','displayName':'Earlier versions'}");
  else if (g_str_has_suffix (path, "/setupCloudMigration"))
    answer_collection (message, self->setup);
  else if (g_str_has_suffix (path, "/cloudMigrationCompanies"))
    answer_collection (message, self->companies);
  else if (strstr (path, "/cloudMigrationCompanies(") != NULL)
    answer (message, 200, self->companies);
  else if (g_str_has_suffix (path, "/cloudMigrationStatus"))
    answer_collection (message, self->runs);
  else if (g_str_has_suffix (path, "/cloudMigrationStatusDetails"))
    answer_collection (message, self->details);
  else
    answer_missing (message);
}

static void
answer_write (FakeService *self, SoupServerMessage *message, const char *path)
{
  FakeTrouble trouble = self->next_post;

  self->next_post = FAKE_TROUBLE_NONE;
  if (trouble == FAKE_TROUBLE_CUT)
    {
      close_connection (message);
      return;
    }
  if (trouble == FAKE_TROUBLE_STALE)
    {
      answer (message, 409,
              "{'error':{'code':'Request_EntityChanged','message':'Another user has changed it.'}}");
      return;
    }
  if (trouble == FAKE_TROUBLE_REFUSED)
    {
      answer (message, 400,
              "{'error':{'code':'Application_DialogException','message':'Not now.  CorrelationId:  c-1.'}}");
      return;
    }
  if (self->action != NULL)
    self->action (self, path, self->action_data);
  if (trouble == FAKE_TROUBLE_LOST)
    close_connection (message);
  else if (strstr (path, "cloudMigrationManagement") != NULL && strstr (path, "NAV.") == NULL)
    answer (message, 200, self->record);
  else if (strstr (path, "cloudMigrationManagement") != NULL && self->answer != NULL)
    answer (message, 200, self->answer);
  else if (g_str_has_suffix (path, "/setupCloudMigration"))
    answer (message, 201, self->setup);
  else if (strstr (path, "/cloudMigrationCompanies(") != NULL && strstr (path, "NAV.") == NULL)
    answer (message, 200, self->companies);
  else
    soup_server_message_set_status (message, 204, NULL);
  if (trouble == FAKE_TROUBLE_HANG)
    {
      g_ptr_array_add (self->hanging, g_object_ref (message));
      soup_server_message_pause (message);
    }
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FakeService *self = user_data;
  const char *method = soup_server_message_get_method (message);
  const char *authorization
    = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  g_ptr_array_add (self->log, g_strdup_printf ("%s %s", method, path));
  g_ptr_array_add (self->bodies, g_strndup (body->data != NULL ? body->data : "", (gsize) body->length));
  if (strstr (path, "/admin/") != NULL && self->operations != NULL)
    answer_collection (message, self->operations);
  else if (strstr (path, "/admin/") != NULL)
    answer (message, 403, "{'code':'forbidden','message':'Not for you.','target':'operations'}");
  else if (self->outage)
    close_connection (message);
  else if (g_str_equal (method, "GET") && self->next_read == FAKE_TROUBLE_CUT)
    {
      self->next_read = FAKE_TROUBLE_NONE;
      close_connection (message);
    }
  else if (self->token != NULL && (authorization == NULL || !g_str_has_suffix (authorization, self->token)))
    answer (message, 401, "{'error':{'code':'Authentication_InvalidCredentials','message':'Who are you?'}}");
  else if (g_str_equal (method, "GET") && self->retry_after > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", self->retry_after);

      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                    seconds);
      answer (message, 429, "{'error':{'code':'429','message':'Too many.'}}");
    }
  else if (g_str_equal (method, "GET") && self->read_status != 0)
    answer (message, self->read_status, "{'error':{'code':'Internal_ServerError','message':'Not now.'}}");
  else if (g_str_equal (method, "GET"))
    {
      answer_read (self, message, path);
      if (self->hang_reads)
        {
          g_ptr_array_add (self->hanging, g_object_ref (message));
          soup_server_message_pause (message);
        }
    }
  else
    answer_write (self, message, path);
}

FakeService *
fake_service_new (void)
{
  FakeService *self = g_new0 (FakeService, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->log = g_ptr_array_new_with_free_func (g_free);
  self->bodies = g_ptr_array_new_with_free_func (g_free);
  self->hanging = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
fake_service_free (FakeService *self)
{
  fake_service_release (self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->log);
  g_ptr_array_unref (self->bodies);
  g_ptr_array_unref (self->hanging);
  g_free (self->url);
  g_free (self->setup);
  g_free (self->companies);
  g_free (self->runs);
  g_free (self->details);
  g_free (self->capabilities);
  g_free (self->overview);
  g_free (self->record);
  g_free (self->answer);
  g_free (self->operations);
  g_free (self->token);
  g_free (self);
}

void
fake_service_set (char **member, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*member);
  *member = copy;
}

/* A run that began long ago counts as stale: they began within the last hour, those with a number in its order. */
static char *
make_start (const char *id)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) start
    = g_date_time_add_minutes (now, (g_ascii_isdigit (*id) ? atoi (id) % 58 : 59) - 60);

  return g_date_time_format (start, "%Y-%m-%dT%H:%M:00Z");
}

static char *
make_run (const char *id, const char *type, const char *status, const char *more)
{
  g_autofree char *start = make_start (id);

  return g_strdup_printf ("{'id':'%s','runId':'%s','startTime':'%s','endTime':'0001-01-01T00:00:00Z',"
                          "'replicationType':'%s','status':'%s'%s}",
                          id, id, start, type, status, more != NULL ? more : "");
}

void
fake_service_add_run (FakeService *self,
                      const char *id,
                      const char *type,
                      const char *status,
                      const char *more)
{
  g_autofree char *run = make_run (id, type, status, more);
  g_autofree char *before = g_steal_pointer (&self->runs);

  self->runs
    = before != NULL && *before != '\0' ? g_strconcat (run, ",", before, NULL) : g_steal_pointer (&run);
}

void
fake_service_set_run (FakeService *self,
                      const char *id,
                      const char *type,
                      const char *status,
                      const char *more)
{
  g_free (self->runs);
  self->runs = make_run (id, type, status, more);
}

guint
fake_service_count (FakeService *self, const char *method, const char *words)
{
  guint n = 0;

  for (guint i = 0; i < self->log->len; i++)
    {
      const char *line = g_ptr_array_index (self->log, i);

      if (g_str_has_prefix (line, method) && strstr (line, words) != NULL)
        n++;
    }
  return n;
}

const char *
fake_service_get_body (FakeService *self, const char *method, const char *words)
{
  for (guint i = self->log->len; i > 0; i--)
    {
      const char *line = g_ptr_array_index (self->log, i - 1);

      if (g_str_has_prefix (line, method) && strstr (line, words) != NULL)
        return g_ptr_array_index (self->bodies, i - 1);
    }
  return NULL;
}

void
fake_service_release (FakeService *self)
{
  for (guint i = 0; i < self->hanging->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->hanging, i));
  g_ptr_array_set_size (self->hanging, 0);
}
