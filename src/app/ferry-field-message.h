/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FerryFieldMessage:
 *
 * What is wrong with the entry row above it, in the same list: hidden while nothing is. Marks the row, for the eye and for
 * assistive technology.
 */
#define FERRY_TYPE_FIELD_MESSAGE (ferry_field_message_get_type ())
G_DECLARE_FINAL_TYPE (FerryFieldMessage, ferry_field_message, FERRY, FIELD_MESSAGE, AdwPreferencesRow)

/** ferry_field_message_show: @message: (nullable): %NULL takes it away */
void ferry_field_message_show (FerryFieldMessage *self, AdwEntryRow *row, const char *message);

/** ferry_field_message_attach: has it taken away as soon as @row is changed, and names the row's entry */
void ferry_field_message_attach (FerryFieldMessage *self, AdwEntryRow *row);

G_END_DECLS
