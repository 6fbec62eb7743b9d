/* SPDX-License-Identifier: MPL-2.0 */
#include <arpa/inet.h>
#include <string.h>
#include <time.h>
#include <gnutls/x509.h>
#include "probe/tls.h"

#define MAX_NAMES 100
#define PRIORITY "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1"

struct Tls
{
  gnutls_certificate_credentials_t trust;
};

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_x509_crt_t, gnutls_x509_crt_deinit, NULL)

Tls *
tls_new (const char *ca_file)
{
  g_autoptr (Tls) tls = g_new0 (Tls, 1);
  const char *const files[] = { ca_file, g_getenv ("LASTMILE_CA_FILE") };

  gnutls_certificate_allocate_credentials (&tls->trust);
  gnutls_certificate_set_x509_system_trust (tls->trust);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (files[i] != NULL && *files[i] != '\0'
        && gnutls_certificate_set_x509_trust_file (tls->trust, files[i], GNUTLS_X509_FMT_PEM) <= 0)
      return NULL;
  return g_steal_pointer (&tls);
}

Tls *
tls_new_careless (void)
{
  Tls *tls = g_new0 (Tls, 1);

  gnutls_certificate_allocate_credentials (&tls->trust);
  return tls;
}

void
tls_free (Tls *tls)
{
  if (tls == NULL)
    return;
  gnutls_certificate_free_credentials (tls->trust);
  g_free (tls);
}

/* RFC 6066 3: an IP address is no server name. */
static gboolean
is_ip_address (const char *host)
{
  struct in6_addr address;
  return inet_pton (AF_INET, host, &address) == 1 || inet_pton (AF_INET6, host, &address) == 1;
}

gnutls_session_t
tls_session (Tls *tls, const char *host)
{
  gnutls_session_t session;

  gnutls_init (&session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
  gnutls_priority_set_direct (session, PRIORITY, NULL);
  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, tls->trust);
  if (!is_ip_address (host))
    gnutls_server_name_set (session, GNUTLS_NAME_DNS, host, strlen (host));
  return session;
}

const char *
tls_version (gnutls_session_t session)
{
  return gnutls_protocol_get_name (gnutls_protocol_get_version (session));
}

/* --- The certificate --- */

static char *
take_name (gnutls_datum_t *name)
{
  char *text = g_strndup ((const char *) name->data, name->size);

  gnutls_free (name->data);
  return text;
}

static char *
ip_text (const char *bytes, gsize size)
{
  char text[INET6_ADDRSTRLEN];

  return inet_ntop (size == 4 ? AF_INET : AF_INET6, bytes, text, sizeof text) != NULL
             ? g_strdup (text)
             : NULL;
}

/* The hosts that it names (RFC 6125 6.4): names and addresses, or, where there are none, what its
 * subject calls itself. */
static void
add_names (gnutls_x509_crt_t leaf, GPtrArray *names)
{
  for (guint i = 0; i < MAX_NAMES; i++)
    {
      char name[512];
      size_t size = sizeof name;
      int type = gnutls_x509_crt_get_subject_alt_name (leaf, i, name, &size, NULL);

      if (type == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
        break;
      if (type == GNUTLS_SAN_DNSNAME)
        g_ptr_array_add (names, g_strndup (name, size));
      else if (type == GNUTLS_SAN_IPADDRESS && (size == 4 || size == 16))
        g_ptr_array_add (names, ip_text (name, size));
    }
  if (names->len == 0)
    {
      char name[512];
      size_t size = sizeof name;
      if (gnutls_x509_crt_get_dn_by_oid (leaf, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size) == 0)
        g_ptr_array_add (names, g_strndup (name, size));
    }
}

static CertificateFault
find_fault (gnutls_x509_crt_t leaf, const char *host, guint status, const OutgoingCertificate *seen)
{
  gint64 now = (gint64) time (NULL);
  const struct
  {
    CertificateFault fault;
    gboolean holds;
  } faults[] = {
    { CERTIFICATE_WRONG_NAME, !gnutls_x509_crt_check_hostname (leaf, host) },
    { CERTIFICATE_EXPIRED, seen->until < now },
    { CERTIFICATE_NOT_YET_VALID, seen->from > now },
    { CERTIFICATE_SELF_SIGNED,
      (status & GNUTLS_CERT_SIGNER_NOT_FOUND) && gnutls_x509_crt_check_issuer (leaf, leaf) },
    { CERTIFICATE_UNKNOWN_CA, (status & GNUTLS_CERT_SIGNER_NOT_FOUND) != 0 },
    { CERTIFICATE_WEAK, (status & GNUTLS_CERT_INSECURE_ALGORITHM) != 0 },
    { CERTIFICATE_BROKEN, status != 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (faults[i].holds)
      return faults[i].fault;
  return CERTIFICATE_FINE;
}

void
tls_judge_certificate (gnutls_session_t session, const char *host, OutgoingCertificate *certificate)
{
  g_auto (gnutls_x509_crt_t) leaf = NULL;
  guint n_certificates, status = 0;
  const gnutls_datum_t *chain = gnutls_certificate_get_peers (session, &n_certificates);
  gnutls_datum_t name;

  certificate->fault = CERTIFICATE_BROKEN;
  if (chain == NULL || n_certificates == 0 || gnutls_x509_crt_init (&leaf) != 0
      || gnutls_x509_crt_import (leaf, &chain[0], GNUTLS_X509_FMT_DER) != 0
      || gnutls_certificate_verify_peers2 (session, &status) != 0)
    return;
  if (gnutls_x509_crt_get_dn3 (leaf, &name, 0) == 0)
    certificate->subject = take_name (&name);
  if (gnutls_x509_crt_get_issuer_dn3 (leaf, &name, 0) == 0)
    certificate->issuer = take_name (&name);
  add_names (leaf, certificate->names);
  certificate->from = (gint64) gnutls_x509_crt_get_activation_time (leaf);
  certificate->until = (gint64) gnutls_x509_crt_get_expiration_time (leaf);
  certificate->fault = find_fault (leaf, host, status, certificate);
}
