/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>
#include "knowledge/domain_index.h"
#include "mail/address.h"

/* The message under check: an immutable snapshot, made once from a request or the command line.
 * Everything in it is owned by it and lives until message_free (). */

typedef enum
{
  FIELD_TO,
  FIELD_CC,
  FIELD_BCC,
  FIELD_REPLY_TO,
} RecipientField;
#define N_FIELDS (FIELD_REPLY_TO + 1)

typedef enum
{
  MESSAGE_NEW,
  MESSAGE_REPLY,
  MESSAGE_FORWARD,
} MessageKind;

/* What the address book says of a recipient; any member may be NULL. */
typedef struct
{
  char *address; /* as in the address book */
  char *name;
  char *organisation;
  char *country; /* as written there: "Germany", "DE", "德国" */
  char *phone;   /* as written there: "+49 711 1234" */
} Contact;

typedef struct
{
  RecipientField field;
  guint index; /* place in its field as the request gave it, from 0; members of a group share it */
  char *input; /* the string as given */
  Address *address;       /* (owned) (not nullable) what that string says */
  const Contact *contact; /* (nullable) (borrowed from the message) */
} Recipient;

typedef struct
{
  char *identity;        /* (nullable) Thunderbird's identity id, "id1" */
  Address *from;         /* (owned) (nullable) */
  GHashTable *domain_judgements; /* (owned) (nullable) see domain_judgement.h */
  DomainIndex *from_index; /* (owned) (nullable) its domain, once somebody asked for what lies near
                              (known_domains.h) */
  GPtrArray *recipients; /* Recipient: To, then Cc, Bcc, Reply-To, each in its order */
  GPtrArray *contacts;   /* Contact */
  GHashTable
      *contact_index; /* address in lower case (ASCII) -> Contact, borrowed: the first of each */
  char *subject;      /* (not nullable), "" if none */
  char *body; /* (not nullable), plain text, valid UTF-8, bounded by the reader of requests */
  MessageKind kind;
  gboolean asked; /* the user asked for this look, and waits for it */
  gboolean sending; /* Send waits for it: what takes long and interrupts nobody is left out */
  GPtrArray *original; /* Address: sender and recipients of the message replied to; empty if none */
} Message;

Message *message_new (void);
void message_free (Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Message, message_free)

/* Reads @input (a mailbox, a group, or several of them: RFC 5322 3.4) and appends what it holds to
 * the recipients; at least one Recipient is always appended, so that nothing typed goes unseen.
 * Call it field by field in the order of RecipientField. @contact is borrowed and may be NULL. */
void message_add_recipient (Message *message, RecipientField field, guint index, const char *input,
                            const Contact *contact);

/* Adds a contact (takes it over) and returns it, borrowed. Call before adding recipients that use
 * it. */
const Contact *message_add_contact (Message *message, Contact *contact);

/* The contact of that address (compared without case), or NULL. */
const Contact *message_find_contact (const Message *message, const char *address);

/* Whether @address took part in the message that is replied to or forwarded. */
gboolean message_original_has (const Message *message, const Address *address);

void contact_free (Contact *contact);

/* "to", "cc", "bcc", "reply_to". Static. */
const char *recipient_field_name (RecipientField field);
