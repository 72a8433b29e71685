/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-profile.h"

G_BEGIN_DECLS

/*
 * Connection profiles as files that people exchange: JSON, described in docs/guide/profiles.md. They hold no secret, nor who
 * signed in; sandboxes of this computer aren't in them.
 */

/**
 * ferry_profile_file_parse:
 * @data: (array length=size): the file
 *
 * Reads strictly: what isn't known, is missing, can't be an environment's, is there twice or looks like a secret is an
 * error, and no profile is returned. A profile without id gets one that follows from tenant, environment and
 * address, so that keyring and history find it again at every reading. Pure, for any thread.
 *
 * Returns: (transfer full) (element-type FerryProfile): in the file's order; may be empty. %NULL with
 *   %FERRY_ERROR_INVALID, which names the profile and what is wrong
 */
GPtrArray *ferry_profile_file_parse (const char *data, gsize size, GError **error);

/**
 * ferry_profile_file_format:
 * @profiles: (element-type FerryProfile): sandboxes of this computer are passed over
 *
 * Returns: (transfer full): the file; ferry_profile_file_parse() makes the same profiles of it. %NULL with %FERRY_ERROR_INVALID
 *   where an environment is there twice, which the file can't hold
 */
GBytes *ferry_profile_file_format (GPtrArray *profiles, GError **error);

/** ferry_profile_file_can_hold: Returns: whether @profile means anything elsewhere: not so a sandbox of this computer */
gboolean ferry_profile_file_can_hold (FerryProfile *profile);

/**
 * ferry_profile_file_load:
 * @file: a file, or a folder: then all files in it whose names end in `.json` and don't begin with a dot, by name
 *
 * Reads profiles, each environment only once. Waits for the disk: not for the main loop of a window.
 *
 * Returns: (transfer full) (element-type FerryProfile): may be empty. %NULL with %FERRY_ERROR_INVALID, which names the
 *   file, profile and reason, or an error of GIO
 */
GPtrArray *ferry_profile_file_load (GFile *file, GCancellable *cancellable, GError **error);
/** ferry_profile_file_load_async: ferry_profile_file_load() in a worker */
void ferry_profile_file_load_async (GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** ferry_profile_file_load_finish: Returns: (transfer full) (element-type FerryProfile): or %NULL with an error */
GPtrArray *ferry_profile_file_load_finish (GFile *file, GAsyncResult *result, GError **error);

/** ferry_profile_file_save_async: @profiles: (element-type FerryProfile), as ferry_profile_file_format() takes them; replaces @file, in whole or not at all */
void ferry_profile_file_save_async (GFile *file,
                                    GPtrArray *profiles,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean ferry_profile_file_save_finish (GFile *file, GAsyncResult *result, GError **error);

/**
 * ferry_profile_file_find:
 * @known: (element-type FerryProfile)
 *
 * Returns: (transfer none) (nullable): the one of @known that is the same environment as @profile: by tenant,
 *   environment and address, however they are spelled, else by its id
 */
FerryProfile *ferry_profile_file_find (GPtrArray *known, FerryProfile *profile);

/**
 * ferry_profile_file_dup_changes:
 * @from: what is known of an environment
 * @to: what a file says of it
 *
 * Returns: (transfer full): the names of those properties that a file keeps and that differ, such as `name`; empty
 *   where nothing does
 */
GStrv ferry_profile_file_dup_changes (FerryProfile *from, FerryProfile *to);

/** ferry_profile_file_update: takes into @profile what @from says of the properties that a file keeps; id and account stay */
void ferry_profile_file_update (FerryProfile *profile, FerryProfile *from);

G_END_DECLS
