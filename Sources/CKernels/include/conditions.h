#pragma once
#include <stdint.h>

/// A split that a tree asks of a row; several nodes may ask the same one.
typedef struct {
  float threshold;
  /// Where the variable's values and sums stand.
  int32_t slot;
  /// For categories: where the bits of the listed codes begin, and how many words of them there are.
  uint32_t set_start;
  uint32_t set_words;
  uint8_t is_category;
  uint8_t missing_goes_left;
} churn_condition;
