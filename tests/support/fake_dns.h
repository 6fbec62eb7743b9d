/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/dns.h"

/* A DNS made up in a table, for tests of what is concluded from it. It answers questions at once;
 * what it does not know does not exist. */

typedef struct FakeDns FakeDns;

FakeDns *fake_dns_new (void);
void fake_dns_free (FakeDns *dns);

/* "example.com MX 10 mx.example.com", "example.com TXT v=spf1 -all", "mx.example.com A 192.0.2.1";
 * or instead of the data "nodata", "nxdomain", or why nothing certain could be had ("dns_timeout").
 * Aborts where the line is not well written. */
void fake_dns_add (FakeDns *dns, const char *line);

/* Answers @question (kind dns). */
void fake_dns_answer (FakeDns *dns, Question *question);
