// The search for the best split of one sorted variable.

#include "instruction_sets.h"

// Products must be rounded the same on every machine: no fused multiplications.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#define CLONES FOR_INSTRUCTION_SETS("avx512f", "avx2")
#else
#define CLONES
#endif

enum { LOOK = 64 };

CLONES
size_t churn_next_better_split(const double *rows, const double *lost, size_t from, size_t end, const double *bounds,
                               double goal) {
  const double first_rows = bounds[0], first_lost = bounds[1], last_rows = bounds[2], last_lost = bounds[3];
  for (size_t start = from; start < end; start += LOOK) {
    size_t stop = end - start < LOOK ? end : start + LOOK;
    int64_t found = 0;
    for (size_t i = start; i < stop; i++) {
      double left_rows = rows[i] - first_rows, right_rows = last_rows - rows[i];
      double left_lost = lost[i] - first_lost, right_lost = last_lost - lost[i];
      double squares = left_lost * left_lost * right_rows + right_lost * right_lost * left_rows;
      found |= squares > goal * (left_rows * right_rows);
    }
    if (!found) continue;
    for (size_t i = start; i < stop; i++) {
      double left_rows = rows[i] - first_rows, right_rows = last_rows - rows[i];
      double left_lost = lost[i] - first_lost, right_lost = last_lost - lost[i];
      double squares = left_lost * left_lost * right_rows + right_lost * right_lost * left_rows;
      if (squares > goal * (left_rows * right_rows)) return i;
    }
  }
  return end;
}
