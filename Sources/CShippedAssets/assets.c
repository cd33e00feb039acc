// The files that an installed or moved binary must find without a path. Embedded by the compiler, so
// that a change to a file is a change to the build and nothing is generated or copied.
#include "CShippedAssets.h"

#include <string.h>

// A standard directive since C23, and an extension that clang has in every mode since version 19.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char vocabulary[] = {
#embed "../../corpora/vocabulary/english-v1.whorlvocab"
};

size_t whorl_shipped_vocabulary_size(void) { return sizeof vocabulary; }

size_t whorl_copy_shipped_vocabulary(void *destination, size_t capacity) {
  size_t count = capacity < sizeof vocabulary ? capacity : sizeof vocabulary;
  if (count > 0) memcpy(destination, vocabulary, count);
  return count;
}
