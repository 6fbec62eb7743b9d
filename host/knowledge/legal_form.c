/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/firm_name.h"
#include "knowledge/legal_form.h"

static const LegalForm forms[] = {
#define FORM(name, spellings, countries, fringe, grade)                                            \
  { name, spellings, countries, fringe, FORM_##grade },
#include "knowledge/legal_form.def"
#undef FORM
};

/* The spellings of the table, taken apart once. */
typedef struct
{
  const LegalForm *form;
  const char *text; /* its words; ends at '|' or the NUL */
  gboolean first;   /* '^' */
  gboolean exact;   /* '=' or ':' */
  gboolean dotted;  /* '.' or ':' */
} Spelling;

#define MAX_SPELLINGS 320

typedef struct
{
  Spelling list[MAX_SPELLINGS]; /* in the order of their first letter, then of the table */
  guint length;
  guint starts[256 + 1];       /* by first byte, in lower case */
  const LegalForm *inside[32]; /* forms with '*' spellings */
  guint n_inside;
} Spellings;

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

/* Whether the word of a spelling (@length bytes) stands for @word. */
static gboolean
word_matches (const FirmWord *word, const char *spelling, gsize length, gboolean exact)
{
  if (word->length != length)
    return FALSE;
  if (exact)
    return memcmp (word->text, spelling, length) == 0;
  return g_ascii_strncasecmp (word->text, spelling, length) == 0;
}

/* Whether the words from the @at-th on are those of @spelling (up to '|'); how many, 0 if not. */
static guint
name_matches_at (const FirmName *name, guint at, const char *spelling, gboolean exact,
                 gboolean dotted)
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
  return strstr (text, spelling) != NULL;
}

/* Short forms stand at the end of a part of the name. */
static gboolean
name_has_spelling_at (const FirmName *name, guint at, const Spelling *spelling)
{
  guint n;

  if (spelling->first && at > 0 && !name->words[at - 1].closes)
    return FALSE;
  n = name_matches_at (name, at, spelling->text, spelling->exact, spelling->dotted);
  if (n == 0 || n == name->length)
    return FALSE;
  return spelling->form->grade != FORM_SHORT || spelling->first || name->words[at + n - 1].closes;
}

/* Plain forms come first, and of those the one that stands higher in the table. */
static const LegalForm *
form_better (const LegalForm *a, const LegalForm *b)
{
  if (a == NULL || (b != NULL && (b->grade < a->grade || (b->grade == a->grade && b < a))))
    return b;
  return a;
}

static gboolean
name_has_inside (const char *text, const LegalForm *form)
{
  g_auto (GStrv) spellings = g_strsplit (form->spellings, "|", -1);

  for (char **spelling = spellings; *spelling != NULL; spelling++)
    if (**spelling == '*' && name_contains (text, *spelling + 1)
        && strlen (text) > strlen (*spelling))
      return TRUE;
  return FALSE;
}

static void
spellings_add (Spellings *spellings, const LegalForm *form, const char *text)
{
  Spelling *spelling = &spellings->list[spellings->length];

  g_assert (spellings->length < MAX_SPELLINGS);
  *spelling = (Spelling){ .form = form };
  if (*text == '*')
    {
      if (spellings->n_inside == 0 || spellings->inside[spellings->n_inside - 1] != form)
        spellings->inside[spellings->n_inside++] = form;
      return;
    }
  spelling->first = *text == '^';
  text += spelling->first;
  spelling->exact = *text == '=' || *text == ':';
  spelling->dotted = *text == '.' || *text == ':';
  spelling->text = text + (spelling->exact || spelling->dotted);
  spellings->length++;
}

static guchar
first_byte (const char *text)
{
  return (guchar) g_ascii_tolower (*text);
}

static int
spelling_compare (gconstpointer a, gconstpointer b)
{
  const Spelling *left = a, *right = b;
  int order = first_byte (left->text) - first_byte (right->text);

  return order != 0 ? order : (left->form > right->form) - (left->form < right->form);
}

static const Spellings *
spellings_get (void)
{
  static Spellings spellings;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        for (const char *text = forms[i].spellings; text != NULL;)
          {
            const char *bar = strchr (text, '|');
            spellings_add (&spellings, &forms[i], text);
            text = bar != NULL ? bar + 1 : NULL;
          }
      qsort (spellings.list, spellings.length, sizeof (Spelling), spelling_compare);
      for (guint i = 0; i < spellings.length; i++)
        spellings.starts[first_byte (spellings.list[i].text) + 1] = i + 1;
      for (guint byte = 1; byte <= 256; byte++)
        spellings.starts[byte] = MAX (spellings.starts[byte], spellings.starts[byte - 1]);
      g_once_init_leave (&ready, 1);
    }
  return &spellings;
}

static gboolean
name_is_branch (const FirmName *name, const char *text)
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

static gboolean
is_ascii (const char *text)
{
  while (*text != '\0')
    if ((guchar) *text++ >= 0x80)
      return FALSE;
  return TRUE;
}

static const LegalForm *
name_find_form (const FirmName *name, const char *text)
{
  const Spellings *spellings = spellings_get ();
  const LegalForm *best = NULL;

  for (guint at = 0; at < name->length; at++)
    {
      guchar byte = first_byte (name->words[at].text);
      for (guint i = spellings->starts[byte]; i < spellings->starts[byte + 1]; i++)
        if (name_has_spelling_at (name, at, &spellings->list[i]))
          best = form_better (best, spellings->list[i].form);
    }
  for (guint i = 0; !is_ascii (text) && i < spellings->n_inside; i++)
    if (name_has_inside (text, spellings->inside[i]))
      best = form_better (best, spellings->inside[i]);
  return best;
}

const LegalForm *
legal_form_find (const char *text)
{
  const LegalForm *form;
  FirmName name;

  if (!firm_name_read (&name, text))
    return NULL;
  form = name_find_form (&name, text);
  return form != NULL && !name_is_branch (&name, text) ? form : NULL;
}
