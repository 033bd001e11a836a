#pragma once
#include <stddef.h>

/// What a number adds to the margin of a linear model, where it is not bent.
typedef struct {
  double lowest;
  double highest;
  double mean;
  double scale;
  double weight;
  /// What a missing value adds.
  double missing;
} churn_numeric_term;

/// Adds to each sum weight · (value − mean) / scale, the value cut to its bounds, or what a missing value adds.
void churn_add_numeric_term(const churn_numeric_term *_Nonnull term, const float *_Nonnull values, size_t count,
                            double *_Nonnull sums);
