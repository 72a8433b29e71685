/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company.h"

#include "ferry-core-enums.h"
#include "ferry-entity-private.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The values apart from the object, so that an update takes them over in one go. */
typedef struct
{
  char *id;
  char *name;
  char *display_name;
  gboolean replicate;
  double estimated_size;
  FerryCompanyStatus status;
  char *status_text;
  gboolean created;
  FerryInitStatus init_status;
  char *init_status_text;
  char *init_error;
  char *etag;
} Values;

struct _FerryCompany
{
  GObject parent_instance;

  Values values;
};

G_DEFINE_FINAL_TYPE (FerryCompany, ferry_company, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_DISPLAY_NAME,
  PROP_REPLICATE,
  PROP_ESTIMATED_SIZE,
  PROP_STATUS,
  PROP_STATUS_TEXT,
  PROP_CREATED,
  PROP_INIT_STATUS,
  PROP_INIT_STATUS_TEXT,
  PROP_INIT_ERROR,
  PROP_ETAG,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
values_clear (Values *values)
{
  g_free (values->id);
  g_free (values->name);
  g_free (values->display_name);
  g_free (values->status_text);
  g_free (values->init_status_text);
  g_free (values->init_error);
  g_free (values->etag);
}

static void
ferry_company_finalize (GObject *object)
{
  values_clear (&FERRY_COMPANY (object)->values);

  G_OBJECT_CLASS (ferry_company_parent_class)->finalize (object);
}

static void
ferry_company_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryCompany *self = FERRY_COMPANY (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, self->values.id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->values.name);
      break;
    case PROP_DISPLAY_NAME:
      g_value_set_string (value, ferry_company_get_display_name (self));
      break;
    case PROP_REPLICATE:
      g_value_set_boolean (value, self->values.replicate);
      break;
    case PROP_ESTIMATED_SIZE:
      g_value_set_double (value, self->values.estimated_size);
      break;
    case PROP_STATUS:
      g_value_set_enum (value, (int) self->values.status);
      break;
    case PROP_STATUS_TEXT:
      g_value_set_string (value, self->values.status_text);
      break;
    case PROP_CREATED:
      g_value_set_boolean (value, self->values.created);
      break;
    case PROP_INIT_STATUS:
      g_value_set_enum (value, (int) self->values.init_status);
      break;
    case PROP_INIT_STATUS_TEXT:
      g_value_set_string (value, self->values.init_status_text);
      break;
    case PROP_INIT_ERROR:
      g_value_set_string (value, self->values.init_error);
      break;
    case PROP_ETAG:
      g_value_set_string (value, self->values.etag);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_class_init (FerryCompanyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = ferry_company_finalize;
  object_class->get_property = ferry_company_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, "", flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, "", flags);
  properties[PROP_REPLICATE] = g_param_spec_boolean ("replicate", NULL, NULL, FALSE, flags);
  properties[PROP_ESTIMATED_SIZE]
    = g_param_spec_double ("estimated-size", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_STATUS] = g_param_spec_enum ("status", NULL, NULL, FERRY_TYPE_COMPANY_STATUS,
                                               FERRY_COMPANY_STATUS_UNKNOWN, flags);
  properties[PROP_STATUS_TEXT] = g_param_spec_string ("status-text", NULL, NULL, "", flags);
  properties[PROP_CREATED] = g_param_spec_boolean ("created", NULL, NULL, FALSE, flags);
  properties[PROP_INIT_STATUS]
    = g_param_spec_enum ("init-status", NULL, NULL, FERRY_TYPE_INIT_STATUS, FERRY_INIT_STATUS_UNKNOWN, flags);
  properties[PROP_INIT_STATUS_TEXT] = g_param_spec_string ("init-status-text", NULL, NULL, "", flags);
  properties[PROP_INIT_ERROR] = g_param_spec_string ("init-error", NULL, NULL, "", flags);
  properties[PROP_ETAG] = g_param_spec_string ("etag", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_company_init (FerryCompany *self)
{
}

static gboolean
read_size (JsonObject *object, const char *what, double *size, GError **error)
{
  JsonNode *node = json_object_get_member (object, "estimatedSize");

  *size = 0;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!ferry_json_get_double (object, "estimatedSize", what, size, error))
    return FALSE;
  *size = MAX (*size, 0);
  return TRUE;
}

static gboolean
read_status (Values *values, JsonObject *object, const char *what, GError **error)
{
  const char *status = ferry_json_get_optional_string (object, "status", what, " ", error);
  const char *init = NULL;

  if (status == NULL)
    return FALSE;
  values->status = ferry_company_status_parse (status);
  if (values->status == FERRY_COMPANY_STATUS_UNKNOWN)
    values->status_text = ferry_entity_dup_word (status);
  else
    values->status_text = g_strdup (ferry_company_status_to_label (values->status));

  init = ferry_json_get_optional_string (object, "companyInitializationStatus", what, "", error);
  if (init == NULL)
    return FALSE;
  values->init_status = ferry_init_status_parse (init);
  /* A word that isn't known is told as it came; “Unknown” is one that is. */
  if (values->init_status == FERRY_INIT_STATUS_UNKNOWN && *init != '\0'
      && g_ascii_strcasecmp (init, "unknown") != 0)
    values->init_status_text = ferry_entity_dup_word (init);
  else
    values->init_status_text = g_strdup (ferry_init_status_to_label (values->init_status));
  return TRUE;
}

static gboolean
read_values (Values *values, JsonObject *object, GError **error)
{
  const char *what = _ ("a company");
  const char *name;

  if ((values->id = ferry_entity_dup_id (object, what, error)) == NULL)
    return FALSE;
  if ((name = ferry_json_get_string (object, "name", what, error)) == NULL)
    return FALSE;
  values->name = g_strdup (name);
  return ferry_json_get_boolean (object, "replicate", what, &values->replicate, error)
         && ferry_entity_dup_string (object, "displayName", what, &values->display_name, error)
         && read_size (object, what, &values->estimated_size, error)
         && read_status (values, object, what, error)
         && ferry_json_get_optional_boolean (object, "created", what, FALSE, &values->created, error)
         && ferry_entity_dup_string (object, "companyInitializationError", what, &values->init_error, error)
         && ferry_entity_dup_string (object, "@odata.etag", what, &values->etag, error);
}

FerryCompany *
ferry_company_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryCompany) self = g_object_new (FERRY_TYPE_COMPANY, NULL);

  g_return_val_if_fail (object != NULL, NULL);

  if (!read_values (&self->values, object, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
ferry_company_update (FerryCompany *self, FerryCompany *other)
{
  guint64 changed;

  g_return_val_if_fail (FERRY_IS_COMPANY (self) && FERRY_IS_COMPANY (other), FALSE);
  g_return_val_if_fail (g_strcmp0 (self->values.id, other->values.id) == 0, FALSE);

  if (self == other)
    return FALSE;
  changed = ferry_entity_compare (self, other, properties, N_PROPS);
  if (changed == 0)
    return FALSE;

  values_clear (&self->values);
  self->values = other->values;
  self->values.id = g_strdup (other->values.id);
  self->values.name = g_strdup (other->values.name);
  self->values.display_name = g_strdup (other->values.display_name);
  self->values.status_text = g_strdup (other->values.status_text);
  self->values.init_status_text = g_strdup (other->values.init_status_text);
  self->values.init_error = g_strdup (other->values.init_error);
  self->values.etag = g_strdup (other->values.etag);
  ferry_entity_notify (self, properties, N_PROPS, changed);
  return TRUE;
}

const char *
ferry_company_get_id (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  return self->values.id;
}

const char *
ferry_company_get_name (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  return self->values.name;
}

const char *
ferry_company_get_display_name (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  if (self->values.display_name == NULL || *self->values.display_name == '\0')
    return self->values.name;
  return self->values.display_name;
}

gboolean
ferry_company_get_replicate (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), FALSE);
  return self->values.replicate;
}

double
ferry_company_get_estimated_size (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), 0);
  return self->values.estimated_size;
}

FerryCompanyStatus
ferry_company_get_status (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), FERRY_COMPANY_STATUS_UNKNOWN);
  return self->values.status;
}

const char *
ferry_company_get_status_text (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  return self->values.status_text;
}

gboolean
ferry_company_get_created (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), FALSE);
  return self->values.created;
}

FerryInitStatus
ferry_company_get_init_status (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), FERRY_INIT_STATUS_UNKNOWN);
  return self->values.init_status;
}

const char *
ferry_company_get_init_status_text (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  return self->values.init_status_text;
}

const char *
ferry_company_get_init_error (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  return self->values.init_error;
}

const char *
ferry_company_get_etag (FerryCompany *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY (self), NULL);
  return self->values.etag;
}

static gboolean
refuse (char **reason, const char *why)
{
  if (reason != NULL)
    *reason = g_strdup (why);
  return FALSE;
}

gboolean
ferry_company_check_name (const char *name, char **reason)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (*name == '\0')
    return refuse (reason, _ ("The company has no name. Give it one at the source."));
  if (!g_utf8_validate (name, -1, NULL))
    return refuse (reason, _ ("The name isn’t valid text. Rename the company at the source."));
  if (strchr (name, '\n') != NULL)
    return refuse (reason, _ ("The name has a line feed in it. Rename the company at the source."));
  if (strchr (name, '\r') != NULL)
    return refuse (reason, _ ("The name has a carriage return in it. Rename the company at the source."));
  if (strchr (name, '/') != NULL)
    return refuse (reason, _ ("The name has a slash “/” in it. Rename the company at the source."));
  if (g_unichar_isspace (g_utf8_get_char (name)))
    return refuse (reason, _ ("The name begins with a blank. Rename the company at the source."));
  if (g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (name + strlen (name)))))
    return refuse (reason, _ ("The name ends with a blank. Rename the company at the source."));
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      /* What joins characters is part of many scripts and of emoji. */
      if (!g_unichar_isprint (character) && character != 0x200c && character != 0x200d)
        {
          if (reason != NULL)
            *reason = g_strdup_printf (
              /* Translators: %04X is a character's number, such as 0007 */
              _ ("The name has a character in it that can’t be seen (U+%04X). Rename the company at the "
                 "source."),
              character);
          return FALSE;
        }
    }
  return TRUE;
}
