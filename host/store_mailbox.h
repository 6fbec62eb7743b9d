/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "store.h"

/* Which mailboxes somebody was asked for, by any process of this user: a server that is asked again
 * and again takes the one who asks for a harvester of addresses. */

#define STORE_MAILBOX_SECONDS ((gint64) 24 * 60 * 60) /* one is asked for once in so long */

typedef enum
{
  STORE_MAILBOX_ASK,    /* go and ask: it is counted as asked from now on */
  STORE_MAILBOX_KNOWN,  /* there is an answer */
  STORE_MAILBOX_ASKED,  /* it was asked, and no answer came (yet) */
  STORE_MAILBOX_LIMIT,  /* so many were asked within an hour that it has to wait */
  STORE_MAILBOX_FAILED, /* and then nobody is to be asked */
} StoreMailbox;

/* Whether @key may be asked for by @way ("probe"), of which @per_hour may be. KNOWN: *ret_answer is
 * the text that store_mailbox_answer () was given; free with g_free (). */
StoreMailbox store_mailbox_ask (Store *store, const char *way, const char *key, guint per_hour,
                                char **ret_answer, GError **error);

/* NULL takes back that it was asked for: nobody has heard of it. */
gboolean store_mailbox_answer (Store *store, const char *way, const char *key, const char *answer,
                               GError **error);
