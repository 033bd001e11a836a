// Margins into probabilities.
//
// exp by a power of two and a quotient of polynomials, in operations that every instruction set has and in one order, so that
// all give the same bits, which a system's own exp does not promise.

#include <string.h>

#include "CKernels.h"
#include "instruction_sets.h"

typedef double doubles __attribute__((vector_size(64)));
typedef int64_t words __attribute__((vector_size(64)));

enum { WIDTH = 8 };

#define CHOOSE(condition, yes, no) ((doubles)(((words)(yes) & (condition)) | ((words)(no) & ~(condition))))

/// 1 / (1 + exp(-margin)), where exp(-|margin|) = 2ᵏ · exp(r), |r| ≤ ln 2 / 2, and exp(r) is Padé's [6/6] approximant
/// (even + odd) / (even - odd), off by (6!)² r¹³ / (12! 13!) < 2e-19. That quotient is never taken: its parts go into the
/// one division that a probability needs anyway.
BODY probabilities(double *margins) {
#pragma clang fp contract(off)
  doubles margin;
  memcpy(&margin, margins, sizeof margin);
  const words is_negative = margin < 0;
  doubles x = CHOOSE(is_negative, margin, -margin);
  // Below, exp soon leaves the numbers of full precision (some machines are slow there), and counts as 0.
  const words is_tiny = x < -707;
  x = CHOOSE(is_tiny, -707 - (doubles){}, x);
  // Adding and taking off 1.5 · 2⁵² rounds to a whole number, which then stands in the lower bits.
  const doubles whole = 0x1.8p52 - (doubles){};
  const doubles shifted = x * 0x1.71547652b82fep0 + whole;
  const doubles k = shifted - whole;
  // ln 2 in two parts, so that k times the first is exact.
  const doubles r = (x - k * 0x1.62e42feep-1) - k * 0x1.a39ef35793c76p-33;
  const doubles square = r * r;
  const doubles even = ((square * (1.0 / 665280) + 1.0 / 792) * square + 5.0 / 44) * square + 1;
  const doubles odd = r * ((square * (1.0 / 15840) + 1.0 / 66) * square + 0.5);
  const doubles power = (doubles)(((words)shifted - (words)whole + 1023) << 52);
  const doubles one = even - odd;
  const doubles odds = CHOOSE(is_tiny, (doubles){}, (even + odd) * power);
  const doubles smaller = odds / (one + odds);
  // The larger of the two sides from the smaller, whose own rounding counts little there, so that it rises smoothly.
  margin = CHOOSE(is_negative, smaller, 1 - smaller);
  memcpy(margins, &margin, sizeof margin);
}

double churn_probability(double margin) {
  double some[WIDTH] = {margin};
  probabilities(some);
  return some[0];
}

BODY churn_probabilities_body(double *margins, size_t count) {
  size_t i = 0;
  for (; i + WIDTH <= count; i += WIDTH) probabilities(margins + i);
  double rest[WIDTH] = {0};
  memcpy(rest, margins + i, (count - i) * sizeof *rest);
  probabilities(rest);
  memcpy(margins + i, rest, (count - i) * sizeof *rest);
}

BY_INSTRUCTION_SET(churn_probabilities, (double *margins, size_t count), (margins, count))
