/* SPDX-License-Identifier: MPL-2.0 */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "confine.h"

/* What computing, taking memory and writing an answer need. Every other call fails with EPERM; one
 * by another architecture's numbers ends the process. */
static const int allowed[] = {
  SYS_read,          SYS_write,        SYS_writev,
  SYS_close,         SYS_brk,          SYS_mmap,
  SYS_munmap,        SYS_mremap,       SYS_madvise,
  SYS_mprotect,      SYS_futex,        SYS_getrandom,
  SYS_clock_gettime, SYS_getpid,       SYS_gettid,
  SYS_sched_yield,   SYS_rt_sigreturn, SYS_rt_sigprocmask,
  SYS_exit,          SYS_exit_group,   SYS_restart_syscall,
#ifdef __SANITIZE_ADDRESS__
  SYS_sigaltstack,
#endif
};

#if defined(__x86_64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef THIS_ARCHITECTURE

static gboolean
filter_calls (void)
{
  struct sock_filter filter[G_N_ELEMENTS (allowed) + 6];
  struct sock_fprog program = { 0, filter };
  guint n = 0;

  filter[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
                                               offsetof (struct seccomp_data, arch));
  filter[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, THIS_ARCHITECTURE, 1, 0);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS,
                                               offsetof (struct seccomp_data, nr));
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    filter[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint32) allowed[i],
                                                 (guint8) (G_N_ELEMENTS (allowed) - i), 0);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  program.len = (unsigned short) n;
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
#else
static gboolean
filter_calls (void)
{
  return TRUE; /* the limits below still hold */
}
#endif

static gboolean
limit (__rlimit_resource_t resource, rlim_t value)
{
  struct rlimit limits = { value, value };
  return setrlimit (resource, &limits) == 0;
}

/* AddressSanitizer reserves terabytes, so a limit of memory cannot be set with it. */
static gboolean
limit_memory (gsize more)
{
#ifdef __SANITIZE_ADDRESS__
  return TRUE;
#else
  g_autoptr (GError) error = NULL;
  g_autofree char *statm = NULL;
  guint64 pages;

  if (!g_file_get_contents ("/proc/self/statm", &statm, NULL, NULL))
    return FALSE;
  pages = g_ascii_strtoull (statm, NULL, 10);
  return limit (RLIMIT_AS, pages * (guint64) sysconf (_SC_PAGESIZE) + more);
#endif
}

gboolean
confine_process (const ConfineLimits *limits)
{
  return limit_memory (limits->memory) && limit (RLIMIT_CPU, limits->cpu_seconds)
         && limit (RLIMIT_CORE, 0) && limit (RLIMIT_NOFILE, 0)
         && prctl (PR_SET_PDEATHSIG, SIGKILL) == 0 && prctl (PR_SET_DUMPABLE, 0) == 0
         && prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && filter_calls ();
}
