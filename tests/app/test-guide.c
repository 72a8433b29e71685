/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The guide: how its pages are read, and that all of it is there. */

#include <string.h>

#include "ferry-explanation-private.h"
#include "ferry-guide.h"
#include "ferry-help.h"

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *blocks = ferry_guide_text_parse (text, NULL, &error);

  g_assert_no_error (error);
  return blocks;
}

static const FerryGuideBlock *
get (GPtrArray *blocks, guint i)
{
  g_assert_cmpuint (i, <, blocks->len);
  return blocks->pdata[i];
}

static void
assert_markup (const char *text, const char *markup, const char *plain)
{
  g_autoptr (GPtrArray) blocks = parse (text);

  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpstr (get (blocks, 0)->markup, ==, markup);
  g_assert_cmpstr (get (blocks, 0)->text, ==, plain);
  /* Whatever it is, a label can show it. */
  g_assert_true (strstr (markup, "<a ") != NULL
                 || pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, NULL));
}

static void
test_inline (void)
{
  assert_markup ("One\ntwo.", "One two.", "One two.");
  assert_markup ("a < b & c > \"d\"", "a &lt; b &amp; c &gt; &quot;d&quot;", "a < b & c > \"d\"");
  assert_markup ("**Bold**, *emphasis* and **both *at* once**.",
                 "<b>Bold</b>, <i>emphasis</i> and <b>both <i>at</i> once</b>.",
                 "Bold, emphasis and both at once.");
  assert_markup ("`<tag> & **not bold**`", "<tt>&lt;tag&gt; &amp; **not bold**</tt>", "<tag> & **not bold**");
  assert_markup ("2 \\* 3 \\[x\\] \\`", "2 * 3 [x] `", "2 * 3 [x] `");
  assert_markup ("snake_case_name — “Ü” 💡", "snake_case_name — “Ü” 💡", "snake_case_name — “Ü” 💡");
  assert_markup ("See [the *page*](runs.md#a-b).", "See <a href=\"runs.md#a-b\">the <i>page</i></a>.",
                 "See the page.");
  assert_markup ("[x](https://a.b/?c=1&d=2)",
                 "<a href=\"https://a.b/?c=1&amp;d=2\" title=\"https://a.b/?c=1&amp;amp;d=2\">x</a>", "x");
}

static void
test_blocks (void)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blocks = ferry_guide_text_parse ("# Title\n"
                                                         "\n"
                                                         "## What’s `new`, and why?\n"
                                                         "A paragraph\n"
                                                         "of two lines.\n"
                                                         "\n"
                                                         "- one\n"
                                                         "  goes on\n"
                                                         "- two\n"
                                                         "  - within\n"
                                                         "\n"
                                                         "9. nine\n"
                                                         "10. ten\n"
                                                         "    goes on\n"
                                                         "\n"
                                                         "> Take care,\n"
                                                         "> [please](#title).\n"
                                                         "\n"
                                                         "```\n"
                                                         "ferryctl run <x>\n"
                                                         "\n"
                                                         "# no heading\n"
                                                         "```\n"
                                                         "\n"
                                                         "![A window](images/a.png)\n"
                                                         "\n"
                                                         "| Key | What |\n"
                                                         "|---|---|\n"
                                                         "| `F1` | Help |\n"
                                                         "| | *nothing* |\n",
                                                         links, &error);
  static const FerryGuideBlockKind kinds[]
    = { FERRY_GUIDE_HEADING, FERRY_GUIDE_HEADING, FERRY_GUIDE_PARAGRAPH, FERRY_GUIDE_ITEM,
        FERRY_GUIDE_ITEM,    FERRY_GUIDE_ITEM,    FERRY_GUIDE_ITEM,      FERRY_GUIDE_ITEM,
        FERRY_GUIDE_NOTE,    FERRY_GUIDE_CODE,    FERRY_GUIDE_PICTURE,   FERRY_GUIDE_TABLE };

  g_assert_no_error (error);
  g_assert_cmpuint (blocks->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < blocks->len; i++)
    g_assert_cmpint (get (blocks, i)->kind, ==, kinds[i]);
  g_assert_cmpuint (get (blocks, 1)->level, ==, 2);
  g_assert_cmpstr (get (blocks, 1)->target, ==, "whats-new-and-why");
  g_assert_cmpstr (get (blocks, 2)->text, ==, "A paragraph of two lines.");
  g_assert_cmpstr (get (blocks, 3)->text, ==, "one goes on");
  g_assert_cmpuint (get (blocks, 4)->level, ==, 0);
  g_assert_cmpuint (get (blocks, 5)->level, ==, 1);
  g_assert_cmpuint (get (blocks, 5)->number, ==, 0);
  g_assert_cmpuint (get (blocks, 7)->number, ==, 10);
  g_assert_cmpstr (get (blocks, 7)->text, ==, "ten goes on");
  g_assert_cmpstr (get (blocks, 8)->text, ==, "Take care, please.");
  g_assert_cmpstr (get (blocks, 9)->text, ==, "ferryctl run <x>\n\n# no heading");
  g_assert_cmpstr (get (blocks, 10)->text, ==, "A window");
  g_assert_cmpstr (get (blocks, 10)->target, ==, "images/a.png");
  g_assert_cmpuint (get (blocks, 11)->columns, ==, 2);
  g_assert_cmpuint (g_strv_length (get (blocks, 11)->cells), ==, 6);
  g_assert_cmpstr (get (blocks, 11)->cells[2], ==, "<tt>F1</tt>");
  g_assert_cmpstr (get (blocks, 11)->cells[4], ==, "");
  g_assert_cmpuint (links->len, ==, 2);
  g_assert_cmpstr (links->pdata[0], ==, "#title");
  g_assert_cmpstr (links->pdata[1], ==, "images/a.png");
}

/* What other readers take for something else, or for nothing, isn't passed over. */
static void
test_strict (void)
{
  static const char *const refused[] = {
    "**bold",
    "*em **both* bold**",
    "* item",
    "+ item",
    "a * b",
    "`code",
    "[link]",
    "[link](",
    "[a b](c d)",
    "[plain](http://insecure)",
    "text ![x](y.png) text",
    "![](x.png)",
    "![x](x.svg)",
    "<b>bold</b>",
    "<!-- comment -->",
    "a &amp; b",
    "_emphasis_",
    "~~gone~~",
    "Title\n=====",
    "---",
    "Hard  \nbreak",
    "Hard\\\nbreak",
    "    indented code",
    "a\tb",
    "#No blank",
    "#### Four",
    "# Same\n\n# Same",
    "- item\nnot aligned",
    "- item\n   not aligned",
    "- a\n    - b\n        - c",
    "> one\n>\n> two",
    "> - item",
    "```\nnever ends",
    "```\n```",
    "| a |\n|---|",
    "| a | b |\n|---|---|\n| one |",
    "| a |\n| b |\n| c |",
    "text\n  more",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) blocks = ferry_guide_text_parse (refused[i], NULL, &error);

      if (blocks != NULL)
        g_error ("“%s” was taken", refused[i]);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      g_assert_true (g_str_has_prefix (error->message, "line "));
    }
}

static void
test_anchor (void)
{
  static const char *const pairs[][2] = {
    { "Signing in", "signing-in" },
    { "1. Make a registration", "1-make-a-registration" },
    { "Certificate isn’t trusted", "certificate-isnt-trusted" },
    { "JSON & CSV: files", "json--csv-files" },
    { "Über", "über" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *anchor = ferry_guide_text_dup_anchor (pairs[i][0]);

      g_assert_cmpstr (anchor, ==, pairs[i][1]);
    }
}

/* ---- The guide that there is ---- */

static FerryGuide *
load (void)
{
  g_autoptr (GError) error = NULL;
  FerryGuide *guide = ferry_guide_new (&error);

  g_assert_no_error (error);
  return guide;
}

static gboolean
has_resource (const char *file)
{
  g_autofree char *path = ferry_guide_dup_resource (file);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

static void
test_links (void)
{
  g_autoptr (FerryGuide) guide = load ();
  GPtrArray *pages = ferry_guide_get_pages (guide);
  guint wrong = 0;

  for (guint i = 0; i < pages->len; i++)
    {
      const FerryGuidePage *page = pages->pdata[i];

      for (guint j = 0; j < page->links->len; j++)
        {
          const char *link = page->links->pdata[j];
          g_autofree char *topic = ferry_guide_resolve (page->name, link);

          if (g_str_has_prefix (link, "https:") || (g_str_has_suffix (link, ".png") && has_resource (link))
              || ferry_guide_has (guide, topic))
            continue;
          g_test_message ("%s links to %s", page->name, link);
          wrong++;
        }
    }
  g_assert_cmpuint (wrong, ==, 0);
}

/* All pages are reached from the first one, and pictures are there in both styles. */
static void
test_whole (void)
{
  g_autoptr (FerryGuide) guide = load ();
  g_autofree char *folder = ferry_guide_dup_resource ("");
  g_autofree char *images = ferry_guide_dup_resource ("images/");
  g_auto (GStrv) files = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) pictures = g_resources_enumerate_children (images, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_suffix (files[i], ".md") && ferry_guide_find (guide, files[i], NULL) == NULL)
      g_error ("%s can't be reached", files[i]);
  for (guint i = 0; pictures[i] != NULL; i++)
    {
      g_autofree char *light = g_strconcat ("images/", pictures[i], NULL);
      g_autofree char *dark = NULL;
      gboolean used = FALSE;

      if (g_str_has_suffix (light, "-dark.png"))
        continue;
      dark = g_strdup_printf ("%.*s-dark.png", (int) strlen (light) - 4, light);
      if (!has_resource (dark))
        g_error ("there is no %s", dark);
      for (guint j = 0; j < ferry_guide_get_pages (guide)->len && !used; j++)
        {
          const FerryGuidePage *page = ferry_guide_get_pages (guide)->pdata[j];

          used = g_ptr_array_find_with_equal_func (page->links, light, g_str_equal, NULL);
        }
      if (!used)
        g_error ("%s is on no page", light);
    }
}

static void
test_topics (void)
{
  g_autoptr (FerryGuide) guide = load ();
  const char *topic;
  guint wrong = 0;

  for (guint i = 0; ferry_help_get_nth_type (i, &topic) != NULL; i++)
    if (!ferry_guide_has (guide, topic))
      {
        g_test_message ("%s: there is no %s", ferry_help_get_nth_type (i, &topic), topic);
        wrong++;
      }
  for (guint i = 0; i < FERRY_N_ACTIONS; i++)
    if (!ferry_guide_has (guide, ferry_help_get_action_topic (i)))
      {
        g_test_message ("%s: there is no %s", ferry_action_get_label (i), ferry_help_get_action_topic (i));
        wrong++;
      }
  g_assert_cmpuint (wrong, ==, 0);
}

/* Every error that Ferry explains has a section of its title, and every section there is of an error. */
static void
test_errors (void)
{
  g_autoptr (FerryGuide) guide = load ();
  const FerryExplanationEntry *entry;
  const FerryGuidePage *page = ferry_guide_find (guide, "errors.md", NULL);
  guint wrong = 0, sections = 0, entries;

  g_assert_nonnull (page);
  for (entries = 0; (entry = ferry_explanation_get_entry (entries)) != NULL; entries++)
    {
      g_autofree char *topic = ferry_help_dup_error_topic (entry->title);

      if (ferry_guide_has (guide, topic))
        continue;
      g_test_message ("there is no %s", topic);
      wrong++;
    }
  for (guint i = 0; i < page->blocks->len; i++)
    sections += get (page->blocks, i)->kind == FERRY_GUIDE_HEADING && get (page->blocks, i)->level == 3;
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (sections, ==, entries);
}

static void
test_search (void)
{
  g_autoptr (FerryGuide) guide = load ();
  g_autoptr (GPtrArray) none = ferry_guide_search (guide, "  ");
  g_autoptr (GPtrArray) nothing = ferry_guide_search (guide, "kaleidoscope runtime");
  g_autoptr (GPtrArray) hits = ferry_guide_search (guide, "UNBLOCKING");
  const FerryGuideHit *first;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpuint (hits->len, >, 0);
  first = hits->pdata[0];
  g_assert_cmpstr (first->page->name, ==, "runs.md");
  g_assert_cmpstr (first->heading->target, ==, "unblocking");
  for (guint i = 0; i < hits->len; i++)
    {
      const FerryGuideHit *hit = hits->pdata[i];

      g_assert_true (pango_parse_markup (hit->excerpt, -1, 0, NULL, NULL, NULL, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/guide/inline", test_inline);
  g_test_add_func ("/app/guide/blocks", test_blocks);
  g_test_add_func ("/app/guide/strict", test_strict);
  g_test_add_func ("/app/guide/anchor", test_anchor);
  g_test_add_func ("/app/guide/links", test_links);
  g_test_add_func ("/app/guide/whole", test_whole);
  g_test_add_func ("/app/guide/topics", test_topics);
  g_test_add_func ("/app/guide/errors", test_errors);
  g_test_add_func ("/app/guide/search", test_search);
  return g_test_run ();
}
