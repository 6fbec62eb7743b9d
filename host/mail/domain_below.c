/* SPDX-License-Identifier: MPL-2.0 */
#include <string.h>
#include "mail/domain_below.h"

gboolean
domain_is_below (const char *domain, const char *parent)
{
  gsize length = strlen (domain), tail = strlen (parent);

  return length >= tail && strcmp (domain + length - tail, parent) == 0
         && (length == tail || domain[length - tail - 1] == '.');
}
