#include "ngram_kernels.h"

#include <string.h>

// 64-bit products in vectors exist from AVX-512 on; AVX2 makes them of three 32-bit ones. The choice is
// made by the dynamic linker, which on other systems than Linux with glibc cannot.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define MULTIVERSIONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef MULTIVERSIONED
#define MULTIVERSIONED
#endif

MULTIVERSIONED
void whorl_ngram_join(
    uint64_t *restrict out, const uint64_t *restrict left, const uint64_t *restrict right, size_t count,
    uint64_t factor) {
  for (size_t i = 0; i < count; i++) out[i] = left[i] * factor + right[i];
}

MULTIVERSIONED
void whorl_ngram_finalize(
    uint64_t *restrict out, const uint64_t *restrict sums, size_t count, uint64_t seed) {
  for (size_t i = 0; i < count; i++) {
    uint64_t z = seed ^ sums[i];
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    out[i] = z ^ (z >> 31);
  }
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

// Everything of the loop is in registers: the state goes in and comes out by value.
#define COUNT(KEY)                                                                             \
  const uint16_t *displacements = lookup->displacements;                                       \
  const uint64_t *keys_of_slots = lookup->keys;                                                \
  const uint64_t bucket_shift = lookup->bucket_shift;                                          \
  const uint64_t slot_mask = lookup->slot_mask;                                                \
  uint32_t *counts = tally->counts + start;                                                    \
  int32_t *next = tally->touched + tally->reached;                                             \
  for (size_t i = 0; i < count; i++) {                                                         \
    uint64_t key = KEY;                                                                        \
    uint64_t step = (key >> 20) | 1;                                                           \
    uint64_t slot = (key + displacements[key >> bucket_shift] * step) & slot_mask;             \
    uint64_t found = keys_of_slots[slot] == key;                                               \
    uint64_t before = counts[slot];                                                            \
    counts[slot] = (uint32_t)(before + found);                                                 \
    *next = start + (int32_t)slot;                                                             \
    next += (before - found) >> 63; /* 1 for the first occurrence, by a borrow */              \
  }                                                                                            \
  tally->reached = (size_t)(next - tally->touched)

MULTIVERSIONED
void whorl_count_keys(
    whorl_tally *tally, int32_t start, const whorl_lookup *lookup, const uint64_t *keys, size_t count) {
  COUNT(keys[i]);
}

static inline uint64_t window_key(const uint8_t *text) {
  uint8_t b[4];
  memcpy(b, text, 4);
  uint64_t window = b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24;
  uint64_t product = window * UINT64_C(0x9E3779B97F4A7C15);
  return product ^ (product >> 32);
}

MULTIVERSIONED
void whorl_count_windows(
    whorl_tally *tally, int32_t start, const whorl_lookup *lookup, const uint8_t *text, size_t count) {
  COUNT(window_key(text + i));
}

// Each operation rounds by itself, on every processor: fused ones would change the last bits.
#pragma STDC FP_CONTRACT OFF

// What up to this many occurrences add is worked out once.
#define TABULATED 16

void whorl_add_features(
    whorl_feature_sums *sums, whorl_rate_scale scale, const int32_t *places, uint32_t *counts,
    const int32_t *touched, size_t first, size_t last) {
  if (first >= last) return;
  uint64_t rates[TABULATED];
  uint64_t squares[TABULATED];
  unsigned tabulated = last - first < TABULATED ? 0 : TABULATED;
  for (unsigned n = 0; n < tabulated; n++) {
    rates[n] = scale.weight * (uint64_t)(int64_t)(__builtin_sqrt((double)n) * scale.rate_factor + 0.5);
    squares[n] = scale.weight * (uint64_t)(int64_t)((double)n * scale.square_factor + 0.5);
  }
  for (size_t i = first; i < last; i++) {
    // The sums are too many for the nearest memory.
    if (i + 8 < last) __builtin_prefetch(&sums[places[touched[i + 8]]], 1);
    uint32_t n = counts[touched[i]];
    whorl_feature_sums *feature = &sums[places[touched[i]]];
    counts[touched[i]] = 0;
    feature->documents += 1;
    if (n < tabulated) {
      feature->rate += rates[n];
      feature->squared_rate += squares[n];
    } else {
      double count = (double)n;
      feature->rate +=
          scale.weight * (uint64_t)(int64_t)(__builtin_sqrt(count) * scale.rate_factor + 0.5);
      feature->squared_rate += scale.weight * (uint64_t)(int64_t)(count * scale.square_factor + 0.5);
    }
  }
}
