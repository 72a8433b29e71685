/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ferry-environment.h"
#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerrySetupAssistant:
 *
 * The assisted set-up in a window of its own, with the steps of domain §2.1. Signal `finished ()` when the set-up is
 * complete.
 */
#define FERRY_TYPE_SETUP_ASSISTANT (ferry_setup_assistant_get_type ())
G_DECLARE_FINAL_TYPE (FerrySetupAssistant, ferry_setup_assistant, FERRY, SETUP_ASSISTANT, AdwWindow)

/** ferry_setup_assistant_new: @secrets: where the runtime key goes, and the connection string if that is wanted */
GtkWindow *ferry_setup_assistant_new (FerryEnvironment *environment, FerrySecretStore *secrets);

G_END_DECLS
