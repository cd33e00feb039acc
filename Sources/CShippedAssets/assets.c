// The files that an installed or moved binary must find without a path. Embedded by the compiler, so
// that a change to a file is a change to the build and nothing is generated or copied.
#include "CShippedAssets.h"

#include <string.h>

// A standard directive since C23, and an extension that clang has in every mode since version 19.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char vocabulary[] = {
#embed "../../corpora/vocabulary/english-v1.whorlvocab"
};

static const unsigned char background[] = {
#embed "../../corpora/background/english-v1.whorlbg"
};

static size_t copy(void *destination, size_t capacity, const unsigned char *source, size_t size) {
  size_t count = capacity < size ? capacity : size;
  if (count > 0) memcpy(destination, source, count);
  return count;
}

size_t whorl_shipped_vocabulary_size(void) { return sizeof vocabulary; }

size_t whorl_copy_shipped_vocabulary(void *destination, size_t capacity) {
  return copy(destination, capacity, vocabulary, sizeof vocabulary);
}

size_t whorl_shipped_background_size(void) { return sizeof background; }

size_t whorl_copy_shipped_background(void *destination, size_t capacity) {
  return copy(destination, capacity, background, sizeof background);
}
