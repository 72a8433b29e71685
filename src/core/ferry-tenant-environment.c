/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-tenant-environment.h"

#include "ferry-entity-private.h"
#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>

struct _FerryTenantEnvironment
{
  GObject parent_instance;

  char *name;
  char *kind;
  char *version;
  char *country;
  char *status;
  char *tenant;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_KIND,
  PROP_VERSION,
  PROP_COUNTRY,
  PROP_STATUS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryTenantEnvironment, ferry_tenant_environment, G_TYPE_OBJECT)

static void
ferry_tenant_environment_finalize (GObject *object)
{
  FerryTenantEnvironment *self = FERRY_TENANT_ENVIRONMENT (object);

  g_free (self->name);
  g_free (self->kind);
  g_free (self->version);
  g_free (self->country);
  g_free (self->status);
  g_free (self->tenant);
  G_OBJECT_CLASS (ferry_tenant_environment_parent_class)->finalize (object);
}

static void
ferry_tenant_environment_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryTenantEnvironment *self = FERRY_TENANT_ENVIRONMENT (object);
  const char *const texts[N_PROPS]
    = { NULL, self->name, self->kind, self->version, self->country, self->status };

  if (id > PROP_0 && id < N_PROPS)
    g_value_set_string (value, texts[id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_tenant_environment_class_init (FerryTenantEnvironmentClass *klass)
{
  static const char *const names[N_PROPS] = { NULL, "name", "kind", "version", "country", "status" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_tenant_environment_finalize;
  object_class->get_property = ferry_tenant_environment_get_property;
  for (guint i = PROP_NAME; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_tenant_environment_init (FerryTenantEnvironment *self)
{
}

FerryTenantEnvironment *
ferry_tenant_environment_new_from_json (JsonObject *object, GError **error)
{
  g_autoptr (FerryTenantEnvironment) self = g_object_new (FERRY_TYPE_TENANT_ENVIRONMENT, NULL);
  const char *what = _ ("an environment");
  const char *name;

  g_return_val_if_fail (object != NULL, NULL);

  name = ferry_json_get_string (object, "name", what, error);
  if (name == NULL)
    return NULL;
  if (*name == '\0')
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL,
                           _ ("The Admin Center lists an environment without a name."));
      return NULL;
    }
  self->name = g_strdup (name);
  if (!ferry_entity_dup_string (object, "type", what, &self->kind, error)
      || !ferry_entity_dup_string (object, "applicationVersion", what, &self->version, error)
      || !ferry_entity_dup_string (object, "countryCode", what, &self->country, error)
      || !ferry_entity_dup_string (object, "status", what, &self->status, error)
      || !ferry_entity_dup_string (object, "aadTenantId", what, &self->tenant, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
ferry_tenant_environment_get_name (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);
  return self->name;
}

const char *
ferry_tenant_environment_get_kind (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);
  return self->kind;
}

const char *
ferry_tenant_environment_get_version (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);
  return self->version;
}

const char *
ferry_tenant_environment_get_country (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);
  return self->country;
}

const char *
ferry_tenant_environment_get_status (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);
  return self->status;
}

const char *
ferry_tenant_environment_get_tenant (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);
  return self->tenant;
}

gboolean
ferry_tenant_environment_is_active (FerryTenantEnvironment *self)
{
  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), FALSE);
  return *self->status == '\0' || g_ascii_strcasecmp (self->status, "Active") == 0;
}

static void
append (GString *text, const char *part, gssize length)
{
  if (*part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_len (text, part, length);
}

char *
ferry_tenant_environment_dup_description (FerryTenantEnvironment *self)
{
  GString *text;
  const char *end;

  g_return_val_if_fail (FERRY_IS_TENANT_ENVIRONMENT (self), NULL);

  text = g_string_new (NULL);
  /* Business Central's own words. */
  append (text, self->kind, -1);
  /* Major and minor; the build tells nobody anything. */
  end = strchr (self->version, '.');
  end = end != NULL ? strchr (end + 1, '.') : NULL;
  append (text, self->version, end != NULL ? end - self->version : -1);
  append (text, self->country, -1);
  if (!ferry_tenant_environment_is_active (self))
    append (text, self->status, -1);
  return g_string_free (text, FALSE);
}
