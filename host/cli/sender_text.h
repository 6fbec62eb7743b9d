/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "sender_report.h"

/* Prints the report as a person reads it. */
void sender_text_print (const SenderReport *report);
