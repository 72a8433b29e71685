/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-support-draft.h"

G_BEGIN_DECLS

typedef enum
{
  FERRY_SUPPORT_RAW,         /* ours */
  FERRY_SUPPORT_TEXT,        /* words with names in them */
  FERRY_SUPPORT_NAME,        /* a name as a whole */
  FERRY_SUPPORT_TABLE,       /* a table's name */
  FERRY_SUPPORT_CORRELATION, /* a correlation id */
  FERRY_SUPPORT_DETAILS,     /* the failed tables of a run */
} FerrySupportPieceKind;

typedef struct
{
  FerrySupportPieceKind kind;
  FerryRedaction redaction;
  char *value;
  FerryDetailStore *store;
} FerrySupportPiece;

typedef struct
{
  FerryRedaction redaction;
  char *name;
} FerrySupportKnown;

struct _FerrySupportDraft
{
  GArray *pieces; /* FerrySupportPiece */
  GArray *known;  /* FerrySupportKnown */
  GArray *errors; /* FerrySupportPiece: of the last section, which comes after what is added later */
};

G_END_DECLS
