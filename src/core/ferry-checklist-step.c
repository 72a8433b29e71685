/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ferry-checklist-step.h"

#include <glib/gi18n-lib.h>

struct _FerryChecklistStep
{
  FerryRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (FerryChecklistStep, ferry_checklist_step, FERRY_TYPE_RECORD)

enum
{
  FIELD_NUMBER,
  FIELD_TITLE,
  FIELD_HELP_URL,
  FIELD_COMPLETED,
};

static const FerryField fields[] = {
  [FIELD_NUMBER] = { "number", "number", FERRY_FIELD_INT },
  [FIELD_TITLE] = { "title", "title", FERRY_FIELD_STRING },
  [FIELD_HELP_URL] = { "helpUrl", "help-url", FERRY_FIELD_STRING },
  [FIELD_COMPLETED] = { "completed", "completed", FERRY_FIELD_BOOLEAN },
};

static void
ferry_checklist_step_class_init (FerryChecklistStepClass *klass)
{
  FerryRecordClass *record_class = FERRY_RECORD_CLASS (klass);

  record_class->set = "checklistSteps";
  record_class->what = N_ ("a step of the checklist");
  record_class->conflict
    = N_ ("Somebody else ticked the step “%s” meanwhile. Look at what it says now and decide again.");
  record_class->missing = N_ ("The step “%s” isn’t in the checklist any more. Refresh the list.");
  record_class->name_field = FIELD_TITLE;
  record_class->fields = fields;
  record_class->n_fields = G_N_ELEMENTS (fields);
  ferry_record_class_install (record_class);
}

static void
ferry_checklist_step_init (FerryChecklistStep *self)
{
}

gint64
ferry_checklist_step_get_number (FerryChecklistStep *self)
{
  return ferry_record_get_int (FERRY_RECORD (self), FIELD_NUMBER);
}

const char *
ferry_checklist_step_get_title (FerryChecklistStep *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_TITLE);
}

const char *
ferry_checklist_step_get_help_url (FerryChecklistStep *self)
{
  return ferry_record_get_string (FERRY_RECORD (self), FIELD_HELP_URL);
}

gboolean
ferry_checklist_step_get_completed (FerryChecklistStep *self)
{
  return ferry_record_get_boolean (FERRY_RECORD (self), FIELD_COMPLETED);
}
