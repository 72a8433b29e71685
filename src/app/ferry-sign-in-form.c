/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-sign-in-form.h"

#include <glib/gi18n-lib.h>

#include "ferry-accessible.h"
#include "ferry-field-message.h"
#include "ferry-secret-store.h"

enum
{
  FIELD_TENANT,
  FIELD_CLIENT_ID,
  FIELD_SECRET,
  FIELD_TOKEN,
  FIELD_ADDRESS,
  FIELD_AUTHORITY,
  N_FIELDS,
};

static const char *const field_names[N_FIELDS]
  = { "tenant", "client-id", "secret", "secret", "base-url", "authority" };

struct _FerrySignInForm
{
  AdwBin parent_instance;

  GtkCheckButton *browser_check;
  GtkCheckButton *code_check;
  GtkCheckButton *application_check;
  GtkCheckButton *token_check;
  AdwEntryRow *tenant_row;
  AdwEntryRow *client_row;
  AdwEntryRow *secret_row;
  AdwEntryRow *token_row;
  AdwEntryRow *address_row;
  AdwEntryRow *authority_row;
  FerryFieldMessage *tenant_message;
  FerryFieldMessage *client_message;
  FerryFieldMessage *secret_message;
  FerryFieldMessage *token_message;
  FerryFieldMessage *address_message;
  FerryFieldMessage *authority_message;
  AdwExpanderRow *steps_row;
  GtkWidget *steps_group;
  AdwActionRow *permissions_row;
  AdwExpanderRow *advanced_row;
  GtkLabel *hint_label;

  gboolean known;
};

enum
{
  PROP_0,
  PROP_SIGN_IN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerrySignInForm, ferry_sign_in_form, ADW_TYPE_BIN)

static AdwEntryRow *
row_of (FerrySignInForm *self, guint field)
{
  AdwEntryRow *const rows[N_FIELDS] = { self->tenant_row, self->client_row,  self->secret_row,
                                        self->token_row,  self->address_row, self->authority_row };

  return rows[field];
}

static FerryFieldMessage *
message_of (FerrySignInForm *self, guint field)
{
  FerryFieldMessage *const messages[N_FIELDS]
    = { self->tenant_message, self->client_message,  self->secret_message,
        self->token_message,  self->address_message, self->authority_message };

  return messages[field];
}

static GtkCheckButton *
check_of (FerrySignInForm *self, FerrySignIn sign_in)
{
  GtkCheckButton *const checks[] = {
    [FERRY_SIGN_IN_TOKEN] = self->token_check,
    [FERRY_SIGN_IN_BROWSER] = self->browser_check,
    [FERRY_SIGN_IN_DEVICE_CODE] = self->code_check,
    [FERRY_SIGN_IN_APPLICATION] = self->application_check,
  };

  return checks[sign_in];
}

FerrySignIn
ferry_sign_in_form_get_sign_in (FerrySignInForm *self)
{
  g_return_val_if_fail (FERRY_IS_SIGN_IN_FORM (self), FERRY_SIGN_IN_BROWSER);

  for (guint i = FERRY_SIGN_IN_TOKEN; i <= FERRY_SIGN_IN_APPLICATION; i++)
    if (gtk_check_button_get_active (check_of (self, (FerrySignIn) i)))
      return (FerrySignIn) i;
  return FERRY_SIGN_IN_BROWSER;
}

static const char *
hint_for (FerrySignInForm *self, FerrySignIn sign_in)
{
  switch (sign_in)
    {
    case FERRY_SIGN_IN_TOKEN:
      return self->known ? _ ("Leave the token empty to go on with the one Ferry has.")
                         : _ ("The token is kept in the system’s keyring, and sent to the address under "
                              "“Advanced” only. When it expires, a new one has to be entered.");
    case FERRY_SIGN_IN_APPLICATION:
      return self->known ? _ ("Leave the secret empty to go on with the one Ferry has. An application can’t "
                              "have the permission set SUPER: much of the migration will be refused.")
                         : _ ("An application can’t have the permission set SUPER, which the migration "
                              "needs: it can look, but much will be refused. Its secret is kept in the "
                              "system’s keyring.");
    case FERRY_SIGN_IN_BROWSER:
    case FERRY_SIGN_IN_DEVICE_CODE:
    default:
      return _ ("Sign in with an account that has the permission set SUPER in the environment. Ferry never "
                "sees its password, and keeps the sign-in in the system’s keyring.");
    }
}

static void
update (FerrySignInForm *self)
{
  FerrySignIn sign_in = ferry_sign_in_form_get_sign_in (self);
  gboolean token = sign_in == FERRY_SIGN_IN_TOKEN;
  gboolean application = sign_in == FERRY_SIGN_IN_APPLICATION;
  const gboolean shown[N_FIELDS] = { TRUE, !token, application, token, TRUE, !token };

  for (guint i = 0; i < N_FIELDS; i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (row_of (self, i)), shown[i]);
      if (!shown[i])
        ferry_field_message_show (message_of (self, i), row_of (self, i), NULL);
    }
  gtk_widget_set_visible (self->steps_group, !token);
  gtk_label_set_label (self->hint_label, hint_for (self, sign_in));
  adw_action_row_set_subtitle (
    self->permissions_row,
    application ? _ (
      "“API permissions” › “Add a permission” › “Dynamics 365 Business Central”: the application permission "
      "“API.ReadWrite.All”, then “Grant admin consent”. Make a secret under “Certificates &amp; secrets”. In "
      "Business Central, enter the client ID on the page “Microsoft Entra Applications” and enable it.")
                : _ ("“API permissions” › “Add a permission” › “Dynamics 365 Business Central”: the "
                     "delegated permission "
                     "“Financials.ReadWrite.All”. Where users may not consent themselves, an administrator "
                     "chooses “Grant "
                     "admin consent”."));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGN_IN]);
}

static void
on_toggled (GtkCheckButton *check, FerrySignInForm *self)
{
  if (gtk_check_button_get_active (check))
    update (self);
}

/* ---- What is entered ---- */

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static char *
dup_text (FerrySignInForm *self, guint field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row_of (self, field)))));
}

void
ferry_sign_in_form_read (FerrySignInForm *self, FerryProfile *profile, gboolean known)
{
  const char *authority = ferry_profile_get_authority (profile);
  gboolean usual = g_str_equal (authority, FERRY_DEFAULT_AUTHORITY)
                   && g_str_equal (ferry_profile_get_base_url (profile), FERRY_DEFAULT_BASE_URL);

  g_return_if_fail (FERRY_IS_SIGN_IN_FORM (self));

  self->known = known;
  set_text (self->tenant_row, ferry_profile_get_tenant (profile));
  set_text (self->client_row, ferry_profile_get_client_id (profile));
  set_text (self->address_row, ferry_profile_get_base_url (profile));
  set_text (self->authority_row, authority);
  gtk_check_button_set_active (check_of (self, ferry_profile_get_sign_in (profile)), TRUE);
  adw_expander_row_set_expanded (self->advanced_row, !usual);
  update (self);
}

void
ferry_sign_in_form_write (FerrySignInForm *self, FerryProfile *profile)
{
  FerrySignIn sign_in = ferry_sign_in_form_get_sign_in (self);
  g_autofree char *tenant = dup_text (self, FIELD_TENANT);
  g_autofree char *client_id = dup_text (self, FIELD_CLIENT_ID);
  g_autofree char *address = dup_text (self, FIELD_ADDRESS);
  g_autofree char *authority = dup_text (self, FIELD_AUTHORITY);
  gboolean token = sign_in == FERRY_SIGN_IN_TOKEN;
  gboolean usual = *authority == '\0' || g_str_equal (authority, FERRY_DEFAULT_AUTHORITY);

  g_object_set (profile, "sign-in", sign_in, "tenant", tenant, "client-id", token ? "" : client_id,
                "base-url", address, "authority", token || usual ? "" : authority, NULL);
}

char *
ferry_sign_in_form_dup_secret (FerrySignInForm *self)
{
  FerrySignIn sign_in = ferry_sign_in_form_get_sign_in (self);
  char *secret;

  if (sign_in != FERRY_SIGN_IN_TOKEN && sign_in != FERRY_SIGN_IN_APPLICATION)
    return NULL;
  secret = dup_text (self, sign_in == FERRY_SIGN_IN_TOKEN ? FIELD_TOKEN : FIELD_SECRET);
  if (*secret == '\0')
    g_clear_pointer (&secret, ferry_secret_free);
  return secret;
}

/* ---- What is wrong with it ---- */

void
ferry_sign_in_form_clear_messages (FerrySignInForm *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    ferry_field_message_show (message_of (self, i), row_of (self, i), NULL);
}

gboolean
ferry_sign_in_form_show_message (FerrySignInForm *self, const char *field, const char *message)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (!g_str_equal (field_names[i], field) || !gtk_widget_get_visible (GTK_WIDGET (row_of (self, i))))
        continue;
      if (i == FIELD_ADDRESS || i == FIELD_AUTHORITY)
        adw_expander_row_set_expanded (self->advanced_row, TRUE);
      ferry_field_message_show (message_of (self, i), row_of (self, i), message);
      gtk_widget_grab_focus (GTK_WIDGET (row_of (self, i)));
      return TRUE;
    }
  return FALSE;
}

void
ferry_sign_in_form_focus (FerrySignInForm *self)
{
  /* The addresses have what they usually are. */
  for (guint i = 0; i < FIELD_ADDRESS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row_of (self, i)))
        && *gtk_editable_get_text (GTK_EDITABLE (row_of (self, i))) == '\0')
      {
        gtk_widget_grab_focus (GTK_WIDGET (row_of (self, i)));
        return;
      }
  gtk_widget_grab_focus (GTK_WIDGET (check_of (self, ferry_sign_in_form_get_sign_in (self))));
}

/* ---- The object ---- */

static void
ferry_sign_in_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FERRY_TYPE_SIGN_IN_FORM);
  G_OBJECT_CLASS (ferry_sign_in_form_parent_class)->dispose (object);
}

static void
ferry_sign_in_form_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SIGN_IN)
    g_value_set_int (value, ferry_sign_in_form_get_sign_in (FERRY_SIGN_IN_FORM (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ferry_sign_in_form_class_init (FerrySignInFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ferry_sign_in_form_dispose;
  object_class->get_property = ferry_sign_in_form_get_property;

  properties[PROP_SIGN_IN]
    = g_param_spec_int ("sign-in", NULL, NULL, FERRY_SIGN_IN_TOKEN, FERRY_SIGN_IN_APPLICATION,
                        FERRY_SIGN_IN_BROWSER, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FERRY_TYPE_FIELD_MESSAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/ferrymigrate/Ferry/ferry-sign-in-form.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, FerrySignInForm, name)
  CHILD (browser_check);
  CHILD (code_check);
  CHILD (application_check);
  CHILD (token_check);
  CHILD (tenant_row);
  CHILD (client_row);
  CHILD (secret_row);
  CHILD (token_row);
  CHILD (address_row);
  CHILD (authority_row);
  CHILD (tenant_message);
  CHILD (client_message);
  CHILD (secret_message);
  CHILD (token_message);
  CHILD (address_message);
  CHILD (authority_message);
  CHILD (steps_row);
  CHILD (steps_group);
  CHILD (permissions_row);
  CHILD (advanced_row);
  CHILD (hint_label);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
ferry_sign_in_form_init (FerrySignInForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_FIELDS; i++)
    ferry_field_message_attach (message_of (self, i), row_of (self, i));
  ferry_accessible_set_label (self->browser_check, _ ("Microsoft Entra ID in the browser"));
  ferry_accessible_set_label (self->code_check, _ ("With a code on another device"));
  ferry_accessible_set_label (self->application_check, _ ("As an application"));
  ferry_accessible_set_label (self->token_check, _ ("With a token given by hand"));
  update (self);
}
