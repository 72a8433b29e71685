/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error.h"
#include "ferry-sql-name.h"

#include <string.h>

#define GUID "437dbf0e-84ff-417a-965d-ed2bb9650972"

static const char *const companies[]
  = { "CRONUS", "CRONUS$Old", "Cash$Flow Ltd.", "Ærø Fisk", "قمر", "A", "", NULL };

typedef struct
{
  const char *text;
  const char *schema;
  const char *company;
  const char *table;
  const char *app_id;
  const char *source;
} Case;

static const Case known[] = {
  /* Full names, as SQL Server shows them. */
  { "[dbo].[CRONUS$My Table$" GUID "]", "dbo", "CRONUS", "My Table", GUID, "My Table$" GUID },
  { "[SQL01].[BC].[dbo].[CRONUS$My Table$" GUID "]", "dbo", "CRONUS", "My Table", GUID, "My Table$" GUID },
  { "BC.dbo.[CRONUS$My Table]", "dbo", "CRONUS", "My Table", "", "My Table" },
  { "dbo.CRONUS$My Table", "dbo", "CRONUS", "My Table", "", "My Table" },
  { "DBO.CRONUS$My Table", "DBO", "CRONUS", "My Table", "", "My Table" },
  { "\"dbo\".\"CRONUS$My \"\"own\"\" Table\"", "dbo", "CRONUS", "My \"own\" Table", "", "My \"own\" Table" },
  { "[CRONUS$Odd ]] Table$" GUID "]", "", "CRONUS", "Odd ] Table", GUID, "Odd ] Table$" GUID },
  { "  [dbo].[CRONUS$My Table]  ", "dbo", "CRONUS", "My Table", "", "My Table" },
  { "[dbo].[CRONUS$Item$437DBF0E-84FF-417A-965D-ED2BB9650972]", "dbo", "CRONUS", "Item", GUID, "Item$" GUID },
  /* Without brackets, and without what isn't necessary. */
  { "CRONUS$My Table$" GUID, "", "CRONUS", "My Table", GUID, "My Table$" GUID },
  { "CRONUS$Item$" GUID "$ext", "", "CRONUS", "Item", GUID, "Item$" GUID },
  { "My Table$" GUID, "", "", "My Table", GUID, "My Table$" GUID },
  { "My Table", "", "", "My Table", "", "My Table" },
  { "Sales Cr.Memo Header", "", "", "Sales Cr.Memo Header", "", "Sales Cr.Memo Header" },
  { "\"G/L Account\"", "", "", "G/L Account", "", "G/L Account" },
  { "[dbo].[$ndo$dbproperty]", "dbo", "", "$ndo$dbproperty", "", "$ndo$dbproperty" },
  { "[User Property]", "", "", "User Property", "", "User Property" },
  /* Companies with a “$”: the longest that fits. SQL spells what it can't hold as “_”. */
  { "CRONUS$Old$My Table", "", "CRONUS$Old", "My Table", "", "My Table" },
  { "Cash$Flow Ltd_$My Table$" GUID, "", "Cash$Flow Ltd_", "My Table", GUID, "My Table$" GUID },
  { "cronus$My $ Table", "", "cronus", "My $ Table", "", "My $ Table" },
  /* Names of the world, and what SQL would take for a wildcard. */
  { "[Ærø Fisk$Fangst %_ [x]]]", "", "Ærø Fisk", "Fangst %_ [x]", "", "Fangst %_ [x]" },
  { "[قمر$جدول]", "", "قمر", "جدول", "", "جدول" },
  { "CRONUS$🚢 Ferry's", "", "CRONUS", "🚢 Ferry's", "", "🚢 Ferry's" },
  /* A company nobody knows. */
  { "Other Ltd_$My Table", "", "Other Ltd_", "My Table", "", "My Table" },
};

static void
test_known (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      const Case *wanted = &known[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (FerrySqlName) name = ferry_sql_name_parse (wanted->text, companies, &error);
      g_autofree char *source = NULL;

      g_test_message ("%s", wanted->text);
      g_assert_no_error (error);
      g_assert_cmpstr (name->schema, ==, wanted->schema);
      g_assert_cmpstr (name->company, ==, wanted->company);
      g_assert_cmpstr (name->table, ==, wanted->table);
      g_assert_cmpstr (name->app_id, ==, wanted->app_id);
      g_assert_false (name->guessed);
      source = ferry_sql_name_dup_source (name);
      g_assert_cmpstr (source, ==, wanted->source);
    }
}

/* Without the companies' names more than one “$” can be read in more than one way, which is said. */
static void
test_guessed (void)
{
  g_autoptr (FerrySqlName) guessed = ferry_sql_name_parse ("Cash$Flow Ltd_$My Table$" GUID, NULL, NULL);
  g_autoptr (FerrySqlName) companion = ferry_sql_name_parse ("CRONUS$Item$" GUID "$ext", NULL, NULL);

  g_assert_true (guessed->guessed);
  g_assert_cmpstr (guessed->company, ==, "Cash$Flow Ltd_");
  g_assert_cmpstr (guessed->table, ==, "My Table");
  g_assert_false (companion->guessed);
  g_assert_true (companion->companion);
}

static void
test_malformed (void)
{
  static const struct
  {
    const char *text;
    const char *words;
  } cases[] = {
    { "", "missing" },
    { "   ", "missing" },
    { "[dbo].[CRONUS$My Table", "closing bracket" },
    { "\"My Table", "closing quotation mark" },
    { "[dbo].[CRONUS$Odd ] Table]", "written twice" },
    { "[a].[b].[c].[d].[e]", "too many parts" },
    { "[dbo].[]", "no table" },
    { "[dbo].", "no table" },
    { "CRONUS$", "no table" },
    { "CRONUS$$" GUID, "no table" },
    { "My\nTable", "line break" },
    { "My \xff Table", "UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *readable = g_utf8_make_valid (cases[i].text, -1);

      g_test_message ("%s", readable);
      g_assert_null (ferry_sql_name_parse (cases[i].text, companies, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

static void
test_guid (void)
{
  g_autofree char *plain = ferry_sql_name_dup_guid (" {437DBF0E-84FF-417A-965D-ED2BB9650972} ");

  g_assert_cmpstr (plain, ==, GUID);
  g_assert_null (ferry_sql_name_dup_guid ("437dbf0e-84ff-417a-965d-ed2bb965097"));
  g_assert_null (ferry_sql_name_dup_guid (""));
  g_assert_null (ferry_sql_name_dup_guid ("{}"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sql-name/known", test_known);
  g_test_add_func ("/sql-name/guessed", test_guessed);
  g_test_add_func ("/sql-name/malformed", test_malformed);
  g_test_add_func ("/sql-name/guid", test_guid);
  return g_test_run ();
}
