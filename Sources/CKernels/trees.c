// The inner loops of training trees: derivatives, histograms, thresholds, divisions of rows and walks over codes.
//
// Sums of derivatives are whole numbers of 64 bits that hold two: the gradients' sum in the upper half, the hessians' in the
// lower one. Hessians are not negative and their sum stays below 2^32, so it never borrows from the upper half; the
// caller chooses the units so that neither half can overflow (see PackedSum in Learning).

#include "instruction_sets.h"
#include <string.h>

// Sums and products must be rounded the same on every machine: no fused multiplications.
#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#define CLONES FOR_INSTRUCTION_SETS("avx512f", "avx2")
// For vectors of bytes, which plain AVX-512 does not know.
#define BYTE_CLONES FOR_INSTRUCTION_SETS("avx512bw", "avx2")
#else
#define CLONES
#define BYTE_CLONES
#endif

// Rows of a block, up to 64 bytes each, lie in the first cache while four columns at a time are added to their histograms,
// 8 KB that lie there too.
enum { BLOCK_ROWS = 256, COLUMNS_AT_A_TIME = 4, ROWS_AHEAD = 24, BLOCK_ROWS_AHEAD = 256 };

static inline int64_t unpacked(uint32_t pair) {
  return (int64_t)((uint64_t)(int64_t)(int16_t)(pair & 0xFFFF) << 32) + (int64_t)(pair >> 16);
}

void churn_tree_histogram(const uint8_t *codes, size_t stride, const uint32_t *rows, size_t first, size_t count,
                          const uint32_t *pairs, const uint32_t *columns, const uint32_t *starts,
                          size_t column_count, int64_t *histogram) {
  const uint8_t *row_codes[BLOCK_ROWS];
  int64_t sums[BLOCK_ROWS];
  for (size_t begin = 0; begin < count; begin += BLOCK_ROWS) {
    size_t size = count - begin < BLOCK_ROWS ? count - begin : BLOCK_ROWS;
    for (size_t i = 0; i < size; i++) {
      size_t row = rows ? rows[begin + i] : first + begin + i;
      if (rows) {
        size_t ahead = begin + i + ROWS_AHEAD;
        const uint8_t *later = codes + rows[ahead < count ? ahead : count - 1] * stride;
        __builtin_prefetch(later);
        if (stride > 64) {
          for (size_t byte = 64; byte < stride; byte += 64) __builtin_prefetch(later + byte);
        }
      }
      row_codes[i] = codes + row * stride;
      sums[i] = pairs ? unpacked(pairs[row]) : 1;
    }
    size_t column = 0;
    for (; column + COLUMNS_AT_A_TIME <= column_count; column += COLUMNS_AT_A_TIME) {
      const size_t a = columns[column], b = columns[column + 1], c = columns[column + 2], d = columns[column + 3];
      int64_t *in_a = histogram + starts[column], *in_b = histogram + starts[column + 1];
      int64_t *in_c = histogram + starts[column + 2], *in_d = histogram + starts[column + 3];
      for (size_t i = 0; i < size; i++) {
        const uint8_t *own = row_codes[i];
        const int64_t sum = sums[i];
        in_a[own[a]] += sum;
        in_b[own[b]] += sum;
        in_c[own[c]] += sum;
        in_d[own[d]] += sum;
      }
    }
    for (; column < column_count; column++) {
      const size_t a = columns[column];
      int64_t *in_a = histogram + starts[column];
      for (size_t i = 0; i < size; i++) in_a[row_codes[i][a]] += sums[i];
    }
  }
}

size_t churn_divide_rows(const uint8_t *codes, size_t stride, const uint32_t *rows, size_t count,
                         const uint8_t *goes_left, uint32_t *left, uint32_t *right) {
  size_t left_count = 0;
  for (size_t i = 0; i < count; i++) {
    size_t ahead = i + ROWS_AHEAD;
    __builtin_prefetch(codes + rows[ahead < count ? ahead : count - 1] * stride);
    uint32_t row = rows[i];
    size_t is_left = goes_left[codes[row * stride]];
    // Both are written; the next row overwrites the one that did not count.
    left[left_count] = row;
    right[i - left_count] = row;
    left_count += is_left;
  }
  return left_count;
}

// Every row of a large node is asked for one byte: of the rows' own lines that would be 64 bytes of memory for each.
size_t churn_divide_rows_of_blocks(const uint8_t *codes, size_t stride, const uint32_t *rows, size_t count,
                                   const uint8_t *goes_left, uint32_t *left, uint32_t *right) {
  size_t left_count = 0;
  for (size_t i = 0; i < count; i++) {
    size_t ahead = i + BLOCK_ROWS_AHEAD;
    __builtin_prefetch(codes + rows[ahead < count ? ahead : count - 1] / 64 * stride);
    uint32_t row = rows[i];
    size_t is_left = goes_left[codes[row / 64 * stride + row % 64]];
    left[left_count] = row;
    right[i - left_count] = row;
    left_count += is_left;
  }
  return left_count;
}

static inline double upper(int64_t sum) { return (double)(int32_t)(sum >> 32); }
static inline double lower(int64_t sum) { return (double)(uint32_t)sum; }

static inline double at_least_nothing(double number) { return number > 0 ? number : 0; }

// Gradients count less their l1, and nothing within it.
static inline double shrunk(double gradient, double l1) {
  return gradient > 0 ? at_least_nothing(gradient - l1) : -at_least_nothing(-gradient - l1);
}

CLONES
static void gains(const int64_t *left_sums, size_t count, int64_t missing, int64_t total, const churn_split_terms *terms,
                  double *found) {
  const double floor = terms->floor, ridge = terms->l2, l1 = terms->l1, least = terms->least_hessian;
  const double gradient_unit = terms->gradient_unit, hessian_unit = terms->hessian_unit;
  const double whole_gradient = upper(total), whole_hessian = lower(total), light = terms->light;
  for (size_t i = 0; i < count; i++) {
    const int64_t sum = left_sums[i] + missing;
    const double left_gradient = upper(sum), left_hessian = lower(sum);
    const double gl = at_least_nothing(__builtin_fabs(left_gradient * gradient_unit) - l1);
    const double gr = at_least_nothing(__builtin_fabs((whole_gradient - left_gradient) * gradient_unit) - l1);
    const double hl = left_hessian * hessian_unit, hr = (whole_hessian - left_hessian) * hessian_unit;
    const double al = hl + ridge, ar = hr + ridge;
    const double gain = (gl * gl * ar + gr * gr * al) / (al * ar) - floor;
    found[i] = ((hl >= least) & (hr >= least) & (hl > 0) & (hr > 0)) ? gain : light;
  }
}

// The value that lowers the loss most within the bounds, and by how much twice the loss falls with it.
#define BOUNDED(gradient, scale, value, score)                                                      \
  const double value##_free = -shrunk(gradient, l1) / (scale);                                      \
  const double value##_high = value##_free > terms->upper ? terms->upper : value##_free;            \
  const double value = value##_high < terms->lower ? terms->lower : value##_high;                   \
  const double score = -2 * (gradient) * value - (scale) * value * value - 2 * l1 * __builtin_fabs(value)

CLONES
static void bounded_gains(const int64_t *left_sums, size_t count, int64_t missing, int64_t total,
                          const churn_split_terms *terms, double *found) {
  const double l1 = terms->l1, least = terms->least_hessian, direction = terms->direction;
  for (size_t i = 0; i < count; i++) {
    const int64_t sum = left_sums[i] + missing;
    const double gl = upper(sum) * terms->gradient_unit, gr = (upper(total) - upper(sum)) * terms->gradient_unit;
    const double hl = lower(sum) * terms->hessian_unit, hr = (lower(total) - lower(sum)) * terms->hessian_unit;
    BOUNDED(gl, hl + terms->l2, left_value, left_score);
    BOUNDED(gr, hr + terms->l2, right_value, right_score);
    const double gain = left_score + right_score - terms->floor;
    const int is_heavy = (hl >= least) & (hr >= least) & (hl > 0) & (hr > 0);
    const int is_right = (right_value - left_value) * direction >= 0;
    found[i] = is_heavy ? (is_right ? gain : -__builtin_inf()) : terms->light;
  }
}

static void all_gains(const int64_t *left_sums, size_t count, int64_t missing, int64_t total,
                      const churn_split_terms *terms, double *found) {
  if (terms->is_bounded) {
    bounded_gains(left_sums, count, missing, total, terms, found);
  } else {
    gains(left_sums, count, missing, total, terms, found);
  }
}

churn_threshold churn_best_threshold(const int64_t *histogram, size_t bin_count, int64_t total,
                                     int splits_off_missing, const churn_split_terms *terms) {
  int64_t left_sums[256];
  double found[256];
  churn_threshold best = {.gain = terms->minimum_gain, .bin = -1};
  const int64_t missing = histogram[bin_count];
  int64_t sum = 0;
  for (size_t bin = 0; bin < bin_count; bin++) left_sums[bin] = sum += histogram[bin];
  const size_t count = bin_count == 0 ? 0 : missing != 0 && splits_off_missing ? bin_count : bin_count - 1;
  all_gains(left_sums, count, 0, total, terms, found);
  for (size_t bin = 0; bin < count; bin++) {
    if (found[bin] > best.gain) {
      best = (churn_threshold){.gain = found[bin], .left = left_sums[bin], .bin = (int32_t)bin};
    }
  }
  if (best.bin >= 0 && missing == 0) {
    best.missing_goes_left = lower(best.left) >= lower(total) - lower(best.left);
  }
  if (missing != 0 && bin_count > 1) {
    all_gains(left_sums, bin_count - 1, missing, total, terms, found);
    for (size_t bin = 0; bin + 1 < bin_count; bin++) {
      if (found[bin] > best.gain) {
        best = (churn_threshold){
            .gain = found[bin], .left = left_sums[bin] + missing, .bin = (int32_t)bin, .missing_goes_left = 1};
      }
    }
  }
  return best;
}

void churn_add_threshold_gains(const int64_t *histogram, size_t bin_count, int64_t total,
                               const churn_split_terms *terms, double *missing_right, double *missing_left) {
  int64_t left_sums[256];
  double found[256];
  int64_t sum = 0;
  for (size_t bin = 0; bin < bin_count; bin++) left_sums[bin] = sum += histogram[bin];
  all_gains(left_sums, bin_count, 0, total, terms, found);
  for (size_t bin = 0; bin < bin_count; bin++) missing_right[bin] += found[bin];
  all_gains(left_sums, bin_count, histogram[bin_count], total, terms, found);
  for (size_t bin = 0; bin < bin_count; bin++) missing_left[bin] += found[bin];
}

CLONES
void churn_logistic_derivatives(const double *margins, const float *labels, const float *weights, size_t count,
                                float *gradients, float *hessians, float *losses) {
  for (size_t i = 0; i < count; i++) {
    const float margin = (float)margins[i];
    float size = margin < 0 ? -margin : margin;
    size = size > 87 ? 87 : size;
    // exp(-size) = 2^whole · exp(rest), |rest| <= log(2) / 2, by the coefficients of Cephes (Moshier).
    const float whole = (float)(int32_t)(-size * 1.44269504f - 0.5f);
    const float rest = (-size - whole * 0.693359375f) + whole * 2.12194440e-4f;
    float odds = 1.9875691500e-4f;
    odds = odds * rest + 1.3981999507e-3f;
    odds = odds * rest + 8.3334519073e-3f;
    odds = odds * rest + 4.1665795894e-2f;
    odds = odds * rest + 1.6666665459e-1f;
    odds = odds * rest + 5.0000001201e-1f;
    odds = odds * rest * rest + rest + 1;
    union {
      int32_t bits;
      float number;
    } scale = {.bits = ((int32_t)whole + 127) << 23};
    odds *= scale.number;
    const float large = 1 / (1 + odds), small = odds * large;
    const float probability = margin < 0 ? small : large, complement = margin < 0 ? large : small;
    gradients[i] = labels[i] > 0 ? -complement : probability;
    hessians[i] = small * large;
    // log(1 + odds) = 2 artanh(part), part = odds / (2 + odds) <= 1/3, by its series.
    const float part = odds / (2 + odds), square = part * part;
    float series = 1.0f / 11;
    series = series * square + 1.0f / 9;
    series = series * square + 1.0f / 7;
    series = series * square + 1.0f / 5;
    series = series * square + 1.0f / 3;
    series = 2 * part * (series * square + 1);
    // A row on its label's side of 0 loses no more than the series.
    losses[i] = series + (margin > 0 ? (1 - labels[i]) * margin : -labels[i] * margin);
  }
  if (!weights) return;
  for (size_t i = 0; i < count; i++) {
    gradients[i] *= weights[i];
    hessians[i] *= weights[i];
    losses[i] *= weights[i];
  }
}

CLONES
double churn_sum(const float *values, size_t count) {
  double lanes[16] = {0};
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (int lane = 0; lane < 16; lane++) lanes[lane] += values[i + lane];
  }
  for (; i < count; i++) lanes[0] += values[i];
  for (int width = 8; width > 0; width /= 2) {
    for (int lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
  }
  return lanes[0];
}

CLONES
float churn_greatest_magnitude(const float *values, size_t count) {
  float lanes[16] = {0};
  size_t i = 0;
  for (; i + 16 <= count; i += 16) {
    for (int lane = 0; lane < 16; lane++) {
      const float size = __builtin_fabsf(values[i + lane]);
      lanes[lane] = size > lanes[lane] ? size : lanes[lane];
    }
  }
  for (; i < count; i++) lanes[0] = __builtin_fabsf(values[i]) > lanes[0] ? __builtin_fabsf(values[i]) : lanes[0];
  for (int lane = 1; lane < 16; lane++) lanes[0] = lanes[lane] > lanes[0] ? lanes[lane] : lanes[0];
  return lanes[0];
}

CLONES
void churn_add_leaf_values(double *margins, const uint16_t *leaves, const double *values, size_t count) {
  for (size_t i = 0; i < count; i++) margins[i] += values[leaves[i]];
}

// The codes of 64 rows in one variable; a lane of a mask is 255 where something holds for the row, else 0.
typedef uint8_t lanes __attribute__((vector_size(64)));

BYTE_CLONES
void churn_tree_leaves(const churn_code_node *nodes, size_t node_count, const uint8_t *codes, size_t variable_count,
                       size_t block_count, const uint8_t *sides, uint8_t *reached, uint16_t *leaves) {
  const lanes all = (lanes){0} - 1;
  for (size_t block = 0; block < block_count; block++) {
    const uint8_t *columns = codes + block * variable_count * 64;
    lanes low = {0}, high = {0};
    memcpy(reached, &all, sizeof all);
    for (size_t index = 0; index < node_count; index++) {
      const churn_code_node *node = &nodes[index];
      lanes here;
      memcpy(&here, reached + index * 64, sizeof here);
      if (node->left == index) {
        low |= here & (uint8_t)node->leaf;
        high |= here & (uint8_t)(node->leaf >> 8);
        continue;
      }
      const uint8_t *column = columns + node->variable * (size_t)64;
      // The next but one block's codes; the variables of a tree follow no pattern that the processor could guess.
      __builtin_prefetch(column + 2 * variable_count * 64);
      lanes left;
      if (node->sides) {
        const uint8_t *side = sides + (node->sides - 1) * (size_t)256;
        uint8_t found[64];
        for (int row = 0; row < 64; row++) found[row] = (uint8_t)-side[column[row]];
        memcpy(&left, found, sizeof left);
      } else {
        lanes found;
        memcpy(&found, column, sizeof found);
        left = (lanes)((found - node->offset) <= node->bound);
      }
      left &= here;
      const lanes right = here ^ left;
      memcpy(reached + node->left * (size_t)64, &left, sizeof left);
      memcpy(reached + node->left * (size_t)64 + 64, &right, sizeof right);
    }
    uint8_t lows[64], highs[64];
    memcpy(lows, &low, sizeof low);
    memcpy(highs, &high, sizeof high);
    for (int row = 0; row < 64; row++) leaves[block * 64 + row] = (uint16_t)(lows[row] | highs[row] << 8);
  }
}

void churn_tree_leaves_walking(const churn_code_node *nodes, size_t depth, const uint8_t *codes,
                               size_t variable_count, size_t block_count, const uint8_t *sides, uint16_t *leaves) {
  for (size_t block = 0; block < block_count; block++) {
    const uint8_t *columns = codes + block * variable_count * 64;
    uint32_t at[64] = {0};
    for (size_t level = 0; level < depth; level++) {
      for (size_t row = 0; row < 64; row++) {
        const churn_code_node *node = &nodes[at[row]];
        const uint8_t code = columns[node->variable * (size_t)64 + row];
        const int goes_right = node->sides ? !sides[(node->sides - 1) * (size_t)256 + code]
                                           : (uint8_t)(code - node->offset) > node->bound;
        at[row] = node->left + (uint32_t)goes_right;
      }
    }
    for (size_t row = 0; row < 64; row++) leaves[block * 64 + row] = nodes[at[row]].leaf;
  }
}

void churn_copy_rows(const uint8_t *codes, size_t variable_count, const uint32_t *rows, size_t first, size_t count,
                     const uint32_t *columns, size_t column_count, size_t stride, uint8_t *copies) {
  for (size_t i = 0; i < count; i++) {
    const size_t row = rows ? rows[i] : first + i;
    const uint8_t *source = codes + (row / 64 * variable_count * 64 + row % 64);
    uint8_t *copy = copies + i * stride;
    for (size_t column = 0; column < column_count; column++) copy[column] = source[columns[column] * (size_t)64];
  }
}

void churn_leaf_sums(const uint16_t *leaves, const float *gradients, const float *hessians, const float *weights,
                     size_t count, double *sums) {
  for (size_t i = 0; i < count; i++) {
    double *sum = sums + 4 * (size_t)leaves[i];
    sum[0] += gradients[i];
    sum[1] += hessians[i];
    sum[2] += weights ? weights[i] : 1;
  }
}

// A hash of 32 bits whose every bit depends on all of the row's and the seed's (the finisher of MurmurHash3, Appleby).
static inline uint32_t scrambled(uint32_t row, uint32_t seed) {
  uint32_t bits = row * 0x9E3779B1u ^ seed;
  bits = (bits ^ (bits >> 16)) * 0x85EBCA6Bu;
  bits = (bits ^ (bits >> 13)) * 0xC2B2AE35u;
  return bits ^ (bits >> 16);
}

CLONES
void churn_sampling_chances(const float *gradients, const float *hessians, size_t first, size_t count, float factor,
                            float hessian_share, float least, uint32_t seed, float *chances, uint8_t *kept) {
  for (size_t i = 0; i < count; i++) {
    const float gradient = gradients[i], hessian = hessians[i];
    const float square = gradient * gradient + hessian_share * hessian * hessian;
    const float wanted = __builtin_elementwise_sqrt(square) * factor + least;
    const float chance = wanted > 1 ? 1 : wanted;
    chances[i] = chance;
    const float drawn = (float)(scrambled((uint32_t)(first + i), seed) >> 8) * 0x1p-24f;
    kept[i] = drawn < chance;
  }
}

size_t churn_kept_rows(const uint8_t *kept, size_t first, size_t count, uint32_t *rows) {
  // Every row is written, and overwritten by the next one where it was not kept; so not into `rows` itself, behind
  // which lies what belongs to others.
  uint32_t scratch[BLOCK_ROWS];
  size_t total = 0;
  for (size_t begin = 0; begin < count; begin += BLOCK_ROWS) {
    const size_t size = count - begin < BLOCK_ROWS ? count - begin : BLOCK_ROWS;
    size_t found = 0;
    for (size_t i = 0; i < size; i++) {
      scratch[found] = (uint32_t)(first + begin + i);
      found += kept[begin + i];
    }
    memcpy(rows + total, scratch, found * sizeof(uint32_t));
    total += found;
  }
  return total;
}

CLONES
void churn_round_pairs(const float *gradients, const float *hessians, size_t first, size_t count,
                       float gradient_factor, float hessian_factor, int is_dithered, uint32_t seed, uint32_t *pairs) {
  for (size_t i = 0; i < count; i++) {
    const uint32_t bits = scrambled((uint32_t)(first + i), seed);
    const float up_gradient = is_dithered ? (float)(bits & 0xFFFF) * 0x1p-16f : 0.5f;
    const float up_hessian = is_dithered ? (float)(bits >> 16) * 0x1p-16f : 0.5f;
    const float size = gradients[i] < 0 ? -gradients[i] : gradients[i];
    int32_t gradient = (int32_t)(size * gradient_factor + up_gradient);
    int32_t hessian = (int32_t)(hessians[i] * hessian_factor + up_hessian);
    gradient = gradient > 32767 ? 32767 : gradient;
    hessian = hessian > 65535 ? 65535 : hessian;
    gradient = gradients[i] < 0 ? -gradient : gradient;
    pairs[i] = ((uint32_t)hessian << 16) | ((uint32_t)gradient & 0xFFFF);
  }
}

churn_pair_sums churn_sum_of_pairs(const uint32_t *pairs, size_t count) {
  churn_pair_sums sums = {0};
  for (size_t i = 0; i < count; i++) {
    const int64_t gradient = (int16_t)(pairs[i] & 0xFFFF);
    sums.gradient += gradient;
    sums.gradient_size += gradient < 0 ? -gradient : gradient;
    sums.hessian += pairs[i] >> 16;
  }
  return sums;
}

typedef float sixteen_numbers __attribute__((ext_vector_type(16)));
typedef _Bool sixteen_bits __attribute__((ext_vector_type(16)));

// Number of the 16 ascending edges that lie below a value; none below NaN.
#define EDGES_BELOW(edges, value, count)                                                         \
  do {                                                                                           \
    sixteen_bits below = __builtin_convertvector((edges) < (sixteen_numbers)(value), sixteen_bits); \
    uint16_t bits;                                                                               \
    memcpy(&bits, &below, sizeof bits);                                                          \
    (count) = (uint32_t)__builtin_ctz(~(uint32_t)bits);                                          \
  } while (0)

CLONES
void churn_number_codes(const float *values, size_t count, const float *edges, uint8_t missing, uint8_t *codes) {
  // Every sixteenth edge tells which sixteen to look among.
  sixteen_numbers coarse;
  for (int part = 0; part < 16; part++) coarse[part] = edges[16 * part + 15];
  for (size_t i = 0; i < count; i++) {
    const float value = values[i];
    uint32_t part, within;
    EDGES_BELOW(coarse, value, part);
    sixteen_numbers fine;
    memcpy(&fine, edges + 16 * (part & 15), sizeof fine);
    EDGES_BELOW(fine, value, within);
    codes[i] = value != value ? missing : (uint8_t)(16 * part + within);
  }
}
