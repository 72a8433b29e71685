/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signing in without a browser: a code to be typed elsewhere. */
#include "sandbox-identity-private.h"

#include "sandbox-json.h"

#include <string.h>
#include <sys/random.h>

#define CODE_LENGTH 9

/* Without vowels and without what looks alike: no words come of it, and nobody mistypes it. */
static char *
make_user_code (void)
{
  static const char LETTERS[] = "BCDFGHJKLMNPQRSTVWXZ23456789";
  guchar random[CODE_LENGTH];
  char code[CODE_LENGTH + 1] = "";

  if (getrandom (random, sizeof random, 0) != (gssize) sizeof random)
    g_error ("no random numbers");
  for (guint i = 0; i < CODE_LENGTH; i++)
    code[i] = LETTERS[random[i] % (sizeof LETTERS - 1)];
  return g_strdup (code);
}

gboolean
sandbox_identity_start_device (SandboxCall *call, GError **error)
{
  SandboxIdentity *self = call->identity;
  g_autofree char *code = sandbox_tokens_make (48);
  g_autofree char *granted = NULL;
  g_autofree char *message = NULL;
  g_autoptr (SandboxAccount) account = NULL;
  g_autoptr (GError) problem = NULL;
  const char *scope;
  SandboxDevice *device;
  GString *out = call->reply->body;
  gboolean openid;
  gboolean offline;
  gboolean denied;

  if (strcmp (call->request->method, "POST") != 0)
    return sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_METHOD,
                                    "The endpoint only accepts POST requests. Received a %.20s request.",
                                    call->request->method);
  if (!sandbox_call_check_client (call, error))
    return FALSE;
  scope = sandbox_call_require (call, "scope", error);
  if (scope == NULL || !sandbox_scope_parse (scope, &granted, &openid, &offline, error))
    return FALSE;
  account = sandbox_identity_unattended (self, NULL, &denied, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  device = g_new0 (SandboxDevice, 1);
  device->client_id = g_strdup (self->client_id);
  device->user_code = make_user_code ();
  device->scope = g_strdup (scope);
  device->interval = self->device_interval;
  device->account_id = account != NULL ? g_strdup (account->id) : NULL;
  device->state = account != NULL ? SANDBOX_DEVICE_APPROVED
                  : denied        ? SANDBOX_DEVICE_DECLINED
                                  : SANDBOX_DEVICE_PENDING;
  device->expires = g_get_monotonic_time () + (gint64) self->device_lifetime * G_USEC_PER_SEC;
  message = g_strdup_printf (
    "To sign in, use a web browser to open the page %s/devicelogin and enter the code %s to "
    "authenticate.",
    call->request->origin, device->user_code);
  call->reply->content_type = SANDBOX_CONTENT_TYPE_PLAIN_JSON;
  g_string_append_printf (
    out,
    "{\"user_code\":\"%s\",\"device_code\":\"%s\",\"verification_uri\":\"%s/devicelogin\","
    "\"expires_in\":%u,\"interval\":%u,\"message\":",
    device->user_code, code, call->request->origin, self->device_lifetime, self->device_interval);
  sandbox_json_append_string (out, message);
  g_string_append_c (out, '}');
  g_hash_table_insert (self->devices, g_steal_pointer (&code), device);
  return TRUE;
}

SandboxDevice *
sandbox_identity_poll_device (SandboxCall *call, GError **error)
{
  const char *code = sandbox_call_require (call, "device_code", error);
  SandboxDevice *device = code != NULL ? g_hash_table_lookup (call->identity->devices, code) : NULL;
  gint64 now = g_get_monotonic_time ();
  gboolean early;

  if (code == NULL)
    return NULL;
  if (device == NULL || device->state == SANDBOX_DEVICE_REDEEMED)
    {
      sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_DEVICE_CODE,
                               "The provided value for the input parameter 'device_code' is not valid.");
      return NULL;
    }
  early = device->asked > 0 && now - device->asked < (gint64) device->interval * G_USEC_PER_SEC;
  device->asked = now;
  if (device->expires <= now)
    sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_DEVICE_EXPIRED,
                             "The verification code has expired. Have the user retry the sign-in.");
  else if (device->state == SANDBOX_DEVICE_DECLINED)
    sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_DECLINED,
                             "OAuth 2.0 device flow error. The end user denied the authorization request.");
  else if (early)
    {
      /* RFC 8628 §3.5: from now on it has to wait longer. */
      device->interval += 5;
      sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_SLOW_DOWN,
                               "OAuth 2.0 device flow error. Polling too frequently.");
    }
  else if (device->state == SANDBOX_DEVICE_PENDING)
    sandbox_oauth_error_set (error, SANDBOX_OAUTH_ERROR_PENDING,
                             "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
  else
    return device;
  return NULL;
}

static SandboxDevice *
find_by_user_code (SandboxIdentity *self, const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);
  GHashTableIter iter;
  gpointer value;

  for (const char *p = typed; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (code, g_ascii_toupper (*p));
    }
  g_hash_table_iter_init (&iter, self->devices);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      SandboxDevice *device = value;

      if (device->state == SANDBOX_DEVICE_PENDING && device->expires > g_get_monotonic_time ()
          && strcmp (device->user_code, code->str) == 0)
        return device;
    }
  return NULL;
}

static gboolean
answer (SandboxCall *call, SandboxDevice *device, const char *decision, GError **error)
{
  g_autoptr (SandboxAccount) account = NULL;

  if (strcmp (decision, "deny") == 0)
    {
      device->state = SANDBOX_DEVICE_DECLINED;
      sandbox_page_message (call, 200, "Denied",
                            "The other device isn’t signed in. You can close this page.");
      return TRUE;
    }
  account = sandbox_identity_choose_account (call, error);
  if (account == NULL)
    return FALSE;
  device->account_id = g_strdup (account->id);
  device->state = SANDBOX_DEVICE_APPROVED;
  sandbox_page_message (call, 200, "Signed in", "Go on at the other device. You can close this page.");
  return TRUE;
}

gboolean
sandbox_identity_device_page (SandboxCall *call, GError **error)
{
  const char *code = sandbox_call_get (call, "code");
  const char *decision = sandbox_call_get (call, "answer");
  SandboxDevice *device = code != NULL ? find_by_user_code (call->identity, code) : NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  if (code == NULL)
    sandbox_page_device_code (call, NULL);
  else if (device == NULL)
    sandbox_page_device_code (call,
                              "That code didn’t work: it is wrong, used or too old. Check it and try again.");
  else if (strcmp (call->request->method, "POST") == 0 && decision != NULL)
    return answer (call, device, decision, error);
  else
    {
      accounts = sandbox_account_list (call->identity->store, error);
      if (accounts == NULL)
        return FALSE;
      sandbox_page_device_sign_in (call, device->user_code, accounts);
    }
  return TRUE;
}
