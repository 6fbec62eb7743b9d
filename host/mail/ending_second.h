/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include <glib.h>

/* Second levels: what a country calls the part of its domain where companies, schools and offices
 * are. Brazil's companies are under com.br, Britain's under co.uk; who knows one country writes the
 * next in its manner. */

/* The suffix that @tail ("co.br", "gob.br", "edi.br") was meant for, where the country has one of
 * that kind and @tail is none itself; NULL where it has several or none. Free with g_free (). */
char *ending_second_correct (const char *tail);

/* @domain, whose top-level domain @tld does not exist, with what ran into its ending parted again:
 * the dot before a country ("company.cobr" is company.com.br), or the next word of the text
 * ("company.comphone" is company.com). NULL where neither explains it. Free with g_free (). */
char *ending_second_run_on (const char *domain, const char *tld);

/* @domain, which has no dot, with the one before its ending put in ("companycom" is company.com);
 * NULL where it does not end like that, or is a word that does. Free with g_free (). */
char *ending_second_part (const char *domain);
