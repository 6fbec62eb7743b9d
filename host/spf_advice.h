/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "evidence/evidence.h"

/* An SPF record to begin with, for a domain that has none: what the provider behind its mail
 * servers asks for, else those servers themselves. KNOWN or PENDING; *ret_record is NULL where
 * nothing sure can be said of the domain. Free with g_free (). */
AnswerState spf_advice (Evidence *evidence, const char *domain, char **ret_record);

/* The same with what the provider behind the outgoing server asks for, @includes as
 * spf_includes_of_server () has them; @record (nullable) is taken over. Free with g_free (). */
char *spf_advice_for_server (char *record, const char *includes);

/* @record, which is well formed, with @term in it, before whatever ends it. Free with g_free (). */
char *spf_advice_add (const char *record, const char *term);
