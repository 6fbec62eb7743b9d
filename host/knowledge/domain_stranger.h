/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* What speaks against a slip: how likely a person means just this domain, though nobody here has
 * heard of it. */

/* What is known of a domain's label. */
typedef enum
{
  LABEL_UNKNOWN, /* judged by its length and its letters */
  LABEL_COINED,  /* the coined name of a mail service: others have no reason to own it under another
                    ending */
  LABEL_WORD, /* a service's name that is a word or a number: others own it under other endings */
} DomainLabel;

/* Bytes of the ending of a domain: its public suffix, as far as the shape tells ("co.uk", "com"),
 * without the dot before it. Cheaper than the public suffix list, and the same for every domain
 * that matters here. */
gsize domain_ending_length (const char *domain, gsize length);

/* The label before the ending: "example" of "mail.example.co.uk". */
const char *domain_label (const char *domain, gsize length, gsize *ret_length);

/* Whether the ending is under a top-level domain that exists. */
gboolean domain_ending_exists (const char *domain, gsize length);

/* Natural logarithm of the probability that a recipient of no known domain is at this one. */
double domain_stranger_log (const char *domain, gsize length, DomainLabel label);
