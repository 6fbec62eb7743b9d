/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "bounce_reader.h"
#include "mail/free_mail.h"
#include "own_mail.h"
#include "session_inside.h"
#include "store_journal.h"
#include "wire/bounce_json.h"
#include "wire/reply.h"
#include "wire/request_bounce.h"

/* Returned mails: each is read in a child of its own, and answered when that is done. */

#define MAX_MAILS 8 /* children at a time */

typedef struct
{
  Session *session;
  gint64 id;
  BounceReader *reader; /* (nullable) */
  gboolean log;
  char *message_id; /* (nullable) */
  gint64 at;
} Mail;

void
session_drop_mail (gpointer data)
{
  Mail *mail = data;

  if (mail->reader != NULL)
    bounce_reader_cancel (mail->reader);
  g_free (mail->message_id);
  g_free (mail);
}

static void
refuse (Session *session, gint64 id, LastmileErrorCode code, const char *detail)
{
  GError *error = NULL;

  lastmile_error_set (&error, code, NULL, "%s", detail);
  session_refuse (session, id, error);
}

/* Puts what failed into the error log, if the policy lets it be remembered. */
static gboolean
log_bounces (const Mail *mail, const GPtrArray *bounces, guint *ret_added, GError **error)
{
  const Policy *policy = session_policy (mail->session)->policy;
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) journal_entry_free);

  for (guint i = 0; policy->remember && i < bounces->len; i++)
    {
      JournalEntry *entry
          = journal_entry_from_bounce (g_ptr_array_index (bounces, i), mail->message_id, mail->at);
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  *ret_added = 0;
  return entries->len == 0
         || store_journal_add (mail->session->sources.store, entries, policy->journal_days,
                               ret_added, error);
}

/* Who is at such a domain has nothing to do with each other. */
static void
add_mail_services (cJSON *reply, const GPtrArray *bounces)
{
  cJSON *list = cJSON_AddArrayToObject (reply, "mail_services");
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < bounces->len; i++)
    {
      const Bounce *bounce = g_ptr_array_index (bounces, i);
      const char *at = bounce->recipient != NULL ? strrchr (bounce->recipient, '@') : NULL;
      char *domain = at != NULL ? g_ascii_strdown (at + 1, -1) : NULL;

      if (domain != NULL && free_mail_has_domain (domain)
          && !g_hash_table_contains (told, domain))
        json_append_string (list, domain);
      if (domain != NULL)
        g_hash_table_add (told, domain);
    }
}

static void
answer (const Mail *mail, const GPtrArray *bounces)
{
  g_autoptr (cJSON) reply = reply_new (mail->id, "bounce");
  g_autofree char *list = bounces_print (bounces, BOUNCES_MAX_TEXT);
  GError *error = NULL;
  guint added = 0;

  if (mail->log && !log_bounces (mail, bounces, &added, &error))
    {
      session_refuse (mail->session, mail->id,
                      session_own_error (error, LASTMILE_ERROR_store_failed));
      return;
    }
  cJSON_AddRawToObject (reply, "bounces", list);
  add_mail_services (reply, bounces);
  cJSON_AddNumberToObject (reply, "logged", added);
  session_send (mail->session, json_print (reply));
}

/* That nothing can be learned is no reason not to say who did not get the mail. */
static void
learn (const Mail *mail, const MailTrace *trace)
{
  const Policy *policy = session_policy (mail->session)->policy;
  g_autoptr (GError) error = NULL;

  if (mail->log && policy->remember && trace != NULL
      && !own_mail_learn (mail->session->sources.store, mail->session->sources.profile, policy,
                          trace, mail->at, &error))
    g_printerr ("lastmile-host: how a mail was sent could not be kept: %s\n", error->message);
}

static void
mail_read (GPtrArray *bounces, const MailTrace *trace, gpointer data)
{
  Mail *mail = data;

  mail->reader = NULL;
  if (bounces != NULL)
    learn (mail, trace);
  if (bounces != NULL)
    answer (mail, bounces);
  else
    refuse (mail->session, mail->id, LASTMILE_ERROR_mail_unreadable,
            "what read the mail did not live through it, or was late");
  g_ptr_array_remove_fast (mail->session->mails, mail);
}

void
session_bounce (Session *session, Request *request)
{
  const BounceRequest *part = request_bounce (request);
  Mail *mail;

  if (session->mails->len >= MAX_MAILS)
    {
      refuse (session, request->id, LASTMILE_ERROR_busy, "so many mails are being read already");
      return;
    }
  mail = g_new0 (Mail, 1);
  mail->session = session;
  mail->id = request->id;
  mail->log = part->log;
  mail->message_id = g_strdup (part->message_id);
  mail->at = part->at;
  g_ptr_array_add (session->mails, mail);
  mail->reader = bounce_reader_start ((const char *) part->mail, part->length, mail_read, mail);
  if (mail->reader != NULL)
    return;
  refuse (session, request->id, LASTMILE_ERROR_mail_unreadable, "no process could be started");
  g_ptr_array_remove_fast (session->mails, mail);
}
