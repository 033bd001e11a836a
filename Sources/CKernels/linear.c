// Linear models, some rows at a time; see `NumericTerm` for the formula.
//
// Operations come in the order of the slow way and none are fused, so that every instruction set gives its bits.

#include <string.h>

#include "CKernels.h"
#include "instruction_sets.h"

// As wide as a cache line; narrower instruction sets take it in parts.
typedef float floats __attribute__((vector_size(64)));
typedef int32_t masks __attribute__((vector_size(64)));
typedef double doubles __attribute__((vector_size(64)));
typedef int64_t wide_masks __attribute__((vector_size(64)));

enum {
  // Vectors of sixteen rows that share one look at a term.
  VECTORS = 2,
  ROWS = 16 * VECTORS,
  // Columns that are read side by side: few enough for the memory to foresee them, many enough that fetching and
  // storing the sums does not count.
  TERMS = 8,
  // Asked for this many rows ahead, as each column of a tile begins where the processor has not looked yet.
  AHEAD = 256
};

#define CHOOSE(condition, yes, no) ((floats)(((masks)(yes) & (condition)) | ((masks)(no) & ~(condition))))
#define CHOOSE_WIDE(condition, yes, no) \
  ((doubles)(((wide_masks)(yes) & (condition)) | ((wide_masks)(no) & ~(condition))))
#define LOW(type, vector) __builtin_convertvector(__builtin_shufflevector(vector, vector, 0, 1, 2, 3, 4, 5, 6, 7), type)
#define HIGH(type, vector) \
  __builtin_convertvector(__builtin_shufflevector(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15), type)

BODY add_to_rows(const churn_numeric_term *terms, size_t term_count, const float *values, size_t stride, double *sums) {
#pragma clang fp contract(off)
  doubles totals[2 * VECTORS];
  memcpy(totals, sums, sizeof totals);
  for (size_t i = 0; i < term_count; i++) {
    const churn_numeric_term t = terms[i];
    const float *column = values + t.column * stride;
    const floats lowest = t.lowest - (floats){}, highest = t.highest - (floats){}, imputation = t.imputation - (floats){};
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      floats x;
      memcpy(&x, column + 16 * v, sizeof x);
      __builtin_prefetch(column + 16 * v + AHEAD, 0, 3);
      // A missing value is neither below nor above, so it comes through both.
      floats u = CHOOSE(lowest > x, lowest, x);
      u = CHOOSE(highest < u, highest, u);
      u = CHOOSE(x != x, imputation, u);
      totals[2 * v] += t.slope * LOW(doubles, u);
      totals[2 * v + 1] += t.slope * HIGH(doubles, u);
      if (t.missing != 0) {
        const masks is_missing = x != x;
        totals[2 * v] = CHOOSE_WIDE(LOW(wide_masks, is_missing), totals[2 * v] + t.missing, totals[2 * v]);
        totals[2 * v + 1] = CHOOSE_WIDE(HIGH(wide_masks, is_missing), totals[2 * v + 1] + t.missing, totals[2 * v + 1]);
      }
    }
  }
  memcpy(sums, totals, sizeof totals);
}

BODY add_to_row(const churn_numeric_term *terms, size_t term_count, const float *values, size_t stride, double *sum) {
#pragma clang fp contract(off)
  for (size_t i = 0; i < term_count; i++) {
    const churn_numeric_term t = terms[i];
    const float x = values[t.column * stride];
    const float at_least = t.lowest > x ? t.lowest : x;
    const float bounded = t.highest < at_least ? t.highest : at_least;
    *sum += t.slope * (double)(x != x ? t.imputation : bounded);
    if (x != x && t.missing != 0) *sum += t.missing;
  }
}

BODY churn_add_numeric_terms_body(const churn_numeric_term *terms, size_t term_count, const float *values, size_t stride,
                                  size_t count, double *sums) {
  for (size_t first = 0; first < term_count; first += TERMS) {
    const size_t some = term_count - first < TERMS ? term_count - first : TERMS;
    size_t row = 0;
    for (; row + ROWS <= count; row += ROWS) add_to_rows(terms + first, some, values + row, stride, sums + row);
    for (; row < count; row++) add_to_row(terms + first, some, values + row, stride, sums + row);
  }
}

BY_INSTRUCTION_SET(churn_add_numeric_terms,
                   (const churn_numeric_term *terms, size_t term_count, const float *values, size_t stride, size_t count,
                    double *sums),
                   (terms, term_count, values, stride, count, sums))
