// Byte codes of values: how many of a column's thresholds lie below each.
//
// Thresholds stand in the order of a search tree written level by level (Eytzinger's order): from node k the search goes
// on at 2k or 2k + 1. The first four levels then fill one vector register of sixteen numbers, the fifth another one, and
// so on, and a step of sixteen searches is a permutation of registers instead of sixteen loads.

#include <string.h>

#include "CKernels.h"
#include "category_bits.h"

static void code_categories(const churn_code_column *column, const uint32_t *sets, const float *numbers,
                            size_t row_count, int8_t *codes) {
  const uint32_t *set = sets + column->start;
  for (size_t row = 0; row < row_count; row++)
    codes[row] = is_listed(set, column->set_words, numbers[row]) == column->missing_goes_left ? -127 : -128;
}

static void code_numbers(const churn_code_column *column, const float *thresholds, const float *numbers,
                         size_t row_count, int8_t *codes) {
  const float *tree = thresholds + column->start;
  const uint32_t missing = column->missing_goes_left ? 0 : 255;
  // Sixteen searches side by side, so that they wait together.
  for (size_t first = 0; first < row_count; first += 16) {
    const size_t count = row_count - first < 16 ? row_count - first : 16;
    float number[16] = {0};
    uint32_t node[16];
    memcpy(number, numbers + first, count * sizeof(float));
    for (int i = 0; i < 16; i++) node[i] = 1;
    for (uint32_t step = 0; step < column->steps; step++)
      for (int i = 0; i < 16; i++) node[i] = 2 * node[i] + (tree[node[i]] < number[i]);
    for (int i = 0; i < 16; i++) node[i] = number[i] != number[i] ? missing : node[i] - (1u << column->steps);
    for (size_t i = 0; i < count; i++) codes[first + i] = (int8_t)(node[i] ^ 128);
  }
}

#if defined(__x86_64__)
#include <immintrin.h>

#define V4 __attribute__((target("arch=x86-64-v4")))

enum { LANES = 16, GROUPS = 4 };

/// The number at `node` of a level of the tree, which begins at a power of two and fills so many registers.
V4 static inline __attribute__((always_inline)) __m512 from_two(const __m512 *level, __m512i node) {
  return _mm512_permutex2var_ps(level[0], node, level[1]);
}

V4 static inline __attribute__((always_inline)) __m512 from_four(const __m512 *level, __m512i node) {
  const __mmask16 is_upper = _mm512_test_epi32_mask(node, _mm512_set1_epi32(2 * LANES));
  return _mm512_mask_blend_ps(is_upper, from_two(level, node), from_two(level + 2, node));
}

V4 static inline __attribute__((always_inline)) __m512 from_eight(const __m512 *level, __m512i node) {
  const __mmask16 is_upper = _mm512_test_epi32_mask(node, _mm512_set1_epi32(4 * LANES));
  return _mm512_mask_blend_ps(is_upper, from_four(level, node), from_four(level + 4, node));
}

/// The threshold at `node` of the tree, at a step of the search.
V4 static inline __attribute__((always_inline)) __m512 threshold_at(const __m512 *tree, int step, __m512i node) {
  switch (step) {
    case 0: case 1: case 2: case 3: return _mm512_permutexvar_ps(node, tree[0]);
    case 4: return _mm512_permutexvar_ps(node, tree[1]);
    case 5: return from_two(tree + 2, node);
    case 6: return from_four(tree + 4, node);
    default: return from_eight(tree + 8, node);
  }
}

V4 static inline __attribute__((always_inline)) void code_numbers_in_registers(const churn_code_column *column,
                                                                               int steps, const float *thresholds,
                                                                               const float *numbers, size_t row_count,
                                                                               int8_t *codes) {
  __m512 tree[16];
  for (int i = 0; i < 1 << (steps - 4); i++) tree[i] = _mm512_loadu_ps(thresholds + column->start + LANES * i);
  const __m512i missing = _mm512_set1_epi32(column->missing_goes_left ? 0 : 255);
  for (size_t first = 0; first < row_count; first += LANES * GROUPS) {
    __m512 number[GROUPS];
    __m512i node[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      const size_t start = first + LANES * (size_t)group;
      const size_t left = start < row_count ? row_count - start : 0;
      number[group] = _mm512_maskz_loadu_ps(left < LANES ? (__mmask16)((1u << left) - 1) : 0xFFFF, numbers + start);
      node[group] = _mm512_set1_epi32(1);
    }
#pragma clang loop unroll(full)
    for (int step = 0; step < steps; step++) {
      for (int group = 0; group < GROUPS; group++) {
        const __m512 threshold = threshold_at(tree, step, node[group]);
        const __mmask16 is_right = _mm512_cmp_ps_mask(threshold, number[group], _CMP_LT_OQ);
        node[group] = _mm512_add_epi32(node[group], node[group]);
        node[group] = _mm512_mask_add_epi32(node[group], is_right, node[group], _mm512_set1_epi32(1));
      }
    }
    for (int group = 0; group < GROUPS; group++) {
      const __mmask16 is_missing = _mm512_cmp_ps_mask(number[group], number[group], _CMP_UNORD_Q);
      const __m512i below = _mm512_sub_epi32(node[group], _mm512_set1_epi32(1 << steps));
      const __m512i code = _mm512_xor_epi32(_mm512_mask_mov_epi32(below, is_missing, missing), _mm512_set1_epi32(128));
      _mm_storeu_si128((__m128i *)(codes + first + LANES * group), _mm512_cvtepi32_epi8(code));
    }
  }
}

/// As `code_categories`, for sets whose bits fit one register.
V4 static void code_categories_v4(const churn_code_column *column, const uint32_t *sets, const float *numbers,
                                  size_t row_count, int8_t *codes) {
  const __m512i words = _mm512_maskz_loadu_epi32((__mmask16)((1u << column->set_words) - 1), sets + column->start);
  const __m512 most = _mm512_set1_ps(32 * LANES);
  const __m512i yes = _mm512_set1_epi32(column->missing_goes_left ? -127 : -128);
  const __m512i no = _mm512_set1_epi32(column->missing_goes_left ? -128 : -127);
  for (size_t first = 0; first < row_count; first += LANES) {
    const size_t left = row_count - first;
    const __mmask16 is_row = left < LANES ? (__mmask16)((1u << left) - 1) : 0xFFFF;
    const __m512 number = _mm512_maskz_loadu_ps(is_row, numbers + first);
    const __m512i code = _mm512_cvttps_epi32(number);
    const __m512i word = _mm512_permutexvar_epi32(_mm512_srli_epi32(code, 5), words);
    const __m512i bit = _mm512_sllv_epi32(_mm512_set1_epi32(1), _mm512_and_si512(code, _mm512_set1_epi32(31)));
    const __mmask16 is_known = _mm512_cmp_ps_mask(number, _mm512_setzero_ps(), _CMP_GE_OQ) &
                               _mm512_cmp_ps_mask(number, most, _CMP_LT_OQ) &
                               _mm512_cmp_ps_mask(_mm512_cvtepi32_ps(code), number, _CMP_EQ_OQ);
    const __mmask16 is_listed = is_known & _mm512_test_epi32_mask(word, bit);
    _mm_storeu_si128((__m128i *)(codes + first), _mm512_cvtepi32_epi8(_mm512_mask_blend_epi32(is_listed, no, yes)));
  }
}

V4 static void code_numbers_v4(const churn_code_column *column, const float *thresholds, const float *numbers,
                               size_t row_count, int8_t *codes) {
  switch (column->steps) {
    case 4: return code_numbers_in_registers(column, 4, thresholds, numbers, row_count, codes);
    case 5: return code_numbers_in_registers(column, 5, thresholds, numbers, row_count, codes);
    case 6: return code_numbers_in_registers(column, 6, thresholds, numbers, row_count, codes);
    case 7: return code_numbers_in_registers(column, 7, thresholds, numbers, row_count, codes);
    default: return code_numbers_in_registers(column, 8, thresholds, numbers, row_count, codes);
  }
}
#endif

void churn_code_rows(const churn_code_column *columns, size_t column_count, const float *thresholds,
                     const uint32_t *sets, const float *values, size_t stride, size_t row_count, int8_t *codes) {
#if defined(__x86_64__)
  const int in_registers = churn_instruction_set() >= CHURN_AVX512;
#endif
  for (size_t c = 0; c < column_count; c++) {
    const churn_code_column *column = &columns[c];
    const float *numbers = values + (size_t)column->variable * stride;
    int8_t *target = codes + c * CHURN_FOREST_ROWS;
#if defined(__x86_64__)
    if (in_registers && !column->is_category) {
      code_numbers_v4(column, thresholds, numbers, row_count, target);
      continue;
    }
    if (in_registers && column->set_words <= LANES) {
      code_categories_v4(column, sets, numbers, row_count, target);
      continue;
    }
#endif
    if (column->is_category) {
      code_categories(column, sets, numbers, row_count, target);
    } else {
      code_numbers(column, thresholds, numbers, row_count, target);
    }
  }
}
