/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-approval.h"

#include <string.h>

#define HTML_TYPE "text/html; charset=utf-8"

/* clang-format off */
static const char PAGE[] =
  "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>\n"
  "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\n"
  "<style>body { font: 1.1em/1.5 system-ui, sans-serif; max-width: 34em; margin: 4em auto; padding: 0 1em }\n"
  "button { font: inherit; padding: .4em 1.2em }</style></head>\n"
  "<body><h1>%s</h1>\n<p>%s</p>\n%s</body></html>\n";

static const char BUTTON[] = "<form method=\"post\"><button type=\"submit\">Approve</button></form>\n";
/* clang-format on */

gboolean
sandbox_approval_require (SandboxStore *store, gboolean required, const char *url, GError **error)
{
  g_autofree char *approved = sandbox_store_get_setting (store, SANDBOX_SETTING_APPROVED_AT);
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *link = g_strdup_printf ("%s" SANDBOX_APPROVAL_PATH "/%s", url, id);

  required = required && *approved == '\0';
  return sandbox_store_set_setting (store, SANDBOX_SETTING_APPROVAL_REQUIRED, required ? "1" : "0", error)
         && sandbox_store_set_setting (store, SANDBOX_SETTING_APPROVAL_URL, required ? link : "", error);
}

static void
answer (SoupServerMessage *message, guint status, const char *title, const char *text, gboolean button)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *body = g_strdup_printf (PAGE, title, title, text, button ? BUTTON : "");

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (
    headers, "Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, HTML_TYPE, SOUP_MEMORY_COPY, body, strlen (body));
}

static gboolean
is_from_here (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address)
         && g_inet_address_get_is_loopback (
           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* The host may be spelt otherwise: what counts is the id. */
static gboolean
is_link (SandboxStore *store, const char *path)
{
  g_autofree char *link = sandbox_store_get_setting (store, SANDBOX_SETTING_APPROVAL_URL);
  const char *expected = strstr (link, SANDBOX_APPROVAL_PATH "/");

  return expected != NULL && strcmp (expected, path) == 0;
}

static gboolean
approve (SandboxStore *store, GError **error)
{
  g_autofree char *now = sandbox_store_now ();

  if (!sandbox_store_begin (store, error))
    return FALSE;
  if (sandbox_store_set_setting (store, SANDBOX_SETTING_APPROVED_AT, now, error)
      && sandbox_store_set_setting (store, SANDBOX_SETTING_APPROVAL_REQUIRED, "0", error))
    return sandbox_store_commit (store, error);
  sandbox_store_rollback (store);
  return FALSE;
}

static void
serve_link (SandboxStore *store, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  g_autofree char *required = NULL;
  g_autoptr (GError) error = NULL;

  /* Twice makes no difference. */
  if (strcmp (method, "POST") == 0 && !approve (store, &error))
    {
      g_warning ("%s", error->message);
      answer (message, 500, "Cloud migration", "The approval could not be stored. Try it again.", TRUE);
      return;
    }
  if (strcmp (method, "POST") != 0 && strcmp (method, "GET") != 0 && strcmp (method, "HEAD") != 0)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                    "GET, HEAD, POST");
      answer (message, 405, "Cloud migration", "This page can be read, and approve.", FALSE);
      return;
    }
  required = sandbox_store_get_setting (store, SANDBOX_SETTING_APPROVAL_REQUIRED);
  if (strcmp (required, "1") == 0)
    answer (message, 200, "Approve the cloud migration",
            "A delegated administrator wants to set up the migration of data to this environment. Data in it "
            "may be overwritten. Approve this only if you expect it.",
            TRUE);
  else
    answer (message, 200, "Approved", "The delegated administrator can set up the cloud migration now.",
            FALSE);
}

void
sandbox_approval_serve (SandboxStore *store, SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (!is_from_here (message))
    answer (message, 403, "Cloud migration", "Open this page on the machine of the sandbox.", FALSE);
  else if (!is_link (store, path))
    answer (message, 404, "Cloud migration", "This link is not valid, or not any more.", FALSE);
  else
    serve_link (store, message);
}
