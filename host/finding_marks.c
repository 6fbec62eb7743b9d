/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "finding_marks.h"

#define MAX_ALIGNED 96 /* code points; what differs over a longer stretch is marked as one */

/* The parts of two texts that differ, in code points. */
typedef struct
{
  const gunichar *old_text;
  const gunichar *new_text;
  glong old_length;
  glong new_length;
  glong before; /* code points that both begin with */
} Difference;

/* Takes off what both begin and end with. */
static void
difference_trim (Difference *diff)
{
  while (diff->old_length > 0 && diff->new_length > 0 && diff->old_text[0] == diff->new_text[0])
    {
      diff->old_text++;
      diff->new_text++;
      diff->old_length--;
      diff->new_length--;
      diff->before++;
    }
  while (diff->old_length > 0 && diff->new_length > 0
         && diff->old_text[diff->old_length - 1] == diff->new_text[diff->new_length - 1])
    {
      diff->old_length--;
      diff->new_length--;
    }
}

/* Longest common subsequence: sets kept[i] for every old character that the new text keeps. */
static void
difference_align (const Difference *diff, gboolean *kept)
{
  guint8 common[MAX_ALIGNED + 1][MAX_ALIGNED + 1] = { { 0 } };
  glong i, j;

  for (i = diff->old_length - 1; i >= 0; i--)
    for (j = diff->new_length - 1; j >= 0; j--)
      common[i][j] = diff->old_text[i] == diff->new_text[j]
                         ? common[i + 1][j + 1] + 1
                         : MAX (common[i + 1][j], common[i][j + 1]);
  for (i = j = 0; i < diff->old_length && j < diff->new_length;)
    if (diff->old_text[i] == diff->new_text[j])
      {
        kept[i++] = TRUE;
        j++;
      }
    else if (common[i + 1][j] >= common[i][j + 1])
      i++;
    else
      j++;
}

/* Marks a run of code points given by its place in the trimmed text. */
static void
mark_run (Finding *finding, const Difference *diff, glong start, glong length)
{
  const char *first = g_utf8_offset_to_pointer (finding->address, diff->before + start);
  const char *end = g_utf8_offset_to_pointer (first, length);
  finding_mark (finding, (gsize) (first - finding->address), (gsize) (end - first));
}

static void
mark_difference (Finding *finding, const Difference *diff)
{
  gboolean kept[MAX_ALIGNED] = { FALSE };
  glong start;
  guint before = finding->marks->len;

  if (diff->old_length <= MAX_ALIGNED && diff->new_length <= MAX_ALIGNED)
    difference_align (diff, kept);
  else
    {
      mark_run (finding, diff, 0, diff->old_length);
      return;
    }
  for (glong i = 0; i < diff->old_length; i++)
    {
      if (kept[i])
        continue;
      for (start = i; i < diff->old_length && !kept[i];)
        i++;
      mark_run (finding, diff, start, i - start);
    }
  if (finding->marks->len == before && diff->new_length > 0)
    for (start = 0; start <= diff->old_length; start++)
      if (start == diff->old_length || diff->old_text[start] != diff->new_text[start])
        {
          mark_run (finding, diff, start, 0);
          break;
        }
}

static void
finding_mark_suggestion (Finding *finding)
{
  g_autofree gunichar *old_text = NULL;
  g_autofree gunichar *new_text = NULL;
  Difference diff = { .before = 0 };

  if (strstr (finding->suggestion, ", ") != NULL
      || g_str_equal (finding->address, finding->suggestion))
    return;
  old_text = g_utf8_to_ucs4_fast (finding->address, -1, &diff.old_length);
  new_text = g_utf8_to_ucs4_fast (finding->suggestion, -1, &diff.new_length);
  diff.old_text = old_text;
  diff.new_text = new_text;
  difference_trim (&diff);
  mark_difference (finding, &diff);
}

static gint
mark_compare (gconstpointer a, gconstpointer b)
{
  const FindingMark *left = a;
  const FindingMark *right = b;

  if (left->start != right->start)
    return left->start < right->start ? -1 : 1;
  return left->length == right->length ? 0 : left->length < right->length ? 1 : -1;
}

void
finding_marks_finish (Finding *finding)
{
  gsize length = finding->address != NULL ? strlen (finding->address) : 0;
  gsize end = 0;
  guint kept = 0;

  if (finding->marks->len == 0 && finding->address != NULL && finding->suggestion != NULL)
    finding_mark_suggestion (finding);
  g_array_sort (finding->marks, mark_compare);
  for (guint i = 0; i < finding->marks->len; i++)
    {
      FindingMark mark = g_array_index (finding->marks, FindingMark, i);
      if (mark.start > length || mark.length > length - mark.start
          || (kept > 0 && mark.start < end))
        continue;
      end = mark.start + MAX (mark.length, 1);
      g_array_index (finding->marks, FindingMark, kept++) = mark;
    }
  g_array_set_size (finding->marks, kept);
}

GArray *
finding_marks_between (const char *text, const char *other)
{
  Finding finding = { .address = (char *) text, .suggestion = (char *) other };

  finding.marks = g_array_new (FALSE, FALSE, sizeof (FindingMark));
  finding_marks_finish (&finding);
  return finding.marks;
}
