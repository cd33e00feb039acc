#include "CMinHash.h"

#include <string.h>

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
#define WHORL_CLONES __attribute__((target_clones("avx512f", "avx2", "sse4.1", "default")))
#else
#define WHORL_CLONES
#endif

enum { width = whorl_minhash_width, chunk = 512 };

static inline uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

// Lowers four values at a time, so that the hashes are loaded once for all of them.
WHORL_CLONES
static void lower(const uint32_t *restrict halves, size_t count, const uint32_t *vacant,
                  const uint32_t *multipliers, const uint32_t *increments, uint32_t *values) {
  const uint32_t p = vacant[0], q = vacant[1], r = vacant[2], s = vacant[3];
  const uint32_t mp = multipliers[p], mq = multipliers[q], mr = multipliers[r], ms = multipliers[s];
  const uint32_t ip = increments[p], iq = increments[q], ir = increments[r], is = increments[s];
  uint32_t a = values[p], b = values[q], c = values[r], d = values[s];
  for (size_t i = 0; i < count; i++) {
    const uint32_t x = halves[i];
    a = smaller(a, mp * x + ip);
    b = smaller(b, mq * x + iq);
    c = smaller(c, mr * x + ir);
    d = smaller(d, ms * x + is);
  }
  values[p] = a;
  values[q] = b;
  values[r] = c;
  values[s] = d;
}

// What hashes are multiplied by in the rounds after the first: the first values of SplitMix64 from 0, made odd.
static const uint64_t factors[] = {
    UINT64_C(0xE220A8397B1DCDAF), UINT64_C(0x6E789E6AA1B965F5), UINT64_C(0x06C45D188009454F)};
enum { later_rounds = sizeof factors / sizeof factors[0] };

static inline void throw_hash(uint64_t hash, uint32_t *values) {
  uint32_t *value = values + (hash >> 57);
  *value = smaller(*value, (uint32_t)(hash >> 25));
}

static inline void clear(uint32_t *values) {
  for (int i = 0; i < width; i++) values[i] = UINT32_MAX;
}

static inline uint32_t vacancies_of(const uint32_t *values) {
  uint32_t vacancies = 0;
  for (int i = 0; i < width; i++) vacancies += values[i] == UINT32_MAX;
  return vacancies;
}

void whorl_minhash_sign(const uint64_t *hashes, size_t count, const uint32_t *multipliers,
                        const uint32_t *increments, uint32_t *signature) {
  uint32_t values[width];
  clear(values);
  for (size_t i = 0; i < count; i++) throw_hash(hashes[i], values);
  for (int round = 0; round < later_rounds && vacancies_of(values) > 0; round++) {
    uint32_t found[width];
    clear(found);
    for (size_t i = 0; i < count; i++) throw_hash(hashes[i] * factors[round], found);
    for (int i = 0; i < width; i++) values[i] = values[i] == UINT32_MAX ? found[i] : values[i];
  }
  if (vacancies_of(values) > 0) {
    uint32_t vacant[width + 3];
    size_t vacancies = 0;
    for (uint32_t i = 0; i < width; i++) {
      vacant[vacancies] = i;
      vacancies += values[i] == UINT32_MAX;
    }
    // Filled up to a multiple of four: to lower a value twice makes no difference.
    for (size_t i = vacancies; i < vacancies + 3; i++) vacant[i] = vacant[vacancies - 1];
    uint32_t halves[chunk];
    for (size_t start = 0; start < count; start += chunk) {
      const size_t size = count - start < chunk ? count - start : chunk;
      for (size_t i = 0; i < size; i++) halves[i] = (uint32_t)hashes[start + i];
      for (size_t i = 0; i < vacancies; i += 4)
        lower(halves, size, vacant + i, multipliers, increments, values);
    }
  }
  memcpy(signature, values, sizeof values);
}
