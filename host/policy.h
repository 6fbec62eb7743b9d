/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "check_id.h"
#include "knowledge/blocklist.h"
#include "knowledge/domain_index.h"
#include "severity.h"

/* What is in force: the defaults of the rows, overlaid by the user's settings, Thunderbird's managed storage and the
 * administrator's file (policy_load.h reads and merges them). An immutable snapshot once made. */

typedef enum
{
  POLICY_ENFORCE, /* findings are shown and can interrupt */
  POLICY_MONITOR, /* findings are logged; nobody is interrupted */
} PolicyMode;

typedef enum
{
  SENSITIVITY_RELAXED, /* weak findings become info */
  SENSITIVITY_NORMAL,
  SENSITIVITY_STRICT,  /* weak findings get the sure severity, but never block */
} Sensitivity;

/* A row of the company directory. */
typedef struct
{
  char *company;
  char *country;  /* (nullable) ISO 3166-1 alpha-2, upper case */
  char **domains; /* A-labels, lower case; NULL-terminated */
} DirectoryEntry;

void directory_entry_free (DirectoryEntry *entry);

typedef struct
{
  PolicyMode mode;
  Sensitivity sensitivity;
  Severity sure[N_CHECKS];
  Severity weak[N_CHECKS];
  GHashTable *own_domains; /* set of char *: A-labels, lower case; a subdomain counts as its parent */
  GHashTable *trusted;     /* set of char *: "example.org" or "local@example.org"; never warned about, but for untrusted */
  GHashTable *vouched;     /* those of trusted that an administrator put there: nobody else's word silences a block */
  GHashTable *untrusted;   /* set of char *: the same forms; recipient_untrusted */
  GHashTable *important;   /* set of char *: the same forms; a second person has to confirm them (recipient_unconfirmed) */
  gboolean review_first_contact; /* so do addresses that the user never wrote to */
  gboolean review_directory;     /* so do those at the domains of the directory */
  GPtrArray *directory;    /* DirectoryEntry */
  guint max_visible;       /* recipients outside own_domains in To and Cc; above it recipient_too_many_visible */
  guint deadline_ms;       /* at Send, for evidence that must be waited for */
  gboolean dns;            /* whether the DNS may be asked */
  gboolean remember;       /* "do not ask again" is offered and kept */
  guint audit_days;        /* how long the log of what was shown is kept; 0: no log */
  guint journal_days;      /* how long the error log keeps a failure */
  guint sender_days;       /* how long it is kept how domains stood as senders; 0: not at all */
  gboolean sender_daily;   /* the user's own domains are looked at once a day */
  guint bounce_hard_days;  /* how long a failure for good is told at the next send; 0: never */
  guint bounce_soft_days;  /* how long one for now is; 0: never */
  guint bounce_quiet_days; /* so long after the next message without another failure, it has arrived */
  gboolean verify_probe;   /* whether mail servers of recipients are asked for mailboxes */
  guint verify_per_hour;   /* for so many at most */
  char *verify_mail_from;  /* (nullable) in whose name; NULL or "": nobody's */
  char *verify_kind;       /* (nullable) the service that is asked for mailboxes instead; of verify_kinds (verify_service.h) */
  char *verify_url;        /* (nullable) where; NULL or "": where it usually is */
  char *verify_key_file;   /* (nullable) an absolute path (key_file.h); there if the kind is */
  char *ca_file;           /* (nullable) an absolute path: authorities to trust beside the system's, in PEM */
  DomainIndex *domain_index; /* (owned) (nullable) own and directory's domains, once somebody asked for what lies near (known_domains.h) */
  GPtrArray *blocklists[N_BLOCKLIST_KINDS]; /* Blocklist: those that are asked */
  char *team_database;     /* (nullable) libpq's connection string, without a password; NULL or "": nothing is shared */
  char *resolver;          /* (nullable) "ADDRESS:PORT" of the DNS server to ask; NULL or "": the system's */
  char *contact;           /* (nullable) the administrator, as text for people */
} Policy;

#define POLICY_DEFAULT_MAX_VISIBLE 10
#define POLICY_DEFAULT_DEADLINE_MS 2500
#define POLICY_DEFAULT_AUDIT_DAYS 365
#define POLICY_DEFAULT_JOURNAL_DAYS 36500
#define POLICY_DEFAULT_SENDER_DAYS 730
#define POLICY_DEFAULT_BOUNCE_HARD_DAYS 365
#define POLICY_DEFAULT_BOUNCE_SOFT_DAYS 14
#define POLICY_DEFAULT_BOUNCE_QUIET_DAYS 5
#define POLICY_DEFAULT_VERIFY_PER_HOUR 30

/* The defaults of checks.def. Free with policy_free (). */
Policy *policy_new (void);
void policy_free (Policy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Policy, policy_free)

/* The severity that a finding of @check gets under this policy and its sensitivity. SEVERITY_OFF: not said at all. */
Severity policy_severity (const Policy *policy, CheckId check, gboolean weak);

/* Whether @set holds the domain, a parent domain of it, or (where @key is not NULL) the whole address. */
gboolean policy_set_matches (GHashTable *set, const char *ascii_domain, const char *key);
