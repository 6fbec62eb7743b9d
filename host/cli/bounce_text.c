/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "cli/bounce_answer.h"
#include "cli/bounce_text.h"
#include "cli/layout.h"
#include "cli/text.h"

#define INDENT 2

char *
bounce_text_status (const Bounce *bounce)
{
  const guint *status = bounce->status;
  return status[0] != 0 ? g_strdup_printf ("%u.%u.%u", status[0], status[1], status[2]) : NULL;
}

char *
bounce_text_status_means (const Bounce *bounce)
{
  g_autofree char *key
      = g_strdup_printf ("bounce_status_%u_%u", bounce->status[1], bounce->status[2]);
  return bounce->status[0] != 0 ? g_strdup (text_find (key)) : NULL;
}

char *
bounce_text_reply_means (const Bounce *bounce)
{
  g_autofree char *key = g_strdup_printf ("bounce_reply_%u", bounce->reply);
  return bounce->reply != 0 ? g_strdup (text_find (key)) : NULL;
}

/* Where the address is written wrong, that is what is told, whatever the server called it. */
char *
bounce_text_part (const Bounce *bounce, const char *part)
{
  const char *reason = bounce->class == BOUNCE_CLASS_FORMAT ? "address_format"
                                                            : bounce_reason_name (bounce->reason);
  g_autofree char *key = g_strdup_printf ("bounce_%s@%s", reason, part);
  const char *recipient
      = bounce->recipient != NULL ? bounce->recipient : text ("cli_bounce_nobody");
  const char *domain = strrchr (recipient, '@');

  if (text_find (key) == NULL)
    return g_strdup ("");
  return text_fill (key, "address", recipient, "domain", domain != NULL ? domain + 1 : recipient,
                    NULL);
}

/* --- For a person --- */

typedef struct
{
  GString *text;
  gboolean coloured;
  guint width;
} Page;

static void
add_paragraph (Page *page, const char *said)
{
  if (said == NULL || *said == '\0')
    return;
  g_string_append_printf (page->text, "%*s", INDENT, "");
  layout_wrap (page->text, said, INDENT, page->width);
  g_string_append_c (page->text, '\n');
}

static void
add_part (Page *page, const Bounce *bounce, const char *part)
{
  g_autofree char *said = bounce_text_part (bounce, part);
  g_autofree char *visible = layout_visible (said);
  add_paragraph (page, visible);
}

/* @label with what it is followed by, which a stranger may have written. */
static void
add_labelled (Page *page, const char *label, const char *value)
{
  g_autofree char *visible = value != NULL ? layout_visible (value) : NULL;
  g_autofree char *line = visible != NULL ? text_fill (label, "text", visible, NULL) : NULL;
  add_paragraph (page, line);
}

static void
add_code (Page *page, const char *code, const char *means)
{
  g_autofree char *line = code == NULL || means == NULL
                              ? NULL
                              : text_fill ("cli_bounce_code", "code", code, "means", means, NULL);
  add_paragraph (page, line);
}

static void
add_codes (Page *page, const Bounce *bounce)
{
  g_autofree char *status = bounce_text_status (bounce);
  g_autofree char *status_means = bounce_text_status_means (bounce);
  g_autofree char *reply = g_strdup_printf ("%u", bounce->reply);
  g_autofree char *reply_means = bounce_text_reply_means (bounce);

  add_code (page, status, status_means);
  add_code (page, reply, reply_means);
}

static void
add_head (Page *page, const BounceAnswer *answer)
{
  const Bounce *bounce = answer->bounce;
  gboolean none = bounce->reason == BOUNCE_not_a_bounce;
  g_autofree char *file = layout_visible (answer->file);
  g_autofree char *recipient
      = layout_visible (bounce->recipient != NULL ? bounce->recipient : text ("cli_bounce_nobody"));

  layout_style (page->text, page->coloured, none ? STYLE_OK : STYLE_WARNING, none ? "✓" : "!", -1);
  g_string_append_c (page->text, ' ');
  layout_style (page->text, page->coloured, STYLE_STRONG, none ? file : recipient, -1);
  if (!none)
    g_string_append_printf (page->text, "  (%s)", file);
  if (answer->number > 0)
    g_string_append_printf (page->text, " #%u", answer->number);
  g_string_append_c (page->text, '\n');
}

void
bounce_answer_print_text (const BounceAnswer *answer, FILE *out)
{
  static const char *const parts[] = { "title", "means", "whose", "do" };
  g_autoptr (GString) body = g_string_new (NULL);
  Page page = { body, layout_coloured (out), layout_width (out) };
  const Bounce *bounce = answer->bounce;

  add_head (&page, answer);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (&page, bounce, parts[i]);
  if (bounce->reason != BOUNCE_not_a_bounce)
    {
      add_paragraph (&page,
                     text (bounce->permanent ? "cli_bounce_again_no" : "cli_bounce_again_yes"));
      add_labelled (&page, "cli_bounce_for", bounce->original_recipient);
      add_labelled (&page, "cli_bounce_server", bounce->remote_server);
      add_labelled (&page, "cli_bounce_line", bounce->line);
      add_codes (&page, bounce);
    }
  fputs (body->str, out);
}
