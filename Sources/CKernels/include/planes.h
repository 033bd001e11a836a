#pragma once
#include <stddef.h>
#include <stdint.h>

/// Bytes of a value.
enum { CHURN_PLANES = 6 };

typedef struct {
  /// The column of codes that is asked.
  uint16_t column;
  /// Rows with a greater code go right.
  int8_t code;
} churn_plane_split;

/// A tree that asks at most six splits.
typedef struct {
  uint32_t first_split;
  uint32_t split_count;
} churn_plane_tree;

/// Answers the splits of trees for `CHURN_FOREST_ROWS` rows; gives 1.
///
/// Bit q of `answers[CHURN_FOREST_ROWS * t + row]` is set where the row goes right at split q of tree t. `codes`
/// (`churn_code_rows`) and `answers` begin at a multiple of 64 bytes. Where the processor has no permutation of bytes, or
/// may not use it, nothing is done and 0 is given.
int churn_answer_trees(const churn_plane_tree *_Nonnull trees, size_t tree_count,
                       const churn_plane_split *_Nonnull splits, const int8_t *_Nonnull codes,
                       uint8_t *_Nonnull answers);

/// Adds up for each of `CHURN_FOREST_ROWS` rows what `count` tables give; only where `churn_answer_trees` has given 1.
///
/// Table i's value for a row that gives tree `trees[i]` the answers a is the number whose byte p is
/// `tables[(CHURN_PLANES * i + p) * 64 + a]`.
void churn_sum_planes(const uint32_t *_Nonnull trees, size_t count, const uint8_t *_Nonnull tables,
                      const uint8_t *_Nonnull answers, int64_t *_Nonnull sums);
