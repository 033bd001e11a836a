// Values of trees, of leaves or contributions, by looking bytes up.
//
// Where a tree asks at most six splits, its answers are a number below 64, and AVX-512's permutation of bytes looks
// 64 such numbers up in a table of 64 bytes at once. So values, as whole numbers of units, are cut into six bytes,
// each with a table of its own (a plane), and the planes are added up apart: 256 bytes fit a sum of sixteen bits. Whole
// numbers add up to the same in any order and grouping, which is why this may be done at all (`Forest.unit`).

#include <string.h>

#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>

enum { PARTS = CHURN_FOREST_ROWS / 64, TABLES_PER_SUM = 256 };

#define BYTES __attribute__((target("arch=x86-64-v4,avx512vbmi")))

BYTES static void answer(const churn_plane_tree *trees, size_t tree_count, const churn_plane_split *splits,
                         const int8_t *codes, uint8_t *answers) {
  for (size_t t = 0; t < tree_count; t++) {
    const churn_plane_split *split = splits + trees[t].first_split;
    __m512i found[PARTS], bit = _mm512_set1_epi8(1);
    for (int part = 0; part < PARTS; part++) found[part] = _mm512_setzero_si512();
    for (uint32_t q = 0; q < trees[t].split_count; q++, split++) {
      const int8_t *column = codes + (size_t)split->column * CHURN_FOREST_ROWS;
      const __m512i code = _mm512_set1_epi8(split->code);
      for (int part = 0; part < PARTS; part++) {
        const __mmask64 is_right = _mm512_cmpgt_epi8_mask(_mm512_load_si512(column + 64 * part), code);
        found[part] = _mm512_mask_add_epi8(found[part], is_right, found[part], bit);
      }
      bit = _mm512_add_epi8(bit, bit);
    }
    for (int part = 0; part < PARTS; part++)
      _mm512_store_si512(answers + t * CHURN_FOREST_ROWS + 64 * part, found[part]);
  }
}

int churn_answer_trees(const churn_plane_tree *trees, size_t tree_count, const churn_plane_split *splits,
                       const int8_t *codes, uint8_t *answers) {
  if (churn_instruction_set() < CHURN_AVX512_BYTES) return 0;
  answer(trees, tree_count, splits, codes, answers);
  return 1;
}

/// Adds what so many tables give that a sum of sixteen bits holds it.
BYTES static void add_some(const uint32_t *trees, size_t count, const uint8_t *tables, const uint8_t *answers,
                           int64_t *sums) {
  // A word of sixteen bits holds two rows: `both` adds up the words as they are, `odd` their upper bytes.
  __m512i both[CHURN_PLANES][PARTS], odd[CHURN_PLANES][PARTS];
  for (int plane = 0; plane < CHURN_PLANES; plane++)
    for (int part = 0; part < PARTS; part++) both[plane][part] = odd[plane][part] = _mm512_setzero_si512();
  for (size_t i = 0; i < count; i++) {
    const uint8_t *table = tables + i * CHURN_PLANES * 64;
    __m512i answer[PARTS];
    for (int part = 0; part < PARTS; part++)
      answer[part] = _mm512_load_si512(answers + (size_t)trees[i] * CHURN_FOREST_ROWS + 64 * part);
#pragma clang loop unroll(full)
    for (int plane = 0; plane < CHURN_PLANES; plane++) {
      const __m512i values = _mm512_loadu_si512(table + 64 * plane);
      for (int part = 0; part < PARTS; part++) {
        const __m512i found = _mm512_permutexvar_epi8(answer[part], values);
        both[plane][part] = _mm512_add_epi16(both[plane][part], found);
        odd[plane][part] = _mm512_add_epi16(odd[plane][part], _mm512_srli_epi16(found, 8));
      }
    }
  }
  uint16_t words[CHURN_PLANES][PARTS][2][32];
  for (int plane = 0; plane < CHURN_PLANES; plane++) {
    for (int part = 0; part < PARTS; part++) {
      const __m512i upper = odd[plane][part];
      _mm512_storeu_si512(words[plane][part][0], _mm512_sub_epi16(both[plane][part], _mm512_slli_epi16(upper, 8)));
      _mm512_storeu_si512(words[plane][part][1], upper);
    }
  }
  for (int part = 0; part < PARTS; part++) {
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < 32; i++) {
        int64_t sum = 0;
        for (int plane = 0; plane < CHURN_PLANES; plane++) sum += (int64_t)words[plane][part][side][i] << 8 * plane;
        sums[64 * part + 2 * i + side] += sum;
      }
    }
  }
}

void churn_sum_planes(const uint32_t *trees, size_t count, const uint8_t *tables, const uint8_t *answers, int64_t *sums) {
  for (size_t first = 0; first < count; first += TABLES_PER_SUM) {
    const size_t some = count - first < TABLES_PER_SUM ? count - first : TABLES_PER_SUM;
    add_some(trees + first, some, tables + first * CHURN_PLANES * 64, answers, sums);
  }
}
#else
int churn_answer_trees(const churn_plane_tree *trees, size_t tree_count, const churn_plane_split *splits,
                       const int8_t *codes, uint8_t *answers) {
  return 0;
}

void churn_sum_planes(const uint32_t *trees, size_t count, const uint8_t *tables, const uint8_t *answers, int64_t *sums) {}
#endif
