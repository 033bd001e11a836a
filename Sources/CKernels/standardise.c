#include "instruction_sets.h"

#if defined(__x86_64__)
FOR_INSTRUCTION_SETS("avx512f", "avx2")
#endif
void churn_standardise(const float *_Nonnull source, size_t count, churn_standard standard, double *_Nonnull target) {
  const double lowest = standard.lowest, highest = standard.highest, imputation = standard.imputation;
  const double mean = standard.mean, per_unit = standard.per_unit;
  for (size_t start = 0; start < count; start += 16) {
    // A block's piece of a column is too short for the processor to notice that the next one will be wanted.
    __builtin_prefetch(source + start + count, 0, 3);
    const size_t end = start + 16 < count ? start + 16 : count;
    for (size_t row = start; row < end; row++) {
      const double value = (double)source[row];
      const double above = value > lowest ? value : lowest;
      const double within = above < highest ? above : highest;
      const double known = value == value ? within : imputation;
      target[row] = (known - mean) * per_unit;
    }
  }
}
