#ifndef WHORL_CMINHASH_H
#define WHORL_CMINHASH_H

#include <stddef.h>
#include <stdint.h>

enum { whorl_minhash_width = 128 };

/// Lowers each of the 128 values of `signature` to the smallest `multipliers[i] * x + increments[i]`
/// modulo 2^32 over the `count` values x of `shingles`, if that is smaller than the value.
///
/// One source, compiled for several instruction sets where the loader can choose among them: integer
/// arithmetic, so that the result is the same on all.
void whorl_minhash_update(const uint32_t *shingles, size_t count, const uint32_t *multipliers,
                          const uint32_t *increments, uint32_t *signature);

#endif
