/* SPDX-License-Identifier: MPL-2.0 */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include "key_file.h"
#include "verify/https.h"
#include "verify/service.h"

/* lastmile-verify asks a service over HTTPS whether a mailbox is there, so that the host need not
 * link HTTPS, and never holds the key. One question on standard input, in JSON; one answer on
 * standard output (companion.h). */

#define MAX_QUESTION (64 * 1024)
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

static VerifyAnswer
ask (const VerifyQuestion *question, const char *key)
{
  const Service *service = service_get (question->kind);
  g_autofree char *header = g_strdup_printf ("%s: %s", service->key_header, key);
  const HttpsRequest request = {
    .url = question->url != NULL ? question->url : verify_url (question->kind),
    .parameter = service->parameter,
    .value = question->address,
    .header = header,
    .ca_file = question->ca_file,
    .end = g_get_monotonic_time () + (gint64) question->deadline_ms * 1000,
  };
  VerifyAnswer answer = { VERIFY_UNSURE };
  gboolean again;

  do
    {
      g_auto (HttpsReply) reply = { 0 };

      if (!https_get (&request, &reply, &answer.why))
        return (VerifyAnswer){ VERIFY_UNSURE, answer.why };
      again = service->read (reply.status, reply.body->str, reply.body->len, question->address,
                             &answer);
      answer.retry_after = reply.retry_after;
    }
  while (again && wait_until_again (request.end));
  return answer;
}

static VerifyAnswer
verify (const VerifyQuestion *question)
{
  g_autoptr (GError) error = NULL;
  char *key = key_file_read (question->key_file, &error);
  VerifyAnswer answer = { VERIFY_UNSURE, VERIFY_WHY_service_key };

  if (key == NULL)
    {
      fprintf (stderr, "lastmile-verify: %s\n", error->message);
      return answer;
    }
  answer = ask (question, key);
  key_file_forget (key);
  return answer;
}

int
main (void)
{
  static char bytes[MAX_QUESTION];
  gsize length = fread (bytes, 1, sizeof bytes, stdin);
  g_autoptr (GError) error = NULL;
  g_autoptr (cJSON) json = json_parse (bytes, length, &error);
  g_auto (VerifyQuestion) question = { 0 };
  g_autoptr (cJSON) said = NULL;
  g_autofree char *text = NULL;
  VerifyAnswer answer;

  keep_no_core ();
  if (json == NULL || !verify_question_from_json (json, &question, &error))
    {
      fprintf (stderr, "lastmile-verify: %s\n", error->message);
      return 2;
    }
  answer = verify (&question);
  said = verify_answer_to_json (&answer);
  text = json_print (said);
  puts (text);
  fflush (stdout);
  _exit (0); /* a thread of libcurl's may hang in the resolver */
}
