#pragma once
#include <stdint.h>

/// Whether a category's code is among the bits of a set; codes are whole numbers, everything else, NaN included, is
/// listed nowhere.
static inline __attribute__((always_inline)) int is_listed(const uint32_t *words, uint32_t word_count, float value) {
  if (!(value >= 0 && value < 4294967296.0f)) return 0;
  uint32_t code = (uint32_t)value;
  if ((float)code != value || (code >> 5) >= word_count) return 0;
  return (words[code >> 5] >> (code & 31)) & 1;
}
