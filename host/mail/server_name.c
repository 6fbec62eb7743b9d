/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <idn2.h>
#include <libpsl.h>
#include <string.h>
#include "mail/ip_range.h"
#include "mail/reserved_domain.h"
#include "mail/server_name.h"

/* RFC 1035 2.3.4 */
#define MAX_NAME 253
#define MAX_LABEL 63

#define IDEOGRAPHIC_FULL_STOP "。"

/* --- IP addresses --- */

typedef struct
{
  int family; /* AF_INET, AF_INET6; 0: it is none */
  guint8 bytes[16];
} Ip;

static Ip
ip_read (const char *text)
{
  Ip ip = { 0 };

  if (inet_pton (AF_INET, text, ip.bytes) == 1)
    ip.family = AF_INET;
  else if (inet_pton (AF_INET6, text, ip.bytes) == 1)
    ip.family = AF_INET6;
  return ip;
}

/* --- Reading --- */

/* Lower case, without blanks around, half-width. */
static char *
make_plain (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = narrow != NULL ? g_utf8_strdown (narrow, -1) : g_strdup ("");
  g_auto (GStrv) parts = g_strsplit (g_strstrip (lower), IDEOGRAPHIC_FULL_STOP, -1);

  return g_strjoinv (".", parts);
}

/* Cuts @text to what stands between the first @before (if it is there) and the next of @after. */
static void
keep_between (char *text, const char *before, const char *after)
{
  const char *start = strstr (text, before);

  if (start != NULL)
    memmove (text, start + strlen (before), strlen (start + strlen (before)) + 1);
  text[strcspn (text, after)] = '\0';
}

static gboolean
has_blank (const char *text)
{
  return strpbrk (text, " \t\r\n") != NULL;
}

static void
remove_blanks (char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  strcpy (text, joined);
}

static gboolean
label_is_valid (const char *label)
{
  gsize length = strlen (label);

  return length > 0 && length <= MAX_LABEL
         && strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length;
}

/* An all-numeric name is an address, or nothing. */
static gboolean
name_is_valid (const char *ascii)
{
  g_auto (GStrv) labels = g_strsplit (ascii, ".", -1);
  guint count = g_strv_length (labels);

  if (strlen (ascii) > MAX_NAME)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!label_is_valid (labels[i]))
      return FALSE;
  return count > 0 && strspn (labels[count - 1], "0123456789") < strlen (labels[count - 1]);
}

/* A-labels; NULL if that is no name. */
static char *
make_ascii (const char *name)
{
  g_autofree char *ascii = NULL;
  char *found = NULL;

  if (g_str_is_ascii (name))
    ascii = g_strdup (name);
  else if (idn2_to_ascii_8z (name, &found, IDN2_NONTRANSITIONAL) == IDN2_OK)
    ascii = g_strdup (found);
  idn2_free (found);
  return ascii != NULL && name_is_valid (ascii) ? g_steal_pointer (&ascii) : NULL;
}

/* Takes what does not belong there off @text, and says what it was. */
static ServerNameFault
strip_foreign (char *text, gboolean was_wide)
{
  if (strstr (text, "://") != NULL || strchr (text, '/') != NULL)
    {
      keep_between (text, "://", "/:?");
      return SERVER_NAME_URL;
    }
  if (strchr (text, '@') != NULL)
    {
      keep_between (text, "@", ":");
      return SERVER_NAME_ADDRESS;
    }
  if (strchr (text, ':') != NULL)
    {
      text[strcspn (text, ":")] = '\0';
      return SERVER_NAME_PORT;
    }
  if (has_blank (text))
    {
      remove_blanks (text);
      return SERVER_NAME_BLANK;
    }
  return was_wide ? SERVER_NAME_FULLWIDTH : SERVER_NAME_FINE;
}

static gboolean
has_wide_characters (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  return strstr (text, IDEOGRAPHIC_FULL_STOP) != NULL || g_strcmp0 (narrow, composed) != 0;
}

ServerName
server_name_read (const char *text)
{
  ServerName name = { 0 };
  g_autofree char *plain = make_plain (text != NULL ? text : "");
  gsize length = strlen (plain);

  if (length == 0)
    {
      name.fault = SERVER_NAME_EMPTY;
      return name;
    }
  if (plain[0] == '[' && plain[length - 1] == ']')
    {
      plain[length - 1] = '\0';
      memmove (plain, plain + 1, length - 1);
    }
  if (ip_read (plain).family != 0)
    {
      name.host = g_steal_pointer (&plain);
      return name;
    }
  name.fault = strip_foreign (plain, has_wide_characters (text));
  length = strlen (plain);
  if (length > 1 && plain[length - 1] == '.')
    {
      plain[length - 1] = '\0';
      if (name.fault == SERVER_NAME_FINE)
        name.fault = SERVER_NAME_TRAILING_DOT;
    }
  name.host = ip_read (plain).family != 0 ? g_strdup (plain) : make_ascii (plain);
  if (name.host == NULL && name.fault < SERVER_NAME_INVALID)
    name.fault = name.fault != SERVER_NAME_FINE ? name.fault : SERVER_NAME_INVALID;
  else if (name.host == NULL)
    name.fault = SERVER_NAME_INVALID;
  else if (name.fault == SERVER_NAME_FINE && strchr (name.host, '_') != NULL)
    name.fault = SERVER_NAME_UNDERSCORE;
  return name;
}

void
server_name_clear (ServerName *name)
{
  g_clear_pointer (&name->host, g_free);
}

/* --- Where it stands --- */

gboolean
server_name_is_loopback (const char *host)
{
  static const guint8 loopback6[16] = { [15] = 1 };
  Ip ip = ip_read (host);

  switch (ip.family)
    {
    case AF_INET:
      return ip.bytes[0] == 127;
    case AF_INET6:
      return memcmp (ip.bytes, loopback6, sizeof loopback6) == 0;
    default:
      return strcmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
    }
}

static gboolean
tld_is_known (const char *tld)
{
  return psl_is_public_suffix2 (psl_builtin (), tld, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

static const char *
tld_of (const char *host)
{
  const char *dot = strrchr (host, '.');
  return dot != NULL ? dot + 1 : NULL;
}

gboolean
server_name_has_mistyped_tld (const char *host)
{
  static const char *const slips[]
      = { "con", "cmo", "ocm", "vom",  "cim", "comm", "coom", "ccom", "cpm", "xom",
          "clm", "nte", "ent", "nett", "ogr", "orgg", "cnn",  "dee",  "coml" };
  const char *tld = tld_of (host);

  if (tld == NULL || tld_is_known (tld))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (slips); i++)
    if (strcmp (tld, slips[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
server_name_is_internal (const char *host)
{
  Ip ip = ip_read (host);
  const char *tld;

  if (ip.family == AF_INET)
    return !ip4_is_public (ip.bytes);
  if (ip.family == AF_INET6)
    return !ip6_is_public (ip.bytes);
  tld = tld_of (host);
  return tld == NULL || reserved_domain_find (host) != NULL
         || (!tld_is_known (tld) && !server_name_has_mistyped_tld (host));
}

const char *
server_name_registrable (const char *host)
{
  const char *registrable
      = ip_read (host).family == 0 ? psl_registrable_domain (psl_builtin (), host) : NULL;
  return registrable != NULL ? registrable : host;
}

gboolean
server_name_differs_by_tld (const char *a, const char *b)
{
  const char *dot = strrchr (a, '.'), *other = strrchr (b, '.');

  return dot != NULL && other != NULL && dot - a == other - b
         && strncmp (a, b, (gsize) (dot - a)) == 0 && strcmp (dot, other) != 0;
}
