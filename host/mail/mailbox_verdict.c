/* SPDX-License-Identifier: MPL-2.0 */
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

/* Of a no that is not one for now. */
static MailboxVerdict
verdict_of_refusal (const Bounce *bounce)
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
  if (bounce->confidence == BOUNCE_GUESS)
    return MAILBOX_unclear;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].reason == bounce->reason)
      return rows[i].verdict;
  return MAILBOX_unclear;
}

MailboxVerdict
mailbox_verdict_of_reply (const SmtpReply *reply)
{
  g_autofree char *text = smtp_reply_text (reply);
  const char *const texts[] = { text, NULL };
  g_autoptr (Bounce) bounce = g_new0 (Bounce, 1);
  MailboxVerdict verdict;

  if (reply->code / 100 == 2)
    return MAILBOX_takes;
  bounce->reply = reply->code;
  diagnose (bounce, texts);
  verdict = verdict_of_refusal (bounce);
  /* Who may come again is not sent away for good; but a full mailbox often is said so. */
  if (reply->code / 100 == 5 && bounce->status[0] != 4)
    return verdict;
  return verdict == MAILBOX_full ? MAILBOX_full : MAILBOX_temporary;
}
