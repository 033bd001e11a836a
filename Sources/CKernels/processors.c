#define _GNU_SOURCE
#include "CKernels.h"

#if defined(__linux__)
#include <sched.h>
#endif
#include <stdatomic.h>
#include <unistd.h>

int churn_available_processors(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) {
    int count = CPU_COUNT(&set);
    if (count > 0) return count;
  }
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (int)count : 1;
}

static atomic_int widest_allowed = CHURN_AVX512_BYTES;

int churn_instruction_set(void) {
  int found = CHURN_PLAIN;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4"))
    found = __builtin_cpu_supports("avx512vbmi") ? CHURN_AVX512_BYTES : CHURN_AVX512;
  else if (__builtin_cpu_supports("avx2"))
    found = CHURN_AVX2;
#endif
  const int allowed = atomic_load_explicit(&widest_allowed, memory_order_relaxed);
  return found < allowed ? found : allowed;
}

void churn_limit_instruction_set(int widest) {
  atomic_store_explicit(&widest_allowed, widest, memory_order_relaxed);
}
