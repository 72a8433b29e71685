/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-guide-text.h"

G_BEGIN_DECLS

/**
 * FerryGuidePage:
 * @name: its file, such as `connecting.md`
 * @title: its first heading
 * @blocks: (element-type FerryGuideBlock): what is on it
 * @links: (element-type utf8): targets of its links and pictures, as they are written
 */
typedef struct
{
  char *name;
  char *title;
  GPtrArray *blocks;
  GPtrArray *links;
} FerryGuidePage;

/**
 * FerryGuideHit:
 * @page: the page found
 * @heading: the section's heading on it
 * @excerpt: the words around what was looked for, as markup with that in bold
 */
typedef struct
{
  const FerryGuidePage *page;
  const FerryGuideBlock *heading;
  char *excerpt;
} FerryGuideHit;

/**
 * FerryGuide:
 *
 * The guide, `docs/guide/` in the sources, which is among the application's resources. The order of its pages is the one in which
 * the first one, `index.md`, links to them.
 *
 * A place in it is a topic, written like a link on one of its pages: `connecting.md`, or `connecting.md#sign-in` for a section.
 */
#define FERRY_TYPE_GUIDE (ferry_guide_get_type ())
G_DECLARE_FINAL_TYPE (FerryGuide, ferry_guide, FERRY, GUIDE, GObject)

/** ferry_guide_get: Returns: (transfer none): the guide, read when it is wanted first; a page that can't be read is left out
 * with a warning */
FerryGuide *ferry_guide_get (void);

/** ferry_guide_new: Returns: (transfer full) (nullable): the guide, read anew; %NULL where one of its pages can't be read */
FerryGuide *ferry_guide_new (GError **error);

/** ferry_guide_get_pages: Returns: (transfer none) (element-type FerryGuidePage): all that can be reached, in their order */
GPtrArray *ferry_guide_get_pages (FerryGuide *self);

/**
 * ferry_guide_find:
 * @topic: such as `connecting.md#sign-in`
 * @heading: (out) (optional) (transfer none) (nullable): the section's heading; %NULL without an anchor, or where it isn't there
 *
 * Returns: (nullable): the page of @topic
 */
const FerryGuidePage *ferry_guide_find (FerryGuide *self, const char *topic, const FerryGuideBlock **heading);

/** ferry_guide_has: Returns: whether @topic is there, with its section */
gboolean ferry_guide_has (FerryGuide *self, const char *topic);

/** ferry_guide_get_title: Returns: (nullable): of the section of @topic, or of its page */
const char *ferry_guide_get_title (FerryGuide *self, const char *topic);

/** ferry_guide_resolve: Returns: (transfer full): the topic that the link @target on the page @name leads to: `#sign-in` is
 * on the page itself */
char *ferry_guide_resolve (const char *name, const char *target);

/**
 * ferry_guide_search:
 * @words: what is looked for; case doesn't matter
 *
 * Returns: (transfer full) (element-type FerryGuideHit): the sections that have all of @words, those that have them in their
 *   heading first
 */
GPtrArray *ferry_guide_search (FerryGuide *self, const char *words);

/** ferry_guide_dup_resource: Returns: (transfer full): the resource's path of @file, which a page names */
char *ferry_guide_dup_resource (const char *file);

G_END_DECLS
