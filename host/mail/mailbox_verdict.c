/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/diagnosis.h"
#include "mail/mailbox_verdict.h"

typedef enum
{
  SURE,
  UNSURE,
  UNHEARD,
} Kind;

static const struct
{
  Kind kind;
  const char *why;
} verdicts[N_MAILBOX_VERDICTS] = {
#define VERDICT(name, kind) { kind, "mailbox_" #name },
#include "mail/mailbox_verdict.def"
#undef VERDICT
};

const char *const mailbox_verdict_names[] = {
#define VERDICT(name, kind) #name,
#include "mail/mailbox_verdict.def"
#undef VERDICT
  NULL,
};

gboolean
mailbox_verdict_is_sure (MailboxVerdict verdict)
{
  return verdicts[verdict].kind == SURE;
}

gboolean
mailbox_verdict_is_unheard (MailboxVerdict verdict)
{
  return verdicts[verdict].kind == UNHEARD;
}

const char *
mailbox_verdict_name (MailboxVerdict verdict)
{
  return mailbox_verdict_names[verdict];
}

const char *
mailbox_verdict_why (MailboxVerdict verdict)
{
  return verdicts[verdict].why;
}

/* x.7.13 and x.7.17 (RFC 5248, RFC 7293): the account is disabled, the mailbox is another's now. */
static gboolean
is_about_rules (const Bounce *bounce)
{
  return bounce->status[1] == 7 && bounce->status[2] != 13 && bounce->status[2] != 17;
}

/* The words of 4.2.3 for 550, which stand for a refusal by policy as well, and a provider's that
 * say both. Only a code of its own makes one of them. */
static gboolean
may_be_policy (const char *text)
{
  static const char *const phrases[] = { "mailbox unavailable", "mailbox not available",
                                         "mailbox is unavailable", "access denied" };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (strstr (lower, phrases[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether it says it so plainly that no other meaning is left: by a code for one thing about the
 * address or the mailbox (x.1.x, x.2.x), or in words that are known. */
static gboolean
is_plain (const Bounce *bounce, const char *text)
{
  gboolean coded = bounce->status[2] != 0
                   && (bounce->status[1] == 1 || bounce->status[1] == 2
                       || bounce->status[1] == 7); /* is_about_rules () */

  if (coded && bounce->confidence >= BOUNCE_LIKELY)
    return TRUE;
  return bounce->confidence == BOUNCE_SURE && !may_be_policy (text);
}

/* Of a no that is not one for now. */
static MailboxVerdict
verdict_of_refusal (const Bounce *bounce, const char *text)
{
  static const struct
  {
    BounceReason reason;
    MailboxVerdict verdict;
  } rows[] = {
    { BOUNCE_mailbox_missing, MAILBOX_missing }, { BOUNCE_mailbox_disabled, MAILBOX_disabled },
    { BOUNCE_mailbox_full, MAILBOX_full },       { BOUNCE_rate_limited, MAILBOX_temporary },
    { BOUNCE_temporary, MAILBOX_temporary },
  };

  if (bounce->class == BOUNCE_CLASS_POLICY || is_about_rules (bounce))
    return bounce->reason == BOUNCE_rate_limited ? MAILBOX_temporary : MAILBOX_refused;
  if (!is_plain (bounce, text))
    return MAILBOX_unclear;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].reason == bounce->reason)
      return rows[i].verdict;
  return MAILBOX_unclear;
}

/* "550 5.1.1 No such user here": a sentence may go over lines, each of which repeats the enhanced
 * code (RFC 2034 4). Free with g_free (). */
static char *
words_of (const SmtpReply *reply)
{
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, "%u", reply->code);
  for (guint i = 0; i < reply->lines->len; i++)
    {
      const char *line = reply->lines->pdata[i];
      guint status[3];
      gsize code = strspn (line, "0123456789.");

      if (i > 0 && line[code] == ' ' && diagnosis_find_status (line, status)
          && strcspn (line, "45") == 0)
        line += code + 1;
      g_string_append_c (words, ' ');
      g_string_append (words, line);
    }
  return g_string_free (words, FALSE);
}

MailboxVerdict
mailbox_verdict_of_reply (const SmtpReply *reply)
{
  g_autofree char *text = words_of (reply);
  const char *const texts[] = { text, NULL };
  g_autoptr (Bounce) bounce = g_new0 (Bounce, 1);
  MailboxVerdict verdict;

  if (reply->code / 100 == 2)
    return MAILBOX_takes;
  bounce->reply = reply->code;
  diagnose (bounce, texts);
  verdict = verdict_of_refusal (bounce, text);
  /* Who may come again is not sent away for good; but a full mailbox often is said so. */
  if (reply->code / 100 == 5 && bounce->status[0] != 4)
    return verdict;
  return verdict == MAILBOX_full ? MAILBOX_full : MAILBOX_temporary;
}
