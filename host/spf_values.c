/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <string.h>
#include "mail/domain_below.h"
#include "mail/spf_macro.h"
#include "spf_eval.h"

/* What the macros of RFC 7208 7 stand for. */

#define MAX_NAME 253

/* "40.218.168.192.in-addr.arpa" */
static char *
reverse_name (const SpfInput *input)
{
  GString *name = g_string_new (NULL);

  if (!input->six)
    g_string_printf (name, "%u.%u.%u.%u.in-addr.arpa", input->address[3], input->address[2],
                     input->address[1], input->address[0]);
  else
    {
      for (int i = 15; i >= 0; i--)
        g_string_append_printf (name, "%x.%x.", input->address[i] & 0xf, input->address[i] >> 4);
      g_string_append (name, "ip6.arpa");
    }
  return g_string_free (name, FALSE);
}

/* A name counts if one of its addresses is the server's. */
static SpfStep
name_is_validated (Spf *spf, const char *name)
{
  const SpfInput *input = spf->input;
  const DnsAnswer *answer;
  AnswerState state = dns_ask (spf->evidence, input->six ? DNS_AAAA : DNS_A, name, &answer);

  if (state == ANSWER_PENDING)
    return SPF_PENDING;
  for (guint i = 0; state == ANSWER_KNOWN && i < answer->records->len; i++)
    if (memcmp (dns_answer_record (answer, i)->address, input->address, input->six ? 16 : 4) == 0)
      return SPF_MATCH;
  return SPF_NO_MATCH;
}

SpfStep
spf_validated_names (Spf *spf, gboolean count_void, GPtrArray **ret_names)
{
  g_autofree char *reverse = reverse_name (spf->input);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const DnsAnswer *answer;
  AnswerState state = dns_ask (spf->evidence, DNS_PTR, reverse, &answer);
  gboolean pending = state == ANSWER_PENDING;

  *ret_names = NULL;
  if (state == ANSWER_KNOWN && count_void && !spf->input->stand_in && answer->status != DNS_FOUND
      && ++spf->void_lookups > SPF_MAX_VOID)
    return spf_problem (spf, SPF_PROBLEM_TOO_MANY_VOID, NULL);
  for (guint i = 0; state == ANSWER_KNOWN && i < MIN (answer->records->len, SPF_MAX_PTR); i++)
    {
      const char *name = dns_answer_record (answer, i)->name;
      SpfStep step = name_is_validated (spf, name);
      pending |= step == SPF_PENDING;
      if (step == SPF_MATCH)
        g_ptr_array_add (names, (gpointer) name);
    }
  if (pending)
    return SPF_PENDING;
  *ret_names = g_steal_pointer (&names);
  return SPF_MATCH;
}

/* The macro p: the domain itself if it is among the names, else one below it, else any. */
static const char *
choose_name (const GPtrArray *names, const char *domain)
{
  const char *below = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      if (g_ascii_strcasecmp (name, domain) == 0)
        return name;
      if (below == NULL && domain_is_below (name, domain))
        below = name;
    }
  if (below != NULL)
    return below;
  return names->len > 0 ? g_ptr_array_index (names, 0) : "unknown";
}

/* The macro i: dotted, an IPv6 address nibble by nibble. */
static char *
dotted_address (const SpfInput *input)
{
  GString *text;

  if (!input->six)
    return g_strdup_printf ("%u.%u.%u.%u", input->address[0], input->address[1], input->address[2],
                            input->address[3]);
  text = g_string_new (NULL);
  for (guint i = 0; i < 16; i++)
    g_string_append_printf (text, "%s%X.%X", i > 0 ? "." : "", input->address[i] >> 4,
                            input->address[i] & 0xf);
  return g_string_free (text, FALSE);
}

static char *
readable_address (const SpfInput *input)
{
  char text[INET6_ADDRSTRLEN];

  inet_ntop (input->six ? AF_INET6 : AF_INET, input->address, text, sizeof text);
  return g_strdup (text);
}

typedef struct
{
  const Spf *spf;
  const char *domain;
  const char *validated; /* the macro p */
} Values;

static char *
value_of (char letter, gpointer data)
{
  const Values *values = data;
  const Spf *spf = values->spf;

  switch (letter)
    {
    case 's':
      return g_strconcat (spf->local_part, "@", spf->sender_domain, NULL);
    case 'l':
      return g_strdup (spf->local_part);
    case 'o':
      return g_strdup (spf->sender_domain);
    case 'd':
      return g_strdup (values->domain);
    case 'i':
      return dotted_address (spf->input);
    case 'p':
      return g_strdup (values->validated);
    case 'v':
      return g_strdup (spf->input->six ? "ip6" : "in-addr");
    case 'h':
      return g_strdup (spf->input->helo);
    case 'c':
      return readable_address (spf->input);
    case 'r':
      return g_strdup (spf->input->receiver != NULL ? spf->input->receiver : "unknown");
    case 't':
      return g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);
    }
  g_return_val_if_reached (g_strdup (""));
}

SpfStep
spf_expand (Spf *spf, const char *text, const char *domain, char **ret_text)
{
  g_autoptr (GPtrArray) names = NULL;
  Values values = { spf, domain, "unknown" };

  *ret_text = NULL;
  if (spf_macro_uses (text, 'p'))
    {
      if (spf_validated_names (spf, FALSE, &names) == SPF_PENDING)
        return SPF_PENDING;
      values.validated = choose_name (names, domain);
    }
  *ret_text = spf_macro_expand (text, value_of, &values);
  return SPF_MATCH;
}

SpfStep
spf_expand_domain (Spf *spf, const char *spec, const char *domain, char **ret_name)
{
  SpfStep step;
  char *name;
  gsize length;

  if (spec == NULL)
    {
      *ret_name = g_strdup (domain);
      return SPF_MATCH;
    }
  step = spf_expand (spf, spec, domain, &name);
  if (step != SPF_MATCH)
    return step;
  length = strlen (name);
  if (length > 0 && name[length - 1] == '.')
    name[--length] = '\0';
  for (char *tail = name; length > MAX_NAME && (tail = strchr (name, '.')) != NULL;)
    {
      length -= (gsize) (tail + 1 - name);
      memmove (name, tail + 1, length + 1);
    }
  *ret_name = name;
  return SPF_MATCH;
}
