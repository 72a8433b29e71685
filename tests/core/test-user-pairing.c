/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pairing users: what is chosen, suggested, read again, saved and applied (domain §2.9). */

#include "environment-fixture.h"
#include "ferry-user-pairing-file.h"
#include "ferry-user-pairing-private.h"

#include <string.h>

#define MAPPING(id, name, email, destination, by)                                                            \
  "{'@odata.etag':'e" id "','id':'" id "','sourceUserId':'" name "','sourceEmail':'" email                   \
  "','destinationUserId':'" destination "','suggestedBy':'" by "'}"
#define USER(id, name, email, state)                                                                         \
  "{'id':'" id "','userName':'" name "','displayName':'','authenticationEmail':'" email "','state':'" state  \
  "'}"

static GPtrArray *
read_records (GType type, const char *text)
{
  g_autofree char *list = g_strdup_printf ("[%s]", text);
  g_autofree char *json = core_fixture_json (list);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonArray *array = json_node_get_array (node);
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (records,
                       ferry_record_new_from_json (type, json_array_get_object_element (array, i), &error));
      g_assert_no_error (error);
    }
  return records;
}

static void
update (FerryUserPairing *pairing, const char *mappings, const char *users)
{
  g_autoptr (GPtrArray) mapping_records = read_records (FERRY_TYPE_USER_MAPPING, mappings);
  g_autoptr (GPtrArray) user_records = read_records (FERRY_TYPE_CLOUD_USER, users);

  ferry_user_pairing_update (pairing, mapping_records, user_records);
}

/* Its list holds it. */
static FerryUserPair *
pair (FerryUserPairing *pairing, const char *name)
{
  GListModel *pairs = ferry_user_pairing_get_pairs (pairing);

  for (guint i = 0; i < g_list_model_get_n_items (pairs); i++)
    {
      g_autoptr (FerryUserPair) found = g_list_model_get_item (pairs, i);

      if (g_str_equal (ferry_user_pair_get_name (found), name))
        return found;
    }
  g_error ("no pair “%s”", name);
}

static FerryUserPair *
choose (FerryUserPairing *pairing, const char *name, const char *user)
{
  gboolean many;
  FerryCloudUser *found = user != NULL ? ferry_user_pairing_find_user (pairing, user, &many) : NULL;

  g_assert_true (user == NULL || found != NULL);
  return ferry_user_pairing_choose (pairing, pair (pairing, name), found);
}

#define assert_choice(pairing, name, user)                                                                   \
  g_assert_cmpstr (ferry_user_pair_get_choice_name (pair (pairing, name)), ==, user)
#define assert_counts(pairing, unmapped, changed, renamed)                                                   \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_assert_cmpuint (ferry_user_pairing_get_n_unmapped (pairing), ==, unmapped);                            \
    g_assert_cmpuint (ferry_user_pairing_get_n_changed (pairing), ==, changed);                              \
    g_assert_cmpuint (ferry_user_pairing_get_n_renamed (pairing), ==, renamed);                              \
  }                                                                                                          \
  G_STMT_END

#define MAPPINGS                                                                                             \
  MAPPING ("m-4", "DORA", "dora@shop.example", "", "")                                                       \
  "," MAPPING ("m-1", "ANNA", "", "ANNA.A", "Object ID") "," MAPPING (                                       \
    "m-2", "BERT", "bert@shop.example", "BERT.B",                                                            \
    "Name_x0020_Identifier") "," MAPPING ("m-3", "CARL", "carl@shop.example", "CARL", "E-mail")
#define USERS                                                                                                \
  USER ("u-1", "ANNA.A", "anna@cloud.example", "Enabled")                                                    \
  "," USER ("u-2", "BERT.B", "bert@cloud.example",                                                           \
            "Enabled") "," USER ("u-3", "CARL", "Carl@Shop.Example",                                         \
                                 "Disabled") "," USER ("u-4", "D.DORA", "DORA@shop.example",                 \
                                                       "Enabled") "," USER ("u-5", "ADMIN", "", "Enabled")

static void
on_changed (guint *n)
{
  ++*n;
}

static void
test_choose (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  gboolean many;
  guint n = 0;

  g_signal_connect_swapped (pairing, "changed", G_CALLBACK (on_changed), &n);
  update (pairing, MAPPINGS, USERS);
  g_assert_cmpuint (n, ==, 1);
  assert_counts (pairing, 1, 0, 2);
  g_assert_cmpuint (g_list_model_get_n_items (ferry_user_pairing_get_users (pairing)), ==, 5);
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "ANNA")), ==, "Same Entra ID account");
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "BERT")), ==, "Same sign-in identifier");
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "CARL")), ==, "Same e-mail");
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "DORA")), ==, "");

  /* A cloud user moves to whom it is given. */
  g_assert_true (choose (pairing, "DORA", "ANNA.A") == pair (pairing, "ANNA"));
  g_assert_cmpuint (n, ==, 2);
  assert_choice (pairing, "ANNA", "");
  assert_choice (pairing, "DORA", "ANNA.A");
  assert_counts (pairing, 1, 2, 2);
  g_assert_true (
    ferry_user_pairing_find_holder (pairing, ferry_user_pairing_find_user (pairing, "anna.a", &many))
    == pair (pairing, "DORA"));

  /* The same once more takes nothing from anybody; back, and nothing is changed. */
  g_assert_null (choose (pairing, "DORA", "ANNA.A"));
  g_assert_null (choose (pairing, "DORA", NULL));
  g_assert_null (choose (pairing, "ANNA", "ANNA.A"));
  assert_counts (pairing, 1, 0, 2);
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "ANNA")), ==, "Same Entra ID account");
  g_assert_null (choose (pairing, "ANNA", "ADMIN"));
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "ANNA")), ==, "");
}

static void
test_all_at_once (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GHashTable) before = NULL;

  update (pairing, MAPPINGS, USERS);
  before = ferry_user_pairing_dup_choices (pairing);
  g_assert_cmpuint (ferry_user_pairing_clear (pairing), ==, 3);
  g_assert_cmpuint (ferry_user_pairing_clear (pairing), ==, 0);
  assert_counts (pairing, 4, 3, 0);

  /* Suggestions go to those who have nobody, where they are free; a choice of the user's stays. */
  choose (pairing, "BERT", "ADMIN");
  choose (pairing, "CARL", "ANNA.A");
  g_assert_cmpuint (ferry_user_pairing_use_suggestions (pairing), ==, 1);
  assert_choice (pairing, "ANNA", "");
  assert_choice (pairing, "BERT", "ADMIN");
  assert_choice (pairing, "CARL", "ANNA.A");
  /* The service suggested nobody, but they have the same address. */
  assert_choice (pairing, "DORA", "D.DORA");
  g_assert_cmpstr (ferry_user_pair_get_reason (pair (pairing, "DORA")), ==, "Same e-mail");

  ferry_user_pairing_set_choices (pairing, before);
  assert_counts (pairing, 1, 0, 2);
  assert_choice (pairing, "ANNA", "ANNA.A");
}

static void
test_read_again (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  FerryUserPair *anna;

  update (pairing, MAPPINGS, USERS);
  anna = pair (pairing, "ANNA");
  choose (pairing, "ANNA", "ADMIN");

  /* Somebody else chose another one for ANNA, and one for DORA; the rows are the same. */
  update (pairing,
          MAPPING ("m-1", "ANNA", "", "BERT.B", "") "," MAPPING ("m-2", "BERT", "", "", "") "," MAPPING (
            "m-3", "CARL", "", "CARL", "E-mail") "," MAPPING ("m-4", "DORA", "", "D.DORA", ""),
          USERS);
  g_assert_true (pair (pairing, "ANNA") == anna);
  assert_choice (pairing, "ANNA", "ADMIN");
  assert_choice (pairing, "DORA", "D.DORA");
  g_assert_nonnull (strstr (ferry_user_pair_get_note (anna), "“BERT.B”"));
  assert_counts (pairing, 1, 1, 2);
  choose (pairing, "ANNA", "BERT.B");
  g_assert_cmpstr (ferry_user_pair_get_note (anna), ==, "");

  /* Who was chosen is gone, and so is who was saved. */
  choose (pairing, "ANNA", "ADMIN");
  update (pairing, MAPPING ("m-1", "ANNA", "", "", "") "," MAPPING ("m-3", "CARL", "", "CARL", ""),
          USER ("u-1", "ANNA.A", "", "Enabled"));
  assert_choice (pairing, "ANNA", "");
  g_assert_nonnull (strstr (ferry_user_pair_get_note (pair (pairing, "ANNA")), "“ADMIN”"));
  assert_choice (pairing, "CARL", "CARL");
  g_assert_null (ferry_user_pair_get_choice (pair (pairing, "CARL")));
  g_assert_nonnull (strstr (ferry_user_pair_get_note (pair (pairing, "CARL")), "“CARL”"));
  assert_counts (pairing, 2, 0, 0);

  /* The same one was given away meanwhile: the choice made here stays. */
  choose (pairing, "ANNA", "ANNA.A");
  update (pairing, MAPPING ("m-1", "ANNA", "", "", "") "," MAPPING ("m-3", "CARL", "", "ANNA.A", ""),
          USER ("u-1", "ANNA.A", "", "Enabled"));
  assert_choice (pairing, "ANNA", "ANNA.A");
  assert_choice (pairing, "CARL", "");
  g_assert_nonnull (strstr (ferry_user_pair_get_note (pair (pairing, "CARL")), "“ANNA”"));

  /* Renamed, as after applying: who was chosen is still that one. */
  update (pairing, MAPPING ("m-1", "ANNA", "", "", "") "," MAPPING ("m-3", "CARL", "", "", ""),
          USER ("u-1", "ANNIE", "", "Enabled"));
  assert_choice (pairing, "ANNA", "ANNIE");

  update (pairing, "", "");
  g_assert_cmpuint (ferry_user_pairing_get_n_pairs (pairing), ==, 0);
}

static char *
dup_plan (FerryUserPairing *pairing)
{
  g_autoptr (GPtrArray) steps = ferry_user_pairing_plan (pairing);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      FerryUserStep *step = g_ptr_array_index (steps, i);

      g_string_append_printf (text, "%s=%s%s ", ferry_user_pair_get_name (step->pair), step->name,
                              step->final ? "" : "!");
    }
  return g_string_free (text, FALSE);
}

static void
test_plan (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autofree char *none = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *circle = NULL;

  update (pairing, MAPPINGS, USERS);
  none = dup_plan (pairing);
  g_assert_cmpstr (none, ==, "");

  /* Each waits for the one before. */
  choose (pairing, "ANNA", "BERT.B");
  choose (pairing, "BERT", "CARL");
  choose (pairing, "CARL", "ADMIN");
  choose (pairing, "DORA", "ANNA.A");
  chain = dup_plan (pairing);
  g_assert_cmpstr (chain, ==, "CARL=ADMIN BERT=CARL ANNA=BERT.B DORA=ANNA.A ");

  /* Three in a circle: one gives way for a moment. */
  choose (pairing, "DORA", NULL);
  choose (pairing, "CARL", "ANNA.A");
  circle = dup_plan (pairing);
  g_assert_cmpstr (circle, ==, "ANNA=! CARL=ANNA.A BERT=CARL ANNA=BERT.B ");
}

/* ---- Files ---- */

static GHashTable *
parse (FerryUserPairing *pairing, const char *text, GError **error)
{
  return ferry_user_pairing_file_parse (pairing, text, strlen (text), error);
}

static void
test_file (void)
{
  static const char *const good[] = {
    "On-premises user,Cloud user\r\nANNA,BERT.B\r\nDORA,\r\n",
    "\xef\xbb\xbfsourceuserid;destinationuserid\nanna;\"bert@cloud.example\"\ndora@shop.example;\n",
    "\n\" Anna\",bert.b\n\n\"DORA\",\"\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) choices = NULL;

      update (pairing, MAPPINGS, USERS);
      choose (pairing, "DORA", "ADMIN");
      choices = parse (pairing, good[i], &error);
      g_assert_no_error (error);
      /* BERT isn't in the file, but ANNA gets who was BERT's. */
      g_assert_cmpuint (g_hash_table_size (choices), ==, 3);
      g_assert_cmpstr (g_hash_table_lookup (choices, "m-2"), ==, "");
      /* Nothing is changed by looking. */
      assert_choice (pairing, "ANNA", "ANNA.A");
      ferry_user_pairing_set_choices (pairing, choices);
      assert_choice (pairing, "ANNA", "BERT.B");
      assert_choice (pairing, "BERT", "");
      assert_choice (pairing, "CARL", "CARL");
      assert_choice (pairing, "DORA", "");
    }
}

static void
test_file_swap (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GHashTable) choices = NULL;
  g_autoptr (GError) error = NULL;

  update (pairing, MAPPINGS, USERS);
  choices = parse (pairing, "ANNA,BERT.B\nBERT,CARL\nCARL,ANNA.A\n", &error);
  g_assert_no_error (error);
  ferry_user_pairing_set_choices (pairing, choices);
  assert_choice (pairing, "ANNA", "BERT.B");
  assert_choice (pairing, "BERT", "CARL");
  assert_choice (pairing, "CARL", "ANNA.A");
}

static void
test_file_refused (void)
{
  static const struct
  {
    const char *text;
    const char *line;
    const char *reason;
  } bad[] = {
    { "", "", "no users in it" },
    { "On-premises user,Cloud user\n", "", "no users in it" },
    { "ANNA\n", "Line 1:", "two columns" },
    { "ANNA,BERT.B,x\n", "Line 1:", "two columns" },
    { "User,Cloud user\nANNA,BERT.B\n", "Line 1:", "no on-premises user “User”" },
    { "ANNA,BERT.B\nEMIL,CARL\n", "Line 2:", "no on-premises user “EMIL”" },
    { "ANNA,BERT.B\n\nBERT,CARLA\n", "Line 3:", "no cloud user “CARLA”" },
    { "ANNA,BERT.B\nanna,CARL\n", "Line 2:", "on line 1 already" },
    { "ANNA,BERT.B\nCARL,bert@cloud.example\n", "Line 2:", "is on line 1 already" },
    { "ANNA,BERT.B\n,CARL\n", "Line 2:", "is missing" },
    { "ANNA,BERT.B\nBERT\n", "Line 2:", "" },
    { "ANNA,\"BERT.B\n", "Line 1:", "never closed" },
    { "ANNA,BERT.B\nBERT,\xe6rlig\n", "Line 2:", "UTF-8" },
    { "twin@shop.example,BERT.B\n", "Line 1:", "several on-premises users" },
    { "ANNA,twin@cloud.example\n", "Line 1:", "several cloud users" },
  };
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GError) many = NULL;

  update (pairing,
          MAPPINGS "," MAPPING ("m-5", "TWIN1", "twin@shop.example", "",
                                "") "," MAPPING ("m-6", "TWIN2", "Twin@shop.example", "", ""),
          USERS "," USER ("u-6", "T1", "twin@cloud.example",
                          "Enabled") "," USER ("u-7", "T2", "twin@cloud.example", "Enabled"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (pairing, bad[i].text, &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, bad[i].line));
      g_assert_nonnull (strstr (error->message, bad[i].reason));
    }
  g_assert_cmpuint (ferry_user_pairing_get_n_changed (pairing), ==, 0);

  /* All that is wrong is told at once, but not endlessly. */
  g_assert_null (parse (pairing, "a,\nb,\nANNA,x\nd,\ne,\nf,\ng,\n", &many));
  g_assert_nonnull (strstr (many->message, "Line 5:"));
  g_assert_null (strstr (many->message, "Line 6:"));
  g_assert_nonnull (strstr (many->message, "…and 2 more."));
}

/* Quotes, emoji, right-to-left text, SQL wildcards and what a spreadsheet takes for a formula: out and in again. */
static void
test_file_names (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) choices = NULL;
  g_autoptr (GError) error = NULL;

#define ODD                                                                                                  \
  MAPPING ("m-1", "O\\\"NEIL, \\\"PAT\\\"", "", "דנה;כהן", "")                                               \
  "," MAPPING ("m-2", "😀_50%\\'", "", "100%_😀", "") "," MAPPING ("m-3", "=SUM(A1)", "", "@ÆRØ", "")
#define ODD_USERS                                                                                            \
  USER ("u-1", "דנה;כהן", "", "Enabled")                                                                     \
  "," USER ("u-2", "100%_😀", "", "Enabled") "," USER ("u-3", "@ÆRØ", "", "Enabled")
  update (pairing, ODD, ODD_USERS);
  text = ferry_user_pairing_file_format (pairing);
  g_test_message ("%s", text);
  ferry_user_pairing_clear (pairing);
  choices = parse (pairing, text, &error);
  g_assert_no_error (error);
  ferry_user_pairing_set_choices (pairing, choices);
  assert_counts (pairing, 0, 0, 3);
  /* A wildcard stands for itself. */
  g_assert_null (parse (pairing, "%,\n", NULL));
}

static void
test_file_large (void)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GString) mappings = g_string_new (NULL);
  g_autoptr (GString) users = g_string_new (NULL);
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GHashTable) choices = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GError) error = NULL;
  const guint n = 5000;

  /* Each gets the next one's cloud user: one circle through all of them. */
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (
        mappings,
        "%s{'id':'m-%u','sourceUserId':'S%u','sourceEmail':'','destinationUserId':'C%u',"
        "'suggestedBy':''}",
        i > 0 ? "," : "", i, i, i);
      g_string_append_printf (users,
                              "%s{'id':'u-%u','userName':'C%u','displayName':'','authenticationEmail':'',"
                              "'state':'Enabled'}",
                              i > 0 ? "," : "", i, i);
      g_string_append_printf (file, "S%u,C%u\n", i, (i + 1) % n);
    }
  update (pairing, mappings->str, users->str);
  choices = parse (pairing, file->str, &error);
  g_assert_no_error (error);
  ferry_user_pairing_set_choices (pairing, choices);
  assert_counts (pairing, 0, n, n);
  plan = ferry_user_pairing_plan (pairing);
  g_assert_cmpuint (plan->len, ==, n + 1);
}

/* ---- Saving and applying, over HTTP ---- */

#define CAPABILITIES "{'name':'applyUserMappings','available':true,'reason':''}"

/* What the fake service has been told so far: `id=name …`. It gives back what it is told, and refuses one of them. */
typedef struct
{
  EnvironmentFixture *fixture;
  GString *told;
  guint refuse_after;
} Teller;

static void
take (FakeService *fake, const char *path, gpointer user_data)
{
  static const char *const names[] = { "ANNA", "BERT", "CARL", "DORA" };
  Teller *teller = user_data;
  g_auto (GStrv) parts = g_strsplit_set (path, "()", -1);
  g_autoptr (JsonNode) body = json_from_string (fake->bodies->pdata[fake->bodies->len - 1], NULL);
  g_autofree char *record = NULL;
  const char *name;

  if (strstr (path, "userMappings(") == NULL || strstr (path, "NAV.") != NULL)
    return;
  name = json_object_get_string_member (json_node_get_object (body), "destinationUserId");
  g_string_append_printf (teller->told, "%s=%s ", parts[3], name);
  record = g_strdup_printf ("{'@odata.etag':'x','id':'%s','sourceUserId':'%s','sourceEmail':'',"
                            "'destinationUserId':'%s','suggestedBy':''}",
                            parts[3], names[parts[3][2] - '1'], name);
  fake_service_set (&fake->record, record);
  if (teller->refuse_after > 0 && --teller->refuse_after == 0)
    fake->next_post = FAKE_TROUBLE_REFUSED;
}

static void
begin (EnvironmentFixture *fixture, Teller *teller)
{
  fake_service_set (&fixture->fake->capabilities, CAPABILITIES);
  fake_service_set (&fixture->fake->overview, "{'id':'o-1','enabled':true}");
  fake_service_set_run (fixture->fake, "1", "Full", "Completed", COUNTS (1, 0, 0));
  environment_fixture_open_environment (fixture);
  teller->fixture = fixture;
  teller->told = g_string_new (NULL);
  fixture->fake->action = take;
  fixture->fake->action_data = teller;
}

static gboolean
save (EnvironmentFixture *fixture, FerryUserPairing *pairing, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_user_pairing_save_async (pairing, fixture->environment, cancellable, ferry_fixture_await_cb, &result);
  return ferry_user_pairing_save_finish (pairing, ferry_fixture_await (&result), error);
}

static void
test_save (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GError) error = NULL;
  Teller teller = { 0 };

  begin (fixture, &teller);
  update (pairing, MAPPINGS, USERS);
  choose (pairing, "ANNA", "BERT.B");
  choose (pairing, "BERT", "ANNA.A");
  g_assert_true (save (fixture, pairing, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (teller.told->str, ==, "m-1= m-2=ANNA.A m-1=BERT.B ");
  g_assert_cmpuint (ferry_user_pairing_get_n_changed (pairing), ==, 0);
  g_assert_cmpint (environment_fixture_get_last_outcome (fixture, "user-mappings"), ==, FERRY_OUTCOME_DONE);

  /* Nothing to save: nothing is sent. */
  g_assert_true (save (fixture, pairing, NULL, &error));
  g_assert_cmpstr (teller.told->str, ==, "m-1= m-2=ANNA.A m-1=BERT.B ");
  g_string_free (teller.told, TRUE);
}

/* What was saved until then is saved, the rest still waits. */
static void
test_save_refused (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GError) error = NULL;
  Teller teller = { .refuse_after = 2 };

  begin (fixture, &teller);
  update (pairing, MAPPINGS, USERS);
  ferry_user_pairing_clear (pairing);
  choose (pairing, "DORA", "ADMIN");
  g_assert_false (save (fixture, pairing, NULL, &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "2 of 4 choices were saved");
  core_assert_error (error, FERRY_ERROR_REFUSED, "Not now.");
  g_assert_cmpstr (ferry_error_get_odata_code (error), ==, "Application_DialogException");
  g_assert_cmpuint (ferry_user_pairing_get_n_changed (pairing), ==, 2);
  assert_choice (pairing, "DORA", "ADMIN");
  g_clear_error (&error);
  g_assert_true (save (fixture, pairing, NULL, &error));
  g_assert_cmpstr (teller.told->str, ==, "m-1= m-2= m-3= m-4=ADMIN ");
  g_string_free (teller.told, TRUE);
}

static void
cancel_after_first (FerryUserPairing *pairing, GParamSpec *pspec, GCancellable *cancellable)
{
  guint n_saved;

  g_object_get (pairing, "n-saved", &n_saved, NULL);
  if (n_saved == 1)
    g_cancellable_cancel (cancellable);
}

static void
test_save_cancelled (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Teller teller = { 0 };

  begin (fixture, &teller);
  update (pairing, MAPPINGS, USERS);
  ferry_user_pairing_clear (pairing);
  g_signal_connect (pairing, "notify::n-saved", G_CALLBACK (cancel_after_first), cancellable);
  g_assert_false (save (fixture, pairing, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (teller.told->str, ==, "m-1= ");
  g_assert_cmpuint (ferry_user_pairing_get_n_changed (pairing), ==, 2);
  g_string_free (teller.told, TRUE);
}

static gboolean
apply (EnvironmentFixture *fixture, FerryUserPairing *pairing, gint64 *count, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ferry_user_pairing_apply_async (pairing, fixture->environment, NULL, ferry_fixture_await_cb, &result);
  return ferry_user_pairing_apply_finish (pairing, ferry_fixture_await (&result), count, error);
}

static void
test_apply (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GError) error = NULL;
  Teller teller = { 0 };
  gint64 count = 0;

  begin (fixture, &teller);
  fake_service_set (&fixture->fake->answer, "{'count':3}");
  update (pairing, MAPPINGS, USERS);
  choose (pairing, "DORA", "ADMIN");
  g_assert_true (apply (fixture, pairing, &count, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, 3);
  g_assert_cmpstr (teller.told->str, ==, "m-4=ADMIN ");
  assert_posts (fixture, "applyUserMappings", 1);

  /* A choice that can't be saved isn't passed over. */
  choose (pairing, "DORA", NULL);
  fixture->fake->next_post = FAKE_TROUBLE_REFUSED;
  g_assert_false (apply (fixture, pairing, &count, &error));
  core_assert_error (error, FERRY_ERROR_REFUSED, "Not now.");
  assert_posts (fixture, "applyUserMappings", 1);
  g_clear_error (&error);

  /* Gone between listing and use: nothing is sent, and it is told. */
  choose (pairing, "DORA", "ADMIN");
  fake_service_set (&fixture->fake->capabilities,
                    "{'name':'applyUserMappings','available':false,'reason':'Users are being moved.'}");
  environment_fixture_refresh (fixture);
  g_assert_false (apply (fixture, pairing, &count, &error));
  core_assert_error (error, FERRY_ERROR_RULE, "Users are being moved.");
  assert_posts (fixture, "applyUserMappings", 1);
  g_string_free (teller.told, TRUE);
}

static void
test_read (EnvironmentFixture *fixture, gconstpointer unused)
{
  g_autoptr (FerryUserPairing) pairing = ferry_user_pairing_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;
  Teller teller = { 0 };

  begin (fixture, &teller);
  /* One entity that is both: the fake service has the same in every list. */
  fake_service_set (
    &fixture->fake->record,
    "{'id':'x','sourceUserId':'ANNA','sourceEmail':'a@x.example','destinationUserId':'ANNA.A',"
    "'suggestedBy':'E-mail','userName':'ANNA.A','displayName':'','authenticationEmail':"
    "'a@x.example','state':'Enabled'}");
  ferry_user_pairing_read_async (pairing, fixture->environment, NULL, ferry_fixture_await_cb, &result);
  g_assert_true (ferry_user_pairing_read_finish (pairing, ferry_fixture_await (&result), &error));
  g_assert_no_error (error);
  assert_choice (pairing, "ANNA", "ANNA.A");
  g_assert_nonnull (ferry_user_pair_get_choice (pair (pairing, "ANNA")));

  /* What can't be read changes nothing. */
  fake_service_set (&fixture->fake->record, NULL);
  ferry_user_pairing_read_async (pairing, fixture->environment, NULL, ferry_fixture_await_cb, &failed);
  g_assert_false (ferry_user_pairing_read_finish (pairing, ferry_fixture_await (&failed), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_NOT_OFFERED);
  g_assert_cmpuint (ferry_user_pairing_get_n_pairs (pairing), ==, 1);
  g_string_free (teller.told, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/user-pairing/choose", test_choose);
  g_test_add_func ("/user-pairing/all-at-once", test_all_at_once);
  g_test_add_func ("/user-pairing/read-again", test_read_again);
  g_test_add_func ("/user-pairing/plan", test_plan);
  g_test_add_func ("/user-pairing/file", test_file);
  g_test_add_func ("/user-pairing/file/swap", test_file_swap);
  g_test_add_func ("/user-pairing/file/refused", test_file_refused);
  g_test_add_func ("/user-pairing/file/names", test_file_names);
  g_test_add_func ("/user-pairing/file/large", test_file_large);
  environment_fixture_add ("users/read", test_read);
  environment_fixture_add ("users/save", test_save);
  environment_fixture_add ("users/save/refused", test_save_refused);
  environment_fixture_add ("users/save/cancelled", test_save_cancelled);
  environment_fixture_add ("users/apply", test_apply);
  return g_test_run ();
}
