/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-environment.h"
#include "ferry-redactor.h"

G_BEGIN_DECLS

/**
 * FerrySupportBundle:
 *
 * What somebody who is to help needs to know of an environment, without what is nobody else's business: versions,
 * capabilities, state, companies by number, last runs, failed tables by cause, journal, recent errors with their
 * correlation ids. Names, addresses and secrets are placeholders (#FerryRedactor). One text, in English whatever the user's
 * language, since its reader is somebody else; what is shown of it is what is saved. Never changes.
 */
#define FERRY_TYPE_SUPPORT_BUNDLE (ferry_support_bundle_get_type ())
G_DECLARE_FINAL_TYPE (FerrySupportBundle, ferry_support_bundle, FERRY, SUPPORT_BUNDLE, GObject)

/**
 * ferry_support_bundle_make_async:
 * @environment: whose; open or not
 * @database: (nullable): where details and journal are
 * @versions: (nullable) (array zero-terminated=1): more lines of the form `name: version`, such as the toolkit's
 */
void ferry_support_bundle_make_async (FerryEnvironment *environment,
                                      FerryDatabase *database,
                                      const char *const *versions,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** ferry_support_bundle_make_finish: Returns: (transfer full): the bundle; %NULL with an error */
FerrySupportBundle *
ferry_support_bundle_make_finish (FerryEnvironment *environment, GAsyncResult *result, GError **error);

/** ferry_support_bundle_get_text: Returns: (transfer none): all of it */
const char *ferry_support_bundle_get_text (FerrySupportBundle *self);
/** ferry_support_bundle_count: @places: (out) (optional): how often something of @kind was taken out; Returns: how many different ones were */
guint ferry_support_bundle_count (FerrySupportBundle *self, FerryRedaction kind, guint *places);

/** ferry_support_bundle_save_async: @file: is replaced */
void ferry_support_bundle_save_async (FerrySupportBundle *self,
                                      GFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ferry_support_bundle_save_finish (FerrySupportBundle *self, GAsyncResult *result, GError **error);

G_END_DECLS
