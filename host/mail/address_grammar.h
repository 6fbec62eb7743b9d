/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address.h"

#define LOCAL_PART_MAX_OCTETS 64 /* RFC 5321 4.5.3.1.1 */
#define ADDRESS_MAX_OCTETS 254   /* RFC 5321 4.5.3.1.3: a path of 256 octets, with its angle brackets */

/* A text held to the grammar of a mailbox at SMTP level: RFC 5321 4.1.2 (Mailbox), widened by RFC
 * 6531 3.3. Comments, folding white space and obsolete forms of RFC 5322 are outside it. */
typedef struct
{
  gboolean valid; /* nothing is wrong but, at most, that the domain is an IP address */
  gsize at;       /* where the "@" stands, if valid */
  char *domain;   /* (owned) (nullable) U-labels, or the address literal; NULL unless valid */
  char
      *ascii_domain; /* (owned) (nullable) A-labels; NULL unless valid, or for an address literal */
} AddressReading;

/* Holds @length bytes of @text to the grammar and appends what is wrong to @faults, places being
 * bytes into @text.
 * @text has a NUL behind it. Clear @reading with address_reading_clear (). */
void address_grammar_read (const char *text, gsize length, GArray *faults, AddressReading *reading);

void address_reading_clear (AddressReading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddressReading, address_reading_clear)

/* The length of the quoted string that @text begins with if an "@" follows it at once, or 0. */
gsize address_quoted_length (const char *text, gsize length);
