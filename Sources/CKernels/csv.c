// Splitting CSV text: 64 bytes at a time become three bit masks (separators, line feeds, quotes); a running
// parity of the quotes masks out what lies inside quoted cells. The idea of masks and parity is Langdale and
// Lemire's ("Parsing gigabytes of JSON per second", 2019).

#include <string.h>

#include "instruction_sets.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define HAS_X86 1
#endif

typedef struct {
  uint64_t ends;  // separators and line feeds
  uint64_t feeds; // line feeds
  uint64_t quotes;
} masks64;

// Bit i of the result: parity of bits 0...i.
static inline uint64_t prefix_parity(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

static inline masks64 masks_plain(const uint8_t *text, uint8_t separator) {
  masks64 result = {0, 0, 0};
  for (int i = 0; i < 64; i++) {
    uint8_t byte = text[i];
    result.ends |= (uint64_t)(byte == separator || byte == '\n') << i;
    result.feeds |= (uint64_t)(byte == '\n') << i;
    result.quotes |= (uint64_t)(byte == '"') << i;
  }
  return result;
}

#if HAS_X86
__attribute__((target("avx2"))) static inline masks64 masks_avx2(const uint8_t *text, uint8_t separator) {
  masks64 result = {0, 0, 0};
  for (int half = 0; half < 2; half++) {
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + 32 * half));
    __m256i feeds = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'));
    __m256i ends = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)separator)), feeds);
    __m256i quotes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
    result.ends |= (uint64_t)(uint32_t)_mm256_movemask_epi8(ends) << (32 * half);
    result.feeds |= (uint64_t)(uint32_t)_mm256_movemask_epi8(feeds) << (32 * half);
    result.quotes |= (uint64_t)(uint32_t)_mm256_movemask_epi8(quotes) << (32 * half);
  }
  return result;
}

__attribute__((target("avx512f,avx512bw"))) static inline masks64 masks_avx512(const uint8_t *text,
                                                                              uint8_t separator) {
  __m512i bytes = _mm512_loadu_si512(text);
  masks64 result;
  result.feeds = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
  result.ends = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8((char)separator)) | result.feeds;
  result.quotes = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
  return result;
}
#endif

// One scan for every instruction set. The last, partial 64 bytes are copied and padded with spaces, which are
// neither separators nor quotes.
#define SCAN_BODY(MASKS)                                                                               \
  churn_csv_counts counts = {0, 0};                                                                    \
  uint64_t inside = quoting->inside ? ~UINT64_C(0) : 0;                                                \
  uint64_t cell_starts_before = 1; /* the text begins at the start of a cell, or inside one */         \
  uint64_t stray = 0;                                                                                  \
  for (size_t position = 0; position < length; position += 64) {                                       \
    uint8_t padded[64];                                                                                \
    const uint8_t *chunk = text + position;                                                            \
    if (length - position < 64) {                                                                      \
      memset(padded, ' ', 64);                                                                         \
      memcpy(padded, chunk, length - position);                                                        \
      chunk = padded;                                                                                  \
    }                                                                                                  \
    masks64 masks = MASKS(chunk, separator);                                                           \
    uint64_t ends = masks.ends;                                                                        \
    uint64_t feeds = masks.feeds;                                                                      \
    if (masks.quotes | inside) {                                                                       \
      uint64_t parity = prefix_parity(masks.quotes) ^ inside;                                          \
      uint64_t opening = masks.quotes & parity;                                                        \
      uint64_t may_open = ((masks.ends | masks.quotes) << 1) | cell_starts_before;                     \
      stray |= opening & ~may_open;                                                                    \
      ends &= ~parity;                                                                                 \
      feeds &= ~parity;                                                                                \
      inside = (uint64_t)((int64_t)parity >> 63);                                                      \
    }                                                                                                  \
    cell_starts_before = (masks.ends | masks.quotes) >> 63;                                            \
    while (feeds) {                                                                                    \
      uint64_t before = ends & (feeds ^ (feeds - 1)) & ~(feeds & -feeds);                              \
      row_ends[counts.row_count++] = (uint32_t)(counts.mark_count + (size_t)__builtin_popcountll(before)); \
      feeds &= feeds - 1;                                                                              \
    }                                                                                                  \
    while (ends) {                                                                                     \
      marks[counts.mark_count++] = (uint32_t)(position + (size_t)__builtin_ctzll(ends));                           \
      ends &= ends - 1;                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  quoting->inside = inside != 0;                                                                       \
  quoting->stray = stray != 0;                                                                         \
  return counts;

static churn_csv_counts scan_plain(const uint8_t *text, size_t length, uint8_t separator, uint32_t *marks,
                         uint32_t *row_ends, churn_quoting *quoting) {
  SCAN_BODY(masks_plain)
}

#if HAS_X86
__attribute__((target("avx2,bmi,bmi2"))) static churn_csv_counts scan_avx2(const uint8_t *text, size_t length,
                                                                 uint8_t separator, uint32_t *marks,
                                                                 uint32_t *row_ends, churn_quoting *quoting) {
  SCAN_BODY(masks_avx2)
}

__attribute__((target("avx512f,avx512bw,bmi,bmi2"))) static churn_csv_counts scan_avx512(const uint8_t *text, size_t length,
                                                                               uint8_t separator,
                                                                               uint32_t *marks,
                                                                               uint32_t *row_ends, churn_quoting *quoting) {
  SCAN_BODY(masks_avx512)
}
#endif

churn_csv_counts churn_csv_marks(const uint8_t *text, size_t length, uint8_t separator, uint32_t *marks,
                       uint32_t *row_ends, churn_quoting *quoting) {
#if HAS_X86
  if (__builtin_cpu_supports("avx512bw")) return scan_avx512(text, length, separator, marks, row_ends, quoting);
  if (__builtin_cpu_supports("avx2")) return scan_avx2(text, length, separator, marks, row_ends, quoting);
#endif
  return scan_plain(text, length, separator, marks, row_ends, quoting);
}

churn_csv_counts churn_csv_marks_careful(const uint8_t *text, size_t length, uint8_t separator, uint32_t *marks,
                               uint32_t *row_ends, churn_quoting *quoting) {
  churn_csv_counts counts = {0, 0};
  int inside = quoting->inside;
  int at_cell_start = !inside;
  for (size_t i = 0; i < length; i++) {
    uint8_t byte = text[i];
    if (inside) {
      if (byte == '"') {
        if (i + 1 < length && text[i + 1] == '"') {
          i++;
        } else {
          inside = 0;
        }
      }
    } else if (byte == '"' && at_cell_start) {
      inside = 1;
      at_cell_start = 0;
    } else if (byte == separator || byte == '\n') {
      if (byte == '\n') row_ends[counts.row_count++] = (uint32_t)counts.mark_count;
      marks[counts.mark_count++] = (uint32_t)i;
      at_cell_start = 1;
    } else {
      at_cell_start = 0;
    }
  }
  quoting->inside = (uint8_t)inside;
  quoting->stray = 0;
  return counts;
}

#if HAS_X86
FOR_INSTRUCTION_SETS("avx512bw", "avx2")
#endif
static size_t count_byte(const uint8_t *text,
                                                                                      size_t length,
                                                                                      uint8_t byte) {
  size_t total = 0;
  while (length > 0) {
    // Blocks of 255 bytes per lane would do; a short block keeps the inner loop in bytes and vectorised.
    size_t block = length < 4096 ? length : 4096;
    uint32_t sum = 0;
    for (size_t i = 0; i < block; i++) sum += text[i] == byte;
    total += sum;
    text += block;
    length -= block;
  }
  return total;
}

size_t churn_count_byte(const uint8_t *text, size_t length, uint8_t byte) { return count_byte(text, length, byte); }
