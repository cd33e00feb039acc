// StableHash of WhorlKit, for loops in C. The definition is part of the file format and never changes.
#ifndef WHORL_STABLE_HASH_H
#define WHORL_STABLE_HASH_H

#include <stdint.h>

#define WHORL_TOKEN_SEED UINT64_C(0x77686F726C2F746B)

static inline uint64_t whorl_hash_finalize(uint64_t h) {
  uint64_t z = (h ^ (h >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return z ^ (z >> 31);
}

static inline uint64_t whorl_hash_combine(uint64_t h, uint64_t word) {
  uint64_t product = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return product ^ (product >> 32);
}

#endif
