// Scoring a forest by leaf masks (Lucchese et al., "QuickScorer", 2015), the masks cut into bytes and the values into
// bytes of ranks (Ye et al., "RapidScorer", 2018): every node is asked of 128 rows at once, in any order; a row that
// goes right at a node cannot end in a leaf below its left child, nor the other way round. Leaves are numbered so that
// the smaller side of each node comes first; then ruling out that side alone is enough, and the first leaf that is left
// is the one.

#include <string.h>

#include "CKernels.h"
#include "instruction_sets.h"

#pragma clang diagnostic ignored "-Wpsabi"

typedef int8_t codes_64 __attribute__((vector_size(64)));
typedef uint8_t bytes_64 __attribute__((vector_size(64)));

enum { PARTS = CHURN_FOREST_ROWS / 64, TREES_TOGETHER = 8 };

/// The index of each row's leaf in one tree.
static inline __attribute__((always_inline)) void find_leaves(const churn_mask_tree *tree, const churn_mask_byte *bytes,
                                                              const churn_mask_cut *cuts, const int8_t *codes,
                                                              bytes_64 *leaf) {
  bytes_64 chosen[PARTS], start[PARTS];
  for (int part = 0; part < PARTS; part++) chosen[part] = start[part] = (bytes_64){0};
  for (uint32_t b = tree->byte_count; b-- > 0;) {
    const churn_mask_byte *byte = &bytes[tree->first_byte + b];
    const churn_mask_cut *cut = cuts + byte->first_cut;
    bytes_64 left_over[PARTS];
    for (int part = 0; part < PARTS; part++) left_over[part] = (bytes_64){0} - 1;
    for (const churn_mask_cut *end = cut + byte->right_cuts; cut < end; cut++) {
      const codes_64 *column = (const codes_64 *)(codes + (size_t)cut->column * CHURN_FOREST_ROWS);
      for (int part = 0; part < PARTS; part++)
        left_over[part] &= ~((bytes_64)(column[part] > cut->code) & cut->clears);
    }
    for (const churn_mask_cut *end = cut + byte->left_cuts; cut < end; cut++) {
      const codes_64 *column = (const codes_64 *)(codes + (size_t)cut->column * CHURN_FOREST_ROWS);
      for (int part = 0; part < PARTS; part++)
        left_over[part] &= ~((bytes_64)(column[part] <= cut->code) & cut->clears);
    }
    for (int part = 0; part < PARTS; part++) {
      const bytes_64 is_any = (bytes_64)(left_over[part] != 0);
      chosen[part] = (left_over[part] & is_any) | (chosen[part] & ~is_any);
      start[part] = ((uint8_t)(8 * b) & is_any) | (start[part] & ~is_any);
    }
  }
  for (int part = 0; part < PARTS; part++) {
    const bytes_64 lowest = chosen[part] & -chosen[part];
    const bytes_64 position = ((bytes_64)((lowest & 0xAA) != 0) & 1) | ((bytes_64)((lowest & 0xCC) != 0) & 2) |
                           ((bytes_64)((lowest & 0xF0) != 0) & 4);
    leaf[part] = start[part] + position;
  }
}

BODY churn_add_leaves_by_masks_body(const churn_mask_tree *trees, size_t tree_count, const churn_mask_byte *bytes,
                                    const churn_mask_cut *cuts, const double *leaves, const int8_t *codes,
                                    double *sums) {
  union {
    bytes_64 vectors[TREES_TOGETHER][PARTS];
    uint8_t rows[TREES_TOGETHER][CHURN_FOREST_ROWS];
  } leaf;
  size_t t = 0;
  for (; t + TREES_TOGETHER <= tree_count; t += TREES_TOGETHER) {
    const double *values[TREES_TOGETHER];
    for (int i = 0; i < TREES_TOGETHER; i++) {
      find_leaves(&trees[t + i], bytes, cuts, codes, leaf.vectors[i]);
      values[i] = leaves + trees[t + i].first_leaf;
    }
    for (int row = 0; row < CHURN_FOREST_ROWS; row++) {
      double sum = sums[row];
      for (int i = 0; i < TREES_TOGETHER; i++) sum += values[i][leaf.rows[i][row]];
      sums[row] = sum;
    }
  }
  for (; t < tree_count; t++) {
    find_leaves(&trees[t], bytes, cuts, codes, leaf.vectors[0]);
    const double *values = leaves + trees[t].first_leaf;
    for (int row = 0; row < CHURN_FOREST_ROWS; row++) sums[row] += values[leaf.rows[0][row]];
  }
}

BY_INSTRUCTION_SET(churn_add_leaves_by_masks,
                   (const churn_mask_tree *trees, size_t tree_count, const churn_mask_byte *bytes,
                    const churn_mask_cut *cuts, const double *leaves, const int8_t *codes, double *sums),
                   (trees, tree_count, bytes, cuts, leaves, codes, sums))
