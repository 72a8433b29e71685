/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-lint-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ferry-explanation-private.h"
#include "ferry-format.h"

/* More of the same are counted. */
#define NAMES_SHOWN 5

static const char rename_company[]
  = "Rename-NAVCompany -ServerInstance '<instance>' -CompanyName '{company}' -NewCompanyName '<new name>'";

static void
check_names (GPtrArray *findings, GPtrArray *companies)
{
  guint n_bad = 0;

  for (guint i = 0; i < companies->len; i++)
    {
      const FerryLintCompany *company = companies->pdata[i];
      g_autofree char *reason = NULL;
      g_autofree char *snippet = NULL;
      g_autofree char *shown = NULL;

      if (ferry_company_check_name (company->name, &reason) || ++n_bad > NAMES_SHOWN)
        continue;
      snippet = ferry_explanation_fill (rename_company, company->name, NULL);
      shown = g_utf8_make_valid (company->name, -1);
      g_strdelimit (shown, "\r\n\t", ' ');
      ferry_lint_add (
        findings, FERRY_LINT_ERROR, FERRY_LINT_COMPANIES,
        g_strdup_printf (_ ("Company “%s” can’t be migrated"), shown), reason,
        _ ("Rename it at the source and read the companies again, or take it out of the selection."),
        snippet);
    }
  if (n_bad > NAMES_SHOWN)
    ferry_lint_add (findings, FERRY_LINT_ERROR, FERRY_LINT_COMPANIES,
                    g_strdup_printf (ngettext ("%u more company can’t be migrated",
                                               "%u more companies can’t be migrated", n_bad - NAMES_SHOWN),
                                     n_bad - NAMES_SHOWN),
                    _ ("Their names have characters that no company can have online."),
                    _ ("Rename them at the source and read the companies again, or take them out of the "
                       "selection."),
                    NULL);
}

/* Names that only their case tells apart are one name for the database behind the environment. */
static void
check_doubles (GPtrArray *findings, GPtrArray *companies)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_doubles = 0;

  for (guint i = 0; i < companies->len; i++)
    {
      const FerryLintCompany *company = companies->pdata[i];
      g_autofree char *folded = g_utf8_casefold (company->name, -1);
      const char *other = g_hash_table_lookup (seen, folded);
      g_autofree char *snippet = NULL;

      if (other == NULL)
        {
          g_hash_table_insert (seen, g_steal_pointer (&folded), company->name);
          continue;
        }
      if (++n_doubles > NAMES_SHOWN)
        continue;
      snippet = ferry_explanation_fill (rename_company, company->name, NULL);
      ferry_lint_add (
        findings, FERRY_LINT_WARNING, FERRY_LINT_COMPANIES,
        /* Translators: two names of companies */
        g_strdup_printf (_ ("“%s” and “%s” count as one name"), other, company->name),
        _ ("Upper and lower case don’t tell companies apart online, so that only one of them can be "
           "made."),
        _ ("Rename one of them at the source, or take it out of the selection."), snippet);
    }
}

static void
check_amount (GPtrArray *findings, GPtrArray *companies)
{
  double size = 0;

  for (guint i = 0; i < companies->len; i++)
    size += MAX (((const FerryLintCompany *) companies->pdata[i])->size, 0);
  if (companies->len >= FERRY_LINT_MANY_COMPANIES)
    {
      g_autofree char *count = ferry_format_count (companies->len);

      ferry_lint_add (
        findings, FERRY_LINT_WARNING, FERRY_LINT_COMPANIES,
        g_strdup_printf (ngettext ("%s company in one go", "%s companies in one go", companies->len), count),
        _ ("A batch this large may fail, and then it fails as a whole."),
        _ ("Select fewer companies, migrate them, and select the next ones afterwards."), NULL);
    }
  if (size >= FERRY_LINT_LARGE_SIZE)
    {
      g_autofree char *text = ferry_format_gigabytes (size);

      ferry_lint_add (
        findings, FERRY_LINT_WARNING, FERRY_LINT_COMPANIES,
        /* Translators: a size, such as “64.0 GB” */
        g_strdup_printf (_ ("%s is a lot to copy"), text),
        _ ("The first run takes long, and the environment has to have room for the data."),
        _ ("Check the environment’s storage in the admin center, remove what is no longer needed, "
           "or select fewer companies."),
        "EXEC sp_spaceused;");
    }
}

static void
check_initialized (GPtrArray *findings, GPtrArray *companies)
{
  guint n_failed = 0, n_open = 0;

  for (guint i = 0; i < companies->len; i++)
    {
      const FerryLintCompany *company = companies->pdata[i];

      if (!company->created)
        continue;
      n_failed += company->init_status == FERRY_INIT_STATUS_FAILED;
      n_open += company->init_status == FERRY_INIT_STATUS_NOT_INITIALIZED;
    }
  if (n_failed > 0)
    ferry_lint_add (
      findings, FERRY_LINT_WARNING, FERRY_LINT_COMPANIES,
      g_strdup_printf (
        ngettext ("Initializing %u company failed", "Initializing %u companies failed", n_failed), n_failed),
      _ ("A company that isn’t initialized can’t be worked in, and the data upgrade leaves it "
         "out."),
      ngettext (
        "After the run, open “Select Companies to Replicate”, read the error and initialize the company "
        "again.",
        "After the run, open “Select Companies to Replicate”, read the error and initialize the companies "
        "again.",
        n_failed),
      NULL);
  if (n_open > 0)
    ferry_lint_add (
      findings, FERRY_LINT_ADVICE, FERRY_LINT_COMPANIES,
      g_strdup_printf (ngettext ("%u company isn’t initialized", "%u companies aren’t initialized", n_open),
                       n_open),
      ngettext ("Its data can be copied, but nobody can work in it before it is initialized.",
                "Their data can be copied, but nobody can work in them before they are initialized.", n_open),
      ngettext ("After the run, initialize it in “Select Companies to Replicate”.",
                "After the run, initialize them in “Select Companies to Replicate”.", n_open),
      NULL);
}

void
ferry_lint_check_companies (GPtrArray *findings, const FerryLintInput *input)
{
  if (input->companies->len == 0)
    ferry_lint_add (findings, FERRY_LINT_ERROR, FERRY_LINT_COMPANIES, g_strdup (_ ("No company is selected")),
                    _ ("There is nothing to copy."), _ ("Select at least one company."), NULL);
  check_names (findings, input->companies);
  check_doubles (findings, input->companies);
  check_amount (findings, input->companies);
  if (input->occasion == FERRY_LINT_REPLICATION)
    check_initialized (findings, input->companies);
}
