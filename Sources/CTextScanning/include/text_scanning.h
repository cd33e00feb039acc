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

// A literal: `count` bytes at `start` in the table's `bytes`, ASCII letters in lower case. It is looked for by the
// four or three bytes at `key_offset`, whose hash is `hash`. Up to eight bytes behind these are compared first: they
// are `next` where `next_mask` says so, after `next_fold` is set in them.
typedef struct {
  uint64_t next;
  uint64_t next_fold;
  uint64_t next_mask;
  uint32_t hash;
  uint32_t start;
  uint32_t first_use;
  uint32_t end_of_uses;
  uint16_t count;
  uint16_t key_offset;
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
  WHORL_LITERAL_HASH_BITS = 16,
  WHORL_LITERAL_FLAG = 1 << WHORL_LITERAL_HASH_BITS,
  WHORL_LITERAL_BUCKET_BITS = 12,
};

typedef struct {
  // 2^16 bits for hashes of four bytes, then as many for hashes of three.
  const uint64_t *bits;
  // For each of 2^12 buckets where its literals begin; one more for the end.
  const uint32_t *buckets;
  const whorl_literal *literals;
  const whorl_literal_use *uses;
  const uint8_t *bytes;
  // For each of `bytes` 0x20 where it is a letter, else 0.
  const uint8_t *folds;
  // Whether all keys begin at anchors: a letter or digit of ASCII with none before it, the first byte of a character
  // beyond ASCII, and any other byte of ASCII but a space.
  bool is_anchored;
} whorl_literal_table;

// The hash of four bytes, and that of three (the lowest of `key`), which has WHORL_LITERAL_FLAG set. ASCII letters
// hash without regard to case.
static inline uint32_t whorl_literal_hash4(uint32_t key) {
  return ((key | 0x20202020u) * 0x9E3779B1u) >> (32 - WHORL_LITERAL_HASH_BITS);
}
static inline uint32_t whorl_literal_hash3(uint32_t key) {
  return (((key | 0x202020u) << 8) * 0x85EBCA6Bu) >> (32 - WHORL_LITERAL_HASH_BITS) | WHORL_LITERAL_FLAG;
}
static inline uint32_t whorl_literal_bucket(uint32_t hash) {
  return (hash ^ (hash >> WHORL_LITERAL_BUCKET_BITS)) & ((1u << WHORL_LITERAL_BUCKET_BITS) - 1);
}

// Looks for the literals from `*position` on, by the place of their keys, and writes a hit for each use of each that
// leaves a start within its scope. Stops at the end of the text, which leaves `*position` at `count`, or where fewer
// than `reserve` of the `capacity` hits are left, and `*position` is where to go on. `reserve` is at least the most
// uses that literals with the same place of their keys can have. Returns the number of hits.
size_t whorl_literal_search(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t *position,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity, size_t reserve);

typedef struct {
  // Bit i: whether a byte 0xC0 + i stands in the text.
  uint64_t leads;
  // Whether U+017F or U+212A stands in it, letters beyond ASCII of which an ASCII letter is another case.
  bool has_unusual_case;
} whorl_text_traits;

whorl_text_traits whorl_traits_of_text(const uint8_t *text, size_t count);

// The first place from `position` on of a byte of which `table` has one of the bits of `mask`; `count` if none. Only
// bytes from 0x80 on, and the bytes # * > _ ` ~, may have any.
size_t whorl_next_special(
    const uint8_t *text, size_t count, size_t position, const uint8_t *table, uint8_t mask);

// Bit i: whether a sentence may begin at `base + i`, which is at least 1 and below `count`, by the bytes beside that
// place: white space behind a mark or a byte beyond ASCII, any byte behind a line end, or the edge of a character
// beyond ASCII or of a closing mark.
uint64_t whorl_break_candidates(const uint8_t *text, size_t count, size_t base);

#endif
