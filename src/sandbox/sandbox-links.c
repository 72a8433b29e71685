/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox-links.h"

#include "sandbox-schema.h"
#include "sandbox-target.h"

static gboolean
has_buffer (SandboxDb *target)
{
  return sandbox_sql_int (target, 0, "SELECT count (*) FROM pragma_table_info (%Q)", SANDBOX_LINKS_BUFFER)
         > 0;
}

gint64
sandbox_links_count (SandboxDb *target)
{
  return has_buffer (target)
           ? sandbox_sql_int (target, 0, "SELECT count (*) FROM \"%w\"", SANDBOX_LINKS_BUFFER)
           : 0;
}

/* After a full copy the buffer has links that were moved long ago: those are none of the news. */
static gint64
move_links (SandboxDb *target, GError **error)
{
  gint64 moved;

  if (!sandbox_sql_exec (
        target, error,
        "INSERT OR REPLACE INTO \"%w\" SELECT * FROM (SELECT * FROM \"%w\" EXCEPT SELECT * FROM"
        " \"%w\")",
        SANDBOX_LINKS_TABLE, SANDBOX_LINKS_BUFFER, SANDBOX_LINKS_TABLE))
    return -1;
  moved = sqlite3_changes64 (target);
  return sandbox_sql_exec (target, error, "DELETE FROM \"%w\"", SANDBOX_LINKS_BUFFER) ? moved : -1;
}

gint64
sandbox_links_migrate (SandboxDb *target, const char *now, GError **error)
{
  g_autoptr (GPtrArray) columns = sandbox_schema_read (target, SANDBOX_LINKS_BUFFER);
  gint64 moved = 0;

  if (!sandbox_sql_exec (target, error, "BEGIN IMMEDIATE"))
    return -1;
  if (columns->len > 0)
    {
      moved = sandbox_target_ensure_like (target, columns, SANDBOX_LINKS_TABLE, error)
                ? move_links (target, error)
                : -1;
    }
  if (moved >= 0 && sandbox_target_set_property (target, SANDBOX_PROPERTY_RECORD_LINKS_AT, now, error)
      && sandbox_sql_exec (target, error, "COMMIT"))
    return moved;
  sandbox_sql_rollback (target);
  return -1;
}
