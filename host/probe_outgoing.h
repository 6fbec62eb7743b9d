/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/outgoing_server.h"
#include "wire/json.h"

/* What a try of an outgoing server found: connected, greeted, encrypted, and not logged in. Made by
 * lastmile-probe, and read by who asked it. */

typedef enum
{
#define FAULT(name, kind) OUTGOING_FAULT_##name,
#include "outgoing_fault.def"
#undef FAULT
  N_OUTGOING_FAULTS
} OutgoingFault;

typedef enum
{
  OUTGOING_FAULTS_NONE,
  OUTGOING_FAULTS_REACH,
  OUTGOING_FAULTS_TLS,
  OUTGOING_FAULTS_UNSURE,
} OutgoingFaultKind;

/* The first of these that holds. */
typedef enum
{
  CERTIFICATE_FINE,
  CERTIFICATE_WRONG_NAME,
  CERTIFICATE_EXPIRED,
  CERTIFICATE_NOT_YET_VALID,
  CERTIFICATE_SELF_SIGNED,
  CERTIFICATE_UNKNOWN_CA, /* signed by nobody whom this system knows */
  CERTIFICATE_WEAK,       /* by an algorithm that is no longer trusted */
  CERTIFICATE_BROKEN,     /* revoked, or its chain does not hold */
  N_CERTIFICATE_FAULTS
} CertificateFault;

typedef struct
{
  CertificateFault fault;
  char *subject;    /* (nullable) */
  char *issuer;     /* (nullable) */
  GPtrArray *names; /* char *: the hosts it is for */
  gint64 from;      /* seconds since 1970 */
  gint64 until;
} OutgoingCertificate;

struct OutgoingProbe
{
  OutgoingFault fault;
  char *address;                   /* (nullable) the one that was connected to */
  char *reply;                     /* (nullable) the server's words that a fault is about */
  char *tls;                       /* (nullable) "TLS1.3": the connection became encrypted */
  OutgoingCertificate certificate; /* if it did */
  gboolean capable;                /* it said what it can: */
  GPtrArray *auth;                 /* char *: the ways to log in, "PLAIN" */
  gint64 size;                     /* bytes of the largest message; 0: not told */
  guint connect_ms;                /* from the beginning until connected */
  guint whole_ms;                  /* until the end */
};

OutgoingProbe *outgoing_probe_new (void);
void outgoing_probe_free (OutgoingProbe *probe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutgoingProbe, outgoing_probe_free)

OutgoingFaultKind outgoing_fault_kind (OutgoingFault fault);

/* "no_starttls"; static. */
const char *outgoing_fault_name (OutgoingFault fault);

/* "wrong_name"; static. */
const char *certificate_fault_name (CertificateFault fault);

cJSON *outgoing_probe_to_json (const OutgoingProbe *probe);

/* NULL and a LASTMILE_ERROR if @json is none. */
OutgoingProbe *outgoing_probe_from_json (const cJSON *json, GError **error);

/* What lastmile-probe is asked. */
typedef struct
{
  char *host; /* a name or an IP address */
  guint port;
  SmtpSecurity security; /* SMTP_STARTTLS_MAYBE is tried as Thunderbird does: without encryption */
  char *ca_file;         /* (nullable) further authorities to trust, in PEM */
  guint deadline_ms;
} OutgoingQuestion;

/* A question that borrows its texts, with a deadline that suits people. Do not clear it. */
OutgoingQuestion outgoing_question_make (const char *host, guint port, SmtpSecurity security,
                                         const char *ca_file);

void outgoing_question_clear (OutgoingQuestion *question);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutgoingQuestion, outgoing_question_clear)

cJSON *outgoing_question_to_json (const OutgoingQuestion *question);
gboolean outgoing_question_from_json (const cJSON *json, OutgoingQuestion *ret_question,
                                      GError **error);

/* "none", "starttls", "tls", NULL-terminated, by SmtpSecurity but for the one that is no longer
 * offered. */
extern const char *const outgoing_securities[];
SmtpSecurity outgoing_security_at (int place);
