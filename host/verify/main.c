/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include "companion_side.h"
#include "key_file.h"
#include "mailbox_answer.h"
#include "verify/https.h"
#include "verify/service.h"

/* lastmile-verify asks a service over HTTPS whether a mailbox is there, so that the host need not
 * link HTTPS, and never holds the key. One question on standard input, in JSON; one answer on
 * standard output (companion.h). */

#define AGAIN_MS 1000 /* until a service that is still looking is asked again */

/* The key must not come to lie in a file. */
static void
keep_no_core (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  prctl (PR_SET_DUMPABLE, 0);
}

/* FALSE if @end comes first. */
static gboolean
wait_until_again (gint64 end)
{
  gint64 left = (end - g_get_monotonic_time ()) / 1000;

  if (left <= AGAIN_MS)
    return FALSE;
  g_usleep (AGAIN_MS * 1000);
  return TRUE;
}

static const char *
place (const VerifyQuestion *question)
{
  return question->url != NULL && *question->url != '\0' ? question->url
                                                         : verify_url (question->kind);
}

static Mailbox *
ask (const VerifyQuestion *question, const char *key)
{
  const Service *service = service_get (question->kind);
  g_autofree char *header = g_strdup_printf ("%s: %s", service->key_header, key);
  const HttpsRequest request = {
    .url = place (question),
    .parameter = service->parameter,
    .value = question->address,
    .header = header,
    .ca_file = question->ca_file,
    .end = g_get_monotonic_time () + (gint64) question->deadline_ms * 1000,
  };
  Mailbox *mailbox = mailbox_new (MAILBOX_failed, verify_name (question->kind), NULL);
  gboolean again;

  do
    {
      g_auto (HttpsReply) reply = { 0 };

      again = https_get (&request, &reply, &mailbox->verdict)
              && service->read (reply.status, reply.body->str, reply.body->len, question->address,
                                &mailbox->verdict);
      mailbox->pause = service_pause (mailbox->verdict, reply.retry_after);
    }
  while (again && wait_until_again (request.end));
  return mailbox;
}

static Mailbox *
verify (const VerifyQuestion *question)
{
  g_autoptr (GError) error = NULL;
  char *key = key_file_read (question->key_file, &error);
  Mailbox *mailbox;

  if (key != NULL)
    {
      mailbox = ask (question, key);
      key_file_forget (key);
      return mailbox;
    }
  fprintf (stderr, "lastmile-verify: %s\n", error->message);
  mailbox = mailbox_new (MAILBOX_service_key, NULL, NULL);
  mailbox->pause = service_pause (mailbox->verdict, 0);
  return mailbox;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (cJSON) json = companion_question (&error);
  g_auto (VerifyQuestion) question = { 0 };
  g_autoptr (cJSON) said = NULL;
  g_autoptr (Mailbox) mailbox = NULL;

  keep_no_core ();
  if (json == NULL || !verify_question_from_json (json, &question, &error))
    {
      fprintf (stderr, "lastmile-verify: %s\n", error->message);
      return 2;
    }
  mailbox = verify (&question);
  said = mailbox_to_json (mailbox);
  companion_answer (said);
  _exit (0); /* a thread of libcurl's may hang in the resolver */
}
