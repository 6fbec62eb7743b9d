/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "knowledge/name_set.h"
#include "mail/own_text.h"
#include "mail/words.h"

/* Rivals: outside companies that stand side by side in one field of a message whose text names none
 * of them. A mail that brings a customer and a forwarder together names people or firms, or speaks
 * of the matter that they share; an offer that was meant for each of them alone does not. */

/* Whether a word of firms that serve a trade stands in @text: short ones as a whole word, longer
 * ones anywhere. */
static gboolean
text_is_partner (const char *text)
{
  g_auto (GStrv) words = text != NULL ? words_split (text) : g_new0 (char *, 1);

  for (gsize i = 0; words[i] != NULL; i++)
    for (guint p = 0; p < partner_words.length; p++)
      {
        const char *partner = partner_words.text + partner_words.starts[p];
        if (strcmp (words[i], partner) == 0
            || (strlen (partner) >= 4 && strstr (words[i], partner) != NULL))
          return TRUE;
      }
  return FALSE;
}

static gboolean
recipient_is_partner (const Recipient *recipient, const char *label)
{
  return text_is_partner (label) || text_is_partner (recipient->address->display_name)
         || text_is_partner (recipient->address->local_part)
         || (recipient->contact != NULL && text_is_partner (recipient->contact->organisation));
}

static gboolean
original_has_company (const Message *message, const Address *address)
{
  for (guint i = 0; i < message->original->len; i++)
    if (company_same (g_ptr_array_index (message->original, i), address))
      return TRUE;
  return FALSE;
}

#define MIN_BRAND_BYTES 4

/* "kessler" and "kessler-china" are one group. */
static gboolean
labels_are_kin (const char *a, const char *b)
{
  gsize length = MIN (strlen (a), strlen (b));
  return strcmp (a, b) == 0 || (length >= MIN_BRAND_BYTES && strncmp (a, b, length) == 0);
}

/* The people of the company @label, or NULL. Pairs are compared for messages that a person
 * addressed; beyond, labels stand for themselves. */
#define MAX_COMPARED 64

static GPtrArray *
companies_find (GHashTable *companies, const char *label)
{
  GHashTableIter iter;
  gpointer known, people = g_hash_table_lookup (companies, label);

  if (people != NULL || g_hash_table_size (companies) > MAX_COMPARED)
    return people;
  g_hash_table_iter_init (&iter, companies);
  while (g_hash_table_iter_next (&iter, &known, &people))
    if (labels_are_kin (known, label))
      return people;
  return NULL;
}

/* Whether the recipient's company counts as new: no partner, and no party of the conversation. */
static gboolean
company_is_strange (const CheckInput *in, const Recipient *recipient, const char *label)
{
  return !recipient_is_partner (recipient, label)
         && !original_has_company (in->message, recipient->address);
}

static void
companies_add (GHashTable *companies, const CheckInput *in, Recipient *recipient)
{
  gsize length = 0;
  const char *label = company_label (recipient->address, &length);
  g_autofree char *company = g_strndup (label != NULL ? label : "", length);
  GPtrArray *people;

  if (label == NULL || !company_is_outside (in, recipient))
    return;
  people = companies_find (companies, company);
  if (people == NULL && g_hash_table_size (companies) <= MAX_COMPARED
      && !company_is_strange (in, recipient, company))
    return;
  if (people == NULL)
    {
      people = g_ptr_array_new ();
      g_hash_table_insert (companies, g_steal_pointer (&company), people);
    }
  g_ptr_array_add (people, recipient);
}

/* The companies side by side in @field that nothing has brought together yet: label -> GPtrArray of
 * Recipient. */
static GHashTable *
companies_in_field (const CheckInput *in, RecipientField field)
{
  GHashTable *companies
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < in->message->recipients->len; i++)
    {
      Recipient *recipient = g_ptr_array_index (in->message->recipients, i);
      if (recipient->field == field)
        companies_add (companies, in, recipient);
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

static gboolean
words_have_some (const Words *words, const NameSet *set)
{
  for (guint i = 0; i < set->length; i++)
    if (words_have (words, set->text + set->starts[i]))
      return TRUE;
  return FALSE;
}

/* Whether the text knows that several people read it: it offers nothing, and speaks of a matter
 * that they share or greets them all. */
static gboolean
text_knows_its_readers (const Message *message, const Words *words)
{
  g_autofree char *salutation = NULL, *rest = NULL;
  g_autoptr (Words) greeting = NULL;

  if (words_have_some (words, &offer_words))
    return FALSE;
  if (words_have_some (words, &together_words))
    return TRUE;
  own_text_read (message->body, &salutation, &rest);
  greeting = words_new ("", salutation);
  return words_have_some (greeting, &greets_all_words);
}

static guint
count_strangers (GHashTable *companies, const Words *words)
{
  GHashTableIter iter;
  gpointer label, people;
  guint strangers = 0;

  g_hash_table_iter_init (&iter, companies);
  while (g_hash_table_iter_next (&iter, &label, &people))
    strangers += !text_names_company (words, label, people);
  return strangers;
}

static void
tell (Findings *out, RecipientField field, GHashTable *companies, gboolean weak)
{
  Finding *finding = findings_add (out);
  g_autoptr (GList) labels = g_list_sort (g_hash_table_get_keys (companies), (GCompareFunc) strcmp);

  finding_param (finding, "field", recipient_field_name (field));
  for (const GList *label = labels; label != NULL; label = label->next)
    {
      const GPtrArray *people = g_hash_table_lookup (companies, label->data);
      const Recipient *first = g_ptr_array_index (people, 0);
      finding_param_add (finding, "companies", first->address->domain);
    }
  if (weak)
    finding_weak (finding, 0.4);
}

/* From this number of companies on, nobody has brought them together on purpose without a word
 * about it; where the text knows its readers, from the second on. */
#define MIN_RIVALS 3
#define MIN_RIVALS_TOGETHER 5

static void
check_field (const CheckInput *in, RecipientField field, GHashTable *companies, Findings *out)
{
  g_autoptr (Words) words = words_new (in->message->subject, in->message->body);
  guint strangers = count_strangers (companies, words);
  gboolean together;

  if (strangers < 2)
    return;
  together = text_knows_its_readers (in->message, words);
  if (!together || strangers >= MIN_RIVALS_TOGETHER)
    tell (out, field, companies, together || strangers < MIN_RIVALS);
}

/* In Cc, two are easily the forwarders of the one in To; three are not. */
CheckState
check_recipient_mixed_companies (const CheckInput *in, Findings *out)
{
  g_autoptr (GHashTable) to = NULL, cc = NULL;

  if (in->message->recipients->len < 2 || in->message->kind == MESSAGE_REPLY)
    return CHECK_DONE;
  to = companies_in_field (in, FIELD_TO);
  cc = companies_in_field (in, FIELD_CC);
  if (g_hash_table_size (to) >= 2)
    check_field (in, FIELD_TO, to, out);
  if (g_hash_table_size (cc) >= (g_hash_table_size (to) > 0 ? MIN_RIVALS : 2))
    check_field (in, FIELD_CC, cc, out);
  return CHECK_DONE;
}
