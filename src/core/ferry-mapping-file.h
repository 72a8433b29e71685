/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-mapping-set.h"

G_BEGIN_DECLS

/*
 * Table mappings as a file, to keep them or to take them to another environment (domain §2.6). JSON is an array of
 * objects with the members of `tableMappings` (api-contract §A), or the service's own collection. CSV has a heading
 * with the same names. Both are read strictly: what isn't right is an error with its line, and nothing of the file is
 * taken then.
 */

typedef enum
{
  FERRY_MAPPING_FORMAT_CSV,
  FERRY_MAPPING_FORMAT_JSON,
} FerryMappingFormat;

/**
 * ferry_mapping_file_parse:
 * @data: (array length=size): CSV or JSON; which it is, its beginning tells
 * @set: (nullable): what each one is checked against, see ferry_mapping_set_check()
 * @companies: (nullable) (array zero-terminated=1): see ferry_sql_name_parse()
 *
 * For any thread.
 *
 * Returns: (transfer full) (element-type FerryTableMapping): with different targets, in the file's order; %NULL with
 *   %FERRY_ERROR_INVALID, which names line and reason
 */
GPtrArray *ferry_mapping_file_parse (const char *data,
                                     gsize size,
                                     FerryMappingSet *set,
                                     const char *const *companies,
                                     GError **error);

/** ferry_mapping_file_format: @mappings: (element-type FerryTableMapping); Returns: (transfer full): the file, in UTF-8; CSV with a byte order mark, without which spreadsheets take it for another encoding */
GBytes *ferry_mapping_file_format (GPtrArray *mappings, FerryMappingFormat format);

/** ferry_mapping_file_load_async: reads and parses @file in a worker; see ferry_mapping_file_parse() */
void ferry_mapping_file_load_async (GFile *file,
                                    FerryMappingSet *set,
                                    const char *const *companies,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/**
 * ferry_mapping_file_load_finish:
 *
 * Returns: (transfer full) (element-type FerryTableMapping): as ferry_mapping_file_parse(); also fails with
 *   %G_IO_ERROR where the file can't be read
 */
GPtrArray *ferry_mapping_file_load_finish (GFile *file, GAsyncResult *result, GError **error);

/** ferry_mapping_file_save_async: replaces @file, in a worker */
void ferry_mapping_file_save_async (GFile *file,
                                    GPtrArray *mappings,
                                    FerryMappingFormat format,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean ferry_mapping_file_save_finish (GFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
