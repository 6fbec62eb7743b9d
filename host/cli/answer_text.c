/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/answer.h"
#include "cli/finding_text.h"
#include "cli/layout.h"
#include "cli/marked.h"
#include "cli/text.h"

#define HEAD_INDENT 2 /* after the sign */
#define INDENT 4      /* of what is said about a finding */

typedef struct
{
  GString *text;
  gboolean coloured;
  guint width;
  Severity lowest; /* that is shown */
} Page;

static const struct
{
  const char *sign;
  Style style;
  const char *name; /* key of its text */
} looks[N_SEVERITIES] = {
  [SEVERITY_OFF] = { "✓", STYLE_OK, "cli_severity_ok" },
  [SEVERITY_INFO] = { "·", STYLE_OK, "cli_severity_info" },
  [SEVERITY_NOTICE] = { "•", STYLE_NOTICE, "cli_severity_notice" },
  [SEVERITY_WARNING] = { "!", STYLE_WARNING, "cli_severity_warning" },
  [SEVERITY_BLOCK] = { "✗", STYLE_BLOCK, "cli_severity_block" },
};

/* --- One finding --- */

static void
add_paragraph (Page *page, const char *label, const char *said)
{
  if (*said == '\0')
    return;
  g_string_append_printf (page->text, "%*s", INDENT, "");
  if (label != NULL)
    {
      g_autofree char *line = text_fill (label, "text", said, NULL);
      layout_wrap (page->text, line, INDENT, page->width);
    }
  else
    layout_wrap (page->text, said, INDENT, page->width);
  g_string_append_c (page->text, '\n');
}

static void
add_finding (Page *page, const Finding *finding)
{
  g_autofree char *title = finding_text (finding, "title");
  g_autofree char *means = finding_text (finding, "means");
  g_autofree char *what_to_do = finding_text (finding, "do");

  g_string_append (page->text, "  ");
  layout_style (page->text, page->coloured, looks[finding->severity].style,
                text (looks[finding->severity].name), -1);
  g_string_append (page->text, "  ");
  layout_style (page->text, page->coloured, STYLE_STRONG, title, -1);
  g_string_append_c (page->text, '\n');
  add_paragraph (page, NULL, means);
  add_paragraph (page, "cli_do", what_to_do);
  if (finding->suggestion != NULL)
    {
      g_autofree char *shown = layout_visible (finding->suggestion);
      add_paragraph (page, "cli_suggestion", shown);
    }
}

/* --- What findings are about --- */

static const char *
subject_key (const Finding *finding)
{
  static const char *const fields[N_FIELDS]
      = { "cli_subject_to", "cli_subject_cc", "cli_subject_bcc", "cli_subject_reply_to" };
  static const char *const others[] = { [SUBJECT_FROM] = "cli_subject_from",
                                        [SUBJECT_SMTP] = "cli_subject_smtp",
                                        [SUBJECT_MESSAGE] = "cli_subject_message" };

  return finding->subject == SUBJECT_RECIPIENT ? fields[finding->field] : others[finding->subject];
}

static gboolean
is_same_subject (const Finding *a, const Finding *b)
{
  return a->subject == b->subject && g_strcmp0 (a->address, b->address) == 0
         && (a->subject != SUBJECT_RECIPIENT || (a->field == b->field && a->index == b->index));
}

/* The address that the findings of @group have in common, with the marks of all of them. */
static void
add_marked_address (Page *page, const GPtrArray *group)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (FindingMark));
  const Finding *first = g_ptr_array_index (group, 0);

  for (guint i = 0; i < group->len; i++)
    {
      const Finding *finding = g_ptr_array_index (group, i);
      g_array_append_vals (marks, finding->marks->data, finding->marks->len);
    }
  marked_append (page->text, first->address, marks, page->coloured, HEAD_INDENT);
  g_string_append_c (page->text, '\n');
}

/* @told: the head has already said what these findings are about. */
static void
add_group (Page *page, AnswerKind kind, const GPtrArray *group, gboolean told)
{
  const Finding *first = g_ptr_array_index (group, 0);

  if (kind == ANSWER_MESSAGE)
    g_string_append_printf (page->text, "%*s%s\n", HEAD_INDENT, "", text (subject_key (first)));
  if (first->address != NULL && !told)
    {
      g_string_append_printf (page->text, "%*s", HEAD_INDENT, "");
      add_marked_address (page, group);
    }
  for (guint i = 0; i < group->len; i++)
    add_finding (page, g_ptr_array_index (group, i));
}

/* The findings to be shown, those about one subject together: GPtrArray of Finding, borrowed. */
static GPtrArray *
group_findings (const Page *page, const Findings *findings)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *group = NULL;

  for (guint i = 0; i < findings_length (findings); i++)
    {
      Finding *finding = findings_get (findings, i);
      if (finding->severity < page->lowest)
        continue;
      if (group == NULL || !is_same_subject (g_ptr_array_index (group, 0), finding))
        g_ptr_array_add (groups, group = g_ptr_array_new ());
      g_ptr_array_add (group, finding);
    }
  return groups;
}

/* --- The whole --- */

/* Whether the line that was checked is the very address that @group is about. */
static gboolean
is_about_input (const Answer *answer, const GPtrArray *group)
{
  const Finding *first = g_ptr_array_index (group, 0);
  return answer->kind == ANSWER_RECIPIENT && g_strcmp0 (first->address, answer->input) == 0;
}

/* Where a row stands in its list, for what has to be looked up there. */
static void
add_line (Page *page, const Answer *answer)
{
  g_autofree char *number = g_strdup_printf ("%u", answer->line);
  g_autofree char *said = text_fill ("cli_line", "line", number, NULL);

  if (answer->line > 0)
    g_string_append_printf (page->text, "%*s%s\n", HEAD_INDENT, "", said);
}

/* @only: the one group there is, if it is about the very input (nullable). */
static void
add_head (Page *page, const Answer *answer, Severity verdict, const GPtrArray *only)
{
  g_autofree char *shown = layout_visible (answer->input);

  layout_style (page->text, page->coloured, looks[verdict].style, looks[verdict].sign, -1);
  g_string_append_c (page->text, ' ');
  if (only != NULL)
    {
      add_marked_address (page, only);
      return;
    }
  layout_style (page->text, page->coloured, STYLE_STRONG, shown, -1);
  if (answer->kind == ANSWER_MESSAGE && answer->address != NULL)
    {
      g_autofree char *address = layout_visible (answer->address);
      g_string_append_printf (page->text, "  %s", address);
    }
  g_string_append_c (page->text, '\n');
}

static void
add_not_checked (Page *page, const GPtrArray *not_checked)
{
  for (guint i = 0; i < not_checked->len; i++)
    {
      const NotChecked *entry = g_ptr_array_index (not_checked, i);
      g_autofree char *key = g_strconcat ("cli_why_", entry->why, NULL);
      const char *why = text_find (key);
      g_autofree char *line = text_fill ("cli_not_checked", "check", checks[entry->check].id, "why",
                                         why != NULL ? why : entry->why, NULL);
      add_paragraph (page, NULL, line);
    }
}

static void
add_report (Page *page, const Answer *answer)
{
  const Findings *findings = run_findings (answer->run);
  g_autoptr (GPtrArray) groups = group_findings (page, findings);
  Severity verdict = groups->len > 0 ? findings_verdict (findings) : SEVERITY_OFF;
  const GPtrArray *only = groups->len == 1 ? g_ptr_array_index (groups, 0) : NULL;

  if (only != NULL && !is_about_input (answer, only))
    only = NULL;
  add_head (page, answer, verdict, only);
  if (groups->len > 0)
    add_line (page, answer);
  for (guint i = 0; i < groups->len; i++)
    add_group (page, answer->kind, g_ptr_array_index (groups, i), only != NULL);
  add_not_checked (page, run_not_checked (answer->run));
}

static void
add_fault (Page *page, const Answer *answer)
{
  g_autofree char *key = g_strconcat ("cli_fault_", answer->fault, NULL);
  g_autofree char *shown = layout_visible (answer->input);
  const char *fault = text_find (key);

  layout_style (page->text, page->coloured, STYLE_BLOCK, "?", -1);
  g_string_append_printf (page->text, " %s\n", shown);
  add_line (page, answer);
  add_paragraph (page, NULL, fault != NULL ? fault : text ("cli_fault_other"));
  if (answer->detail != NULL)
    add_paragraph (page, NULL, answer->detail);
}

void
answer_print_text (const Answer *answer, const AnswerTarget *target)
{
  g_autoptr (GString) body = g_string_new (NULL);
  Page page = { body, layout_coloured (target->out), layout_width (target->out),
                target->all ? SEVERITY_INFO : SEVERITY_NOTICE };

  if (answer->run == NULL)
    add_fault (&page, answer);
  else
    add_report (&page, answer);
  fputs (body->str, target->out);
}
