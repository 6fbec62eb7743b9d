/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/date_text.h"
#include "cli/layout.h"
#include "cli/sender_text.h"
#include "cli/text.h"

#define INDENT 4 /* of what is said about a point */

typedef struct
{
  GString *text;
  gboolean coloured;
  guint width;
} Page;

static const struct
{
  const char *sign;
  Style style;
} looks[] = {
  [POINT_FINE] = { "✓", STYLE_OK },
  [POINT_NOTE] = { "•", STYLE_NOTICE },
  [POINT_FAULT] = { "✗", STYLE_WARNING },
  [POINT_NOT_CHECKED] = { "?", STYLE_NOTICE },
};

static char *
lookup (const char *name, gpointer data)
{
  const char *value = sender_point_find (data, name);
  return value != NULL ? layout_visible (value) : NULL;
}

/* The text of a part ("title", "means", "do"): the command line's own, the report's, or that of the
 * check that says it; first the variant's. */
static char *
point_text (const SenderPoint *point, const char *part)
{
  static const char *const prefixes[] = { "cli_", "", "check_" };
  const char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes) && found == NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("%ssender_%s_%s@%s", prefixes[i], point->area,
                                              point->outcome, part);
      g_autofree char *variant = g_strdup_printf ("%s@%s", key, point->variant);

      if (point->variant != NULL)
        found = text_find (variant);
      if (found == NULL)
        found = text_find (key);
    }
  return found != NULL ? text_expand (found, lookup, (gpointer) point) : NULL;
}

static void
add_paragraph (Page *page, char *said)
{
  g_autofree char *owned = said;

  if (owned == NULL)
    return;
  g_string_append_printf (page->text, "%*s", INDENT, "");
  layout_wrap (page->text, owned, INDENT, page->width);
  g_string_append_c (page->text, '\n');
}

const char *
sender_text_area (const char *area)
{
  g_autofree char *key = g_strconcat ("sender_area_", area, NULL);
  return text (key);
}

static char *
why_text (const SenderPoint *point)
{
  g_autofree char *key = g_strconcat ("cli_why_", point->why, NULL);
  const char *why = text_find (key);

  return text_fill ("cli_sender_not_checked", "why", why != NULL ? why : point->why, NULL);
}

char *
sender_text_title (const SenderPoint *point)
{
  char *title = point->why != NULL ? why_text (point) : point_text (point, "title");
  return title != NULL ? title : g_strdup (point->outcome);
}

/* "Listed since Tuesday 24 November." */
static char *
since_text (const SenderPoint *point)
{
  g_autofree char *date = date_text (point->since);
  g_autofree char *own = g_strdup_printf ("sender_%s_%s@since", point->area, point->outcome);
  g_autofree char *plain = g_strconcat ("cli_sender_since_", point_state_name (point->state), NULL);

  return text_fill (text_find (own) != NULL ? own : plain, "date", date, NULL);
}

/* Since when it is so, and how it was before; nothing where that would only say "since now". */
static void
add_history (Page *page, const SenderPoint *point)
{
  const SenderStretch *was = point->was;
  g_autofree char *title = NULL, *until = NULL;

  if (point->since == 0 || (was == NULL && date_is_today (point->since)))
    return;
  add_paragraph (page, since_text (point));
  if (was == NULL)
    return;
  title = sender_text_title (was->point);
  until = date_text (was->until);
  add_paragraph (page, text_fill ("cli_sender_was", "date", until, "title", title, NULL));
}

/* The line of a zone file, unbroken, so that it can be copied. */
static void
add_right_record (Page *page, const SenderPoint *point)
{
  const char *record = sender_point_find (point, "right_record");
  const char *name = sender_point_find (point, "name");

  if (record != NULL)
    g_string_append_printf (page->text, "%*s%s. TXT \"%s\"\n", INDENT, "",
                            name != NULL ? name : sender_point_find (point, "domain"), record);
}

/* The record that a point is about, unless it stands in what was said from @start. */
static void
add_evidence (Page *page, const SenderPoint *point, gsize start)
{
  const char *record = sender_point_find (point, "record");
  g_autofree char *shown = record != NULL ? layout_visible (record) : NULL;

  if (shown != NULL && strstr (page->text->str + start, shown) == NULL)
    g_string_append_printf (page->text, "%*s%s\n", INDENT, "", shown);
}

static void
add_line (Page *page, PointState state, const char *line, guint indent)
{
  g_string_append_printf (page->text, "%*s", (int) indent, "");
  layout_style (page->text, page->coloured, looks[state].style, looks[state].sign, -1);
  g_string_append_c (page->text, ' ');
  layout_wrap (page->text, line, indent + 2, page->width);
  g_string_append_c (page->text, '\n');
}

static void
add_point (Page *page, const SenderPoint *point)
{
  g_autofree char *title = sender_text_title (point);
  gsize start = page->text->len;
  g_autofree char *head = text_fill ("cli_sender_point", "area", sender_text_area (point->area),
                                     "title", title, NULL);

  add_line (page, point->state, head, 0);
  if (point->why != NULL)
    return;
  add_history (page, point);
  add_paragraph (page, point_text (point, "means"));
  if (point->state != POINT_FINE)
    add_evidence (page, point, start);
  add_paragraph (page, point_text (point, "do"));
  add_right_record (page, point);
}

/* "7.5 of 10 (SPF 3 of 3, DMARC 1.5 of 3, DKIM not checked)" */
static void
add_score (Page *page, const SenderReport *report)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *score = NULL, *joined = NULL, *line = NULL;

  if (report->score < 0)
    {
      g_string_append_printf (page->text, "%s\n", text ("cli_sender_no_score"));
      return;
    }
  for (guint i = 0; i < report->parts->len; i++)
    {
      const SenderScore *part = &g_array_index (report->parts, SenderScore, i);
      if (part->of > 0)
        g_ptr_array_add (parts, g_strdup_printf ("%s %.3g/%.3g", sender_text_area (part->area),
                                                 part->got, part->of));
    }
  score = g_strdup_printf ("%.1f", report->score);
  joined = text_join (parts);
  line = text_fill ("cli_sender_score", "score", score, "parts", joined, NULL);
  g_string_append_printf (page->text, "%s\n", line);
}

/* --- What changed --- */

static void
add_change (Page *page, const SenderPoint *point)
{
  g_autofree char *key
      = g_strconcat ("cli_sender_change_", sender_change_name (point->change), NULL);
  g_autofree char *title = sender_text_title (point);
  g_autofree char *line
      = text_fill (key, "area", sender_text_area (point->area), "title", title, NULL);

  add_line (page, point->state, line, INDENT);
}

static void
add_changes (Page *page, const SenderReport *report)
{
  g_autofree char *since = date_text (report->compared_with);
  g_autofree char *heading = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < report->points->len; i++)
    any |= ((const SenderPoint *) report->points->pdata[i])->change != CHANGE_NONE;
  heading = text_fill (any ? "cli_sender_changed" : "cli_sender_unchanged", "date", since, NULL);
  g_string_append_printf (page->text, "%s\n", heading);
  for (guint i = 0; i < report->points->len; i++)
    {
      const SenderPoint *point = report->points->pdata[i];
      if (point->change != CHANGE_NONE)
        add_change (page, point);
    }
}

void
sender_text_line (PointState state, const char *line, guint indent)
{
  g_autoptr (GString) printed = g_string_new (NULL);
  Page page = { printed, layout_coloured (stdout), layout_width (stdout) };

  add_line (&page, state, line, indent);
  fputs (printed->str, stdout);
}

void
sender_text_print (const SenderReport *report)
{
  g_autoptr (GString) printed = g_string_new (NULL);
  Page page = { printed, layout_coloured (stdout), layout_width (stdout) };

  layout_style (printed, page.coloured, STYLE_STRONG, report->name, -1);
  g_string_append_c (printed, '\n');
  if (report->compared_with != 0)
    add_changes (&page, report);
  for (guint i = 0; i < report->points->len; i++)
    add_point (&page, report->points->pdata[i]);
  add_score (&page, report);
  fputs (printed->str, stdout);
}
