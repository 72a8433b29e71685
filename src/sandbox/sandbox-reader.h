/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-odata-query.h"

G_BEGIN_DECLS

/**
 * SandboxReading:
 * @query: what is asked for
 * @style: how option values are spelled
 * @parent: (nullable): the id of the entity whose children are asked for
 * @id: (nullable): the one entity that is asked for
 * @page_size: entities a page at the most
 * @context: the `@odata.context`
 * @next: the address that a next page's token is appended to
 *
 * One reading of entities out of the database into JSON.
 */
typedef struct
{
  const SandboxQuery *query;
  SandboxEnumStyle style;
  const char *parent;
  const char *id;
  guint page_size;
  const char *context;
  const char *next;
} SandboxReading;

/**
 * sandbox_reader_append_collection:
 *
 * Appends a page of entities: `{"@odata.context", "@odata.count", "value", "@odata.nextLink"}`.
 */
gboolean sandbox_reader_append_collection (SandboxStore *store,
                                           const SandboxReading *reading,
                                           GString *out,
                                           GError **error);

/** sandbox_reader_append_entity: appends the entity @id; %SANDBOX_ERROR_NO_RECORD where there is none */
gboolean sandbox_reader_append_entity (SandboxStore *store,
                                       const SandboxReading *reading,
                                       GString *out,
                                       GError **error);

/** sandbox_reader_count: how many entities match, pages and `$top` aside */
gboolean
sandbox_reader_count (SandboxStore *store, const SandboxReading *reading, gint64 *count, GError **error);

/**
 * sandbox_reader_get_etag:
 *
 * Returns: (transfer full): the present ETag of an entity; %NULL with %SANDBOX_ERROR_NO_RECORD
 */
char *
sandbox_reader_get_etag (SandboxStore *store, const SandboxEntitySet *set, const char *id, GError **error);

G_END_DECLS
