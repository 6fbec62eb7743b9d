/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <string.h>
#include "mail/spf_macro.h"
#include "mail/spf_record.h"

#define VERSION "v=spf1"

typedef enum
{
  ARGUMENT_NONE,    /* all */
  ARGUMENT_DOMAIN,  /* include, exists: ":" domain-spec */
  ARGUMENT_MAYBE,   /* ptr: [":" domain-spec] */
  ARGUMENT_PREFIX,  /* a, mx: [":" domain-spec] [prefix] */
  ARGUMENT_ADDRESS, /* ip4, ip6 */
} Argument;

static const struct
{
  const char *name;
  SpfMechanism mechanism;
  Argument argument;
} mechanisms[] = {
  { "all", SPF_ALL, ARGUMENT_NONE },    { "include", SPF_INCLUDE, ARGUMENT_DOMAIN },
  { "a", SPF_A, ARGUMENT_PREFIX },      { "mx", SPF_MX, ARGUMENT_PREFIX },
  { "ptr", SPF_PTR, ARGUMENT_MAYBE },   { "ip4", SPF_IP4, ARGUMENT_ADDRESS },
  { "ip6", SPF_IP6, ARGUMENT_ADDRESS }, { "exists", SPF_EXISTS, ARGUMENT_DOMAIN },
};

void
spf_record_free (SpfRecord *record)
{
  if (record == NULL)
    return;
  for (guint i = 0; i < record->terms->len; i++)
    g_free (g_array_index (record->terms, SpfTerm, i).domain);
  g_array_unref (record->terms);
  g_free (record->redirect);
  g_free (record->exp);
  g_free (record);
}

gboolean
spf_record_is_one (const char *text, gsize length)
{
  gsize version = strlen (VERSION);
  return length >= version && g_ascii_strncasecmp (text, VERSION, version) == 0
         && (length == version || text[version] == ' ');
}

/* --- Terms. Each reader returns NULL, or what is wrong (static). --- */

/* Takes "/NN" off the end of @text: ip4-cidr-length, or with two slashes ip6-cidr-length. */
static const char *
take_prefix (char *text, const char *slashes, guint most, guint *ret_prefix)
{
  gsize length = strlen (text), n_slashes = strlen (slashes), digits = 0;
  guint64 value;
  char *start;

  while (digits < length && g_ascii_isdigit (text[length - 1 - digits]))
    digits++;
  if (length < digits + n_slashes)
    return NULL;
  start = text + length - digits - n_slashes;
  if (strncmp (start, slashes, n_slashes) != 0)
    return NULL;
  if (digits == 0 || digits > 3 || (digits > 1 && start[n_slashes] == '0'))
    return "prefix";
  value = g_ascii_strtoull (start + n_slashes, NULL, 10);
  if (value > most)
    return "prefix";
  *ret_prefix = (guint) value;
  *start = '\0';
  return NULL;
}

static const char *
read_domain (const char *text, char **ret_domain)
{
  if (!spf_macro_check (text, strlen (text), SPF_MACRO_DOMAIN))
    return strchr (text, '%') != NULL ? "macro" : "domain";
  *ret_domain = g_strdup (text);
  return NULL;
}

/* [":" domain-spec] [dual-cidr-length] */
static const char *
read_prefixed (char *rest, SpfTerm *term)
{
  const char *wrong = take_prefix (rest, "//", 128, &term->prefix6);

  if (wrong == NULL)
    wrong = take_prefix (rest, "/", 32, &term->prefix4);
  if (wrong != NULL || *rest == '\0')
    return wrong;
  return *rest == ':' ? read_domain (rest + 1, &term->domain) : "argument";
}

static const char *
read_address (char *rest, SpfTerm *term)
{
  gboolean six = term->mechanism == SPF_IP6;
  const char *wrong = six ? take_prefix (rest, "/", 128, &term->prefix6)
                          : take_prefix (rest, "/", 32, &term->prefix4);

  if (wrong != NULL)
    return wrong;
  if (*rest != ':' || inet_pton (six ? AF_INET6 : AF_INET, rest + 1, term->address) != 1)
    return "address";
  return NULL;
}

static const char *
read_argument (Argument argument, char *rest, SpfTerm *term)
{
  switch (argument)
    {
    case ARGUMENT_NONE:
      return *rest == '\0' ? NULL : "argument";
    case ARGUMENT_DOMAIN:
      return *rest == ':' ? read_domain (rest + 1, &term->domain) : "argument";
    case ARGUMENT_MAYBE:
      if (*rest == '\0')
        return NULL;
      return *rest == ':' ? read_domain (rest + 1, &term->domain) : "argument";
    case ARGUMENT_PREFIX:
      return read_prefixed (rest, term);
    case ARGUMENT_ADDRESS:
      return read_address (rest, term);
    }
  return "argument";
}

static const char *
read_directive (SpfRecord *record, char *text, SpfTerm *term)
{
  char *name = strchr ("+-~?", *text) != NULL ? text + 1 : text;
  gsize length = strcspn (name, ":/");

  term->qualifier = name > text ? *text : '+';
  term->prefix4 = 32;
  term->prefix6 = 128;
  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (strlen (mechanisms[i].name) == length
        && g_ascii_strncasecmp (name, mechanisms[i].name, length) == 0)
      {
        const char *wrong;
        term->mechanism = mechanisms[i].mechanism;
        wrong = read_argument (mechanisms[i].argument, name + length, term);
        g_array_append_val (record->terms, *term);
        return wrong;
      }
  return "unknown_mechanism";
}

/* name "=" macro-string; -1 if @text is no modifier. */
static gssize
modifier_name_length (const char *text)
{
  gsize length = strcspn (text, ":/=");

  if (text[length] != '=' || !g_ascii_isalpha (*text))
    return -1;
  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("-_.", text[i]) == NULL)
      return -1;
  return (gssize) length;
}

static const char *
read_modifier (SpfRecord *record, const char *text, gsize name_length)
{
  const char *value = text + name_length + 1;
  char **place = NULL;

  if (name_length == strlen ("redirect")
      && g_ascii_strncasecmp (text, "redirect", name_length) == 0)
    place = &record->redirect;
  else if (name_length == strlen ("exp") && g_ascii_strncasecmp (text, "exp", name_length) == 0)
    place = &record->exp;
  if (place == NULL)
    return spf_macro_check (value, strlen (value), SPF_MACRO_STRING) ? NULL : "macro";
  return *place != NULL ? "duplicate_modifier" : read_domain (value, place);
}

static const char *
read_term (SpfRecord *record, char *text, gsize start, gsize length)
{
  SpfTerm term = { .start = start, .length = length };
  gssize name_length = modifier_name_length (text);

  if (name_length >= 0)
    return read_modifier (record, text, (gsize) name_length);
  return read_directive (record, text, &term);
}

static gboolean
find_bad_character (const char *text, gsize length, SpfFault *fault)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] < 0x20 || text[i] > 0x7e)
      {
        *fault = (SpfFault){ i, 1, "character" };
        return TRUE;
      }
  return FALSE;
}

SpfRecord *
spf_record_read (const char *text, gsize length, SpfFault *ret_fault)
{
  g_autoptr (SpfRecord) record = g_new0 (SpfRecord, 1);
  SpfFault fault;
  gsize at = strlen (VERSION);

  record->terms = g_array_new (FALSE, TRUE, sizeof (SpfTerm));
  if (ret_fault == NULL)
    ret_fault = &fault;
  if (find_bad_character (text, length, ret_fault))
    return NULL;
  while (at < length)
    {
      g_autofree char *term = NULL;
      const char *wrong;
      gsize end;

      if (text[at] == ' ')
        {
          at++;
          continue;
        }
      for (end = at; end < length && text[end] != ' '; end++)
        ;
      term = g_strndup (text + at, end - at);
      wrong = read_term (record, term, at, end - at);
      if (wrong != NULL)
        {
          *ret_fault = (SpfFault){ at, end - at, wrong };
          return NULL;
        }
      at = end;
    }
  return g_steal_pointer (&record);
}
