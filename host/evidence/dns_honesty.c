/* SPDX-License-Identifier: MPL-2.0 */
#include "evidence/dns_honesty.h"

#define HOLDS_SECONDS                                                                              \
  (10 * 60) /* a captive portal is left without the network's settings changing */

struct DnsHonesty
{
  DnsChannel *channel;
  DnsHonestyState state;
  guint waiting; /* questions under way */
  gboolean lies;
  gint64 until; /* monotonic time: when the state must be found out again */
  void (*known) (gpointer data);
  gpointer data;
};

DnsHonesty *
dns_honesty_new (DnsChannel *channel, void (*known) (gpointer data), gpointer data)
{
  DnsHonesty *honesty = g_new0 (DnsHonesty, 1);

  honesty->channel = channel;
  honesty->known = known;
  honesty->data = data;
  return honesty;
}

void
dns_honesty_free (DnsHonesty *honesty)
{
  g_free (honesty);
}

DnsHonestyState
dns_honesty_state (const DnsHonesty *honesty)
{
  return honesty->state;
}

static void
honesty_answered (DnsHonesty *honesty, gboolean lies)
{
  honesty->lies |= lies;
  if (--honesty->waiting > 0)
    return;
  honesty->state = honesty->lies ? DNS_LIES : DNS_HONEST;
  honesty->until = g_get_monotonic_time () + (gint64) HOLDS_SECONDS * G_USEC_PER_SEC;
  honesty->known (honesty->data);
}

static void
nobody_answered (DnsAnswer *answer, const char *alias, const char *why, gpointer data)
{
  honesty_answered (data, answer != NULL && answer->status == DNS_FOUND);
}

static void
root_answered (DnsAnswer *answer, const char *alias, const char *why, gpointer data)
{
  honesty_answered (data, answer != NULL && answer->status != DNS_FOUND);
}

void
dns_honesty_ask (DnsHonesty *honesty)
{
  char nobody[] = "xxxxxxxxxxxxxxxxxxxx.com";

  if (honesty->state == DNS_ASKING
      || (honesty->state != DNS_UNKNOWN && honesty->until > g_get_monotonic_time ()))
    return;
  for (char *c = nobody; *c != '.'; c++)
    *c = (char) g_random_int_range ('a', 'z' + 1);
  honesty->state = DNS_ASKING;
  honesty->lies = FALSE;
  honesty->waiting = 2;
  dns_channel_ask (honesty->channel, DNS_A, nobody, nobody_answered, honesty);
  dns_channel_ask (honesty->channel, DNS_NS, "", root_answered, honesty);
}

void
dns_honesty_forget (DnsHonesty *honesty, DnsChannel *channel)
{
  honesty->channel = channel;
  honesty->state = DNS_UNKNOWN;
}
