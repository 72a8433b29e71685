/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-value-kinds.h"

#include "sandbox-tables.h"

#include <string.h>

/* Which table's numbers a field holds, and what these look like. */
static const struct
{
  const char *field;
  guint table;
  const char *prefix;
} REFERENCES[] = {
  { "Customer No.", 18, "C" },
  { "Sell-to Customer No.", 18, "C" },
  { "Bill-to Customer No.", 18, "C" },
  { "Vendor No.", 23, "V" },
  { "Buy-from Vendor No.", 23, "V" },
  { "Pay-to Vendor No.", 23, "V" },
  { "Item No.", 27, "I" },
  { "Parent Item No.", 27, "I" },
  { "Asset No.", 27, "I" },
  { "G/L Account No.", 15, "A" },
  { "Resource No.", 156, "R" },
  { "Job No.", 167, "J" },
  { "Contact No.", 5050, "CT" },
  { "Contact Company No.", 5050, "CT" },
  { "Company No.", 5050, "CT" },
  { "Bank Account No.", 270, "B" },
  { "FA No.", 5600, "FA" },
  { "Service Item No.", 5940, "SV" },
  { "Work Center No.", 99000754, "W" },
};

/* How the numbers of master data begin; the others' begin with "N". */
static const struct
{
  guint table;
  const char *prefix;
} PREFIXES[] = {
  { 15, "A" },     { 18, "C" },       { 23, "V" },      { 27, "I" },     { 156, "R" },      { 167, "J" },
  { 270, "B" },    { 5050, "CT" },    { 5600, "FA" },   { 5940, "SV" },  { 99000754, "W" }, { 36, "S-ORD" },
  { 38, "P-ORD" }, { 110, "S-SHPT" }, { 112, "S-INV" }, { 114, "S-CR" }, { 120, "P-RCPT" }, { 122, "P-INV" },
  { 124, "P-CR" }, { 50101, "I" },    { 50100, "RC" },  { 225, "" },
};

/* Field names by what they contain; the first that fits decides. */
static const struct
{
  const char *part;
  SandboxValueKind kind;
} BY_NAME[] = {
  { "User Security ID", SANDBOX_VALUE_USER_GUID },
  { "User SID", SANDBOX_VALUE_USER_GUID },
  { "User Name", SANDBOX_VALUE_USER },
  { "User ID", SANDBOX_VALUE_USER },
  { "Full Name", SANDBOX_VALUE_PERSON },
  { "First Name", SANDBOX_VALUE_FIRST_NAME },
  { "Last Name", SANDBOX_VALUE_LAST_NAME },
  { "Creating User", SANDBOX_VALUE_USER },
  { "E-Mail", SANDBOX_VALUE_EMAIL },
  { "Email", SANDBOX_VALUE_EMAIL },
  { "Name Identifier", SANDBOX_VALUE_EMAIL },
  { "Object ID", SANDBOX_VALUE_GUID },
  { "VAT Registration", SANDBOX_VALUE_VAT_NUMBER },
  { "Calculation", SANDBOX_VALUE_FORMULA },
  { "Grace Period", SANDBOX_VALUE_FORMULA },
  { "Windows Security", SANDBOX_VALUE_EMPTY },
  { "Contact", SANDBOX_VALUE_PERSON },
  { "URL", SANDBOX_VALUE_URL },
  { "Record ID", SANDBOX_VALUE_RECORD },
  { "Internet Address", SANDBOX_VALUE_URL },
  { "Search", SANDBOX_VALUE_SEARCH_NAME },
  { "Name 2", SANDBOX_VALUE_EMPTY },
  { "Address 2", SANDBOX_VALUE_EMPTY },
  { "Description 2", SANDBOX_VALUE_EMPTY },
  { "Address", SANDBOX_VALUE_STREET },
  { "City", SANDBOX_VALUE_CITY },
  { "County", SANDBOX_VALUE_CITY },
  { "Post Code", SANDBOX_VALUE_POST_CODE },
  { "Phone", SANDBOX_VALUE_PHONE },
  { "Country", SANDBOX_VALUE_COUNTRY },
  { "Currency Code", SANDBOX_VALUE_CURRENCY },
  { "Name", SANDBOX_VALUE_COMPANY_NAME },
  { "Description", SANDBOX_VALUE_GOODS },
  { "Comment", SANDBOX_VALUE_GOODS },
  { "Formula", SANDBOX_VALUE_EMPTY },
};

guint
sandbox_value_reference (const char *field, const char **prefix)
{
  for (guint i = 0; i < G_N_ELEMENTS (REFERENCES); i++)
    {
      if (g_str_equal (REFERENCES[i].field, field))
        {
          *prefix = REFERENCES[i].prefix;
          return REFERENCES[i].table;
        }
    }
  return 0;
}

const char *
sandbox_value_number_prefix (guint table_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    {
      if (PREFIXES[i].table == table_id)
        return PREFIXES[i].prefix;
    }
  return "N";
}

static SandboxValueKind
kind_by_name (const SandboxTable *table, const SandboxField *field)
{
  gboolean title = g_str_equal (field->name, "Name") || g_str_has_prefix (field->name, "Description");

  if (title && table->spec->codes != NULL && table->id != 13)
    return SANDBOX_VALUE_TITLE;
  if (g_str_equal (field->name, "Name") && table->id == 15)
    return SANDBOX_VALUE_ACCOUNT;
  if (g_str_equal (field->name, "Name") && (table->id == 13 || table->id == 156))
    return SANDBOX_VALUE_PERSON;
  if (g_str_equal (field->name, "Description") && g_str_has_suffix (table->name, "Entry")
      && strstr (table->name, "Item") == NULL)
    return SANDBOX_VALUE_POSTING;
  for (guint i = 0; i < G_N_ELEMENTS (BY_NAME); i++)
    {
      if (strstr (field->name, BY_NAME[i].part) != NULL)
        return BY_NAME[i].kind;
    }
  return SANDBOX_VALUE_WORD;
}

static SandboxValueKind
kind_of_key (const SandboxTable *table, const SandboxField *field)
{
  switch (field->type)
    {
    case SANDBOX_FIELD_INTEGER:
      return g_str_has_suffix (field->name, "Line No.") ? SANDBOX_VALUE_LINE : SANDBOX_VALUE_ORDINAL;
    case SANDBOX_FIELD_DATE:
    case SANDBOX_FIELD_DATETIME:
      return SANDBOX_VALUE_DATE;
    case SANDBOX_FIELD_GUID:
      return strstr (field->name, "User") != NULL ? SANDBOX_VALUE_USER_GUID : SANDBOX_VALUE_GUID;
    case SANDBOX_FIELD_OPTION:
    case SANDBOX_FIELD_DECIMAL:
      return SANDBOX_VALUE_ORDINAL;
    default:
      break;
    }
  if (g_str_equal (field->name, "Primary Key"))
    return SANDBOX_VALUE_EMPTY;
  if (g_str_equal (field->name, "User ID"))
    return SANDBOX_VALUE_USER;
  if (table->spec->codes != NULL && field == table->fields->pdata[0])
    return SANDBOX_VALUE_LISTED;
  return SANDBOX_VALUE_NUMBERED;
}

static SandboxValueKind
kind_of_field (const SandboxTable *table, const SandboxField *field)
{
  switch (field->type)
    {
    case SANDBOX_FIELD_INTEGER:
      return g_str_has_suffix (field->name, "Entry No.") ? SANDBOX_VALUE_ORDINAL : SANDBOX_VALUE_SMALL;
    case SANDBOX_FIELD_DECIMAL:
      if (strchr (field->name, '%') != NULL)
        return SANDBOX_VALUE_PERCENT;
      if (strstr (field->name, "Rate") != NULL)
        return SANDBOX_VALUE_RATE;
      if (strstr (field->name, "Quantity") != NULL || strstr (field->name, "Qty.") != NULL)
        return SANDBOX_VALUE_QUANTITY;
      return SANDBOX_VALUE_AMOUNT;
    case SANDBOX_FIELD_DATE:
      return SANDBOX_VALUE_DATE;
    case SANDBOX_FIELD_DATETIME:
      return SANDBOX_VALUE_DATETIME;
    case SANDBOX_FIELD_BOOLEAN:
      return SANDBOX_VALUE_BOOLEAN;
    case SANDBOX_FIELD_OPTION:
      return SANDBOX_VALUE_OPTION;
    case SANDBOX_FIELD_GUID:
      return SANDBOX_VALUE_GUID;
    case SANDBOX_FIELD_BLOB:
      return SANDBOX_VALUE_BLOB;
    default:
      break;
    }
  if (g_str_has_prefix (field->name, "Document No.") || g_str_has_suffix (field->name, "Document No."))
    return SANDBOX_VALUE_NUMBERED;
  if (g_str_equal (field->name, "Company") || g_str_equal (field->name, "Company Name"))
    return SANDBOX_VALUE_THIS_COMPANY;
  return kind_by_name (table, field);
}

const char *
sandbox_value_codes (const char *field)
{
  const SandboxTableSpec *lists[] = { sandbox_tables_finance, sandbox_tables_trade, sandbox_tables_supply };
  g_autofree char *name = g_strdup (field);

  if (g_str_has_suffix (name, " Code"))
    name[strlen (name) - strlen (" Code")] = '\0';
  if (g_str_equal (name, "Salesperson") || g_str_equal (name, "Purchaser"))
    return sandbox_value_codes ("Salesperson/Purchaser");
  if (g_str_equal (name, "Base Unit of Measure"))
    return sandbox_value_codes ("Unit of Measure");
  if (g_str_equal (name, "Currency"))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (const SandboxTableSpec *spec = lists[i]; spec->id != 0; spec++)
        {
          if (spec->codes != NULL && (g_str_equal (spec->name, name) || g_str_equal (spec->name, field)))
            return spec->codes;
        }
    }
  return NULL;
}

SandboxValueKind
sandbox_value_kind (const SandboxTable *table, const SandboxField *field)
{
  if (field->key)
    return kind_of_key (table, field);
  if (g_str_equal (field->name, "Blocked"))
    return SANDBOX_VALUE_SELDOM;
  if (field->type == SANDBOX_FIELD_CODE && sandbox_value_codes (field->name) != NULL)
    return SANDBOX_VALUE_CODE_OF;
  return kind_of_field (table, field);
}
