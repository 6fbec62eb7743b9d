/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/bounce_notice.h"
#include "mail/mail_trace.h"
#include "mail/mime.h"
#include "mail/tag_list.h"

#define MAX_LABEL 63 /* RFC 1035 2.3.4 */

/* Fields that only a mail has that somebody sent on: RFC 2919, 2369, 5322 3.6.6, and what mailing
 * lists and forwarders add. */
static const char *const relay_fields[]
    = { "list-id",     "list-post",      "mailing-list",   "x-beenthere",
        "resent-from", "x-forwarded-to", "x-forwarded-for" };

/* How forwarders write the sender's address into their own: SRS, and Gmail's. */
static const char *const relay_signs[] = { "srs0", "srs1", "+srs=", "+caf_=" };

static void
signature_free (gpointer data)
{
  MailSignature *signature = data;

  g_free (signature->domain);
  g_free (signature->selector);
  g_free (signature);
}

MailTrace *
mail_trace_new (void)
{
  MailTrace *trace = g_new0 (MailTrace, 1);

  trace->signatures = g_ptr_array_new_with_free_func (signature_free);
  return trace;
}

void
mail_trace_free (MailTrace *trace)
{
  if (trace == NULL)
    return;
  g_free (trace->message_id);
  g_free (trace->from);
  g_free (trace->envelope);
  g_ptr_array_unref (trace->signatures);
  g_free (trace);
}

void
mail_trace_add_signature (MailTrace *trace, char *domain, char *selector)
{
  MailSignature *signature = g_new0 (MailSignature, 1);

  *signature = (MailSignature){ domain, selector };
  g_ptr_array_add (trace->signatures, signature);
}

gboolean
mail_trace_is_name (const char *text)
{
  gsize length = 0, label = 0;

  for (const char *c = text; *c != '\0'; c++, length++)
    if (*c == '.')
      {
        if (label == 0)
          return FALSE;
        label = 0;
      }
    else if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '-' && *c != '_')
      return FALSE;
    else if (++label > MAX_LABEL)
      return FALSE;
  return label > 0 && length <= MAIL_TRACE_MAX_DOMAIN;
}

/* The name at @text in lower case, or NULL if it is none. */
static char *
read_name (const char *text, gsize length)
{
  g_autofree char *name = g_ascii_strdown (text, (gssize) MIN (length, MIME_MAX_FIELD));
  return mail_trace_is_name (name) ? g_steal_pointer (&name) : NULL;
}

/* The last address in angle brackets, or the whole. */
static char *
find_address (const char *field)
{
  const char *open = strrchr (field, '<');

  return open != NULL ? g_strndup (open + 1, strcspn (open + 1, ">")) : g_strdup (field);
}

/* The domain of the address in @field (nullable); *ret_address is the address, in lower case. */
static char *
read_domain (const char *field, char **ret_address)
{
  g_autofree char *address = field != NULL ? find_address (field) : g_strdup ("");
  const char *at = strrchr (g_strstrip (address), '@');

  *ret_address = g_ascii_strdown (address, -1);
  return at != NULL ? read_name (at + 1, strlen (at + 1)) : NULL;
}

/* --- The fields --- */

static void
read_message_id (MimeSlice header, MailTrace *trace)
{
  g_autofree char *field = mime_field (header, "message-id");
  g_autofree char *id = field != NULL ? find_address (field) : NULL;

  if (id != NULL && *g_strstrip (id) != '\0' && strlen (id) <= MAIL_TRACE_MAX_ID)
    trace->message_id = g_steal_pointer (&id);
}

static void
read_sender (MimeSlice header, MailTrace *trace)
{
  g_autofree char *field = mime_field (header, "from"), *path = mime_field (header, "return-path");
  g_autofree char *author = NULL, *sender = NULL;

  trace->from = read_domain (field, &author);
  trace->envelope = read_domain (path, &sender);
  for (gsize i = 0; i < G_N_ELEMENTS (relay_signs); i++)
    trace->relayed |= strstr (sender, relay_signs[i]) != NULL;
}

static void
read_relay (MimeSlice header, MailTrace *trace)
{
  for (gsize i = 0; i < G_N_ELEMENTS (relay_fields) && !trace->relayed; i++)
    {
      g_autofree char *field = mime_field (header, relay_fields[i]);
      trace->relayed = field != NULL;
    }
}

static void
read_signature (const char *field, MailTrace *trace)
{
  TagFault fault;
  g_autoptr (GArray) tags = tag_list_read (field, strlen (field), &fault);
  const Tag *domain = tag_list_find (tags, "d"), *selector = tag_list_find (tags, "s");
  char *signer = domain != NULL ? read_name (domain->value, domain->value_length) : NULL;
  char *name = selector != NULL ? read_name (selector->value, selector->value_length) : NULL;

  if (signer != NULL && name != NULL)
    mail_trace_add_signature (trace, signer, name);
  else
    {
      g_free (signer);
      g_free (name);
    }
}

static void
read_signatures (MimeSlice header, MailTrace *trace)
{
  char *field;

  while (trace->signatures->len < MAIL_TRACE_MAX_SIGNATURES
         && (field = mime_next_field (&header, "dkim-signature")) != NULL)
    {
      read_signature (field, trace);
      g_free (field);
    }
}

MailTrace *
mail_trace_read (const char *bytes, gsize length, gboolean returned)
{
  g_autoptr (GArray) parts = mime_parts (bytes, length);
  MimeSlice header = g_array_index (parts, MimePart, 0).header;
  MailTrace *trace;

  if (returned && !bounce_notice_find_returned (parts, &header))
    return NULL;
  trace = mail_trace_new ();
  read_message_id (header, trace);
  read_sender (header, trace);
  read_relay (header, trace);
  read_signatures (header, trace);
  return trace;
}
