#include "ascii_tokens.h"

#include <string.h>

#include "multiversioned.h"
#include "stable_hash.h"

#define BLOCK 64

typedef uint8_t block_bytes __attribute__((vector_size(BLOCK)));
typedef int8_t block_signed __attribute__((vector_size(BLOCK)));
typedef _Bool block_bits __attribute__((ext_vector_type(BLOCK)));

// A bit a byte, the first byte lowest, of a comparison.
#define BITS(COMPARISON) __builtin_bit_cast(uint64_t, __builtin_convertvector((COMPARISON), block_bits))

// The block from `index` on: in the text, or where less than a block is left, in `padded`, with spaces behind.
static inline const uint8_t *block_at(const uint8_t *text, size_t count, size_t index, uint8_t *padded) {
  if (count - index >= BLOCK) return text + index;
  memset(padded, ' ', BLOCK);
  memcpy(padded, text + index, count - index);
  return padded;
}

// The two words at `first_bytes + 16 - n` have all bits of the first n bytes, and no others.
static const uint8_t first_bytes[32] = {
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
};

static inline uint64_t word_at(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// The hash of a word, folded, with 16 readable bytes behind its start or more than that in it.
static inline uint64_t hash_of(const uint8_t *folded, size_t length) {
  uint64_t h;
  if (length <= 16) {
    const uint8_t *inside = first_bytes + 16 - length;
    h = whorl_hash_combine(WHORL_TOKEN_SEED, word_at(folded) & word_at(inside));
    uint64_t two = whorl_hash_combine(h, word_at(folded + 8) & word_at(inside + 8));
    // A choice and not a branch: which words are long cannot be foreseen.
    h = length > 8 ? two : h;
  } else {
    h = WHORL_TOKEN_SEED;
    size_t i = 0;
    for (; i + 8 <= length; i += 8) h = whorl_hash_combine(h, word_at(folded + i));
    if (i < length) h = whorl_hash_combine(h, word_at(folded + i) & word_at(first_bytes + 16 - (length - i)));
  }
  return whorl_hash_finalize(h ^ length);
}

// CasingTally.casing(letters:upper:): four bits for each of the eight combinations.
static inline uint8_t casing_of(uint64_t letters, uint64_t upper) {
  uint64_t first = letters & -letters;
  unsigned combination = (unsigned)((upper & first) != 0) | (unsigned)((upper & ~first) != 0) << 1 |
                         (unsigned)(letters != upper) << 2;
  return (uint8_t)(UINT32_C(0x44213020) >> (combination * 4) & 7);
}

MULTIVERSIONED
size_t whorl_scan_ascii(
    const uint8_t *text, size_t count, size_t index, const whorl_ascii_mark *marks, whorl_token *tokens,
    size_t room, size_t *written) {
  whorl_token *next = tokens;
  uint8_t padded[BLOCK];
  // Behind the block there is room for reading the two words of its last byte.
  uint8_t folded[BLOCK + 16];
  memset(folded + BLOCK, 0, 16);
  while (index < count && (size_t)(next - tokens) + WHORL_TOKENS_A_BLOCK <= room) {
    // Behind a text, as behind a word, a space changes nothing.
    block_bytes bytes;
    memcpy(&bytes, block_at(text, count, index, padded), BLOCK);
    block_bytes is_upper = (block_bytes)((bytes - 'A') < 26);
    block_bytes lowered = bytes | (is_upper & 0x20);
    memcpy(folded, &lowered, BLOCK);
    uint64_t letters = BITS((lowered - 'a') < 26);
    uint64_t digits = BITS((bytes - '0') < 10);
    uint64_t upper = BITS(is_upper != 0);
    uint64_t spaces = BITS(bytes == ' ');
    uint64_t wide = BITS((block_signed)bytes < 0);
    uint64_t underscores = BITS(bytes == '_');
    uint64_t periods = BITS(bytes == '.');
    uint64_t others = BITS(
        ((block_signed)bytes <= ' ') | (bytes == 0x7F) | (bytes == '*') | (bytes == '`') | (bytes == '|'));
    // WB6, WB7, WB11 and WB12 of UAX #29: marks that join what is right before and after them.
    uint64_t between_letters = letters << 1 & letters >> 1;
    uint64_t between_digits = digits << 1 & digits >> 1;
    uint64_t joints = ((BITS(bytes == '\'') | periods) & (between_letters | between_digits)) |
                      (BITS((bytes == ',') | (bytes == ';')) & between_digits) |
                      (BITS(bytes == ':') & between_letters);
    uint64_t words = letters | digits | joints;
    uint64_t single = ~(letters | digits | underscores | others | wide >> 1 | (periods & periods >> 1));
    // What a word before it may go on with, by rules that look further.
    uint64_t open = wide | wide >> 1 | underscores;

    unsigned position = 0;
    for (;;) {
      position += (unsigned)__builtin_ctzll(~(spaces >> position) | UINT64_C(1) << 63);
      // A token is judged by the two characters behind its start at the least.
      if (position >= BLOCK - 2) break;
      uint64_t rest = words >> position;
      unsigned is_word = rest & 1;
      if (!(is_word | (single >> position & 1))) {
        index += position;
        goto stop;
      }
      // Whether a word or a mark comes next cannot be foreseen: a mark is judged as a word of one byte that is no letter,
      // and its hash and kind are chosen after that.
      unsigned length = (unsigned)__builtin_ctzll(~rest | UINT64_C(1) << 63) + (is_word ^ 1);
      unsigned end = position + length;
      if (end >= BLOCK - 1) {
        if (position == 0) goto stop;
        break;
      }
      if (open >> end & is_word) {
        index += position;
        goto stop;
      }
      uint64_t inside = (UINT64_C(1) << length) - 1;
      uint64_t letters_inside = letters >> position & inside;
      const whorl_ascii_mark *mark = &marks[text[index + position] & 0x7F];
      uint64_t hash = hash_of(folded + position, length);
      // By bits: of a choice the compiler makes a branch around the hash.
      uint64_t chosen = UINT64_C(0) - is_word;
      next->hash = (hash & chosen) | (mark->hash & ~chosen);
      next->start = (uint32_t)(index + position);
      next->end = (uint32_t)(index + end);
      next->kind = (uint8_t)(is_word ? (unsigned)(letters_inside == 0) : mark->kind);
      next->casing = casing_of(letters_inside, upper >> position & inside);
      next++;
      position = end;
    }
    index += position;
  }
stop:
  *written = (size_t)(next - tokens);
  return index < count ? index : count;
}

MULTIVERSIONED
size_t whorl_fold_spaces(
    const uint8_t *text, size_t count, size_t index, uint8_t *out, size_t *written, bool *after_space) {
  uint8_t *next = out;
  uint8_t padded[BLOCK];
  uint64_t after = *after_space;
  while (index < count) {
    block_bytes bytes;
    memcpy(&bytes, block_at(text, count, index, padded), BLOCK);
    block_signed is_space = (block_signed)(bytes == ' ') | (block_signed)((bytes - 0x09) < 5);
    uint64_t spaces = BITS(is_space != 0);
    uint64_t wide = BITS((block_signed)bytes < 0);
    uint64_t repeated = spaces & (spaces << 1 | after);
    // All of the block is written, and what is behind the first that is left out once more.
    block_bytes folded = (bytes & ~(block_bytes)is_space) | ((block_bytes)is_space & ' ');
    memcpy(next, &folded, BLOCK);
    uint64_t ends = wide | repeated;
    size_t length = ends ? (size_t)__builtin_ctzll(ends) : BLOCK;
    if (length > count - index) length = count - index;
    if (length > 0) after = spaces >> (length - 1) & 1;
    next += length;
    index += length;
    if (index == count || length == BLOCK) continue;
    if (wide >> length & 1) break;
    index++;
  }
  *written = (size_t)(next - out);
  *after_space = after;
  return index;
}
