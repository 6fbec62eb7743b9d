/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/own_mail.h"
#include "store_own_mail.h"

#define SECONDS_OF_DAY (24 * 60 * 60)

static void
way_free (gpointer data)
{
  OwnMailWay *way = data;

  g_free (way->signer);
  g_free (way->selector);
  g_free (way->envelope);
  g_free (way);
}

OwnMail *
own_mail_new (void)
{
  OwnMail *mail = g_new0 (OwnMail, 1);

  mail->ways = g_ptr_array_new_with_free_func (way_free);
  mail->now = g_get_real_time () / G_USEC_PER_SEC;
  return mail;
}

void
own_mail_free (OwnMail *mail)
{
  if (mail == NULL)
    return;
  g_ptr_array_unref (mail->ways);
  g_free (mail);
}

OwnMailWay *
own_mail_add (OwnMail *mail)
{
  OwnMailWay *way = g_new0 (OwnMailWay, 1);

  g_ptr_array_add (mail->ways, way);
  return way;
}

gboolean
own_mail_is_fresh (const OwnMail *mail, const OwnMailWay *way)
{
  return mail->now - way->seen_at <= OWN_MAIL_FRESH_DAYS * SECONDS_OF_DAY;
}

void
source_own_mail (Sources *sources, Question *question)
{
  g_autoptr (GError) error = NULL;
  OwnMail *mail = sources->store != NULL
                      ? store_own_mail_find (sources->store, question_key (question), &error)
                      : NULL;

  if (mail != NULL)
    question_answer (question, ANSWER_KNOWN, mail, (GDestroyNotify) own_mail_free, NULL);
  else if (sources->store == NULL || error != NULL)
    question_answer (question, ANSWER_UNAVAILABLE, NULL, NULL, "store");
  else
    question_answer (question, ANSWER_ABSENT, NULL, NULL, NULL);
}
