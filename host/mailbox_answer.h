/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/mailbox.h"
#include "wire/json.h"

/* What a program of ours that was asked about a mailbox answers, whichever way it found out. */

/* Copies its strings (nullable). */
Mailbox *mailbox_new (MailboxVerdict verdict, const char *server, const char *reply);
void mailbox_free (Mailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mailbox, mailbox_free)

cJSON *mailbox_to_json (const Mailbox *mailbox);

/* NULL and a LASTMILE_ERROR if @json is none. */
Mailbox *mailbox_from_json (const cJSON *json, GError **error);
