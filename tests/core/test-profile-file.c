/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"
#include "ferry-profile-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define ID     "6f0c4a2e-1111-4000-8000-000000000000"
#define CLIENT "6f0c4a2e-2222-4000-8000-000000000000"

#define FRAME(profiles) "{\"format\": \"ferry-profiles\", \"version\": 1, \"profiles\": [" profiles "]}"
#define PLACE           "\"tenant\": \"contoso.com\", \"environment\": \"Production\""

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *profiles = ferry_profile_file_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (profiles);
  return profiles;
}

static void
assert_refused (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ferry_profile_file_parse (text, strlen (text), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” doesn’t say “%s”", error->message, words);
}

static FerryProfile *
new_profile (const char *name, const char *tenant, const char *environment)
{
  FerryProfile *profile = ferry_profile_new (name, FERRY_DEFAULT_BASE_URL, tenant, environment);

  g_object_set (profile, "sign-in", FERRY_SIGN_IN_DEVICE_CODE, "client-id", CLIENT, "account",
                "kim@contoso.com", NULL);
  return profile;
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (profiles, new_profile ("Contoso “live”", "contoso.com", "Übung & Test"));
  g_ptr_array_add (profiles, ferry_profile_new_sandbox ("Rehearsal", "/var/tmp/rehearsal"));
  g_ptr_array_add (profiles, ferry_profile_new ("Local", "http://127.0.0.1:8080", "default", "BC"));
  g_object_set (g_ptr_array_index (profiles, 0), "authority", "https://login.example.com", NULL);

  bytes = ferry_profile_file_format (profiles, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  /* Who signed in is nobody else's business, and a folder of this computer means nothing elsewhere. */
  g_assert_null (strstr (text, "kim@"));
  g_assert_null (strstr (text, "rehearsal"));

  again = parse (text);
  g_assert_cmpuint (again->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      FerryProfile *before = g_ptr_array_index (profiles, i * 2);
      FerryProfile *after = g_ptr_array_index (again, i);
      g_auto (GStrv) changes = ferry_profile_file_dup_changes (before, after);

      g_assert_cmpstr (ferry_profile_get_id (after), ==, ferry_profile_get_id (before));
      g_assert_cmpuint (g_strv_length (changes), ==, 0);
      g_assert_cmpstr (ferry_profile_get_account (after), ==, "");
    }
  g_assert_cmpstr (ferry_profile_get_environment (g_ptr_array_index (again, 0)), ==, "Übung & Test");
  g_assert_cmpint (ferry_profile_get_sign_in (g_ptr_array_index (again, 0)), ==, FERRY_SIGN_IN_DEVICE_CODE);
}

static void
test_by_hand (void)
{
  g_autoptr (GPtrArray) profiles = parse (FRAME ("{" PLACE "}"));
  g_autoptr (GPtrArray) again
    = parse (FRAME ("{\"environment\": \"PRODUCTION\", \"tenant\": \"Contoso.com\", \"address\": "
                    "\"https://API.businesscentral.dynamics.com:443/\", \"name\": \"x\"}"));
  g_autoptr (GPtrArray) other
    = parse (FRAME ("{\"tenant\": \"contoso.com\", \"environment\": \"Test\", \"clientId\": \"" CLIENT
                    "\"}, {\"tenant\": \"contoso.com\", \"environment\": \"A\", \"signIn\": \"token\"}"));
  g_autoptr (GPtrArray) none = parse ("\xef\xbb\xbf" FRAME (""));
  FerryProfile *profile = g_ptr_array_index (profiles, 0);

  g_assert_cmpuint (profiles->len, ==, 1);
  g_assert_cmpstr (ferry_profile_get_name (profile), ==, "Production");
  g_assert_cmpstr (ferry_profile_get_base_url (profile), ==, FERRY_DEFAULT_BASE_URL);
  g_assert_cmpint (ferry_profile_get_sign_in (profile), ==, FERRY_SIGN_IN_TOKEN);
  /* The keyring and the history find it again, however it is spelled. */
  g_assert_true (g_uuid_string_is_valid (ferry_profile_get_id (profile)));
  g_assert_cmpstr (ferry_profile_get_id (profile), ==, ferry_profile_get_id (g_ptr_array_index (again, 0)));
  g_assert_cmpstr (ferry_profile_get_id (profile), !=, ferry_profile_get_id (g_ptr_array_index (other, 0)));
  g_assert_cmpint (ferry_profile_get_sign_in (g_ptr_array_index (other, 0)), ==, FERRY_SIGN_IN_BROWSER);
  g_assert_cmpint (ferry_profile_get_sign_in (g_ptr_array_index (other, 1)), ==, FERRY_SIGN_IN_TOKEN);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_refused (void)
{
  assert_refused ("", "JSON");
  assert_refused ("not a file", "JSON");
  assert_refused (FRAME ("") "x", "JSON");
  assert_refused ("{\"format\": \"ferry-profiles\", // \n}", "JSON");
  assert_refused ("[]", "isn’t a file of connection profiles");
  assert_refused ("{}", "isn’t a file of connection profiles");
  assert_refused ("{\"format\": 1}", "isn’t a file of connection profiles");
  assert_refused ("{\"format\": \"ferry-profiles\", \"profiles\": []}", "version");
  assert_refused ("{\"format\": \"ferry-profiles\", \"version\": \"1\", \"profiles\": []}", "version");
  assert_refused ("{\"format\": \"ferry-profiles\", \"version\": 2, \"profiles\": {}}", "newer");
  assert_refused ("{\"format\": \"ferry-profiles\", \"version\": 1, \"profiles\": {}}", "“profiles”");
  assert_refused ("{\"format\": \"ferry-profiles\", \"version\": 1, \"profile\": []}", "“profile”");

  assert_refused (FRAME ("1"), "Profile 1: ");
  assert_refused (FRAME ("{" PLACE "}, {}"), "Profile 2: “name”");
  assert_refused (FRAME ("{\"environment\": \"E\"}"), "Profile 1: “tenant”");
  assert_refused (FRAME ("{\"tenant\": \"t\", \"environment\": \"a/b\"}"), "“environment”");
  assert_refused (FRAME ("{" PLACE ", \"name\": null}"), "“name” must be a text");
  assert_refused (FRAME ("{" PLACE ", \"nmae\": \"x\"}"), "“nmae”");
  assert_refused (FRAME ("{" PLACE ", \"id\": \"1\"}"), "GUID");
  assert_refused (FRAME ("{" PLACE ", \"id\": 1}"), "“id” must be a text");
  assert_refused (FRAME ("{" PLACE ", \"signIn\": \"magic\"}"), "device-code");
  assert_refused (FRAME ("{" PLACE ", \"signIn\": \"browser\"}"), "“clientId”");
  assert_refused (FRAME ("{" PLACE ", \"address\": \"http://bc.example.com\"}"), "“address”");
  assert_refused (FRAME ("{" PLACE ", \"address\": \"https://kim:p@bc.example.com\"}"), "“address”");
  assert_refused (FRAME ("{" PLACE "}, {" PLACE ", \"name\": \"again\"}"), "profile 1");
  assert_refused (FRAME ("{" PLACE ", \"id\": \"" ID
                         "\"}, {\"tenant\": \"t\", \"environment\": \"E\", \"id\": \"" ID "\"}"),
                  "profile 1");
}

/* A file that goes from hand to hand must not carry a secret, and what was in it isn't told again. */
static void
test_secrets (void)
{
  static const char *const members[]
    = { "token", "clientSecret", "refresh_token", "password", "runtimeKey", "sqlConnectionString" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf (FRAME ("{" PLACE ", \"%s\": \"hush-hush\"}"), members[i]);
      g_autoptr (GError) error = NULL;

      assert_refused (text, "no secrets");
      g_assert_null (ferry_profile_file_parse (text, strlen (text), &error));
      g_assert_null (strstr (error->message, "hush"));
    }
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FerryProfile) spelled = new_profile ("Other name", "CONTOSO.com", "production");
  g_autoptr (FerryProfile) elsewhere = new_profile ("Contoso", "contoso.com", "Test");
  g_autoptr (FerryProfile) renamed = NULL;
  g_auto (GStrv) changes = NULL;
  g_auto (GStrv) more = NULL;
  FerryProfile *contoso = new_profile ("Contoso", "contoso.com", "Production");

  g_ptr_array_add (known, ferry_profile_new_sandbox ("Rehearsal", "/var/tmp/rehearsal"));
  g_ptr_array_add (known, contoso);
  g_ptr_array_add (known, new_profile ("Fabrikam", "fabrikam.com", "Production"));

  g_assert_true (ferry_profile_file_find (known, spelled) == contoso);
  g_assert_null (ferry_profile_file_find (known, elsewhere));
  renamed
    = g_object_new (FERRY_TYPE_PROFILE, "id", ferry_profile_get_id (contoso), "name", "Contoso", "base-url",
                    FERRY_DEFAULT_BASE_URL, "tenant", "contoso.com", "environment", "Production2", NULL);
  g_assert_true (ferry_profile_file_find (known, renamed) == contoso);

  g_object_set (spelled, "base-url", "HTTPS://api.businesscentral.dynamics.com/", "authority",
                "https://login.microsoftonline.com/", NULL);
  changes = ferry_profile_file_dup_changes (contoso, spelled);
  g_assert_cmpstrv (changes, ((const char *const[]){ "name", "environment", NULL }));

  ferry_profile_file_update (contoso, renamed);
  g_assert_cmpstr (ferry_profile_get_environment (contoso), ==, "Production2");
  g_assert_cmpint (ferry_profile_get_sign_in (contoso), ==, FERRY_SIGN_IN_TOKEN);
  g_assert_cmpstr (ferry_profile_get_account (contoso), ==, "kim@contoso.com");
  more = ferry_profile_file_dup_changes (contoso, renamed);
  g_assert_cmpuint (g_strv_length (more), ==, 0);
}

static void
write_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static GPtrArray *
load (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_profile_file_load_async (file, NULL, ferry_fixture_await_cb, &result);
  ferry_fixture_await (&result);
  return ferry_profile_file_load_finish (file, result, error);
}

static void
test_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = core_fixture_folder ();
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_get_child (folder, "missing.json");
  g_autoptr (GFile) file = g_file_get_child (folder, "b.json");
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GAsyncResult) saved = NULL;

  g_assert_no_error (error);
  profiles = load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (profiles->len, ==, 0);
  g_clear_pointer (&profiles, g_ptr_array_unref);

  write_text (path, "b.json", FRAME ("{\"tenant\": \"t\", \"environment\": \"B\"}"));
  write_text (
    path, "a.json",
    FRAME ("{\"tenant\": \"t\", \"environment\": \"A2\"}, {\"tenant\": \"t\", \"environment\": \"A1\"}"));
  write_text (path, ".hidden.json", "nonsense");
  write_text (path, "b.json~", "nonsense");
  write_text (path, "README.md", "nonsense");

  profiles = load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (profiles->len, ==, 3);
  g_assert_cmpstr (ferry_profile_get_environment (g_ptr_array_index (profiles, 0)), ==, "A2");
  g_assert_cmpstr (ferry_profile_get_environment (g_ptr_array_index (profiles, 2)), ==, "B");
  one = load (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 1);

  g_assert_null (load (missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  write_text (path, "c.json", FRAME ("{\"tenant\": \"T\", \"environment\": \"b\"}"));
  g_assert_null (load (folder, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "c.json: "));
  g_assert_nonnull (strstr (error->message, "b.json"));
  g_clear_error (&error);

  ferry_profile_file_save_async (file, profiles, NULL, ferry_fixture_await_cb, &saved);
  ferry_fixture_await (&saved);
  g_assert_true (ferry_profile_file_save_finish (file, saved, &error));
  g_assert_no_error (error);
  g_clear_pointer (&one, g_ptr_array_unref);
  one = load (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 3);

  core_fixture_remove_folder (g_steal_pointer (&path));
}

/* One environment known by two names: no file that its own reader would refuse. */
static void
test_twice (void)
{
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_ptr_array_add (profiles, ferry_profile_new ("Mine", "https://example.com/", "contoso.com", "Production"));
  g_ptr_array_add (profiles, ferry_profile_new_sandbox ("Rehearsal", "/var/tmp/rehearsal"));
  g_ptr_array_add (profiles, ferry_profile_new_sandbox ("Rehearsal", "/var/tmp/rehearsal"));
  bytes = ferry_profile_file_format (profiles, &error);
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  g_ptr_array_add (profiles, ferry_profile_new ("Yours", "https://example.com", "CONTOSO.com", "production"));
  g_assert_null (ferry_profile_file_format (profiles, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Mine"));
  g_assert_nonnull (strstr (error->message, "Yours"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile-file/twice", test_twice);
  g_test_add_func ("/profile-file/round-trip", test_round_trip);
  g_test_add_func ("/profile-file/by-hand", test_by_hand);
  g_test_add_func ("/profile-file/refused", test_refused);
  g_test_add_func ("/profile-file/secrets", test_secrets);
  g_test_add_func ("/profile-file/find", test_find);
  g_test_add_func ("/profile-file/folder", test_folder);
  return g_test_run ();
}
