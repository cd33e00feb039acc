// Tables of MinHash signatures, compiled for several processors where the compiler can. The results are the same on
// all.
#ifndef WHORL_SIGNATURE_TABLES_H
#define WHORL_SIGNATURE_TABLES_H

#include <stddef.h>
#include <stdint.h>

// columns[v * documents + d] = rows[d * width + v] for all d below documents and v below width.
void whorl_signature_columns(uint32_t *columns, const uint32_t *rows, size_t documents, size_t width);

// keys[d] = the upper half of finalize(combine(… combine(seed, columns[d]) …, columns[(rows - 1) * documents + d])) of
// StableHash, for all d below documents.
void whorl_band_keys(uint32_t *keys, const uint32_t *columns, size_t documents, size_t rows, uint64_t seed);

#endif
