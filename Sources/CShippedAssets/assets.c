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
#embed "../../corpora/background/english-v7.whorlbg"
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

// The packs, in the order in which they are listed.
static const unsigned char pack_refusal[] = {
#embed "../../corpora/packs/refusal.yml"
};

static const unsigned char pack_hedging[] = {
#embed "../../corpora/packs/hedging.yml"
};

static const unsigned char pack_openers_closers[] = {
#embed "../../corpora/packs/openers-closers.yml"
};

static const unsigned char pack_reasoning[] = {
#embed "../../corpora/packs/reasoning.yml"
};

static const unsigned char pack_identity[] = {
#embed "../../corpora/packs/identity.yml"
};

static const unsigned char pack_errors[] = {
#embed "../../corpora/packs/errors.yml"
};

static const unsigned char pack_slop[] = {
#embed "../../corpora/packs/slop.yml"
};

#define PACK(name, bytes) {name, bytes, sizeof bytes}

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t size;
} packs[] = {
    PACK("refusal", pack_refusal),
    PACK("hedging", pack_hedging),
    PACK("openers-closers", pack_openers_closers),
    PACK("reasoning", pack_reasoning),
    PACK("identity", pack_identity),
    PACK("errors", pack_errors),
    PACK("slop", pack_slop),
};

size_t whorl_shipped_pack_count(void) { return sizeof packs / sizeof *packs; }

const char *whorl_shipped_pack_name(size_t index) {
  return index < whorl_shipped_pack_count() ? packs[index].name : "";
}

size_t whorl_shipped_pack_size(size_t index) {
  return index < whorl_shipped_pack_count() ? packs[index].size : 0;
}

size_t whorl_copy_shipped_pack(size_t index, void *destination, size_t capacity) {
  return copy(destination, capacity, index < whorl_shipped_pack_count() ? packs[index].bytes : NULL,
              whorl_shipped_pack_size(index));
}
