/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "mail/mailbox_verdict.h"

/* One GET over HTTPS, bounded in size and time. The certificate is verified; redirections are not
 * followed; a proxy is used as the environment says (https_proxy). */

typedef struct
{
  const char *url;
  const char *parameter; /* appended to the query, with @value, encoded as RFC 3986 wants it */
  const char *value;
  const char *header;  /* "NAME: value" */
  const char *ca_file; /* (nullable) authorities to trust beside the system's, in PEM */
  gint64 end;          /* g_get_monotonic_time () */
} HttpsRequest;

typedef struct
{
  guint status;      /* RFC 9110 15 */
  guint retry_after; /* seconds, RFC 9110 10.2.3; 0: not said */
  GString *body;
} HttpsReply;

void https_reply_clear (HttpsReply *reply);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HttpsReply, https_reply_clear)

/* FALSE, and what is to be said then, if there is no whole reply. */
gboolean https_get (const HttpsRequest *request, HttpsReply *ret_reply,
                    MailboxVerdict *ret_verdict);
