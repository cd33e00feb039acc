#include "ngram_kernels.h"

#include <string.h>

#include "multiversioned.h"
#include "stable_hash.h"

// 64-bit products in vectors exist from AVX-512 on; AVX2 makes them of three 32-bit ones.
MULTIVERSIONED
void whorl_ngram_join(
    uint64_t *restrict out, const uint64_t *restrict left, const uint64_t *restrict right, size_t count,
    uint64_t factor) {
  for (size_t i = 0; i < count; i++) out[i] = left[i] * factor + right[i];
}

MULTIVERSIONED
void whorl_ngram_finalize(
    uint64_t *restrict out, const uint64_t *restrict sums, size_t count, uint64_t seed) {
  for (size_t i = 0; i < count; i++) out[i] = whorl_hash_finalize(seed ^ sums[i]);
}

// Almost all hashes of a large corpus are selected by neither bound, so that whole blocks are skipped.
#define BLOCK 32

MULTIVERSIONED
size_t whorl_ngram_select(
    uint64_t *hashes, size_t count, uint64_t largest, uint64_t mask, uint64_t largest_masked) {
  size_t selected = 0;
  size_t i = 0;
  for (; i + BLOCK <= count; i += BLOCK) {
    uint64_t any = 0;
    for (size_t j = 0; j < BLOCK; j++) {
      uint64_t hash = hashes[i + j];
      any |= (uint64_t)(hash <= largest) | (uint64_t)((hash & mask) <= largest_masked);
    }
    if (!any) continue;
    for (size_t j = 0; j < BLOCK; j++) {
      uint64_t hash = hashes[i + j];
      hashes[selected] = hash;
      selected += hash <= largest || (hash & mask) <= largest_masked;
    }
  }
  for (; i < count; i++) {
    uint64_t hash = hashes[i];
    hashes[selected] = hash;
    selected += hash <= largest || (hash & mask) <= largest_masked;
  }
  return selected;
}

// Slots that were found, before they are counted: what is looked up and not found, as half of all is, touches no
// count then.
#define FOUND_SLOTS 512

// Counts occurrences in slots of one lookup, which are counted from `start` on.
static inline __attribute__((always_inline)) void count_slots(
    whorl_tally *tally, int32_t start, const uint32_t *slots, size_t count) {
  uint32_t *counts = tally->counts + start;
  int32_t *next = tally->touched + tally->reached;
  for (size_t i = 0; i < count; i++) {
    uint32_t slot = slots[i];
    uint32_t before = counts[slot];
    counts[slot] = before + 1;
    *next = start + (int32_t)slot;
    next += before == 0;
  }
  tally->reached = (size_t)(next - tally->touched);
}

MULTIVERSIONED
void whorl_count_keys(
    whorl_tally *tally, int32_t start, const whorl_lookup *lookup, const uint64_t *keys, size_t count) {
  const uint16_t *displacements = lookup->displacements;
  const uint64_t *keys_of_slots = lookup->keys;
  const uint64_t bucket_shift = lookup->bucket_shift;
  const uint64_t slot_mask = lookup->slot_mask;
  uint32_t slots[FOUND_SLOTS];
  for (size_t first = 0; first < count; first += FOUND_SLOTS) {
    size_t last = count - first < FOUND_SLOTS ? count : first + FOUND_SLOTS;
    size_t found = 0;
    for (size_t i = first; i < last; i++) {
      uint64_t key = keys[i];
      uint32_t slot = (uint32_t)((key + displacements[key >> bucket_shift] * ((key >> 20) | 1)) & slot_mask);
      slots[found] = slot;
      found += keys_of_slots[slot] == key;
    }
    count_slots(tally, start, slots, found);
  }
}

static inline uint32_t window_at(const uint8_t *text) {
  return text[0] | (uint32_t)text[1] << 8 | (uint32_t)text[2] << 16 | (uint32_t)text[3] << 24;
}

static inline uint32_t pair_at(const uint8_t *text) { return text[0] | (uint32_t)text[1] << 8; }

// The last two bytes of a window are the first two of the second window behind it: offsets are loaded once for
// both, and kept from one to the other.
MULTIVERSIONED
void whorl_count_windows(
    whorl_tally *tally, int32_t start, const whorl_window_lookup *lookup, const uint8_t *text, size_t count) {
  if (count == 0) return;
  const whorl_pair_offsets *pairs = lookup->pairs;
  const uint32_t *windows = lookup->windows;
  whorl_pair_offsets here = pairs[pair_at(text)];
  whorl_pair_offsets next_pair = pairs[pair_at(text + 1)];
  whorl_pair_offsets end;
  uint32_t slots[FOUND_SLOTS];
  for (size_t first = 0; first < count; first += FOUND_SLOTS) {
    size_t last = count - first < FOUND_SLOTS ? count : first + FOUND_SLOTS;
    size_t found = 0;
    for (size_t i = first; i < last; i++) {
      end = pairs[pair_at(text + i + 2)];
      uint32_t slot = (uint32_t)here.row + end.column;
      here = next_pair;
      next_pair = end;
      slots[found] = slot;
      found += windows[slot] == window_at(text + i);
    }
    count_slots(tally, start, slots, found);
  }
}

// Each operation rounds by itself, on every processor: fused ones would change the last bits.
#pragma STDC FP_CONTRACT OFF

// What up to this many occurrences add is worked out once.
#define TABULATED 16

static inline whorl_packed_sums packed_sums_of(whorl_rate_scale scale, uint32_t count) {
  double n = (double)count;
  whorl_packed_sums sums;
  sums.rate = scale.weight * (uint64_t)(int64_t)(__builtin_sqrt(n) * scale.rate_factor + 0.5);
  sums.squared_rate_and_documents = scale.weight * (uint64_t)(int64_t)(n * scale.square_factor + 0.5) +
                                    (UINT64_C(1) << WHORL_PACKED_DOCUMENTS_SHIFT);
  return sums;
}

void whorl_add_features(
    whorl_packed_sums *sums, whorl_rate_scale scale, uint32_t *counts, const int32_t *touched, size_t first,
    size_t last) {
  if (first >= last) return;
  whorl_packed_sums tabulated[TABULATED];
  for (uint32_t n = 0; n < TABULATED; n++) tabulated[n] = packed_sums_of(scale, n);
  for (size_t i = first; i < last; i++) {
    // The sums are too many for the nearest memory.
    if (i + 8 < last) __builtin_prefetch(&sums[touched[i + 8]], 1);
    int32_t slot = touched[i];
    uint32_t n = counts[slot];
    counts[slot] = 0;
    whorl_packed_sums added = n < TABULATED ? tabulated[n] : packed_sums_of(scale, n);
    sums[slot].rate += added.rate;
    sums[slot].squared_rate_and_documents += added.squared_rate_and_documents;
  }
}

MULTIVERSIONED
void whorl_add_weighted(int64_t *restrict sums, const int32_t *restrict values, size_t count, int32_t weight) {
  for (size_t i = 0; i < count; i++) sums[i] += (int64_t)weight * values[i];
}
