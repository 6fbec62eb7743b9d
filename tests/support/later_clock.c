/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE /* pthread_cond_clockwait (), sem_clockwait () */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* A clock that is ahead. Preloaded into a program (LD_PRELOAD), it adds LATER_SECONDS to the time
 * of day for it and all that it starts; what time passes, timers and the times of files stay as
 * they are. libfaketime does more, but Thunderbird stands still with it before its first window. */

static time_t ahead;

__attribute__ ((constructor)) static void
later_clock_begin (void)
{
  const char *seconds = getenv ("LATER_SECONDS");
  ahead = seconds != NULL ? (time_t) atoll (seconds) : 0;
}

int
clock_gettime (clockid_t clock, struct timespec *ret_time)
{
  if (syscall (SYS_clock_gettime, clock, ret_time) != 0)
    return -1;
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)
    ret_time->tv_sec += ahead;
  return 0;
}

int
gettimeofday (struct timeval *restrict ret_time, void *restrict zone)
{
  if (syscall (SYS_gettimeofday, ret_time, zone) != 0)
    return -1;
  ret_time->tv_sec += ahead;
  return 0;
}

time_t
time (time_t *ret_time)
{
  struct timespec now;

  if (clock_gettime (CLOCK_REALTIME, &now) != 0)
    return (time_t) -1;
  if (ret_time != NULL)
    *ret_time = now.tv_sec;
  return now.tv_sec;
}

/* --- Waiting until a time of day: the kernel has the machine's --- */

/* The clock that @until is of: uptimes are shorter than the time since 1970. */
static clockid_t
later_clock_turn_back (const struct timespec *until, struct timespec *ret_until)
{
  const time_t decades = 1000000000;
  clockid_t clock = until->tv_sec > decades ? CLOCK_REALTIME : CLOCK_MONOTONIC;

  *ret_until = *until;
  if (clock == CLOCK_REALTIME)
    ret_until->tv_sec -= ahead;
  return clock;
}

int
pthread_cond_timedwait (pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                        const struct timespec *restrict until)
{
  struct timespec real;
  clockid_t clock = later_clock_turn_back (until, &real);
  return pthread_cond_clockwait (condition, mutex, clock, &real);
}

int
sem_timedwait (sem_t *restrict semaphore, const struct timespec *restrict until)
{
  struct timespec real;
  clockid_t clock = later_clock_turn_back (until, &real);
  return sem_clockwait (semaphore, clock, &real);
}
