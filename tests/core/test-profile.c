/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_refused (const char *name,
                const char *url,
                const char *tenant,
                const char *environment,
                const char *field)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new (name, url, tenant, environment);
  g_autoptr (GError) error = NULL;
  const char *found = NULL;

  g_assert_false (ferry_profile_check (profile, &found, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
  g_assert_cmpstr (found, ==, field);
}

static void
assert_accepted (const char *url, const char *tenant, const char *environment)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new ("Name", url, tenant, environment);
  g_autoptr (GError) error = NULL;
  const char *field = "untouched";

  ferry_profile_check (profile, &field, &error);
  g_assert_no_error (error);
  g_assert_null (field);
}

static void
test_check (void)
{
  g_autofree char *name = g_strnfill (10000, 'n');

  assert_accepted (FERRY_DEFAULT_BASE_URL, "contoso.com", "Production");
  assert_accepted (FERRY_DEFAULT_BASE_URL, "6f0c4a2e-0000-4000-8000-000000000000", "Test & Training");
  assert_accepted ("http://127.0.0.1:8080", "default", "BC");
  assert_accepted ("http://[::1]:8080/", "default", "BC");
  assert_accepted ("http://localhost", "default", "Übung");

  assert_refused ("", FERRY_DEFAULT_BASE_URL, "t", "e", "name");
  assert_refused ("  ", FERRY_DEFAULT_BASE_URL, "t", "e", "name");
  assert_refused (name, FERRY_DEFAULT_BASE_URL, "t", "e", "name");
  assert_refused ("n", "", "t", "e", "base-url");
  assert_refused ("n", "api.businesscentral.dynamics.com", "t", "e", "base-url");
  assert_refused ("n", "ftp://host", "t", "e", "base-url");
  assert_refused ("n", "https://", "t", "e", "base-url");
  assert_refused ("n", "https://user:password@host", "t", "e", "base-url");
  assert_refused ("n", "https://host/?a=b", "t", "e", "base-url");
  assert_refused ("n", "https://host/#x", "t", "e", "base-url");
  assert_refused ("n", "http://bc.example.com", "t", "e", "base-url");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "", "e", "tenant");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "a/b", "e", "tenant");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "..", "e", "tenant");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, name, "e", "tenant");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "t", "", "environment");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "t", "a/b", "environment");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "t", "..", "environment");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "t", "a\nb", "environment");
  assert_refused ("n", FERRY_DEFAULT_BASE_URL, "t", name, "environment");
}

static void
assert_sign_in (FerrySignIn sign_in, const char *client_id, const char *authority, const char *field)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new ("n", FERRY_DEFAULT_BASE_URL, "contoso.com", "e");
  g_autoptr (GError) error = NULL;
  const char *found = NULL;

  g_object_set (profile, "sign-in", sign_in, "client-id", client_id, "authority", authority, NULL);
  ferry_profile_check (profile, &found, &error);
  g_assert_cmpstr (found, ==, field);
  if (field == NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
}

static void
test_sign_in (void)
{
  const char *id = "6f0c4a2e-0000-4000-8000-000000000000";
  FerrySignIn sign_in;

  assert_sign_in (FERRY_SIGN_IN_TOKEN, "", "", NULL);
  assert_sign_in (FERRY_SIGN_IN_BROWSER, id, "", NULL);
  assert_sign_in (FERRY_SIGN_IN_DEVICE_CODE, id, "https://login.microsoftonline.us", NULL);
  assert_sign_in (FERRY_SIGN_IN_APPLICATION, id, "http://127.0.0.1:8080", NULL);
  assert_sign_in (FERRY_SIGN_IN_BROWSER, "", "", "client-id");
  assert_sign_in (FERRY_SIGN_IN_BROWSER, "my app", "", "client-id");
  assert_sign_in (FERRY_SIGN_IN_BROWSER, id, "http://login.example.com", "authority");
  assert_sign_in (FERRY_SIGN_IN_BROWSER, id, "https://u:p@login.example.com", "authority");
  assert_sign_in (FERRY_SIGN_IN_BROWSER, id, "login", "authority");

  for (guint i = FERRY_SIGN_IN_TOKEN; i <= FERRY_SIGN_IN_APPLICATION; i++)
    {
      g_assert_true (ferry_sign_in_from_nick (ferry_sign_in_to_nick (i), &sign_in));
      g_assert_cmpuint (sign_in, ==, i);
    }
  g_assert_false (ferry_sign_in_from_nick ("smoke signals", &sign_in));
  g_assert_cmpuint (sign_in, ==, FERRY_SIGN_IN_TOKEN);
}

static void
test_sandbox (void)
{
  g_autoptr (FerryProfile) profile = ferry_profile_new_sandbox ("Rehearsal", "/var/tmp/rehearsal");
  g_autoptr (FerryProfile) relative = ferry_profile_new_sandbox ("Rehearsal", "rehearsal");
  g_autoptr (GError) error = NULL;
  const char *field = NULL;

  g_assert_true (ferry_profile_is_sandbox (profile));
  g_assert_true (ferry_profile_check (profile, &field, &error));
  g_assert_no_error (error);
  g_assert_false (ferry_profile_check (relative, &field, &error));
  g_assert_cmpstr (field, ==, "data-folder");
}

static void
test_ids_and_links (void)
{
  g_autoptr (FerryProfile) one
    = ferry_profile_new (" One ", FERRY_DEFAULT_BASE_URL, "contoso.com ", "Test & more");
  g_autoptr (FerryProfile) two = ferry_profile_new ("Two", NULL, NULL, NULL);
  g_autofree char *plain = ferry_profile_dup_web_client_uri (one, NULL, 0);
  g_autofree char *page = ferry_profile_dup_web_client_uri (one, "", 40063);
  g_autofree char *full = ferry_profile_dup_web_client_uri (one, "A & B/C", 4000);

  g_assert_true (g_uuid_string_is_valid (ferry_profile_get_id (one)));
  g_assert_cmpstr (ferry_profile_get_id (one), !=, ferry_profile_get_id (two));
  g_assert_cmpstr (ferry_profile_get_name (one), ==, "One");
  g_assert_cmpstr (ferry_profile_get_tenant (two), ==, "");
  g_assert_cmpstr (plain, ==, "https://businesscentral.dynamics.com/contoso.com/Test%20%26%20more");
  g_assert_cmpstr (page, ==, "https://businesscentral.dynamics.com/contoso.com/Test%20%26%20more?page=40063");
  g_assert_cmpstr (
    full, ==,
    "https://businesscentral.dynamics.com/contoso.com/Test%20%26%20more?company=A%20%26%20B%2FC&page=4000");
}

/* ---- The store ---- */

typedef struct
{
  char *folder;
  char *path;
} StoreFixture;

static void
set_up (StoreFixture *fixture, gconstpointer unused)
{
  fixture->folder = core_fixture_folder ();
  fixture->path = g_build_filename (fixture->folder, "new", "profiles.ini", NULL);
}

static void
tear_down (StoreFixture *fixture, gconstpointer unused)
{
  g_free (fixture->path);
  core_fixture_remove_folder (fixture->folder);
}

static FerryProfileStore *
load (StoreFixture *fixture)
{
  FerryProfileStore *store = ferry_profile_store_new (fixture->path);
  g_autoptr (GError) error = NULL;

  ferry_profile_store_load (store, &error);
  g_assert_no_error (error);
  return store;
}

static void
save (FerryProfileStore *store, FerryProfile *profile)
{
  g_autoptr (GError) error = NULL;

  ferry_profile_store_save_profile (store, profile, &error);
  g_assert_no_error (error);
}

static void
count_changes (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_store (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfileStore) store = load (fixture);
  g_autoptr (FerryProfile) one
    = ferry_profile_new ("Ünï “1”; # = [x]", FERRY_DEFAULT_BASE_URL, "contoso.com", "Production");
  g_autoptr (FerryProfile) two = ferry_profile_new_sandbox ("Rehearsal", "/var/tmp/a folder;");
  g_autoptr (FerryProfile) edited = NULL;
  g_autoptr (FerryProfileStore) again = NULL;
  g_autoptr (GError) error = NULL;
  FerryProfile *found;
  GStatBuf buffer;
  guint changes = 0;

  g_signal_connect (store, "items-changed", G_CALLBACK (count_changes), &changes);
  save (store, one);
  save (store, two);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 2);
  g_assert_cmpint (g_stat (fixture->path, &buffer), ==, 0);
  g_assert_cmpint (buffer.st_mode & 0777, ==, 0600);

  /* Another object with the same id is taken over into the one on show. */
  edited = g_object_new (FERRY_TYPE_PROFILE, "id", ferry_profile_get_id (one), "name", "Renamed", "base-url",
                         FERRY_DEFAULT_BASE_URL, "tenant", "contoso.com", "environment", "Production", NULL);
  save (store, edited);
  g_assert_cmpuint (changes, ==, 2);
  g_assert_cmpstr (ferry_profile_get_name (one), ==, "Renamed");
  g_object_set (one, "name", "Ünï “1”; # = [x]", "sign-in", FERRY_SIGN_IN_APPLICATION, "client-id", "some-id",
                "account", "kim@contoso.com", NULL);
  save (store, one);

  again = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 2);
  found = ferry_profile_store_lookup (again, ferry_profile_get_id (one));
  g_assert_cmpstr (ferry_profile_get_name (found), ==, "Ünï “1”; # = [x]");
  g_assert_cmpstr (ferry_profile_get_tenant (found), ==, "contoso.com");
  g_assert_cmpint (ferry_profile_get_sign_in (found), ==, FERRY_SIGN_IN_APPLICATION);
  g_assert_cmpstr (ferry_profile_get_client_id (found), ==, "some-id");
  g_assert_cmpstr (ferry_profile_get_authority (found), ==, FERRY_DEFAULT_AUTHORITY);
  g_assert_cmpstr (ferry_profile_get_account (found), ==, "kim@contoso.com");
  g_assert_cmpstr (ferry_profile_get_who (found), ==, "kim@contoso.com");
  found = ferry_profile_store_lookup (again, ferry_profile_get_id (two));
  g_assert_true (ferry_profile_is_sandbox (found));
  g_assert_cmpstr (ferry_profile_get_data_folder (found), ==, "/var/tmp/a folder;");

  g_assert_true (ferry_profile_store_remove (again, ferry_profile_get_id (one), &error));
  g_assert_true (ferry_profile_store_remove (again, "never there", &error));
  g_assert_true (ferry_profile_store_remove (again, ferry_profile_get_id (two), &error));
  g_assert_no_error (error);
  g_clear_object (&again);
  again = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 0);
  g_assert_null (ferry_profile_store_lookup (again, ferry_profile_get_id (one)));
}

/* Application and command line at once: what one writes the other leaves alone. */
static void
test_store_of_two (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfileStore) mine = load (fixture);
  g_autoptr (FerryProfileStore) theirs = load (fixture);
  g_autoptr (FerryProfileStore) after = NULL;
  g_autoptr (FerryProfile) one = ferry_profile_new ("One", FERRY_DEFAULT_BASE_URL, "contoso.com", "One");
  g_autoptr (FerryProfile) two = ferry_profile_new ("Two", FERRY_DEFAULT_BASE_URL, "contoso.com", "Two");
  g_autoptr (FerryProfile) three
    = ferry_profile_new ("Three", FERRY_DEFAULT_BASE_URL, "contoso.com", "Three");
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GError) error = NULL;

  save (mine, one);
  save (theirs, two);
  save (mine, three);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mine)), ==, 2);
  now = ferry_profile_store_read (mine);
  g_assert_cmpuint (now->len, ==, 3);
  g_assert_true (ferry_profile_store_remove (mine, ferry_profile_get_id (one), &error));
  g_assert_no_error (error);
  after = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (after)), ==, 2);
  g_assert_nonnull (ferry_profile_store_lookup (after, ferry_profile_get_id (two)));
  g_assert_nonnull (ferry_profile_store_lookup (after, ferry_profile_get_id (three)));
}

/* What a newer version wrote there survives this one. */
static void
test_store_keeps (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = NULL;
  g_autoptr (FerryProfileStore) store = NULL;
  g_autoptr (FerryProfile) profile = ferry_profile_new ("One", FERRY_DEFAULT_BASE_URL, "t", "e");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (
    fixture->path, "# by hand\n[general]\ncolour=blue\n[profile 1]\nname=Old\nfuture=yes\n", -1, NULL));
  store = load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 1);
  save (store, profile);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "# by hand"));
  g_assert_nonnull (strstr (text, "colour=blue"));
  g_assert_nonnull (strstr (text, "future=yes"));
}

static void
test_store_damaged (StoreFixture *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged-1", NULL);
  g_autofree char *text = NULL;
  g_autoptr (FerryProfileStore) store = ferry_profile_store_new (fixture->path);
  g_autoptr (FerryProfile) profile = ferry_profile_new ("One", FERRY_DEFAULT_BASE_URL, "t", "e");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, "\x01\x02 not a key file", -1, NULL));
  g_assert_false (ferry_profile_store_load (store, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, aside);
  save (store, profile);
  g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "\x01\x02 not a key file");
}

/* What couldn't even be read isn't written over. */
static void
test_store_unreadable (StoreFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryProfileStore) store = ferry_profile_store_new (fixture->path);
  g_autoptr (FerryProfile) profile = ferry_profile_new ("One", FERRY_DEFAULT_BASE_URL, "t", "e");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  g_assert_false (ferry_profile_store_load (store, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, fixture->path);
  g_clear_error (&error);
  g_assert_false (ferry_profile_store_save_profile (store, profile, &error));
  core_assert_error (error, FERRY_ERROR_FAILED, fixture->path);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (store)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/check", test_check);
  g_test_add_func ("/profile/sign-in", test_sign_in);
  g_test_add_func ("/profile/sandbox", test_sandbox);
  g_test_add_func ("/profile/ids-and-links", test_ids_and_links);
  g_test_add ("/profile/store", StoreFixture, NULL, set_up, test_store, tear_down);
  g_test_add ("/profile/store/two", StoreFixture, NULL, set_up, test_store_of_two, tear_down);
  g_test_add ("/profile/store/keeps", StoreFixture, NULL, set_up, test_store_keeps, tear_down);
  g_test_add ("/profile/store/damaged", StoreFixture, NULL, set_up, test_store_damaged, tear_down);
  g_test_add ("/profile/store/unreadable", StoreFixture, NULL, set_up, test_store_unreadable, tear_down);
  return g_test_run ();
}
