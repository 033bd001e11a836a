// Margins into probabilities.
//
// exp by a power of two and a polynomial, in operations that every instruction set has and in one order, so that all give
// the same bits, which a system's own exp does not promise.

#include <string.h>

#include "CKernels.h"
#include "instruction_sets.h"

/// exp(x) for -800 ≤ x ≤ 0, to a few units in the last place: x = k ln 2 + r, |r| ≤ ln 2 / 2, and the Taylor series of r, whose
/// rest r¹⁴ / 14! is below 5e-18.
static inline __attribute__((always_inline)) double small_exp(double x) {
#pragma clang fp contract(off)
  // Adding and taking off 1.5 · 2⁵² rounds to a whole number, which then stands in the lower bits.
  const double whole = 0x1.8p52;
  const double shifted = x * 0x1.71547652b82fep0 + whole;
  const double k = shifted - whole;
  // ln 2 in two parts, so that k times the first is exact.
  const double r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33;
  double sum = 1.0 / 6227020800;
  sum = sum * r + 1.0 / 479001600;
  sum = sum * r + 1.0 / 39916800;
  sum = sum * r + 1.0 / 3628800;
  sum = sum * r + 1.0 / 362880;
  sum = sum * r + 1.0 / 40320;
  sum = sum * r + 1.0 / 5040;
  sum = sum * r + 1.0 / 720;
  sum = sum * r + 1.0 / 120;
  sum = sum * r + 1.0 / 24;
  sum = sum * r + 1.0 / 6;
  sum = sum * r + 0.5;
  sum = sum * r + 1;
  sum = sum * r + 1;
  // 2ᵏ in two factors, as one would be too small for a number of the usual form.
  int64_t bits, whole_bits;
  memcpy(&bits, &shifted, sizeof bits);
  memcpy(&whole_bits, &whole, sizeof whole_bits);
  const int64_t power = bits - whole_bits;
  const int64_t half = (int64_t)((uint64_t)(power + 2048) >> 1) - 1024;
  const int64_t first_bits = (int64_t)((uint64_t)(half + 1023) << 52);
  const int64_t second_bits = (int64_t)((uint64_t)(power - half + 1023) << 52);
  double first, second;
  memcpy(&first, &first_bits, sizeof first);
  memcpy(&second, &second_bits, sizeof second);
  return sum * first * second;
}

static inline __attribute__((always_inline)) double probability(double margin) {
  const double size = margin < 0 ? margin : -margin;
  const double odds = small_exp(size < -800 ? -800 : size);
  return (margin < 0 ? odds : 1) / (1 + odds);
}

double churn_probability(double margin) { return probability(margin); }

BODY churn_probabilities_body(double *margins, size_t count) {
  for (size_t i = 0; i < count; i++) margins[i] = probability(margins[i]);
}

BY_INSTRUCTION_SET(churn_probabilities, (double *margins, size_t count), (margins, count))
