/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-setup-plan.h"

G_BEGIN_DECLS

/**
 * FerrySetupStep:
 *
 * A step of the set-up assistant. Properties: `title` (string, writable); `ready` (boolean, writable by the step:
 * whether *Next* can be pressed at all; what is wrong with a value is said by `validate`); `load-text`,
 * `load-failure`, `leave-text`, `leave-failure` (string, writable: what is said while the work goes on, and the
 * heading when it failed).
 */
#define FERRY_TYPE_SETUP_STEP (ferry_setup_step_get_type ())
G_DECLARE_DERIVABLE_TYPE (FerrySetupStep, ferry_setup_step, FERRY, SETUP_STEP, AdwBin)

/**
 * FerrySetupStepClass:
 * @applies: whether the step is needed as things are; default: it is
 * @load: reads what the step shows, whenever it is come to; completes @task and gives up the reference to it
 * @validate: whether the values can be sent; says what is wrong at the field; default: they can
 * @leave: does what *Next* stands for; completes @task and gives up the reference to it
 */
struct _FerrySetupStepClass
{
  AdwBinClass parent_class;

  gboolean (*applies) (FerrySetupStep *self);
  void (*load) (FerrySetupStep *self, GTask *task);
  gboolean (*validate) (FerrySetupStep *self);
  void (*leave) (FerrySetupStep *self, GTask *task);

  gpointer padding[4];
};

void ferry_setup_step_set_plan (FerrySetupStep *self, FerrySetupPlan *plan);
/** ferry_setup_step_get_plan: Returns: (transfer none): what is known so far */
FerrySetupPlan *ferry_setup_step_get_plan (FerrySetupStep *self);

const char *ferry_setup_step_get_title (FerrySetupStep *self);
gboolean ferry_setup_step_get_ready (FerrySetupStep *self);
void ferry_setup_step_set_ready (FerrySetupStep *self, gboolean ready);
const char *ferry_setup_step_get_load_text (FerrySetupStep *self);
const char *ferry_setup_step_get_load_failure (FerrySetupStep *self);
const char *ferry_setup_step_get_leave_text (FerrySetupStep *self);
const char *ferry_setup_step_get_leave_failure (FerrySetupStep *self);

gboolean ferry_setup_step_applies (FerrySetupStep *self);
gboolean ferry_setup_step_validate (FerrySetupStep *self);

void ferry_setup_step_load_async (FerrySetupStep *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean ferry_setup_step_load_finish (FerrySetupStep *self, GAsyncResult *result, GError **error);
void ferry_setup_step_leave_async (FerrySetupStep *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean ferry_setup_step_leave_finish (FerrySetupStep *self, GAsyncResult *result, GError **error);

G_END_DECLS
