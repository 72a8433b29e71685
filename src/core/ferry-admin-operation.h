/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryAdminStatus:
 * @FERRY_ADMIN_STATUS_UNKNOWN: a word Ferry doesn't know
 * @FERRY_ADMIN_STATUS_WAITING: queued or scheduled
 * @FERRY_ADMIN_STATUS_RUNNING: it goes on
 * @FERRY_ADMIN_STATUS_SUCCEEDED: it has ended well
 * @FERRY_ADMIN_STATUS_FAILED: it has ended badly
 * @FERRY_ADMIN_STATUS_DROPPED: canceled or skipped
 */
typedef enum
{
  FERRY_ADMIN_STATUS_UNKNOWN,
  FERRY_ADMIN_STATUS_WAITING,
  FERRY_ADMIN_STATUS_RUNNING,
  FERRY_ADMIN_STATUS_SUCCEEDED,
  FERRY_ADMIN_STATUS_FAILED,
  FERRY_ADMIN_STATUS_DROPPED,
} FerryAdminStatus;

/**
 * FerryAdminOperation:
 *
 * What the Admin Center says is done to an environment, or was: an update, a copy, a data upgrade. Never changes.
 */
#define FERRY_TYPE_ADMIN_OPERATION (ferry_admin_operation_get_type ())
G_DECLARE_FINAL_TYPE (FerryAdminOperation, ferry_admin_operation, FERRY, ADMIN_OPERATION, GObject)

/** ferry_admin_operation_new_from_json: @object: an entity of `operations`; fails with %FERRY_ERROR_PROTOCOL where it has no id or no status */
FerryAdminOperation *ferry_admin_operation_new_from_json (JsonObject *object, GError **error);

const char *ferry_admin_operation_get_id (FerryAdminOperation *self);
/** ferry_admin_operation_get_kind: Returns: the service's own word, such as `update`, or ""; there may be more of them than are published */
const char *ferry_admin_operation_get_kind (FerryAdminOperation *self);
FerryAdminStatus ferry_admin_operation_get_status (FerryAdminOperation *self);
/** ferry_admin_operation_get_status_text: Returns: the label, or the service's own word for an unknown status */
const char *ferry_admin_operation_get_status_text (FerryAdminOperation *self);
/** ferry_admin_operation_get_created_time: Returns: µs UTC, 0 = not told */
gint64 ferry_admin_operation_get_created_time (FerryAdminOperation *self);
/** ferry_admin_operation_get_start_time: Returns: µs UTC, 0 = not begun or not told */
gint64 ferry_admin_operation_get_start_time (FerryAdminOperation *self);
/** ferry_admin_operation_get_end_time: Returns: µs UTC, 0 = not ended or not told */
gint64 ferry_admin_operation_get_end_time (FerryAdminOperation *self);
/** ferry_admin_operation_get_message: Returns: why it failed, or "" */
const char *ferry_admin_operation_get_message (FerryAdminOperation *self);

/** ferry_admin_operation_is_going_on: Returns: whether it runs or waits for its turn */
gboolean ferry_admin_operation_is_going_on (FerryAdminOperation *self);

G_END_DECLS
