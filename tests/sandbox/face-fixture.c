/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "face-fixture.h"


#include <glib/gstdio.h>
#include <string.h>

#define SEED ((SandboxSeed){ .companies = 4, .tables = 6, .rows = 200, .seed = 3 })

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

static void
open_service (FaceFixture *self, const SandboxRouterConfig *config)
{
  g_autoptr (GError) error = NULL;

  self->engine = sandbox_engine_new (self->folder, &SEED, 0, &error);
  g_assert_no_error (error);
  self->store = sandbox_store_open (self->folder, &error);
  g_assert_no_error (error);
  self->lifecycle = sandbox_lifecycle_new (self->store, self->engine, &error);
  g_assert_no_error (error);
  self->router = sandbox_router_new (self->store, self->lifecycle, config);
  self->company = sandbox_store_query_text (self->store, "SELECT id FROM target_companies", "");
  g_assert_nonnull (self->company);
}

static void
close_service (FaceFixture *self)
{
  sandbox_router_free (self->router);
  g_object_unref (self->lifecycle);
  g_assert_finalize_object (self->engine);
  sandbox_store_close (self->store);
  g_clear_pointer (&self->company, g_free);
}

void
face_fixture_open (FaceFixture *self)
{
  SandboxRouterConfig config = { .tenant = FACE_TENANT, .environment = FACE_ENVIRONMENT };

  face_fixture_open_with (self, &config);
}

void
face_fixture_open_with (FaceFixture *self, const SandboxRouterConfig *config)
{
  g_autoptr (GError) error = NULL;

  memset (self, 0, sizeof *self);
  self->folder = g_dir_make_tmp ("ferry-face-XXXXXX", &error);
  g_assert_no_error (error);
  open_service (self, config);
}

void
face_reopen (FaceFixture *self)
{
  SandboxRouterConfig config = { .tenant = FACE_TENANT, .environment = FACE_ENVIRONMENT };

  close_service (self);
  open_service (self, &config);
}

void
face_fixture_use (FaceFixture *self, SandboxEnumStyle style, gboolean published_only, guint page_size)
{
  SandboxRouterConfig config = { FACE_TENANT, FACE_ENVIRONMENT, style, published_only, page_size };

  sandbox_router_free (self->router);
  self->router = sandbox_router_new (self->store, self->lifecycle, &config);
}

void
face_fixture_close (FaceFixture *self)
{
  if (self->folder == NULL)
    return;
  sandbox_engine_wait_idle (self->engine);
  close_service (self);
  remove_folder (self->folder);
  g_free (self->folder);
}

void
face_answer_free (FaceAnswer *self)
{
  if (self == NULL)
    return;
  sandbox_reply_free (self->reply);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

FaceAnswer *
face_send (FaceFixture *self,
           const char *method,
           const char *path,
           const char *query,
           const char *body,
           const char *if_match,
           const char *prefer)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  SandboxRequest request = {
    .method = method,
    .path = path,
    .query = query,
    .body = bytes,
    .content_type = body != NULL ? "application/json" : NULL,
    .if_match = if_match,
    .prefer = prefer,
    .origin = FACE_ORIGIN,
    .correlation_id = "0f0f0f0f-0000-4000-8000-000000000000",
  };
  FaceAnswer *answer = g_new0 (FaceAnswer, 1);

  answer->reply = sandbox_router_handle (self->router, &request);
  answer->status = answer->reply->status;
  if (answer->reply->content_type != NULL
      && g_str_has_prefix (answer->reply->content_type, "application/json"))
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_utf8_validate_len (answer->reply->body->str, answer->reply->body->len, NULL));
      answer->json = json_from_string (answer->reply->body->str, &error);
      g_assert_no_error (error);
      answer->object = json_node_get_object (answer->json);
    }
  return answer;
}

static char *
make_path (FaceFixture *self, const char *path)
{
  gboolean management = g_str_has_prefix (path, "ferry:");

  return g_strdup_printf ("%scompanies(%s)/%s", management ? FACE_MANAGEMENT : FACE_PUBLISHED, self->company,
                          management ? path + strlen ("ferry:") : path);
}

FaceAnswer *
face_get (FaceFixture *self, const char *path, const char *query)
{
  g_autofree char *whole = make_path (self, path);

  return face_send (self, "GET", whole, query, NULL, NULL, NULL);
}

FaceAnswer *
face_post (FaceFixture *self, const char *path, const char *body)
{
  g_autofree char *whole = make_path (self, path);

  return face_send (self, "POST", whole, NULL, body, NULL, NULL);
}

FaceAnswer *
face_patch (FaceFixture *self, const char *path, const char *body, const char *if_match)
{
  g_autofree char *whole = make_path (self, path);

  return face_send (self, "PATCH", whole, NULL, body, if_match, NULL);
}

FaceAnswer *
face_delete (FaceFixture *self, const char *path, const char *if_match)
{
  g_autofree char *whole = make_path (self, path);

  return face_send (self, "DELETE", whole, NULL, NULL, if_match, NULL);
}

FaceAnswer *
face_act (FaceFixture *self, const char *set, const char *id, const char *name, const char *body)
{
  g_autofree char *first = id == NULL ? face_first_id (self, set, NULL) : NULL;
  g_autofree char *path = g_strdup_printf ("%s(%s)/Microsoft.NAV.%s", set, id != NULL ? id : first, name);

  return face_post (self, path, body);
}

char *
face_first_id (FaceFixture *self, const char *set, const char *filter)
{
  g_autofree char *escaped = filter != NULL ? g_uri_escape_string (filter, NULL, FALSE) : NULL;
  g_autofree char *query = filter != NULL ? g_strconcat ("$filter=", escaped, NULL) : NULL;
  g_autoptr (FaceAnswer) answer = face_get (self, set, query);

  g_assert_cmpuint (json_array_get_length (face_value (answer)), >, 0);
  return g_strdup (face_row_text (answer, 0, "id"));
}

JsonArray *
face_value (FaceAnswer *answer)
{
  if (answer->status != 200)
    g_test_message ("%u %s", answer->status, answer->reply->body->str);
  g_assert_cmpuint (answer->status, ==, 200);
  return json_object_get_array_member (answer->object, "value");
}

const char *
face_text (FaceAnswer *answer, const char *member)
{
  g_assert_nonnull (answer->object);
  g_assert_true (json_object_has_member (answer->object, member));
  return json_object_get_string_member (answer->object, member);
}

const char *
face_row_text (FaceAnswer *answer, guint row, const char *member)
{
  g_assert_cmpuint (row, <, json_array_get_length (face_value (answer)));
  return json_object_get_string_member (json_array_get_object_element (face_value (answer), row), member);
}

void
face_assert_error (FaceAnswer *answer, guint status, const char *code, const char *part)
{
  JsonObject *error;
  const char *message;

  if (answer->status != status)
    g_test_message ("%s", answer->reply->body->str);
  g_assert_cmpuint (answer->status, ==, status);
  error = json_object_get_object_member (answer->object, "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, code);
  message = json_object_get_string_member (error, "message");
  g_assert_true (g_str_has_suffix (message, "  CorrelationId:  0f0f0f0f-0000-4000-8000-000000000000."));
  if (part != NULL && strstr (message, part) == NULL)
    g_error ("“%s” is not in “%s”", part, message);
}

void
face_set_up (FaceFixture *self, const char *product)
{
  g_autofree char *body
    = g_strdup_printf ("{\"productId\":\"%s\",\"sqlServerType\":\"AzureSQL\",\"sqlConnectionString\":\"%s\"}",
                       product, FACE_CONNECTION_STRING);
  g_autoptr (FaceAnswer) made = face_post (self, "setupCloudMigration", body);
  g_autoptr (FaceAnswer) completed = NULL;

  g_assert_cmpuint (made->status, ==, 201);
  completed = face_act (self, "setupCloudMigration", NULL, "completeSetup", NULL);
  g_assert_cmpuint (completed->status, ==, 204);
}

void
face_create_companies (FaceFixture *self, guint n)
{
  g_autoptr (FaceAnswer) list = face_get (self, "cloudMigrationCompanies", NULL);
  g_autoptr (FaceAnswer) created = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("cloudMigrationCompanies(%s)", face_row_text (list, i, "id"));
      g_autoptr (FaceAnswer) changed = face_patch (self, path, "{\"replicate\":true}", "*");

      g_assert_cmpuint (changed->status, ==, 200);
    }
  created = face_act (self, "cloudMigrationCompanies", NULL, "createCompaniesMarkedForReplication", NULL);
  g_assert_cmpuint (created->status, ==, 200);
  sandbox_engine_wait_idle (self->engine);
}

char *
face_add_run (FaceFixture *self, const char *start, const char *type, const char *status)
{
  g_autoptr (GError) error = NULL;
  char *id = g_uuid_string_random ();
  g_autofree char *run_id = g_uuid_string_random ();

  sandbox_store_exec (self->store, &error,
                      "INSERT INTO runs (id, run_id, start_time, replication_type, status, source) "
                      "VALUES (?, ?, ?, ?, ?, 'Test')",
                      "sssss", id, run_id, start, type, status);
  g_assert_no_error (error);
  return id;
}

char *
face_run_id (FaceFixture *self, const char *id)
{
  return sandbox_store_query_text (self->store, "SELECT run_id FROM runs WHERE id = ?", "s", id);
}

void
face_add_details (FaceFixture *self,
                  const char *id,
                  const char *company,
                  const char *status,
                  const char *end,
                  guint n)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *run_id = face_run_id (self, id);

  sandbox_store_exec (
    self->store, &error,
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?5) "
    "INSERT INTO run_details (id, run_id, company_name, table_name, status, end_time, "
    "records_copied, total_records) SELECT lower (hex (randomblob (4)) || '-' || hex (randomblob (2)) "
    "|| '-4' || substr (hex (randomblob (2)), 2) || '-8' || substr (hex (randomblob (2)), 2) || '-' "
    "|| hex (randomblob (6))), ?1, ?2, 'Table ' || i, ?3, ?4, i % 7, i FROM n",
    "ssssi", run_id, company, status, end, (int) n);
  g_assert_no_error (error);
}

void
face_expect_refusal (FaceAnswer *answer, const char *part)
{
  face_assert_error (answer, 400, "Application_DialogException", part);
  face_answer_free (answer);
}

void
face_expect_done (FaceAnswer *answer, guint status)
{
  if (answer->status != status)
    g_error ("%u: %s", answer->status, answer->reply->body->str);
  face_answer_free (answer);
}

void
face_set_setting (FaceFixture *face, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  sandbox_store_set_setting (face->store, key, value, &error);
  g_assert_no_error (error);
}

void
face_execute (FaceFixture *face, const char *sql)
{
  g_autoptr (GError) error = NULL;

  sandbox_store_exec (face->store, &error, sql, "");
  g_assert_no_error (error);
}

char *
face_run (FaceFixture *face)
{
  face_expect_done (face_act (face, "cloudMigrationStatus", NULL, "runReplication", NULL), 204);
  sandbox_engine_wait_idle (face->engine);
  return sandbox_store_query_text (face->store, "SELECT run_id FROM runs ORDER BY seq DESC LIMIT 1", "");
}

void
face_open_replicated (FaceFixture *face)
{
  face_fixture_open (face);
  face_set_up (face, "DynamicsBC");
  face_create_companies (face, 1);
  g_free (face_run (face));
}

char *
face_company_name (FaceFixture *face, guint n)
{
  return sandbox_store_query_text (face->store, "SELECT name FROM companies WHERE seq = ?", "i", (int) n);
}

SandboxDb *
face_open_db (FaceFixture *face, const char *name)
{
  g_autofree char *path = g_build_filename (face->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  SandboxDb *db = sandbox_sql_open (path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

gint64
face_cloud_int (FaceFixture *face, const char *format, ...)
{
  g_autoptr (SandboxDb) db = face_open_db (face, "cloud.db");
  g_autoptr (SandboxStmt) stmt = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;
  char *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  stmt = sandbox_sql_prepare (db, &error, "%s", sql);
  sqlite3_free (sql);
  g_assert_no_error (error);
  return sqlite3_step (stmt) == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : -1;
}

void
face_cloud_execute (FaceFixture *face, const char *format, ...)
{
  g_autoptr (SandboxDb) db = face_open_db (face, "cloud.db");
  g_autoptr (GError) error = NULL;
  va_list args;
  char *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  sandbox_sql_exec (db, &error, "%s", sql);
  sqlite3_free (sql);
  g_assert_no_error (error);
}
