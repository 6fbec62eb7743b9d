/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/bounce_notice.h"

/* How plainly an address stands for the one that failed; only the plainest of a text count. */
typedef enum
{
  RANK_OTHER,   /* somebody else's */
  RANK_PRESENT, /* it is there */
  RANK_QUOTED,  /* in brackets */
  RANK_NAMED,   /* behind a word for it, in a server's reply, in front of a sentence */
  RANK_HEADING, /* alone, or in front of what is said about it */
} Rank;

typedef struct
{
  const char *start;
  const char *end;
  const char *line; /* on which it stands */
  Rank rank;
} Place;

static const struct
{
  const char *phrase;
  Rank rank;
} phrases[] = {
#define PHRASE(kind, pattern) PHRASE_##kind (pattern)
#define PHRASE_FAILED(pattern) { pattern, RANK_NAMED },
#define PHRASE_MAYBE(pattern) { pattern, RANK_QUOTED },
#define PHRASE_OTHER(pattern) { pattern, RANK_OTHER },
#define PHRASE_END(pattern)
#include "knowledge/bounce_phrase.def"
#undef PHRASE
};

/* --- Where addresses stand --- */

static gboolean
is_local_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (".!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

static gboolean
is_domain_character (char c)
{
  return g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_';
}

/* Within "<>" letters of every script belong to the address. */
static gboolean
find_bracketed (const char *text, const char *at, Place *place)
{
  const char *start = at, *end = at;

  while (start > text && at - start < 256 && strchr ("<> \t\r\n", start[-1]) == NULL)
    start--;
  while (*end != '\0' && end - at < 256 && strchr ("<> \t\r\n", *end) == NULL)
    end++;
  if (start == text || start[-1] != '<' || *end != '>' || start == at || end == at + 1)
    return FALSE;
  place->start = g_ascii_strncasecmp (start, "mailto:", 7) == 0 ? start + 7 : start;
  place->end = end;
  return place->start < at;
}

/* The address whose "@" is at @at. */
static gboolean
find_around (const char *text, const char *at, Place *place)
{
  const char *start = at, *end = at + 1;

  if (find_bracketed (text, at, place))
    return TRUE;
  while (start > text && at - start < 64 && is_local_character (start[-1]))
    start--;
  while (start < at && strchr ("'*=`./-", *start) != NULL)
    start++;
  /* The address of another system around it: "c=US;a= ;dda:SMTP=ann@b.example". */
  if (at - start > 5 && g_ascii_strncasecmp (start, "smtp=", 5) == 0)
    start += 5;
  while (end - at < 254 && is_domain_character (*end))
    end++;
  while (end > at + 1 && strchr (".-_", end[-1]) != NULL)
    end--;
  place->start = start;
  place->end = end;
  return start < at && end > at + 1;
}

/* --- What stands beside them --- */

/* The rank that the longest phrase gives that @before (not terminated) ends in; -1 if none does. */
static int
rank_by_phrase (const char *line, const char *before)
{
  gsize best = 0;
  int rank = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      gsize length = strlen (phrases[i].phrase);
      if ((gsize) (before - line) >= length && length > best
          && g_ascii_strncasecmp (before - length, phrases[i].phrase, length) == 0
          && (before - length == line || !g_ascii_isalnum (before[-(gssize) length - 1])
              || !g_ascii_isalpha (*phrases[i].phrase)))
        {
          best = length;
          rank = (int) phrases[i].rank;
        }
    }
  return rank;
}

static gboolean
is_reply_line (const char *line)
{
  line += strspn (line, " \t<>.-");
  return (line[0] == '4' || line[0] == '5') && g_ascii_isdigit (line[1])
         && g_ascii_isdigit (line[2]) && strchr (" -", line[3]) != NULL && line[3] != '\0';
}

/* Behind a label of several words ("Delivery failed 20 attempts: "), which is no header field's, or
 * of a script whose colon is wide (U+FF1A). */
static gboolean
is_labelled (const char *line, const char *before, const char *behind)
{
  line += strspn (line, " \t>*-");
  if (before - line > 6 && memcmp (before - 3, "\xef\xbc\x9a", 3) == 0)
    return TRUE;
  return before - line > 2 && before[-1] == ':'
         && memchr (line, ' ', (gsize) (before - line)) != NULL
         && strchr ("\r\n.", *behind) != NULL;
}

static Rank
rank_of (const Place *place)
{
  const char *before = place->start;
  const char *behind = place->end + strspn (place->end, ">\"') \t");
  int by_phrase;

  while (before > place->line && strchr (" \t<>\"'([*-", before[-1]) != NULL)
    before--;
  if (before == place->line)
    return *behind == '\0' || strchr ("\r\n:;.(,-", *behind) != NULL ? RANK_HEADING : RANK_NAMED;
  by_phrase = rank_by_phrase (place->line, before);
  if (by_phrase >= 0)
    return (Rank) by_phrase;
  if (is_reply_line (place->line) || is_labelled (place->line, before, behind))
    return RANK_NAMED;
  return strchr ("<([", place->start[-1]) != NULL ? RANK_QUOTED : RANK_PRESENT;
}

static gboolean
is_servers (const char *address)
{
  return g_ascii_strncasecmp (address, "mailer-daemon@", 14) == 0
         || g_ascii_strncasecmp (address, "postmaster@", 11) == 0;
}

/* Every address of @text in GArray of Place. */
static GArray *
find_places (const char *text, const char *own)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));
  const char *line = text, *scanned = text;

  for (const char *at = strchr (text, '@'); at != NULL && places->len < 1000;
       at = strchr (at + 1, '@'))
    {
      Place place;
      for (const char *c = scanned; c < at; c++)
        if (*c == '\n')
          line = c + 1;
      scanned = at;
      place.line = line;
      if (!find_around (line, at, &place))
        continue;
      place.rank = rank_of (&place);
      if (own != NULL && place.rank > RANK_OTHER)
        {
          g_autofree char *address = g_strndup (place.start, (gsize) (place.end - place.start));
          g_autofree char *folded = g_ascii_strdown (address, -1);
          if (strstr (own, folded) != NULL || is_servers (folded))
            place.rank = RANK_OTHER;
        }
      g_array_append_val (places, place);
    }
  return places;
}

/* --- Recipients --- */

static void
recipient_free (gpointer data)
{
  NoticeRecipient *recipient = data;

  g_free (recipient->address);
  g_free (recipient->original);
  g_free (recipient->said);
  g_free (recipient);
}

static gboolean
is_known (const GPtrArray *recipients, const char *address)
{
  for (guint i = 0; i < recipients->len; i++)
    {
      const NoticeRecipient *known = g_ptr_array_index (recipients, i);
      if (g_ascii_strcasecmp (known->address, address) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The end of what is said about the address at @i: the line of the next that counts. */
static const char *
end_of_said (const GArray *places, guint i, Rank rank)
{
  const Place *place = &g_array_index (places, Place, i);

  for (guint next = i + 1; next < places->len; next++)
    {
      const Place *other = &g_array_index (places, Place, next);
      gsize length = (gsize) (place->end - place->start);
      if (other->rank == rank && other->line != place->line
          && !((gsize) (other->end - other->start) == length
               && g_ascii_strncasecmp (other->start, place->start, length) == 0))
        return other->line;
    }
  return place->end + strlen (place->end);
}

/* The talk of two servers stands in front of what came of it, in the transcript of Sendmail:
 *   >>> MAIL From:<me@a.example>
 *   <<< 550 relaying denied
 *   554 <ann@b.example>... Remote protocol error
 */
static gboolean
is_end_of_talk (const Place *place)
{
  const char *behind = place->end + strspn (place->end, ">");
  return is_reply_line (place->line) && strncmp (behind, "...", 3) == 0;
}

static const char *
next_line (const char *at)
{
  at += strcspn (at, "\n");
  return at + (*at == '\n');
}

/* Where that talk begins in @text: behind the line about the address before, and behind the last
 * headline ("----- Transcript of session follows -----") or empty line. */
static const char *
start_of_talk (const char *text, const GArray *places, guint i, Rank rank)
{
  const Place *place = &g_array_index (places, Place, i);
  const char *start = text;
  gboolean talks = FALSE;

  for (guint before = 0; before < i; before++)
    if (g_array_index (places, Place, before).rank == rank)
      start = next_line (g_array_index (places, Place, before).end);
  for (const char *line = start; line < place->line; line = next_line (line))
    {
      talks |= strncmp (line, "<<< ", 4) == 0;
      if (strchr ("\r\n-", *line) != NULL || strncmp (line, "   --", 5) == 0)
        start = line;
    }
  return talks && start < place->line ? start : place->line;
}

static char *
said_of (const char *text, const GArray *places, guint i, Rank rank)
{
  const Place *place = &g_array_index (places, Place, i);
  const char *start = place->line, *end;

  if (is_end_of_talk (place))
    start = start_of_talk (text, places, i, rank);
  end = start < place->line ? place->end + strcspn (place->end, "\n")
                            : end_of_said (places, i, rank);
  return g_strndup (start, (gsize) (end - start));
}

/* "(expanded from: <sales@b.example>)", as Sendmail and Postfix write it. */
static char *
expanded_from (const char *said)
{
  const char *found = strstr (said, "(expanded from");
  g_autofree char *clause = found != NULL ? g_strndup (found, strcspn (found, ")")) : NULL;

  return clause != NULL ? bounce_notice_first_address (clause) : NULL;
}

GPtrArray *
bounce_notice_recipients (const char *text, const char *own, guint max)
{
  GPtrArray *recipients = g_ptr_array_new_with_free_func (recipient_free);
  g_autofree char *folded = own != NULL ? g_ascii_strdown (own, -1) : NULL;
  g_autoptr (GArray) places = find_places (text, folded);
  Rank best = RANK_QUOTED;

  for (guint i = 0; i < places->len; i++)
    best = MAX (best, g_array_index (places, Place, i).rank);
  for (guint i = 0; i < places->len && recipients->len < max; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      g_autofree char *address = g_strndup (place->start, (gsize) (place->end - place->start));
      NoticeRecipient *recipient;

      if (place->rank != best || is_known (recipients, address))
        continue;
      recipient = g_new (NoticeRecipient, 1);
      recipient->address = g_steal_pointer (&address);
      recipient->said = said_of (text, places, i, best);
      recipient->original = expanded_from (recipient->said);
      g_ptr_array_add (recipients, recipient);
    }
  return recipients;
}

/* @own (nullable): those that are passed over. */
static char *
first_address (const char *text, const char *own)
{
  for (const char *at = strchr (text, '@'); at != NULL; at = strchr (at + 1, '@'))
    {
      Place place = { .line = text };
      if (find_around (text, at, &place))
        {
          g_autofree char *address = g_strndup (place.start, (gsize) (place.end - place.start));
          g_autofree char *folded = g_ascii_strdown (address, -1);
          if (own == NULL || (strstr (own, folded) == NULL && !is_servers (folded)))
            return g_steal_pointer (&address);
        }
    }
  return NULL;
}

char *
bounce_notice_first_address (const char *text)
{
  return first_address (text, NULL);
}

char *
bounce_notice_foreign_address (const char *text, const char *own)
{
  return first_address (text, own);
}
