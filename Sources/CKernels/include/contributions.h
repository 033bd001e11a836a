#pragma once
#include <stddef.h>
#include <stdint.h>

#include "conditions.h"

/// Rows whose contributions are computed together: at most so many, in whole steps.
enum { CHURN_CONTRIBUTION_ROWS = 512, CHURN_CONTRIBUTION_STEP = 16 };

/// Adds the contributions of a tree that asks few different splits, from a table of all answers.
///
/// Bit c of a row's pattern is set where condition c sends the row left. `table[entry * pattern + position]` is added to
/// `shares[share_stride * slots[position] + row]`. `values[stride * slot + row]` are the rows' values; there are at most 16
/// conditions; `entry` is a multiple of 4, as is the share stride. `table` and `shares` begin at a multiple of 64 bytes.
void churn_add_tabled_contributions(const churn_condition *_Nonnull conditions, size_t condition_count,
                                    const uint32_t *_Nonnull sets, const int32_t *_Nonnull slots,
                                    const double *_Nonnull table, size_t entry, const float *_Nonnull values,
                                    size_t stride, size_t row_count, double *_Nonnull shares, size_t share_stride);

/// The contributions of one leaf to each variable of its path, for every pattern of variables whose conditions a row
/// meets.
///
/// Variable i has the share `unmet[i]` of training rows that meet its conditions. Element `count * pattern + i` of
/// `contributions`, which has room for max(8, 2^count) patterns, is variable i's. `points` and `weights` are a rule
/// that integrates polynomials of degree count − 1 over [0, 1] exactly; `count` is at most 16.
void churn_leaf_contributions(double value, const double *_Nonnull unmet, size_t count, const double *_Nonnull points,
                              const double *_Nonnull weights, size_t point_count, double *_Nonnull contributions);

/// Which bits of a tree's pattern a variable of a leaf's path needs, and where its contribution stands.
typedef struct {
  uint32_t needed;
  /// The needed bits that must be 0.
  uint32_t zeros;
  uint32_t position;
} churn_requirement;

/// Adds a leaf's contributions to every entry of a tree's table.
void churn_add_leaf_to_table(const double *_Nonnull contributions, const churn_requirement *_Nonnull requirements,
                             size_t count, double *_Nonnull table, size_t entry, size_t pattern_count);

enum {
  /// An inner node both of whose children are leaves.
  CHURN_STEP_PAIR = 0,
  /// Towards the near child of an inner node.
  CHURN_STEP_NEAR = 1,
  /// From the near to the far child.
  CHURN_STEP_FAR = 2,
  /// Back at an inner node with two inner children.
  CHURN_STEP_BACK = 3,
  /// Back at an inner node whose far child is a leaf.
  CHURN_STEP_BACK_FROM_ONE = 4,
};

/// One step of the walk through a tree that computes Shapley values.
typedef struct {
  /// Share of the node's training rows that go to its near child.
  double near_share;
  /// Value of the near child, where it is a leaf.
  double near_value;
  /// Value of the far child, where it is a leaf.
  double far_value;
  float threshold;
  int32_t kind;
  /// Depth of the node.
  int32_t depth;
  /// Where the variable's values and sums stand.
  int32_t slot;
  /// Depth of the child of the nearest edge above that splits on the same variable; 0 where there is none.
  int32_t earlier_depth;
  /// Where the node's factors begin: for rows that go near, for those that do not, and those of the sum, for each
  /// point.
  int32_t table;
  /// For categories: where the bits of the listed codes begin, and how many words of them there are.
  uint32_t set_start;
  uint32_t set_words;
  uint8_t near_is_left;
  uint8_t missing_goes_left;
  uint8_t is_category;
} churn_contribution_step;

/// Adds the Shapley values of one tree for eight rows.
///
/// `values[stride * slot + row]` are the rows' values; `weights` those of the quadrature's `points`. `near_masks`
/// and `met_masks` have a byte for each depth. `levels` holds 8 · points · (3 · (depth + 1) + 1)
/// doubles, and `shares[share_stride * slot + row]` receives the sums; both begin at a multiple of 64 bytes, and the
/// stride is one of 8 doubles.
void churn_add_walked_contributions(const churn_contribution_step *_Nonnull steps, size_t step_count,
                                    const double *_Nonnull tables, const double *_Nonnull weights, size_t points,
                                    const float *_Nonnull values, size_t stride, const uint32_t *_Nonnull sets,
                                    uint8_t *_Nonnull near_masks, uint8_t *_Nonnull met_masks,
                                    double *_Nonnull levels, double *_Nonnull shares, size_t share_stride);
