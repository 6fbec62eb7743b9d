/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>
#include "mail/address.h"
#include "policy_read.h"
#include "probe_mailbox.h"

static char *
refuse (const char *text, const char *why, GError **error)
{
  lastmile_error_set (error, LASTMILE_ERROR_field_value, NULL, "\"%s\" %s", text, why);
  return NULL;
}

/* RFC 5890 2.3.2.1: A-labels of letters, digits and hyphens (RFC 1123 2.1). libidn2's own flag for
 * that (STD3) leaves other characters out and says nothing, so "a_b.com" would become "ab.com". */
static char *
normalise_domain (const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *bare = g_strndup (text, length - (g_str_has_suffix (text, ".") ? 1 : 0));
  char *ascii = NULL;
  char *domain;
  int fault;

  if (g_str_has_prefix (text, "*.") || g_str_has_prefix (text, "."))
    return refuse (text, "is no domain: write it alone, its subdomains are meant too", error);
  fault = idn2_to_ascii_8z (bare, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
  domain = fault == IDN2_OK ? g_ascii_strdown (ascii, -1) : NULL;
  idn2_free (ascii);
  if (domain == NULL)
    return refuse (text, "is no domain", error);
  if (*domain != '\0' && strstr (domain, "..") == NULL
      && strspn (domain, "abcdefghijklmnopqrstuvwxyz0123456789-.") == strlen (domain))
    return domain;
  g_free (domain);
  return refuse (text, "is no domain", error);
}

static char *
normalise_address (const char *text, GError **error)
{
  g_autoptr (Address) address = address_read (text);
  char *key = address->faults->len == 0 ? address_key (address) : NULL;

  return key != NULL ? key : refuse (text, "is no address", error);
}

char *
policy_place_normalise (const char *text, gboolean addresses, GError **error)
{
  if (text[0] == '@')
    return refuse (text, "is no domain: write it without the @", error);
  if (strchr (text, '@') == NULL)
    return normalise_domain (text, error);
  if (!addresses)
    return refuse (text, "is an address; only domains count here", error);
  return normalise_address (text, error);
}

/* @port: the digits after the colon. */
static gboolean
is_port (const char *port)
{
  guint64 number;

  return g_ascii_string_to_unsigned (port, 10, 1, G_MAXUINT16, &number, NULL);
}

gboolean
policy_check_server (const char *text, GError **error)
{
  const char *colon = strrchr (text, ':');
  gboolean six = *text == '[' && colon > text && colon[-1] == ']';
  g_autofree char *host = NULL;
  guint8 address[16];

  if (*text == '\0')
    return TRUE;
  if (colon != NULL)
    host = six ? g_strndup (text + 1, (gsize) (colon - text) - 2)
               : g_strndup (text, (gsize) (colon - text));
  if (host != NULL && is_port (colon + 1)
      && inet_pton (six ? AF_INET6 : AF_INET, host, address) == 1)
    return TRUE;
  refuse (text, "is no server: write ADDRESS:PORT, as in 192.0.2.1:53 or [2001:db8::1]:53", error);
  return FALSE;
}

/* The policy is shown to whoever asks for it. */
gboolean
policy_check_database (const char *text, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *authority = strstr (lower, "://");
  const char *at = authority != NULL ? strchr (authority, '@') : NULL;
  const char *colon = authority != NULL ? strchr (authority + strlen ("://"), ':') : NULL;

  if (strstr (lower, "password") == NULL && (at == NULL || colon == NULL || colon > at))
    return TRUE;
  lastmile_error_set (error, LASTMILE_ERROR_field_value, NULL,
                      "must not hold a password: put it into ~/.pgpass (libpq's passfile)");
  return FALSE;
}

gboolean
policy_check_mail_from (const char *text, GError **error)
{
  g_autoptr (Address) address = address_read (text);

  if (*text == '\0'
      || (address->faults->len == 0 && address->ascii_domain != NULL
          && mailbox_address_is_plain (text) && g_str_equal (address->text, text)))
    return TRUE;
  refuse (text, "is no address that a server can be told: write local@domain in ASCII", error);
  return FALSE;
}
