#pragma once
#include <stddef.h>
#include <stdint.h>

#include "contributions.h"
#include "forests.h"

/// Asks for the cache line at `address` ahead of its use.
static inline void churn_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 3); }

/// Number of processors that this process may run on.
int churn_available_processors(void);

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

/// Number of bytes equal to `byte`.
size_t churn_count_byte(const uint8_t *_Nonnull text, size_t length, uint8_t byte);
