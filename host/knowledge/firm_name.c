/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/firm_name.h"

static gboolean
name_parts_words (gunichar character)
{
  return g_unichar_isspace (character)
         || strchr (",;:()[]{}|&\"'<>_+", (int) MIN (character, 127)) != NULL || character == 0x2013
         || character == 0x2014 || character == 0xFF0C || character == 0xFF08 || character == 0xFF09
         || character == 0x3000 || (character >= 0x2018 && character <= 0x201F) || character == 0xAB
         || character == 0xBB;
}

/* "S. p. A." is one word, "SpA": a letter with its dot joins the letters with dots before it. */
static void
name_join_initials (FirmName *name)
{
  FirmWord *last = &name->words[name->length - 1];
  FirmWord *before = last - 1;

  if (!last->initials || before->closes)
    return;
  memcpy (before->text + before->length, last->text, 1);
  before->length++;
  name->length--;
}

/* Copies the next word without its dots; where it ends in @text. */
static const char *
name_read_word (FirmName *name, const char *text, char **buffer)
{
  FirmWord *word = &name->words[name->length];
  gboolean after_initials = name->length > 0 && name->words[name->length - 1].initials;

  *word = (FirmWord){ .text = *buffer };
  while (*text != '\0' && !name_parts_words (g_utf8_get_char (text)))
    {
      const char *next = g_utf8_next_char (text);
      if (*text == '.')
        word->dotted = TRUE;
      else
        {
          memcpy (*buffer, text, (gsize) (next - text));
          *buffer += next - text;
        }
      text = next;
    }
  word->length = (gsize) (*buffer - word->text);
  *(*buffer)++ = '\0';
  word->initials = word->dotted && word->length == 1;
  if (word->length > 0)
    {
      name->length++;
      if (after_initials)
        name_join_initials (name);
    }
  return text;
}

/* Skips what parts words; remembers when it is more than a blank. */
static const char *
name_skip (FirmName *name, const char *text)
{
  while (*text != '\0' && name_parts_words (g_utf8_get_char (text)))
    {
      if (*text != ' ' && *text != '"' && *text != '\'' && name->length > 0)
        name->words[name->length - 1].closes = TRUE;
      text = g_utf8_next_char (text);
    }
  if (*text == '\0' && name->length > 0)
    name->words[name->length - 1].closes = TRUE;
  return text;
}

gboolean
firm_name_read (FirmName *name, const char *text)
{
  char *buffer = name->buffer;

  if (strlen (text) + FIRM_NAME_MAX_WORDS >= FIRM_NAME_MAX_BYTES)
    return FALSE;
  name->length = 0;
  text = name_skip (name, text);
  while (*text != '\0' && name->length < FIRM_NAME_MAX_WORDS)
    {
      text = name_read_word (name, text, &buffer);
      text = name_skip (name, text);
    }
  return TRUE;
}
