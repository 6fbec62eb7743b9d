/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"

/* --- One mailbox twice --- */

/* Where services fold spellings into one mailbox: what follows '+' is a tag nearly everywhere, dots
 * mean nothing at Gmail. */
static char *
folded_key (const Address *address)
{
  gboolean gmail = g_str_equal (address->ascii_domain, "gmail.com")
                   || g_str_equal (address->ascii_domain, "googlemail.com");
  g_autofree char *local = g_ascii_strdown (address->local_part, -1);
  char *end = local;

  for (const char *c = local; *c != '\0' && *c != '+'; c++)
    if (!(gmail && *c == '.'))
      *end++ = *c;
  if (end > local) /* "+tag@x.com" is no tag */
    *end = '\0';
  return g_strconcat (local, "@", gmail ? "gmail.com" : address->ascii_domain, NULL);
}

static void
report_duplicate (Findings *out, const Recipient *recipient, const Recipient *first, gboolean exact)
{
  Finding *finding = findings_add_about (out, recipient);

  finding_param (finding, "other", first->address->text);
  if (!exact)
    {
      finding->variant = "folded";
      finding_weak (finding, 0.9);
    }
}

CheckState
check_recipient_duplicate (const CheckInput *in, Findings *out)
{
  g_autoptr (GHashTable) exact = NULL, folded = NULL;

  if (in->message->recipients->len < 2)
    return CHECK_DONE;
  exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < in->message->recipients->len; i++)
    {
      Recipient *recipient = g_ptr_array_index (in->message->recipients, i);
      char *key = address_key (recipient->address);
      const Recipient *first;

      if (key == NULL || recipient->field == FIELD_REPLY_TO)
        {
          g_free (key);
          continue;
        }
      if ((first = g_hash_table_lookup (exact, key)) != NULL)
        report_duplicate (out, recipient, first, TRUE);
      else
        {
          char *loose = folded_key (recipient->address);
          if ((first = g_hash_table_lookup (folded, loose)) != NULL)
            report_duplicate (out, recipient, first, FALSE);
          g_hash_table_replace (folded, loose, recipient);
        }
      g_hash_table_replace (exact, key, recipient);
    }
  return CHECK_DONE;
}

/* --- Who sees whom --- */

/* One entry a company, and one a person where the domain is free mail. The hash tables' keys are
 * owned. */
static char *
circle_of (const Address *address)
{
  gsize length = 0;
  const char *label = company_label (address, &length);
  return label != NULL ? g_strndup (label, length) : address_key (address);
}

static gboolean
recipient_is_visible (const Recipient *recipient)
{
  return recipient->field == FIELD_TO || recipient->field == FIELD_CC;
}

/* Who took part in the message that is replied to has been seen by the others already: their keys;
 * empty where it is no reply. */
static GHashTable *
keys_seen (const Message *message)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; message->kind == MESSAGE_REPLY && i < message->original->len; i++)
    {
      char *key = address_key (g_ptr_array_index (message->original, i));
      if (key != NULL)
        g_hash_table_add (keys, key);
    }
  return keys;
}

static gboolean
recipient_is_newly_visible (const CheckInput *in, const Recipient *recipient, GHashTable *seen)
{
  g_autofree char *key = NULL;

  if (!recipient_is_visible (recipient) || !company_is_outside (in, recipient))
    return FALSE;
  if (g_hash_table_size (seen) == 0)
    return TRUE;
  key = address_key (recipient->address);
  return key == NULL || !g_hash_table_contains (seen, key);
}

/* Members of one customer's team know each other; it is strangers that must not be shown to each
 * other. From this number of companies and private people on, they are taken for strangers. */
#define MIN_CIRCLES_OF_STRANGERS 3

CheckState
check_recipient_too_many_visible (const CheckInput *in, Findings *out)
{
  g_autoptr (GHashTable) circles = NULL, seen = NULL;
  guint count = 0;
  Finding *finding;

  if (in->message->recipients->len <= in->policy->max_visible)
    return CHECK_DONE;
  circles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seen = keys_seen (in->message);
  for (guint i = 0; i < in->message->recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (in->message->recipients, i);
      if (!recipient_is_newly_visible (in, recipient, seen))
        continue;
      count++;
      g_hash_table_add (circles, circle_of (recipient->address));
    }
  if (count <= in->policy->max_visible)
    return CHECK_DONE;
  finding = findings_add (out);
  finding_param_int (finding, "count", count);
  finding_param_int (finding, "limit", in->policy->max_visible);
  finding_param_int (finding, "companies", g_hash_table_size (circles));
  if (g_hash_table_size (circles) < MIN_CIRCLES_OF_STRANGERS)
    {
      finding->variant = "team";
      finding_weak (finding, 0.5);
    }
  return CHECK_DONE;
}
