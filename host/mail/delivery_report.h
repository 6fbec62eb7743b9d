/* SPDX-License-Identifier: MPL-2.0 */
#pragma once

#include "mail/mime.h"

/* The groups of fields of a delivery report (RFC 3464 2, RFC 6533 3), read as leniently as they
 * are written: groups without an empty line between them, fields without their type, a report
 * within prose. */

typedef enum
{
  DELIVERY_UNKNOWN, /* no Action: the Status tells */
  DELIVERY_FAILED,
  DELIVERY_DELAYED,
  DELIVERY_DONE, /* delivered, relayed, expanded */
} DeliveryAction;

/* One recipient's group. Strings are owned, valid UTF-8, NULL where the field is missing. */
typedef struct
{
  char *final_recipient;
  char *original_recipient;
  char *remote_mta;
  char *diagnostic; /* without its type */
  char *status;
  DeliveryAction action;
} DeliveryGroup;

/* GPtrArray of DeliveryGroup, which owns them, at most @max; empty if there is none in @text. */
GPtrArray *delivery_report_read (const char *text, guint max);
