#include "signature_tables.h"

#include <string.h>

#include "multiversioned.h"
#include "stable_hash.h"

typedef uint32_t quad __attribute__((vector_size(16)));

static inline quad load(const uint32_t *values) {
  quad result;
  memcpy(&result, values, sizeof result);
  return result;
}

static inline void store(uint32_t *values, quad quad) { memcpy(values, &quad, sizeof quad); }

// Four documents and four values at a time; sixteen documents fill a line of each column before it leaves the cache.
void whorl_signature_columns(
    uint32_t *restrict columns, const uint32_t *restrict rows, size_t documents, size_t width) {
  enum { tile = 16 };
  const size_t whole = width / 4 * 4;
  size_t first = 0;
  for (; first + tile <= documents; first += tile)
    for (size_t value = 0; value < whole; value += 4)
      for (size_t document = first; document < first + tile; document += 4) {
        const uint32_t *from = rows + document * width + value;
        const quad a = load(from), b = load(from + width), c = load(from + 2 * width), d = load(from + 3 * width);
        const quad ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
        const quad ef = __builtin_shufflevector(a, b, 2, 6, 3, 7), gh = __builtin_shufflevector(c, d, 2, 6, 3, 7);
        uint32_t *to = columns + value * documents + document;
        store(to, __builtin_shufflevector(ab, cd, 0, 1, 4, 5));
        store(to + documents, __builtin_shufflevector(ab, cd, 2, 3, 6, 7));
        store(to + 2 * documents, __builtin_shufflevector(ef, gh, 0, 1, 4, 5));
        store(to + 3 * documents, __builtin_shufflevector(ef, gh, 2, 3, 6, 7));
      }
  for (size_t value = 0; value < width; value++) {
    const size_t start = value < whole ? first : 0;
    for (size_t document = start; document < documents; document++)
      columns[value * documents + document] = rows[document * width + value];
  }
}

MULTIVERSIONED
void whorl_band_keys(
    uint32_t *restrict keys, const uint32_t *restrict columns, size_t documents, size_t rows, uint64_t seed) {
  enum { chunk = 256 };
  uint64_t states[chunk];
  for (size_t start = 0; start < documents; start += chunk) {
    const size_t count = documents - start < chunk ? documents - start : chunk;
    for (size_t i = 0; i < count; i++) states[i] = seed;
    for (size_t row = 0; row < rows; row++) {
      const uint32_t *column = columns + row * documents + start;
      for (size_t i = 0; i < count; i++) states[i] = whorl_hash_combine(states[i], column[i]);
    }
    for (size_t i = 0; i < count; i++) keys[start + i] = (uint32_t)(whorl_hash_finalize(states[i]) >> 32);
  }
}
