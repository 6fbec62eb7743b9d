/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Reading of what a person typed where a mailbox should stand: RFC 5322 3.4 (mailbox, group, comments),
 * RFC 5321 4.1.2 (Mailbox), RFC 6531 3.3 (UTF-8), IDNA2008 with UTS 46 mapping (libidn2). The reader never
 * fails: what is wrong is listed as faults, and where a repair is known, `repaired` holds all of
 * them composed. What is odd but valid ("john doe"@x.com, a+b@x.com) has no fault. */

/* One kind a check of the format family; the order is that of checks.def. */
typedef enum
{
  FAULT_WHITESPACE,
  FAULT_INVISIBLE_CHARACTER,
  FAULT_FULLWIDTH,
  FAULT_STRAY_PUNCTUATION,
  FAULT_MISSING_AT,
  FAULT_MULTIPLE_AT,
  FAULT_MISSING_LOCAL_PART,
  FAULT_MISSING_DOMAIN,
  FAULT_UNDERSCORE_IN_DOMAIN,
  FAULT_DOTS,
  FAULT_INVALID_CHARACTER,
  FAULT_TOO_LONG,
  FAULT_IP_LITERAL,
  FAULT_INVALID_IDN,
} AddressFaultKind;
#define N_FAULTS (FAULT_INVALID_IDN + 1)

/* One place where something is wrong. */
typedef struct
{
  AddressFaultKind kind;
  gsize start;  /* bytes into Address.text */
  gsize length; /* bytes; 0 where something is missing */
  char detail[48]; /* the exact characters, or the limit that was passed; "" where there is nothing to name */
} AddressFault;

typedef struct
{
  char *display_name;   /* (nullable) decoded, unquoted */
  char *text;           /* (not nullable) the addr-spec as typed, display name, angle brackets and comments taken off */
  GArray *faults;       /* AddressFault, in order of place; empty: nothing is wrong with the writing */
  char *repaired;       /* (nullable) NULL if nothing is wrong or no repair is known; otherwise a valid
                           addr-spec, or several joined by ", " where several were typed into one */
  gboolean several;     /* several were typed into one, and `repaired` holds them all */

  /* Parts of the best reading: of `repaired` if there is one (the first of several), otherwise of `text`. All NULL if even that is
   * no address. */
  char *local_part;     /* unquoted where the quotes were not needed */
  char *domain;         /* U-labels, lower case, no final dot */
  char *ascii_domain;   /* A-labels, lower case: "xn--exmple-cua.de"; NULL for an address literal */
  const char *tld;      /* (borrowed) last label of ascii_domain */
  const char *registrable; /* (borrowed) public suffix plus one label, a tail of ascii_domain; ascii_domain
                           itself where the public suffix list knows no suffix, or it is a suffix itself */
  gboolean is_suffix;   /* ascii_domain is a public suffix itself: "co.uk" */
  gboolean is_free_mail; /* at a mail service open to everybody, so that its domain tells nothing of a company (free_mail.h) */
} Address;

/* Reads one mailbox. @text is valid UTF-8. Never NULL; free with address_free (). */
Address *address_read (const char *text);

/* Reads a recipient string that may hold a group or several mailboxes (as Thunderbird hands them on);
 * at least one element, of type Address; the array frees them. An element that the caller steals must be replaced by NULL. */
GPtrArray *address_list_read (const char *text);

void address_free (Address *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Address, address_free)

/* The first fault of that kind, or NULL. */
const AddressFault *address_find_fault (const Address *address, AddressFaultKind kind);

/* local_part@ascii_domain with the domain in lower case: what the store and the policy compare. The local part is
 * compared without case (RFC 5321 2.4 leaves it to the receiver, no receiver of note uses it).
 * NULL if the address has no readable parts. Free with g_free (). */
char *address_key (const Address *address);
