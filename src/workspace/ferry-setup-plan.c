/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-setup-plan.h"

struct _FerrySetupPlan
{
  GObject parent_instance;

  FerryEnvironment *environment;
  FerrySecretStore *secrets;

  gboolean approval_required;
  char *approval_uri;
  FerryProduct *product;
  FerrySqlServerType server_type;
  char *runtime_name;
  char *server;
  char *database;
  FerrySetup *setup;
  gboolean saved;
  char *runtime_key;
  FerryCompanySelection *selection;
  char *notice;
};

enum
{
  PROP_0,
  PROP_NOTICE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerrySetupPlan, ferry_setup_plan, G_TYPE_OBJECT)

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

FerrySetupPlan *
ferry_setup_plan_new (FerryEnvironment *environment, FerrySecretStore *secrets)
{
  FerrySetupPlan *self;

  g_return_val_if_fail (FERRY_IS_ENVIRONMENT (environment), NULL);
  g_return_val_if_fail (secrets == NULL || FERRY_IS_SECRET_STORE (secrets), NULL);

  self = g_object_new (FERRY_TYPE_SETUP_PLAN, NULL);
  g_set_object (&self->environment, environment);
  g_set_object (&self->secrets, secrets);
  return self;
}

FerryEnvironment *
ferry_setup_plan_get_environment (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->environment;
}

FerrySecretStore *
ferry_setup_plan_get_secrets (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->secrets;
}

gboolean
ferry_setup_plan_has_runs (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), FALSE);
  return g_list_model_get_n_items (ferry_environment_get_runs (self->environment)) > 0;
}

void
ferry_setup_plan_set_approval (FerrySetupPlan *self, gboolean required, const char *uri)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));

  self->approval_required = required;
  replace (&self->approval_uri, uri);
}

gboolean
ferry_setup_plan_get_approval_required (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), FALSE);
  return self->approval_required;
}

const char *
ferry_setup_plan_get_approval_uri (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->approval_uri;
}

void
ferry_setup_plan_set_product (FerrySetupPlan *self, FerryProduct *product)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));
  g_set_object (&self->product, product);
}

FerryProduct *
ferry_setup_plan_get_product (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->product;
}

void
ferry_setup_plan_set_source (FerrySetupPlan *self,
                             FerrySqlServerType type,
                             const char *runtime_name,
                             const char *server,
                             const char *database)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));

  self->server_type = type;
  replace (&self->runtime_name, runtime_name);
  replace (&self->server, server);
  replace (&self->database, database);
}

FerrySqlServerType
ferry_setup_plan_get_server_type (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), FERRY_SQL_SERVER_TYPE_SQL_SERVER);
  return self->server_type;
}

const char *
ferry_setup_plan_get_runtime_name (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->runtime_name;
}

const char *
ferry_setup_plan_get_server (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->server;
}

const char *
ferry_setup_plan_get_database (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->database;
}

gboolean
ferry_setup_plan_needs_runtime (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), FALSE);

  return self->server_type == FERRY_SQL_SERVER_TYPE_SQL_SERVER
         && (self->runtime_name == NULL || *self->runtime_name == '\0');
}

void
ferry_setup_plan_set_setup (FerrySetupPlan *self, FerrySetup *setup)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));

  g_set_object (&self->setup, setup);
  if (setup != NULL)
    ferry_setup_plan_take_runtime_key (self, ferry_setup_take_runtime_key (setup));
}

FerrySetup *
ferry_setup_plan_get_setup (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->setup;
}

void
ferry_setup_plan_set_saved (FerrySetupPlan *self, gboolean saved)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));
  self->saved = saved;
}

gboolean
ferry_setup_plan_get_saved (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), FALSE);
  return self->saved;
}

void
ferry_setup_plan_take_runtime_key (FerrySetupPlan *self, char *key)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));

  ferry_secret_free (self->runtime_key);
  self->runtime_key = key;
}

const char *
ferry_setup_plan_get_runtime_key (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->runtime_key;
}

void
ferry_setup_plan_set_selection (FerrySetupPlan *self, FerryCompanySelection *selection)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));
  g_set_object (&self->selection, selection);
}

FerryCompanySelection *
ferry_setup_plan_get_selection (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->selection;
}

void
ferry_setup_plan_set_notice (FerrySetupPlan *self, const char *notice)
{
  g_return_if_fail (FERRY_IS_SETUP_PLAN (self));

  if (g_strcmp0 (self->notice, notice) == 0)
    return;
  replace (&self->notice, notice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

const char *
ferry_setup_plan_get_notice (FerrySetupPlan *self)
{
  g_return_val_if_fail (FERRY_IS_SETUP_PLAN (self), NULL);
  return self->notice;
}

static void
ferry_setup_plan_finalize (GObject *object)
{
  FerrySetupPlan *self = FERRY_SETUP_PLAN (object);

  g_clear_object (&self->environment);
  g_clear_object (&self->secrets);
  g_clear_object (&self->product);
  g_clear_object (&self->setup);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->runtime_key, ferry_secret_free);
  g_free (self->approval_uri);
  g_free (self->runtime_name);
  g_free (self->server);
  g_free (self->database);
  g_free (self->notice);
  G_OBJECT_CLASS (ferry_setup_plan_parent_class)->finalize (object);
}

static void
ferry_setup_plan_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerrySetupPlan *self = FERRY_SETUP_PLAN (object);

  switch (id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_setup_plan_class_init (FerrySetupPlanClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ferry_setup_plan_finalize;
  object_class->get_property = ferry_setup_plan_get_property;

  properties[PROP_NOTICE]
    = g_param_spec_string ("notice", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_setup_plan_init (FerrySetupPlan *self)
{
  self->notice = g_strdup ("");
}
