// Shapley values of trees by tables; Sources/Scoring/Contributions has the mathematics.
//
// No product is fused with a sum, so that every instruction set gives the same numbers.

#include <string.h>

#include "CKernels.h"
#include "category_bits.h"
#include "instruction_sets.h"

typedef float sixteen_numbers __attribute__((vector_size(64), aligned(4)));
typedef int32_t sixteen_answers __attribute__((vector_size(64)));
typedef uint16_t sixteen_patterns __attribute__((vector_size(32)));
typedef double four __attribute__((vector_size(32)));
typedef double eight __attribute__((vector_size(64)));
typedef int64_t eight_whole __attribute__((vector_size(64)));

/// Sets a bit of the patterns of all rows that the condition sends left.
BODY add_answers(const churn_condition *condition, const uint32_t *sets, const float *column, size_t row_count,
                 uint16_t bit, uint16_t *patterns) {
  if (condition->is_category) {
    for (size_t row = 0; row < row_count; row++)
      if (is_listed(sets + condition->set_start, condition->set_words, column[row]) != condition->missing_goes_left) patterns[row] |= bit;
    return;
  }
  for (size_t row = 0; row < row_count; row += CHURN_CONTRIBUTION_STEP) {
    const sixteen_numbers value = *(const sixteen_numbers *)(column + row);
    const sixteen_answers left = condition->missing_goes_left ? ~(sixteen_answers)(value > condition->threshold)
                                                              : (sixteen_answers)(value <= condition->threshold);
    *(sixteen_patterns *)(patterns + row) |= __builtin_convertvector(left, sixteen_patterns) & bit;
  }
}

BODY churn_add_tabled_contributions_body(const churn_condition *conditions, size_t condition_count,
                                         const uint32_t *sets, const int32_t *slots, const double *table,
                                         size_t entry, const float *values, size_t stride, size_t row_count,
                                         double *shares, size_t share_stride) {
  uint16_t patterns[CHURN_CONTRIBUTION_ROWS] __attribute__((aligned(64)));
  memset(patterns, 0, row_count * sizeof *patterns);
  for (size_t c = 0; c < condition_count; c++)
    add_answers(&conditions[c], sets, values + (size_t)conditions[c].slot * stride, row_count, (uint16_t)(1u << c),
                patterns);
  // Four variables of four rows at a time: an entry lies along the variables, the sums along the rows.
  for (size_t position = 0; position < entry; position += 4) {
    double *first = shares + (size_t)slots[position] * share_stride;
    double *second = shares + (size_t)slots[position + 1] * share_stride;
    double *third = shares + (size_t)slots[position + 2] * share_stride;
    double *fourth = shares + (size_t)slots[position + 3] * share_stride;
    for (size_t row = 0; row < row_count; row += 4) {
      const four a = *(const four *)(table + entry * patterns[row] + position);
      const four b = *(const four *)(table + entry * patterns[row + 1] + position);
      const four c = *(const four *)(table + entry * patterns[row + 2] + position);
      const four d = *(const four *)(table + entry * patterns[row + 3] + position);
      const four ab_even = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab_odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
      const four cd_even = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd_odd = __builtin_shufflevector(c, d, 1, 5, 3, 7);
      *(four *)(first + row) += __builtin_shufflevector(ab_even, cd_even, 0, 1, 4, 5);
      *(four *)(second + row) += __builtin_shufflevector(ab_odd, cd_odd, 0, 1, 4, 5);
      *(four *)(third + row) += __builtin_shufflevector(ab_even, cd_even, 2, 3, 6, 7);
      *(four *)(fourth + row) += __builtin_shufflevector(ab_odd, cd_odd, 2, 3, 6, 7);
    }
  }
}

BY_INSTRUCTION_SET(churn_add_tabled_contributions,
                   (const churn_condition *conditions, size_t condition_count, const uint32_t *sets,
                    const int32_t *slots, const double *table, size_t entry, const float *values, size_t stride,
                    size_t row_count, double *shares, size_t share_stride),
                   (conditions, condition_count, sets, slots, table, entry, values, stride, row_count, shares,
                    share_stride))

BODY churn_leaf_contributions_body(double value, const double *unmet, size_t count, const double *points,
                                   const double *weights, size_t point_count, double *contributions) {
#pragma clang fp contract(off)
  const eight_whole lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  const eight zero = {0}, one = zero + 1.0;
  for (size_t start = 0; start < (size_t)1 << count; start += 8) {
    const eight_whole patterns = lanes + (int64_t)start;
    eight sums[16];
    for (size_t i = 0; i < count; i++) sums[i] = zero;
    for (size_t p = 0; p < point_count; p++) {
      // Products of the factors before each variable, then of those behind it.
      eight factors[16], before[16];
      eight product = zero + value * weights[p];
      for (size_t i = 0; i < count; i++) {
        const eight_whole is_met = (patterns & ((int64_t)1 << i)) != 0;
        const double share = unmet[i] * (1 - points[p]);
        factors[i] = (eight)(((eight_whole)(zero + (points[p] + share)) & is_met) |
                             ((eight_whole)(zero + share) & ~is_met));
        before[i] = product;
        product *= factors[i];
      }
      eight behind = one;
      for (size_t i = count; i-- > 0;) {
        sums[i] += before[i] * behind;
        behind *= factors[i];
      }
    }
    for (size_t i = 0; i < count; i++) {
      const eight_whole is_met = (patterns & ((int64_t)1 << i)) != 0;
      sums[i] *= (eight)((eight_whole)one & is_met) - unmet[i];
      for (size_t lane = 0; lane < 8; lane++) contributions[(start + lane) * count + i] = sums[i][lane];
    }
  }
}

BY_INSTRUCTION_SET(churn_leaf_contributions,
                   (double value, const double *unmet, size_t count, const double *points, const double *weights,
                    size_t point_count, double *contributions),
                   (value, unmet, count, points, weights, point_count, contributions))

void churn_add_leaf_to_table(const double *contributions, const churn_requirement *requirements, size_t count,
                             double *table, size_t entry, size_t pattern_count) {
  for (size_t pattern = 0; pattern < pattern_count; pattern++) {
    size_t met = 0;
    for (size_t i = 0; i < count; i++) {
      const churn_requirement *one = &requirements[i];
      met |= (size_t)(((pattern ^ one->zeros) & one->needed) == one->needed) << i;
    }
    double *sums = table + pattern * entry;
    for (size_t i = 0; i < count; i++) sums[requirements[i].position] += contributions[met * count + i];
  }
}
