/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "sender_report.h"

/* "SPF"; static. */
const char *sender_text_area (const char *area);

/* What the point says, in a line. Free with g_free (). */
char *sender_text_title (const SenderPoint *point);

/* Prints @line with the sign of @state before it, @indent columns in. */
void sender_text_line (PointState state, const char *line, guint indent);

/* Prints the report as a person reads it. */
void sender_text_print (const SenderReport *report);
