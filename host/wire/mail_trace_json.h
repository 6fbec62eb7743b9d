/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mail_trace.h"
#include "wire/json.h"

/* A MailTrace on its way from whoever reads a stranger's mail (bounce_reader.h). */

/* @trace is nullable. Free with g_free (). */
char *mail_trace_print (const MailTrace *trace);

/* Of what mail_trace_print () wrote, if it did: nothing is taken that is not of its form, so that
 * names are names and lengths have their bounds. FALSE otherwise; *ret_trace is NULL where none was
 * printed. */
gboolean mail_trace_parse (const char *text, gsize length, MailTrace **ret_trace);
