/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sandbox-catalog.h"

G_BEGIN_DECLS

/**
 * SandboxValueKind:
 *
 * What a field of the sample source holds; text where nothing else is said.
 */
typedef enum
{
  SANDBOX_VALUE_EMPTY,
  SANDBOX_VALUE_NUMBERED, /* prefix and number; references too */
  SANDBOX_VALUE_LISTED,   /* the table's own code list */
  SANDBOX_VALUE_LINE,
  SANDBOX_VALUE_ORDINAL,
  SANDBOX_VALUE_SMALL,
  SANDBOX_VALUE_SEARCH_NAME, /* the name before it, in capitals */
  SANDBOX_VALUE_CODE_OF,     /* of another table's list */
  SANDBOX_VALUE_VAT_NUMBER,
  SANDBOX_VALUE_FORMULA,
  SANDBOX_VALUE_RATE,
  SANDBOX_VALUE_SELDOM, /* 0 but for a few */
  SANDBOX_VALUE_ACCOUNT,
  SANDBOX_VALUE_POSTING,
  SANDBOX_VALUE_TITLE, /* table and code */
  SANDBOX_VALUE_COMPANY_NAME,
  SANDBOX_VALUE_PERSON,
  SANDBOX_VALUE_FIRST_NAME,
  SANDBOX_VALUE_LAST_NAME,
  SANDBOX_VALUE_GOODS,
  SANDBOX_VALUE_CITY,
  SANDBOX_VALUE_STREET,
  SANDBOX_VALUE_POST_CODE,
  SANDBOX_VALUE_PHONE,
  SANDBOX_VALUE_EMAIL,
  SANDBOX_VALUE_COUNTRY,
  SANDBOX_VALUE_CURRENCY,
  SANDBOX_VALUE_DATE,
  SANDBOX_VALUE_DATETIME,
  SANDBOX_VALUE_AMOUNT,
  SANDBOX_VALUE_QUANTITY,
  SANDBOX_VALUE_PERCENT,
  SANDBOX_VALUE_BOOLEAN,
  SANDBOX_VALUE_OPTION,
  SANDBOX_VALUE_GUID,
  SANDBOX_VALUE_USER,
  SANDBOX_VALUE_USER_GUID,
  SANDBOX_VALUE_THIS_COMPANY,
  SANDBOX_VALUE_WORD,
  SANDBOX_VALUE_RECORD,
  SANDBOX_VALUE_URL,
  SANDBOX_VALUE_BLOB,
} SandboxValueKind;

/** sandbox_value_kind: Returns: what @field of @table holds, guessed from its name and type */
SandboxValueKind sandbox_value_kind (const SandboxTable *table, const SandboxField *field);

/**
 * sandbox_value_reference:
 * @prefix: (out): what the numbers of the table referred to begin with
 *
 * Returns: Business Central's number of the table whose numbers a field of that name holds, or 0
 */
guint sandbox_value_reference (const char *field, const char **prefix);

/** sandbox_value_codes: Returns: (nullable): the code list that a field of that name is taken from, `|`
 * between */
const char *sandbox_value_codes (const char *field);

/** sandbox_value_number_prefix: Returns: what the numbers of that table begin with */
const char *sandbox_value_number_prefix (guint table_id);

G_END_DECLS
