/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-cli.h"

#include <glib/gi18n-lib.h>

#include "ferry-error.h"

/* ---- Asking ---- */

static gboolean
refuse_unasked (const char *option, GError **error)
{
  g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
               /* Translators: %s are options such as “--yes” */
               _ ("Nobody can be asked whether to go on. If it is meant, add “%s”. Nothing was sent."),
               option);
  return FALSE;
}

/* “sí” is yes, however it is written. */
static gboolean
says (const char *answer, const char *word)
{
  g_autofree char *valid = g_utf8_make_valid (answer, -1);
  g_autofree char *given = g_utf8_casefold (valid, -1);
  g_autofree char *wanted = g_utf8_casefold (word, -1);

  return g_str_equal (given, wanted);
}

static gboolean
decline (FerryCli *self, GError **error)
{
  if (g_cancellable_is_cancelled (ferry_cli_get_cancellable (self)))
    {
      g_autoptr (GError) cancelled = NULL;

      g_cancellable_set_error_if_cancelled (ferry_cli_get_cancellable (self), &cancelled);
      ferry_cli_explain_cancel (self, &cancelled);
      g_propagate_error (error, g_steal_pointer (&cancelled));
    }
  else
    g_set_error_literal (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_DECLINED,
                         _ ("Not confirmed. Nothing was sent."));
  return FALSE;
}

gboolean
ferry_cli_confirm (FerryCli *self, const char *question, GError **error)
{
  const FerryCliOptions *options = ferry_cli_get_options (self);
  FerryConsole *console = ferry_cli_get_console (self);
  g_autofree char *line = NULL;
  g_autofree char *answer = NULL;

  if (options->yes || options->dry_run)
    return TRUE;
  if (!ferry_console_can_ask (console))
    return refuse_unasked ("--yes", error);
  /* Translators: %s is a question; the letters are those of the next two strings */
  line = g_strdup_printf (_ ("%s [y/N]"), question);
  answer = ferry_console_ask (console, line, ferry_cli_get_cancellable (self));
  if (answer != NULL
      /* Translators: what people type to say yes, as a word that every keyboard has, and as one letter */
      && (says (answer, C_ ("answer", "y")) || says (answer, C_ ("answer", "yes"))))
    return TRUE;
  return decline (self, error);
}

gboolean
ferry_cli_confirm_name (FerryCli *self,
                        const char *question,
                        const char *name,
                        const char *given,
                        GError **error)
{
  const FerryCliOptions *options = ferry_cli_get_options (self);
  FerryConsole *console = ferry_cli_get_console (self);
  g_autofree char *line = NULL;
  g_autofree char *answer = NULL;

  if (options->dry_run)
    return TRUE;
  if (given != NULL && g_strcmp0 (given, name) != 0)
    {
      g_set_error (error, FERRY_CLI_ERROR, FERRY_CLI_ERROR_USAGE,
                   /* Translators: %1$s is what was given, %2$s an environment's name */
                   _ ("“--confirm %1$s” doesn’t name the environment, which is “%2$s”. Nothing was sent."),
                   given, name);
      return FALSE;
    }
  if (options->yes && given != NULL)
    return TRUE;
  if (!ferry_console_can_ask (console))
    return refuse_unasked ("--yes --confirm NAME", error);
  /* Translators: %1$s is a question, %2$s an environment's name */
  line = g_strdup_printf (_ ("%1$s Type “%2$s” to go on:"), question, name);
  answer = ferry_console_ask (console, line, ferry_cli_get_cancellable (self));
  if (g_strcmp0 (answer, name) == 0)
    return TRUE;
  return decline (self, error);
}

/* ---- Doing ---- */

static void
say_dry (FerryCli *self, FerryEnvironment *environment, FerryAction action, const char *subject)
{
  static const FerryCliColumn columns[] = {
    { "environment", N_ ("Environment"), FALSE, FALSE },
    { "action", N_ ("Would be sent"), FALSE, FALSE },
    { "subject", N_ ("Subject"), FALSE, FALSE },
  };
  g_autoptr (FerryCliTable) table = ferry_cli_record (self, "dryRun", columns, G_N_ELEMENTS (columns));

  ferry_cli_table_begin_row (table);
  ferry_cli_table_add_text (table, ferry_profile_get_name (ferry_environment_get_profile (environment)));
  ferry_cli_table_add_choice (table, ferry_action_to_nick (action), ferry_action_get_label (action),
                              FERRY_STYLE_NEUTRAL);
  ferry_cli_table_add_text (table, subject);
  ferry_cli_table_print (table, NULL);
}

gboolean
ferry_cli_check (FerryCli *self,
                 FerryEnvironment *environment,
                 FerryAction action,
                 const char *subject,
                 GError **error)
{
  g_autofree char *reason = NULL;

  if (!ferry_environment_check_action (environment, action, &reason))
    {
      g_set_error_literal (error, FERRY_ERROR, FERRY_ERROR_RULE, reason);
      return FALSE;
    }
  if (ferry_cli_get_options (self)->dry_run)
    say_dry (self, environment, action, subject);
  return TRUE;
}

/* What is known of what was sent, where nobody waited for its end. */
static gboolean
end_interrupted (FerryCli *self, const char *label, gboolean done, GError *failure, GError **error)
{
  FerryConsole *console = ferry_cli_get_console (self);
  g_autoptr (GError) cause = failure;
  g_autoptr (GError) cancelled = NULL;

  if (done)
    ferry_console_warn (console, _ ("“%s” was sent, and the service took it: it goes on without us."), label);
  else if (g_error_matches (cause, FERRY_ERROR, FERRY_ERROR_AMBIGUOUS)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ferry_console_warn (
      console, _ ("What became of “%s” isn’t known. It is in the journal, and the next command finds out."),
      label);
  else
    ferry_console_warn (console, "%s", cause->message);
  g_cancellable_set_error_if_cancelled (ferry_cli_get_cancellable (self), &cancelled);
  ferry_cli_explain_cancel (self, &cancelled);
  g_propagate_error (error, g_steal_pointer (&cancelled));
  return FALSE;
}

static gboolean
end_action (FerryCli *self,
            FerryEnvironment *environment,
            const char *label,
            gboolean done,
            GError *failure,
            GError **error)
{
  if (g_cancellable_is_cancelled (ferry_cli_get_cancellable (self)))
    return end_interrupted (self, label, done, failure, error);
  if (!done)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  /* Translators: %1$s is an environment, %2$s an action such as “Run data replication” */
  ferry_console_say (ferry_cli_get_console (self), _ ("%1$s: “%2$s” was taken by the service."),
                     ferry_profile_get_name (ferry_environment_get_profile (environment)), label);
  return TRUE;
}

gboolean
ferry_cli_act (FerryCli *self,
               FerryEnvironment *environment,
               FerryAction action,
               const char *subject,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *failure = NULL;
  gboolean done;

  if (!ferry_cli_check (self, environment, action, subject, error))
    return FALSE;
  if (ferry_cli_get_options (self)->dry_run)
    return TRUE;

  ferry_environment_perform_async (environment, action, subject, ferry_cli_get_cancellable (self),
                                   ferry_cli_await_cb, &result);
  done = ferry_environment_perform_finish (environment, ferry_cli_await (&result), &failure);
  return end_action (self, environment, ferry_action_get_label (action), done, failure, error);
}

gboolean
ferry_cli_order (FerryCli *self,
                 FerryEnvironment *environment,
                 FerryOrder *order,
                 JsonNode **answer,
                 GError **error)
{
  g_autoptr (FerryOrder) owned = order;
  g_autoptr (GAsyncResult) result = NULL;
  FerryAction action = order->action;
  GError *failure = NULL;
  gboolean done;

  if (!ferry_cli_check (self, environment, action, order->subject, error))
    return FALSE;
  if (ferry_cli_get_options (self)->dry_run)
    return TRUE;

  ferry_environment_order_async (environment, g_steal_pointer (&owned), ferry_cli_get_cancellable (self),
                                 ferry_cli_await_cb, &result);
  done = ferry_environment_order_finish (environment, ferry_cli_await (&result), answer, &failure);
  return end_action (self, environment, ferry_action_get_label (action), done, failure, error);
}
