/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-secret-store.h"

G_BEGIN_DECLS

/**
 * FerryKeyring:
 *
 * The system keyring through libsecret. Schema `io.github.ferrymigrate.Ferry`, attributes `kind`,
 * `environment-id` and `name`.
 */
#define FERRY_TYPE_KEYRING (ferry_keyring_get_type ())
G_DECLARE_FINAL_TYPE (FerryKeyring, ferry_keyring, FERRY, KEYRING, GObject)

/** ferry_keyring_new: Returns: (transfer full) (type FerryKeyring): the store; nothing is contacted yet */
FerrySecretStore *ferry_keyring_new (void);

G_END_DECLS
