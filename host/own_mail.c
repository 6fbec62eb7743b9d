/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "evidence/own_mail.h"
#include "mail/address.h"
#include "mail/free_mail.h"
#include "mail/public_suffix.h"
#include "own_mail.h"
#include "store_own_mail.h"

static gboolean
is_identitys (Profile *profile, const char *domain)
{
  g_auto (GStrv) identities = profile != NULL ? profile_identities (profile, NULL) : NULL;

  for (guint i = 0; identities != NULL && identities[i] != NULL; i++)
    {
      g_autofree char *email = profile_email (profile, identities[i], NULL);
      g_autoptr (Address) address = email != NULL ? address_read (email) : NULL;
      if (address != NULL && g_strcmp0 (address->ascii_domain, domain) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A service that is open to everybody looks after its own keys. */
static gboolean
is_own (Profile *profile, const Policy *policy, const char *domain)
{
  return !free_mail_has_domain (domain)
         && (policy_set_matches (policy->own_domains, domain, NULL)
             || is_identitys (profile, domain));
}

static gboolean
is_of_same_organization (const char *a, const char *b)
{
  return g_strcmp0 (public_suffix_registrable (a), public_suffix_registrable (b)) == 0
         && public_suffix_registrable (a) != NULL;
}

static void
add_way (OwnMail *mail, const char *signer, const char *selector, const char *envelope)
{
  OwnMailWay *way = own_mail_add (mail);

  way->signer = g_strdup (signer);
  way->selector = g_strdup (selector);
  way->envelope = g_strdup (envelope);
}

/* Somebody else's signatures tell who sends this mail where nobody of the own organization signed:
 * else they are of no interest. */
static void
add_ways (OwnMail *mail, const MailTrace *trace)
{
  const char *envelope = trace->relayed ? NULL : trace->envelope;

  for (guint i = 0; i < trace->signatures->len; i++)
    {
      const MailSignature *signature = g_ptr_array_index (trace->signatures, i);
      if (is_of_same_organization (signature->domain, trace->from))
        add_way (mail, signature->domain, signature->selector, envelope);
    }
  if (mail->ways->len > 0 || trace->relayed)
    return;
  for (guint i = 0; i < trace->signatures->len; i++)
    add_way (mail, ((const MailSignature *) g_ptr_array_index (trace->signatures, i))->domain, NULL,
             envelope);
  if (mail->ways->len == 0 && envelope != NULL)
    add_way (mail, NULL, NULL, envelope);
}

gboolean
own_mail_learn (Store *store, Profile *profile, const Policy *policy, const MailTrace *trace,
                gint64 at, GError **error)
{
  g_autoptr (GError) failure = NULL;
  OwnMail *mail;
  gboolean kept;

  if (trace->message_id == NULL || trace->from == NULL)
    return TRUE;
  if (!store_knows_message (store, trace->message_id, &failure))
    {
      gboolean failed = failure != NULL;
      if (failed)
        g_propagate_error (error, g_steal_pointer (&failure));
      return !failed;
    }
  if (!is_own (profile, policy, trace->from))
    return TRUE;
  mail = own_mail_new ();
  add_ways (mail, trace);
  kept = store_own_mail_add (store, trace->from, mail->ways,
                             at > 0 ? MIN (at, mail->now) : mail->now, error);
  own_mail_free (mail);
  return kept;
}
