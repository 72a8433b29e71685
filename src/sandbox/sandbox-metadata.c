/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-metadata.h"

#include "sandbox-json.h"

static const char *const EDM_TYPES[] = {
  [SANDBOX_PROPERTY_GUID] = "Edm.Guid",       [SANDBOX_PROPERTY_TEXT] = "Edm.String",
  [SANDBOX_PROPERTY_INTEGER] = "Edm.Int32",   [SANDBOX_PROPERTY_DECIMAL] = "Edm.Decimal",
  [SANDBOX_PROPERTY_BOOLEAN] = "Edm.Boolean", [SANDBOX_PROPERTY_TIME] = "Edm.DateTimeOffset",
  [SANDBOX_PROPERTY_OPTION] = "Edm.String",
};

void
sandbox_metadata_append_service (SandboxGroup group, const char *url, GString *out)
{
  const SandboxEntitySet *const *sets = sandbox_entity_set_list ();
  g_autofree char *context = g_strconcat (url, "/$metadata", NULL);
  gboolean first = TRUE;

  g_string_append (out, "{\"@odata.context\":");
  sandbox_json_append_string (out, context);
  g_string_append (out, ",\"value\":[");
  for (; *sets != NULL; sets++)
    if (((*sets)->groups & group) != 0)
      {
        g_string_append_printf (out, "%s{\"name\":\"%s\",\"kind\":\"EntitySet\",\"url\":\"%s\"}",
                                first ? "" : ",", (*sets)->name, (*sets)->name);
        first = FALSE;
      }
  g_string_append (out, "]}");
}

static void
append_entity_type (const SandboxEntitySet *set, GString *out)
{
  g_string_append_printf (out, "<EntityType Name=\"%s\"><Key><PropertyRef Name=\"id\"/></Key>",
                          set->type_name);
  for (guint i = 0; i < set->n_properties; i++)
    g_string_append_printf (out, "<Property Name=\"%s\" Type=\"%s\"/>", set->properties[i].name,
                            EDM_TYPES[set->properties[i].type]);
  if (set->child != NULL)
    g_string_append_printf (out, "<NavigationProperty Name=\"%s\" Type=\"Collection(Microsoft.NAV.%s)\"/>",
                            set->child->name, set->child->type_name);
  g_string_append (out, "</EntityType>");
}

void
sandbox_metadata_append_edmx (SandboxGroup group, GString *out)
{
  const SandboxEntitySet *const *sets = sandbox_entity_set_list ();

  g_string_append (out,
                   "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                   "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">"
                   "<edmx:DataServices>"
                   "<Schema Namespace=\"Microsoft.NAV\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">");
  for (guint i = 0; sets[i] != NULL; i++)
    if ((sets[i]->groups & group) != 0)
      append_entity_type (sets[i], out);
  g_string_append (out, "<EntityContainer Name=\"default\">");
  for (guint i = 0; sets[i] != NULL; i++)
    if ((sets[i]->groups & group) != 0)
      g_string_append_printf (out, "<EntitySet Name=\"%s\" EntityType=\"Microsoft.NAV.%s\"/>", sets[i]->name,
                              sets[i]->type_name);
  g_string_append (out, "</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>");
}
