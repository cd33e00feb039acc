#ifndef WHORL_SHIPPED_ASSETS_H
#define WHORL_SHIPPED_ASSETS_H

#include <stddef.h>

/// The size in bytes of the vocabulary that was embedded from corpora/vocabulary/.
size_t whorl_shipped_vocabulary_size(void);

/// Copies at most `capacity` bytes of the embedded vocabulary to `destination`; returns how many.
size_t whorl_copy_shipped_vocabulary(void *destination, size_t capacity);

/// The size in bytes of the background that was embedded from corpora/background/.
size_t whorl_shipped_background_size(void);

/// Copies at most `capacity` bytes of the embedded background to `destination`; returns how many.
size_t whorl_copy_shipped_background(void *destination, size_t capacity);

/// The number of rule packs that were embedded from corpora/packs/.
size_t whorl_shipped_pack_count(void);

/// The name of a rule pack.
const char *whorl_shipped_pack_name(size_t index);

/// The size in bytes of a rule pack.
size_t whorl_shipped_pack_size(size_t index);

/// Copies at most `capacity` bytes of a rule pack to `destination`; returns how many.
size_t whorl_copy_shipped_pack(size_t index, void *destination, size_t capacity);

#endif
