#pragma once
#include <stddef.h>
#include <stdint.h>

#include "conditions.h"

/// Rows that forests are scored with at a time.
enum { CHURN_FOREST_ROWS = 128 };

/// How one column of byte codes is made.
///
/// The code of a number is how many of the column's thresholds lie below it, so that `value > threshold` is a comparison
/// of bytes; that of a missing value is 0 or 255, by the side that it takes. For a category's split the code is 0
/// where it says left, else 1. Codes are kept as signed bytes, 128 less.
typedef struct {
  int32_t variable;
  /// Number of levels of the search tree over the thresholds, from 4 to 8. The tree lies level by level in 2^steps
  /// entries, the first of which is not used; it is filled up with infinities, and at most 254 are real thresholds.
  uint32_t steps;
  /// Where the thresholds begin; for categories where the bits of the listed codes begin.
  uint32_t start;
  uint32_t set_words;
  uint8_t is_category;
  uint8_t missing_goes_left;
} churn_code_column;

/// Writes the codes of at most `CHURN_FOREST_ROWS` rows to `codes[CHURN_FOREST_ROWS * column + row]`.
///
/// `values[variable * stride + row]` are the rows' values. What is written for the rows after the last means nothing.
void churn_code_rows(const churn_code_column *_Nonnull columns, size_t column_count, const float *_Nonnull thresholds,
                     const uint32_t *_Nonnull sets, const float *_Nonnull values, size_t stride, size_t row_count,
                     int8_t *_Nonnull codes);

/// What a node rules out among eight leaves.
typedef struct {
  uint16_t column;
  /// Rows with a greater code go right.
  int8_t code;
  /// The leaves below the side that a row does not take.
  uint8_t clears;
} churn_mask_cut;

/// Eight leaves of a tree, and the nodes that rule out some of them.
typedef struct {
  uint32_t first_cut;
  /// Number of cuts that strike rows that go right; they come first.
  uint16_t right_cuts;
  /// Number of cuts that strike rows that go left.
  uint16_t left_cuts;
} churn_mask_byte;

typedef struct {
  uint32_t first_byte;
  uint32_t byte_count;
  uint32_t first_leaf;
} churn_mask_tree;

/// Adds to each of `CHURN_FOREST_ROWS` sums the leaf values that its row reaches, tree after tree.
///
/// A tree has at most 256 leaves. `codes` and `sums` begin at a multiple of 64 bytes.
void churn_add_leaves_by_masks(const churn_mask_tree *_Nonnull trees, size_t tree_count,
                               const churn_mask_byte *_Nonnull bytes, const churn_mask_cut *_Nonnull cuts,
                               const double *_Nonnull leaves, const int8_t *_Nonnull codes, double *_Nonnull sums);

/// A tree that asks few different splits: the answers are the index of its leaf.
typedef struct {
  uint32_t first_condition;
  uint32_t condition_count;
  /// Leaf values by the pattern of answers; bit c is set where condition c says left.
  uint32_t first_leaf;
} churn_pattern_tree;

/// Adds to each of `CHURN_FOREST_ROWS` sums the leaf values that its row reaches, tree after tree.
///
/// `values[stride * slot + row]` are the rows' values; there are at most 16 conditions a tree. `values` and `sums` begin
/// at a multiple of 64 bytes, and the stride is one of 16 numbers.
void churn_add_leaves_by_patterns(const churn_pattern_tree *_Nonnull trees, size_t tree_count,
                                  const churn_condition *_Nonnull conditions, const uint32_t *_Nonnull sets,
                                  const double *_Nonnull leaves, const float *_Nonnull values, size_t stride,
                                  double *_Nonnull sums);

/// Splits that are answered for one row before the trees that ask them are looked at.
enum { CHURN_ROW_SPLITS = 512 };

/// Some trees and all that they ask.
typedef struct {
  /// A multiple of 16.
  uint32_t first_split;
  /// At most `CHURN_ROW_SPLITS`, filled up to a multiple of 16.
  uint32_t split_count;
  uint32_t first_tree;
  uint32_t tree_count;
} churn_row_splits;

/// Adds to a row's margin the leaf values that it reaches, tree after tree; `values[v * stride]` is its value of variable v.
///
/// Split i asks whether `values[variables[i] * stride] <= thresholds[i]`; a missing value says yes where bit i % 16 of
/// `missing_left[i / 16]` is set. Here a tree's first condition is its first split.
void churn_add_row_leaves_by_patterns(const churn_row_splits *_Nonnull groups, size_t group_count,
                                      const int32_t *_Nonnull variables, const float *_Nonnull thresholds,
                                      const uint16_t *_Nonnull missing_left, const churn_pattern_tree *_Nonnull trees,
                                      const double *_Nonnull leaves, const float *_Nonnull values, size_t stride,
                                      double *_Nonnull margin);

/// A node for walking one row; the right child follows the left one, a leaf leads to itself.
typedef struct {
  float threshold;
  /// -1: a leaf.
  int32_t variable;
  int32_t left;
  /// 0: numbers, missing go right; 1: numbers, missing go left; 2 and 3: the same for categories.
  uint32_t kind;
} churn_row_node;

/// Bits of a category's codes.
typedef struct {
  uint32_t start;
  uint32_t words;
} churn_code_set;

/// The margin of one row, whose value of variable v stands at `values[v * stride]`.
///
/// `roots` are the trees' first nodes; a category node's threshold is unused, its set is `node_sets` at its own index.
double churn_row_margin(double base, const churn_row_node *_Nonnull nodes, const double *_Nonnull node_values,
                        const churn_code_set *_Nonnull node_sets, const uint32_t *_Nonnull sets,
                        const int32_t *_Nonnull roots, size_t tree_count, const float *_Nonnull values, size_t stride);
