/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-window-news.h"

#include <glib/gi18n-lib.h>

#include "ferry-error-dialog.h"
#include "ferry-windows.h"

/* Once is enough. */
static gboolean
is_told_here (FerryWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application != NULL && ferry_windows_get_last_used (application) == self;
}

static void
on_settled (FerryWindow *self, FerryEnvironment *environment, FerryJournalEntry *entry)
{
  const char *label = ferry_journal_entry_get_action (entry);
  g_autofree char *text = NULL;
  AdwToast *toast;
  FerryAction action;

  if (!is_told_here (self))
    return;
  if (ferry_action_from_nick (label, &action))
    label = ferry_action_get_label (action);
  /* Translators: an environment's name, an action that was interrupted, and what became of it */
  text = g_strdup_printf (_ ("%s: “%s” was interrupted. %s"),
                          ferry_profile_get_name (ferry_environment_get_profile (environment)), label,
                          ferry_outcome_to_label (ferry_journal_entry_get_outcome (entry)));
  toast = adw_toast_new (text);
  /* What turned out well needs nobody: it doesn't stay before what is below it. */
  if (ferry_journal_entry_get_outcome (entry) != FERRY_OUTCOME_SETTLED_DONE)
    adw_toast_set_timeout (toast, 0);
  ferry_window_add_toast (self, toast);
}

static void
on_trouble (FerryWindow *self, FerryEnvironment *environment, const GError *error)
{
  g_autofree char *heading = NULL;

  if (!is_told_here (self))
    return;
  heading = g_strdup_printf (_ ("“%s” couldn’t be opened"),
                             ferry_profile_get_name (ferry_environment_get_profile (environment)));
  ferry_window_add_toast (self, ferry_error_toast_new (GTK_WINDOW (self), heading, error));
}

static gboolean
text_to_revealed (GBinding *binding, const GValue *from, GValue *to, gpointer unused)
{
  const char *text = g_value_get_string (from);

  g_value_set_boolean (to, text != NULL && *text != '\0');
  return TRUE;
}

static void
bind_banner (FerryWorkspace *workspace, const char *property, FerryBanner *banner)
{
  g_object_bind_property (workspace, property, banner, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property_full (workspace, property, banner, "revealed", G_BINDING_SYNC_CREATE,
                               text_to_revealed, NULL, NULL, NULL);
}

void
ferry_window_news_add (FerryWindow *window, FerryBanner *keyring_banner, FerryBanner *notice_banner)
{
  FerryWorkspace *workspace = ferry_window_get_workspace (window);

  bind_banner (workspace, "keyring-message", keyring_banner);
  bind_banner (workspace, "notice", notice_banner);
  g_signal_connect_object (workspace, "settled", G_CALLBACK (on_settled), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "trouble", G_CALLBACK (on_trouble), window, G_CONNECT_SWAPPED);
}
