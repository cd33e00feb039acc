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

// A literal: `count` bytes at `start` in the table's `bytes`, ASCII letters in lower case. It is looked for by its key,
// the two, three, four, six or eight bytes at `key_offset`. Of all that it takes to tell that it stands somewhere, only
// the bytes of long ones lie elsewhere.
typedef struct {
  // Its first eight bytes and its last ones, the first the lowest, or all of them twice if there are fewer: eight bytes
  // of the text are these once the fold, 0x20 where letters are, is set in them and they are left under `mask`.
  uint64_t head;
  uint64_t head_fold;
  uint64_t tail;
  uint64_t tail_fold;
  uint64_t mask;
  uint32_t start;
  // Its uses but the first.
  uint32_t more_uses;
  uint32_t end_of_uses;
  uint16_t count;
  uint16_t key_offset;
  // Where its last eight bytes begin; 0 if there are fewer.
  uint16_t tail_offset;
  // The place of its key's length among those of keys.
  uint8_t key_length;
  uint8_t before;
  uint8_t after;
} whorl_literal;

// What an occurrence of a literal means: a match of what owns `slot` may start from `lead_maximum` to
// `lead_minimum` bytes before it, as far as the range `scope` lets it.
typedef struct {
  uint32_t slot;
  uint32_t scope;
  int32_t lead_minimum;
  int32_t lead_maximum;
} whorl_literal_use;

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

enum {
  WHORL_LITERAL_HASH_BITS = 15,
  WHORL_LITERAL_BUCKET_BITS = 14,
  // Keys have two, three, four, six or eight bytes.
  WHORL_LITERAL_KEY_LENGTHS = 5,
};

typedef struct {
  // For each length of keys, the shortest first, 2^15 bits for their hashes.
  const uint64_t *bits;
  // For each of 2^14 buckets of hashes where its literals begin; one more for the end.
  const uint32_t *buckets;
  // For each literal the tag of its key, in ascending order, then the highest number: most are told apart by it, so that
  // few literals are read.
  const uint32_t *tags;
  const whorl_literal *literals;
  // The number of literals.
  uint32_t count;
  // The first use of each literal, in their order, then the others.
  const whorl_literal_use *uses;
  const uint8_t *bytes;
  // For each of `bytes` 0x20 where it is a letter, else 0.
  const uint8_t *folds;
  // Whether all keys begin at anchors: a letter or digit of ASCII with none before it, the first byte of a character
  // beyond ASCII, and any other byte of ASCII but a space. If not, keys have two, three or four bytes.
  bool is_anchored;
} whorl_literal_table;

static inline uint64_t whorl_literal_key_mask(size_t length) {
  static const uint8_t bytes[WHORL_LITERAL_KEY_LENGTHS] = {2, 3, 4, 6, 8};
  return UINT64_MAX >> (64 - 8 * bytes[length]);
}

// The tag of the bytes of a key, which are left of eight under its mask, the first the lowest. ASCII letters count
// without regard to case. Its first bits are the hash of the key, and the first of these its bucket.
static inline uint32_t whorl_literal_tag(uint64_t eight, uint64_t mask) {
  uint64_t folded = (eight | UINT64_C(0x2020202020202020)) & mask;
  return (uint32_t)((folded * UINT64_C(0x9E3779B97F4A7C15)) >> 32);
}
static inline uint32_t whorl_literal_hash(uint32_t tag) { return tag >> (32 - WHORL_LITERAL_HASH_BITS); }
static inline uint32_t whorl_literal_bucket(uint32_t tag) { return tag >> (32 - WHORL_LITERAL_BUCKET_BITS); }

// Looks for the literals from `*position` to before `end`, by the place of their keys, and writes a hit for each use of
// each that leaves a start within its scope. Stops there, which leaves `*position` at `end` or behind it, or where fewer
// than `reserve` of the `capacity` hits are left, and `*position` is where to go on. `reserve` is at least the most
// uses that literals with the same place of their keys can have. Returns the number of hits.
size_t whorl_literal_search(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t *position, size_t end,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity, size_t reserve);

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
// beyond ASCII or of a closing mark that does not stand behind a letter, a digit or a space.
uint64_t whorl_break_candidates(const uint8_t *text, size_t count, size_t base);

#endif
