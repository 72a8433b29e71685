/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Record links, warnings and the checklist: domain §2.8 and §2.10. */
#include "sandbox-lifecycle-private.h"

#include "sandbox-links.h"
#include "sandbox-warnings.h"

/* The target has it already; a process that ends before this is made up for by the next: sandbox_recover(). */
static gboolean
record_migration (SandboxStore *store, SandboxDb *target, const char *now, GError **error)
{
  if (!sandbox_store_begin (store, error))
    return FALSE;
  if (sandbox_store_set_setting (store, SANDBOX_SETTING_RECORD_LINKS_AT, now, error)
      && sandbox_warnings_update (store, target, NULL, error))
    return sandbox_store_commit (store, error);
  sandbox_store_rollback (store);
  return FALSE;
}

gboolean
sandbox_lifecycle_migrate_record_links (SandboxAction *action, GError **error)
{
  SandboxLifecycle *self = action->self;
  g_autofree char *now = sandbox_store_now ();
  g_autoptr (SandboxDb) target = NULL;
  GError *engine_error = NULL;
  gint64 moved = -1;

  if (!sandbox_lifecycle_check_no_run (self, error))
    return FALSE;
  target = sandbox_engine_open_target (self->engine, &engine_error);
  if (target != NULL)
    moved = sandbox_links_migrate (target, now, &engine_error);
  if (moved < 0)
    return sandbox_lifecycle_engine_refused (error, engine_error);
  action->outcome->body = g_strdup_printf ("\"count\":%" G_GINT64_FORMAT, moved);
  return record_migration (self->store, target, now, error);
}

gboolean
sandbox_lifecycle_ignore_warning (SandboxAction *action, GError **error)
{
  return sandbox_store_exec (action->self->store, error,
                             "UPDATE migration_warnings SET ignored = 1 WHERE id = ? AND ignored = 0", "s",
                             action->id);
}

gboolean
sandbox_lifecycle_update_checklist (SandboxLifecycle *self,
                                    const char *id,
                                    GHashTable *values,
                                    GError **error)
{
  gint64 completed = sandbox_body_get_integer (values, "completed", -1);

  if (completed < 0)
    return TRUE;
  return sandbox_store_exec (self->store, error,
                             "UPDATE checklist_steps SET completed = ?1 WHERE id = ?2 AND completed <> ?1",
                             "is", (int) completed, id);
}
