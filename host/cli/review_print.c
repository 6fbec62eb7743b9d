/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include "cli/date_text.h"
#include "cli/layout.h"
#include "cli/marked.h"
#include "cli/review.h"
#include "cli/text.h"
#include "nearest_known.h"
#include "wire/review_json.h"

#define INDENT 4

static void
print_object (const cJSON *object)
{
  g_autofree char *line = json_print (object);
  puts (line);
}

/* "Confirmed by Chen Jing, Tuesday 24 November. “by phone”" */
static char *
describe (const Review *review)
{
  static const char *const keys[] = { [REVIEW_REQUESTED] = "review_requested",
                                      [REVIEW_CONFIRMED] = "review_confirmed",
                                      [REVIEW_REFUSED] = "review_refused" };
  const gboolean decided = review->state != REVIEW_REQUESTED;
  g_autofree char *when = date_text (decided ? review->decided_at : review->requested_at);
  g_autofree char *who = layout_visible (decided ? review->reviewer : review->requester);
  g_autofree char *said = text_fill (keys[review->state], decided ? "reviewer" : "requester", who,
                                     "when", when, NULL);
  g_autofree char *note = review->note != NULL ? layout_visible (review->note) : NULL;
  g_autofree char *noted = note != NULL ? text_fill ("review_with_note", "note", note, NULL) : NULL;

  return g_strjoin (noted != NULL ? " " : NULL, said, noted, NULL);
}

void
review_print (const Review *review, gboolean json)
{
  g_autofree char *address = layout_visible (review->address);
  g_autofree char *said = describe (review);

  if (json)
    {
      g_autoptr (cJSON) object = review_to_json (review);
      print_object (object);
    }
  else
    printf ("%s\n%*s%s\n", address, INDENT, "", said);
}

/* Letter by letter: apart from each other, and by its code what is no ASCII. */
static void
print_letters (const char *address)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *at = address; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      g_string_append_printf (line, "%*s", line->len > 0 ? 1 : INDENT, "");
      layout_character (line, character);
      if (character > 0x7f && g_unichar_isgraph (character))
        g_string_append_printf (line, "(U+%04X)", character);
    }
  puts (line->str);
}

static void
print_marked (const char *address, const GArray *marks)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%*s", INDENT, "");
  marked_append (line, address, marks, layout_coloured (stdout), INDENT);
  puts (line->str);
}

static void
print_near (const ReviewView *view)
{
  puts (text (view->near->len > 0 ? "review_near" : "review_no_near"));
  for (guint i = 0; i < view->near->len; i++)
    {
      const NearKnown *one = g_ptr_array_index (view->near, i);
      print_marked (one->address, one->known_marks);
      print_marked (view->address, one->marks);
      if (i + 1 < view->near->len)
        putchar ('\n');
    }
}

void
review_print_view (const ReviewView *view, gboolean json)
{
  g_autofree char *count = g_strdup_printf ("%u", view->written);
  g_autofree char *written = text_fill ("review_written", "count", count, NULL);

  if (json)
    {
      g_autoptr (cJSON) object = cJSON_CreateObject ();
      review_view_add (object, view);
      print_object (object);
      return;
    }
  print_letters (view->address);
  puts (view->written > 0 ? written : text ("review_never_written"));
  print_near (view);
  if (view->review != NULL)
    {
      g_autofree char *said = describe (view->review);
      puts (said);
    }
}

void
review_print_refused (const char *code, const char *key, gboolean json)
{
  if (json)
    {
      g_autoptr (cJSON) object = cJSON_CreateObject ();
      json_add_string (object, "error", code);
      print_object (object);
    }
  else
    fprintf (stderr, "lastmile: %s\n", text (key));
}
