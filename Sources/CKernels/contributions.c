// Shapley values of a tree for eight rows at a time; Sources/Scoring/ForestContributor.swift has the mathematics.
//
// Every row walks the whole tree, so eight rows share each step and differ only in the side they would take: the
// walk is a fixed list of steps, and all arithmetic is on vectors of eight. No product is fused with a sum, so that
// every instruction set gives the same numbers.

#include "CKernels.h"

typedef double eight __attribute__((vector_size(64)));
typedef int64_t eight_whole __attribute__((vector_size(64)));

#if defined(__x86_64__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void churn_tree_contributions(const churn_contribution_step *steps, size_t step_count, const double *tables,
                              const double *weights, size_t points, const float *values, size_t stride,
                              uint8_t *left_masks, double *levels, double *met, double *shares) {
#pragma clang fp contract(off)
  eight *level = (eight *)levels;
  eight *met_at = (eight *)met;
  eight *share_of = (eight *)shares;
  const eight_whole bits = {1, 2, 4, 8, 16, 32, 64, 128};
  const eight one = {1, 1, 1, 1, 1, 1, 1, 1};
  const eight zero = {0, 0, 0, 0, 0, 0, 0, 0};
  const size_t per_level = 3 * points;
  met_at[0] = one;
  for (size_t p = 0; p < points; p++) level[p] = one;

  for (size_t s = 0; s < step_count; s++) {
    const churn_contribution_step *step = &steps[s];
    eight *here = level + (size_t)step->depth * per_level;
    switch (step->kind) {
      case CHURN_STEP_NODE: {
        if (step->threshold_is_numeric) {
          const float *column = values + (size_t)step->variable * stride;
          uint32_t mask = 0;
          for (int row = 0; row < 8; row++) {
            float value = column[row];
            uint32_t left = value <= step->threshold;
            left |= (uint32_t)(value != value) & step->missing_goes_left;
            mask |= left << row;
          }
          left_masks[step->node] = (uint8_t)mask;
        }
        for (size_t p = 0; p < points; p++) here[2 * points + p] = zero;
        break;
      }
      case CHURN_STEP_LEAF: {
        eight value = {step->value, step->value, step->value, step->value,
                       step->value, step->value, step->value, step->value};
        for (size_t p = 0; p < points; p++) here[2 * points + p] = value * here[p];
        break;
      }
      case CHURN_STEP_ENTER: {
        // Which of the rows go this way, as whole numbers of all ones or zeros.
        int64_t mask = left_masks[step->node];
        if (!step->goes_left) mask ^= 255;
        eight_whole spread = {mask, mask, mask, mask, mask, mask, mask, mask};
        eight_whole on_way = (spread & bits) == bits;
        eight earlier_met = step->earlier_depth > 0 ? met_at[step->earlier_depth] : one;
        eight now_met = (eight)((eight_whole)earlier_met & on_way);
        met_at[step->depth + 1] = now_met;
        eight_whole is_met = now_met != zero;
        eight *below = here + per_level;
        const eight *earlier =
            step->earlier_depth > 0 ? level + (size_t)step->earlier_depth * per_level + points : 0;
        const double *table = tables + step->table;
        for (size_t p = 0; p < points; p++) {
          const double *entry = table + 4 * p;
          eight_whole met_factor = (eight_whole)(one * entry[0]), unmet_factor = (eight_whole)(one * entry[1]);
          eight_whole met_inverse = (eight_whole)(one * entry[2]), unmet_inverse = (eight_whole)(one * entry[3]);
          eight factor = (eight)((met_factor & is_met) | (unmet_factor & ~is_met));
          below[points + p] = (eight)((met_inverse & is_met) | (unmet_inverse & ~is_met));
          eight without = earlier ? here[p] * earlier[p] : here[p];
          below[p] = without * factor;
        }
        break;
      }
      default: {
        eight *below = here + per_level;
        const eight *earlier =
            step->earlier_depth > 0 ? level + (size_t)step->earlier_depth * per_level + points : 0;
        eight own = zero, earlier_own = zero;
        for (size_t p = 0; p < points; p++) {
          eight sum = below[2 * points + p];
          here[2 * points + p] += sum;
          eight weighted = sum * weights[p];
          own += weighted * below[points + p];
          if (earlier) earlier_own += weighted * earlier[p];
        }
        eight added = (met_at[step->depth + 1] - step->share) * own;
        if (earlier) added -= (met_at[step->earlier_depth] - step->earlier_share) * earlier_own;
        share_of[step->variable] += added;
      }
    }
  }
}
