/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/address_draft.h"
#include "mail/address_grammar.h"

/* Repairs @text, which is no valid address, as far as it is plain what was meant: appends all that
 * is wrong to @faults and gives the address with every repair made if that is a valid one, which
 * @reading then describes; otherwise NULL. Free with g_free (). */
char *address_repair (const char *text, GArray *faults, AddressReading *reading);

/* --- The repairs. Each mends one sort of slip in the draft and records it; where two mends are
 * about as likely it leaves the draft alone, and the grammar then says what is wrong. They run in
 * the order of address_repair.c. --- */

void repair_invisible (Draft *draft);   /* zero-width characters, no-break spaces, bidi marks */
void repair_spelled (Draft *draft);     /* " at ", "(at)", "%40", "#", " dot " */
void repair_comments (Draft *draft);    /* "john@company.com(work)" */
void repair_edges (Draft *draft);       /* brackets, quotes and punctuation around it */
void repair_lead (Draft *draft);        /* "mailto:", "Email:", "?subject=" */
void repair_substitutes (Draft *draft); /* full-width forms, dashes, ligatures */
void repair_blanks (Draft *draft);      /* "john @ company.com", "Zhang Wei zhangwei@company.com" */
void repair_at (Draft *draft);          /* "john@@company.com", "johngmail.com" */
void repair_dots (Draft *draft);        /* "john..doe@company.com.", "gmailcom" */
void repair_domain (Draft *draft);      /* "company_com", "company,com" */
void repair_www (Draft *draft);         /* "www.john@company.com" */
