/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-error-bar.h"

G_BEGIN_DECLS

/**
 * FerryTaskDialog:
 *
 * The window of something that the service does in one go: says what it is and what it is about, does it when the button
 * is clicked, shows that it goes on, and tells what became of it. Its classes say the words and send the order.
 */
#define FERRY_TYPE_TASK_DIALOG (ferry_task_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (FerryTaskDialog, ferry_task_dialog, FERRY, TASK_DIALOG, AdwWindow)

/**
 * FerryTaskDialogClass:
 * @begin: the button was clicked
 * @ask: shows what it is about, ready for the button
 * @tell: shows that it is done, with the number that the service answers; -1: it isn't known. The last two are of those
 *   that use ferry_task_dialog_order()
 */
struct _FerryTaskDialogClass
{
  AdwWindowClass parent_class;

  void (*begin) (FerryTaskDialog *self);
  void (*ask) (FerryTaskDialog *self);
  void (*tell) (FerryTaskDialog *self, gint64 count);
};

/**
 * FerryTaskStage:
 * @FERRY_TASK_STAGE_READY: it waits for the user
 * @FERRY_TASK_STAGE_BUSY: it goes on; there is no button
 * @FERRY_TASK_STAGE_DONE: it went well
 */
typedef enum
{
  FERRY_TASK_STAGE_READY,
  FERRY_TASK_STAGE_BUSY,
  FERRY_TASK_STAGE_DONE,
} FerryTaskStage;

/** ferry_task_dialog_set_up: @action: whose rules the button is under; @icon_name: shown until it is done */
void ferry_task_dialog_set_up (FerryTaskDialog *self,
                               FerryEnvironment *environment,
                               FerryAction action,
                               const char *icon_name);

/** ferry_task_dialog_add_fact: Returns: (transfer none): the label of a new row below the words, whose text says what @title is */
GtkLabel *ferry_task_dialog_add_fact (FerryTaskDialog *self, const char *title);

/**
 * ferry_task_dialog_show:
 * @headline: how it stands, in a few words
 * @body: the consequence, or what to do next
 * @button_label: (nullable): what a click does, with a mnemonic; %NULL shows no button
 */
void ferry_task_dialog_show (FerryTaskDialog *self,
                             FerryTaskStage stage,
                             const char *headline,
                             const char *body,
                             const char *button_label);

/**
 * ferry_task_dialog_order:
 * @order: (transfer full): what to do; it answers with a number
 * @headline: that it goes on
 *
 * Does it and tells how many there were; where it fails, why, and asks again.
 */
void ferry_task_dialog_order (FerryTaskDialog *self, FerryOrder *order, const char *headline);

FerryEnvironment *ferry_task_dialog_get_environment (FerryTaskDialog *self);
FerryErrorBar *ferry_task_dialog_get_error_bar (FerryTaskDialog *self);
/** ferry_task_dialog_is_closed: Returns: whether the window is gone, and only what goes on in the background holds the object */
gboolean ferry_task_dialog_is_closed (FerryTaskDialog *self);

/** ferry_task_dialog_fail: tells in the window, or where it is gone in the main window, that the action failed with @error */
void ferry_task_dialog_fail (FerryTaskDialog *self, const GError *error);

G_END_DECLS
