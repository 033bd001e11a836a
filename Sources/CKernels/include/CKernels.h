#pragma once
#include <stddef.h>
#include <stdint.h>

/// Asks for the cache line at `address` ahead of its use.
static inline void churn_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 3); }

/// Number of processors that this process may run on.
int churn_available_processors(void);
