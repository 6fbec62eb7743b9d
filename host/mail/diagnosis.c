/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/text_pattern.h"
#include "mail/diagnosis.h"

/* How much a text or a code says; a greater weight outranks a smaller one. */
typedef enum
{
  WEIGHT_NONE,
  WEIGHT_STAGE,   /* a text that but tells at which command it was said */
  WEIGHT_VAGUE,   /* a code that servers use for much */
  WEIGHT_HINT,    /* a text that may mean something else */
  WEIGHT_WIDE,    /* a text that has words of a family for it */
  WEIGHT_SURE,    /* a code for one thing */
  WEIGHT_WRITTEN, /* a code that says that the address is written wrong */
  WEIGHT_PLAIN,   /* a text that says it */
  WEIGHT_SYNTAX,  /* as the one before, and the address is written wrong */
} Weight;

typedef struct
{
  const char *pattern;
  BounceReason reason;
  Weight weight;
} TextRow;

static const TextRow text_rows[] = {
#define TEXT(reason, weight, pattern) { pattern, BOUNCE_##reason, WEIGHT_##weight },
#include "knowledge/bounce_text.def"
#undef TEXT
};

/* What the first table does not know plainly is looked for in the second. */
static const TextRow family_rows[] = {
#define TEXT(reason, weight, pattern) { pattern, BOUNCE_##reason, WEIGHT_##weight },
#include "knowledge/bounce_family.def"
#undef TEXT
};

static const struct
{
  guint subject;
  guint detail;
  BounceReason reason;
  Weight weight;
} status_rows[] = {
#define STATUS_CODE(subject, detail, reason, weight)                                               \
  { subject, detail, BOUNCE_##reason, WEIGHT_##weight },
#include "knowledge/status_code.def"
#undef STATUS_CODE
};

static const struct
{
  guint code;
  BounceReason reason;
} reply_rows[] = {
#define REPLY_CODE(code, reason) { code, BOUNCE_##reason },
#include "knowledge/reply_code.def"
#undef REPLY_CODE
};

static const struct
{
  const char *name;
  BounceClass class;
  gboolean permanent;
} reasons[N_BOUNCE_REASONS] = {
#define REASON(reason, class, permanent) { #reason, BOUNCE_CLASS_##class, permanent },
#include "knowledge/bounce_reason.def"
#undef REASON
};

const char *
bounce_reason_name (BounceReason reason)
{
  return reasons[reason].name;
}

const char *
bounce_class_name (BounceClass class)
{
  static const char *const names[] = { NULL, "format", "status", "policy" };
  return names[class];
}

const char *
bounce_confidence_name (BounceConfidence confidence)
{
  static const char *const names[] = { "guess", "likely", "sure" };
  return names[confidence];
}

/* --- Codes --- */

/* "5.1.1" at @text, no more than three digits each (RFC 3463 2). */
static gboolean
read_status (const char *text, guint ret_status[3])
{
  guint numbers[3] = { 0 };

  for (guint i = 0; i < 3; i++)
    {
      guint digits = 0;
      for (; digits < 4 && g_ascii_isdigit (*text); digits++)
        numbers[i] = numbers[i] * 10 + (guint) (*text++ - '0');
      if (digits == 0 || digits == 4 || (i < 2 && *text++ != '.'))
        return FALSE;
    }
  if ((numbers[0] != 4 && numbers[0] != 5) || g_ascii_isalnum (*text)
      || (text[0] == '.' && g_ascii_isdigit (text[1])))
    return FALSE;
  memcpy (ret_status, numbers, sizeof numbers);
  return TRUE;
}

gboolean
diagnosis_find_status (const char *text, guint ret_status[3])
{
  for (const char *dot = strchr (text, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    if (dot > text && (dot[-1] == '4' || dot[-1] == '5')
        && (dot - 1 == text || !(g_ascii_isalnum (dot[-2]) || dot[-2] == '.'))
        && read_status (dot - 1, ret_status))
      return TRUE;
  return FALSE;
}

/* A reply code stands at the beginning of a line, or behind what quotes it ("said: 550 "). */
guint
diagnosis_find_reply (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if ((*at == '4' || *at == '5') && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2])
        && at[1] <= '7' && strchr (" -\r\n", at[3]) != NULL
        && (at == text || strchr ("\n:;<(\"' \t>#", at[-1]) != NULL))
      {
        guint code = (guint) ((at[0] - '0') * 100 + (at[1] - '0') * 10 + (at[2] - '0'));
        for (gsize i = 0; i < G_N_ELEMENTS (reply_rows); i++)
          if (reply_rows[i].code == code)
            return code;
      }
  return 0;
}

/* --- Weighing --- */

typedef struct
{
  BounceReason reason;
  Weight weight;
  const char *text; /* (nullable) (borrowed) that was looked at */
  gsize at;         /* where it says it */
} Verdict;

static const TextPatterns *
text_patterns (void)
{
  static gsize made;
  static TextPatterns *table;

  if (g_once_init_enter (&made))
    {
      table = text_patterns_new (&text_rows[0].pattern, G_N_ELEMENTS (text_rows), sizeof (TextRow));
      g_once_init_leave (&made, 1);
    }
  return table;
}

static const TextPatterns *
family_patterns (void)
{
  static gsize made;
  static TextPatterns *table;

  if (g_once_init_enter (&made))
    {
      table = text_patterns_new (&family_rows[0].pattern, G_N_ELEMENTS (family_rows),
                                 sizeof (TextRow));
      g_once_init_leave (&made, 1);
    }
  return table;
}

/* The row that decides about @text, NULL if none does; where, in *ret_at. */
static const TextRow *
find_row (const char *text, gsize *ret_at)
{
  gsize length = strlen (text), at;
  g_autofree char *folded = text_pattern_fold (text, length);
  int plain = text_patterns_find (text_patterns (), folded, length, ret_at), family;

  if (plain >= 0 && text_rows[plain].weight >= WEIGHT_PLAIN)
    return &text_rows[plain];
  family = text_patterns_find (family_patterns (), folded, length, &at);
  if (family < 0)
    return plain >= 0 ? &text_rows[plain] : NULL;
  *ret_at = at;
  return &family_rows[family];
}

static Verdict
judge_text (const char *text)
{
  Verdict verdict = { BOUNCE_other, WEIGHT_NONE, text, 0 };
  const TextRow *row = find_row (text, &verdict.at);

  if (row != NULL)
    {
      verdict.reason = row->reason;
      verdict.weight = row->weight;
    }
  return verdict;
}

static Verdict
judge_codes (const Bounce *bounce)
{
  Verdict verdict = { BOUNCE_other, WEIGHT_NONE, NULL, 0 };

  for (gsize i = 0; bounce->status[0] != 0 && i < G_N_ELEMENTS (status_rows); i++)
    if (status_rows[i].subject == bounce->status[1] && status_rows[i].detail == bounce->status[2])
      {
        verdict.reason = status_rows[i].reason;
        verdict.weight = status_rows[i].weight;
      }
  for (gsize i = 0; verdict.reason == BOUNCE_other && i < G_N_ELEMENTS (reply_rows); i++)
    if (reply_rows[i].code == bounce->reply)
      {
        verdict.reason = reply_rows[i].reason;
        verdict.weight = WEIGHT_VAGUE;
      }
  if (verdict.reason == BOUNCE_other && bounce->status[0] == 4)
    verdict = (Verdict){ BOUNCE_temporary, WEIGHT_VAGUE, NULL, 0 };
  else if (verdict.reason == BOUNCE_other)
    verdict.weight = WEIGHT_NONE;
  return verdict;
}

/* The line of @text around @at, blanks taken together. */
static char *
quote_line (const char *text, gsize at)
{
  const char *start = text + at, *end = text + at;
  char *line;

  while (start > text && start[-1] != '\n' && at - (gsize) (start - text) < BOUNCE_MAX_LINE / 2)
    start--;
  while (*end != '\0' && *end != '\n' && end - start < BOUNCE_MAX_LINE)
    end++;
  line = g_utf8_make_valid (start, end - start);
  return g_strstrip (line);
}

static void
settle (Bounce *bounce, const Verdict *verdict)
{
  static const BounceConfidence confidences[] = {
    [WEIGHT_NONE] = BOUNCE_GUESS,     [WEIGHT_STAGE] = BOUNCE_GUESS, [WEIGHT_VAGUE] = BOUNCE_GUESS,
    [WEIGHT_HINT] = BOUNCE_LIKELY,    [WEIGHT_WIDE] = BOUNCE_LIKELY, [WEIGHT_SURE] = BOUNCE_LIKELY,
    [WEIGHT_WRITTEN] = BOUNCE_LIKELY, [WEIGHT_PLAIN] = BOUNCE_SURE,  [WEIGHT_SYNTAX] = BOUNCE_SURE,
  };

  bounce->reason = verdict->reason;
  bounce->class = verdict->weight == WEIGHT_SYNTAX || verdict->weight == WEIGHT_WRITTEN
                      ? BOUNCE_CLASS_FORMAT
                      : reasons[verdict->reason].class;
  bounce->confidence = confidences[verdict->weight];
  bounce->permanent = reasons[verdict->reason].permanent
                      && (bounce->status[0] != 0 ? bounce->status[0] == 5
                                                 : bounce->reply == 0 || bounce->reply >= 500);
}

/* A report's Status is often but "5.0.0" where the server's own words have the code. */
static void
read_codes (Bounce *bounce, const char *text)
{
  guint status[3];

  if ((bounce->status[0] == 0 || (bounce->status[1] == 0 && bounce->status[2] == 0))
      && diagnosis_find_status (text, status))
    memcpy (bounce->status, status, sizeof status);
  if (bounce->reply == 0)
    bounce->reply = diagnosis_find_reply (text);
}

void
diagnose (Bounce *bounce, const char *const *texts)
{
  Verdict best = { BOUNCE_other, WEIGHT_NONE, NULL, 0 }, coded;

  for (; *texts != NULL && best.weight < WEIGHT_WIDE; texts++)
    {
      Verdict said = judge_text (*texts);
      read_codes (bounce, *texts);
      if (said.weight > best.weight || best.text == NULL)
        best = said;
    }
  coded = judge_codes (bounce);
  if (coded.weight >= best.weight)
    {
      coded.text = best.text;
      coded.at = best.at;
      best = coded;
    }
  settle (bounce, &best);
  g_free (bounce->line);
  bounce->line = best.text != NULL ? quote_line (best.text, best.at) : NULL;
}

gboolean
diagnosis_is_plain (const char *text)
{
  return judge_text (text).weight >= WEIGHT_PLAIN;
}

int
diagnosis_row (const char *text)
{
  gsize at;
  const TextRow *row = find_row (text, &at);

  if (row == NULL)
    return -1;
  if (row >= family_rows && row < family_rows + G_N_ELEMENTS (family_rows))
    return (int) G_N_ELEMENTS (text_rows) + (int) (row - family_rows);
  return (int) (row - text_rows);
}

int
diagnosis_n_rows (void)
{
  return (int) (G_N_ELEMENTS (text_rows) + G_N_ELEMENTS (family_rows));
}
