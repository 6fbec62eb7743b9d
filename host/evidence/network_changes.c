/* SPDX-License-Identifier: MPL-2.0 */
#include <sys/stat.h>
#include <time.h>
#include "evidence/network_changes.h"

#define RESOLV_CONF "/etc/resolv.conf"
#define LOOK_EVERY G_USEC_PER_SEC
#define SLEPT (5 * G_USEC_PER_SEC) /* a shorter sleep changes no network */

struct NetworkChanges
{
  gboolean resolv_conf;
  struct stat seen;
  gint64 asleep; /* microseconds that the machine has slept since it started */
  gint64 looked; /* monotonic time */
};

/* CLOCK_BOOTTIME goes on while the machine sleeps, CLOCK_MONOTONIC stands still. */
static gint64
time_asleep (void)
{
  struct timespec boot, awake;

  clock_gettime (CLOCK_BOOTTIME, &boot);
  clock_gettime (CLOCK_MONOTONIC, &awake);
  return ((gint64) boot.tv_sec - awake.tv_sec) * G_USEC_PER_SEC
         + (boot.tv_nsec - awake.tv_nsec) / 1000;
}

static void
look_at_file (const NetworkChanges *changes, struct stat *ret_stat)
{
  if (!changes->resolv_conf || stat (RESOLV_CONF, ret_stat) != 0)
    *ret_stat = (struct stat){ .st_ino = 0 };
}

NetworkChanges *
network_changes_new (gboolean resolv_conf)
{
  NetworkChanges *changes = g_new0 (NetworkChanges, 1);

  changes->resolv_conf = resolv_conf;
  changes->asleep = time_asleep ();
  changes->looked = g_get_monotonic_time ();
  look_at_file (changes, &changes->seen);
  return changes;
}

void
network_changes_free (NetworkChanges *changes)
{
  g_free (changes);
}

gboolean
network_changes_happened (NetworkChanges *changes)
{
  gint64 now = g_get_monotonic_time ();
  gint64 asleep;
  struct stat file;
  gboolean happened;

  if (now - changes->looked < LOOK_EVERY)
    return FALSE;
  changes->looked = now;
  asleep = time_asleep ();
  look_at_file (changes, &file);
  happened = asleep - changes->asleep > SLEPT || file.st_ino != changes->seen.st_ino
             || file.st_mtim.tv_sec != changes->seen.st_mtim.tv_sec
             || file.st_mtim.tv_nsec != changes->seen.st_mtim.tv_nsec
             || file.st_size != changes->seen.st_size;
  changes->asleep = asleep;
  changes->seen = file;
  return happened;
}
