/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "mail/words.h"

/* Rivals: outside companies that stand side by side in one field of a message whose text names none
 * of them. A mail that brings a customer and a forwarder together names people or firms; an offer
 * that was meant for each of them alone does not. */

/* Firms that serve a trade rather than compete in it; found in the label of the domain. */
static const char *const partner_words[] = {
  "logist",    "freight", "forward",  "cargo", "shipping", "spedition", "express",
  "transport", "maersk",  "bank",     "insur", "inspect",  "custom",    "kuehne",
  "dhl",       "fedex",   "schenker", "dsv",   "sgs",      "intertek",  "bureau",
  "notar",     "kanzlei", "lawyer",   "legal", "steuer",   "consult",   "agency",
  "audit",     "travel",  "hotel",    "event", "messe",    "fair",
};

static gboolean
label_is_partner (const char *label)
{
  for (gsize i = 0; i < G_N_ELEMENTS (partner_words); i++)
    if (strstr (label, partner_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
original_has_company (const Message *message, const Address *address)
{
  for (guint i = 0; i < message->original->len; i++)
    if (company_same (g_ptr_array_index (message->original, i), address))
      return TRUE;
  return FALSE;
}

/* The companies side by side in @field that nothing has brought together yet: label -> GPtrArray of
 * Recipient. */
static GHashTable *
companies_in_field (const CheckInput *in, RecipientField field)
{
  GHashTable *companies
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < in->message->recipients->len; i++)
    {
      Recipient *recipient = g_ptr_array_index (in->message->recipients, i);
      gsize length = 0;
      const char *label = company_label (recipient->address, &length);
      g_autofree char *company = g_strndup (label != NULL ? label : "", length);
      GPtrArray *people;

      if (label == NULL || recipient->field != field || !company_is_outside (in, recipient)
          || label_is_partner (company) || original_has_company (in->message, recipient->address))
        continue;
      people = g_hash_table_lookup (companies, company);
      if (people == NULL)
        {
          people = g_ptr_array_new ();
          g_hash_table_insert (companies, g_steal_pointer (&company), people);
        }
      g_ptr_array_add (people, recipient);
    }
  return companies;
}

/* Shorter words stand in a text by chance. */
#define MIN_WORD_BYTES 3

static gboolean
text_has_word_of (const Words *words, const char *name)
{
  g_auto (GStrv) parts = name != NULL ? words_split (name) : g_new0 (char *, 1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (strlen (parts[i]) >= MIN_WORD_BYTES && words_have (words, parts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
text_names_company (const Words *words, const char *company, const GPtrArray *people)
{
  if (text_has_word_of (words, company))
    return TRUE;
  for (guint i = 0; i < people->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (people, i);
      if (text_has_word_of (words, recipient->address->display_name)
          || text_has_word_of (words, recipient->address->local_part))
        return TRUE;
    }
  return FALSE;
}

/* From this number of companies on, nobody has brought them together on purpose without a word
 * about it. */
#define MIN_RIVALS 3

static void
check_field (const CheckInput *in, RecipientField field, Findings *out)
{
  g_autoptr (GHashTable) companies = companies_in_field (in, field);
  g_autoptr (Words) words = NULL;
  g_autoptr (GList) labels = NULL;
  guint strangers = 0;
  Finding *finding;

  if (g_hash_table_size (companies) < 2)
    return;
  words = words_new (in->message->subject, in->message->body);
  labels = g_list_sort (g_hash_table_get_keys (companies), (GCompareFunc)strcmp);
  for (const GList *label = labels; label != NULL; label = label->next)
    strangers
        += !text_names_company (words, label->data, g_hash_table_lookup (companies, label->data));
  if (strangers < 2)
    return;
  finding = findings_add (out);
  finding_param (finding, "field", recipient_field_name (field));
  for (const GList *label = labels; label != NULL; label = label->next)
    {
      const GPtrArray *people = g_hash_table_lookup (companies, label->data);
      const Recipient *first = g_ptr_array_index (people, 0);
      finding_param_add (finding, "companies", first->address->domain);
    }
  if (strangers < MIN_RIVALS)
    finding_weak (finding, 0.4);
}

CheckState
check_recipient_mixed_companies (const CheckInput *in, Findings *out)
{
  if (in->message->recipients->len < 2 || in->message->kind == MESSAGE_REPLY)
    return CHECK_DONE;
  check_field (in, FIELD_TO, out);
  check_field (in, FIELD_CC, out);
  return CHECK_DONE;
}
