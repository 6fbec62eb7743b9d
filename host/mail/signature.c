/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* memmem () */
#include <string.h>
#include "mail/signature.h"

#define BLOCK_LINES_BEFORE 4
#define BLOCK_LINES_AFTER 12
#define ANCHOR_LINE_SLACK 60 /* bytes beside the anchor: a title, a firm; more is a sentence */

typedef struct
{
  const char *start; /* after the marks of quoting */
  const char *end;   /* at the line break or the NUL */
  guint depth;       /* of quoting */
} Line;

static const char *const greetings[]
    = { "dear ",   "hi ",      "hello ",  "hey ",       "good ",  "sehr geehrte", "liebe",
        "guten ",  "hallo ",   "moin ",   "bonjour",    "cher ",  "chère ",       "estimad",
        "hola",    "buenos ",  "gentile", "buongiorno", "egregi", "prezad",       "caro ",
        "beste ",  "geachte ", "szanown", "尊敬的",     "您好",   "你好",         "亲爱的",
        "уважаем", "attn",     "to whom" };
static const char *const headers[]
    = { "from:",   "to:",     "cc:",       "bcc:",     "reply-to:", "sent:",    "date:", "subject:",
        "von:",    "an:",     "gesendet:", "betreff:", "datum:",    "de :",     "de:",   "à :",
        "à:",      "envoyé",  "objet",     "para:",    "enviado",   "asunto:",  "da:",   "a:",
        "inviato", "oggetto", "发件人",    "收件人",   "抄送",      "发送时间", "主题",  "日期",
        "寄件者",  "收件者",  "寄件人",    "差出人",   "宛先",      "件名",     "от:",   "кому:",
        "тема:",   "дата:",   "*from",     "*to" };
static const char *const separators[] = { "Original Message",
                                          "Original-Nachricht",
                                          "Ursprüngliche Nachricht",
                                          "Forwarded Message",
                                          "Weitergeleitete Nachricht",
                                          "原始邮件",
                                          "转发邮件",
                                          "原始郵件",
                                          "Message d'origine",
                                          "Mensaje original",
                                          "Messaggio originale",
                                          "Исходное сообщение" };

static Line
line_at (const char *body, const char *at)
{
  Line line = { at, at, 0 };

  while (line.start > body && line.start[-1] != '\n')
    line.start--;
  line.end = at + strcspn (at, "\n");
  for (; line.start < line.end && (*line.start == '>' || *line.start == ' '); line.start++)
    line.depth += *line.start == '>';
  return line;
}

static gboolean
line_is_blank (const Line *line)
{
  for (const char *at = line->start; at < line->end; at++)
    if (!g_ascii_isspace (*at))
      return FALSE;
  return TRUE;
}

static gboolean
line_begins_with_any (const Line *line, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (words[i]);
      if ((gsize) (line->end - line->start) >= length
          && g_ascii_strncasecmp (line->start, words[i], length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* "On Monday, Anna Schmidt <a@b.c> wrote:", "From: Anna Schmidt" */
static gboolean
line_is_header (const Line *line)
{
  const char *end = line->end;

  while (end > line->start && g_ascii_isspace (end[-1]))
    end--;
  if (end > line->start && end[-1] == ':')
    return TRUE;
  if (end - line->start >= 3 && memcmp (end - 3, "：", 3) == 0)
    return TRUE;
  return line_begins_with_any (line, headers, G_N_ELEMENTS (headers));
}

static gboolean
line_opens_block (const Line *line, gsize anchor_length)
{
  return (gsize) (line->end - line->start) <= anchor_length + ANCHOR_LINE_SLACK
         && !line_is_header (line)
         && !line_begins_with_any (line, greetings, G_N_ELEMENTS (greetings));
}

static const char *
find (const char *from, const char *end, const char *what)
{
  return from < end ? memmem (from, (gsize) (end - from), what, strlen (what)) : NULL;
}

static const char *
body_end (const char *body)
{
  return body + strnlen (body, SIGNATURE_MAX_BYTES);
}

/* Where the part of @body that somebody else wrote begins below a separator; its end if there is
 * none. */
static const char *
body_separator (const char *body)
{
  const char *first = body_end (body);

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *found = find (body, first, separators[i]);
      if (found != NULL)
        first = found;
    }
  return first;
}

static const char *
block_start (const char *body, const Line *anchor)
{
  const char *start = anchor->start;

  for (guint i = 0; i < BLOCK_LINES_BEFORE; i++)
    {
      const char *at = start;
      Line line;

      while (at > body && at[-1] != '\n')
        at--;
      if (at == body)
        break;
      line = line_at (body, at - 1);
      if (line.depth != anchor->depth || line_is_blank (&line) || line_is_header (&line))
        break;
      start = line.start;
    }
  return start;
}

/* Two blank lines, another depth of quoting or a header end a block. */
static const char *
block_end (const char *body, const Line *anchor)
{
  const char *end = anchor->end;
  guint blank = 0;

  for (guint i = 0; i < BLOCK_LINES_AFTER && *end != '\0'; i++)
    {
      Line line = line_at (body, end + 1);

      blank = line_is_blank (&line) ? blank + 1 : 0;
      if (line.depth != anchor->depth || blank > 1 || line_is_header (&line))
        break;
      end = line.end;
    }
  return end;
}

gboolean
signature_next (const char *body, const char **at, const char *anchor, SignatureBlock *ret_block)
{
  const char *end = body_end (body), *found;

  while ((found = find (*at, end, anchor)) != NULL)
    {
      Line line = line_at (body, found);

      *at = line.end;
      if (line_opens_block (&line, strlen (anchor)))
        {
          gboolean quoted = line.depth > 0 || line.start > body_separator (body);

          *ret_block = (SignatureBlock){ quoted ? block_start (body, &line) : line.start,
                                         quoted ? block_end (body, &line) : line.end, quoted };
          *at = ret_block->end;
          return TRUE;
        }
    }
  *at = end;
  return FALSE;
}

/* "www.", "//" or '@' stand before it, and no longer name goes on after it. */
static gboolean
domain_is_printed (const char *body, const char *at, const char *after)
{
  if (g_ascii_isalnum (*after) || *after == '-')
    return FALSE;
  return at > body
         && (at[-1] == '@' || at[-1] == '/' || (at - body >= 4 && memcmp (at - 4, "www.", 4) == 0));
}

gboolean
signature_prints_domain (const char *body, const char *domain)
{
  const char *end = body_end (body), *at = body;

  while ((at = find (at, end, domain)) != NULL)
    {
      const char *after = at + strlen (domain);
      Line line = line_at (body, at);

      if (domain_is_printed (body, at, after) && !line_is_header (&line)
          && (line.depth > 0 || at > body_separator (body)))
        return TRUE;
      at = after;
    }
  return FALSE;
}

gboolean
signature_line (const SignatureBlock *block, const char **at, const char **ret_line,
                gsize *ret_length)
{
  Line line;

  if (*at >= block->end)
    return FALSE;
  line = line_at (*at, *at);
  *ret_line = line.start;
  *ret_length = (gsize) (MIN (line.end, block->end) - MIN (line.start, block->end));
  *at = line.end + 1;
  return TRUE;
}
