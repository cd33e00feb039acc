#ifndef WHORL_CMINHASH_H
#define WHORL_CMINHASH_H

#include <stddef.h>
#include <stdint.h>

enum { whorl_minhash_width = 128 };

/// Writes the signature of the `count` hashes, at least one, to the 128 values of `signature`.
///
/// Value i is the smallest of bits 25 to 56 over the hashes whose bits 57 to 63 are i. Where there is no
/// such hash, or all those bits are 1, the same is asked of the hashes times 0xE220A8397B1DCDAF, then times
/// 0x6E789E6AA1B965F5, then times 0x06C45D188009454F, modulo 2^64. What is left is the smallest
/// `multipliers[i] * x + increments[i]` modulo 2^32 over the lower halves x of all hashes.
///
/// One source, compiled for several instruction sets where the loader can choose among them: integer
/// arithmetic, so that the result is the same on all.
void whorl_minhash_sign(const uint64_t *hashes, size_t count, const uint32_t *multipliers,
                        const uint32_t *increments, uint32_t *signature);

#endif
