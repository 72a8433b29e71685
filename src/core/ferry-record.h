/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FerryRecord:
 *
 * An entity of the management API (api-contract §B) as it was read, with a read-only property for each member: `id`
 * and those that its class lists. What the classes have in common is here; a record doesn't change, a new one is read.
 */
#define FERRY_TYPE_RECORD (ferry_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (FerryRecord, ferry_record, FERRY, RECORD, GObject)

/**
 * FerryFieldKind:
 * @FERRY_FIELD_STRING: a text; "" for null
 * @FERRY_FIELD_WORD: an option value, decoded (api-contract §0); a string property
 * @FERRY_FIELD_INT: a number; an int64 property
 * @FERRY_FIELD_BOOLEAN: a boolean
 * @FERRY_FIELD_TIME: µs UTC, 0 = none; an int64 property
 */
typedef enum
{
  FERRY_FIELD_STRING,
  FERRY_FIELD_WORD,
  FERRY_FIELD_INT,
  FERRY_FIELD_BOOLEAN,
  FERRY_FIELD_TIME,
} FerryFieldKind;

/** FerryField: @member: its name on the wire; @property: its name as a property */
typedef struct
{
  const char *member;
  const char *property;
  FerryFieldKind kind;
} FerryField;

/**
 * FerryRecordClass:
 * @set: the entity set
 * @what: the entity in messages, such as "a user mapping"; to be translated
 * @conflict: (nullable): says that somebody else changed it; %s is its name; to be translated
 * @missing: says that it isn't there any more; %s is its name; to be translated
 * @name_field: the index of the field that names it to people
 * @keyless: its entities needn't have an id: they are only listed
 * @fields: (array length=n_fields): at most 16
 */
struct _FerryRecordClass
{
  GObjectClass parent_class;

  const char *set;
  const char *what;
  const char *conflict;
  const char *missing;
  guint name_field;
  gboolean keyless;
  const FerryField *fields;
  guint n_fields;
};

/** ferry_record_class_install: installs the properties that @klass lists; the last line of a class's class_init */
void ferry_record_class_install (FerryRecordClass *klass);

/**
 * ferry_record_new_from_json:
 * @type: a class of records
 * @object: an entity of its set
 *
 * Returns: (transfer full) (type FerryRecord): the record; %NULL with %FERRY_ERROR_PROTOCOL
 */
gpointer ferry_record_new_from_json (GType type, JsonObject *object, GError **error);

/** ferry_record_get_id: Returns: the key of its entity set; may be "" where that is keyless */
const char *ferry_record_get_id (FerryRecord *self);
/** ferry_record_get_etag: Returns: the version for `If-Match`, or "" */
const char *ferry_record_get_etag (FerryRecord *self);
/** ferry_record_get_name: Returns: what people know it by */
const char *ferry_record_get_name (FerryRecord *self);

/* For the classes: the value of the field number @index. */
const char *ferry_record_get_string (FerryRecord *self, guint index);
gint64 ferry_record_get_int (FerryRecord *self, guint index);
gboolean ferry_record_get_boolean (FerryRecord *self, guint index);

/**
 * ferry_record_agrees:
 * @members: some members and their values
 *
 * Returns: whether @self has those values
 */
gboolean ferry_record_agrees (FerryRecord *self, JsonObject *members);

/** ferry_record_shares: Returns: whether @self and @other, of one class, have the same values of @members */
gboolean ferry_record_shares (FerryRecord *self, FerryRecord *other, JsonObject *members);

G_END_DECLS
