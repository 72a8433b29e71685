/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-run-difference-private.h"

#include <glib/gi18n-lib.h>

struct _FerryRunDifference
{
  GObject parent_instance;

  FerryComparisonData *data;
  const FerryComparisonRow *row;
};

G_DEFINE_FINAL_TYPE (FerryRunDifference, ferry_run_difference, G_TYPE_OBJECT)

const char *
ferry_difference_kind_to_label (FerryDifferenceKind kind)
{
  switch (kind)
    {
    case FERRY_DIFFERENCE_NEWLY_FAILED:
      return _ ("Newly failed");
    case FERRY_DIFFERENCE_STILL_FAILED:
      return _ ("Failed in both");
    case FERRY_DIFFERENCE_FIXED:
      return _ ("Fixed");
    case FERRY_DIFFERENCE_CHANGED:
      return C_ ("table", "Changed");
    case FERRY_DIFFERENCE_ADDED:
      return _ ("Only in the later run");
    case FERRY_DIFFERENCE_REMOVED:
      return _ ("Only in the earlier run");
    case FERRY_N_DIFFERENCES:
    default:
      g_return_val_if_reached ("");
    }
}

FerryStyle
ferry_difference_kind_to_style (FerryDifferenceKind kind)
{
  switch (kind)
    {
    case FERRY_DIFFERENCE_NEWLY_FAILED:
    case FERRY_DIFFERENCE_STILL_FAILED:
      return FERRY_STYLE_BAD;
    case FERRY_DIFFERENCE_FIXED:
      return FERRY_STYLE_GOOD;
    case FERRY_DIFFERENCE_CHANGED:
    case FERRY_DIFFERENCE_ADDED:
    case FERRY_DIFFERENCE_REMOVED:
    case FERRY_N_DIFFERENCES:
    default:
      return FERRY_STYLE_NEUTRAL;
    }
}

static const FerryDetailRow *
get_detail (FerryRunDifference *self, gboolean later)
{
  return later ? ferry_comparison_data_get_after (self->data, self->row)
               : ferry_comparison_data_get_before (self->data, self->row);
}

static const char *
get_text (FerryRunDifference *self, gboolean later, guint32 number)
{
  return ferry_detail_store_get_text (ferry_comparison_data_get_store (self->data, later), number);
}

FerryDifferenceKind
ferry_run_difference_get_kind (FerryRunDifference *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), FERRY_DIFFERENCE_CHANGED);
  return self->row->kind;
}

const char *
ferry_run_difference_get_company (FerryRunDifference *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), NULL);
  return ferry_comparison_data_get_text (self->data, self->row->company);
}

const char *
ferry_run_difference_get_table (FerryRunDifference *self)
{
  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), NULL);
  return ferry_comparison_data_get_text (self->data, self->row->table);
}

const char *
ferry_run_difference_get_status_text (FerryRunDifference *self, gboolean later)
{
  const FerryDetailRow *detail;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), NULL);

  detail = get_detail (self, later);
  if (detail == NULL)
    return NULL;
  if (detail->status == FERRY_TABLE_STATUS_UNKNOWN)
    return get_text (self, later, detail->status_text);
  return ferry_table_status_to_label (detail->status);
}

FerryTableStatus
ferry_run_difference_get_status (FerryRunDifference *self, gboolean later)
{
  const FerryDetailRow *detail;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), FERRY_TABLE_STATUS_UNKNOWN);

  detail = get_detail (self, later);
  return detail == NULL ? FERRY_TABLE_STATUS_UNKNOWN : detail->status;
}

gint64
ferry_run_difference_get_records_copied (FerryRunDifference *self, gboolean later)
{
  const FerryDetailRow *detail;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), -1);

  detail = get_detail (self, later);
  return detail == NULL ? -1 : detail->records_copied;
}

gint64
ferry_run_difference_get_total_records (FerryRunDifference *self, gboolean later)
{
  const FerryDetailRow *detail;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), -1);

  detail = get_detail (self, later);
  return detail == NULL ? -1 : detail->total_records;
}

gint64
ferry_run_difference_get_difference (FerryRunDifference *self)
{
  const FerryDetailRow *before, *after;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), 0);

  before = get_detail (self, FALSE);
  after = get_detail (self, TRUE);
  return before == NULL || after == NULL ? 0 : after->records_copied - before->records_copied;
}

const char *
ferry_run_difference_get_message (FerryRunDifference *self, gboolean later)
{
  const FerryDetailRow *detail;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), NULL);

  detail = get_detail (self, later);
  return detail == NULL ? "" : get_text (self, later, detail->message);
}

const char *
ferry_run_difference_get_error_code (FerryRunDifference *self, gboolean later)
{
  const FerryDetailRow *detail;

  g_return_val_if_fail (FERRY_IS_RUN_DIFFERENCE (self), NULL);

  detail = get_detail (self, later);
  return detail == NULL ? "" : get_text (self, later, detail->error_code);
}

static void
ferry_run_difference_finalize (GObject *object)
{
  ferry_comparison_data_unref (FERRY_RUN_DIFFERENCE (object)->data);
  G_OBJECT_CLASS (ferry_run_difference_parent_class)->finalize (object);
}

static void
ferry_run_difference_class_init (FerryRunDifferenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_run_difference_finalize;
}

static void
ferry_run_difference_init (FerryRunDifference *self)
{
}

FerryRunDifference *
ferry_run_difference_new (FerryComparisonData *data, guint row)
{
  FerryRunDifference *self = g_object_new (FERRY_TYPE_RUN_DIFFERENCE, NULL);

  self->data = ferry_comparison_data_ref (data);
  self->row = ferry_comparison_data_get (data, row);
  return self;
}
