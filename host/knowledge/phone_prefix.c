/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/phone_prefix.h"

#define PREFIX_MAX_DIGITS 4
#define NUMBER_MIN_DIGITS                                                                          \
  8 /* with the country code; the shortest national numbers in use have five */
#define NUMBER_MAX_DIGITS                                                                          \
  18 /* E.164 allows 15; "+49 (0) 711" adds a trunk zero, and extensions follow */

static const PhonePrefix prefixes[] = {
#define PREFIX(digits, countries) { digits, countries },
#include "knowledge/phone_prefix.def"
#undef PREFIX
};

static const PhonePrefix *
prefix_of_digits (const char *digits)
{
  for (gsize n = PREFIX_MAX_DIGITS; n > 0; n--)
    for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
      if (strlen (prefixes[i].digits) == n && strncmp (prefixes[i].digits, digits, n) == 0)
        return &prefixes[i];
  return NULL;
}

static gboolean
is_separator (char c)
{
  return strchr (" -.()/\t", c) != NULL && c != '\0';
}

/* Gathers the digits of a number from @at; how many there are. */
static guint
number_read (const char *at, const char *end, char digits[NUMBER_MAX_DIGITS + 2])
{
  guint n = 0;

  for (; at < end && n <= NUMBER_MAX_DIGITS; at++)
    {
      if (g_ascii_isdigit (*at))
        digits[n++] = *at;
      else if (!is_separator (*at))
        break;
    }
  digits[n] = '\0';
  return n;
}

/* Where the digits of an international number begin if one begins at @at; NULL if none does. */
static const char *
number_start (const char *at, const char *end, gboolean first)
{
  static const char fullwidth_plus[] = "\xEF\xBC\x8B";

  if (*at == '+')
    return at + 1;
  if (end - at > 3 && memcmp (at, fullwidth_plus, 3) == 0)
    return at + 3;
  if (!first)
    return NULL;
  if (end - at > 3 && at[0] == '0' && at[1] == '0' && at[2] != '0')
    return at + 2;
  if (end - at > 12 && at[0] == '8' && at[1] == '6' && is_separator (at[2]))
    return at;
  return NULL;
}

const PhonePrefix *
phone_prefix_find (const char *text, gsize length)
{
  const char *end = text + length;
  gboolean first = TRUE; /* no digit or letter stands just before */

  for (const char *at = text; at < end; at++)
    {
      const char *start = number_start (at, end, first);
      char digits[NUMBER_MAX_DIGITS + 2];

      first = !g_ascii_isalnum (*at) && *at != '+';
      if (start != NULL && number_read (start, end, digits) >= NUMBER_MIN_DIGITS)
        {
          const PhonePrefix *prefix = prefix_of_digits (digits);
          if (prefix != NULL)
            return prefix;
        }
    }
  return NULL;
}
