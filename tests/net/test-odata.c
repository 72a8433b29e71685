/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-odata.h"

static void
test_decode (void)
{
  static const char *const table[][2] = {
    { "Not_x0020_Initialized", "Not Initialized" },
    { "_x0020_", " " },
    { "", "" },
    { "plain", "plain" },
    { "_x0020", "_x0020" },
    { "_x00zz_", "_x00zz_" },
    { "_x", "_x" },
    { "_", "_" },
    { "__x0041__x0042_", "_AB" },
    { "_x00E9_", "é" },
    { "_xD800_", "_xD800_" },
    { "_x0000_", "_x0000_" },
    { "a_x0027_b", "a'b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *decoded = ferry_odata_decode_name (table[i][0]);

      g_assert_cmpstr (decoded, ==, table[i][1]);
    }
}

static void
test_fold (void)
{
  static const char *const table[][2] = {
    { "In Progress", "inprogress" },
    { "InProgress", "inprogress" },
    { "In_x0020_Progress", "inprogress" },
    { "Upgrade in Progress", "upgradeinprogress" },
    { "UpgradeInProgress", "upgradeinprogress" },
    { " Data Repair Pending", "datarepairpending" },
    { "_x0020_", "" },
    { " ", "" },
    { "", "" },
    { "Not\302\240Started", "notstarted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *folded = ferry_odata_fold_option (table[i][0]);

      g_assert_cmpstr (folded, ==, table[i][1]);
    }
}

static void
test_quote (void)
{
  g_autofree char *plain = ferry_odata_quote ("CRONUS");
  g_autofree char *quotes = ferry_odata_quote ("O'Neil's 'shop'");
  g_autofree char *empty = ferry_odata_quote ("");

  g_assert_cmpstr (plain, ==, "'CRONUS'");
  g_assert_cmpstr (quotes, ==, "'O''Neil''s ''shop'''");
  g_assert_cmpstr (empty, ==, "''");
}

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    gint64 value;
  } table[] = {
    { "", 0 },
    { "0001-01-01T00:00:00Z", 0 },
    { "0001-01-01T00:00:00", 0 },
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T00:00:01Z", 1000000 },
    { "1970-01-01T00:00:00.1Z", 100000 },
    { "1970-01-01T00:00:00.1234567Z", 123456 },
    { "1970-01-01T00:00:00.0000019Z", 1 },
    { "1970-01-01T01:00:00+01:00", 0 },
    { "1969-12-31T23:30:00-00:30", 0 },
    { "1970-01-01T00:01Z", 60000000 },
    { "2024-02-29T12:34:56.789Z", G_GINT64_CONSTANT (1709210096789000) },
    { "1969-12-31T23:59:59Z", -1000000 },
    { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799000000) },
    { "1970-01-01T00:00:60Z", 59000000 },
  };
  static const char *const wrong[] = {
    "soon",
    "1970-01-01",
    "1970-01-01 00:00:00",
    "1970-13-01T00:00:00Z",
    "2023-02-29T00:00:00Z",
    "1970-01-01T25:00:00Z",
    "1970-01-01T00:00:00Zx",
    "1970-01-01T00:00:00.Z",
    "1970-01-01T00:00:00+1",
    "1970-01-01T00:00:00+99:00",
    "70-01-01T00:00:00Z",
    "1970-01-01T00:00:61Z",
    " 1970-01-01T00:00:00Z",
    "-970-01-01T00:00:00Z",
  };
  gint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      value = -77;
      g_assert_true (ferry_odata_parse_time (table[i].text, &value));
      g_assert_cmpint (value, ==, table[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    if (ferry_odata_parse_time (wrong[i], &value))
      g_error ("“%s” was taken for a time", wrong[i]);
}

static void
test_null_guid (void)
{
  g_assert_true (ferry_odata_is_null_guid (NULL));
  g_assert_true (ferry_odata_is_null_guid (""));
  g_assert_true (ferry_odata_is_null_guid ("00000000-0000-0000-0000-000000000000"));
  g_assert_true (ferry_odata_is_null_guid ("{00000000-0000-0000-0000-000000000000}"));
  g_assert_false (ferry_odata_is_null_guid ("00000000-0000-0000-0000-000000000001"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/odata/decode", test_decode);
  g_test_add_func ("/net/odata/fold", test_fold);
  g_test_add_func ("/net/odata/quote", test_quote);
  g_test_add_func ("/net/odata/times", test_times);
  g_test_add_func ("/net/odata/null-guid", test_null_guid);
  return g_test_run ();
}
