/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"
#include "mail/mailbox_verdict.h"

/* Whether there is a mailbox behind an address, by asking somebody who may know. That takes
 * seconds, and tells them of the address: it is done only where a policy wants it, once a day for
 * one address, and so many times an hour at most (store_mailbox.h), which is why it takes a store.
 * What was begun goes on when nobody waits any more, and is there for the next who asks. Servers
 * that cannot be reached are let alone for a while; where that is several in a row, all are.
 *
 * KNOWN: a verdict that is sure. UNAVAILABLE: all others, with mailbox_verdict_why (); "store";
 * "off". Never ABSENT. */

struct Mailbox
{
  MailboxVerdict verdict;
  char *server; /* (nullable) who said so: a mail server, or a service */
  char *reply;  /* (nullable) in its words */
  guint pause;  /* seconds for which who was asked is to be left alone; 0: none */
};

/* Ways to find out. Each is a program of ours (companion.h) that reads a question of its own form,
 * and answers with a Mailbox (mailbox_answer.h). To add one: a row in mailbox.c. */
typedef enum
{
  MAILBOX_BY_PROBE,   /* the domain's mail servers (probe_mailbox.h) */
  MAILBOX_BY_SERVICE, /* a service over HTTPS (verify_service.h) */
  N_MAILBOX_WAYS
} MailboxWay;

/* The key of the question. @address is address_key (); @question is what the program is asked, in
 * JSON. Free with g_free (). */
char *mailbox_key (MailboxWay way, guint per_hour, const char *address, const char *question);

/* What is under way, for as long as the process lives. @store is borrowed and outlives it. */
MailboxAsking *mailbox_asking_new (Store *store);
void mailbox_asking_free (MailboxAsking *asking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MailboxAsking, mailbox_asking_free)
