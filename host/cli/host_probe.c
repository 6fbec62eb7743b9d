/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cli/host_probe.h"
#include "native_manifest.h"
#include "wire/frame.h"
#include "wire/json.h"

static const char hello[] = "{\"id\":1,\"type\":\"hello\",\"protocol\":1}";

/* A folder that cannot be: a host keeps what hello tells of Thunderbird's managed storage, and this
 * one comes from nobody who knows it. */
#define NO_DATA_DIR "/dev/null/lastmile"

static void
failed (GError **error, int number)
{
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (number), g_strerror (number));
}

/* Waits until @fd can be read; FALSE and ETIMEDOUT after @deadline (monotonic, µs). */
static gboolean
wait_readable (int fd, gint64 deadline, GError **error)
{
  gint64 left_ms = (deadline - g_get_monotonic_time ()) / 1000;
  struct pollfd ready = { .fd = fd, .events = POLLIN };

  if (left_ms > 0 && poll (&ready, 1, (int) left_ms) > 0)
    return TRUE;
  failed (error, ETIMEDOUT);
  return FALSE;
}

static gboolean
read_exactly (int fd, void *bytes, gsize length, gint64 deadline, GError **error)
{
  for (gsize done = 0; done < length;)
    {
      ssize_t got;

      if (!wait_readable (fd, deadline, error))
        return FALSE;
      got = read (fd, (char *) bytes + done, length - done);
      if (got <= 0)
        {
          failed (error, got < 0 ? errno : EPIPE);
          return FALSE;
        }
      done += (gsize) got;
    }
  return TRUE;
}

/* The version in the reply to hello. */
static char *
read_version (int fd, gint64 deadline, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autoptr (cJSON) reply = NULL;
  const cJSON *version;
  guint32 length;

  if (!read_exactly (fd, &length, sizeof length, deadline, error))
    return NULL;
  if (length > FRAME_MAX_REPLY)
    {
      failed (error, EPROTO);
      return NULL;
    }
  bytes = g_malloc (length + 1);
  if (!read_exactly (fd, bytes, length, deadline, error))
    return NULL;
  reply = json_parse (bytes, length, NULL);
  version = cJSON_GetObjectItemCaseSensitive (reply, "version");
  if (cJSON_IsString (version))
    return g_strdup (version->valuestring);
  failed (error, EPROTO);
  return NULL;
}

static char *
converse (int in, int out, GError **error)
{
  guint32 length = sizeof hello - 1;
  char frame[sizeof length + sizeof hello - 1];

  memcpy (frame, &length, sizeof length);
  memcpy (frame + sizeof length, hello, length);
  if (write (in, frame, sizeof frame) != (ssize_t) sizeof frame)
    {
      failed (error, errno);
      return NULL;
    }
  return read_version (out, g_get_monotonic_time () + HOST_PROBE_MS * 1000, error);
}

char *
host_probe (const char *path, const char *manifest_path, GError **error)
{
  char *argv[] = { (char *) path, (char *) manifest_path, (char *) LASTMILE_EXTENSION_ID, NULL };
  g_autofree char *folder = g_path_get_dirname (path);
  g_auto (GStrv) environment
      = g_environ_setenv (g_get_environ (), "LASTMILE_DATA_DIR", NO_DATA_DIR, TRUE);
  void (*before) (int) = signal (SIGPIPE, SIG_IGN);
  char *version = NULL;
  int in, out;
  GPid pid;

  if (g_spawn_async_with_pipes (folder, argv, environment,
                                G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                &pid, &in, &out, NULL, error))
    {
      version = converse (in, out, error);
      close (in);
      close (out);
      if (version == NULL) /* a proper host ends with its input */
        kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      g_spawn_close_pid (pid);
    }
  signal (SIGPIPE, before);
  return version;
}
