/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Scripts name what they look for in English. Where the application speaks another language, these are the words it
 * is found by there: its messages are read backwards, from the same catalog that gettext() reads.
 */

/**
 * ferry_ui_words_bind:
 * @folder: as for bindtextdomain(): holds `de/LC_MESSAGES/ferry.mo` and the like
 *
 * Makes the application, and who drives it, speak the language of the environment, if there is a catalog for it.
 */
void ferry_ui_words_bind (const char *folder);

/**
 * ferry_ui_words_set_up:
 *
 * Does so where FERRY_LOCALEDIR names such a folder, as `build-aux/with-language` does. To be called first of all, since
 * GTK takes its direction from the language.
 *
 * Returns: whether it does
 */
gboolean ferry_ui_words_set_up (void);

/**
 * ferry_ui_words_match:
 * @english: a whole text; "Failed: *" stands for what begins so
 * @shown: what is to be seen
 *
 * Returns: whether @shown is @english, or its translation. Arguments of a message are told from its words:
 * "Migrate CRONUS" is found as the translation of "Migrate %s".
 */
gboolean ferry_ui_words_match (const char *english, const char *shown);

/** ferry_ui_words_contained: Returns: whether @english, or the translation of the message it is part of, is in @shown */
gboolean ferry_ui_words_contained (const char *english, const char *shown);

/** ferry_ui_words_strip_mnemonic: @text: (nullable) */
char *ferry_ui_words_strip_mnemonic (const char *text);

G_END_DECLS
