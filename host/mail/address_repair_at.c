/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_domain.h"
#include "mail/address_repair.h"
#include "mail/mail_service.h"

/* The "@": spelled out, typed twice, or left out before a mail service that everybody knows. */

static gboolean
is_bracket (gunichar character)
{
  return character == '(' || character == '[' || character == '{' || character == '<';
}

static gboolean
is_closed_by (gunichar open, gunichar close)
{
  return open == '(' ? close == ')' : close == open + 2;
}

static gboolean
is_in (gunichar character, const char *set)
{
  return character != 0 && character < 0x80 && strchr (set, (int) character) != NULL;
}

static gint
skip_blanks (const Draft *draft, gint i)
{
  while (draft_at (draft, i) == ' ')
    i++;
  return i;
}

/* The number of characters from @i that spell @word, in brackets or between blanks, those included;
 * or 0. */
static guint
spelled_length (const Draft *draft, gint i, const char *word)
{
  gint end = skip_blanks (draft, i);
  gboolean blank_before = end > i;
  gunichar open = is_bracket (draft_at (draft, end)) ? draft_at (draft, end) : 0;
  gint after;

  if (open == 0 && !blank_before)
    return 0;
  if (open != 0)
    end = skip_blanks (draft, end + 1);
  for (; *word != '\0'; word++, end++)
    {
      gunichar character = draft_at (draft, end);
      if (character >= 0x80 || g_ascii_tolower ((char) character) != *word)
        return 0;
    }
  after = skip_blanks (draft, end);
  if (open != 0)
    return is_closed_by (open, draft_at (draft, after))
               ? (guint) (skip_blanks (draft, after + 1) - i)
               : 0;
  return after > end ? (guint) (after - i) : 0;
}

static void
collapse (Draft *draft, guint i, guint count, gunichar character, AddressFaultKind kind)
{
  draft_replace (draft, i, character, kind);
  if (count > 1)
    draft_drop (draft, i + 1, count - 1, kind);
}

/* Whether what stands from @i on ends like a domain. */
static gboolean
is_domain_from (const Draft *draft, guint i)
{
  char domain[DOMAIN_MAX_OCTETS + 1];

  draft_copy (draft, i, draft_length (draft), domain, sizeof domain);
  return domain[strcspn (domain, " @<>()[],;:\"?#")] == '\0'
         && domain_has_known_tld (domain, strlen (domain));
}

/* "john (at) company.com", "john[@]company.com" */
static gboolean
mend_spelled_at (Draft *draft)
{
  static const char *const words[] = { "at", "@", "a" };

  for (guint i = 1; i < draft_length (draft); i++)
    for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
      {
        guint length = spelled_length (draft, (gint) i, words[w]);
        if (length == 0)
          continue;
        if (*words[w] == '@' && !is_bracket (draft_at (draft, skip_blanks (draft, (gint) i))))
          return TRUE; /* blanks around it: repair_blanks () */
        collapse (draft, i, length, '@',
                  *words[w] == '@' ? FAULT_STRAY_PUNCTUATION : FAULT_MISSING_AT);
        return TRUE;
      }
  return FALSE;
}

static void
mend_spelled_dots (Draft *draft)
{
  for (guint i = 1; i < draft_length (draft); i++)
    {
      guint length = spelled_length (draft, (gint) i, "dot");
      if (length > 0)
        collapse (draft, i, length, '.', FAULT_DOTS);
    }
}

void
repair_spelled (Draft *draft)
{
  gint hash = draft_find (draft, '#');
  gint percent = draft_find (draft, '%');

  if (draft_count (draft, '@') > 1)
    return;
  if (mend_spelled_at (draft))
    mend_spelled_dots (draft);
  if (draft_find (draft, '@') >= 0)
    return;
  if (percent > 0 && draft_at (draft, percent + 1) == '4' && draft_at (draft, percent + 2) == '0')
    collapse (draft, (guint) percent, 3, '@', FAULT_MISSING_AT);
  else if (hash > 0 && draft_count (draft, '#') == 1 && is_domain_from (draft, (guint) hash + 1))
    draft_replace (draft, (guint) hash, '@', FAULT_MISSING_AT);
}

/* Names of hosts of a mail service: "mail.qq.com" is a page, not a mailbox. */
static const char *const hosts[] = { "mail", "www",    "smtp",    "imap", "pop", "pop3", "mx",
                                     "mx1",  "exmail", "webmail", "m",    "wap", "ex",   "en" };

static gboolean
is_host (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    if (g_str_equal (name, hosts[i]))
      return TRUE;
  return FALSE;
}

/* "johngmail.com", "john.gmail.com", "john gmail.com". Where the name could as well end in the
 * service's first digits ("john1163.com"), silence. */
static void
mend_missing_at (Draft *draft)
{
  char text[DRAFT_MAX_OCTETS + 1];
  const char *service;
  gsize name;
  gboolean parted;

  draft_copy (draft, 0, draft_length (draft), text, sizeof text);
  service = mail_service_at_end (text);
  if (service == NULL || strlen (text) <= strlen (service) + 1)
    return;
  name = strlen (text) - strlen (service);
  parted = strchr (". -_", text[name - 1]) != NULL;
  if (g_ascii_isdigit (service[0]) && g_ascii_isdigit (text[name - 1]))
    return;
  text[parted ? name - 1 : name] = '\0';
  if (*text == '\0' || is_host (text) || strpbrk (text, " /:,;") != NULL)
    return;
  if (parted)
    draft_replace (draft, (guint) name - 1, '@', FAULT_MISSING_AT);
  else
    draft_insert (draft, (guint) name, '@', FAULT_MISSING_AT);
}

/* "john@company.com@company.com" */
static void
mend_repeated_domain (Draft *draft)
{
  gint last = draft_find_last (draft, '@');
  gint first = draft_find (draft, '@');
  char one[DOMAIN_MAX_OCTETS + 1], other[DOMAIN_MAX_OCTETS + 1];

  draft_copy (draft, (guint) first + 1, (guint) last, one, sizeof one);
  draft_copy (draft, (guint) last + 1, draft_length (draft), other, sizeof other);
  if (g_str_equal (one, other) && *one != '\0')
    draft_drop (draft, (guint) last, draft_length (draft) - (guint) last, FAULT_MULTIPLE_AT);
}

/* Keys beside that of the "@" that were hit along with it: what no domain begins with and no local
 * part ends in, where the rest is in order. */
static void
drop_beside_at (Draft *draft)
{
  gint at = draft_find_last (draft, '@');
  guint behind = 0, before = 0;

  while (is_in (draft_at (draft, at + 1 + (gint) behind), "!#$%^&*+=|\\/?<>;:,'`~"))
    behind++;
  while (is_in (draft_at (draft, at - 1 - (gint) before), "<>()[]\\;:,"))
    before++;
  if (at <= (gint) before || !is_domain_from (draft, (guint) at + 1 + behind))
    return;
  if (behind > 0)
    draft_drop (draft, (guint) at + 1, behind, FAULT_INVALID_CHARACTER);
  if (before > 0)
    draft_drop (draft, (guint) at - before, before, FAULT_INVALID_CHARACTER);
}

void
repair_at (Draft *draft)
{
  guint count = draft_count (draft, '@');

  if (count == 0)
    {
      mend_missing_at (draft);
      return;
    }
  for (guint i = 0; i < draft_length (draft) && count > 1;)
    if (draft_at (draft, (gint) i) == '@'
        && (i == 0 || i + 1 == draft_length (draft) || draft_at (draft, (gint) i - 1) == '@'))
      {
        draft_drop (draft, i, 1, FAULT_MULTIPLE_AT);
        count--;
      }
    else
      i++;
  if (count == 2)
    mend_repeated_domain (draft);
  if (draft_count (draft, '@') == 1)
    drop_beside_at (draft);
}
