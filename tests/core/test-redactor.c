/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing that is nobody else's business survives, and what is left can be read. */

#include "core-fixture.h"
#include "ferry-redactor.h"
#include "ferry-standard-tables.h"

#include <string.h>

static FerryRedactor *
new_redactor (void)
{
  FerryRedactor *redactor = ferry_redactor_new ();

  ferry_redactor_know (redactor, FERRY_REDACTION_COMPANY, "CRONUS International Ltd.");
  ferry_redactor_know (redactor, FERRY_REDACTION_COMPANY, "CRONUS");
  ferry_redactor_know (redactor, FERRY_REDACTION_COMPANY, "Bäcker & Söhne");
  ferry_redactor_know (redactor, FERRY_REDACTION_COMPANY, "AB");
  ferry_redactor_know (redactor, FERRY_REDACTION_USER, "Ada");
  ferry_redactor_know (redactor, FERRY_REDACTION_TENANT, "11111111-2222-3333-4444-555555555555");
  ferry_redactor_know (redactor, FERRY_REDACTION_TENANT, "contoso.onmicrosoft.com");
  ferry_redactor_know (redactor, FERRY_REDACTION_ENVIRONMENT, "Production");
  return redactor;
}

static void
assert_text (FerryRedactor *redactor, const char *text, const char *wanted)
{
  g_autofree char *redacted = ferry_redactor_text (redactor, text);

  g_assert_cmpstr (redacted, ==, wanted);
}

/* The same name, the same placeholder, in whatever spelling. */
static void
test_names (void)
{
  g_autoptr (FerryRedactor) redactor = new_redactor ();
  guint places = 0;

  assert_text (redactor, "Company CRONUS International Ltd. could not be created.",
               "Company Company 1 could not be created.");
  assert_text (redactor, "Table cronus international ltd_$Customer$437dbf0e-84ff-417a-965d-ed2bb9650972",
               "Table Company 1$Customer$437dbf0e-84ff-417a-965d-ed2bb9650972");
  assert_text (redactor, "company=CRONUS%20International%20Ltd.&x", "company=Company 1&x");
  assert_text (redactor,
               "CRONUS and Ba\xcc\x88"
               "cker &amp; So\xcc\x88hne",
               "Company 2 and Company 3");
  /* A short one only where it stands alone. */
  assert_text (redactor, "AB isn't in ABLE, ab or Canada; ada is.",
               "Company 4 isn't in ABLE, ab or Canada; User 1 is.");
  assert_text (redactor, "Environment PRODUCTION of 11111111-2222-3333-4444-555555555555",
               "Environment Environment 1 of Tenant 1");
  /* Letters that can't be seen don't hide a name. */
  assert_text (redactor, "CRO\xe2\x80\x8bNUS failed", "Company 2 failed");
  g_assert_cmpuint (ferry_redactor_count (redactor, FERRY_REDACTION_COMPANY, &places), ==, 4);
  g_assert_cmpuint (places, ==, 7);
  g_assert_cmpuint (ferry_redactor_count (redactor, FERRY_REDACTION_EMAIL, &places), ==, 0);
  g_assert_cmpuint (places, ==, 0);
}

/* What isn't known has its form. */
static void
test_forms (void)
{
  g_autoptr (FerryRedactor) redactor = new_redactor ();

  assert_text (redactor, "Sent to kim.o'hara@fabrikam.example, and kim.o'hara@fabrikam.example again",
               "Sent to E-mail 1, and E-mail 1 again");
  assert_text (redactor, "See https://sql.fabrikam.example:8443/x?sig=abc#y for more",
               "See Address 1 for more");
  assert_text (redactor, "from 10.20.30.40:1433 or fe80::1ff:fe23:4567:890a%eth0, at 12:34:56",
               "from Address 2 or Address 3, at 12:34:56");
  assert_text (redactor, "\\\\fileserver\\share\\Q3 report.bak is locked", "Address 4");
  assert_text (redactor, "C:\\Users\\Kim Lee\\AppData\\x.log not found", "Address 5 not found");
  assert_text (redactor, "/home/kim/ferry/journal.db is damaged", "Address 6 is damaged");
  assert_text (redactor, "Can't open SQL01\\NAV or db.fabrikam.example", "Can't open Server 1 or Server 2");
  assert_text (redactor, "Run 0a0b0c0d-0000-4000-8000-00000000000f ended", "Run ID 1 ended");
  assert_text (redactor, "Version 25.0.23364.1 of Microsoft.NAV.runReplication",
               "Version 25.0.23364.1 of Microsoft.NAV.runReplication");
}

static void
test_secrets (void)
{
  static const char *const texts[] = {
    "Server=tcp:SECRETHOST,1433;Initial Catalog=SECRETDB;User ID=SECRETUSER;Password=SECRET "
    "pass'word;Encrypt=True;",
    "Data Source=SECRETHOST\\INST;Database='SECRETDB';UserID=SECRETUSER;Pwd=\"SECRET;word\";",
    "Authorization: Bearer SECRETtokenSECRET.abc-def_1",
    "{\"access_token\":\"SECRETSECRET\",\"refresh_token\": \"0.SECRET-x_y\", 'password': 'SECRET'}",
    "eyJSECRETbGciOi.eyJSECRET.SECRETsig",
    "IR@0a0b0c0d-0000-4000-8000-00000000000f@secrethost@ServiceEndpoint=secret.frontend.clouddatahub.net@"
    "SECRETk3y=",
    "AccountKey=SECRETabcdef==;EndpointSuffix=core.windows.net",
    "the key SECRETa8Zk29xQmT4vB7nL0pR3sD6wE1yU5iO9 was rejected",
    "the key abSECRETcdEFghSECRETijKLmnOPqrSTuvWX was rejected",
    "client_secret=SECRET~8Q~abc&grant_type=x",
    "-----BEGIN PRIVATE KEY-----\nSECRETMIIE\nSECRET\n-----END PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nSECRETMIIE and cut",
    "Kennwort: SECRET",
    "runtime key: SECRET",
    "https://user:SECRET@host.example/path",
    "ftp://SECRET",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (FerryRedactor) redactor = new_redactor ();
      g_autofree char *redacted = ferry_redactor_text (redactor, texts[i]);
      g_autofree char *upper = g_ascii_strup (redacted, -1);
      g_autofree char *rest = NULL;
      g_auto (GStrv) parts = g_strsplit (upper, "SECRET ", -1);

      /* The placeholder is called so; its number doesn't follow in any of these. */
      rest = g_strjoinv ("", parts);
      if (strstr (rest, "SECRETH") != NULL || strstr (rest, "SECRETD") != NULL
          || strstr (rest, "SECRETU") != NULL || strstr (redacted, "SECRET") != NULL)
        g_error ("“%s” became “%s”", texts[i], redacted);
    }
}

/* Names in sentences of the service, which nobody told us. */
static void
test_sentences (void)
{
  g_autoptr (FerryRedactor) redactor = new_redactor ();

  assert_text (redactor, "18456: Login failed for user 'navsql'.", "18456: Login failed for user 'Name 1'.");
  assert_text (redactor, "Login failed for user navsql. The user is disabled.",
               "Login failed for user User 1. The user is disabled.");
  assert_text (redactor, "Cannot open database \"NAVPROD\" requested by the login.",
               "Cannot open database \"Name 2\" requested by the login.");
  assert_text (redactor, "The server Kronos01 was not found, and the server is down.",
               "The server Server 1 was not found, and the server is down.");
  assert_text (redactor, "Invalid object name 'dbo.Fabrikam$Miete'.", "Invalid object name 'Name 3$Name 4'.");
  assert_text (redactor,
               "[dbo].[CRONUS$Customer$437dbf0e-84ff-417a-965d-ed2bb9650972] has [O'Brien's field]PK,T|",
               "[dbo].[Company 1$Customer$437dbf0e-84ff-417a-965d-ed2bb9650972] has [Name 5]PK,T|");
  assert_text (redactor, "The company Fabrikam Nord can’t be migrated.",
               "The company Company 2 can’t be migrated.");
  assert_text (redactor, "“Customer” has „Umsätze 2026“ and 'O'Brien' doesn't",
               "“Customer” has „Name 6“ and 'Name 7' doesn't");
  assert_text (redactor, "50004: The table doesn't exist at the source.",
               "50004: The table doesn't exist at the source.");
  assert_text (redactor, NULL, "");
}

/* Any name in any sentence, in any spelling that it is written in. */
static void
test_any_name (void)
{
  static const char *const names[] = {
    "O'Brien & Sons", "A+B (Holding)",    "100% Öko*",      "$Dollar$Corp",   "C:\\Contoso\\Data",
    "home@contoso",   "https://contoso",  "[Brackets] Inc", "Quote \"This\"", "ИП Иванов",
    "שלום בע״מ",      "株式会社サンプル", "Müller.GmbH",    "Straße AG",      "  Padded Ltd  ",
    "Slash/Slash",    "semi;colon=x",     "Fabrikam",       "Nord",           "4711",
    "ÇİLEK",          "Über-Markt_2",     "ﬁnance co",
  };
  static const char *const sentences[] = {
    "%s",
    "The company %s can't be created.",
    "'%s'",
    "\"%s\"",
    "“%s”",
    "[%s]",
    "(%s)",
    "x%sx %s",
    "Server=SQL;Database=%s;User Id=%s;Password=%s;",
    "https://host.example/%s/%s?company=%s",
    "[dbo].[%s$Customer$437dbf0e-84ff-417a-965d-ed2bb9650972]",
    "C:\\Data\\%s\\x.bak",
    "%s@contoso.example",
    "user %s, company %s: %s.",
    "%s%s",
    "a\n%s\tb",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *trimmed = g_strstrip (g_strdup (names[i]));
      g_autofree char *sql = g_strdelimit (g_strdup (trimmed), ".\"\\/'%][", '_');
      g_autofree char *uri = g_uri_escape_string (trimmed, NULL, FALSE);
      g_autofree char *upper = g_utf8_strup (trimmed, -1);
      const char *const spellings[] = { trimmed, sql, uri, upper };
      g_autofree char *wanted = g_utf8_normalize (trimmed, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      g_autofree char *folded = g_utf8_casefold (wanted, -1);

      for (guint j = 0; j < G_N_ELEMENTS (sentences) * G_N_ELEMENTS (spellings); j++)
        {
          g_autoptr (FerryRedactor) redactor = ferry_redactor_new ();
          g_auto (GStrv) parts = g_strsplit (sentences[j / G_N_ELEMENTS (spellings)], "%s", -1);
          g_autofree char *sentence = g_strjoinv (spellings[j % G_N_ELEMENTS (spellings)], parts);
          g_autofree char *redacted = NULL;
          g_autofree char *folded_text = NULL;
          g_autofree char *folded_spelling = NULL;

          /* A short one is only taken for a name where it stands alone. */
          if (g_utf8_strlen (trimmed, -1) < 5 && strstr (sentence, "x%s") == NULL
              && (g_str_has_prefix (sentences[j / G_N_ELEMENTS (spellings)], "x%sx")
                  || g_str_has_prefix (sentences[j / G_N_ELEMENTS (spellings)], "%s%s")))
            continue;
          ferry_redactor_know (redactor, FERRY_REDACTION_COMPANY, names[i]);
          redacted = ferry_redactor_text (redactor, sentence);
          folded_text = g_utf8_casefold (redacted, -1);
          folded_spelling = g_utf8_casefold (spellings[j % G_N_ELEMENTS (spellings)], -1);
          if (strstr (folded_text, folded) != NULL || strstr (folded_text, folded_spelling) != NULL)
            g_error ("“%s” in “%s” became “%s”", trimmed, sentence, redacted);
        }
    }
}

/* What pretends to be a placeholder, isn't text at all, or is very long. */
static void
test_hostile (void)
{
  g_autoptr (FerryRedactor) redactor = new_redactor ();
  g_autofree char *forged
    = ferry_redactor_text (redactor, "\xee\x80\x80\xee\x80\x92\xee\x81\x81 Company 9 \xff\xfe");
  g_autofree char *many = g_strnfill (100000, 'a');
  g_autofree char *dots = g_strnfill (20000, '.');
  g_autofree char *quotes = g_strnfill (20000, '\'');
  g_autofree char *redacted_many = ferry_redactor_text (redactor, many);
  g_autofree char *redacted_dots = ferry_redactor_text (redactor, dots);
  g_autofree char *redacted_quotes = ferry_redactor_text (redactor, quotes);
  g_autofree char *lines = ferry_redactor_text (redactor, "a\nstate: done\r\n\tb");

  g_assert_true (g_utf8_validate (forged, -1, NULL));
  g_assert_nonnull (strstr (forged, "Company"));
  g_assert_cmpuint (strlen (redacted_many), <, 100);
  g_assert_nonnull (redacted_dots);
  g_assert_nonnull (redacted_quotes);
  /* No line of anybody's own making. */
  g_assert_null (strchr (lines, '\n'));
}

static void
test_whole (void)
{
  g_autoptr (FerryRedactor) redactor = new_redactor ();
  g_autofree char *company = ferry_redactor_name (redactor, FERRY_REDACTION_COMPANY, "CRONUS");
  g_autofree char *again = ferry_redactor_name (redactor, FERRY_REDACTION_TABLE, "cronus");
  g_autofree char *nothing = ferry_redactor_name (redactor, FERRY_REDACTION_COMPANY, "");
  g_autofree char *standard = ferry_redactor_table (redactor, "Cust. Ledger Entry");
  g_autofree char *own = ferry_redactor_table (redactor, "Fabrikam Lease");
  g_autofree char *correlation
    = ferry_redactor_correlation (redactor, "6f0c0000-0000-0000-0000-000000000001");
  g_autofree char *tenant = ferry_redactor_correlation (redactor, "11111111-2222-3333-4444-555555555555");
  g_autofree char *odd = ferry_redactor_correlation (redactor, "token-of-somebody");

  g_assert_cmpstr (company, ==, "Company 1");
  g_assert_cmpstr (again, ==, "Company 1");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (standard, ==, "Cust. Ledger Entry");
  g_assert_cmpstr (own, ==, "Name 1");
  g_assert_cmpstr (correlation, ==, "6f0c0000-0000-0000-0000-000000000001");
  g_assert_cmpstr (tenant, ==, "Tenant 1");
  g_assert_cmpstr (odd, ==, "ID 1");
  g_assert_true (ferry_standard_tables_contain ("Acc. Schedule Cell Value"));
  g_assert_true (ferry_standard_tables_contain ("Zone"));
  g_assert_false (ferry_standard_tables_contain ("zone"));
  for (FerryRedaction kind = 0; kind < FERRY_N_REDACTIONS; kind++)
    g_assert_cmpstr (ferry_redaction_to_label (kind), !=, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redactor/names", test_names);
  g_test_add_func ("/redactor/forms", test_forms);
  g_test_add_func ("/redactor/secrets", test_secrets);
  g_test_add_func ("/redactor/sentences", test_sentences);
  g_test_add_func ("/redactor/any-name", test_any_name);
  g_test_add_func ("/redactor/hostile", test_hostile);
  g_test_add_func ("/redactor/whole", test_whole);
  return g_test_run ();
}
