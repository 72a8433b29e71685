/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-company-choice.h"

#include <glib/gi18n-lib.h>

struct _FerryCompanyChoice
{
  GObject parent_instance;

  FerryCompany *company;
  char *problem;
  gboolean selected;
  gboolean replicated; /* as the environment has it */
};

enum
{
  PROP_0,
  PROP_COMPANY,
  PROP_SELECTED,
  PROP_PROBLEM,
  PROP_AVAILABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FerryCompanyChoice, ferry_company_choice, G_TYPE_OBJECT)

/* What was read again: a choice that was left as it was follows it. */
static void
on_company_changed (FerryCompanyChoice *self)
{
  if (self->selected == self->replicated)
    self->selected = ferry_company_get_replicate (self->company);
  self->replicated = ferry_company_get_replicate (self->company);

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
  g_object_thaw_notify (G_OBJECT (self));
}

FerryCompanyChoice *
ferry_company_choice_new (FerryCompany *company, const char *signed_in_company)
{
  FerryCompanyChoice *self;

  g_return_val_if_fail (FERRY_IS_COMPANY (company), NULL);

  self = g_object_new (FERRY_TYPE_COMPANY_CHOICE, NULL);
  self->company = g_object_ref (company);
  self->selected = self->replicated = ferry_company_get_replicate (company);
  g_signal_connect_object (company, "notify", G_CALLBACK (on_company_changed), self, G_CONNECT_SWAPPED);
  if (!ferry_company_check_name (ferry_company_get_name (company), &self->problem))
    return self;

  /* Any company of the environment serves as the address, also one that was migrated before: it stays. */
  if (!self->selected && g_strcmp0 (ferry_company_get_name (company), signed_in_company) == 0)
    self->problem = g_strdup (_ ("This is the company you are signed in to; it can’t be replaced."));
  else
    self->problem = g_strdup ("");
  return self;
}

FerryCompany *
ferry_company_choice_get_company (FerryCompanyChoice *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_CHOICE (self), NULL);
  return self->company;
}

gboolean
ferry_company_choice_get_selected (FerryCompanyChoice *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_CHOICE (self), FALSE);
  return self->selected;
}

void
ferry_company_choice_set_selected (FerryCompanyChoice *self, gboolean selected)
{
  gboolean was_available;

  g_return_if_fail (FERRY_IS_COMPANY_CHOICE (self));

  selected = !!selected;
  was_available = ferry_company_choice_get_available (self);
  if (selected == self->selected || !was_available)
    return;

  self->selected = selected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  if (was_available != ferry_company_choice_get_available (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
}

const char *
ferry_company_choice_get_problem (FerryCompanyChoice *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_CHOICE (self), NULL);
  return self->problem;
}

gboolean
ferry_company_choice_get_available (FerryCompanyChoice *self)
{
  g_return_val_if_fail (FERRY_IS_COMPANY_CHOICE (self), FALSE);
  return (*self->problem == '\0' || self->selected)
         && ferry_company_get_status (self->company) != FERRY_COMPANY_STATUS_IN_PROGRESS;
}

static void
ferry_company_choice_finalize (GObject *object)
{
  FerryCompanyChoice *self = FERRY_COMPANY_CHOICE (object);

  g_clear_object (&self->company);
  g_free (self->problem);
  G_OBJECT_CLASS (ferry_company_choice_parent_class)->finalize (object);
}

static void
ferry_company_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FerryCompanyChoice *self = FERRY_COMPANY_CHOICE (object);

  switch (id)
    {
    case PROP_COMPANY:
      g_value_set_object (value, self->company);
      break;
    case PROP_SELECTED:
      g_value_set_boolean (value, self->selected);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_AVAILABLE:
      g_value_set_boolean (value, ferry_company_choice_get_available (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SELECTED:
      ferry_company_choice_set_selected (FERRY_COMPANY_CHOICE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ferry_company_choice_class_init (FerryCompanyChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ferry_company_choice_finalize;
  object_class->get_property = ferry_company_choice_get_property;
  object_class->set_property = ferry_company_choice_set_property;

  properties[PROP_COMPANY] = g_param_spec_object ("company", NULL, NULL, FERRY_TYPE_COMPANY, flags);
  properties[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                                    flags | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, "", flags);
  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ferry_company_choice_init (FerryCompanyChoice *self)
{
}
