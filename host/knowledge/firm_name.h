/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* The words of a firm's name, as legal forms are looked for in it: without dots ("S. p. A." is one
 * word, "SpA"), with what parts them remembered. */

#define FIRM_NAME_MAX_BYTES 400 /* longer names are not read */
#define FIRM_NAME_MAX_WORDS 24  /* what follows is not read */

typedef struct
{
  char *text; /* in FirmName.buffer */
  gsize length;
  gboolean dotted;
  gboolean initials; /* a letter and its dot, or several of them joined */
  gboolean closes;   /* a comma, bracket, dash or the end follows */
} FirmWord;

typedef struct
{
  char buffer[FIRM_NAME_MAX_BYTES];
  FirmWord words[FIRM_NAME_MAX_WORDS];
  guint length;
} FirmName;

/* Reads @text (valid UTF-8). FALSE if it is too long to be a name. */
gboolean firm_name_read (FirmName *name, const char *text);
