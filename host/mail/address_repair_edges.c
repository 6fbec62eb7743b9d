/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/address_character.h"
#include "mail/address_domain.h"
#include "mail/address_repair.h"

/* What was copied along with an address: characters nobody sees, brackets and quotes around it, a
 * label before it. */

void
repair_invisible (Draft *draft)
{
  gunichar previous = 0;

  for (guint i = 0; i < draft_length (draft);)
    {
      gunichar character = draft_raw (draft, (gint) i);
      gunichar ascii;

      if (character != 0 && address_character (character, &ascii) == CHARACTER_INVISIBLE
          && !address_character_is_joined (character, previous))
        {
          draft_drop (draft, i, 1, FAULT_INVISIBLE_CHARACTER);
          continue;
        }
      previous = character;
      i++;
    }
}

/* The place behind the bracket that closes the one at @open, or -1. */
static gint
comment_end (const Draft *draft, gint open)
{
  guint depth = 0;

  for (gint i = open; i < (gint) draft_length (draft); i++)
    switch (draft_at (draft, i))
      {
      case '\\':
        i++;
        break;
      case '(':
        depth++;
        break;
      case ')':
        if (--depth == 0)
          return i + 1;
        break;
      default:
        break;
      }
  return -1;
}

/* Whether a comment could stand before or behind that character (RFC 5322 3.4.1: between the
 * parts). */
static gboolean
is_border (gunichar character)
{
  return character == 0 || character == '@' || character == '.' || character == ' ';
}

void
repair_comments (Draft *draft)
{
  for (gint i = 0; i < (gint) draft_length (draft); i++)
    {
      gint end;
      guint inside = 0;

      if (draft_at (draft, i) != '(' || (end = comment_end (draft, i)) < 0)
        continue;
      for (gint j = i; j < end; j++)
        inside += draft_at (draft, j) == '@';
      if (draft_count (draft, '@') == inside
          || (!is_border (draft_at (draft, i - 1)) && !is_border (draft_at (draft, end))))
        continue;
      draft_drop (draft, (guint) i, (guint) (end - i), FAULT_STRAY_PUNCTUATION);
      i--;
    }
}

/* What stray blanks and punctuation at an end are. An ideographic space is named; a blank beside a
 * bracket goes with it. */
static AddressFaultKind
edge_kind (gunichar raw)
{
  gunichar ascii;

  if (raw != ' ' && address_character (raw, &ascii) == CHARACTER_BLANK)
    return FAULT_WHITESPACE;
  return FAULT_STRAY_PUNCTUATION;
}

/* The character that goes around something together with @opening, or 0. */
static gunichar
partner (gunichar opening)
{
  static const char pairs[][2]
      = { { '\'', '\'' }, { '`', '`' }, { '*', '*' }, { '{', '}' }, { '|', '|' } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (opening == (gunichar) pairs[i][0])
      return (gunichar) pairs[i][1];
  return 0;
}

static gboolean
is_in (gunichar character, const char *set)
{
  return character != 0 && character < 0x80 && strchr (set, (int) character) != NULL;
}

/* Drops what no domain ends with; @behind receives it. */
static void
trim_end (Draft *draft, char *behind, gsize size)
{
  guint first = draft_length (draft);
  gunichar character;

  while (first > 0 && (character = draft_at (draft, (gint) first - 1)) != 0 && character < 0x80
         && character != '@' && !g_ascii_isalnum ((char) character))
    first--;
  draft_copy (draft, first, draft_length (draft), behind, size);
  while (first < draft_length (draft))
    draft_drop (draft, first, 1, edge_kind (draft_raw (draft, (gint) first)));
}

/* "john@company.co,", with Shift "john@company.co<": the key beside that of the "m", since a
 * hundred write to .com for one who writes to .co. */
static void
mend_last_key (Draft *draft)
{
  gint at = draft_find_last (draft, '@');
  gint last = (gint) draft_length (draft) - 1;
  char domain[DOMAIN_MAX_OCTETS + 1];
  char *dot;

  if (at < 0 || !is_in (draft_raw (draft, last), ",<"))
    return;
  draft_copy (draft, (guint) at + 1, (guint) last, domain, sizeof domain);
  dot = strchr (domain, '.');
  if (dot != NULL && dot > domain && g_str_equal (dot, ".co"))
    draft_replace (draft, (guint) last, 'm', FAULT_INVALID_CHARACTER);
}

void
repair_edges (Draft *draft)
{
  char behind[16];

  mend_last_key (draft);
  trim_end (draft, behind, sizeof behind);
  for (;;)
    {
      gunichar character = draft_at (draft, 0);
      gunichar closing = partner (character);
      gboolean opens = character == '"' && draft_count (draft, '"') == 1;

      if (!is_in (character, " <>()[],;:") && !opens && !(closing != 0 && is_in (closing, behind)))
        break;
      draft_drop (draft, 0, 1, edge_kind (draft_raw (draft, 0)));
    }
}

/* Whether what stands before a colon was copied along, and is not the beginning of a mistyped local
 * part: a known word, one in another script, or one with a blank or a slash behind the colon. */
static gboolean
is_label (const Draft *draft, gint colon)
{
  static const char *const labels[]
      = { "mailto", "email", "e-mail", "mail", "http", "https", "smtp", "to", "cc", "bcc", "from" };
  char label[32];

  if (draft_raw (draft, colon) != ':' || is_in (draft_at (draft, colon + 1), " /"))
    return TRUE;
  draft_copy (draft, 0, (guint) colon, label, sizeof label);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (g_strstrip (label), labels[i]))
      return TRUE;
  return strchr (label, '?') != NULL;
}

/* "mailto:", "http://", "Email:", and the source route of RFC 5321 4.1.2: what a colon ends before
 * the address. */
static void
drop_label (Draft *draft)
{
  gint colon = draft_find (draft, ':');
  gboolean route = draft_at (draft, 0) == '@';
  gint end;

  if (colon < 0 || colon > draft_find_last (draft, '@'))
    return;
  if (!route && (draft_find (draft, '@') < colon || !is_label (draft, colon)))
    return;
  for (end = colon + 1; is_in (draft_at (draft, end), " /"); end++)
    ;
  draft_drop (draft, 0, (guint) end, FAULT_STRAY_PUNCTUATION);
}

/* "张三＜john@company.com＞": a name, and the address in brackets of an input method. */
static void
drop_name_before_bracket (Draft *draft)
{
  gint at = draft_find_last (draft, '@');

  for (gint i = at - 1; i > 0; i--)
    if (draft_raw (draft, i) >= 0x80 && is_in (draft_at (draft, i), "<([\""))
      {
        draft_drop (draft, 0, (guint) i + 1, FAULT_STRAY_PUNCTUATION);
        return;
      }
}

/* "john@company.com?subject=Offer", "john@company.com/contact", "<john@company.com> John" */
static void
drop_tail (Draft *draft)
{
  gint at = draft_find_last (draft, '@');
  char domain[DOMAIN_MAX_OCTETS + 1];

  for (gint i = at + 1; at >= 0 && i < (gint) draft_length (draft); i++)
    if (is_in (draft_at (draft, i), "?/&:%>)]\""))
      {
        if (draft_at (draft, i + 1) == '.')
          return; /* hit along with the dot: repair_domain () */
        draft_copy (draft, (guint) at + 1, (guint) i, domain, sizeof domain);
        if (domain_has_known_tld (domain, strlen (domain)))
          draft_drop (draft, (guint) i, draft_length (draft) - (guint) i, FAULT_STRAY_PUNCTUATION);
        return;
      }
}

void
repair_lead (Draft *draft)
{
  drop_label (draft);
  drop_name_before_bracket (draft);
  drop_tail (draft);
}

void
repair_www (Draft *draft)
{
  static const char www[] = "www.";
  char begin[sizeof www + 1];

  for (;;)
    {
      draft_copy (draft, 0, draft_length (draft), begin, sizeof begin);
      if (!g_str_has_prefix (begin, www) || !g_ascii_isalnum (begin[strlen (www)])
          || draft_find (draft, '@') < 0)
        return;
      draft_drop (draft, 0, strlen (www), FAULT_STRAY_PUNCTUATION);
    }
}
