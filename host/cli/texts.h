/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The table that generate_texts.py makes of extension/_locales. */

#define N_LANGUAGES 2

typedef struct
{
  const char *key;
  const char *texts[N_LANGUAGES]; /* English, zh_CN; NULL where a language lacks it */
} TextRow;

extern const TextRow text_rows[]; /* sorted by key, as strcmp () does */
extern const gsize n_text_rows;
