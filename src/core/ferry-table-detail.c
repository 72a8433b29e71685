/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-table-detail-private.h"

#include <string.h>

#include "ferry-core-enums.h"

struct _FerryTableDetail
{
  GObject parent_instance;

  FerryDetailStore *store;
  guint row;
  char id[37];
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_COMPANY,
  PROP_TABLE,
  PROP_STATUS,
  PROP_STATUS_TEXT,
  PROP_RECORDS_COPIED,
  PROP_TOTAL_RECORDS,
  PROP_DIFFERENCE,
  PROP_START_TIME,
  PROP_END_TIME,
  PROP_ERROR_CODE,
  PROP_MESSAGE,
  PROP_BLOCKED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTableDetail, ferry_table_detail, G_TYPE_OBJECT)

static const FerryDetailRow *
get_row (FerryTableDetail *self)
{
  return ferry_detail_store_get (self->store, self->row);
}

static const char *
get_text (FerryTableDetail *self, guint32 number)
{
  return ferry_detail_store_get_text (self->store, number);
}

static void
ferry_table_detail_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FerryTableDetail *self = FERRY_TABLE_DETAIL (object);
  const FerryDetailRow *row = get_row (self);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_COMPANY:
      g_value_set_string (value, get_text (self, row->company));
      break;
    case PROP_TABLE:
      g_value_set_string (value, get_text (self, row->table));
      break;
    case PROP_STATUS:
      g_value_set_enum (value, row->status);
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, ferry_table_detail_get_status_text (self));
      break;
    case PROP_RECORDS_COPIED:
      g_value_set_int64 (value, row->records_copied);
      break;
    case PROP_TOTAL_RECORDS:
      g_value_set_int64 (value, row->total_records);
      break;
    case PROP_DIFFERENCE:
      g_value_set_int64 (value, row->total_records - row->records_copied);
      break;
    case PROP_START_TIME:
      g_value_set_int64 (value, row->start_time);
      break;
    case PROP_END_TIME:
      g_value_set_int64 (value, row->end_time);
      break;
    case PROP_ERROR_CODE:
      g_value_set_string (value, get_text (self, row->error_code));
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, get_text (self, row->message));
      break;
    case PROP_BLOCKED:
      g_value_set_boolean (value, row->blocked);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_table_detail_finalize (GObject *object)
{
  FerryTableDetail *self = FERRY_TABLE_DETAIL (object);

  ferry_detail_store_unref (self->store);
  G_OBJECT_CLASS (ferry_table_detail_parent_class)->finalize (object);
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
ferry_table_detail_class_init (FerryTableDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_table_detail_get_property;
  object_class->finalize = ferry_table_detail_finalize;

  properties[PROP_ID] = text_property ("id");
  properties[PROP_COMPANY] = text_property ("company");
  properties[PROP_TABLE] = text_property ("table");
  properties[PROP_STATUS]
    = g_param_spec_enum ("status", NULL, NULL, FERRY_TYPE_TABLE_STATUS, FERRY_TABLE_STATUS_UNKNOWN,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS_TEXT] = text_property ("status-text");
  properties[PROP_RECORDS_COPIED] = number_property ("records-copied");
  properties[PROP_TOTAL_RECORDS] = number_property ("total-records");
  properties[PROP_DIFFERENCE] = number_property ("difference");
  properties[PROP_START_TIME] = number_property ("start-time");
  properties[PROP_END_TIME] = number_property ("end-time");
  properties[PROP_ERROR_CODE] = text_property ("error-code");
  properties[PROP_MESSAGE] = text_property ("message");
  properties[PROP_BLOCKED]
    = g_param_spec_boolean ("blocked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_table_detail_init (FerryTableDetail *self)
{
}

FerryTableDetail *
ferry_table_detail_new (FerryDetailStore *store, guint row)
{
  FerryTableDetail *self = g_object_new (FERRY_TYPE_TABLE_DETAIL, NULL);

  self->store = ferry_detail_store_ref (store);
  self->row = row;
  ferry_detail_id_format (get_row (self)->id, self->id);
  return self;
}

void
ferry_table_detail_show (FerryTableDetail *self, FerryDetailStore *store, guint row)
{
  g_autoptr (FerryDetailStore) old_store = self->store;
  const FerryDetailRow *old = get_row (self);
  const FerryDetailRow *new = ferry_detail_store_get (store, row);
  gboolean differs[N_PROPS] = { FALSE };

#define TEXT_DIFFERS(member)                                                                                 \
  (!g_str_equal (ferry_detail_store_get_text (old_store, old->member),                                       \
                 ferry_detail_store_get_text (store, new->member)))
  if (store != old_store || row != self->row)
    {
      differs[PROP_ID] = memcmp (old->id, new->id, sizeof old->id) != 0;
      differs[PROP_COMPANY] = TEXT_DIFFERS (company);
      differs[PROP_TABLE] = TEXT_DIFFERS (table);
      differs[PROP_STATUS] = old->status != new->status;
      differs[PROP_STATUS_TEXT] = TEXT_DIFFERS (status_text);
      differs[PROP_RECORDS_COPIED] = old->records_copied != new->records_copied;
      differs[PROP_TOTAL_RECORDS] = old->total_records != new->total_records;
      differs[PROP_DIFFERENCE] = differs[PROP_RECORDS_COPIED] || differs[PROP_TOTAL_RECORDS];
      differs[PROP_START_TIME] = old->start_time != new->start_time;
      differs[PROP_END_TIME] = old->end_time != new->end_time;
      differs[PROP_ERROR_CODE] = TEXT_DIFFERS (error_code);
      differs[PROP_MESSAGE] = TEXT_DIFFERS (message);
      differs[PROP_BLOCKED] = old->blocked != new->blocked;
    }
#undef TEXT_DIFFERS

  self->store = ferry_detail_store_ref (store);
  self->row = row;
  ferry_detail_id_format (new->id, self->id);

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 1; i < N_PROPS; i++)
    if (differs[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
ferry_table_detail_get_id (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), NULL);

  return self->id;
}

const char *
ferry_table_detail_get_company (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), NULL);

  return get_text (self, get_row (self)->company);
}

const char *
ferry_table_detail_get_table (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), NULL);

  return get_text (self, get_row (self)->table);
}

FerryTableStatus
ferry_table_detail_get_status (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), FERRY_TABLE_STATUS_UNKNOWN);

  return get_row (self)->status;
}

const char *
ferry_table_detail_get_status_text (FerryTableDetail *self)
{
  const FerryDetailRow *row;

  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), NULL);

  row = get_row (self);
  return row->status == FERRY_TABLE_STATUS_UNKNOWN ? get_text (self, row->status_text)
                                                   : ferry_table_status_to_label (row->status);
}

gint64
ferry_table_detail_get_records_copied (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), 0);

  return get_row (self)->records_copied;
}

gint64
ferry_table_detail_get_total_records (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), 0);

  return get_row (self)->total_records;
}

gint64
ferry_table_detail_get_start_time (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), 0);

  return get_row (self)->start_time;
}

gint64
ferry_table_detail_get_end_time (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), 0);

  return get_row (self)->end_time;
}

const char *
ferry_table_detail_get_error_code (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), NULL);

  return get_text (self, get_row (self)->error_code);
}

const char *
ferry_table_detail_get_message (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), NULL);

  return get_text (self, get_row (self)->message);
}

gboolean
ferry_table_detail_get_blocked (FerryTableDetail *self)
{
  g_return_val_if_fail (FERRY_IS_TABLE_DETAIL (self), FALSE);

  return get_row (self)->blocked;
}
