// Loops over the bytes of a text that scanning with rules needs: finding many literal texts at once, and where
// certain bytes stand. Compiled for several processors where the compiler can; the results are the same on all.
#ifndef WHORL_TEXT_SCANNING_H
#define WHORL_TEXT_SCANNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What must stand beside a literal: nothing special, no ASCII letter or digit, or one of these or an underscore.
// Bytes beyond ASCII satisfy both; the edge of the text counts as no letter.
enum { WHORL_BESIDE_ANY = 0, WHORL_BESIDE_NO_WORD = 1, WHORL_BESIDE_WORD = 2 };

// What an occurrence of a literal means: a match of what owns `slot` may start from the maximum to `lead_minimum` bytes
// before it, as far as the range `scope` lets it. The maximum is `lead_characters` in texts of ASCII and else
// `lead_maximum`.
typedef struct {
  uint32_t slot;
  uint16_t scope;
  uint16_t lead_minimum;
  uint16_t lead_maximum;
  uint16_t lead_characters;
} whorl_literal_use;

// A literal, ASCII letters in lower case, looked for by its key, the two, three, four, six or eight bytes at
// `key_offset`. All that it takes to tell that it stands somewhere, and what that means, is in one line of the cache.
// Of a literal of more than sixteen bytes only the key and both ends are compared: what has these and is not it makes
// one more place to look at.
typedef struct {
  // Its first eight bytes and its last ones, the first the lowest, or all of them twice if there are fewer.
  uint64_t head;
  uint64_t tail;
  // The bits of them that count: all of the bytes that there are, but in letters not the one that tells upper case.
  uint64_t head_mask;
  uint64_t tail_mask;
  // The tag of its key. Literals are in ascending order of it.
  uint32_t tag;
  // Its uses but the first.
  uint32_t more_uses;
  uint32_t more_count;
  whorl_literal_use use;
  uint8_t count;
  uint8_t key_offset;
  // The place of its key's length among those of keys.
  uint8_t key_length;
  uint8_t before;
  uint8_t after;
  // 1 if the next literal has another tag.
  uint8_t is_last;
} whorl_literal;

_Static_assert(sizeof(whorl_literal) == 64, "a literal is to take one line of the cache");

// Where a match may start, from `low` to before `high`, and before where its literal begins.
typedef struct {
  int64_t low;
  int64_t high;
  int64_t end;
} whorl_literal_scope;

// A match of what owns `slot` may start from `low` to before `high`. `next` is the caller's.
typedef struct {
  int64_t low;
  int64_t high;
  uint32_t slot;
  int32_t next;
} whorl_literal_hit;

// A part of a text, from where the part before it ends: which literals are looked for there.
typedef struct {
  size_t end;
  uint32_t wanted;
} whorl_literal_part;

// None, those that count wherever they stand, also those that count in whole sentences only, or all.
enum {
  WHORL_WANTED_NONE = 0,
  WHORL_WANTED_EVERYWHERE = 1,
  WHORL_WANTED_IN_SENTENCES = 2,
  WHORL_WANTED_ALL = 3,
};

enum {
  WHORL_LITERAL_BUCKET_BITS = 14,
  // Keys have two, three, four, six or eight bytes.
  WHORL_LITERAL_KEY_LENGTHS = 5,
  // Keys of less than four bytes are told by a word of 64 bits for their first two bytes, others by one for their
  // first four: which of its bits are set tells which keys begin so.
  WHORL_LITERAL_SHORT_BITS = 9,
  WHORL_LITERAL_LONG_BITS = 11,
  WHORL_LITERAL_TEST_WORDS = (1 << WHORL_LITERAL_SHORT_BITS) + (1 << WHORL_LITERAL_LONG_BITS),
};

typedef struct {
  // The words that tell of almost all places that no key begins there of the literals that may be wanted: those for
  // each of what parts want, one after the other.
  const uint64_t *tests;
  // For each of 2^14 buckets of tags where its literals begin, or those of the next bucket that has any.
  const uint32_t *buckets;
  // One more than there are, with the highest tag, stands for the end.
  const whorl_literal *literals;
  // The number of literals.
  uint32_t count;
  // The uses of literals but the first of each.
  const whorl_literal_use *uses;
  // Whether all keys begin at anchors: a letter or digit of ASCII with none before it, the first byte of a character
  // beyond ASCII, and any other byte of ASCII but a space. If not, they may begin at any byte.
  bool is_anchored;
} whorl_literal_table;

static inline uint64_t whorl_literal_key_mask(size_t length) {
  static const uint8_t bytes[WHORL_LITERAL_KEY_LENGTHS] = {2, 3, 4, 6, 8};
  return UINT64_MAX >> (64 - 8 * bytes[length]);
}

// The hash of the bytes of a key, which are left of eight under its mask, the first the lowest. ASCII letters count
// without regard to case. Its first 32 bits are the tag of the key, and the first of these its bucket.
static inline uint64_t whorl_literal_hash(uint64_t eight, uint64_t mask) {
  uint64_t folded = (eight | UINT64_C(0x2020202020202020)) & mask;
  return folded * UINT64_C(0x9E3779B97F4A7C15);
}
static inline uint32_t whorl_literal_tag(uint64_t eight, uint64_t mask) {
  return (uint32_t)(whorl_literal_hash(eight, mask) >> 32);
}
static inline uint32_t whorl_literal_bucket(uint32_t tag) { return tag >> (32 - WHORL_LITERAL_BUCKET_BITS); }

// The word that tells of a key of the given length that eight bytes begin with, and the two bits of it
// that do if both are set (Bloom 1970, doi:10.1145/362686.362692).
static inline size_t whorl_literal_test_word(uint64_t eight, size_t length) {
  if (length < 2) {
    return (size_t)(whorl_literal_hash(eight, whorl_literal_key_mask(0)) >> (64 - WHORL_LITERAL_SHORT_BITS));
  }
  return ((size_t)1 << WHORL_LITERAL_SHORT_BITS)
         + (size_t)(whorl_literal_hash(eight, whorl_literal_key_mask(2)) >> (64 - WHORL_LITERAL_LONG_BITS));
}
static inline uint64_t whorl_literal_test_bits(uint64_t eight, size_t length) {
  uint64_t hash = whorl_literal_hash(eight, whorl_literal_key_mask(length));
  // The first bits of the shortest keys tell the word already.
  if (length == 0) hash <<= WHORL_LITERAL_SHORT_BITS;
  if (length == 2) hash <<= WHORL_LITERAL_LONG_BITS;
  return (UINT64_C(1) << (hash >> 58)) | (UINT64_C(1) << (hash >> 52 & 63));
}

// Looks for the literals from `*position` to the end of the last part, by the place of their keys, and writes a hit
// for each use of each that leaves a start within its scope. Stops there, which leaves `*position` at that end or behind
// it, or where fewer than `reserve` of the `capacity` hits are left, and `*position` is where to go on. `reserve` is
// more than the most uses that literals with the same place of their keys can have, those with the same tag for each
// length. Returns the number of hits.
size_t whorl_literal_search(
    const whorl_literal_table *table, const uint8_t *text, size_t count, bool is_ascii, size_t *position,
    const whorl_literal_part *parts, size_t part_count, const whorl_literal_scope *scopes, whorl_literal_hit *hits,
    size_t capacity, size_t reserve);

typedef struct {
  // Bit i: whether a byte 0xC0 + i stands in the text.
  uint64_t leads;
  // Whether U+017F or U+212A stands in it, letters beyond ASCII of which an ASCII letter is another case.
  bool has_unusual_case;
  // Whether all bytes are below 0x80.
  bool is_ascii;
} whorl_text_traits;

whorl_text_traits whorl_traits_of_text(const uint8_t *text, size_t count);

// The first place from `position` on of a byte of which `table` has one of the bits of `mask`; `count` if none. Only
// bytes from 0x80 on, and the bytes # * > _ ` ~, may have any.
size_t whorl_next_special(
    const uint8_t *text, size_t count, size_t position, const uint8_t *table, uint8_t mask);

// Bit i: whether a sentence may begin at `base + i`, which is at least 1 and below `count`, by the bytes beside that
// place: white space behind a mark or a byte beyond ASCII, any byte behind a line end, or the edge of a character
// beyond ASCII or of a closing mark that does not stand behind a letter, a digit or a space. The last is left out if
// `is_ascii` says that the text holds nothing else.
uint64_t whorl_break_candidates(const uint8_t *text, size_t count, size_t base, bool is_ascii);

// The place of a sentence.
typedef struct {
  int64_t start;
  int64_t end;
} whorl_sentence;

// Finds the sentences from `*position` on, where one begins, in a text of ASCII alone, and writes those that hold a letter
// or digit, without white space at their edges. Stops at the end of the text, or where there may not be room for all, and
// leaves the place to go on from in `*position`. `capacity` is at least 2. A word before a full stop is an abbreviation if
// its letters, digits and full stops, at most eight, in lower case and the last the lowest byte, are one of the numbers.
// Returns the number of sentences.
size_t whorl_sentences_of_ascii(
    const uint8_t *text, size_t count, size_t *position, const uint64_t *abbreviations, size_t abbreviation_count,
    whorl_sentence *sentences, size_t capacity);

#endif
