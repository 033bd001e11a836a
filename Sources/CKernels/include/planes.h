#pragma once
#include <stddef.h>
#include <stdint.h>

/// Bytes of a leaf value.
enum { CHURN_PLANES = 6 };

typedef struct {
  /// The column of codes that is asked.
  uint16_t column;
  /// Rows with a greater code go right.
  int8_t code;
} churn_plane_question;

/// A tree that asks at most six questions.
typedef struct {
  uint32_t first_question;
  uint32_t question_count;
} churn_plane_tree;

/// Adds to each of `CHURN_FOREST_ROWS` sums the leaf values that its row reaches; gives 1.
///
/// Bit q of a row's answers to a tree is set where it goes right at question q. Tree t's leaf value for the answers a is
/// the number whose byte p is `tables[(CHURN_PLANES * t + p) * 64 + a]`. `codes` (`churn_code_rows`) begin at a multiple
/// of 64 bytes. Where the processor has no permutation of bytes, or may not use it, nothing is done and 0 is given.
int churn_sum_leaf_planes(const churn_plane_tree *_Nonnull trees, size_t tree_count,
                          const churn_plane_question *_Nonnull questions, const uint8_t *_Nonnull tables,
                          const int8_t *_Nonnull codes, int64_t *_Nonnull sums);
