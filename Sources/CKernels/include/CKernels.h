#pragma once
#include <stddef.h>
#include <stdint.h>

#include "contributions.h"
#include "forests.h"
#include "linear.h"
#include "planes.h"
#include "sigmoid.h"

/// Asks for the cache line at `address` ahead of its use.
static inline void churn_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 3); }

/// Tells the processor that the thread waits for another one by looking again and again.
static inline void churn_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

/// Number of processors that this process may run on.
int churn_available_processors(void);

/// Sets of vector instructions that scoring has code for, from the narrowest; Arm's NEON counts as plain.
///
/// `CHURN_AVX512_BYTES` is AVX-512 with permutations of bytes (VBMI).
enum { CHURN_PLAIN = 0, CHURN_AVX2 = 1, CHURN_AVX512 = 2, CHURN_AVX512_BYTES = 3 };

/// The widest set that this machine has, within the limit.
int churn_instruction_set(void);

/// Lets scoring use no wider set than this one, from now on and in all threads; the numbers stay the same.
void churn_limit_instruction_set(int widest);

/// What is known about quotes where a scan of CSV text begins or ends.
typedef struct {
  /// 1 where the position lies inside a quoted cell.
  uint8_t inside;
  /// Set to 1 where a quote opened in the middle of a cell, so that only the careful scan splits the text rightly.
  uint8_t stray;
} churn_quoting;

/// What a scan found.
typedef struct {
  size_t mark_count;
  size_t row_count;
} churn_csv_counts;

/// Finds the ends of all cells and rows of CSV text.
///
/// `marks` receives the positions of separators and line feeds outside quotes, in order; `row_ends` the index in
/// `marks` of each line feed. Both have room for `length` entries. The text begins at the start of a row unless
/// `quoting->inside`. A quote toggles; `quoting->stray` reports text for which that is not the whole truth.
churn_csv_counts churn_csv_marks(const uint8_t *_Nonnull text, size_t length, uint8_t separator,
                                 uint32_t *_Nonnull marks, uint32_t *_Nonnull row_ends,
                                 churn_quoting *_Nonnull quoting);

/// The same by a plain state machine: a quote opens only at the start of a cell, and inside two stand for one.
churn_csv_counts churn_csv_marks_careful(const uint8_t *_Nonnull text, size_t length, uint8_t separator,
                                         uint32_t *_Nonnull marks, uint32_t *_Nonnull row_ends,
                                         churn_quoting *_Nonnull quoting);

/// The first index of `from ..< end` where Σ lost² / rows of both sides of a split exceeds `goal`, or `end`.
///
/// `rows[i]` and `lost[i]` are sums up to index i; `bounds` are both sums at the leaf's start and then at its end. Fractions
/// are compared by their products, as two divisions for every index would take most of the time.
size_t churn_next_better_split(const double *_Nonnull rows, const double *_Nonnull lost, size_t from, size_t end,
                               const double *_Nonnull bounds, double goal);

/// How a number is cut, filled in where it is missing, and standardised.
typedef struct {
  double lowest;
  double highest;
  double imputation;
  double mean;
  double per_unit;
} churn_standard;

/// `target[i]` = (source[i] between lowest and highest, or the imputation where it is NaN, less the mean) times per_unit.
///
/// Asks for the cache lines of the `count` numbers after the source, which the next call is taken to want.
void churn_standardise(const float *_Nonnull source, size_t count, churn_standard standard, double *_Nonnull target);

/// Number of bytes equal to `byte`.
size_t churn_count_byte(const uint8_t *_Nonnull text, size_t length, uint8_t byte);

/// Adds the rounded derivatives of rows to histograms, one for each column.
///
/// Row r's codes stand at `codes + r * stride`; the histogram of `columns[i]` begins at `histogram + starts[i]`.
/// Without `rows`, the rows are first ..< first + count. `pairs[r]` holds a row's gradient in the lower 16 bits and its
/// hessian in the upper ones; without `pairs` rows are counted.
void churn_tree_histogram(const uint8_t *_Nonnull codes, size_t stride, const uint32_t *_Nullable rows, size_t first,
                          size_t count, const uint32_t *_Nullable pairs, const uint32_t *_Nonnull columns,
                          const uint32_t *_Nonnull starts, size_t column_count, int64_t *_Nonnull histogram);

/// Divides rows in two, keeping their order; `goes_left` holds 0 or 1 for each of 256 codes.
///
/// `left` and `right` have room for `count` rows each. Returns the number of rows that go left.
size_t churn_divide_rows(const uint8_t *_Nonnull codes, size_t stride, const uint32_t *_Nonnull rows, size_t count,
                         const uint8_t *_Nonnull goes_left, uint32_t *_Nonnull left, uint32_t *_Nonnull right);

/// The same where codes lie in blocks of 64 rows: row r's at `codes[r / 64 * stride + r % 64]`.
size_t churn_divide_rows_of_blocks(const uint8_t *_Nonnull codes, size_t stride, const uint32_t *_Nonnull rows,
                                   size_t count, const uint8_t *_Nonnull goes_left, uint32_t *_Nonnull left,
                                   uint32_t *_Nonnull right);

/// What the gain of a split is computed with.
typedef struct {
  /// What the whole numbers of the sums are worth.
  double gradient_unit;
  double hessian_unit;
  /// Added to the sums of hessians.
  double l2;
  /// Least sum of hessians on each side.
  double least_hessian;
  /// What the node scores without a split.
  double floor;
  double minimum_gain;
  /// Taken off the size of each sum of gradients.
  double l1;
  /// What a split counts that leaves too little on a side.
  double light;
  /// Bounds of the children's values, and whether the right one must be at least (1) or at most (-1) the left one; 0
  /// for neither.
  double lower;
  double upper;
  double direction;
  /// 0: bounds and direction do not count.
  int32_t is_bounded;
} churn_split_terms;

/// The best split by a variable of numbers.
typedef struct {
  double gain;
  /// Sums of the rows that go left.
  int64_t left;
  /// The last bin that goes left; -1 where nothing gains more than the minimum.
  int32_t bin;
  int32_t missing_goes_left;
} churn_threshold;

/// Finds the best split of a node whose sums are `total`; of equal ones the first, missing values right before left.
///
/// The histogram holds at most 255 bins and the missing values behind them. `splits_off_missing` allows the split of
/// all numbers from the missing values.
churn_threshold churn_best_threshold(const int64_t *_Nonnull histogram, size_t bin_count, int64_t total,
                                     int splits_off_missing, const churn_split_terms *_Nonnull terms);

/// Adds to each bin what it gains to split a node behind it, missing values right and left.
void churn_add_threshold_gains(const int64_t *_Nonnull histogram, size_t bin_count, int64_t total,
                               const churn_split_terms *_Nonnull terms, double *_Nonnull missing_right,
                               double *_Nonnull missing_left);

/// The weighted log-loss of each row and its first and second derivatives by the margin; relative error below 1e-6.
void churn_logistic_derivatives(const double *_Nonnull margins, const float *_Nonnull labels,
                                const float *_Nullable weights, size_t count, float *_Nonnull gradients,
                                float *_Nonnull hessians, float *_Nonnull losses);

/// The sum of numbers, added in an order that depends on their count alone.
double churn_sum(const float *_Nonnull values, size_t count);

/// The greatest absolute value; 0 of none.
float churn_greatest_magnitude(const float *_Nonnull values, size_t count);

/// Adds to each margin the value of its row's leaf.
void churn_add_leaf_values(double *_Nonnull margins, const uint16_t *_Nonnull leaves, const double *_Nonnull values,
                           size_t count);

/// A node of a tree that is walked by codes; in a leaf, `left` leads back to it and `bound` is 255.
typedef struct {
  uint32_t left;
  uint16_t variable;
  /// Number of the leaf.
  uint16_t leaf;
  /// One more than the number of the node's table of sides, for categories; else 0.
  uint32_t sides;
  /// A code goes left where code - offset, in 8 bits, is at most bound.
  uint8_t offset;
  uint8_t bound;
} churn_code_node;

/// Finds the leaf of each row of blocks of 64 rows, of which block b's codes in variable v stand at
/// `codes + (b * variable_count + v) * 64`.
///
/// Every node is asked of all rows at once. The right child stands behind the left one, both behind their parent.
/// `sides` holds 256 bytes for each table, 1 for codes that go left; none where the tree splits on no category.
/// `reached` has room for 64 bytes per node.
void churn_tree_leaves(const churn_code_node *_Nonnull nodes, size_t node_count, const uint8_t *_Nonnull codes,
                       size_t variable_count, size_t block_count, const uint8_t *_Nullable sides,
                       uint8_t *_Nonnull reached, uint16_t *_Nonnull leaves);

/// The same, each row for itself from the root down; `depth` is the most splits between the root and a leaf.
void churn_tree_leaves_walking(const churn_code_node *_Nonnull nodes, size_t depth, const uint8_t *_Nonnull codes,
                               size_t variable_count, size_t block_count, const uint8_t *_Nullable sides,
                               uint16_t *_Nonnull leaves);

/// Copies rows out of blocks of 64 rows, so that the codes of a row in `columns` stand side by side.
///
/// Without `rows`, the rows are first ..< first + count. Copies stand `stride` bytes apart.
void churn_copy_rows(const uint8_t *_Nonnull codes, size_t variable_count, const uint32_t *_Nullable rows,
                     size_t first, size_t count, const uint32_t *_Nonnull columns, size_t column_count, size_t stride,
                     uint8_t *_Nonnull copies);

/// Adds each row's gradient, hessian and weight to the four sums of its leaf, of which the last is not used.
void churn_leaf_sums(const uint16_t *_Nonnull leaves, const float *_Nonnull gradients, const float *_Nonnull hessians,
                     const float *_Nullable weights, size_t count, double *_Nonnull sums);

/// For each row its chance to be drawn, least + factor · √(gradient² + hessian_share · hessian²) up to 1, and whether it
/// was.
///
/// The pointers lead to row `first`; what is drawn for a row depends on its number and the seed alone.
void churn_sampling_chances(const float *_Nonnull gradients, const float *_Nonnull hessians, size_t first,
                            size_t count, float factor, float hessian_share, float least, uint32_t seed,
                            float *_Nonnull chances, uint8_t *_Nonnull kept);

/// Lists the rows first ..< first + count that are kept; returns how many. Nothing is written behind the last.
size_t churn_kept_rows(const uint8_t *_Nonnull kept, size_t first, size_t count, uint32_t *_Nonnull rows);

/// Rounds derivatives to whole numbers: to the nearest, or dithered so that the expectation is exact.
///
/// The pointers lead to row `first`; what is drawn for a row depends on its number and the seed alone.
void churn_round_pairs(const float *_Nonnull gradients, const float *_Nonnull hessians, size_t first, size_t count,
                       float gradient_factor, float hessian_factor, int is_dithered, uint32_t seed,
                       uint32_t *_Nonnull pairs);

/// Sums over rounded derivatives.
typedef struct {
  int64_t gradient;
  /// Sum of absolute gradients.
  int64_t gradient_size;
  int64_t hessian;
} churn_pair_sums;

churn_pair_sums churn_sum_of_pairs(const uint32_t *_Nonnull pairs, size_t count);

/// The code of each number: how many of 256 ascending edges, infinite behind the last, lie below it.
void churn_number_codes(const float *_Nonnull values, size_t count, const float *_Nonnull edges, uint8_t missing,
                        uint8_t *_Nonnull codes);
