/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include <libpsl.h>
#include "mail/address_character.h"
#include "mail/address_domain.h"
#include "mail/address_repair.h"
#include "mail/free_mail.h"

/* Slips inside the local part and the domain: other characters in the place of ASCII ones, blanks,
 * dots, what stands for a dot. */

void
repair_substitutes (Draft *draft)
{
  gunichar previous = 0;

  for (guint i = 0; i < draft_length (draft); i++)
    {
      gunichar character = draft_raw (draft, (gint) i);
      gunichar ascii;
      CharacterSort sort = address_character (character, &ascii);
      const char *ligature = address_character_ligature (character);

      if (character == 0 || address_character_is_joined (character, previous))
        continue;
      if (sort == CHARACTER_FULLWIDTH)
        draft_replace (draft, i, ascii, FAULT_FULLWIDTH);
      else if (sort == CHARACTER_SUBSTITUTE && ligature == NULL)
        draft_replace (draft, i, ascii, FAULT_INVALID_CHARACTER);
      else if (sort == CHARACTER_SUBSTITUTE)
        {
          draft_replace (draft, i, (gunichar) ligature[0], FAULT_INVALID_CHARACTER);
          for (ligature++; *ligature != '\0'; ligature++)
            draft_insert_silently (draft, ++i, (gunichar) *ligature);
        }
      previous = draft_raw (draft, (gint) i);
    }
}

/* Whether the blank at @i touches a character that no blank belongs beside. */
static gboolean
is_loose_blank (const Draft *draft, gint i, gint at)
{
  gunichar before = draft_at (draft, i - 1), after = draft_at (draft, i + 1);

  if (before == '@' || after == '@' || after == '.' || before == ' ' || after == ' ')
    return TRUE;
  return i > at && (before == '.' || before == ',');
}

/* Whether the words before the last blank of the local part are the person's name: written in
 * another script than the local part, or taken up by it ("John Smith john.smith@"). */
static gboolean
is_name_before (const Draft *draft, gint blank, gint at)
{
  char name[DRAFT_MAX_OCTETS + 1], local[DRAFT_MAX_OCTETS + 1];
  g_auto (GStrv) words = NULL;

  draft_copy (draft, 0, (guint) blank, name, sizeof name);
  draft_copy (draft, (guint) blank + 1, (guint) at, local, sizeof local);
  if (strchr (name, '?') != NULL)
    return strchr (local, '?') == NULL;
  words = g_strsplit_set (name, " .,-\"", -1);
  for (char **word = words; *word != NULL; word++)
    if (strlen (*word) >= 3 && strstr (local, *word) != NULL)
      return TRUE;
  return FALSE;
}

static gint
find_blank (const Draft *draft, gint from, gint to)
{
  for (gint i = from; i < to; i++)
    if (draft_at (draft, i) == ' ')
      return i;
  return -1;
}

/* A blank in the domain: something stands behind the address, or the domain was pulled apart. Both
 * could be ("company.co m"): nothing is mended. */
static void
mend_domain_blank (Draft *draft, gint at)
{
  gint blank = find_blank (draft, at + 1, (gint) draft_length (draft));
  char whole[DOMAIN_MAX_OCTETS + 1], first[DOMAIN_MAX_OCTETS + 1], joined[DOMAIN_MAX_OCTETS + 1];
  gboolean complete, joins;
  gsize length = 0;

  if (blank < 0)
    return;
  draft_copy (draft, (guint) at + 1, draft_length (draft), whole, sizeof whole);
  draft_copy (draft, (guint) at + 1, (guint) blank, first, sizeof first);
  for (const char *c = whole; *c != '\0'; c++)
    if (*c != ' ')
      joined[length++] = *c;
  joined[length] = '\0';
  complete = domain_has_known_tld (first, strlen (first));
  joins = domain_has_known_tld (joined, length) && strchr (joined, '?') == NULL;
  if (complete && !joins)
    draft_drop (draft, (guint) blank, draft_length (draft) - (guint) blank,
                FAULT_STRAY_PUNCTUATION);
  for (gint i = at + 1; !complete && joins && i < (gint) draft_length (draft);)
    if (draft_at (draft, i) == ' ')
      draft_drop (draft, (guint) i, 1, FAULT_WHITESPACE);
    else
      i++;
}

void
repair_blanks (Draft *draft)
{
  gint at = draft_find_last (draft, '@');
  gint blank;

  if (at < 0)
    return;
  for (gint i = 0; i < (gint) draft_length (draft);)
    if (draft_at (draft, i) == ' ' && is_loose_blank (draft, i, at))
      {
        draft_drop (draft, (guint) i, 1, FAULT_WHITESPACE);
        at = draft_find_last (draft, '@');
      }
    else
      i++;
  for (blank = at - 1; blank > 0 && draft_at (draft, blank) != ' '; blank--)
    ;
  if (blank > 0 && is_name_before (draft, blank, at))
    draft_drop (draft, 0, (guint) blank + 1, FAULT_STRAY_PUNCTUATION);
  mend_domain_blank (draft, draft_find_last (draft, '@'));
}

/* Drops dots at the ends of a part and all but one of several, unless nothing would be left of it.
 */
static void
mend_dots (Draft *draft, gint start, gint end)
{
  gboolean other = FALSE;

  for (gint i = start; i < end; i++)
    other = other || draft_at (draft, i) != '.';
  for (gint i = start; other && i < end;)
    if (draft_at (draft, i) == '.'
        && (i == start || i + 1 == end || draft_at (draft, i + 1) == '.'))
      {
        draft_drop (draft, (guint) i, 1, FAULT_DOTS);
        end--;
        i = MAX (i - 1, start);
      }
    else
      i++;
}

/* Whether a dot is left between others when those at the ends are taken off: "john@.com" lacks more
 * than it has too much. */
static gboolean
has_inner_dot (const Draft *draft, gint start)
{
  gint end = (gint) draft_length (draft);

  while (start < end && draft_at (draft, start) == '.')
    start++;
  while (end > start && draft_at (draft, end - 1) == '.')
    end--;
  for (gint i = start; i < end; i++)
    if (draft_at (draft, i) == '.')
      return TRUE;
  return FALSE;
}

/* The one place where a dot turns a domain without any into that of a mail service ("gmailcom"), or
 * 0. */
static guint
missing_dot (const char *domain)
{
  char dotted[DOMAIN_MAX_OCTETS + 2];
  gsize length = strlen (domain);
  guint found = 0;

  for (gsize i = 1; i < length; i++)
    {
      g_snprintf (dotted, sizeof dotted, "%.*s.%s", (int) i, domain, domain + i);
      if (!free_mail_has_domain (dotted))
        continue;
      if (found != 0)
        return 0;
      found = (guint) i;
    }
  return found;
}

void
repair_dots (Draft *draft)
{
  gint at = draft_find_last (draft, '@');
  char domain[LABEL_MAX_OCTETS + 1];
  guint place;

  if (at < 0)
    return;
  if (has_inner_dot (draft, at + 1))
    mend_dots (draft, at + 1, (gint) draft_length (draft));
  mend_dots (draft, 0, at);
  at = draft_find_last (draft, '@');
  if (draft_length (draft) - (guint) at > LABEL_MAX_OCTETS)
    return;
  draft_copy (draft, (guint) at + 1, draft_length (draft), domain, sizeof domain);
  if (strchr (domain, '.') == NULL && (place = missing_dot (domain)) > 0)
    draft_insert (draft, (guint) at + 1 + place, '.', FAULT_DOTS);
}

static gboolean
is_public_suffix (const char *name)
{
  return *name != '\0'
         && psl_is_public_suffix2 (psl_builtin (), name, PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE);
}

/* An underscore, or a key beside that of the dot, is a dot where a public suffix begins behind it:
 * "company_co_uk". */
static void
mend_as_dot (Draft *draft, gint at, gunichar character, AddressFaultKind kind)
{
  char behind[DOMAIN_MAX_OCTETS + 1];

  for (gint i = (gint) draft_length (draft) - 1; i > at + 1; i--)
    {
      if (draft_at (draft, i) != character)
        continue;
      draft_copy (draft, (guint) i + 1, draft_length (draft), behind, sizeof behind);
      if (!is_public_suffix (behind) || draft_at (draft, i - 1) == '.')
        return;
      draft_replace (draft, (guint) i, '.', kind);
    }
}

/* A key beside that of the dot that was hit along with it: "company.com/.au". */
static void
drop_beside_dot (Draft *draft, gint at)
{
  char behind[DOMAIN_MAX_OCTETS + 1];

  for (gint i = (gint) draft_length (draft) - 2; i > at + 1; i--)
    {
      gboolean dot_behind = draft_at (draft, i + 1) == '.';
      if (!(draft_at (draft, i) == '/' || draft_at (draft, i) == ',' || draft_at (draft, i) == ';')
          || dot_behind == (draft_at (draft, i - 1) == '.'))
        continue;
      draft_copy (draft, (guint) (dot_behind ? i + 2 : i + 1), draft_length (draft), behind,
                  sizeof behind);
      if (is_public_suffix (behind))
        draft_drop (draft, (guint) i, 1, FAULT_INVALID_CHARACTER);
    }
}

/* A comma for a dot further left, once the ending is in order: "mail,company.com". */
static void
mend_commas (Draft *draft, gint at)
{
  char domain[DOMAIN_MAX_OCTETS + 1];

  draft_copy (draft, (guint) at + 1, draft_length (draft), domain, sizeof domain);
  if (!domain_has_known_tld (domain, strlen (domain)))
    return;
  for (gint i = at + 2; i < (gint) draft_length (draft) - 1; i++)
    if (draft_at (draft, i) == ',' && address_character_is_ldh (draft_at (draft, i - 1))
        && address_character_is_ldh (draft_at (draft, i + 1)))
      draft_replace (draft, (guint) i, '.', FAULT_INVALID_CHARACTER);
}

void
repair_domain (Draft *draft)
{
  gint at = draft_find_last (draft, '@');

  if (at < 0)
    return;
  drop_beside_dot (draft, at);
  mend_as_dot (draft, at, '_', FAULT_UNDERSCORE_IN_DOMAIN);
  for (const char *key = ",;/"; *key != '\0'; key++)
    mend_as_dot (draft, at, (gunichar) *key, FAULT_INVALID_CHARACTER);
  mend_commas (draft, at);
}
