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

// The block from `index` on, and behind it up to `readable` bytes: in the text, or where less is left, in `padded`,
// with spaces behind.
static inline const uint8_t *block_at(
    const uint8_t *text, size_t count, size_t index, uint8_t *padded, size_t readable) {
  if (count - index >= readable) return text + index;
  memset(padded, ' ', readable);
  memcpy(padded, text + index, count - index);
  return padded;
}

static inline uint64_t word_at(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// ASCII letters in lower case: of what words are made of only letters, and no marks between them, have the bit 0x40.
static inline uint64_t lowered(uint64_t word) { return word | (word & UINT64_C(0x4040404040404040)) >> 1; }

// Tokens found and not yet hashed: what their hashes take is worked out for many at once, in vectors.
#define BATCH 64

typedef struct {
  uint64_t first[BATCH];   // the eight bytes from the start on
  uint64_t second[BATCH];  // the eight behind them
  uint64_t letters[BATCH]; // a bit a byte from the start on, and beyond the end
  uint64_t upper[BATCH];
  uint64_t mark_hash[BATCH]; // what the first character would be by itself
  uint64_t mark_kind[BATCH];
  uint64_t hash[BATCH];
  uint32_t start[BATCH];
  uint32_t length[BATCH];
  uint32_t kind_and_casing[BATCH]; // the kind in the second byte
} token_batch;

// Vectors of any width fill these, so that none is left to a loop of its own.
#define VECTOR 8
#define EACH_VECTOR _Pragma("clang loop interleave(disable)")

// The kinds of words and numbers; those of marks are above.
#define NUMBER_KIND 1

// Hashes of words of up to 16 letters and of marks. What is behind the tokens in the last vector is never read again.
static inline __attribute__((always_inline)) void hash_batch(token_batch *batch, size_t vectors) {
  EACH_VECTOR
  for (size_t i = 0; i < vectors * VECTOR; i++) {
    uint64_t length = batch->length[i];
    uint64_t all = ~UINT64_C(0);
    uint64_t in_first = length < 8 ? ~(all << (length * 8 & 63)) : all;
    uint64_t in_second = length < 16 ? ~(all << (length * 8 & 63)) : all;
    uint64_t one = whorl_hash_combine(WHORL_TOKEN_SEED, lowered(batch->first[i]) & in_first);
    uint64_t two = whorl_hash_combine(one, lowered(batch->second[i]) & in_second);
    uint64_t hash = whorl_hash_finalize((length > 8 ? two : one) ^ length);
    batch->hash[i] = batch->mark_kind[i] <= NUMBER_KIND ? hash : batch->mark_hash[i];
  }
}

// The hash of a word of any length.
static uint64_t hash_of_long(const uint8_t *word, size_t length) {
  uint64_t h = WHORL_TOKEN_SEED;
  for (; length >= 8; word += 8, length -= 8) h = whorl_hash_combine(h, lowered(word_at(word)));
  uint8_t rest[8] = {0};
  memcpy(rest, word, length);
  return length > 0 ? whorl_hash_combine(h, lowered(word_at(rest))) : h;
}

// Kinds and casings. CasingTally.casing(letters:upper:) has four bits for each of eight combinations.
static inline __attribute__((always_inline)) void classify_batch(token_batch *batch, size_t vectors) {
  EACH_VECTOR
  for (size_t i = 0; i < vectors * VECTOR; i++) {
    uint64_t inside = (UINT64_C(1) << (batch->length[i] & 63)) - 1;
    uint64_t letters = batch->letters[i] & inside;
    uint64_t upper = batch->upper[i] & inside;
    uint64_t first = letters & -letters;
    uint64_t combination = (uint64_t)((upper & first) != 0) | (uint64_t)((upper & ~first) != 0) << 1 |
                           (uint64_t)(letters != upper) << 2;
    uint64_t casing = UINT64_C(0x44213020) >> (combination * 4) & 7;
    uint64_t mark_kind = batch->mark_kind[i];
    uint64_t kind = mark_kind <= NUMBER_KIND ? (uint64_t)(letters == 0) : mark_kind;
    batch->kind_and_casing[i] = (uint32_t)(casing | kind << 8);
  }
}

// Writes the first `count` tokens of a batch.
static inline __attribute__((always_inline)) whorl_token *write_batch(
    token_batch *batch, size_t count, const uint8_t *text, whorl_token *tokens) {
  size_t vectors = (count + VECTOR - 1) / VECTOR;
  hash_batch(batch, vectors);
  classify_batch(batch, vectors);
  for (size_t i = 0; i < count; i++) {
    uint32_t start = batch->start[i];
    uint32_t length = batch->length[i];
    tokens[i].hash = length <= 16 ? batch->hash[i]
                                  : whorl_hash_finalize(hash_of_long(text + start, length) ^ length);
    tokens[i].start = start;
    tokens[i].end = start + length;
    tokens[i].kind = (uint8_t)(batch->kind_and_casing[i] >> 8);
    tokens[i].casing = (uint8_t)batch->kind_and_casing[i];
  }
  return tokens + count;
}

MULTIVERSIONED
size_t whorl_scan_ascii(
    const uint8_t *text, size_t count, size_t index, const whorl_ascii_mark *marks, whorl_token *tokens,
    size_t room, size_t *written) {
  whorl_token *next = tokens;
  token_batch batch;
  size_t waiting = 0;
  // Behind the block there is room for reading the two words of its last byte.
  uint8_t padded[BLOCK + 16];
  while (index < count && (size_t)(next - tokens) + waiting + WHORL_TOKENS_A_BLOCK <= room) {
    // Behind a text, as behind a word, a space changes nothing.
    const uint8_t *block = block_at(text, count, index, padded, sizeof padded);
    block_bytes bytes;
    memcpy(&bytes, block, BLOCK);
    block_bytes is_upper = (block_bytes)((bytes - 'A') < 26);
    uint64_t letters = BITS((block_bytes)((bytes | 0x20) - 'a') < 26);
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
    uint64_t single = ~(words | spaces | underscores | others | wide >> 1 | (periods & periods >> 1));
    // What a word before it may go on with, by rules that look further.
    uint64_t open = wide | wide >> 1 | underscores;
    uint64_t ends = words & ~(words >> 1);
    uint64_t starts = (words & ~(words << 1)) | single;
    uint64_t lasts = ends | single;
    // No token ends where nothing plain is, where a word may go on, or in the last two characters: a token is judged
    // by the two behind its start and the one behind its end at the least.
    uint64_t stops = ~(words | single | spaces) | (ends & open >> 1) | UINT64_C(3) << (BLOCK - 2);
    uint64_t plain = lasts & ((stops & -stops) - 1);

    size_t found = (size_t)__builtin_popcountll(plain);
    if (waiting + found > BATCH) {
      next = write_batch(&batch, waiting, text, next);
      waiting = 0;
    }
    for (size_t last = waiting + found; waiting < last; waiting++) {
      unsigned start = (unsigned)__builtin_ctzll(starts);
      unsigned length = (unsigned)__builtin_ctzll(lasts) + 1 - start;
      starts &= starts - 1;
      lasts &= lasts - 1;
      const whorl_ascii_mark *mark = &marks[block[start] & 0x7F];
      batch.first[waiting] = word_at(block + start);
      batch.second[waiting] = word_at(block + start + 8);
      batch.letters[waiting] = letters >> start;
      batch.upper[waiting] = upper >> start;
      batch.mark_hash[waiting] = mark->hash;
      batch.mark_kind[waiting] = mark->kind;
      batch.start[waiting] = (uint32_t)(index + start);
      batch.length[waiting] = length;
    }
    unsigned position = plain ? BLOCK - (unsigned)__builtin_clzll(plain) : 0;
    position += (unsigned)__builtin_ctzll(~(spaces >> position) | UINT64_C(1) << 63);
    index += position;
    if (position >= BLOCK - 2) continue;
    // A word that reaches the end of the block is looked at again from its start, unless it takes all of a block.
    uint64_t rest = words >> position;
    bool reaches_end = (rest & 1) && position + (unsigned)__builtin_ctzll(~rest) >= BLOCK - 1;
    if (!reaches_end || position == 0) break;
  }
  next = write_batch(&batch, waiting, text, next);
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
    memcpy(&bytes, block_at(text, count, index, padded, BLOCK), BLOCK);
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
