// Linear models, a column at a time; see `NumericTerm` for the formula.
//
// Operations come in the order of the slow way and none are fused, so that every instruction set gives its bits.

#include "CKernels.h"
#include "instruction_sets.h"

BODY churn_add_numeric_term_body(const churn_numeric_term *term, const float *values, size_t count, double *sums) {
#pragma clang fp contract(off)
  const churn_numeric_term t = *term;
  for (size_t row = 0; row < count; row++) {
    const double value = values[row];
    const double at_least = t.lowest >= value ? t.lowest : value;
    const double bounded = t.highest < at_least ? t.highest : at_least;
    const double addend = t.weight * ((bounded - t.mean) / t.scale) + 0.0;
    sums[row] += value != value ? t.missing : addend;
  }
}

BY_INSTRUCTION_SET(churn_add_numeric_term,
                   (const churn_numeric_term *term, const float *values, size_t count, double *sums),
                   (term, values, count, sums))
