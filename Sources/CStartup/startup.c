#include "startup.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/auxv.h>

/// OpenBLAS's own, where it is built with threads.
extern int blas_thread_shutdown_(void) __attribute__((weak));

static char **arguments = NULL;

static int is_address_space_limited(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

__attribute__((constructor)) static void begin(int count, char **values) {
  (void)count;
  arguments = values;
  // Threads that wait for memory never come home; see churn_begin_within_limits.
  if (blas_thread_shutdown_ && !is_address_space_limited()) blas_thread_shutdown_();
}

char **churn_arguments(void) { return arguments; }

/// OpenBLAS's buffer, of which every thread that calls it needs one, and as much again for the rest.
static const size_t least_memory = (size_t)256 << 20;

int churn_begin_within_limits(void) {
  signal(SIGXFSZ, SIG_IGN);
  if (!is_address_space_limited()) return 1;
  const char *threads = getenv("OPENBLAS_NUM_THREADS");
  if (arguments && (!threads || strcmp(threads, "1") != 0)) {
    const char *program = (const char *)getauxval(AT_EXECFN);
    setenv("OPENBLAS_NUM_THREADS", "1", 1);
    if (program) execv(program, arguments);
  }
  void *room = mmap(NULL, least_memory, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room == MAP_FAILED) return 0;
  munmap(room, least_memory);
  return 1;
}
#else
char **churn_arguments(void) { return NULL; }
int churn_begin_within_limits(void) {
  signal(SIGXFSZ, SIG_IGN);
  return 1;
}
#endif
