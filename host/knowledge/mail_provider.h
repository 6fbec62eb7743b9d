/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "knowledge/domain_index.h"

/* The world's popular mail services (mail_providers.def), and what lies close to them. */

/* Share of all recipients who are at one of them. */
#define MAIL_PROVIDER_SHARE 0.4

/* The services' domains. Built at the first call; static. */
const DomainIndex *mail_provider_index (void);

/* Whether it is the domain of a mail service, or a real domain that lies close to one. */
gboolean mail_provider_is_real (const char *domain);

/* The domain that is meant where somebody writes to a domain that lies in wait for the slip and
 * takes mail (typosquats.def); NULL for every other. Static. */
const char *mail_provider_of_typosquat (const char *domain);

typedef struct
{
  const char *domain;
  double millions; /* mailboxes, roughly */
  DomainLabel label;
} MailProvider;

typedef struct
{
  const char *typed;
  const char *meant;
} Typosquat;

/* The rows, for their tests. Static. */
const MailProvider *mail_provider_rows (guint *ret_length);
const Typosquat *mail_provider_typosquats (guint *ret_length);
