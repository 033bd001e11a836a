#pragma once
#include <stdint.h>

/// How often this process has asked the heap for memory; -1 where that cannot be counted.
int64_t allocation_count(void);
