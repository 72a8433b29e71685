/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-error.h"
#include "ferry-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *root = ferry_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return root;
}

static const char sample[]
  = "{\"text\":\"words\",\"empty\":\"\",\"nothing\":null,\"whole\":42,\"whole2\":42.0,\"huge\":1e300,"
    "\"part\":2.5,"
    "\"yes\":true,\"time\":\"1970-01-01T00:00:01Z\",\"never\":\"0001-01-01T00:00:00Z\",\"odd\":\"soon\","
    "\"list\":[1],\"object\":{},\"value\":[{\"a\":1}]}";

static void
test_values (void)
{
  g_autoptr (JsonNode) root = parse (sample);
  g_autoptr (GError) error = NULL;
  JsonObject *object = ferry_json_get_object (root, "thing", &error);
  gint64 whole = 0, time = -1;
  double part = 0;
  gboolean yes = FALSE;

  g_assert_cmpstr (ferry_json_get_string (object, "text", "thing", &error), ==, "words");
  g_assert_cmpstr (ferry_json_get_string (object, "nothing", "thing", &error), ==, "");
  g_assert_true (ferry_json_get_int (object, "whole", "thing", &whole, &error));
  g_assert_cmpint (whole, ==, 42);
  g_assert_true (ferry_json_get_int (object, "whole2", "thing", &whole, &error));
  g_assert_cmpint (whole, ==, 42);
  g_assert_true (ferry_json_get_double (object, "part", "thing", &part, &error));
  g_assert_cmpfloat (part, ==, 2.5);
  g_assert_true (ferry_json_get_double (object, "whole", "thing", &part, &error));
  g_assert_cmpfloat (part, ==, 42.0);
  g_assert_true (ferry_json_get_boolean (object, "yes", "thing", &yes, &error));
  g_assert_true (yes);
  g_assert_true (ferry_json_get_time (object, "time", "thing", &time, &error));
  g_assert_cmpint (time, ==, 1000000);
  g_assert_true (ferry_json_get_time (object, "never", "thing", &time, &error));
  g_assert_cmpint (time, ==, 0);
  g_assert_true (ferry_json_get_time (object, "nothing", "thing", &time, &error));
  g_assert_true (ferry_json_get_time (object, "empty", "thing", &time, &error));
  g_assert_cmpuint (json_array_get_length (ferry_json_get_collection (root, "things", &error)), ==, 1);
  g_assert_no_error (error);
}

static void
test_optional (void)
{
  g_autoptr (JsonNode) root = parse (sample);
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (root);
  gint64 whole = 0;
  gboolean yes = FALSE;

  g_assert_cmpstr (ferry_json_get_optional_string (object, "missing", "thing", "else", &error), ==, "else");
  g_assert_cmpstr (ferry_json_get_optional_string (object, "nothing", "thing", "else", &error), ==, "else");
  g_assert_cmpstr (ferry_json_get_optional_string (object, "text", "thing", "else", &error), ==, "words");
  g_assert_true (ferry_json_get_optional_int (object, "missing", "thing", 7, &whole, &error));
  g_assert_cmpint (whole, ==, 7);
  g_assert_true (ferry_json_get_optional_int (object, "whole", "thing", 7, &whole, &error));
  g_assert_cmpint (whole, ==, 42);
  g_assert_true (ferry_json_get_optional_boolean (object, "nothing", "thing", TRUE, &yes, &error));
  g_assert_true (yes);
  g_assert_no_error (error);

  g_assert_false (ferry_json_get_optional_int (object, "text", "thing", 7, &whole, &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

static void
assert_names (GError **error, const char *member)
{
  g_autofree char *quoted = g_strdup_printf ("“%s”", member);

  g_assert_error (*error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr ((*error)->message, "the gadget"));
  g_assert_nonnull (strstr ((*error)->message, quoted));
  g_clear_error (error);
}

/* Each reader with each member that it isn't for. */
static void
test_wrong_types (void)
{
  static const char *const members[]
    = { "text", "nothing", "whole", "huge", "part", "yes", "time", "odd", "list", "object", "missing" };
  g_autoptr (JsonNode) root = parse (sample);
  g_autoptr (GError) error = NULL;
  JsonObject *object = json_node_get_object (root);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *member = members[i];
      JsonNode *node = json_object_get_member (object, member);
      GType type
        = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
      gboolean is_null = node != NULL && JSON_NODE_HOLDS_NULL (node);
      gint64 whole;
      double part;
      gboolean yes;

      if (type != G_TYPE_STRING && !is_null)
        {
          g_assert_null (ferry_json_get_string (object, member, "the gadget", &error));
          assert_names (&error, member);
        }
      if (type != G_TYPE_INT64)
        {
          g_assert_false (ferry_json_get_int (object, member, "the gadget", &whole, &error));
          assert_names (&error, member);
        }
      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        {
          g_assert_false (ferry_json_get_double (object, member, "the gadget", &part, &error));
          assert_names (&error, member);
        }
      if (type != G_TYPE_BOOLEAN)
        {
          g_assert_false (ferry_json_get_boolean (object, member, "the gadget", &yes, &error));
          assert_names (&error, member);
        }
      if (g_strcmp0 (member, "time") != 0 && !is_null)
        {
          g_assert_false (ferry_json_get_time (object, member, "the gadget", &whole, &error));
          assert_names (&error, member);
        }
    }
}

static void
test_wrong_roots (void)
{
  static const char *const roots[]
    = { "[]", "1", "\"text\"", "null", "true", "{}", "{\"value\":{}}", "{\"value\":null}" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    {
      g_autoptr (JsonNode) root = parse (roots[i]);

      g_assert_null (ferry_json_get_collection (root, "the gadgets", &error));
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, "the gadgets"));
      g_clear_error (&error);
    }
  g_assert_null (ferry_json_get_object (NULL, "the gadget", &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
}

/* A value of the service that ends up in a message is cut between characters. */
static void
test_long_value (void)
{
  GString *text = g_string_new ("{\"time\":\"");
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  gint64 time;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "é");
  g_string_append (text, "\"}");
  root = parse (text->str);
  g_assert_false (ferry_json_get_time (json_node_get_object (root), "time", "run", &time, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 200);
  g_string_free (text, TRUE);
}

static void
test_garbage (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } table[] = {
    { "", "empty" },
    { "   ", "empty" },
    { "{", "breaks off" },
    { "{\"value\":[{\"id\":\"a\"},{\"id", "breaks off" },
    { "{\"value\":[{\"id\":\"a\"}", "breaks off" },
    { "\"text", "breaks off" },
    { "\"text\\", "breaks off" },
    { "}", "wasn’t opened" },
    { "{} {}", "follows" },
    { "{}<html>", "follows" },
    { "[1]2", "follows" },
    { "\"\xff\"", "UTF-8" },
    { "<html>", "web page" },
    { "{'a':1}", "doesn’t know" },
    { "/* comment */ {}", "doesn’t know" },
    { "# comment\n{}", "doesn’t know" },
    { "{\"a\":0x10}", "doesn’t know" },
    { "{\"a\":NaN}", "doesn’t know" },

    { "{\"a\":1,}", NULL },
    { "nonsense", NULL },
    { "{\"a\" 1}", NULL },
    { "{]", NULL },
    { "{\"a\":}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = ferry_json_parse (table[i].text, strlen (table[i].text), &error);

      if (root != NULL)
        g_error ("“%s” was taken for JSON", table[i].text);
      g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
      if (table[i].says != NULL && strstr (error->message, table[i].says) == NULL)
        g_error ("“%s” gave: %s", table[i].text, error->message);
    }
}

static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (1000000, '[');
  g_autofree char *fair = g_strconcat ("[[[[[[[[[[[[[[[[[[[[", "]]]]]]]]]]]]]]]]]]]]", NULL);
  g_autoptr (JsonNode) root = parse (fair);
  g_autoptr (GError) error = NULL;

  g_assert_null (ferry_json_parse (open, strlen (open), &error));
  g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
  g_assert_nonnull (strstr (error->message, "deeply"));
}

static void
test_not_terminated (void)
{
  static const char text[] = { '\xef', '\xbb', '\xbf', '{', '"', 'a', '"', ':', '1', '}', 'x' };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = ferry_json_parse (text, sizeof text - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "a"), ==, 1);
}

/* Whatever happens to a text on its way, there is a value or an error, and no crash. */
static void
test_mutations (void)
{
  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *text = g_strdup (sample);
      gsize size = (gsize) g_test_rand_int_range (0, (gint32) sizeof sample);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) root = NULL;

      for (int changes = g_test_rand_int_range (0, 6); changes > 0 && size > 0; changes--)
        text[g_test_rand_int_range (0, (gint32) size)] = (char) g_test_rand_int_range (0, 256);
      root = ferry_json_parse (text, size, &error);
      g_assert_true ((root == NULL) == (error != NULL));
      if (error != NULL)
        {
          g_assert_error (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/json/values", test_values);
  g_test_add_func ("/net/json/optional", test_optional);
  g_test_add_func ("/net/json/wrong-types", test_wrong_types);
  g_test_add_func ("/net/json/wrong-roots", test_wrong_roots);
  g_test_add_func ("/net/json/long-value", test_long_value);
  g_test_add_func ("/net/json/garbage", test_garbage);
  g_test_add_func ("/net/json/depth", test_depth);
  g_test_add_func ("/net/json/not-terminated", test_not_terminated);
  g_test_add_func ("/net/json/mutations", test_mutations);
  return g_test_run ();
}
