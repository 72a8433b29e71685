/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-identity-private.h"

#include <string.h>

/* More would be a list to search in. */
#define MAX_ACCOUNTS 8

/* clang-format off */
static const char HEAD[] =
  "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title>\n"
  "<meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\n"
  "<style>body { font: 1.1em/1.5 system-ui, sans-serif; max-width: 34em; margin: 3em auto; padding: 0 1em }\n"
  "button, input { font: inherit } button { padding: .4em 1.2em; margin: 0 .6em .6em 0 }\n"
  "fieldset { border: 0; padding: 0; margin: 1em 0 } legend { font-weight: bold; padding: 0 }\n"
  "label { display: block; padding: .35em 0 } small { opacity: .75 }\n"
  "input[name=code] { letter-spacing: .15em; padding: .3em; width: 12em }</style></head>\n"
  "<body><h1>%s</h1>\n";

static const char FOOT[] =
  "<p><small>This is a Ferry sandbox on your own machine or network, not Microsoft: nobody asks for a password "
  "here.</small></p>\n</body></html>\n";
/* clang-format on */

static GString *
begin (SandboxCall *call, guint status, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  call->reply->status = status;
  call->reply->content_type = SANDBOX_CONTENT_TYPE_HTML;
  g_string_printf (call->reply->body, HEAD, escaped, escaped);
  return call->reply->body;
}

static void
append (GString *out, const char *format, ...)
{
  va_list args;
  char *text;

  va_start (args, format);
  text = g_markup_vprintf_escaped (format, args);
  va_end (args);
  g_string_append (out, text);
  g_free (text);
}

static void
append_accounts (GString *out, GPtrArray *accounts, const char *hint)
{
  guint chosen = 0;

  for (guint i = 0; hint != NULL && i < accounts->len; i++)
    {
      if (sandbox_account_is_called (g_ptr_array_index (accounts, i), hint))
        chosen = i;
    }
  g_string_append (out, "<fieldset><legend>Account</legend>\n");
  for (guint i = 0; i < accounts->len; i++)
    {
      const SandboxAccount *account = g_ptr_array_index (accounts, i);

      if (i >= MAX_ACCOUNTS && i != chosen && i + 1 < accounts->len)
        continue;
      append (out,
              "<label><input type=\"radio\" name=\"account\" value=\"%s\"%s> %s "
              "<small>%s%s</small></label>\n",
              account->id, i == chosen ? " checked" : "", account->full_name, account->email,
              !account->enabled ? ", disabled"
              : account->super  ? ", SUPER"
                                : "");
    }
  g_string_append (out, "</fieldset>\n");
}

static void
append_buttons (GString *out)
{
  g_string_append (out, "<p><button type=\"submit\" name=\"answer\" value=\"accept\">Sign in</button> "
                        "<button type=\"submit\" name=\"answer\" value=\"deny\">Deny</button></p></form>\n");
}

void
sandbox_page_sign_in (SandboxCall *call, const char *flow_id, GPtrArray *accounts, const SandboxFlow *flow)
{
  GString *out = begin (call, 200, "Sign in to the sandbox");

  append (
    out,
    "<p>The application <strong>%s</strong> wants to use Business Central in your name:<br><small>%s</small>"
    "</p>\n<form method=\"post\" action=\"authorize\"><input type=\"hidden\" name=\"flow\" value=\"%s\">\n",
    flow->client_id, flow->scope, flow_id);
  append_accounts (out, accounts, flow->hint);
  append_buttons (out);
  g_string_append (out, FOOT);
}

void
sandbox_page_device_code (SandboxCall *call, const char *problem)
{
  GString *out = begin (call, problem != NULL ? 400 : 200, "Enter the code");

  append (out, "<p role=\"status\">%s</p>\n",
          problem != NULL ? problem
                          : "Type the code that the application shows. Do it only if you started it.");
  g_string_append (out, "<form method=\"post\"><label>Code <input name=\"code\" autocomplete=\"off\" "
                        "autocapitalize=\"characters\" spellcheck=\"false\" required autofocus></label>\n"
                        "<p><button type=\"submit\">Next</button></p></form>\n");
  g_string_append (out, FOOT);
}

void
sandbox_page_device_sign_in (SandboxCall *call, const char *user_code, GPtrArray *accounts)
{
  GString *out = begin (call, 200, "Sign in another device");

  append (
    out,
    "<p>The application <strong>%s</strong>, on the device that shows the code <strong>%s</strong>, wants to "
    "use Business Central in your name.</p>\n"
    "<form method=\"post\"><input type=\"hidden\" name=\"code\" value=\"%s\">\n",
    call->identity->client_id, user_code, user_code);
  append_accounts (out, accounts, NULL);
  append_buttons (out);
  g_string_append (out, FOOT);
}

void
sandbox_page_message (SandboxCall *call, guint status, const char *title, const char *text)
{
  GString *out = begin (call, status, title);

  append (out, "<p>%s</p>\n", text);
  g_string_append (out, FOOT);
}
