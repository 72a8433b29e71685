/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <string.h>

static FerryCompany *
read_company (const char *text)
{
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;
  FerryCompany *company = ferry_company_new_from_json (object, &error);

  g_assert_no_error (error);
  return company;
}

static void
assert_unreadable (const char *text, const char *words)
{
  g_autoptr (JsonObject) object = core_fixture_object (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (ferry_company_new_from_json (object, &error));
  core_assert_error (error, FERRY_ERROR_PROTOCOL, words);
}

static void
test_read (void)
{
  g_autoptr (FerryCompany) company = read_company (
    "{'@odata.etag':'W/abc','id':'c1','name':'CRONUS','displayName':'CRONUS Intl.','replicate':true,"
    "'estimatedSize':1.25,'status':'In Progress','created':true,"
    "'companyInitializationStatus':'Not_x0020_Initialized','companyInitializationError':''}");

  g_assert_cmpstr (ferry_company_get_id (company), ==, "c1");
  g_assert_cmpstr (ferry_company_get_display_name (company), ==, "CRONUS Intl.");
  g_assert_true (ferry_company_get_replicate (company));
  g_assert_cmpfloat (ferry_company_get_estimated_size (company), ==, 1.25);
  g_assert_cmpint (ferry_company_get_status (company), ==, FERRY_COMPANY_STATUS_IN_PROGRESS);
  g_assert_true (ferry_company_get_created (company));
  g_assert_cmpint (ferry_company_get_init_status (company), ==, FERRY_INIT_STATUS_NOT_INITIALIZED);
  g_assert_cmpstr (ferry_company_get_init_status_text (company), ==, "Not initialized");
  g_assert_cmpstr (ferry_company_get_etag (company), ==, "W/abc");
}

static void
test_sparse (void)
{
  g_autofree char *name = g_strnfill (10000, 'n');
  g_autofree char *text
    = g_strdup_printf ("{'id':'c1','name':'%s','replicate':false,'estimatedSize':null,"
                       "'status':'Ascended','companyInitializationStatus':'Half_x0020_way'}",
                       name);
  g_autoptr (FerryCompany) company = read_company (text);

  g_assert_cmpstr (ferry_company_get_display_name (company), ==, name);
  g_assert_cmpfloat (ferry_company_get_estimated_size (company), ==, 0);
  g_assert_cmpint (ferry_company_get_status (company), ==, FERRY_COMPANY_STATUS_UNKNOWN);
  g_assert_cmpstr (ferry_company_get_status_text (company), ==, "Ascended");
  g_assert_cmpstr (ferry_company_get_init_status_text (company), ==, "Half way");
  g_assert_cmpstr (ferry_company_get_init_error (company), ==, "");
}

static void
test_strict (void)
{
  assert_unreadable ("{'id':'c1','replicate':true}", "“name”");
  assert_unreadable ("{'id':'c1','name':'x'}", "“replicate”");
  assert_unreadable ("{'id':'c1','name':'x','replicate':'yes'}", "“replicate”");
  assert_unreadable ("{'id':'c1','name':'x','replicate':true,'estimatedSize':'big'}", "“estimatedSize”");
  assert_unreadable ("{'id':'','name':'x','replicate':true}", "a company");
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_update (void)
{
  g_autoptr (FerryCompany) company = core_fixture_company ("c1", FALSE, "1");
  g_autoptr (FerryCompany) same = core_fixture_company ("c1", FALSE, "1");
  g_autoptr (FerryCompany) other = core_fixture_company ("c1", TRUE, "2");
  guint notified = 0;

  g_signal_connect (company, "notify", G_CALLBACK (count_notify), &notified);
  g_assert_false (ferry_company_update (company, same));
  g_assert_cmpuint (notified, ==, 0);
  g_assert_true (ferry_company_update (company, other));
  g_assert_cmpuint (notified, ==, 2);
  g_assert_true (ferry_company_get_replicate (company));
  g_assert_cmpstr (ferry_company_get_etag (company), ==, "2");
}

static void
test_names (void)
{
  static const char *const good[]
    = { "CRONUS International Ltd.", "A", "Ünïcödé & Söhne", "شركة", "Emoji 👩‍👩‍👧",
        "It's \"fine\" % _ [x]" };
  static const struct
  {
    const char *name;
    const char *words;
  } bad[] = {
    { "", "no name" },
    { " CRONUS", "begins" },
    { "CRONUS ", "ends" },
    { "CRO\nNUS", "line feed" },
    { "CRO\rNUS", "carriage" },
    { "CRO/NUS", "slash" },
    { "CRO\aNUS", "U+0007" },
    { "CRO\xc2\x85NUS", "U+0085" },
    { "\xc2\xa0"
      "CRONUS",
      "begins" },
    { "CRO\xffNUS", "text" },
  };
  g_autofree char *reason = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ferry_company_check_name (good[i], &reason));
  g_assert_null (reason);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (ferry_company_check_name (bad[i].name, NULL));
      g_assert_false (ferry_company_check_name (bad[i].name, &reason));
      if (strstr (reason, bad[i].words) == NULL)
        g_error ("“%s” isn't in “%s”", bad[i].words, reason);
      g_clear_pointer (&reason, g_free);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/company/read", test_read);
  g_test_add_func ("/company/sparse", test_sparse);
  g_test_add_func ("/company/strict", test_strict);
  g_test_add_func ("/company/update", test_update);
  g_test_add_func ("/company/names", test_names);
  return g_test_run ();
}
