/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-stage.h"

#include "ferry-json.h"
#include "fixed-authorizer.h"

#include <string.h>

/* As long as nothing else takes, and shorter than the fault “too slow” lasts. */
#define TIMEOUT_MS 1000

/* ---- The sandbox's console ---- */

static JsonObject *
ask_console (SandboxFixture *sandbox, const char *method, const char *what, const char *text)
{
  g_autofree char *url
    = g_strconcat (ferry_sandbox_process_get_url (sandbox->process), "/sandbox/", what, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", ferry_sandbox_process_get_token (sandbox->process), NULL);
  g_autoptr (SoupSession) soup = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) root = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", bearer);
  if (text != NULL)
    {
      g_autoptr (GBytes) sent = g_bytes_new (text, strlen (text));

      soup_message_set_request_body_from_bytes (message, "text/plain", sent);
    }
  body = soup_session_send_and_read (soup, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) >= 400)
    g_error ("%s %s: %s", method, what, (const char *) g_bytes_get_data (body, NULL));
  if (g_bytes_get_size (body) == 0)
    return NULL;
  root = ferry_json_parse (g_bytes_get_data (body, NULL), g_bytes_get_size (body), &error);
  g_assert_no_error (error);
  return json_node_dup_object (root);
}

/* ---- The stage ---- */

static FerrySession *
get_session (FaultStage *self)
{
  return ferry_migration_service_get_session (ferry_environment_get_service (self->environment));
}

FaultStage *
fault_stage_new (SandboxFixture *sandbox, const char *name)
{
  FaultStage *self = g_new0 (FaultStage, 1);
  FerrySandboxProcess *process = sandbox->process;
  g_autoptr (FerrySurroundings) surroundings = ferry_surroundings_new ();
  g_autoptr (FerryAuthorizer) authorizer = fixed_authorizer_new (ferry_sandbox_process_get_token (process));
  g_autoptr (FerryProfile) profile = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->sandbox = sandbox;
  self->name = g_strdup (name != NULL ? name : ferry_sandbox_process_get_environment (process));
  self->service = sandbox_fixture_create_service (sandbox, NULL, self->name, NULL);
  self->clock = ferry_clock_new_still ();
  self->database = ferry_database_new (":memory:");
  profile = ferry_profile_new ("Test", ferry_sandbox_process_get_url (process),
                               ferry_sandbox_process_get_tenant (process), self->name);
  self->environment = ferry_environment_new (profile, authorizer, self->database);
  ferry_run_monitor_set_clock (self->environment->monitor, self->clock);
  ferry_run_monitor_set_surroundings (self->environment->monitor, surroundings);
  /* The first is how long a trace is waited for, which no clock of ours moves. */
  ferry_run_monitor_set_intervals (self->environment->monitor, 20, 60000, 300000);
  ferry_environment_open_async (self->environment, NULL, ferry_fixture_await_cb, &result);
  ferry_environment_open_finish (self->environment, ferry_fixture_await (&result), &error);
  g_assert_no_error (error);
  ferry_fixture_wait_until (!self->environment->counting);
  ferry_session_set_retry (get_session (self), 4, 1, 4);
  return self;
}

void
fault_stage_free (FaultStage *self)
{
  gpointer environment = self->environment;
  g_autoptr (GAsyncResult) result = NULL;

  g_object_add_weak_pointer (environment, &environment);
  ferry_environment_close (self->environment);
  g_object_unref (self->environment);
  ferry_fixture_wait_until (environment == NULL);
  ferry_database_close_async (self->database, ferry_fixture_await_cb, &result);
  ferry_database_close_finish (self->database, ferry_fixture_await (&result), NULL);
  g_object_unref (self->database);
  g_object_unref (self->clock);
  g_object_unref (self->service);
  g_free (self->name);
  g_free (self);
}

void
fault_stage_begin (FaultStage *self,
                   const Fault *fault,
                   const char *method,
                   const char *pattern,
                   gboolean once)
{
  FerryPool *pool = get_session (self)->pool;
  g_autoptr (GProxyResolver) resolver = NULL;
  g_autoptr (FerryFixtureProxy) proxy = NULL;
  g_autofree char *rule = NULL;

  if (fault->kind != FAULT_BY_ABSENCE)
    ask_console (self->sandbox, "DELETE", "requests", NULL);
  ferry_session_set_timeouts (get_session (self), TIMEOUT_MS, TIMEOUT_MS);
  switch (fault->kind)
    {
    case FAULT_BY_PROXY:
      proxy = ferry_fixture_proxy_new (0);
      proxy->answer = g_strdup ("407 Proxy Authentication Required");
      resolver = ferry_fixture_proxy_create_resolver (proxy);
      ferry_pool_set_proxy (pool, resolver);
      g_object_set_data_full (G_OBJECT (pool), "fixture-proxy", g_steal_pointer (&proxy),
                              (GDestroyNotify) ferry_fixture_proxy_free);
      break;
    case FAULT_BY_NAME:
      /* What is on this computer has a name that everybody knows; a proxy's is looked up in the same way. */
      resolver = g_simple_proxy_resolver_new ("http://bc.ferry.invalid:8080", NULL);
      ferry_pool_set_proxy (pool, resolver);
      break;
    case FAULT_BY_SANDBOX:
      rule = g_strdup_printf ("%s %s %s%s", method, pattern, fault->rule, once ? " times=1" : "");
      ask_console (self->sandbox, "POST", "faults", rule);
      break;
    case FAULT_BY_ABSENCE:
    default:
      break;
    }
}

void
fault_stage_end (FaultStage *self, const Fault *fault)
{
  if (fault->kind == FAULT_BY_SANDBOX)
    ask_console (self->sandbox, "DELETE", "faults", NULL);
}

guint
fault_stage_count (FaultStage *self, const char *method, const char *words)
{
  g_autoptr (JsonObject) counted = ask_console (self->sandbox, "GET", "requests", NULL);
  JsonArray *routes = json_object_get_array_member (counted, "routes");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (routes); i++)
    {
      JsonObject *route = json_array_get_object_element (routes, i);

      if (g_str_equal (json_object_get_string_member (route, "method"), method)
          && g_str_has_suffix (json_object_get_string_member (route, "route"), words))
        n += (guint) json_object_get_int_member (route, "count");
    }
  return n;
}

char *
fault_stage_dup_outcome (FaultStage *self)
{
  static const char *const names[] = {
    [FERRY_OUTCOME_PENDING] = "pending",           [FERRY_OUTCOME_DONE] = "done",
    [FERRY_OUTCOME_REFUSED] = "refused",           [FERRY_OUTCOME_UNKNOWN] = "unknown",
    [FERRY_OUTCOME_SETTLED_DONE] = "settled-done", [FERRY_OUTCOME_SETTLED_NOT_DONE] = "settled-not-done",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  ferry_database_list_journal_async (self->database,
                                     ferry_profile_get_id (ferry_environment_get_profile (self->environment)),
                                     FALSE, NULL, ferry_fixture_await_cb, &result);
  entries = ferry_database_list_journal_finish (self->database, ferry_fixture_await (&result), NULL);
  g_assert_nonnull (entries);
  if (entries->len == 0)
    return g_strdup ("–");
  return g_strdup (names[ferry_journal_entry_get_outcome (g_ptr_array_index (entries, 0))]);
}
