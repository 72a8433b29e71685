/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"

G_BEGIN_DECLS

/**
 * FerryCompanyInitializer:
 *
 * Initializes all companies that wait for it (domain §2.2), one after another: each is started when the task of the one
 * before has ended, whichever way.
 *
 * Read-only properties: `total`, `done` (uint: how many there are, and how many have ended); `current` (string: the
 * company that is at it, or "").
 */
#define FERRY_TYPE_COMPANY_INITIALIZER (ferry_company_initializer_get_type ())
G_DECLARE_FINAL_TYPE (FerryCompanyInitializer, ferry_company_initializer, FERRY, COMPANY_INITIALIZER, GObject)

FerryCompanyInitializer *ferry_company_initializer_new (FerryEnvironment *environment);

/** ferry_company_initializer_count: Returns: how many companies of @environment wait to be initialized, or failed to be */
guint ferry_company_initializer_count (FerryEnvironment *environment);

/**
 * ferry_company_initializer_run_async:
 * @cancellable: (nullable): cancelled, no further company is begun; the one that is at it goes on in the service
 *
 * Once only for each object.
 */
void ferry_company_initializer_run_async (FerryCompanyInitializer *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
/**
 * ferry_company_initializer_run_finish:
 *
 * Returns: whether all are initialized; fails with %FERRY_ERROR_FAILED that names those that aren't, whose errors are
 *   their own; with what ferry_environment_perform_finish() fails with where one couldn't even be begun, and with it
 *   none after it; with %G_IO_ERROR_CANCELLED
 */
gboolean
ferry_company_initializer_run_finish (FerryCompanyInitializer *self, GAsyncResult *result, GError **error);

guint ferry_company_initializer_get_total (FerryCompanyInitializer *self);
guint ferry_company_initializer_get_done (FerryCompanyInitializer *self);
const char *ferry_company_initializer_get_current (FerryCompanyInitializer *self);

G_END_DECLS
