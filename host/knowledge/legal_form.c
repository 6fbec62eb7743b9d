/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/legal_form.h"

#define NAME_MAX_BYTES 400
#define NAME_MAX_WORDS 24

static const LegalForm forms[] = {
#define FORM(name, spellings, countries, fringe, grade)                                            \
  { name, spellings, countries, fringe, FORM_##grade },
#include "knowledge/legal_form.def"
#undef FORM
};

/* Words that make the name one of somebody else than the firm whose form it quotes. */
static const char *const branch_words[] = { "branch",
                                            "office",
                                            "representative",
                                            "liaison",
                                            "subsidiary",
                                            "member",
                                            "part",
                                            "distributor",
                                            "dealer",
                                            "agent",
                                            "agency",
                                            "partner",
                                            "reseller",
                                            "niederlassung",
                                            "zweigniederlassung",
                                            "vertretung",
                                            "filiale",
                                            "succursale",
                                            "sucursal",
                                            "c/o",
                                            "for",
                                            "für",
                                            "by",
                                            "via",
                                            "behalf" };
static const char *const branch_signs[]
    = { "分公司", "办事处", "辦事處", "代表处", "代表處", "支店",
        "事務所", "事务所", "代理",   "经销",   "客户" };

typedef struct
{
  char *text;
  gsize length;
  gboolean dotted;
  gboolean initials; /* a letter and its dot, or several of them joined */
  gboolean closes;   /* a comma, bracket, dash or the end follows */
} Word;

typedef struct
{
  char buffer[NAME_MAX_BYTES];
  Word words[NAME_MAX_WORDS];
  guint length;
} Name;

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
name_join_initials (Name *name)
{
  Word *last = &name->words[name->length - 1];
  Word *before = last - 1;

  if (!last->initials || before->closes)
    return;
  memcpy (before->text + before->length, last->text, 1);
  before->length++;
  name->length--;
}

/* Copies the next word without its dots; where it ends in @text. */
static const char *
name_read_word (Name *name, const char *text, char **buffer)
{
  Word *word = &name->words[name->length];
  gboolean after_initials = name->length > 0 && name->words[name->length - 1].initials;

  *word = (Word){ .text = *buffer };
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
name_skip (Name *name, const char *text)
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

static void
name_read (Name *name, const char *text)
{
  char *buffer = name->buffer;

  name->length = 0;
  text = name_skip (name, text);
  while (*text != '\0' && name->length < NAME_MAX_WORDS)
    {
      text = name_read_word (name, text, &buffer);
      text = name_skip (name, text);
    }
}

/* Whether the word of a spelling (@length bytes) stands for @word. */
static gboolean
word_matches (const Word *word, const char *spelling, gsize length, gboolean exact)
{
  if (word->length != length)
    return FALSE;
  if (exact)
    return memcmp (word->text, spelling, length) == 0;
  return g_ascii_strncasecmp (word->text, spelling, length) == 0;
}

/* Whether the words from the @at-th on are those of @spelling (up to '|'); how many, 0 if not. */
static guint
name_matches_at (const Name *name, guint at, const char *spelling, gboolean exact, gboolean dotted)
{
  guint n = 0;
  gboolean has_dots = FALSE;

  for (;;)
    {
      gsize length = strcspn (spelling, " |");
      if (at + n >= name->length || !word_matches (&name->words[at + n], spelling, length, exact))
        return 0;
      has_dots |= name->words[at + n].dotted;
      n++;
      spelling += length;
      if (*spelling != ' ')
        break;
      spelling++;
    }
  return dotted && !has_dots ? 0 : n;
}

static gboolean
name_contains (const char *text, const char *spelling)
{
  return g_strstr_len (text, -1, spelling) != NULL;
}

/* Whether one spelling is in the name. Short forms stand at the end of a part of it. */
static gboolean
name_has_spelling (const Name *name, const char *spelling, FormGrade grade)
{
  gboolean first = *spelling == '^', exact, dotted;

  spelling += first;
  exact = *spelling == '=' || *spelling == ':';
  dotted = *spelling == '.' || *spelling == ':';
  spelling += exact || dotted;
  for (guint at = 0; at < name->length; at++)
    {
      guint n;

      if (first && at > 0 && !name->words[at - 1].closes)
        continue;
      n = name_matches_at (name, at, spelling, exact, dotted);
      if (n == 0 || n == name->length)
        continue;
      if (grade != FORM_SHORT || first || name->words[at + n - 1].closes)
        return TRUE;
    }
  return FALSE;
}

static gboolean
name_has_form (const Name *name, const char *text, const LegalForm *form)
{
  for (const char *spelling = form->spellings; spelling != NULL;)
    {
      const char *bar = strchr (spelling, '|');

      if (*spelling == '*')
        {
          char part[40];
          gsize length = bar != NULL ? (gsize) (bar - spelling - 1) : strlen (spelling + 1);
          memcpy (part, spelling + 1, length);
          part[length] = '\0';
          if (name_contains (text, part) && strlen (text) > length)
            return TRUE;
        }
      else if (name_has_spelling (name, spelling, form->grade))
        return TRUE;
      spelling = bar != NULL ? bar + 1 : NULL;
    }
  return FALSE;
}

static gboolean
name_is_branch (const Name *name, const char *text)
{
  for (guint w = 0; w < name->length; w++)
    for (guint i = 0; i < G_N_ELEMENTS (branch_words); i++)
      if (name->words[w].length == strlen (branch_words[i])
          && g_ascii_strcasecmp (name->words[w].text, branch_words[i]) == 0)
        return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (branch_signs); i++)
    if (name_contains (text, branch_signs[i]))
      return TRUE;
  return FALSE;
}

const LegalForm *
legal_form_find (const char *text)
{
  const LegalForm *best = NULL;
  Name name;

  if (strlen (text) + NAME_MAX_WORDS >= NAME_MAX_BYTES)
    return NULL;
  name_read (&name, text);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if ((best == NULL || forms[i].grade < best->grade) && name_has_form (&name, text, &forms[i]))
      best = &forms[i];
  return best != NULL && !name_is_branch (&name, text) ? best : NULL;
}
