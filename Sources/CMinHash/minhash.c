#include "CMinHash.h"

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
#define WHORL_CLONES __attribute__((target_clones("avx512f", "avx2", "sse4.1", "default")))
#else
#define WHORL_CLONES
#endif

static inline uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

WHORL_CLONES
void whorl_minhash_update(const uint32_t *restrict shingles, size_t count,
                          const uint32_t *restrict multipliers, const uint32_t *restrict increments,
                          uint32_t *restrict signature) {
  size_t index = 0;
  // Four shingles a pass: the signature is loaded and stored once for all of them.
  for (; index + 4 <= count; index += 4) {
    const uint32_t s = shingles[index], t = shingles[index + 1];
    const uint32_t u = shingles[index + 2], v = shingles[index + 3];
    for (int i = 0; i < whorl_minhash_width; i++) {
      const uint32_t a = multipliers[i], b = increments[i];
      const uint32_t first = smaller(a * s + b, a * t + b);
      const uint32_t second = smaller(a * u + b, a * v + b);
      signature[i] = smaller(signature[i], smaller(first, second));
    }
  }
  for (; index < count; index++) {
    const uint32_t s = shingles[index];
    for (int i = 0; i < whorl_minhash_width; i++)
      signature[i] = smaller(signature[i], multipliers[i] * s + increments[i]);
  }
}
