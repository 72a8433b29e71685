/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-support-draft-private.h"

#include "ferry-action.h"
#include "ferry-core-enums.h"
#include "ferry-environment-private.h"
#include "ferry-error.h"
#include "ferry-format.h"

#include <string.h>

#include <sqlite3.h>

#define MOST_COMPANIES 500
#define MOST_RUNS      25
#define MOST_ENTRIES   200

static void
clear_piece (gpointer data)
{
  FerrySupportPiece *self = data;

  g_free (self->value);
  g_clear_pointer (&self->store, ferry_detail_store_unref);
}

static void
clear_known (gpointer data)
{
  g_free (((FerrySupportKnown *) data)->name);
}

static GArray *
new_pieces (void)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (FerrySupportPiece));

  g_array_set_clear_func (pieces, clear_piece);
  return pieces;
}

void
ferry_support_draft_free (FerrySupportDraft *self)
{
  g_array_unref (self->pieces);
  g_array_unref (self->known);
  g_array_unref (self->errors);
  g_free (self);
}

/* ---- Pieces ---- */

static void
add (GArray *pieces, FerrySupportPieceKind kind, FerryRedaction redaction, const char *value)
{
  FerrySupportPiece piece = { kind, redaction, g_strdup (value != NULL ? value : ""), NULL };

  g_array_append_val (pieces, piece);
}

static void G_GNUC_PRINTF (2, 3) raw (GArray *pieces, const char *format, ...)
{
  FerrySupportPiece piece = { FERRY_SUPPORT_RAW, FERRY_REDACTION_TEXT, NULL, NULL };
  va_list arguments;

  va_start (arguments, format);
  piece.value = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_append_val (pieces, piece);
}

static void
text (GArray *pieces, const char *value)
{
  add (pieces, FERRY_SUPPORT_TEXT, FERRY_REDACTION_TEXT, value);
}

/* After what is there already; nothing for nothing. */
static void
more_text (GArray *pieces, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  raw (pieces, ", ");
  text (pieces, value);
}

static void
name (GArray *pieces, FerryRedaction redaction, const char *value)
{
  add (pieces, FERRY_SUPPORT_NAME, redaction, value);
}

/* Four numbers with dots may be a version or an address: here it is known which. */
static void
version (GArray *pieces, const char *value)
{
  if (value != NULL && strspn (value, "0123456789.") == strlen (value))
    raw (pieces, "%s", value);
  else
    text (pieces, value);
}

static void
time_line (GArray *pieces, const char *label, gint64 time)
{
  g_autofree char *at = ferry_format_timestamp (time);

  raw (pieces, "%s: %s\n", label, *at != '\0' ? at : "never");
}

/* @number: -1 where the service doesn't say */
static void
count (GArray *pieces, gint64 number, const char *what)
{
  if (number < 0)
    raw (pieces, "unknown %s", what);
  else
    raw (pieces, "%" G_GINT64_FORMAT " %s", number, what);
}

static const char *
get_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value (klass, value);

  return found != NULL ? found->value_nick : "?";
}

static void
heading (GArray *pieces, const char *title)
{
  raw (pieces, "\n== %s ==\n", title);
}

/* ---- What is known to be somebody's ---- */

static void
know (FerrySupportDraft *self, FerryRedaction redaction, const char *value)
{
  FerrySupportKnown known = { redaction, g_strdup (value) };

  if (value == NULL || *value == '\0')
    g_free (known.name);
  else
    g_array_append_val (self->known, known);
}

/* Of a domain the part that says whose it is, too. */
static void
know_domain (FerrySupportDraft *self, const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", -1);

  know (self, FERRY_REDACTION_TENANT, domain);
  if (labels[0] != NULL && labels[1] != NULL && strlen (labels[0]) > 2)
    know (self, FERRY_REDACTION_TENANT, labels[0]);
}

static void
know_person (FerrySupportDraft *self, const char *person)
{
  const char *at = strchr (person, '@');
  g_autofree char *local = at != NULL ? g_strndup (person, (gsize) (at - person)) : NULL;

  know (self, FERRY_REDACTION_USER, person);
  if (local == NULL)
    return;
  if (strlen (local) > 2)
    know (self, FERRY_REDACTION_USER, local);
  know_domain (self, at + 1);
}

static void
know_this_computer (FerrySupportDraft *self)
{
  know (self, FERRY_REDACTION_USER, g_get_user_name ());
  if (!g_str_equal (g_get_real_name (), "Unknown"))
    know (self, FERRY_REDACTION_USER, g_get_real_name ());
  if (!g_str_equal (g_get_host_name (), "localhost"))
    know (self, FERRY_REDACTION_SERVER, g_get_host_name ());
  /* Not of a service's user, to whom everything belongs. */
  if (strlen (g_get_home_dir ()) > 1)
    know (self, FERRY_REDACTION_ADDRESS, g_get_home_dir ());
}

static void
know_environment (FerrySupportDraft *self, FerryEnvironment *environment)
{
  FerryProfile *profile = ferry_environment_get_profile (environment);
  GListModel *companies = ferry_environment_get_companies (environment);
  g_autoptr (GUri) uri = g_uri_parse (ferry_profile_get_base_url (profile), G_URI_FLAGS_NONE, NULL);

  if (!ferry_profile_is_sandbox (profile))
    {
      know (self, FERRY_REDACTION_ENVIRONMENT, ferry_profile_get_name (profile));
      know (self, FERRY_REDACTION_ENVIRONMENT, ferry_profile_get_environment (profile));
      know_domain (self, ferry_profile_get_tenant (profile));
      if (uri != NULL && !g_str_equal (ferry_profile_get_base_url (profile), FERRY_DEFAULT_BASE_URL))
        know (self, FERRY_REDACTION_SERVER, g_uri_get_host (uri));
    }
  else
    know (self, FERRY_REDACTION_ENVIRONMENT, ferry_profile_get_name (profile));
  know (self, FERRY_REDACTION_ADDRESS, ferry_profile_get_data_folder (profile));
  know_person (self, ferry_profile_get_account (profile));
  if (environment->setup != NULL)
    know (self, FERRY_REDACTION_SERVER, ferry_setup_get_runtime_name (environment->setup));
  if (environment->service != NULL)
    know (self, FERRY_REDACTION_COMPANY, ferry_migration_service_get_company_name (environment->service));
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      know (self, FERRY_REDACTION_COMPANY, ferry_company_get_name (company));
      know (self, FERRY_REDACTION_COMPANY, ferry_company_get_display_name (company));
    }
}

/* ---- Sections ---- */

static void
write_versions (FerrySupportDraft *self, const char *const *versions)
{
  GArray *p = self->pieces;
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autofree char *now = ferry_format_timestamp (g_get_real_time ());

  heading (p, "Versions");
  raw (p, "Ferry: " FERRY_VERSION "\n");
  for (guint i = 0; versions != NULL && versions[i] != NULL; i++)
    raw (p, "%s\n", versions[i]);
  raw (p, "GLib: %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  raw (p, "SQLite: %s\n", sqlite3_libversion ());
  raw (p, "System: ");
  text (p, system != NULL ? system : "unknown");
  raw (p, "\nLanguage: %s\nMade: %s\n", g_get_language_names ()[0], now);
}

static void
write_environment (FerrySupportDraft *self, FerryEnvironment *environment)
{
  GArray *p = self->pieces;
  FerryProfile *profile = ferry_environment_get_profile (environment);

  heading (p, "Environment");
  raw (p, "Name: ");
  name (p, FERRY_REDACTION_ENVIRONMENT, ferry_profile_get_name (profile));
  if (ferry_profile_is_sandbox (profile))
    raw (p, "\nKind: sandbox on this computer\n");
  else
    {
      raw (p, "\nKind: %s\nTenant: ",
           g_str_equal (ferry_profile_get_base_url (profile), FERRY_DEFAULT_BASE_URL)
             ? "online"
             : "at an address of its own");
      name (p, FERRY_REDACTION_TENANT, ferry_profile_get_tenant (profile));
      raw (p, "\n");
    }
  raw (p, "Signed in: ");
  name (p, FERRY_REDACTION_USER, ferry_profile_get_account (profile));
  raw (p, "\nConnection: %s\n",
       get_nick (FERRY_TYPE_CONNECTION, (int) ferry_environment_get_connection (environment)));
  time_line (p, "Last answer", environment->last_seen);
  raw (p, "Message: ");
  text (p, environment->connection_message);
  raw (p, "\n");
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
write_capabilities (FerrySupportDraft *self, FerryEnvironment *environment)
{
  GArray *p = self->pieces;
  g_autofree gpointer *keys = NULL;
  guint n;

  heading (p, "Capabilities");
  if (environment->capabilities == NULL)
    {
      raw (p, "The published interface alone.\n");
      return;
    }
  keys = g_hash_table_get_keys_as_array (environment->capabilities, &n);
  qsort (keys, n, sizeof *keys, compare_keys);
  for (guint i = 0; i < n; i++)
    {
      const char *reason = g_hash_table_lookup (environment->capabilities, keys[i]);

      text (p, keys[i]);
      raw (p, ": %s", *reason == '\0' ? "yes" : "no");
      more_text (p, reason);
      raw (p, "\n");
    }
}

static void
write_state (FerrySupportDraft *self, FerryEnvironment *environment)
{
  GArray *p = self->pieces;
  const FerryMigrationState *state = ferry_environment_get_state (environment);

  heading (p, "State");
  raw (p, "Status: ");
  text (p, environment->text != NULL ? environment->text->title : "");
  raw (p, "\nProduct: ");
  text (p, state->product_name);
  raw (p, "\nSet up: %s\nDisabled: %s\n", state->set_up ? "yes" : "no",
       get_nick (FERRY_TYPE_DISABLED_REASON, (int) state->disabled_reason));
  raw (p, "Creation of companies: %s", get_nick (FERRY_TYPE_CREATION_STATUS, (int) state->creation_status));
  more_text (p, state->creation_error);
  raw (p, "\nData repair: %s\n", get_nick (FERRY_TYPE_REPAIR_STATUS, (int) state->repair_status));
  raw (p, "Upgrade: needed %s, started %s, completed %s, failed %s\n",
       state->product_needs_upgrade ? "yes" : "no", state->upgrade_started ? "yes" : "no",
       state->upgrade_completed ? "yes" : "no", state->upgrade_failed ? "yes" : "no");
  raw (p, "Tables: ");
  count (p, state->tables_successful, "successful, ");
  count (p, state->tables_failed, "failed, ");
  count (p, state->tables_remaining, "remaining, ");
  count (p, state->tables_with_warnings, "with warnings\n");
  raw (p, "Companies: %u total, %u selected, %u replicated\n", state->companies_total,
       state->companies_selected, state->companies_replicated);
  raw (p, "Warnings: ");
  count (p, state->warnings, "to look at\nService: deployed ");
  version (p, state->deployed_version);
  raw (p, ", latest ");
  version (p, state->latest_version);
  raw (p, "\n");
  time_line (p, "User mapping", state->user_mapping_completed_at);
  time_line (p, "Record links", state->record_links_migrated_at);
}

static void
write_companies (FerrySupportDraft *self, FerryEnvironment *environment)
{
  GArray *p = self->pieces;
  GListModel *companies = ferry_environment_get_companies (environment);
  guint n = g_list_model_get_n_items (companies);

  heading (p, "Companies");
  for (guint i = 0; i < MIN (n, MOST_COMPANIES); i++)
    {
      g_autoptr (FerryCompany) company = g_list_model_get_item (companies, i);

      name (p, FERRY_REDACTION_COMPANY, ferry_company_get_name (company));
      raw (p, ": %d MB, %s, %s (%s), %s", (int) (ferry_company_get_estimated_size (company) * 1024),
           ferry_company_get_replicate (company) ? "selected" : "not selected",
           ferry_company_get_created (company) ? "created" : "not created",
           get_nick (FERRY_TYPE_COMPANY_STATUS, (int) ferry_company_get_status (company)),
           get_nick (FERRY_TYPE_INIT_STATUS, (int) ferry_company_get_init_status (company)));
      more_text (p, ferry_company_get_init_error (company));
      raw (p, "\n");
    }
  if (n > MOST_COMPANIES)
    raw (p, "and %u more\n", n - MOST_COMPANIES);
}

static void
write_runs (FerrySupportDraft *self, FerryEnvironment *environment)
{
  GArray *p = self->pieces;
  GListModel *runs = ferry_environment_get_runs (environment);
  guint n = g_list_model_get_n_items (runs);

  heading (p, "Runs");
  for (guint i = 0; i < MIN (n, MOST_RUNS); i++)
    {
      g_autoptr (FerryRun) run = g_list_model_get_item (runs, i);
      g_autofree char *start = ferry_format_timestamp (ferry_run_get_start_time (run));
      g_autofree char *end = ferry_format_timestamp (ferry_run_get_end_time (run));

      raw (p, "%u: %s to %s, %s, %s, ", i + 1, start, *end != '\0' ? end : "-",
           ferry_replication_type_to_nick (ferry_run_get_replication_type (run)),
           ferry_run_status_to_nick (ferry_run_get_status (run)));
      if (ferry_run_get_status (run) == FERRY_RUN_STATUS_UNKNOWN)
        text (p, ferry_run_get_status_text (run));
      count (p, ferry_run_get_tables_successful (run), "successful, ");
      count (p, ferry_run_get_tables_failed (run), "failed, ");
      count (p, ferry_run_get_tables_remaining (run), "remaining, ");
      count (p, ferry_run_get_tables_with_warnings (run), "with warnings; ");
      /* Those of disabling hold the reason that somebody gave. */
      if (ferry_run_is_replication (run))
        text (p, ferry_run_get_details (run));
      else
        name (p, FERRY_REDACTION_TEXT, ferry_run_get_details (run));
      raw (p, "\n");
    }
  if (n > MOST_RUNS)
    raw (p, "and %u more\n", n - MOST_RUNS);
}

static const char *
get_error_name (const GError *error)
{
  static const char *const names[] = {
    [FERRY_ERROR_FAILED] = "failed",
    [FERRY_ERROR_UNREACHABLE] = "unreachable",
    [FERRY_ERROR_TIMED_OUT] = "timed out",
    [FERRY_ERROR_TLS] = "certificate",
    [FERRY_ERROR_UNAUTHORIZED] = "unauthorized",
    [FERRY_ERROR_FORBIDDEN] = "forbidden",
    [FERRY_ERROR_NOT_FOUND] = "not found",
    [FERRY_ERROR_EXISTS] = "exists",
    [FERRY_ERROR_CHANGED] = "changed",
    [FERRY_ERROR_INVALID] = "invalid",
    [FERRY_ERROR_REFUSED] = "refused",
    [FERRY_ERROR_THROTTLED] = "throttled",
    [FERRY_ERROR_UNAVAILABLE] = "unavailable",
    [FERRY_ERROR_SERVER] = "server",
    [FERRY_ERROR_PROTOCOL] = "protocol",
    [FERRY_ERROR_AMBIGUOUS] = "ambiguous",
    [FERRY_ERROR_NOT_OFFERED] = "not offered",
    [FERRY_ERROR_RULE] = "rule",
  };

  if (error->domain != FERRY_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (names))
    return g_quark_to_string (error->domain);
  return names[error->code];
}

static void
write_errors (FerrySupportDraft *self, FerryEnvironment *environment)
{
  GArray *p = self->errors;

  heading (p, "Recent errors");
  for (guint i = environment->errors != NULL ? environment->errors->len : 0; i > 0; i--)
    {
      FerryEnvironmentError *noted = g_ptr_array_index (environment->errors, i - 1);
      const char *code = ferry_error_get_odata_code (noted->error);
      const char *correlation_id = ferry_error_get_correlation_id (noted->error);
      g_autofree char *at = ferry_format_timestamp (noted->at);

      raw (p, "%s: %s, %s, HTTP %u, code ", at, noted->what, get_error_name (noted->error),
           ferry_error_get_http_status (noted->error));
      text (p, code);
      raw (p, ", correlation id ");
      add (p, FERRY_SUPPORT_CORRELATION, FERRY_REDACTION_ID, correlation_id);
      raw (p, ": ");
      text (p, noted->error->message);
      raw (p, "\n");
    }
  if (environment->errors == NULL)
    raw (p, "None since Ferry was started.\n");
}

FerrySupportDraft *
ferry_support_draft_new (FerryEnvironment *environment, const char *const *versions)
{
  FerrySupportDraft *self = g_new0 (FerrySupportDraft, 1);

  self->pieces = new_pieces ();
  self->errors = new_pieces ();
  self->known = g_array_new (FALSE, TRUE, sizeof (FerrySupportKnown));
  g_array_set_clear_func (self->known, clear_known);
  know_this_computer (self);
  know_environment (self, environment);

  raw (self->pieces, "Ferry support bundle\n"
                     "Names, addresses and secrets are replaced; the same name always by the same words.\n");
  write_versions (self, versions);
  write_environment (self, environment);
  write_capabilities (self, environment);
  write_state (self, environment);
  write_companies (self, environment);
  write_runs (self, environment);
  heading (self->pieces, "Failed tables");
  write_errors (self, environment);
  return self;
}

void
ferry_support_draft_add_details (FerrySupportDraft *self, guint run, FerryDetailStore *store)
{
  FerrySupportPiece piece = { FERRY_SUPPORT_DETAILS, FERRY_REDACTION_TABLE, NULL, store };

  piece.value = g_strdup_printf ("Run %u", run);
  g_array_append_val (self->pieces, piece);
}

/* ---- The journal ---- */

/* Ids of products are the vendor's; the name of a runtime follows. */
static void
write_setup_subject (GArray *p, const char *subject)
{
  g_auto (GStrv) parts = g_strsplit (subject, ", ", 2);

  if (parts[0] != NULL)
    {
      if (g_str_has_prefix (parts[0], "Dynamics") && g_str_is_ascii (parts[0]) && strlen (parts[0]) < 24)
        raw (p, "%s", parts[0]);
      else
        name (p, FERRY_REDACTION_TABLE, parts[0]);
    }
  if (parts[0] != NULL && parts[1] != NULL)
    {
      raw (p, ", ");
      name (p, FERRY_REDACTION_SERVER, parts[1]);
    }
}

/* “Company: table”, or a table alone. */
static void
write_table_subject (GArray *p, const char *subject)
{
  const char *table = strstr (subject, ": ");

  if (table != NULL)
    {
      g_autofree char *company = g_strndup (subject, (gsize) (table - subject));

      name (p, FERRY_REDACTION_COMPANY, company);
      raw (p, ": ");
    }
  add (p, FERRY_SUPPORT_TABLE, FERRY_REDACTION_TABLE, table != NULL ? table + 2 : subject);
}

static void
write_company_subject (GArray *p, const char *subject)
{
  g_auto (GStrv) names = g_strsplit (subject, ", ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      raw (p, "%s", i > 0 ? ", " : "");
      name (p, FERRY_REDACTION_COMPANY, names[i]);
    }
}

static void
write_subject (GArray *p, FerryJournalEntry *entry)
{
  const char *subject = ferry_journal_entry_get_subject (entry);
  FerryAction action;

  if (g_str_equal (subject, "true") || g_str_equal (subject, "false"))
    {
      raw (p, "%s", subject);
      return;
    }
  if (!ferry_action_from_nick (ferry_journal_entry_get_action (entry), &action))
    {
      write_setup_subject (p, subject);
      return;
    }
  switch ((int) action)
    {
    case FERRY_ACTION_SELECT_COMPANIES:
    case FERRY_ACTION_CREATE_COMPANIES:
    case FERRY_ACTION_INITIALIZE_COMPANY:
    case FERRY_ACTION_MARK_INITIALIZED:
      write_company_subject (p, subject);
      break;
    case FERRY_ACTION_UPDATE_SERVICE:
      version (p, subject);
      break;
    case FERRY_ACTION_PAUSE:
    case FERRY_ACTION_ABANDON:
      name (p, FERRY_REDACTION_TEXT, subject);
      break;
    case FERRY_ACTION_USER_MAPPINGS:
      name (p, FERRY_REDACTION_USER, subject);
      break;
    case FERRY_ACTION_TABLE_RULES:
    case FERRY_ACTION_SANITIZE_TABLES:
    case FERRY_ACTION_UNBLOCK_TABLE:
      write_table_subject (p, subject);
      break;
    default:
      name (p, FERRY_REDACTION_TABLE, subject);
    }
}

/* Names in the file; whatever else got there isn't ours. */
static void
write_action (GArray *p, const char *action)
{
  if (strspn (action, "abcdefghijklmnopqrstuvwxyz-") == strlen (action))
    raw (p, "%s", action);
  else
    name (p, FERRY_REDACTION_TEXT, action);
}

static void
write_entry (FerrySupportDraft *self, FerryJournalEntry *entry)
{
  GArray *p = self->pieces;
  g_autofree char *at = ferry_format_timestamp (ferry_journal_entry_get_at (entry));

  raw (p, "%s: ", at);
  name (p, FERRY_REDACTION_USER, ferry_journal_entry_get_who (entry));
  raw (p, ", ");
  write_action (p, ferry_journal_entry_get_action (entry));
  raw (p, " [");
  write_subject (p, entry);
  raw (p, "], %s, correlation id ", ferry_outcome_to_nick (ferry_journal_entry_get_outcome (entry)));
  add (p, FERRY_SUPPORT_CORRELATION, FERRY_REDACTION_ID, ferry_journal_entry_get_correlation_id (entry));
  raw (p, ": ");
  text (p, ferry_journal_entry_get_message (entry));
  raw (p, "\n");
}

void
ferry_support_draft_add_journal (FerrySupportDraft *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      FerryJournalEntry *entry = g_ptr_array_index (entries, i);

      know_person (self, ferry_journal_entry_get_who (entry));
      know (self, FERRY_REDACTION_ENVIRONMENT, ferry_journal_entry_get_environment_name (entry));
      if (ferry_journal_entry_has_reason (entry))
        know (self, FERRY_REDACTION_TEXT, ferry_journal_entry_get_subject (entry));
    }
  heading (self->pieces, "Journal");
  for (guint i = 0; i < MIN (entries->len, MOST_ENTRIES); i++)
    write_entry (self, g_ptr_array_index (entries, i));
  if (entries->len > MOST_ENTRIES)
    raw (self->pieces, "and %u more\n", entries->len - MOST_ENTRIES);
}
