/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "company_name.h"
#include "mail/domain_below.h"
#include "mail/own_text.h"
#include "mail/words.h"

/* A company that the text names, while none of the recipients belongs to it: a mail to the wrong
 * customer. Companies are known from the directory and from contacts that do not get this mail.
 * Sure where the salutation names it ("Dear Acme team") to people of another company, rather than
 * to free mail, which may well be Acme's; in the rest of the text a firm is often spoken of to
 * another, so there it is weak, and only where no company of the recipients is named.
 */

typedef struct
{
  const char *name;     /* as the directory or the address book has it */
  char *spoken;         /* (owned) company_name_spoken () */
  const char *domain;   /* (nullable) of a contact */
  char *const *domains; /* (nullable) of an entry of the directory */
} Company;

static void
company_free (gpointer data)
{
  Company *company = data;
  g_free (company->spoken);
  g_free (company);
}

static void
companies_add (GPtrArray *companies, const Words *words, const Company *company)
{
  Company *named;

  if (!company_name_may_stand_in (company->name, words))
    return;
  named = g_memdup2 (company, sizeof *company);
  named->spoken = company_name_spoken (company->name);
  g_ptr_array_add (companies, named);
}

static void
companies_add_contacts (GPtrArray *companies, const Words *words, const Message *message)
{
  g_autoptr (GHashTable) addressed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < message->recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (message->recipients, i);
      if (recipient->contact != NULL)
        g_hash_table_add (addressed, (gpointer) recipient->contact);
    }
  for (guint i = 0; i < message->contacts->len; i++)
    {
      const Contact *contact = g_ptr_array_index (message->contacts, i);
      const char *at = strrchr (contact->address, '@');

      if (contact->organisation != NULL && at != NULL
          && !g_hash_table_contains (addressed, contact))
        companies_add (companies, words,
                       &(Company){ .name = contact->organisation, .domain = at + 1 });
    }
}

/* Those whose names the text may hold. */
static GPtrArray *
companies_known (const CheckInput *in, const Words *words)
{
  GPtrArray *companies = g_ptr_array_new_with_free_func (company_free);

  for (guint i = 0; i < in->policy->directory->len; i++)
    {
      const DirectoryEntry *entry = g_ptr_array_index (in->policy->directory, i);
      companies_add (companies, words,
                     &(Company){ .name = entry->company, .domains = entry->domains });
    }
  companies_add_contacts (companies, words, in->message);
  return companies;
}

static gboolean
company_has_domain (const Company *company, const Address *address)
{
  if (address->ascii_domain == NULL)
    return FALSE;
  if (company->domain != NULL)
    return domain_is_below (address->ascii_domain, company->domain);
  for (gsize i = 0; company->domains != NULL && company->domains[i] != NULL; i++)
    if (domain_is_below (address->ascii_domain, company->domains[i]))
      return TRUE;
  return FALSE;
}

#define MIN_TELLING_BYTES 4

/* The first word of a company's name that is not easily a part of another: "dijk" of "van dijk". */
static char *
telling_word (const char *spoken)
{
  g_auto (GStrv) words = g_strsplit_set (spoken, " -", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) >= MIN_TELLING_BYTES)
      return g_strdup (words[i]);
  return g_strdup (spoken);
}

/* Whether that word stands in @text: in a display name, a local part or a domain it tells that the
 * recipient has to do with the company, or bears the same name. */
static gboolean
text_tells_of (const Company *company, const char *text)
{
  g_autofree char *word = text != NULL ? telling_word (company->spoken) : NULL;
  g_autofree char *folded = text != NULL ? words_fold (text) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
company_is_of (const Company *company, const Address *address, const Contact *contact)
{
  return company_has_domain (company, address) || text_tells_of (company, address->domain)
         || text_tells_of (company, address->local_part)
         || text_tells_of (company, address->display_name)
         || (contact != NULL
             && (text_tells_of (company, contact->organisation)
                 || text_tells_of (company, contact->name)));
}

static gboolean
company_is_in_mail (const Company *company, const Message *message)
{
  if (message->from != NULL && company_is_of (company, message->from, NULL))
    return TRUE;
  for (guint i = 0; i < message->recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (message->recipients, i);
      if (company_is_of (company, recipient->address, recipient->contact))
        return TRUE;
    }
  return FALSE;
}

static void
tell (Findings *out, const Company *company, gboolean greeted)
{
  Finding *finding = findings_add (out);

  finding_param (finding, "company", company->name);
  if (!greeted)
    {
      finding->variant = "text";
      finding_weak (finding, 0.3);
    }
}

/* Once a company: the directory and several contacts may know it. */
static gboolean
companies_have (const GPtrArray *companies, const Company *company)
{
  for (guint i = 0; i < companies->len; i++)
    if (strcmp (((const Company *) g_ptr_array_index (companies, i))->spoken, company->spoken) == 0)
      return TRUE;
  return FALSE;
}

CheckState
check_recipient_company_absent (const CheckInput *in, Findings *out)
{
  g_autofree char *salutation = NULL, *rest = NULL;
  g_autoptr (Words) words = NULL;
  g_autoptr (GPtrArray) companies = NULL;
  g_autoptr (GPtrArray) greeted = g_ptr_array_new ();
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  gboolean addressed_is_named = FALSE;

  if (in->message->body[0] == '\0'
      || (in->policy->directory->len == 0 && in->message->contacts->len == 0))
    return CHECK_DONE;
  own_text_read (in->message->body, &salutation, &rest);
  words = words_new (salutation, rest);
  companies = companies_known (in, words);
  for (guint i = 0; i < companies->len; i++)
    {
      Company *company = g_ptr_array_index (companies, i);
      gboolean greets = company_name_stands_in (company->spoken, salutation);
      GPtrArray *absent = greets ? greeted : named;

      if (!greets && !company_name_stands_in (company->spoken, rest))
        continue;
      if (company_is_in_mail (company, in->message))
        addressed_is_named = TRUE;
      else if (!companies_have (absent, company))
        g_ptr_array_add (absent, company);
    }
  for (guint i = 0; i < greeted->len; i++)
    tell (out, g_ptr_array_index (greeted, i), company_is_addressed (in->message));
  for (guint i = 0; i < named->len && !addressed_is_named; i++)
    tell (out, g_ptr_array_index (named, i), FALSE);
  return CHECK_DONE;
}
