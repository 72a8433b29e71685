/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-catalog.h"
#include "sandbox-tables.h"

#include <string.h>

/* What a small source has first: master data, ledgers and documents, and the tables with the sample's
 * defects. */
static const guint FIRST_TABLES[] = { 222, 330, 7022, 18, 27, 17, 21, 15, 3,   5717, 5722, 23,  25,
                                      36,  37,  79,   98, 4,  9,  13, 32, 112, 113,  311,  308, 5050 };

/* Which extension fields the sample's companion tables have; the column's name ends with the app. */
static const struct
{
  const char *name;
  SandboxFieldType type;
  guint length;
} COMPANION_FIELDS[] = {
  { "Rental Segment", SANDBOX_FIELD_CODE, 20 },
  { "Rental Rating", SANDBOX_FIELD_INTEGER, 0 },
  { "Rental Remark", SANDBOX_FIELD_TEXT, 100 },
};

static const SandboxDefaultMapping DEFAULT_MAPPINGS[] = {
  { "Table", SANDBOX_APP_RENTAL, "Rental Management", 50100, "Rental Contract", "Rental Contract", TRUE },
  { "TableExtension", SANDBOX_APP_RENTAL, "Rental Management", 27, "Item", "Item Rental Info", TRUE },
};

struct _SandboxCatalog
{
  GPtrArray *tables;
  GHashTable *by_name;
  GPtrArray *made_specs; /* of tables beyond the known ones */
};

const SandboxDefaultMapping *
sandbox_catalog_get_default_mappings (guint *n)
{
  *n = G_N_ELEMENTS (DEFAULT_MAPPINGS);
  return DEFAULT_MAPPINGS;
}

char *
sandbox_name_to_sql (const char *name)
{
  return g_strdelimit (g_strdup (name), ".\"\\/'%][", '_');
}

char *
sandbox_sql_name (const char *company, const char *table, const char *app_id, gboolean companion)
{
  GString *name = g_string_new (NULL);
  g_autofree char *table_sql = sandbox_name_to_sql (table);

  if (company != NULL && *company != '\0')
    {
      g_autofree char *company_sql = sandbox_name_to_sql (company);

      g_string_append_printf (name, "%s$", company_sql);
    }
  g_string_append (name, table_sql);
  if (app_id != NULL && *app_id != '\0')
    g_string_append_printf (name, "$%s", app_id);
  if (companion)
    g_string_append (name, "$ext");
  return g_string_free (name, FALSE);
}

char *
sandbox_table_sql_name (const SandboxTable *self, const char *company)
{
  return sandbox_sql_name ((self->flags & SANDBOX_TABLE_PER_DATABASE) != 0 ? NULL : company, self->name,
                           self->app_id, self->is_companion);
}

char *
sandbox_field_sql_type (const SandboxField *self)
{
  switch (self->type)
    {
    case SANDBOX_FIELD_CODE:
    case SANDBOX_FIELD_TEXT:
      return g_strdup_printf ("nvarchar(%u)", self->length);
    case SANDBOX_FIELD_INTEGER:
    case SANDBOX_FIELD_OPTION:
      return g_strdup ("int");
    case SANDBOX_FIELD_DECIMAL:
      return g_strdup ("decimal(38,20)");
    case SANDBOX_FIELD_DATE:
    case SANDBOX_FIELD_DATETIME:
      return g_strdup ("datetime");
    case SANDBOX_FIELD_BOOLEAN:
      return g_strdup ("tinyint");
    case SANDBOX_FIELD_GUID:
      return g_strdup ("uniqueidentifier");
    case SANDBOX_FIELD_BLOB:
      return g_strdup ("image");
    default:
      g_return_val_if_reached (NULL);
    }
}

static SandboxField *
field_new (const char *name, SandboxFieldType type, guint length, gboolean key)
{
  SandboxField *field = g_new0 (SandboxField, 1);

  field->name = g_strdup (name);
  field->column = sandbox_name_to_sql (name);
  field->type = type;
  field->length = length;
  field->key = key;
  return field;
}

static void
field_free (gpointer data)
{
  SandboxField *field = data;

  g_free (field->name);
  g_free (field->column);
  g_free (field);
}

static SandboxField *
parse_field (const char *text)
{
  static const char LETTERS[] = "CTIADZBOGX";
  const char *colon = strrchr (text, ':');
  g_autofree char *name = NULL;

  g_return_val_if_fail (colon != NULL && strchr (LETTERS, colon[1]) != NULL, NULL);
  name = g_strndup (text, colon - text);
  return field_new (name, strchr (LETTERS, colon[1]) - LETTERS,
                    (guint) g_ascii_strtoull (colon + 2, NULL, 10), g_str_has_suffix (colon, "*"));
}

static void
table_free (gpointer data)
{
  SandboxTable *table = data;

  if (table->companion != NULL)
    table_free (table->companion);
  g_ptr_array_unref (table->fields);
  g_free (table);
}

static SandboxTable *
companion_new (const SandboxTable *base)
{
  SandboxTable *table = g_new0 (SandboxTable, 1);

  *table = *base;
  table->is_companion = TRUE;
  table->companion = NULL;
  table->fields = g_ptr_array_new_with_free_func (field_free);
  for (guint i = 0; i < base->n_keys; i++)
    {
      const SandboxField *key = base->fields->pdata[i];

      g_ptr_array_add (table->fields, field_new (key->name, key->type, key->length, TRUE));
    }
  for (guint i = 0; i < G_N_ELEMENTS (COMPANION_FIELDS); i++)
    {
      SandboxField *field
        = field_new (COMPANION_FIELDS[i].name, COMPANION_FIELDS[i].type, COMPANION_FIELDS[i].length, FALSE);
      char *column = g_strdup_printf ("%s$%s", field->column, SANDBOX_APP_RENTAL);

      g_free (field->column);
      field->column = column;
      g_ptr_array_add (table->fields, field);
    }
  return table;
}

static SandboxTable *
table_new (const SandboxTableSpec *spec)
{
  SandboxTable *table = g_new0 (SandboxTable, 1);
  g_auto (GStrv) parts = g_strsplit (spec->fields, "|", -1);

  table->spec = spec;
  table->id = spec->id;
  table->name = spec->name;
  table->flags = spec->flags;
  table->app_id = (spec->flags & SANDBOX_TABLE_SYSTEM) != 0 ? "" : SANDBOX_APP_BASE;
  table->fields = g_ptr_array_new_with_free_func (field_free);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      SandboxField *field = parse_field (parts[i]);

      g_assert (field != NULL);
      table->n_keys += field->key ? 1 : 0;
      g_ptr_array_add (table->fields, field);
    }
  g_ptr_array_add (table->fields, field_new ("$systemId", SANDBOX_FIELD_GUID, 0, FALSE));
  g_ptr_array_add (table->fields, field_new ("$systemModifiedAt", SANDBOX_FIELD_DATETIME, 0, FALSE));
  if ((spec->flags & SANDBOX_TABLE_COMPANION) != 0)
    table->companion = companion_new (table);
  return table;
}

static void
add_table (SandboxCatalog *self, const SandboxTableSpec *spec)
{
  SandboxTable *table = table_new (spec);

  g_ptr_array_add (self->tables, table);
  g_hash_table_insert (self->by_name, g_strdup (table->name), table);
  g_hash_table_insert (self->by_name, sandbox_name_to_sql (table->name), table);
}

static int
compare_specs (gconstpointer a, gconstpointer b)
{
  const SandboxTableSpec *const *one = a;
  const SandboxTableSpec *const *two = b;
  guint rank_one = G_N_ELEMENTS (FIRST_TABLES);
  guint rank_two = G_N_ELEMENTS (FIRST_TABLES);

  for (guint i = 0; i < G_N_ELEMENTS (FIRST_TABLES); i++)
    {
      if (FIRST_TABLES[i] == (*one)->id)
        rank_one = i;
      if (FIRST_TABLES[i] == (*two)->id)
        rank_two = i;
    }
  if (rank_one != rank_two)
    return rank_one < rank_two ? -1 : 1;
  return (*one)->id < (*two)->id ? -1 : (*one)->id > (*two)->id;
}

static void
spec_free (gpointer data)
{
  SandboxTableSpec *spec = data;

  g_free ((char *) spec->name);
  g_free (spec);
}

/* For sources with more tables than are known: an extension's, all alike. */
static SandboxTableSpec *
make_spec (SandboxCatalog *self, guint number)
{
  SandboxTableSpec *spec = g_new0 (SandboxTableSpec, 1);

  spec->id = 50200 + number;
  spec->name = g_strdup_printf ("Archived Document %03u", number);
  spec->weight = 2;
  spec->fields
    = "Document No.:C20*|Line No.:I*|Posting Date:D|Description:T100|Quantity:A|Amount:A|User ID:C50";
  g_ptr_array_add (self->made_specs, spec);
  return spec;
}

SandboxCatalog *
sandbox_catalog_new (guint tables)
{
  SandboxCatalog *self = g_new0 (SandboxCatalog, 1);
  const SandboxTableSpec *lists[] = { sandbox_tables_finance, sandbox_tables_trade, sandbox_tables_supply };
  g_autoptr (GPtrArray) specs = g_ptr_array_new ();

  self->tables = g_ptr_array_new_with_free_func (table_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->made_specs = g_ptr_array_new_with_free_func (spec_free);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const SandboxTableSpec *spec = lists[i]; spec->id != 0; spec++)
      g_ptr_array_add (specs, (gpointer) spec);
  g_ptr_array_sort (specs, compare_specs);

  for (const SandboxTableSpec *spec = sandbox_tables_system; spec->id != 0; spec++)
    add_table (self, spec);
  for (guint i = 0; i < tables; i++)
    add_table (self, i < specs->len ? specs->pdata[i] : make_spec (self, i - specs->len + 1));
  return self;
}

void
sandbox_catalog_free (SandboxCatalog *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->tables);
  g_ptr_array_unref (self->made_specs);
  g_free (self);
}

GPtrArray *
sandbox_catalog_get_tables (const SandboxCatalog *self)
{
  return self->tables;
}

const SandboxTable *
sandbox_catalog_find (const SandboxCatalog *self, const char *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

const SandboxField *
sandbox_table_find_field (const SandboxTable *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const SandboxField *field = self->fields->pdata[i];

      if (g_str_equal (field->name, name))
        return field;
    }
  return NULL;
}
