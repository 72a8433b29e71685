/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FerryColumnFlags:
 * @FERRY_COLUMN_KEY: a primary-key column that the source table doesn't have
 * @FERRY_COLUMN_TYPE: its type differs
 * @FERRY_COLUMN_LENGTH: its values are longer than the target takes
 */
typedef enum
{
  FERRY_COLUMN_KEY = 1 << 0,
  FERRY_COLUMN_TYPE = 1 << 1,
  FERRY_COLUMN_LENGTH = 1 << 2,
} FerryColumnFlags;

/** FerryColumnIssue: what is wrong with a column's mapping (code 50011 of domain §4) */
typedef struct
{
  char *column;
  FerryColumnFlags flags;
} FerryColumnIssue;

/**
 * ferry_column_issues_parse:
 * @message: the service's message, which holds a list such as `[No_]PK,|[Name]T,L,` somewhere; `]` in a name is
 *   written `]]`
 *
 * Returns: (transfer full) (element-type FerryColumnIssue): the columns in their order; empty where there is no
 *   such list
 */
GPtrArray *ferry_column_issues_parse (const char *message);

G_END_DECLS
