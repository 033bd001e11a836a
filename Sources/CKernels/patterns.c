// Scoring trees that ask few different splits, symmetric ones above all: the answers, put together as bits, are the
// index of the leaf value.

#include <string.h>

#include "CKernels.h"
#include "category_bits.h"
#include "instruction_sets.h"

#pragma clang diagnostic ignored "-Wpsabi"

typedef float numbers_16 __attribute__((vector_size(64)));
typedef int32_t whole_16 __attribute__((vector_size(64)));
typedef uint16_t patterns_16 __attribute__((vector_size(32)));

enum { PARTS = CHURN_FOREST_ROWS / 16, TREES_TOGETHER = 8 };

/// The pattern of each row's answers to one tree.
static inline __attribute__((always_inline)) void find_patterns(const churn_pattern_tree *tree,
                                                                const churn_condition *conditions,
                                                                const uint32_t *sets, const float *values,
                                                                size_t stride, uint16_t *patterns) {
  whole_16 found[PARTS];
  for (int part = 0; part < PARTS; part++) found[part] = (whole_16){0};
  int has_category = 0;
  const churn_condition *condition = conditions + tree->first_condition;
  for (uint32_t c = 0; c < tree->condition_count; c++, condition++) {
    const numbers_16 *column = (const numbers_16 *)(values + (size_t)condition->slot * stride);
    const int32_t bit = 1 << c;
    if (condition->is_category) {
      has_category = 1;
    } else if (condition->missing_goes_left) {
      for (int part = 0; part < PARTS; part++) found[part] |= ~(whole_16)(column[part] > condition->threshold) & bit;
    } else {
      for (int part = 0; part < PARTS; part++) found[part] |= (whole_16)(column[part] <= condition->threshold) & bit;
    }
  }
  for (int part = 0; part < PARTS; part++)
    *(patterns_16 *)(patterns + 16 * part) = __builtin_convertvector(found[part], patterns_16);
  if (!has_category) return;
  condition = conditions + tree->first_condition;
  for (uint32_t c = 0; c < tree->condition_count; c++, condition++) {
    if (!condition->is_category) continue;
    const float *column = values + (size_t)condition->slot * stride;
    const uint32_t *set = sets + condition->set_start;
    for (int row = 0; row < CHURN_FOREST_ROWS; row++)
      patterns[row] |= (uint16_t)((is_listed(set, condition->set_words, column[row]) != condition->missing_goes_left) << c);
  }
}

BODY churn_add_leaves_by_patterns_body(const churn_pattern_tree *trees, size_t tree_count,
                                       const churn_condition *conditions, const uint32_t *sets, const double *leaves,
                                       const float *values, size_t stride, double *sums) {
  uint16_t patterns[TREES_TOGETHER][CHURN_FOREST_ROWS] __attribute__((aligned(64)));
  size_t t = 0;
  for (; t + TREES_TOGETHER <= tree_count; t += TREES_TOGETHER) {
    const double *leaf[TREES_TOGETHER];
    for (int i = 0; i < TREES_TOGETHER; i++) {
      find_patterns(&trees[t + i], conditions, sets, values, stride, patterns[i]);
      leaf[i] = leaves + trees[t + i].first_leaf;
    }
    for (int row = 0; row < CHURN_FOREST_ROWS; row++) {
      double sum = sums[row];
      for (int i = 0; i < TREES_TOGETHER; i++) sum += leaf[i][patterns[i][row]];
      sums[row] = sum;
    }
  }
  for (; t < tree_count; t++) {
    find_patterns(&trees[t], conditions, sets, values, stride, patterns[0]);
    const double *leaf = leaves + trees[t].first_leaf;
    for (int row = 0; row < CHURN_FOREST_ROWS; row++) sums[row] += leaf[patterns[0][row]];
  }
}

BY_INSTRUCTION_SET(churn_add_leaves_by_patterns,
                   (const churn_pattern_tree *trees, size_t tree_count, const churn_condition *conditions,
                    const uint32_t *sets, const double *leaves, const float *values, size_t stride, double *sums),
                   (trees, tree_count, conditions, sets, leaves, values, stride, sums))

// One row: its answers to the splits of many trees are found sixteen at a time, and then taken apart by trees.

typedef float row_16 __attribute__((vector_size(64)));
typedef _Bool flags_16 __attribute__((ext_vector_type(16)));

BODY churn_add_row_leaves_by_patterns_body(const churn_row_splits *groups, size_t group_count,
                                           const int32_t *variables, const float *thresholds, const uint16_t *missing_left,
                                           const churn_pattern_tree *trees, const double *leaves, const float *values,
                                           size_t stride, double *margin) {
  float asked[CHURN_ROW_SPLITS] __attribute__((aligned(64)));
  // A tree's answers are taken with four bytes, of which the last may lie behind the last answer.
  uint16_t answers[CHURN_ROW_SPLITS / 16 + 2] = {0};
  double sum = *margin;
  for (size_t g = 0; g < group_count; g++) {
    const churn_row_splits group = groups[g];
    const size_t first = group.first_split;
    for (size_t i = 0; i < group.split_count; i++) asked[i] = values[(size_t)variables[first + i] * stride];
    for (size_t i = 0; i < group.split_count; i += 16) {
      row_16 value, threshold;
      memcpy(&value, asked + i, sizeof value);
      memcpy(&threshold, thresholds + first + i, sizeof threshold);
      const flags_16 left = __builtin_convertvector(value <= threshold, flags_16);
      const flags_16 missing = __builtin_convertvector(value != value, flags_16);
      uint16_t left_bits, missing_bits;
      memcpy(&left_bits, &left, sizeof left_bits);
      memcpy(&missing_bits, &missing, sizeof missing_bits);
      answers[i / 16] = left_bits | (missing_bits & missing_left[(first + i) / 16]);
    }
    const churn_pattern_tree *tree = trees + group.first_tree;
    for (uint32_t t = 0; t < group.tree_count; t++, tree++) {
      const size_t offset = tree->first_condition - first;
      uint32_t bits;
      memcpy(&bits, (const char *)answers + offset / 8, sizeof bits);
      sum += leaves[tree->first_leaf + (bits >> offset % 8 & ((1u << tree->condition_count) - 1))];
    }
  }
  *margin = sum;
}

BY_INSTRUCTION_SET(churn_add_row_leaves_by_patterns,
                   (const churn_row_splits *groups, size_t group_count, const int32_t *variables,
                    const float *thresholds, const uint16_t *missing_left, const churn_pattern_tree *trees,
                    const double *leaves, const float *values, size_t stride, double *margin),
                   (groups, group_count, variables, thresholds, missing_left, trees, leaves, values, stride, margin))
