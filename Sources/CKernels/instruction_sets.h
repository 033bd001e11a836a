// One body of code, compiled for each instruction set; which is taken is decided when it is called.
//
// Not `target_clones`, whose choice is made once by the loader: tests hold the narrower ways against the wider ones on
// one machine.
#pragma once
#include "CKernels.h"

#if defined(__x86_64__)
#define BY_INSTRUCTION_SET(name, parameters, arguments)                                                  \
  __attribute__((target("arch=x86-64-v4"), min_vector_width(512))) static void name##_avx512 parameters { \
    name##_body arguments;                                                                               \
  }                                                                                                      \
  __attribute__((target("avx2,fma"))) static void name##_avx2 parameters { name##_body arguments; }       \
  static void name##_plain parameters { name##_body arguments; }                                         \
  void name parameters {                                                                                 \
    switch (churn_instruction_set()) {                                                                   \
      case CHURN_AVX512_BYTES:                                                                           \
      case CHURN_AVX512: name##_avx512 arguments; break;                                                 \
      case CHURN_AVX2: name##_avx2 arguments; break;                                                     \
      default: name##_plain arguments; break;                                                            \
    }                                                                                                    \
  }
#else
#define BY_INSTRUCTION_SET(name, parameters, arguments) \
  void name parameters { name##_body arguments; }
#endif

// Functions short enough to be compiled as they stand for each instruction set; the loader chooses. What chooses runs
// before the thread sanitizer has begun, so that watched programs take the plain one.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define FOR_INSTRUCTION_SETS(...)
#endif
#endif
#ifndef FOR_INSTRUCTION_SETS
#define FOR_INSTRUCTION_SETS(...) __attribute__((target_clones(__VA_ARGS__, "default")))
#endif

/// Before the body of a function that is compiled for each instruction set.
#define BODY static inline __attribute__((always_inline)) void
