/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ferry-user-pairing.h"

G_BEGIN_DECLS

/* FerryUserStep: one request of a save; @final: whether the pair is as it is wanted after it */
typedef struct
{
  FerryUserPair *pair;
  char *name;
  gboolean final;
} FerryUserStep;

/* Returns: (transfer full) (element-type FerryUserStep): what is to be sent, in this order */
GPtrArray *ferry_user_pairing_plan (FerryUserPairing *self);

void ferry_user_pairing_set_progress (FerryUserPairing *self, guint n_saved, guint n_to_save);
void ferry_user_pairing_tell_changed (FerryUserPairing *self);

G_END_DECLS
