/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sandbox-router.h"
#include "sandbox-sql.h"

G_BEGIN_DECLS

#define FACE_TENANT            "11111111-2222-4333-8444-555555555555"
#define FACE_ENVIRONMENT       "Test"
#define FACE_PREFIX            "/v2.0/" FACE_TENANT "/" FACE_ENVIRONMENT "/api/"
#define FACE_PUBLISHED         FACE_PREFIX "microsoft/cloudMigration/v1.0/"
#define FACE_MANAGEMENT        FACE_PREFIX "ferry/cloudMigrationManagement/v1.0/"
#define FACE_ORIGIN            "http://127.0.0.1:1"
#define FACE_CONNECTION_STRING "Server=HOST\\\\INSTANCE;Database=BC;User Id=U;Password=secret-word;"
#define FACE_NO_GUID           "00000000-0000-4000-8000-0000000000ff"

/* The service on a small source of its own, without a network: requests go to the router. */
typedef struct
{
  char *folder;
  SandboxStore *store;
  SandboxEngine *engine;
  SandboxLifecycle *lifecycle;
  SandboxRouter *router;
  char *company; /* id of the company that addresses begin with */
} FaceFixture;

/* An answer, its body parsed where it is JSON. */
typedef struct
{
  SandboxReply *reply;
  guint status;
  JsonNode *json;
  JsonObject *object;
} FaceAnswer;

void face_fixture_open (FaceFixture *self);
void face_fixture_open_with (FaceFixture *self, const SandboxRouterConfig *config);
void face_fixture_close (FaceFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FaceFixture, face_fixture_close)

/* face_fixture_use: makes another router, for another style, page size or group */
void face_fixture_use (FaceFixture *self, SandboxEnumStyle style, gboolean published_only, guint page_size);

void face_answer_free (FaceAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaceAnswer, face_answer_free)

/* face_send: @path: whole; @query, @body, @if_match, @prefer: (nullable) */
FaceAnswer *face_send (FaceFixture *self,
                       const char *method,
                       const char *path,
                       const char *query,
                       const char *body,
                       const char *if_match,
                       const char *prefer);

/* face_get: @path: below the published API's company; "ferry:…" for the management API's */
FaceAnswer *face_get (FaceFixture *self, const char *path, const char *query);
FaceAnswer *face_post (FaceFixture *self, const char *path, const char *body);
FaceAnswer *face_patch (FaceFixture *self, const char *path, const char *body, const char *if_match);
FaceAnswer *face_delete (FaceFixture *self, const char *path, const char *if_match);

/* face_act: @set, @id: the entity, @id: NULL for the first one; @name: the action */
FaceAnswer *face_act (FaceFixture *self, const char *set, const char *id, const char *name, const char *body);

/* face_first_id: Returns: (transfer full): the id of the first entity */
char *face_first_id (FaceFixture *self, const char *set, const char *filter);

JsonArray *face_value (FaceAnswer *answer);
const char *face_text (FaceAnswer *answer, const char *member);
const char *face_row_text (FaceAnswer *answer, guint row, const char *member);

/* face_assert_error: @part: (nullable): what the message contains */
void face_assert_error (FaceAnswer *answer, guint status, const char *code, const char *part);

/* face_set_up: everything up to a completed set-up of @product; face_create_companies: the first @n, created */
void face_set_up (FaceFixture *self, const char *product);
void face_create_companies (FaceFixture *self, guint n);

/* face_add_run: puts a run into the log, with @n details; Returns: (transfer full): its id */
char *face_add_run (FaceFixture *self, const char *start, const char *type, const char *status);
void face_add_details (FaceFixture *self,
                       const char *run_id,
                       const char *company,
                       const char *status,
                       const char *end,
                       guint n);
char *face_run_id (FaceFixture *self, const char *id);

/** face_expect_refusal: @answer: (transfer full): is a business refusal whose message holds @part */
void face_expect_refusal (FaceAnswer *answer, const char *part);
/** face_expect_done: @answer: (transfer full): has @status */
void face_expect_done (FaceAnswer *answer, guint status);
/** face_set_setting: writes a setting of the service, past its rules */
void face_set_setting (FaceFixture *face, const char *key, const char *value);
/** face_execute: runs a statement on `service.db`, past the service's rules */
void face_execute (FaceFixture *face, const char *sql);

/** face_run: replicates and waits for the end; Returns: (transfer full): the `runId` */
char *face_run (FaceFixture *face);
/** face_open_replicated: sets up, with one company that is replicated */
void face_open_replicated (FaceFixture *face);
/** face_open_db: Returns: (transfer full): `onprem.db` or `cloud.db`, to be read and written */
SandboxDb *face_open_db (FaceFixture *face, const char *name);
/** face_company_name: Returns: (transfer full): the name of the @n-th company of the source, from 1 */
char *face_company_name (FaceFixture *face, guint n);
/** face_cloud_int: what a query of `cloud.db` yields first, -1 for nothing; format as for sqlite3_mprintf() */
gint64 face_cloud_int (FaceFixture *face, const char *format, ...);
/** face_cloud_execute: runs statements on `cloud.db`, past the engine */
void face_cloud_execute (FaceFixture *face, const char *format, ...);
/** face_reopen: ends the service without telling it and starts it on the same folder */
void face_reopen (FaceFixture *face);

G_END_DECLS
