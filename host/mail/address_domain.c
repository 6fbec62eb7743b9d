/* SPDX-License-Identifier: MPL-2.0 */
#include <glib.h>
#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>
#include "knowledge/name_set.h"
#include "mail/address_domain.h"

/* Whether libidn2 has to be asked: characters beyond ASCII, or an A-label to be verified. */
static gboolean
is_international (const char *domain, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) domain[i] >= 0x80
        || ((i == 0 || domain[i - 1] == '.') && length - i >= 4
            && g_ascii_strncasecmp (domain + i, "xn--", 4) == 0))
      return TRUE;
  return FALSE;
}

/* UTS 46 maps some characters to several, among them ones that no domain has. */
static gboolean
is_hostname (const char *ascii)
{
  return ascii[strspn (ascii, "abcdefghijklmnopqrstuvwxyz0123456789.-")] == '\0'
         && strstr (ascii, "..") == NULL && ascii[0] != '.';
}

gboolean
domain_to_ascii (const char *domain, gsize length, char **ret_ascii, char **ret_unicode,
                 guint *ret_limit)
{
  g_autofree char *copy = NULL;
  char *ascii = NULL, *unicode = NULL;
  int status;

  *ret_limit = 0;
  if (!is_international (domain, length))
    {
      *ret_ascii = g_ascii_strdown (domain, (gssize) length);
      *ret_unicode = g_strdup (*ret_ascii);
      return TRUE;
    }
  copy = g_strndup (domain, length);
  status = idn2_lookup_u8 ((const uint8_t *) copy, (uint8_t **) &ascii,
                           IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  if (status == IDN2_TOO_BIG_DOMAIN)
    *ret_limit = DOMAIN_MAX_OCTETS;
  else if (status == IDN2_TOO_BIG_LABEL)
    *ret_limit = LABEL_MAX_OCTETS;
  if (status != IDN2_OK)
    return FALSE;
  if (!is_hostname (ascii) || idn2_to_unicode_8z8z (ascii, &unicode, 0) != IDN2_OK)
    {
      idn2_free (ascii);
      return FALSE;
    }
  *ret_ascii = g_strdup (ascii);
  *ret_unicode = g_strdup (unicode);
  idn2_free (ascii);
  idn2_free (unicode);
  return TRUE;
}

static gboolean
is_ip (int family, const char *text, gsize length)
{
  char copy[INET6_ADDRSTRLEN];
  guchar binary[sizeof (struct in6_addr)];

  if (length >= sizeof copy)
    return FALSE;
  memcpy (copy, text, length);
  copy[length] = '\0';
  return inet_pton (family, copy, binary) == 1;
}

gboolean
domain_literal_is_valid (const char *text, gsize length)
{
  static const char tag[] = "IPv6:";

  if (length > strlen (tag) && g_ascii_strncasecmp (text, tag, strlen (tag)) == 0)
    return is_ip (AF_INET6, text + strlen (tag), length - strlen (tag));
  return is_ip (AF_INET, text, length);
}

gboolean
domain_is_ipv4 (const char *domain, gsize length)
{
  return is_ip (AF_INET, domain, length);
}

gboolean
domain_is_numeric (const char *domain, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (domain[i]) && domain[i] != '.')
      return FALSE;
  return length > 0;
}

gboolean
domain_has_known_tld (const char *domain, gsize length)
{
  char label[LABEL_MAX_OCTETS + 1];
  gsize start = length, count;

  while (start > 0 && domain[start - 1] != '.')
    start--;
  count = length - start;
  if (start < 2 || count == 0 || count >= sizeof label)
    return FALSE;
  for (gsize i = 0; i < count; i++)
    label[i] = g_ascii_tolower (domain[start + i]);
  return name_set_contains_n (&tlds, label, count);
}
