/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "outgoing_verdict.h"
#include "sender_domain.h"

#define MAX_NAMES 3   /* of a certificate, in a sentence */
#define MAX_REPLY 300 /* bytes of a server's words, in a sentence */

static const char *
fault_of_kind (const OutgoingProbe *probe, OutgoingFaultKind kind)
{
  return outgoing_fault_kind (probe->fault) == kind ? outgoing_fault_name (probe->fault) : NULL;
}

const char *
outgoing_unreachable (const OutgoingProbe *probe)
{
  return fault_of_kind (probe, OUTGOING_FAULTS_REACH);
}

const char *
outgoing_unencrypted (const OutgoingProbe *probe)
{
  return fault_of_kind (probe, OUTGOING_FAULTS_TLS);
}

const char *
outgoing_mistrusted (const OutgoingProbe *probe)
{
  return probe->tls != NULL && probe->certificate.fault != CERTIFICATE_FINE
             ? certificate_fault_name (probe->certificate.fault)
             : NULL;
}

/* What Thunderbird can use for a method, of the mechanisms that servers offer. */
static const struct
{
  SmtpAuthMethod method;
  const char *mechanism;
} mechanisms[] = {
  { SMTP_AUTH_OLD, "PLAIN" },
  { SMTP_AUTH_OLD, "LOGIN" },
  { SMTP_AUTH_PASSWORD_CLEARTEXT, "PLAIN" },
  { SMTP_AUTH_PASSWORD_CLEARTEXT, "LOGIN" },
  { SMTP_AUTH_PASSWORD_ENCRYPTED, "CRAM-MD5" },
  { SMTP_AUTH_GSSAPI, "GSSAPI" },
  { SMTP_AUTH_NTLM, "NTLM" },
  { SMTP_AUTH_EXTERNAL, "EXTERNAL" },
  { SMTP_AUTH_OAUTH2, "XOAUTH2" },
};

static gboolean
offers (const OutgoingProbe *probe, const char *mechanism)
{
  for (guint i = 0; i < probe->auth->len; i++)
    if (strcmp (probe->auth->pdata[i], mechanism) == 0)
      return TRUE;
  return FALSE;
}

gboolean
outgoing_lacks_login (const OutgoingProbe *probe, SmtpAuthMethod method)
{
  gboolean is_known = FALSE;

  if (!probe->capable || probe->auth->len == 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++)
    if (mechanisms[i].method == method)
      {
        if (offers (probe, mechanisms[i].mechanism))
          return FALSE;
        is_known = TRUE;
      }
  return is_known;
}

/* --- Details --- */

static void
add_list (const GPtrArray *strings, guint max, OutgoingDetail *add, gpointer data, const char *name)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < strings->len && i < max; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", (char *) strings->pdata[i]);
  if (strings->len > max)
    g_string_append (joined, ", …");
  add (data, name, strings->len > 0 ? joined->str : "?");
}

static void
add_day (gint64 seconds, OutgoingDetail *add, gpointer data, const char *name)
{
  g_autofree char *day = sender_domain_day (seconds);

  if (day != NULL)
    add (data, name, day);
}

static void
add_number (double number, const char *format, OutgoingDetail *add, gpointer data, const char *name)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  add (data, name, g_ascii_formatd (text, sizeof text, format, number));
}

static void
add_certificate (const OutgoingCertificate *certificate, OutgoingDetail *add, gpointer data)
{
  add_list (certificate->names, MAX_NAMES, add, data, "names");
  add (data, "issuer", certificate->issuer != NULL ? certificate->issuer : "?");
  add (data, "subject", certificate->subject != NULL ? certificate->subject : "?");
  add_day (certificate->from, add, data, "from");
  add_day (certificate->until, add, data, "until");
}

void
outgoing_details (const OutgoingProbe *probe, OutgoingDetail *add, gpointer data)
{
  if (probe->reply != NULL)
    {
      g_autofree char *cut = g_utf8_make_valid (
          probe->reply, (gssize) MIN (strlen (probe->reply), (gsize) MAX_REPLY));
      add (data, "reply", cut);
    }
  if (probe->address != NULL)
    add (data, "address", probe->address);
  if (probe->tls != NULL)
    {
      add (data, "tls", probe->tls);
      add_certificate (&probe->certificate, add, data);
    }
  if (probe->capable)
    {
      add_list (probe->auth, G_MAXUINT, add, data, "auth");
      if (probe->size > 0)
        add_number ((double) probe->size / (1024 * 1024), "%.1f", add, data, "size");
    }
  add_number (probe->connect_ms, "%.0f", add, data, "connect_ms");
  add_number (probe->whole_ms, "%.0f", add, data, "whole_ms");
}
