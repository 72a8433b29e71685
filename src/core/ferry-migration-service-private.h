/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-migration-service.h"

G_BEGIN_DECLS

/* FerryOffer: whether the environment has the management API (§B) */
typedef enum
{
  FERRY_OFFER_UNKNOWN,
  FERRY_OFFER_NO,
  FERRY_OFFER_YES,
} FerryOffer;

struct _FerryMigrationService
{
  GObject parent_instance;

  FerrySession *session;
  char *tenant;
  char *environment;
  char *company_id;          /* NULL: not connected yet */
  gboolean company_doubtful; /* it may be gone: the next call looks for one anew */
  char *company_name;
  FerryOffer management;
  char *overview_id;
};

/*
 * FerryCall:
 * @management: whether it is of the management API (§B)
 * @path: below `companies({id})/`
 * @query: names and values in turn
 * @if_match: (nullable)
 * @missing: (nullable): what a 404 means, as a sentence
 *
 * A request in the making that doesn't know the company yet. Filled by its maker, then handed over.
 */
typedef struct
{
  FerryRequestKind kind;
  const char *method;
  gboolean management;
  char *path;
  GPtrArray *query;
  JsonNode *body;
  char *if_match;
  char *missing;
} FerryCall;

/*
 * ferry_call_new:
 * @set: the entity set
 * @id: (nullable): the entity's id; %NULL addresses the set
 * @action: (nullable): a bound action of it
 */
FerryCall *ferry_call_new (FerryRequestKind kind,
                           const char *method,
                           const char *set,
                           const char *id,
                           const char *action);
void ferry_call_add_query (FerryCall *self, const char *name, const char *value);
void ferry_call_free (FerryCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryCall, ferry_call_free)

/* ferry_migration_service_is_connected: whether the company to address is known */
gboolean ferry_migration_service_is_connected (FerryMigrationService *self);
/* ferry_migration_service_create_request: of @call, once the company is known */
FerryRequest *ferry_migration_service_create_request (FerryMigrationService *self, FerryCall *call);
/* ferry_migration_service_explain: makes of an error of @call one that says what is missing here */
void ferry_migration_service_explain (FerryMigrationService *self, FerryCall *call, GError **error);

/* ferry_migration_service_call_async: connects where needed and sends @call: (transfer full) */
void ferry_migration_service_call_async (FerryMigrationService *self,
                                         FerryCall *call,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Returns: (transfer full) (nullable): the answer; %NULL without an error where it was empty */
JsonNode *
ferry_migration_service_call_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/* Makes an object of an entity. Returns: (transfer full) */
typedef gpointer (*FerryEntityReader) (JsonObject *object, GError **error);

/* ferry_migration_service_list_async: reads the whole collection of @call: (transfer full) */
void ferry_migration_service_list_async (FerryMigrationService *self,
                                         FerryCall *call,
                                         FerryEntityReader reader,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Returns: (transfer full) (element-type GObject) */
GPtrArray *
ferry_migration_service_list_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/* ferry_migration_service_act_async: like call, for what has no useful answer */
void ferry_migration_service_act_async (FerryMigrationService *self,
                                        FerryCall *call,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
ferry_migration_service_act_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

/*
 * FerryChangeDecision:
 * @FERRY_CHANGE_RETRY: what is to be changed is as it was: send again with the fresh ETag
 * @FERRY_CHANGE_DONE: the entity is as it should become
 * @FERRY_CHANGE_CONFLICT: somebody else changed what is to be changed
 */
typedef enum
{
  FERRY_CHANGE_RETRY,
  FERRY_CHANGE_DONE,
  FERRY_CHANGE_CONFLICT,
} FerryChangeDecision;

typedef FerryChangeDecision (*FerryChangeDecide) (JsonObject *fresh, gpointer user_data);

/*
 * FerryChange:
 * @management: whether it is of the management API (§B)
 * @set: the entity set
 * @body: (nullable): what is sent with PATCH; %NULL is a DELETE
 * @etag: as it was read; "" stands for `*`
 * @decide: asked with the entity as it is now where the first attempt met another version or stayed without
 * an answer
 * @conflict: the message of %FERRY_ERROR_CHANGED
 * @missing: what a 404 means, as a sentence
 */
typedef struct
{
  gboolean management;
  const char *set;
  char *id;
  JsonNode *body;
  char *etag;
  FerryChangeDecide decide;
  gpointer decide_data;
  GDestroyNotify decide_free;
  char *conflict;
  char *missing;
} FerryChange;

void ferry_change_free (FerryChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryChange, ferry_change_free)

/* ferry_migration_service_change_async: @change: (transfer full) */
void ferry_migration_service_change_async (FerryMigrationService *self,
                                           FerryChange *change,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/*
 * ferry_migration_service_change_finish:
 *
 * Returns: (transfer full) (nullable): the entity as it is now; %NULL without an error after a DELETE
 */
JsonObject *
ferry_migration_service_change_finish (FerryMigrationService *self, GAsyncResult *result, GError **error);

G_END_DECLS
