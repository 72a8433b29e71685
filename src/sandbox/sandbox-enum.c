/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-enum.h"

#include <string.h>

const SandboxOption SANDBOX_OPTIONS_RUN_STATUS[] = {
  { "Failed", "Failed" },
  { "InProgress", "In Progress" },
  { "Completed", "Completed" },
  { "UpgradePending", "Upgrade Pending" },
  { "UpgradeInProgress", "Upgrade in Progress" },
  { "UpgradeFailed", "Upgrade Failed" },
  { "RepairDataPending", " Data Repair Pending" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_REPLICATION_TYPE[] = {
  { "Normal", "Normal" }, { "Diagnostic", "Diagnostic" },
  { "Full", "Full" },     { "AzureDataLake", "Azure Data Lake" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_TRIGGER_TYPE[] = {
  { "Unknown", "Unknown" },
  { "Scheduled", "Scheduled" },
  { "Manual", "Manual" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_DETAIL_STATUS[] = {
  { "Failed", "Failed" },   { "InProgress", "In Progress" }, { "Successful", "Successful" },
  { "Warning", "Warning" }, { "NotStarted", "Not Started" }, { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_COMPANY_STATUS[] = {
  { " ", " " },
  { "InProgress", "In Progress" },
  { "Completed", "Completed" },
  { "Error", "Error" },
  { "MissingPermission", "Missing Permission" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_INIT_STATUS[] = {
  { "Unknown", "Unknown" },
  { "NotInitialized", "Not Initialized" },
  { "InitializationFailed", "Initialization Failed" },
  { "Initialized", "Initialized" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_SERVER_TYPE[] = {
  { "SQLServer", "SQLServer" },
  { "AzureSQL", "AzureSQL" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_TARGET_TABLE_TYPE[] = {
  { "Table", "Table" },
  { "TableExtension", "Table Extension" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_TASK_STATUS[] = {
  { "", " " },
  { "Pending", "Pending" },
  { "InProgress", "In Progress" },
  { "Failed", "Failed" },
  { "Completed", "Completed" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_DISABLED_REASON[] = {
  { "", " " },    { "Paused", "Paused" }, { "Abandoned", "Abandoned" }, { "Completed", "Completed" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_STYLE[] = {
  { "Standard", "Standard" },
  { "Favorable", "Favorable" },
  { "Unfavorable", "Unfavorable" },
  { "Ambiguous", "Ambiguous" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_SUGGESTED_BY[] = {
  { "", " " },    { "ObjectId", "Object ID" }, { "NameIdentifier", "Name Identifier" }, { "Email", "E-mail" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_USER_STATE[] = {
  { "Enabled", "Enabled" },
  { "Disabled", "Disabled" },
  { NULL, NULL },
};

const SandboxOption SANDBOX_OPTIONS_WARNING_TYPE[] = {
  { "RecordLinks", "Record Links" },
  { "TenantMedia", "Tenant Media" },
  { NULL, NULL },
};

gboolean
sandbox_enum_style_from_name (const char *name, SandboxEnumStyle *style)
{
  if (g_strcmp0 (name, "captions") == 0)
    *style = SANDBOX_ENUM_CAPTIONS;
  else if (g_strcmp0 (name, "members") == 0)
    *style = SANDBOX_ENUM_MEMBERS;
  else if (g_strcmp0 (name, "encoded") == 0)
    *style = SANDBOX_ENUM_ENCODED;
  else
    return FALSE;
  return TRUE;
}

static char *
encode (const char *caption)
{
  GString *out = g_string_new (NULL);

  for (const char *p = caption; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || c == '_')
        g_string_append_unichar (out, c);
      else
        g_string_append_printf (out, "_x%04X_", c);
    }
  return g_string_free (out, FALSE);
}

char *
sandbox_enum_to_wire (const SandboxOption *options, const char *member, SandboxEnumStyle style)
{
  const SandboxOption *option = options;

  while (option->member != NULL && strcmp (option->member, member) != 0)
    option++;
  if (option->member == NULL)
    return g_strdup (member);
  if (style == SANDBOX_ENUM_CAPTIONS)
    return g_strdup (option->caption);
  /* A blank value has no member name of its own: it is the encoded blank. */
  if (style == SANDBOX_ENUM_MEMBERS && g_ascii_isalnum (option->member[0]))
    return g_strdup (option->member);
  return encode (option->caption);
}

/* Without escapes, blanks and case, so that all spellings of a value are the same text. */
static char *
fold (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] == '_' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3])
          && g_ascii_isxdigit (p[4]) && g_ascii_isxdigit (p[5]) && p[6] == '_')
        {
          gunichar c = (g_ascii_xdigit_value (p[2]) << 12) | (g_ascii_xdigit_value (p[3]) << 8)
                       | (g_ascii_xdigit_value (p[4]) << 4) | g_ascii_xdigit_value (p[5]);

          if (c > ' ' && g_unichar_validate (c))
            g_string_append_unichar (out, g_unichar_tolower (c));
          p += 6;
        }
      else if (*p != ' ')
        g_string_append_c (out, g_ascii_tolower (*p));
    }
  return g_string_free (out, FALSE);
}

const char *
sandbox_enum_from_wire (const SandboxOption *options, const char *text)
{
  g_autofree char *wanted = fold (text);

  for (const SandboxOption *option = options; option->member != NULL; option++)
    {
      g_autofree char *caption = fold (option->caption);
      g_autofree char *member = fold (option->member);

      if (strcmp (wanted, caption) == 0 || strcmp (wanted, member) == 0)
        return option->member;
    }
  return NULL;
}
