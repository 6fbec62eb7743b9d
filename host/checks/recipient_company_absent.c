/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "checks.h"
#include "mail/domain_below.h"
#include "mail/words.h"

/* A company of the directory that the text names, while none of the recipients belongs to it: a
 * mail to the wrong customer. Sure where the salutation names it ("Dear Acme team"); in the rest of
 * the text a firm is often spoken of to another, so there it is weak, and only where no company of
 * the recipients is named. */

/* A salutation is the first line, and short. Of the text, as much as a person writes in a mail is
 * read. */
#define MAX_SALUTATION_BYTES 120
#define MAX_TEXT_BYTES (16 * 1024)

static gboolean
line_is_quoted (const char *line)
{
  return line[0] == '>' || g_str_has_prefix (line, "-----") || g_str_has_prefix (line, "_____");
}

/* Parts what the user wrote himself into salutation and rest; both folded. */
static void
split_body (const char *body, char **ret_salutation, char **ret_rest)
{
  g_autofree char *start
      = g_utf8_substring (body, 0, MIN (g_utf8_strlen (body, -1), MAX_TEXT_BYTES / 4));
  g_auto (GStrv) lines = g_strsplit (start, "\n", -1);
  g_autofree char *salutation = NULL;
  g_autoptr (GString) rest = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL && !line_is_quoted (lines[i]); i++)
    {
      const char *line = g_strstrip (lines[i]);
      if (*line == '\0')
        continue;
      if (salutation == NULL && rest->len == 0 && strlen (line) <= MAX_SALUTATION_BYTES)
        salutation = g_strdup (line);
      else
        g_string_append_printf (rest, "%s\n", line);
    }
  *ret_salutation = words_fold (salutation != NULL ? salutation : "");
  *ret_rest = words_fold (rest->str);
}

static gboolean
entry_has_domain (const DirectoryEntry *entry, const char *domain)
{
  for (gsize i = 0; domain != NULL && entry->domains[i] != NULL; i++)
    if (domain_is_below (domain, entry->domains[i]))
      return TRUE;
  return FALSE;
}

/* Whether some recipient (of any field) or the sender is at one of the entry's domains, or is of
 * that company after the address book. */
static gboolean
entry_is_addressed (const DirectoryEntry *entry, const Message *message)
{
  if (message->from != NULL && entry_has_domain (entry, message->from->ascii_domain))
    return TRUE;
  for (guint i = 0; i < message->recipients->len; i++)
    {
      const Recipient *recipient = g_ptr_array_index (message->recipients, i);

      if (recipient->contact != NULL && recipient->contact->organisation != NULL
          && strstr (recipient->contact->organisation, entry->company) != NULL)
        return TRUE;
      if (entry_has_domain (entry, recipient->address->ascii_domain))
        return TRUE;
    }
  return FALSE;
}

/* The whole name, as words in a row: "Acme Pumps" is not named by "acme" alone. @folded is folded
 * text. */
static gboolean
text_names (const char *folded, const char *company)
{
  g_autofree char *name = words_fold (company);
  gsize length = strlen (name);

  for (const char *hit = strstr (folded, name); length > 1 && hit != NULL;
       hit = strstr (hit + 1, name))
    {
      gunichar before = hit > folded ? g_utf8_get_char (g_utf8_prev_char (hit)) : ' ';
      gunichar after = g_utf8_get_char (hit + length);
      gboolean latin = (guchar)name[0] < 0x80;
      if (!latin || (!g_unichar_isalnum (before) && !g_unichar_isalnum (after)))
        return TRUE;
    }
  return FALSE;
}

CheckState
check_recipient_company_absent (const CheckInput *in, Findings *out)
{
  g_autofree char *salutation = NULL, *rest = NULL;
  g_autoptr (GPtrArray) absent = g_ptr_array_new ();
  gboolean addressed_is_named = FALSE;

  if (in->policy->directory->len == 0 || in->message->body[0] == '\0')
    return CHECK_DONE;
  split_body (in->message->body, &salutation, &rest);
  for (guint i = 0; i < in->policy->directory->len; i++)
    {
      DirectoryEntry *entry = g_ptr_array_index (in->policy->directory, i);
      gboolean greeted = text_names (salutation, entry->company);

      if (!greeted && !text_names (rest, entry->company))
        continue;
      if (entry_is_addressed (entry, in->message))
        addressed_is_named = TRUE;
      else if (greeted)
        finding_param (findings_add (out), "company", entry->company);
      else
        g_ptr_array_add (absent, entry);
    }
  for (guint i = 0; i < absent->len && !addressed_is_named; i++)
    {
      const DirectoryEntry *entry = g_ptr_array_index (absent, i);
      Finding *finding = findings_add (out);
      finding_param (finding, "company", entry->company);
      finding->variant = "text";
      finding_weak (finding, 0.3);
    }
  return CHECK_DONE;
}
