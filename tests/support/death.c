/* SPDX-License-Identifier: MPL-2.0 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <check.h>
#include "death.h"

guint
kill_in_the_middle (Teller *tell, guint first, guint microseconds)
{
  guint last = first, told;
  int ends[2], status;
  pid_t child;

  ck_assert_int_eq (pipe (ends), 0);
  if ((child = fork ()) == 0)
    tell (ends[1], first);
  close (ends[1]);
  ck_assert_int_eq (read (ends[0], &told, sizeof told), sizeof told);
  g_usleep (microseconds);
  kill (child, SIGKILL);
  ck_assert_int_eq (waitpid (child, &status, 0), child);
  ck_assert (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  do
    last = told;
  while (read (ends[0], &told, sizeof told) == sizeof told);
  close (ends[0]);
  return last;
}
