/* SPDX-License-Identifier: MPL-2.0 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib.h>

/* Measures a native host from outside: bench EMPTY_HOST LASTMILE_HOST [PEER...]. All programs of a
 * comparison are started in turns within one run, so that a ratio holds on a busy machine too. */

#define ROUNDS 101
#define PEER_ROUNDS 21
#define WARM_ROUNDS 40
#define BATCHES 10
#define CORRESPONDENTS 3000

extern char **environ;

typedef struct
{
  pid_t pid;
  int to;
  int from;
} Child;

static Child
child_start (const char *program)
{
  posix_spawn_file_actions_t actions;
  char *const arguments[]
      = { (char *) program, "/manifest.json", "lastmile@lastmile.invalid", NULL };
  int in[2], out[2];
  Child child;

  if (pipe2 (in, O_CLOEXEC) != 0 || pipe2 (out, O_CLOEXEC) != 0)
    g_error ("no pipes");
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2 (&actions, out[1], STDOUT_FILENO);
  if (posix_spawn (&child.pid, program, &actions, NULL, arguments, environ) != 0)
    g_error ("%s cannot be started", program);
  posix_spawn_file_actions_destroy (&actions);
  close (in[0]);
  close (out[1]);
  child.to = in[1];
  child.from = out[0];
  return child;
}

/* The most memory that the child had resident, in KiB. */
static glong
child_max_kib (const Child *child)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", (int) child->pid);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL) || (line = strstr (text, "VmHWM:")) == NULL)
    return 0;
  return strtol (line + strlen ("VmHWM:"), NULL, 10);
}

static void
child_end (Child *child)
{
  close (child->to);
  close (child->from);
  waitpid (child->pid, NULL, 0);
}

static void
write_all (int fd, const void *bytes, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      ssize_t count = write (fd, (const char *) bytes + done, length - done);
      if (count < 0)
        g_error ("the host does not read");
      done += (gsize) count;
    }
}

static void
read_all (int fd, void *bytes, gsize length)
{
  for (gsize done = 0; done < length;)
    {
      ssize_t count = read (fd, (char *) bytes + done, length - done);
      if (count <= 0)
        g_error ("the host does not answer");
      done += (gsize) count;
    }
}

/* Sends a frame and reads replies up to the last one. */
static void
child_ask (Child *child, const char *text)
{
  guint32 length = (guint32) strlen (text);
  gboolean more;

  write_all (child->to, &length, sizeof length);
  write_all (child->to, text, length);
  do
    {
      g_autofree char *reply = NULL;
      read_all (child->from, &length, sizeof length);
      reply = g_malloc0 (length + 1);
      read_all (child->from, reply, length);
      if (strstr (reply, "\"type\":\"error\"") != NULL)
        g_error ("the host answers: %.300s", reply);
      more = strstr (reply, "\"final\":false") != NULL;
      if (strstr (reply, "\"pages\":1,") == NULL && strstr (reply, "\"pages\":") != NULL)
        {
          int page = atoi (strstr (reply, "\"page\":") + 7);
          int pages = atoi (strstr (reply, "\"pages\":") + 8);
          more = more || page < pages;
        }
    }
  while (more);
}

static double
now_ms (void)
{
  struct timespec time;
  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;
  return left < right ? -1 : left > right;
}

static double
median (double *values, int count)
{
  qsort (values, (size_t) count, sizeof *values, compare);
  return values[count / 2];
}

/* Milliseconds from spawning to the reply. */
static double
cold_ms (const char *program, const char *request, glong *max_kib)
{
  double start = now_ms (), took;
  Child child = child_start (program);

  child_ask (&child, request);
  took = now_ms () - start;
  *max_kib = MAX (*max_kib, child_max_kib (&child));
  child_end (&child);
  return took;
}

static void
bench_cold (const char *empty, const char *host, const char *what, const char *request, int rounds,
            const char *goal)
{
  double floor_ms[ROUNDS], host_ms[ROUNDS], ratio[ROUNDS];
  glong floor_kib = 0, host_kib = 0;
  double floor_median, host_median;

  for (int i = 0; i < rounds; i++)
    {
      floor_ms[i] = cold_ms (empty, request, &floor_kib);
      host_ms[i] = cold_ms (host, request, &host_kib);
      ratio[i] = host_ms[i] / floor_ms[i];
    }
  floor_median = median (floor_ms, rounds);
  host_median = median (host_ms, rounds);
  printf ("| %s | %.2f ms, %ld KiB | %.2f ms, %ld KiB | %.1f | %s |\n", what, floor_median,
          floor_kib, host_median, host_kib, median (ratio, rounds), goal);
}

static char *
make_check (int recipients)
{
  static const char *const domains[]
      = { "gmail.com", "rothwell-pumps.com", "mueller-maschinenbau.de", "haoyun-trading.com.cn" };
  GString *text = g_string_new ("{\"id\":1,\"type\":\"check\",\"reason\":\"send\",\"message\":{"
                                "\"from\":{\"identity\":\"id1\","
                                "\"address\":\"li.wei@haoyun-trading.com.cn\"},\"subject\":"
                                "\"Offer\",\"body\":\"Dear all,\\n\\n"
                                "please find our offer attached.\\n\",\"to\":[");

  for (int i = 0; i < recipients; i++)
    g_string_append_printf (text, "%s\"Recipient Number %d <recipient.%d@%s%s>\"", i > 0 ? "," : "",
                            i, i, i % 5 == 4 ? "mail." : "", domains[i % G_N_ELEMENTS (domains)]);
  g_string_append (text, "]}}");
  return g_string_free (text, FALSE);
}

/* A user who has written to many people: fills the store in the data folder. */
static void
fill_store (const char *host, int correspondents)
{
  GString *text = g_string_new ("{\"id\":1,\"type\":\"learn\",\"addresses\":[");
  Child child = child_start (host);

  for (int i = 0; i < correspondents; i++)
    g_string_append_printf (text, "%s\"person%d@company%d.example\"", i > 0 ? "," : "", i, i / 3);
  g_string_append (text, "]}");
  child_ask (&child, text->str);
  child_end (&child);
  g_string_free (text, TRUE);
}

/* Milliseconds that the child has been on a processor: what it does itself, however busy the
 * machine. */
static double
child_cpu_ms (const Child *child)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/schedstat", (int) child->pid);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  return (double) g_ascii_strtoull (text, NULL, 10) / 1e6;
}

/* Milliseconds of the host's own work for one message: of several batches the least, since whatever
 * else the machine does can only add to it. */
static double
bench_recipients (const char *host, int recipients)
{
  g_autofree char *request = make_check (recipients);
  Child child = child_start (host);
  double least = G_MAXDOUBLE;

  child_ask (&child, request);
  for (int batch = 0; batch < BATCHES; batch++)
    {
      double before = child_cpu_ms (&child);
      for (int i = 0; i < WARM_ROUNDS; i++)
        child_ask (&child, request);
      least = MIN (least, (child_cpu_ms (&child) - before) / WARM_ROUNDS);
    }
  child_end (&child);
  return least;
}

int
main (int argc, char **argv)
{
  g_autofree char *one = make_check (1);
  double of_one, of_many;

  if (argc < 3)
    {
      fprintf (stderr, "usage: bench EMPTY_HOST LASTMILE_HOST [PEER...]\n");
      return 2;
    }
  printf ("| measure | empty C host | this host | ratio | line |\n|---|---|---|---|---|\n");
  bench_cold (argv[1], argv[2], "start to hello", "{\"id\":1,\"type\":\"hello\",\"protocol\":1}",
              ROUNDS, "<= 3");
  bench_cold (argv[1], argv[2], "start to first verdict", one, ROUNDS, "<= 3");
  for (int i = 3; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *what = g_strdup_printf ("start of a trivial host, %s", name);
      bench_cold (argv[1], argv[i], what, one, PEER_ROUNDS, "-");
    }
  fill_store (argv[2], CORRESPONDENTS);
  bench_cold (argv[1], argv[2],
              "start to first verdict, " G_STRINGIFY (CORRESPONDENTS) " correspondents known", one,
              ROUNDS, "<= 3");
  of_one = bench_recipients (argv[2], 1);
  of_many = bench_recipients (argv[2], 500);
  printf ("| one recipient, in the host | - | %.3f ms | - | - |\n", of_one);
  printf ("| 500 recipients in one message, in the host | - | %.2f ms | - | <= 5 ms |\n", of_many);
  printf ("| each further recipient | - | %.1f us | - | <= 10 us |\n",
          (of_many - of_one) * 1000 / 499);
  return 0;
}
