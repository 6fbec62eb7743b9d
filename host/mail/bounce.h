/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Mail that came back, in whatever form: a delivery report (RFC 3464, RFC 6533), or the prose of a
 * server. Pure functions on a stranger's bytes, bounded as in mime.h. */

typedef enum
{
#define REASON(reason, class, permanent) BOUNCE_##reason,
#include "knowledge/bounce_reason.def"
#undef REASON
  N_BOUNCE_REASONS
} BounceReason;

typedef enum
{
  BOUNCE_CLASS_NONE,   /* it is no bounce */
  BOUNCE_CLASS_FORMAT, /* the address is written wrong */
  BOUNCE_CLASS_STATUS, /* the mailbox or the domain does not take mail */
  BOUNCE_CLASS_POLICY, /* a rule refuses it */
} BounceClass;

typedef enum
{
  BOUNCE_GUESS,  /* from a code that servers use for much, or from nothing but the failure */
  BOUNCE_LIKELY, /* from a code, or from a hint in the text */
  BOUNCE_SURE,   /* the text says it */
} BounceConfidence;

#define BOUNCE_MAX_RECIPIENTS 200 /* told of one mail */
#define BOUNCE_MAX_LINE 400       /* octets of the line that is quoted */

/* What happened to one recipient. Strings are valid UTF-8 and owned; NULL where nothing is said. */
typedef struct
{
  char *recipient;          /* (nullable) at which it failed */
  char *original_recipient; /* (nullable) to whom it was sent, if another */
  char *remote_server;      /* (nullable) that said no */
  BounceClass class;
  BounceReason reason;
  BounceConfidence confidence;
  gboolean permanent;
  guint status[3]; /* enhanced status code (RFC 3463); 0.0.0: none */
  guint reply;     /* of SMTP; 0: none */
  char *line;      /* (nullable) that decided it, as it stands in the mail */
} Bounce;

void bounce_free (Bounce *bounce);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bounce, bounce_free)

/* The failed recipients of a message (RFC 5322) as GPtrArray of Bounce, which owns them. Where it
 * is no bounce, one Bounce with the reason not_a_bounce. */
GPtrArray *bounces_read (const char *bytes, gsize length);

/* Identifiers as on the wire: "mailbox_missing"; "policy", NULL for none; "sure". Static. */
const char *bounce_reason_name (BounceReason reason);
const char *bounce_class_name (BounceClass class);
const char *bounce_confidence_name (BounceConfidence confidence);
