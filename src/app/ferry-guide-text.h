/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Reads the guide's pages, which are the part of Markdown that GitHub and this reader take for the same: headings of three
 * levels, paragraphs, lists of two levels, quotes of one paragraph (notes), fenced code, tables, and a picture for itself;
 * in the text **bold**, *emphasis*, `code`, [links](page.md#anchor) and `\` before a mark that is meant literally. Whatever
 * else Markdown may have is an error with its line, which a test finds: never text that looks wrong.
 */

/** FerryGuideBlockKind: what a block is, one below the other */
typedef enum
{
  FERRY_GUIDE_HEADING,
  FERRY_GUIDE_PARAGRAPH,
  FERRY_GUIDE_ITEM,
  FERRY_GUIDE_NOTE,
  FERRY_GUIDE_CODE,
  FERRY_GUIDE_PICTURE,
  FERRY_GUIDE_TABLE,
} FerryGuideBlockKind;

/**
 * FerryGuideBlock:
 * @kind: decides which of the others are set
 * @level: 1 to 3 of a heading; 0, or 1 within another one, of an item
 * @number: of a numbered item; 0 of one with a bullet
 * @text: the words alone, as for a search; of a picture what it shows
 * @markup: (nullable): the words as markup for a label, links in it; %NULL of code, pictures and tables
 * @target: (nullable): of a heading its anchor, of a picture its file, relative to the page
 * @columns: of a table
 * @cells: (nullable) (array zero-terminated=1): of a table: markup, row by row; the first row are the headings
 */
typedef struct
{
  FerryGuideBlockKind kind;
  guint level;
  guint number;
  char *text;
  char *markup;
  char *target;
  guint columns;
  GStrv cells;
} FerryGuideBlock;

/**
 * ferry_guide_text_parse:
 * @text: a page
 * @links: (nullable) (element-type utf8): takes copies of the targets of all links and pictures
 *
 * Returns: (transfer full) (element-type FerryGuideBlock) (nullable): its blocks; %NULL with %G_IO_ERROR_INVALID_DATA, which
 *   names the line, where it has something else than the guide's pages may have
 */
GPtrArray *ferry_guide_text_parse (const char *text, GPtrArray *links, GError **error);

/** ferry_guide_text_dup_anchor: Returns: (transfer full): how a link names a heading of these words, as GitHub makes it */
char *ferry_guide_text_dup_anchor (const char *heading);

G_END_DECLS
