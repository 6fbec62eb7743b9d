/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/text_pattern.h"
#include "mail/bounce_notice.h"

static const char *const ends[] = {
#define PHRASE(kind, pattern) PHRASE_##kind (pattern)
#define PHRASE_FAILED(pattern)
#define PHRASE_MAYBE(pattern)
#define PHRASE_OTHER(pattern)
#define PHRASE_END(pattern) pattern,
#include "knowledge/bounce_phrase.def"
#undef PHRASE
};

static const TextPatterns *
end_patterns (void)
{
  static gsize made;
  static TextPatterns *table;

  if (g_once_init_enter (&made))
    {
      table = text_patterns_new (ends, G_N_ELEMENTS (ends), sizeof ends[0]);
      g_once_init_leave (&made, 1);
    }
  return table;
}

/* Cuts off the mail that is repeated below the prose; what is cut off, or NULL. */
static const char *
cut_returned (GString *text)
{
  g_autofree char *folded = text_pattern_fold (text->str, text->len);
  gsize at;

  if (text_patterns_find_first (end_patterns (), folded, text->len, &at) < 0 || at == 0)
    return NULL;
  while (at > 0 && text->str[at - 1] != '\n')
    at--;
  if (at == 0)
    return NULL;
  text->str[at - 1] = '\0';
  return text->str + at;
}

static gboolean
is_returned_mail (const MimePart *part)
{
  return g_str_has_prefix (part->type, "message/rfc822")
         || g_str_has_prefix (part->type, "message/global")
         || strcmp (part->type, "text/rfc822-headers") == 0
         || strcmp (part->type, "message/partial") == 0;
}

gboolean
bounce_notice_find_returned (const GArray *parts, MimeSlice *ret_header)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const MimePart *part = &g_array_index (parts, MimePart, i);
      MimeSlice body = part->body;

      if (part->depth == 0 || !is_returned_mail (part))
        continue;
      *ret_header = mime_take_header (&body);
      ret_header->length = MIN (ret_header->length, MIME_MAX_TEXT);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_prose (const MimePart *part, gboolean html)
{
  return part->depth <= 3 && strcmp (part->type, html ? "text/html" : "text/plain") == 0;
}

/* Plain text where there is some; the same said in HTML adds nothing. */
static void
gather (GString *text, const GArray *parts, gboolean html)
{
  for (guint i = 0; i < parts->len && text->len < MIME_MAX_TEXT; i++)
    {
      const MimePart *part = &g_array_index (parts, MimePart, i);
      if (is_returned_mail (part))
        return;
      if (is_prose (part, html))
        {
          g_autofree char *said = mime_part_text (part);
          g_string_append (text, said);
          g_string_append_c (text, '\n');
        }
    }
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

BounceNotice *
bounce_notice_read (const GArray *parts)
{
  BounceNotice *notice = g_new0 (BounceNotice, 1);
  GString *text = g_string_new (NULL);
  MimeSlice header;

  gather (text, parts, FALSE);
  if (is_blank (text->str))
    gather (text, parts, TRUE);
  notice->returned = g_strdup (cut_returned (text));
  if (bounce_notice_find_returned (parts, &header))
    {
      g_free (notice->returned);
      notice->returned = g_utf8_make_valid (header.start, (gssize) header.length);
    }
  notice->text = g_string_free (text, FALSE);
  return notice;
}

gboolean
bounce_notice_is_blank (const BounceNotice *notice)
{
  return is_blank (notice->text);
}

void
bounce_notice_free (BounceNotice *notice)
{
  g_free (notice->text);
  g_free (notice->returned);
  g_free (notice);
}
