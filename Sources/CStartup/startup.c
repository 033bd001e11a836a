#include "startup.h"

#if defined(__linux__)
/// OpenBLAS's own, where it is built with threads.
extern int blas_thread_shutdown_(void) __attribute__((weak));

__attribute__((constructor)) static void send_threads_home(void) {
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}
#endif
