/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/own_mail.h"
#include "store.h"

/* How mail of the user's own was sent: a Store's (store.h) promises hold here too. Domains and
 * selectors are kept, no address and no mail. */

#define STORE_OWN_MAIL_MAX 32 /* ways that are kept of one domain: the last seen */

/* Whether the user sent a mail with that @message_id, as far as it was counted
 * (store_learn_sent_mails ()). FALSE on failure, too. */
gboolean store_knows_message (Store *store, const char *message_id, GError **error);

/* Mail from @domain was seen to go these ways (OwnMailWay; their seen_at is not looked at) at that
 * moment. */
gboolean store_own_mail_add (Store *store, const char *domain, const GPtrArray *ways,
                             gint64 seen_at, GError **error);

/* NULL without an error if nothing was seen of that domain. Free with own_mail_free (). */
OwnMail *store_own_mail_find (Store *store, const char *domain, GError **error);
