/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "check_id.h"
#include "message.h"
#include "severity.h"

/* What a check has to say. A check names neither its code nor its severity: the driver stamps them from the row
 * and the policy, so a finding cannot disagree with its row. Texts are looked up by code (and variant)
 * in extension/_locales; a finding carries only what the text names. */

typedef enum
{
  SUBJECT_RECIPIENT, /* "to[2]" */
  SUBJECT_FROM,      /* "from" */
  SUBJECT_SMTP,      /* "smtp" */
  SUBJECT_MESSAGE,   /* "message" */
} FindingSubject;

typedef struct
{
  char *name;
  GPtrArray *values; /* char *, at least one */
  gboolean is_list;  /* a list even with one element */
} FindingParam;

typedef struct
{
  gsize start;  /* bytes into Finding.address */
  gsize length;
} FindingMark;

typedef struct
{
  CheckId check;
  Severity severity;
  gboolean weak;
  gboolean once;         /* about a setting that stays: a notice of it is told until a mail has left (told_once.h) */
  gboolean dismissed;    /* the user asked not to be asked again; severity is then info */
  FindingSubject subject;
  RecipientField field;  /* valid for SUBJECT_RECIPIENT, as is index */
  guint index;
  char *address;         /* (nullable) the address as typed */
  char *key;             /* (nullable) finding_key () of it: what "do not ask again" is kept under */
  const char *variant;   /* (nullable) (static) which text of the code: "plaintext" -> check_<code>@title@plaintext */
  GArray *params;        /* FindingParam */
  GArray *marks;         /* FindingMark: the exact characters that differ or are wrong */
  char *suggestion;      /* (nullable) a ready replacement for the address, or several joined by ", " */
  double confidence;     /* 0..1; 1 unless the check says otherwise */
} Finding;

typedef struct Findings Findings;

Findings *findings_new (void);
void findings_free (Findings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Findings, findings_free)

/* For the driver: whose findings the next calls of findings_add () are. @recipient may be NULL. */
void findings_set_context (Findings *findings, CheckId check, const Recipient *recipient);

/* For the driver: takes out what was appended since the @length that findings_length () gave. */
guint findings_length (const Findings *findings);
void findings_truncate (Findings *findings, guint length);
Finding *findings_get (const Findings *findings, guint i);
void findings_remove (Findings *findings, guint i);

/* --- What checks call. All strings are copied; a returned Finding is borrowed until the next add. --- */

/* A finding about the recipient in hand; about the message where the scope is WHOLE_MESSAGE. */
Finding *findings_add (Findings *findings);

/* From a check of the whole message: a finding about one recipient. */
Finding *findings_add_about (Findings *findings, const Recipient *recipient);

/* From a check of the whole message: a finding about the sender (SUBJECT_FROM) or the outgoing server (SUBJECT_SMTP). */
Finding *findings_add_sender (Findings *findings, FindingSubject subject, const char *address);

/* A value that the text names; for a country, the ISO 3166-1 alpha-2 code under a name that ends in "country". */
void finding_param (Finding *finding, const char *name, const char *value);
void finding_param_int (Finding *finding, const char *name, gint64 value);

/* Appends to a list that the text names. */
void finding_param_add (Finding *finding, const char *name, const char *value);

/* What "do not ask again" about @address is kept under: its address_key (), or the text itself where it is no address (a
 * server's name, something mistyped). Free with g_free (). */
char *finding_key (const char *address);

void finding_suggest (Finding *finding, const char *suggestion);

/* Less than sure: the row's weak severity applies. */
void finding_weak (Finding *finding, double confidence);

/* Marks @length bytes of Finding.address from @start. */
void finding_mark (Finding *finding, gsize start, gsize length);

/* A view of findings that stay owned by another Findings, which outlives it. */
Findings *findings_new_borrowing (const GPtrArray *list);
