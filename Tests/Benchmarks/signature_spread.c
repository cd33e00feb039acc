// Simulates how far signatures of 128 values stray, by the rounds of one permutation that are made before
// classic MinHash fills what is empty, as a share of the spread of classic MinHash, sqrt(J(1 - J) / 128).
//
//     cc -O2 Tests/Benchmarks/signature_spread.c -lm -o signature_spread && ./signature_spread
//
// The definition is that of `Sources/CMinHash`; random factors take the place of its constants. The table is
// in docs/algorithms/sketches.md.
#include <math.h>
#include <stdint.h>
#include <stdio.h>

enum { width = 128, most = 600, pairs = 3000 };

static uint64_t state = 88172645463325252ull;

static uint64_t next(void) {
  uint64_t z = (state += 0x9E3779B97F4A7C15ull);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}

static uint64_t factors[16];
static uint32_t multipliers[width], increments[width];

static void sign(const uint64_t *hashes, int count, int rounds, uint32_t *values) {
  for (int i = 0; i < width; i++) values[i] = UINT32_MAX;
  for (int round = 0; round < rounds; round++) {
    uint32_t found[width];
    for (int i = 0; i < width; i++) found[i] = UINT32_MAX;
    for (int i = 0; i < count; i++) {
      const uint64_t hash = hashes[i] * factors[round];
      if ((uint32_t)(hash >> 25) < found[hash >> 57]) found[hash >> 57] = (uint32_t)(hash >> 25);
    }
    for (int i = 0; i < width; i++)
      if (values[i] == UINT32_MAX) values[i] = found[i];
  }
  for (int p = 0; p < width; p++) {
    if (values[p] != UINT32_MAX) continue;
    for (int i = 0; i < count; i++) {
      const uint32_t value = multipliers[p] * (uint32_t)hashes[i] + increments[p];
      if (value < values[p]) values[p] = value;
    }
  }
}

int main(void) {
  for (int i = 0; i < 16; i++) factors[i] = next() | 1;
  for (int i = 0; i < width; i++) {
    multipliers[i] = (uint32_t)next() | 1;
    increments[i] = (uint32_t)next();
  }
  const int unions[] = {27, 40, 60, 100, 133, 200, 266, 400, 600};
  const double similarities[] = {0.2, 0.5, 0.8};
  const int rounds[] = {0, 1, 2, 3, 4, 8, 16};
  printf("| J | union |");
  for (int r = 0; r < 7; r++) printf(" %d rounds |", rounds[r]);
  printf("\n|---|---|---|---|---|---|---|---|---|\n");
  for (int j = 0; j < 3; j++) {
    for (int u = 0; u < 9; u++) {
      const int size = unions[u], shared = (int)(size * similarities[j] + 0.5);
      const double truth = (double)shared / size;
      printf("| %.2f | %d |", truth, size);
      for (int r = 0; r < 7; r++) {
        double squares = 0;
        for (int pair = 0; pair < pairs; pair++) {
          uint64_t a[most], b[most];
          int in_a = 0, in_b = 0;
          for (int i = 0; i < size; i++) {
            const uint64_t hash = next();
            if (i < shared || i < shared + (size - shared) / 2) a[in_a++] = hash;
            if (i < shared || i >= shared + (size - shared) / 2) b[in_b++] = hash;
          }
          uint32_t first[width], second[width];
          sign(a, in_a, rounds[r], first);
          sign(b, in_b, rounds[r], second);
          int equal = 0;
          for (int i = 0; i < width; i++) equal += first[i] == second[i];
          const double error = (double)equal / width - truth;
          squares += error * error;
        }
        printf(" %.2f |", sqrt(squares / pairs) / sqrt(truth * (1 - truth) / width));
      }
      printf("\n");
    }
  }
}
