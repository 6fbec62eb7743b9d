/* SPDX-License-Identifier: MPL-2.0 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* The floor of a native host: reads one frame, answers it, ends. What the real host's cold start is
 * held against. */

static int
read_all (unsigned char *bytes, size_t length)
{
  while (length > 0)
    {
      ssize_t count = read (STDIN_FILENO, bytes, length);
      if (count <= 0)
        return 0;
      bytes += count;
      length -= (size_t) count;
    }
  return 1;
}

int
main (void)
{
  static const char reply[] = "{\"id\":1,\"type\":\"done\"}";
  static unsigned char frame[65536];
  uint32_t length;

  if (!read_all ((unsigned char *) &length, sizeof length) || length > sizeof frame
      || !read_all (frame, length))
    return 1;
  length = sizeof reply - 1;
  memcpy (frame, &length, sizeof length);
  memcpy (frame + sizeof length, reply, sizeof reply - 1);
  return write (STDOUT_FILENO, frame, sizeof length + length) < 0;
}
