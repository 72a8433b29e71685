/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-migration-service-private.h"

#include "ferry-error.h"
#include "ferry-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (FerryMigrationService, ferry_migration_service, G_TYPE_OBJECT)

static void
ferry_migration_service_finalize (GObject *object)
{
  FerryMigrationService *self = FERRY_MIGRATION_SERVICE (object);

  g_clear_object (&self->session);
  g_free (self->tenant);
  g_free (self->environment);
  g_free (self->company_id);
  g_free (self->company_name);
  g_free (self->overview_id);

  G_OBJECT_CLASS (ferry_migration_service_parent_class)->finalize (object);
}

static void
ferry_migration_service_class_init (FerryMigrationServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_migration_service_finalize;
}

static void
ferry_migration_service_init (FerryMigrationService *self)
{
}

static char *
create_base_url (FerryProfile *profile)
{
  g_autofree char *base = g_strdup (ferry_profile_get_base_url (profile));
  g_autofree char *tenant = g_uri_escape_string (ferry_profile_get_tenant (profile), NULL, FALSE);
  g_autofree char *environment = g_uri_escape_string (ferry_profile_get_environment (profile), NULL, FALSE);

  for (gsize length = strlen (base); length > 0 && base[length - 1] == '/'; length--)
    base[length - 1] = '\0';
  return g_strdup_printf ("%s/v2.0/%s/%s/api/", base, tenant, environment);
}

FerryMigrationService *
ferry_migration_service_new (FerryProfile *profile, FerryAuthorizer *authorizer, GError **error)
{
  g_autoptr (FerryMigrationService) self = NULL;
  g_autofree char *base_url = NULL;

  g_return_val_if_fail (FERRY_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (authorizer == NULL || FERRY_IS_AUTHORIZER (authorizer), NULL);

  self = g_object_new (FERRY_TYPE_MIGRATION_SERVICE, NULL);
  self->tenant = g_strdup (ferry_profile_get_tenant (profile));
  self->environment = g_strdup (ferry_profile_get_environment (profile));
  base_url = create_base_url (profile);
  self->session = ferry_session_new (base_url, authorizer, error);
  if (self->session == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

FerrySession *
ferry_migration_service_get_session (FerryMigrationService *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION_SERVICE (self), NULL);

  return self->session;
}

const char *
ferry_migration_service_get_company_name (FerryMigrationService *self)
{
  g_return_val_if_fail (FERRY_IS_MIGRATION_SERVICE (self), NULL);

  return self->company_name;
}

/* ---- Connecting ---- */

/* What the service says, without the names it repeats: an environment may be called “Tenant 2”. */
static char *
fold_words (FerryMigrationService *self, const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words != NULL ? words : "", -1);
  g_autofree char *tenant = g_utf8_casefold (self->tenant, -1);
  g_autofree char *environment = g_utf8_casefold (self->environment, -1);
  g_autoptr (GString) text = g_string_new (folded);

  if (*tenant != '\0')
    g_string_replace (text, tenant, "", 0);
  if (*environment != '\0')
    g_string_replace (text, environment, "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What of the address @words say to be wrong. */
static void
find_culprit (FerryMigrationService *self, const char *words, gboolean *tenant, gboolean *environment)
{
  g_autofree char *folded = fold_words (self, words);

  *tenant = strstr (folded, "tenant") != NULL;
  *environment = strstr (folded, "environment") != NULL;
}

/* Says which part of the address looks wrong. The rest of the error, for its details, stays. */
static void
explain_connect (FerryMigrationService *self, GError *error)
{
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;

  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_NOT_FOUND))
    {
      gboolean tenant, environment;
      char *message;

      find_culprit (self, ferry_error_get_service_message (error), &tenant, &environment);
      if (tenant == environment)
        find_culprit (self, ferry_error_get_odata_code (error), &tenant, &environment);
      if (environment && !tenant)
        message = g_strdup_printf (
          /* Translators: the names of an environment and of a tenant */
          _ ("There is no environment “%1$s” in the tenant “%2$s”. Check how it is spelled."),
          self->environment, self->tenant);
      else if (tenant && !environment)
        message = g_strdup_printf (_ ("The service doesn’t know the tenant “%s”. Check its ID or domain."),
                                   self->tenant);
      else
        message = g_strdup_printf (
          /* Translators: the names of an environment and of a tenant */
          _ ("The service knows no environment “%1$s” of a tenant “%2$s”. Check both, and that "
             "the address is that of Business Central."),
          self->environment, self->tenant);
      g_free (error->message);
      error->message = message;
      return;
    }
  if (g_error_matches (error, FERRY_ERROR, FERRY_ERROR_PROTOCOL))
    {
      char *message;

      uri = g_uri_parse (ferry_session_get_base_url (self->session), G_URI_FLAGS_NONE, NULL);
      message = g_strdup_printf (
        /* Translators: %1$s is a host name, %2$s a sentence about what it answered */
        _ ("“%1$s” doesn’t answer as Business Central does. Check the address. %2$s"), g_uri_get_host (uri),
        error->message);
      g_free (error->message);
      error->message = message;
    }
}

static gint64
read_created (JsonObject *company)
{
  gint64 created = 0;

  if (!json_object_has_member (company, "systemCreatedAt")
      || !ferry_json_get_time (company, "systemCreatedAt", _ ("a company"), &created, NULL) || created == 0)
    return G_MAXINT64;
  return created;
}

/* The oldest: the companies that the migration creates come later, and the one addressed can't be migrated.
 */
static gboolean
choose_company (FerryMigrationService *self, GPtrArray *companies, GError **error)
{
  JsonObject *chosen = NULL;
  const char *id, *name;

  for (guint i = 0; i < companies->len; i++)
    {
      JsonObject *company = g_ptr_array_index (companies, i);

      if (chosen == NULL || read_created (company) < read_created (chosen))
        chosen = company;
    }
  if (chosen == NULL)
    {
      g_set_error (
        error, FERRY_ERROR, FERRY_ERROR_REFUSED,
        _ ("The environment “%s” has no company that this sign-in may open, and the migration is addressed "
           "through one. Create a company there, or ask for access to one."),
        self->environment);
      return FALSE;
    }
  id = ferry_json_get_string (chosen, "id", _ ("a company"), error);
  if (id == NULL)
    return FALSE;
  name = ferry_json_get_string (chosen, "name", _ ("a company"), error);
  if (name == NULL)
    return FALSE;
  g_free (self->company_id);
  self->company_id = g_strdup (id);
  self->company_doubtful = FALSE;
  g_free (self->company_name);
  self->company_name = g_strdup (name);
  return TRUE;
}

static void
on_companies_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FerryMigrationService *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) companies = ferry_session_collect_finish (FERRY_SESSION (source), result, &error);

  if (companies == NULL || !choose_company (self, companies, &error))
    {
      explain_connect (self, error);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_return_boolean (task, TRUE);
}

void
ferry_migration_service_connect_async (FerryMigrationService *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (FerryRequest) request = NULL;

  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_migration_service_connect_async);
  request = ferry_request_new (FERRY_REQUEST_READ, "GET", "microsoft/cloudMigration/v1.0/companies");
  ferry_request_add_query (request, "$select", "id,name,systemCreatedAt");
  ferry_session_collect_async (self->session, request, cancellable, on_companies_found, g_object_ref (task));
}

gboolean
ferry_migration_service_connect_finish (FerryMigrationService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- Products ---- */

void
ferry_migration_service_list_products_async (FerryMigrationService *self,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_return_if_fail (FERRY_IS_MIGRATION_SERVICE (self));

  ferry_migration_service_list_async (
    self, ferry_call_new (FERRY_REQUEST_READ, "GET", "sourceProductTypes", NULL, NULL),
    (FerryEntityReader) ferry_product_new_from_json, cancellable, callback, user_data);
}

GPtrArray *
ferry_migration_service_list_products_finish (FerryMigrationService *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  return ferry_migration_service_list_finish (self, result, error);
}
