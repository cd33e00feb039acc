// Arithmetic over whole arrays of n-gram hashes, compiled for several processors where the compiler can
// and chosen when the program starts. The results are the same on all.
#ifndef WHORL_NGRAM_KERNELS_H
#define WHORL_NGRAM_KERNELS_H

#include "ascii_tokens.h"
#include "signature_tables.h"

#include <stddef.h>
#include <stdint.h>

// out[i] = left[i] * factor + right[i] modulo 2^64, for i below count. `out` overlaps neither input.
void whorl_ngram_join(
    uint64_t *out, const uint64_t *left, const uint64_t *right, size_t count, uint64_t factor);

// out[i] = StableHash.finalize(seed ^ sums[i]), for i below count. `out` does not overlap `sums`.
void whorl_ngram_finalize(uint64_t *out, const uint64_t *sums, size_t count, uint64_t seed);

// Moves the hashes that are at most `largest`, or whose bits under `mask` are at most `largest_masked`,
// to the front, in order, and returns their number.
size_t whorl_ngram_select(
    uint64_t *hashes, size_t count, uint64_t largest, uint64_t mask, uint64_t largest_masked);

// sums[i] += weight * values[i], for i below count.
void whorl_add_weighted(int64_t *sums, const int32_t *values, size_t count, int32_t weight);

// A perfect hash by displacement, as FeatureIndex lays it out: the top bits of a key choose a
// displacement, which moves the key to the one slot where it can be.
typedef struct {
  const uint16_t *displacements;
  const uint64_t *keys;
  uint64_t bucket_shift;
  uint64_t slot_mask;
} whorl_lookup;

// Occurrences by slot, and the list of the slots that occurred, with room for one more than there are.
typedef struct {
  uint32_t *counts;
  int32_t *touched;
  size_t reached;
} whorl_tally;

// Counts the keys that are in the index, whose slots are counted from `start` on. No branch depends on
// whether one is: in ordinary text that is as hard to foresee as a coin.
void whorl_count_keys(
    whorl_tally *tally, int32_t start, const whorl_lookup *lookup, const uint64_t *keys, size_t count);

// Where the windows that begin with two bytes have their row, and those that end with them their column.
typedef struct {
  uint16_t row;
  uint16_t column;
} whorl_pair_offsets;

// Windows of four bytes by row displacement, as WindowIndex lays them out: the first two bytes choose a
// row, the last two a column, and the sum of both offsets is the one slot where the window can be. There
// are offsets for 65,536 pairs of bytes.
typedef struct {
  const whorl_pair_offsets *pairs;
  const uint32_t *windows;
} whorl_window_lookup;

// Counts those of the `count` windows that begin at `text`, `text + 1` and so on that are in the index.
void whorl_count_windows(
    whorl_tally *tally, int32_t start, const whorl_window_lookup *lookup, const uint8_t *text, size_t count);

// The sums of one feature over fewer than 2^16 documents, the number of which stands above the squared rates.
typedef struct {
  uint64_t rate;
  uint64_t squared_rate_and_documents;
} whorl_packed_sums;

#define WHORL_PACKED_DOCUMENTS_SHIFT 48

// How occurrences become fixed-point rates, and the weight of the document.
typedef struct {
  double rate_factor;
  double square_factor;
  uint64_t weight;
} whorl_rate_scale;

// Adds a document to the sums of the slots `touched[first..<last]`, and sets their counts to 0: one document,
// weight * floor(sqrt(n) * rate_factor + 0.5) and weight * floor(n * square_factor + 0.5) for n occurrences.
void whorl_add_features(
    whorl_packed_sums *sums, whorl_rate_scale scale, uint32_t *counts, const int32_t *touched, size_t first,
    size_t last);

#endif
