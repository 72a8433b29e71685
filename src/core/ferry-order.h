/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-action.h"
#include "ferry-company.h"
#include "ferry-management.h"

G_BEGIN_DECLS

/**
 * FerryOrder:
 * @action: whose rules it is under, and what the journal calls it
 * @set: the entity set that has the bound action; %NULL for `migrationOverview`
 * @id: (nullable): the entity's id in @set
 * @name: the bound action (api-contract §B)
 * @arguments: (nullable): its body
 * @subject: what it is done to, for the journal; never a secret
 * @keeps_state: whether nothing of what the environment shows is changed by it, so that it needn't be read again
 *
 * Something that the management API does, ready to be sent by ferry_environment_order_async().
 */
typedef struct
{
  FerryAction action;
  const char *set;
  char *id;
  const char *name;
  JsonObject *arguments;
  char *subject;
  gboolean keeps_state;
} FerryOrder;

/** ferry_order_new_repair: Returns: (transfer full): inserts missing companion records; answers `count` */
FerryOrder *ferry_order_new_repair (void);
/** ferry_order_new_sanitize: @company: "" for a table per database; answers `rows` and `values` */
FerryOrder *ferry_order_new_sanitize (const char *company, FerrySourceTable *table);
/** ferry_order_new_record_links: answers `count` */
FerryOrder *ferry_order_new_record_links (void);
/** ferry_order_new_update: of the service, to its latest version */
FerryOrder *ferry_order_new_update (const char *version);
/** ferry_order_new_reset_keys: answers `primaryKey` and `secondaryKey`, which are secrets */
FerryOrder *ferry_order_new_reset_keys (void);
/** ferry_order_new_apply_users: @mapping: any one; answers `count` */
FerryOrder *ferry_order_new_apply_users (FerryUserMapping *mapping);
/** ferry_order_new_ignore: takes @warning off the list */
FerryOrder *ferry_order_new_ignore (FerryMigrationWarning *warning);
/** ferry_order_new_reset_rule: takes a table back to how it is replicated by default */
FerryOrder *ferry_order_new_reset_rule (FerryTableSetting *setting);
/** ferry_order_new_unblock: @detail_id: of the table's last failed detail */
FerryOrder *ferry_order_new_unblock (const char *detail_id, const char *company, const char *table);
/** ferry_order_new_mark: takes @company as initialized, or not, without doing anything to it */
FerryOrder *ferry_order_new_mark (FerryCompany *company, gboolean initialized);
/** ferry_order_new_use_new_layout: tells the service which layout is used */
FerryOrder *ferry_order_new_use_new_layout (gboolean value);
/** ferry_order_new_keep_permissions: whether set-up keeps the permissions of users in the target */
FerryOrder *ferry_order_new_keep_permissions (gboolean value);

/**
 * ferry_order_read_count:
 * @answer: (nullable): of an order that answers `count`
 * @count: (out): how many records were touched; -1 where only the state told that it was done
 *
 * Returns: whether it was understood; %FALSE with %FERRY_ERROR_PROTOCOL
 */
gboolean ferry_order_read_count (JsonNode *answer, gint64 *count, GError **error);

/**
 * ferry_order_read_keys:
 * @answer: (nullable): of `getRuntimeKeys` or `resetRuntimeKeys`
 * @primary: (out) (transfer full): a secret, not empty
 * @secondary: (out) (transfer full): a secret, or ""
 *
 * Returns: whether it was understood; %FALSE with %FERRY_ERROR_PROTOCOL
 */
gboolean ferry_order_read_keys (JsonNode *answer, char **primary, char **secondary, GError **error);

/**
 * ferry_order_read_sanitized:
 * @answer: (nullable): of an order that sanitizes
 * @rows: (out): how many records were changed; -1 where only the state told that it was done
 * @values: (out): how many values of code fields; -1 likewise
 *
 * Returns: whether it was understood; %FALSE with %FERRY_ERROR_PROTOCOL
 */
gboolean ferry_order_read_sanitized (JsonNode *answer, gint64 *rows, gint64 *values, GError **error);

void ferry_order_free (FerryOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryOrder, ferry_order_free)

G_END_DECLS
