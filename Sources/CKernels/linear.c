// Linear models, some rows at a time; see `NumericTerm` for the formula.
//
// Operations come in the order of the slow way. Products are exact (`churn_numeric_term`), so whether an instruction set
// fuses them with the sum changes no bit.

#include <string.h>

#include "CKernels.h"
#include "instruction_sets.h"

// Sums as wide as a cache line, and as many values; narrower instruction sets take them in parts.
typedef double doubles __attribute__((vector_size(64)));
typedef int64_t wide_masks __attribute__((vector_size(64)));
typedef float floats __attribute__((vector_size(32)));
typedef int32_t masks __attribute__((vector_size(32)));

enum {
  // Vectors of eight rows that share one look at a term.
  VECTORS = 4,
  ROWS = 8 * VECTORS,
  // Columns that are read side by side: few enough for the memory to foresee them, many enough that fetching and
  // storing the sums does not count.
  TERMS = 16,
  // Asked for this many rows ahead and into the second cache: by the time their turn comes, all columns of the caller's
  // next tile lie there.
  AHEAD = 1024
};

#define CHOOSE(condition, yes, no) ((floats)(((masks)(yes) & (condition)) | ((masks)(no) & ~(condition))))
#define CHOOSE_WIDE(condition, yes, no) \
  ((doubles)(((wide_masks)(yes) & (condition)) | ((wide_masks)(no) & ~(condition))))

BODY add_to_rows(const churn_numeric_term *terms, size_t term_count, const float *values, size_t stride, double *sums) {
#pragma clang fp contract(fast)
  doubles totals[VECTORS];
  memcpy(totals, sums, sizeof totals);
  for (size_t i = 0; i < term_count; i++) {
    const churn_numeric_term t = terms[i];
    const float *column = values + t.column * stride;
    const floats lowest = t.lowest - (floats){}, highest = t.highest - (floats){}, imputation = t.imputation - (floats){};
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      floats x;
      memcpy(&x, column + 8 * v, sizeof x);
      if (v % 2 == 0) __builtin_prefetch(column + 8 * v + AHEAD, 0, 2);
      // A missing value is neither below nor above, so it comes through both.
      floats u = CHOOSE(lowest > x, lowest, x);
      u = CHOOSE(highest < u, highest, u);
      u = CHOOSE(x != x, imputation, u);
      totals[v] += t.slope * __builtin_convertvector(u, doubles);
    }
    // Few terms have this; asked within the loop above, the others would pay for it.
    if (t.missing == 0) continue;
#pragma unroll
    for (int v = 0; v < VECTORS; v++) {
      floats x;
      memcpy(&x, column + 8 * v, sizeof x);
      const wide_masks is_missing = __builtin_convertvector(x != x, wide_masks);
      totals[v] = CHOOSE_WIDE(is_missing, totals[v] + t.missing, totals[v]);
    }
  }
  memcpy(sums, totals, sizeof totals);
}

BODY add_to_row(const churn_numeric_term *terms, size_t term_count, const float *values, size_t stride, double *sum) {
#pragma clang fp contract(fast)
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
