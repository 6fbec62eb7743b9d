/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "company.h"
#include "evidence/correspondents.h"
#include "knowledge/legal_form.h"
#include "person_name.h"

/* --- The name is itself an address, and another one --- */

/* The word of the display name that is an address, or NULL. Free with g_free (). */
static char *
address_in_name (const char *name)
{
  g_auto (GStrv) words = NULL;

  if (strchr (name, '@') == NULL)
    return NULL;
  words = g_strsplit_set (name, " \t<>()[]\"',;", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *at = strchr (words[i], '@');
      if (at != NULL && at > words[i] && strchr (at, '.') != NULL && at[1] != '.')
        return g_strdup (words[i]);
    }
  return NULL;
}

/* Whether the address that the name shows is of people whom the user knows: then the name may be
 * there to deceive. */
static AnswerState
shown_is_known (const CheckInput *in, const Address *shown, gboolean *ret_known)
{
  const Correspondents *known;
  AnswerState state = evidence_correspondents (in->evidence, "", &known);
  g_autofree char *key = address_key (shown);
  const Correspondent *one = known != NULL && key != NULL ? correspondents_find (known, key) : NULL;

  *ret_known = company_is_own (in, shown) || (one != NULL && correspondent_is_known (one));
  return state;
}

static CheckState
check_shown_address (const CheckInput *in, const char *text, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autoptr (Address) shown = address_read (text);
  g_autofree char *shown_key = address_key (shown);
  g_autofree char *key = address_key (address);
  gboolean known;
  Finding *finding;

  if (shown_key == NULL || key == NULL || g_str_equal (shown_key, key)
      || company_same (shown, address))
    return CHECK_DONE;
  if (shown_is_known (in, shown, &known) == ANSWER_PENDING)
    return CHECK_PENDING;
  finding = findings_add (out);
  finding->variant = "address";
  finding_param (finding, "name", text);
  if (!known)
    finding_weak (finding, 0.8);
  return CHECK_DONE;
}

/* --- The name is one person's, the local part another's --- */

/* A name that is also in the domain ("Anna Schmidt" behind hans.mueller@schmidt.de) may be the
 * firm's. */
static gboolean
domain_shows_some (const Address *address, const PersonName *person)
{
  for (gsize i = 0; i < person->length; i++)
    if (strlen (person->words[i]) >= 3 && strstr (address->ascii_domain, person->words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* thomas.cook@thomascook.com is the firm's mailbox, whoever reads it. */
static gboolean
domain_shows_all (const Address *address, const PersonName *person)
{
  for (gsize i = 0; i < person->length; i++)
    if (strstr (address->ascii_domain, person->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* Of a local part, only what is spelt out tells a person: "anna.schmidt", not "a.schmidt". */
static gboolean
local_part_read (PersonName *local, const char *local_part)
{
  return strpbrk (local_part, "._-") != NULL && person_name_read (local, local_part)
         && local->length <= 3 && strlen (local->words[0]) >= 2
         && strlen (local->words[local->length - 1]) >= 2;
}

static void
check_person (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  g_auto (PersonName) shown = { .length = 0 };
  g_auto (PersonName) local = { .length = 0 };
  Finding *finding;

  if (!local_part_read (&local, address->local_part)
      || !person_name_read (&shown, address->display_name)
      || legal_form_find (address->display_name) != NULL || person_names_may_be_one (&shown, &local)
      || domain_shows_some (address, &shown) || domain_shows_all (address, &local))
    return;
  finding = findings_add (out);
  finding->variant = "person";
  finding_param (finding, "name", address->display_name);
  finding_param (finding, "local_part", address->local_part);
  finding_weak (finding, 0.7);
}

CheckState
check_recipient_name_mismatch (const CheckInput *in, Findings *out)
{
  const Address *address = in->recipient->address;
  g_autofree char *shown = NULL;

  if (address->display_name == NULL || address->ascii_domain == NULL || address->local_part == NULL)
    return CHECK_DONE;
  shown = address_in_name (address->display_name);
  if (shown != NULL)
    return check_shown_address (in, shown, out);
  check_person (in, out);
  return CHECK_DONE;
}
