#pragma once
#include <stddef.h>
#include <stdint.h>

/// What a number adds to a linear margin: slope · u, and `missing` besides where it is missing.
///
/// u is the value cut to `lowest` … `highest`, or `imputation` where it is missing.
typedef struct {
  /// Index of the number's column.
  int64_t column;
  float lowest;
  float highest;
  float imputation;
  /// Of at most 29 significant bits and between 1e-250 and 1e250 in magnitude, or 0: then its product with a Float32 is exact,
  /// and fused or not, a sum with it has the same bits.
  double slope;
  /// 0: a missing value adds nothing besides.
  double missing;
} churn_numeric_term;

/// Adds to `sums`, for each of `count` rows, what `term_count` terms give, in their order.
///
/// Column c's values stand at `values + c * stride`.
void churn_add_numeric_terms(const churn_numeric_term *_Nonnull terms, size_t term_count, const float *_Nonnull values,
                             size_t stride, size_t count, double *_Nonnull sums);
