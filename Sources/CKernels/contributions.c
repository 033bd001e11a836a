// Shapley values of a tree for eight rows at a time; Sources/Scoring/Contributions/ForestContributor.swift has the
// mathematics.
//
// Every row walks the whole tree, so eight rows share each step and differ only in the side they would take: the
// walk is a fixed list of steps, and all arithmetic is on vectors of eight. No product is fused with a sum, so that
// every instruction set gives the same numbers.

#include "CKernels.h"
#include "category_bits.h"
#include "instruction_sets.h"

// Functions that take or return vectors are always inlined: how such are passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

typedef double eight __attribute__((vector_size(64)));
typedef int64_t eight_whole __attribute__((vector_size(64)));

/// All ones in the lanes whose bit is set.
static inline __attribute__((always_inline)) eight_whole lanes_of(uint8_t mask) {
  const eight_whole bits = {1, 2, 4, 8, 16, 32, 64, 128};
  return ((((eight_whole){0} + mask) & bits) != 0);
}

static inline __attribute__((always_inline)) eight chosen(eight_whole is_first, eight first, eight second) {
  return (eight)(((eight_whole)first & is_first) | ((eight_whole)second & ~is_first));
}

/// The rows that would go to the near child.
static inline __attribute__((always_inline)) uint8_t near_rows(const churn_contribution_step *step, const float *values,
                                                               size_t stride, const uint32_t *sets) {
  uint32_t left = 0;
  const float *numbers = values + (size_t)step->slot * stride;
  if (!step->is_category) {
    typedef float eight_numbers __attribute__((vector_size(32), aligned(4)));
    typedef int32_t eight_answers __attribute__((vector_size(32)));
    const eight_numbers column = *(const eight_numbers *)numbers;
    const eight_answers bits = {1, 2, 4, 8, 16, 32, 64, 128};
    const eight_answers answers = (step->missing_goes_left ? ~(eight_answers)(column > step->threshold)
                                                           : (eight_answers)(column <= step->threshold)) & bits;
    for (int row = 0; row < 8; row++) left |= (uint32_t)answers[row];
  } else {
    const uint32_t *set = sets + step->set_start;
    for (int row = 0; row < 8; row++)
      left |= (uint32_t)(is_listed(set, step->set_words, numbers[row]) != step->missing_goes_left) << row;
  }
  return (uint8_t)(step->near_is_left ? left : ~left);
}

/// With a number of points that the compiler knows.
static inline __attribute__((always_inline)) void walk(const churn_contribution_step *steps, size_t step_count,
                                                       const double *tables, const double *weights,
                                                       const size_t points, const float *values, size_t stride,
                                                       const uint32_t *sets, uint8_t *near_masks,
                                                       uint8_t *met_masks, eight *levels, double *shares,
                                                       size_t share_stride) {
#pragma clang fp contract(off)
  const eight zero = {0}, one = zero + 1.0;
  // What the leaves below the node just left are worth, and for each level: the product of the factors down to it, its
  // near child's factor, what the leaves below the near child are worth.
  eight *worth = levels, *level = levels + points;
  const size_t per_level = 3 * points;
  for (size_t p = 0; p < points; p++) level[p] = zero + weights[p];
  met_masks[0] = 255;

  for (size_t s = 0; s < step_count; s++) {
    const churn_contribution_step *step = &steps[s];
    eight *product = level + (size_t)step->depth * per_level;
    eight *factor = product + points, *near_worth = product + 2 * points, *below = product + per_level;
    const double *table = tables + step->table;
    const uint8_t earlier = met_masks[step->earlier_depth];
    switch (step->kind) {
      case CHURN_STEP_NEAR: {
        const uint8_t near = near_rows(step, values, stride, sets);
        near_masks[step->depth] = near;
        met_masks[step->depth + 1] = near & earlier;
        const eight_whole goes_near = lanes_of(near), is_met = lanes_of(earlier);
        for (size_t p = 0; p < points; p++) {
          eight ratio = chosen(goes_near, zero + table[p], zero + table[points + p]);
          if (step->earlier_depth > 0) ratio = chosen(is_met, ratio, zero + step->near_share);
          factor[p] = ratio;
          below[p] = product[p] * ratio;
        }
        continue;
      }
      case CHURN_STEP_FAR: {
        met_masks[step->depth + 1] = (uint8_t)~near_masks[step->depth] & earlier;
        for (size_t p = 0; p < points; p++) {
          near_worth[p] = worth[p];
          below[p] = product[p] - below[p];
        }
        continue;
      }
      default: break;
    }
    // The node is done: its variable gets its share, and what the node is worth goes up.
    eight sum = zero;
    uint8_t near;
    if (step->kind == CHURN_STEP_PAIR) {
      near = near_rows(step, values, stride, sets);
      const eight_whole goes_near = lanes_of(near);
      const double difference = step->near_value - step->far_value;
      if (step->earlier_depth > 0) {
        const eight_whole is_met = lanes_of(earlier);
        const eight unmet_worth = zero + (step->far_value + step->near_share * difference);
        for (size_t p = 0; p < points; p++) {
          sum += product[p] * table[2 * points + p];
          worth[p] = chosen(is_met, chosen(goes_near, zero + table[p], zero + table[points + p]), unmet_worth);
        }
      } else {
        for (size_t p = 0; p < points; p++) {
          sum += product[p];
          worth[p] = chosen(goes_near, zero + table[p], zero + table[points + p]);
        }
      }
      sum *= difference;
    } else {
      near = near_masks[step->depth];
      if (step->kind == CHURN_STEP_BACK) {
        for (size_t p = 0; p < points; p++) {
          const eight difference = near_worth[p] - worth[p];
          eight addend = product[p] * difference;
          if (step->earlier_depth > 0) addend *= table[2 * points + p];
          sum += addend;
          worth[p] += factor[p] * difference;
        }
      } else {
        for (size_t p = 0; p < points; p++) {
          const eight difference = worth[p] - step->far_value;
          eight addend = product[p] * difference;
          if (step->earlier_depth > 0) addend *= table[2 * points + p];
          sum += addend;
          worth[p] = step->far_value + factor[p] * difference;
        }
      }
    }
    const eight direction = (eight)((eight_whole)one & lanes_of(near)) - step->near_share;
    *(eight *)(shares + (size_t)step->slot * share_stride) +=
        (eight)((eight_whole)(direction * sum) & lanes_of(earlier));
  }
}

BODY churn_add_walked_contributions_body(const churn_contribution_step *steps, size_t step_count,
                                         const double *tables, const double *weights, size_t points,
                                         const float *values, size_t stride, const uint32_t *sets,
                                         uint8_t *near_masks, uint8_t *met_masks, double *levels, double *shares,
                                         size_t share_stride) {
#define WALK(count)                                                                                               \
  walk(steps, step_count, tables, weights, count, values, stride, sets, near_masks, met_masks, (eight *)levels, \
       shares, share_stride)
  switch (points) {
    case 1: WALK(1); break;
    case 2: WALK(2); break;
    case 3: WALK(3); break;
    case 4: WALK(4); break;
    case 5: WALK(5); break;
    case 6: WALK(6); break;
    case 7: WALK(7); break;
    case 8: WALK(8); break;
    default: WALK(points); break;
  }
#undef WALK
}

BY_INSTRUCTION_SET(churn_add_walked_contributions,
                   (const churn_contribution_step *steps, size_t step_count, const double *tables,
                    const double *weights, size_t points, const float *values, size_t stride, const uint32_t *sets,
                    uint8_t *near_masks, uint8_t *met_masks, double *levels, double *shares, size_t share_stride),
                   (steps, step_count, tables, weights, points, values, stride, sets, near_masks, met_masks, levels,
                    shares, share_stride))
