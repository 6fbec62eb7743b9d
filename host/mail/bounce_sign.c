/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "knowledge/text_pattern.h"
#include "mail/bounce_sign.h"

typedef enum
{
  SIGN_DAEMON,
  SIGN_SENDER,
  SIGN_SUBJECT,
  SIGN_BODY,
  SIGN_PERSON,
  SIGN_SUSPECT,
  SIGN_PROGRAM,
  N_SIGNS,
} SignPlace;

static const struct
{
  SignPlace place;
  const char *pattern;
} rows[] = {
#define SIGN(place, pattern) { SIGN_##place, pattern },
#include "knowledge/bounce_sign.def"
#undef SIGN
};

/* The rows of one place stand together in the table. */
static const TextPatterns *
patterns (SignPlace place)
{
  static gsize made;
  static TextPatterns *tables[N_SIGNS];

  if (g_once_init_enter (&made))
    {
      for (gsize first = 0, i = 0; i < G_N_ELEMENTS (rows); i++)
        if (i + 1 == G_N_ELEMENTS (rows) || rows[i + 1].place != rows[i].place)
          {
            tables[rows[i].place]
                = text_patterns_new (&rows[first].pattern, i + 1 - first, sizeof rows[0]);
            first = i + 1;
          }
      g_once_init_leave (&made, 1);
    }
  return tables[place];
}

static gboolean
has_sign (const char *text, SignPlace place)
{
  gsize length = text != NULL ? strlen (text) : 0, at;
  g_autofree char *folded = text_pattern_fold (text != NULL ? text : "", length);

  return text_patterns_find_first (patterns (place), folded, length, &at) >= 0;
}

static gboolean
begins_with_sign (const char *text, SignPlace place)
{
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *folded = text_pattern_fold (text != NULL ? text : "", length);

  return text_patterns_begin (patterns (place), folded, length);
}

/* What Dovecot's filters refuse comes back as a report of reading. */
static gboolean
is_refusal (const BounceSigns *signs, const char *type)
{
  return g_ascii_strncasecmp (type, "disposition", 11) == 0 && signs->is_titled;
}

/* Needs is_titled. */
static void
read_report_type (BounceSigns *signs, const MimePart *message)
{
  g_autofree char *field = mime_field (message->header, "content-type");
  g_autofree char *type = field != NULL ? mime_parameter (field, "report-type") : NULL;

  if (strcmp (message->type, "multipart/report") != 0)
    return;
  signs->is_report = type == NULL || g_ascii_strncasecmp (type, "delivery", 8) == 0;
  signs->is_other_report = !signs->is_report && !is_refusal (signs, type);
}

/* Automatic replies say so (RFC 3834 5); servers that report use the same words, so this counts
 * only where the subject is no report's, and "auto-replied" only where the sender is no server. */
static gboolean
is_automatic_reply (const MimePart *message, gboolean is_from_office)
{
  static const char *const names[] = { "x-autoreply", "x-autorespond" };
  g_autofree char *submitted = mime_field (message->header, "auto-submitted");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = mime_field (message->header, names[i]);
      if (value != NULL)
        return TRUE;
    }
  return submitted != NULL
         && (strstr (submitted, "vacation") != NULL
             || (!is_from_office && strstr (submitted, "auto-replied") != NULL));
}

/* Mailing lists and newsletters (RFC 2369): a list hands on what its members write. */
static gboolean
is_newsletter (const MimePart *message)
{
  g_autofree char *unsubscribe = mime_field (message->header, "list-unsubscribe");
  return unsubscribe != NULL;
}

/* With a program that people write with. */
static gboolean
is_written (const MimePart *message)
{
  g_autofree char *agent = mime_field (message->header, "user-agent");
  g_autofree char *mailer = mime_field (message->header, "x-mailer");

  return has_sign (agent, SIGN_PROGRAM) || has_sign (mailer, SIGN_PROGRAM);
}

/* Reports have no sender to whom they could come back in turn (RFC 5321 4.5.5); the server that
 * delivers writes down who it was (RFC 5321 4.4). */
static gboolean
has_null_path (const MimePart *message)
{
  g_autofree char *path = mime_field (message->header, "return-path");

  return path != NULL
         && (strncmp (path, "<>", 2) == 0
             || g_ascii_strncasecmp (path + (*path == '<'), "mailer-daemon", 13) == 0);
}

BounceSigns
bounce_signs_read (const MimePart *message)
{
  BounceSigns signs = { 0 };
  g_autofree char *from = mime_field (message->header, "from");
  g_autofree char *subject = mime_field (message->header, "subject");
  g_autofree char *failed = mime_field (message->header, "x-failed-recipients");

  signs.is_from_daemon = has_sign (from, SIGN_DAEMON);
  signs.is_from_office = signs.is_from_daemon || has_sign (from, SIGN_SENDER);
  signs.is_titled = has_sign (subject, SIGN_SUBJECT);
  signs.is_from_server = failed != NULL || signs.is_from_office || signs.is_titled;
  signs.is_suspected = has_null_path (message) || has_sign (from, SIGN_SUSPECT);
  read_report_type (&signs, message);
  /* A bounce may have come by a list's address, and its subject may begin with the returned one. */
  signs.is_from_person
      = !signs.is_from_daemon
        && (begins_with_sign (subject, SIGN_PERSON)
            || (!signs.is_from_office && is_newsletter (message))
            || (!signs.is_from_office && is_written (message))
            || (!signs.is_titled && is_automatic_reply (message, signs.is_from_office)));
  return signs;
}

gboolean
bounce_signs_in_text (const char *text)
{
  return has_sign (text, SIGN_BODY);
}
