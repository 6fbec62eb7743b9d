/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* A country code of ITU-T E.164 at the head of a telephone number. */
typedef struct
{
  const char *digits;    /* (static) "49" */
  const char *countries; /* (static) a set (country.h); the first is the usual one */
} PhonePrefix;

/* The prefix of the first number in @text (@length bytes) that is written internationally: "+49 711
 * ...", "0049-711-...",
 * "(+86) 21 ...", "＋86", and "86-21-..." as China writes it. NULL if there is none. */
const PhonePrefix *phone_prefix_find (const char *text, gsize length);
