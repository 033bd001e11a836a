// One row through all trees of a forest: eight trees are walked side by side, so that they wait for memory together.

#include "CKernels.h"
#include "category_bits.h"

enum { TREES_TOGETHER = 8 };

static inline int32_t step(const churn_row_node *nodes, const churn_code_set *node_sets, const uint32_t *sets,
                           int32_t position, const float *values, size_t stride) {
  const churn_row_node *node = &nodes[position];
  if (node->variable < 0) return position;
  const float value = values[(size_t)node->variable * stride];
  uint32_t missing_goes_left = node->kind & 1, left;
  if (node->kind < 2) {
    left = (uint32_t)(value <= node->threshold) | ((uint32_t)(value != value) & missing_goes_left);
  } else {
    const churn_code_set *set = &node_sets[position];
    left = (uint32_t)is_listed(sets + set->start, set->words, value) != missing_goes_left;
  }
  return node->left + (int32_t)(left ^ 1);
}

double churn_row_margin(double base, const churn_row_node *nodes, const double *node_values,
                        const churn_code_set *node_sets, const uint32_t *sets, const int32_t *roots, size_t tree_count,
                        const float *values, size_t stride) {
  double margin = base;
  for (size_t first = 0; first < tree_count; first += TREES_TOGETHER) {
    const size_t count = tree_count - first < TREES_TOGETHER ? tree_count - first : TREES_TOGETHER;
    int32_t position[TREES_TOGETHER];
    for (size_t i = 0; i < TREES_TOGETHER; i++) position[i] = roots[first + (i < count ? i : 0)];
    for (int32_t moved = 1; moved != 0;) {
      moved = 0;
      for (size_t i = 0; i < TREES_TOGETHER; i++) {
        const int32_t next = step(nodes, node_sets, sets, position[i], values, stride);
        moved |= next ^ position[i];
        position[i] = next;
      }
    }
    for (size_t i = 0; i < count; i++) margin += node_values[position[i]];
  }
  return margin;
}
