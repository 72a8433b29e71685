/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "ferry-command-line.h"

/*
 * Prints, as JSON, the line of every action: `command-lines ENVIRONMENT COMPANY TABLE REASON [COMPANY…]`, once without
 * details and once with all of them.
 */

static void
add (JsonBuilder *builder, FerryAction action, const FerryCommandDetails *details, gboolean detailed)
{
  g_autofree char *reason = NULL;
  g_autofree char *line = ferry_command_line_dup (action, details, &reason);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "action");
  json_builder_add_string_value (builder, ferry_action_to_nick (action));
  json_builder_set_member_name (builder, "detailed");
  json_builder_add_boolean_value (builder, detailed);
  json_builder_set_member_name (builder, "line");
  json_builder_add_string_value (builder, line);
  json_builder_set_member_name (builder, "reason");
  json_builder_add_string_value (builder, reason);
  json_builder_end_object (builder);
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  const char *tables[] = { argc > 3 ? argv[3] : NULL, NULL };
  const char *companies[] = { argc > 2 ? argv[2] : NULL, argc > 5 ? argv[5] : NULL, NULL };

  g_return_val_if_fail (argc >= 5, 2);

  json_builder_begin_array (builder);
  for (FerryAction action = 0; action < FERRY_N_ACTIONS; action++)
    {
      const FerryCommandDetails none = { .environment = argv[1] };
      FerryCommandDetails all = {
        .environment = argv[1],
        .companies = companies,
        .company = argv[2],
        .tables = tables,
        .reason = argv[4],
        .product_id = "DynamicsBCLast",
        .runtime_name = "runtime-1",
        .on = TRUE,
      };

      add (builder, action, &none, FALSE);
      add (builder, action, &all, TRUE);
      all.server_type = FERRY_SQL_SERVER_TYPE_AZURE_SQL;
      all.on = FALSE;
      add (builder, action, &all, TRUE);
    }
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  /* As it is, whatever the locale. */
  puts (text);
  return 0;
}
