/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-guide.h"

#include <string.h>

#include "ferry-guide-resources.h"

#define FOLDER "/io/github/ferrymigrate/Ferry/guide/"
#define FIRST  "index.md"

/* What is shown before and after what was found, in characters. */
#define BEFORE 32
#define AFTER  88

/* A heading with what stands under it, up to the next one. */
typedef struct
{
  const FerryGuidePage *page;
  const FerryGuideBlock *heading;
  char *text;
  char *folded;
  char *folded_heading;
} Section;

struct _FerryGuide
{
  GObject parent_instance;

  GPtrArray *pages;
  GPtrArray *sections;
};

G_DEFINE_FINAL_TYPE (FerryGuide, ferry_guide, G_TYPE_OBJECT)

static void
page_free (FerryGuidePage *self)
{
  g_free (self->name);
  g_free (self->title);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryGuidePage, page_free)

static void
section_free (Section *self)
{
  g_free (self->text);
  g_free (self->folded);
  g_free (self->folded_heading);
  g_free (self);
}

static void
hit_free (FerryGuideHit *self)
{
  g_free (self->excerpt);
  g_free (self);
}

char *
ferry_guide_dup_resource (const char *file)
{
  return g_strconcat (FOLDER, file, NULL);
}

/* ---- Reading ---- */

static FerryGuidePage *
read_page (const char *name, GError **error)
{
  g_autoptr (FerryGuidePage) page = g_new0 (FerryGuidePage, 1);
  g_autofree char *path = ferry_guide_dup_resource (name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *text = NULL;
  const FerryGuideBlock *first;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  page->name = g_strdup (name);
  page->links = g_ptr_array_new_with_free_func (g_free);
  page->blocks = ferry_guide_text_parse (text, page->links, error);
  if (page->blocks == NULL)
    {
      g_prefix_error (error, "%s, ", name);
      return NULL;
    }
  first = page->blocks->len > 0 ? page->blocks->pdata[0] : NULL;
  if (first == NULL || first->kind != FERRY_GUIDE_HEADING || first->level != 1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s doesn’t begin with its title", name);
      return NULL;
    }
  page->title = g_strdup (first->text);
  return g_steal_pointer (&page);
}

static const FerryGuidePage *
find_page (FerryGuide *self, const char *name, gsize length)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const FerryGuidePage *page = self->pages->pdata[i];

      if (strlen (page->name) == length && strncmp (page->name, name, length) == 0)
        return page;
    }
  return NULL;
}

/* The page, and all those that it and they lead to. With @error the first problem ends it. */
static gboolean
read_pages (FerryGuide *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (names, g_strdup (FIRST));
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GError) problem = NULL;
      FerryGuidePage *page = read_page (names->pdata[i], &problem);

      if (page == NULL && error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (page == NULL)
        {
          g_warning ("A page of the guide can't be read: %s", problem->message);
          continue;
        }
      g_ptr_array_add (self->pages, page);
      for (guint j = 0; j < page->links->len; j++)
        {
          const char *link = page->links->pdata[j];
          g_autofree char *name = g_strndup (link, strcspn (link, "#"));

          if (g_str_has_suffix (name, ".md") && strchr (name, ':') == NULL
              && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
            g_ptr_array_add (names, g_steal_pointer (&name));
        }
    }
  return TRUE;
}

static void
add_section (FerryGuide *self, const FerryGuidePage *page, const FerryGuideBlock *heading, GString *text)
{
  Section *section = g_new0 (Section, 1);

  section->page = page;
  section->heading = heading;
  section->text = g_strchomp (g_strdup (text->str));
  section->folded = g_utf8_casefold (section->text, -1);
  section->folded_heading = g_utf8_casefold (heading->text, -1);
  g_ptr_array_add (self->sections, section);
  g_string_truncate (text, 0);
}

static void
divide_pages (FerryGuide *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const FerryGuidePage *page = self->pages->pdata[i];
      const FerryGuideBlock *heading = page->blocks->pdata[0];
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 1; j < page->blocks->len; j++)
        {
          const FerryGuideBlock *block = page->blocks->pdata[j];

          if (block->kind == FERRY_GUIDE_HEADING)
            {
              add_section (self, page, heading, text);
              heading = block;
            }
          else
            g_string_append_printf (text, "%s ", block->text);
        }
      add_section (self, page, heading, text);
    }
}

/* By whoever reads them: a table that nobody names would be left out of a static library. */
static void
register_pages (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      ferry_guide_register_resource ();
      g_once_init_leave (&once, 1);
    }
}

FerryGuide *
ferry_guide_new (GError **error)
{
  g_autoptr (FerryGuide) self = g_object_new (FERRY_TYPE_GUIDE, NULL);

  register_pages ();
  if (!read_pages (self, error))
    return NULL;
  divide_pages (self);
  return g_steal_pointer (&self);
}

FerryGuide *
ferry_guide_get (void)
{
  static FerryGuide *guide = NULL;

  if (guide == NULL)
    guide = ferry_guide_new (NULL);
  return guide;
}

/* ---- Finding ---- */

GPtrArray *
ferry_guide_get_pages (FerryGuide *self)
{
  g_return_val_if_fail (FERRY_IS_GUIDE (self), NULL);
  return self->pages;
}

const FerryGuidePage *
ferry_guide_find (FerryGuide *self, const char *topic, const FerryGuideBlock **heading)
{
  const char *anchor;
  const FerryGuidePage *page;

  g_return_val_if_fail (FERRY_IS_GUIDE (self), NULL);
  g_return_val_if_fail (topic != NULL, NULL);

  anchor = topic + strcspn (topic, "#");
  page = find_page (self, topic, (gsize) (anchor - topic));
  if (heading == NULL)
    return page;
  *heading = NULL;
  for (guint i = 0; page != NULL && *anchor != '\0' && i < page->blocks->len; i++)
    {
      const FerryGuideBlock *block = page->blocks->pdata[i];

      if (block->kind == FERRY_GUIDE_HEADING && g_str_equal (block->target, anchor + 1))
        *heading = block;
    }
  return page;
}

gboolean
ferry_guide_has (FerryGuide *self, const char *topic)
{
  const FerryGuideBlock *heading;

  return ferry_guide_find (self, topic, &heading) != NULL && (heading != NULL || strchr (topic, '#') == NULL);
}

const char *
ferry_guide_get_title (FerryGuide *self, const char *topic)
{
  const FerryGuideBlock *heading;
  const FerryGuidePage *page = ferry_guide_find (self, topic, &heading);

  return heading != NULL ? heading->text : page != NULL ? page->title : NULL;
}

char *
ferry_guide_resolve (const char *name, const char *target)
{
  return *target == '#' ? g_strconcat (name, target, NULL) : g_strdup (target);
}

/* Where a word begins at or after @at, up to @limit, in characters. */
static glong
find_blank (const char *text, glong at, glong limit)
{
  const char *p = g_utf8_offset_to_pointer (text, at);

  if (at == 0)
    return 0;
  for (glong i = at; i < limit; i++, p = g_utf8_next_char (p))
    if (*p == ' ')
      return i + 1;
  return at;
}

/* Where a word ends at or before @at, down to @limit, in characters. */
static glong
find_blank_before (const char *text, glong at, glong limit)
{
  const char *p = g_utf8_offset_to_pointer (text, at);

  if (*p == '\0')
    return at;
  for (glong i = at; i > limit; i--, p = g_utf8_prev_char (p))
    if (*p == ' ')
      return i;
  return at;
}

/* Folding may change lengths: then the excerpt is a little beside what was found. */
static char *
make_excerpt (const Section *section, const char *word)
{
  const char *found = strstr (section->folded, word);
  glong at = found != NULL ? g_utf8_pointer_to_offset (section->folded, found) : 0;
  glong length = g_utf8_strlen (section->text, -1);
  glong word_length = found != NULL ? g_utf8_strlen (word, -1) : 0;
  glong begin = MAX (0, MIN (at, length) - BEFORE);
  glong end = MIN (length, at + word_length + AFTER);
  g_autofree char *before = NULL;
  g_autofree char *match = NULL;
  g_autofree char *after = NULL;

  at = MIN (at, length);
  word_length = MIN (word_length, length - at);
  end = MAX (end, at + word_length);
  begin = find_blank (section->text, begin, at);
  end = find_blank_before (section->text, end, at + word_length);
  before = g_utf8_substring (section->text, begin, at);
  match = g_utf8_substring (section->text, at, at + word_length);
  after = g_utf8_substring (section->text, at + word_length, end);
  return g_markup_printf_escaped ("%s%s<b>%s</b>%s%s", begin > 0 ? "…" : "", before, match, after,
                                  end < length ? "…" : "");
}

GPtrArray *
ferry_guide_search (FerryGuide *self, const char *words)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hit_free);
  g_autofree char *folded = g_utf8_casefold (words, -1);
  g_auto (GStrv) all = g_strsplit_set (folded, " \t\n", -1);
  guint n_in_headings = 0;

  g_return_val_if_fail (FERRY_IS_GUIDE (self), NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const Section *section = self->sections->pdata[i];
      const char *first = NULL; /* the first word that the text has */
      gboolean in_heading = TRUE;
      gboolean asked = FALSE;
      guint j;

      for (j = 0; all[j] != NULL; j++)
        {
          gboolean heads = strstr (section->folded_heading, all[j]) != NULL;
          gboolean stands = strstr (section->folded, all[j]) != NULL;

          if (*all[j] == '\0')
            continue;
          asked = TRUE;
          if (!heads && !stands)
            break;
          in_heading = in_heading && heads;
          if (stands && first == NULL)
            first = all[j];
        }
      if (all[j] == NULL && asked)
        {
          FerryGuideHit *hit = g_new0 (FerryGuideHit, 1);

          hit->page = section->page;
          hit->heading = section->heading;
          hit->excerpt = make_excerpt (section, first != NULL ? first : "");
          g_ptr_array_insert (hits, in_heading ? (int) n_in_headings++ : -1, hit);
        }
    }
  return g_steal_pointer (&hits);
}

static void
ferry_guide_finalize (GObject *object)
{
  FerryGuide *self = FERRY_GUIDE (object);

  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->pages);
  G_OBJECT_CLASS (ferry_guide_parent_class)->finalize (object);
}

static void
ferry_guide_class_init (FerryGuideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_guide_finalize;
}

static void
ferry_guide_init (FerryGuide *self)
{
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
}
