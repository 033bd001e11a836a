// Scoring a tree by leaf masks, sixty-four rows at a time (Lucchese et al., "QuickScorer", 2015): every node is asked
// of every row, in any order; a row that goes right at a node cannot end in a leaf below its left child. What is left
// over is one leaf, the first of those that no node has ruled out.

#include "CKernels.h"
#include "category_bits.h"

typedef float sixteen __attribute__((vector_size(64), aligned(4)));
typedef int32_t sixteen_masks __attribute__((vector_size(64)));

#if defined(__x86_64__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
void churn_add_leaves_by_masks(const churn_mask_node *nodes, size_t node_count, const uint32_t *sets,
                               const double *leaves, const float *values, size_t stride, double *sums) {
  union {
    sixteen_masks vectors[4];
    uint32_t rows[64];
  } left_over;
  for (int part = 0; part < 4; part++) left_over.vectors[part] = (sixteen_masks){0} - 1;
  for (size_t n = 0; n < node_count; n++) {
    const churn_mask_node *node = &nodes[n];
    const float *column = values + (size_t)node->variable * stride;
    if (node->is_category) {
      for (int row = 0; row < 64; row++)
        if (is_listed(sets + node->set_start, node->set_words, column[row]) == node->missing_goes_left)
          left_over.rows[row] &= node->keeps;
      continue;
    }
    const sixteen_masks keeps = (sixteen_masks){0} + (int32_t)node->keeps;
    if (node->missing_goes_left) {
      for (int part = 0; part < 4; part++) {
        sixteen value = *(const sixteen *)(column + 16 * part);
        left_over.vectors[part] &= ~(sixteen_masks)(value > node->threshold) | keeps;
      }
    } else {
      for (int part = 0; part < 4; part++) {
        sixteen value = *(const sixteen *)(column + 16 * part);
        left_over.vectors[part] &= (sixteen_masks)(value <= node->threshold) | keeps;
      }
    }
  }
  for (int row = 0; row < 64; row++) sums[row] += leaves[__builtin_ctz(left_over.rows[row])];
}
