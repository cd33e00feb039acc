#include "text_scanning.h"

#include <string.h>

// The choice is made by the dynamic linker, which on other systems than Linux with glibc cannot.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define MULTIVERSIONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef MULTIVERSIONED
#define MULTIVERSIONED
#endif

// The first byte is the lowest.
static inline uint64_t load64_little(const uint8_t *bytes) {
  uint64_t value;
  memcpy(&value, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap64(value);
#endif
  return value;
}

// Eight bytes from `position` on, spaces where the text has ended.
static inline uint64_t eight_bytes(const uint8_t *text, size_t count, size_t position) {
  size_t left = count - position;
  if (left >= 8) return load64_little(text + position);
  uint64_t value = UINT64_C(0x2020202020202020);
  for (size_t i = 0; i < left; i++) value ^= (uint64_t)(text[position + i] ^ 0x20) << (8 * i);
  return value;
}

static inline uint64_t load64(const uint8_t *bytes) {
  uint64_t value;
  memcpy(&value, bytes, 8);
  return value;
}

static inline uint8_t is_letter_or_digit(uint8_t byte) {
  return (uint8_t)((uint8_t)((byte | 0x20) - 'a') < 26) | (uint8_t)((uint8_t)(byte - '0') < 10);
}

// Bit i: whether a byte may stand where the i-th of what must stand beside a literal is wanted.
static inline uint8_t allowed_beside(uint8_t byte) {
  uint8_t is_word = is_letter_or_digit(byte);
  uint8_t is_either = (uint8_t)(byte >= 0x80) | (uint8_t)(byte == '_');
  return (uint8_t)(1 << WHORL_BESIDE_ANY) | (uint8_t)((is_either | (is_word ^ 1)) << WHORL_BESIDE_NO_WORD)
         | (uint8_t)((is_either | is_word) << WHORL_BESIDE_WORD);
}

enum { ALLOWED_AT_EDGE = 1 << WHORL_BESIDE_ANY | 1 << WHORL_BESIDE_NO_WORD };

static inline bool are_bytes(
    const whorl_literal_table *table, const whorl_literal *literal, const uint8_t *text, size_t start) {
  const uint8_t *bytes = table->bytes + literal->start;
  const uint8_t *folds = table->folds + literal->start;
  // The first and last eight bytes are known.
  for (size_t i = 8; i + 8 < literal->count; i += 8) {
    if ((load64(text + start + i) | load64(folds + i)) != load64(bytes + i)) return false;
  }
  return true;
}

// All is compared before any of it decides: each is rarely what another is not.
static inline bool stands_at(
    const whorl_literal_table *table, const whorl_literal *literal, const uint8_t *text, size_t count, size_t start) {
  if (literal->count > count - start) return false;
  uint64_t head, tail;
  if (count - start >= 8) {
    head = load64_little(text + start);
    tail = load64_little(text + start + literal->tail_offset);
  } else {
    head = tail = eight_bytes(text, count, start);
  }
  uint64_t differences = ((head | literal->head_fold) ^ literal->head) | ((tail | literal->tail_fold) ^ literal->tail);
  size_t end = start + literal->count;
  unsigned before = start == 0 ? ALLOWED_AT_EDGE : allowed_beside(text[start - 1]);
  unsigned after = end == count ? ALLOWED_AT_EDGE : allowed_beside(text[end]);
  unsigned is_allowed = before >> literal->before & after >> literal->after & 1;
  if ((differences & literal->mask) != 0 || !is_allowed) return false;
  return literal->count <= 16 || are_bytes(table, literal, text, start);
}

// Writes a hit behind those found whether or not it is one, for which there is room.
static inline size_t note_use(
    const whorl_literal_use *use, size_t start, const whorl_literal_scope *scopes, whorl_literal_hit *hits,
    size_t found) {
  const whorl_literal_scope *scope = scopes + use->scope;
  int64_t low = (int64_t)start - use->lead_maximum;
  int64_t high = (int64_t)start - use->lead_minimum + 1;
  low = low < scope->low ? scope->low : low;
  high = high > scope->high ? scope->high : high;
  hits[found].low = low;
  hits[found].high = high;
  hits[found].slot = use->slot;
  return found + (size_t)((low < high) & ((int64_t)start < scope->end));
}

// A place at which keys may begin, counted from the start of its block, and the lengths of these keys as bits.
typedef struct {
  uint16_t place;
  uint16_t lengths;
} candidate;

// Literals whose keys have the tag of the bytes at a place of a block: those from `first` on, as long as they have it.
typedef struct {
  uint32_t place;
  uint32_t tag;
  uint32_t first;
  uint32_t length;
} key_match;

// A key that may be one, and the length of it.
typedef struct {
  uint32_t place;
  uint32_t tag;
  uint32_t length;
} probe;

// The keys of a candidate. Their buckets are read later: by then they are in the cache.
static inline size_t add_probes(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t base, candidate at, probe *probes,
    size_t number) {
  uint64_t eight = eight_bytes(text, count, base + at.place);
  for (uint32_t lengths = at.lengths; lengths != 0; lengths &= lengths - 1) {
    uint32_t length = (uint32_t)__builtin_ctz(lengths);
    uint32_t tag = whorl_literal_tag(eight, whorl_literal_key_mask(length));
    __builtin_prefetch(table->buckets + whorl_literal_bucket(tag));
    probes[number++] = (probe){at.place, tag, length};
  }
  return number;
}

// Looks a key up. The literals are read later, too.
static inline size_t match_key(const whorl_literal_table *table, probe at, key_match *matches, size_t found) {
  uint32_t first = table->buckets[whorl_literal_bucket(at.tag)];
  // Most buckets have one literal or none. Behind the last tag stands the highest.
  first += table->tags[first] < at.tag;
  while (table->tags[first] < at.tag) first++;
  __builtin_prefetch(table->literals + first);
  __builtin_prefetch((const uint8_t *)(table->literals + first) + sizeof(whorl_literal) - 1);
  __builtin_prefetch(table->uses + first);
  matches[found] = (key_match){at.place, at.tag, first, at.length};
  return found + ((table->tags[first] == at.tag) & (first != table->count));
}

static inline size_t confirm(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t base, key_match match,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t found) {
  size_t position = base + match.place;
  for (uint32_t index = match.first; index < table->count && table->tags[index] == match.tag; index++) {
    const whorl_literal *literal = table->literals + index;
    if (literal->key_length != match.length || literal->key_offset > position) continue;
    size_t start = position - literal->key_offset;
    if (stands_at(table, literal, text, count, start)) {
      found = note_use(table->uses + index, start, scopes, hits, found);
      for (uint32_t use = literal->more_uses; use < literal->end_of_uses; use++) {
        found = note_use(table->uses + use, start, scopes, hits, found);
      }
    }
  }
  return found;
}

// Bit i: whether a key of the i-th length may be what eight bytes begin with.
static inline uint32_t possible_lengths(const uint64_t *bits, uint64_t eight, size_t number) {
  uint32_t result = 0;
  for (size_t length = 0; length < number; length++) {
    uint32_t hash = whorl_literal_hash(whorl_literal_tag(eight, whorl_literal_key_mask(length)));
    const uint64_t *words = bits + (length << (WHORL_LITERAL_HASH_BITS - 6));
    result |= (uint32_t)(words[hash >> 6] >> (hash & 63) & 1) << length;
  }
  return result;
}

// One bit for each of 64 flags, which are 0 or 1. Inlined, so that it is compiled for the processor that its caller is
// compiled for.
__attribute__((always_inline)) static inline uint64_t bits_of_flags(const uint8_t *flags) {
  uint64_t mask = 0;
#if defined(__clang__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  // Vectors of bits are what the instructions that gather the bits of a register are made from.
  typedef uint8_t vector_of_bytes __attribute__((ext_vector_type(64)));
  typedef bool vector_of_bits __attribute__((ext_vector_type(64)));
  vector_of_bytes bytes;
  memcpy(&bytes, flags, 64);
  vector_of_bits bits = __builtin_convertvector(bytes, vector_of_bits);
  memcpy(&mask, &bits, 8);
#else
  for (size_t i = 0; i < 64; i += 8) {
    // Gathers the lowest bits of eight bytes: each bit of the product comes from one byte only.
    mask |= ((load64_little(flags + i) * UINT64_C(0x0102040810204080)) >> 56) << i;
  }
#endif
  return mask;
}

static inline uint8_t is_anchor(uint8_t before, uint8_t byte) {
  uint8_t is_letter = is_letter_or_digit(byte);
  return (is_letter & (is_letter_or_digit(before) ^ 1)) | (uint8_t)(byte >= 0xC0)
         | ((is_letter ^ 1) & (uint8_t)(byte < 0x80) & (uint8_t)(byte != ' '));
}

// Inlined, so that it is compiled for the processor that its caller is compiled for.
__attribute__((always_inline)) static inline uint64_t anchors(const uint8_t *text, size_t count, size_t base) {
  if (base > 0 && count - base >= 64) {
    uint8_t flags[64];
    for (size_t i = 0; i < 64; i++) flags[i] = is_anchor(text[base + i - 1], text[base + i]);
    return bits_of_flags(flags);
  }
  uint64_t mask = 0;
  size_t length = count - base < 64 ? count - base : 64;
  for (size_t i = 0; i < length; i++) {
    mask |= (uint64_t)is_anchor(base + i == 0 ? ' ' : text[base + i - 1], text[base + i]) << i;
  }
  return mask;
}

enum {
  BLOCK = 1024,
  // Lengths of keys that are looked for at every byte.
  SHORT_LENGTHS = 3,
  // Keys that are looked up before their literals are read.
  MATCHES = 128,
};

// The anchors of a block, in order, counted from its start, with room for as many as it has bytes and eight more.
__attribute__((always_inline)) static inline size_t anchors_of_block(
    const uint8_t *text, size_t count, size_t base, size_t length, uint16_t *places) {
  uint16_t *next = places;
  for (size_t offset = 0; offset < length; offset += 64) {
    uint64_t mask = anchors(text, count, base + offset);
    uint16_t *after = next + __builtin_popcountll(mask);
    // More are written than there are, so that their number is a matter of few branches.
    while (next < after) {
#pragma unroll
      for (int i = 0; i < 8; i++) {
        next[i] = (uint16_t)(offset + (mask ? (size_t)__builtin_ctzll(mask) : 0));
        mask &= mask - 1;
      }
      next += 8;
    }
    next = after;
  }
  return (size_t)(next - places);
}

// The places of a block at which keys may begin, in order: of the anchors in it, without a branch at any of them. Each
// step is taken for all of them before the next, so that the compiler can take it for several at once.
MULTIVERSIONED
static size_t candidates_at_anchors(
    const uint64_t *bits, const uint8_t *text, size_t count, size_t base, size_t length, candidate *candidates) {
  uint16_t places[BLOCK + 8];
  uint64_t eights[BLOCK];
  uint32_t lengths[BLOCK];
  size_t number = anchors_of_block(text, count, base, length, places);
  size_t inner = number;
  while (inner > 0 && count - base - places[inner - 1] < 8) inner--;
  for (size_t i = 0; i < inner; i++) eights[i] = load64_little(text + base + places[i]);
  for (size_t i = inner; i < number; i++) eights[i] = eight_bytes(text, count, base + places[i]);
  for (size_t i = 0; i < number; i++) lengths[i] = possible_lengths(bits, eights[i], WHORL_LITERAL_KEY_LENGTHS);
  size_t found = 0;
  for (size_t i = 0; i < number; i++) {
    candidates[found] = (candidate){places[i], (uint16_t)lengths[i]};
    found += lengths[i] != 0;
  }
  return found;
}

static size_t candidates_anywhere(
    const uint64_t *bits, const uint8_t *text, size_t count, size_t base, size_t length, candidate *candidates) {
  size_t found = 0;
  bool is_last = count - base - length < 8;
  for (size_t place = 0; place < length; place++) {
    uint64_t eight = is_last ? eight_bytes(text, count, base + place) : load64_little(text + base + place);
    uint32_t lengths = possible_lengths(bits, eight, SHORT_LENGTHS);
    candidates[found] = (candidate){(uint16_t)place, (uint16_t)lengths};
    found += lengths != 0;
  }
  return found;
}

size_t whorl_literal_search(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t *position, size_t end,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity, size_t reserve) {
  candidate candidates[BLOCK];
  probe probes[MATCHES];
  key_match matches[MATCHES];
  size_t found = 0;
  for (size_t base = *position; base < end; base += BLOCK) {
    size_t length = end - base < BLOCK ? end - base : BLOCK;
    size_t number = table->is_anchored
                        ? candidates_at_anchors(table->bits, text, count, base, length, candidates)
                        : candidates_anywhere(table->bits, text, count, base, length, candidates);
    for (size_t next = 0; next < number;) {
      size_t probed = 0;
      for (; next < number && probed <= MATCHES - WHORL_LITERAL_KEY_LENGTHS; next++) {
        probed = add_probes(table, text, count, base, candidates[next], probes, probed);
      }
      size_t matched = 0;
      for (size_t i = 0; i < probed; i++) matched = match_key(table, probes[i], matches, matched);
      for (size_t i = 0; i < matched; i++) {
        // The literals of one place go together.
        bool is_new_place = i == 0 || matches[i].place != matches[i - 1].place;
        if (is_new_place && capacity - found < reserve) {
          *position = base + matches[i].place;
          return found;
        }
        found = confirm(table, text, count, base, matches[i], scopes, hits, found);
      }
    }
  }
  *position = end;
  return found;
}

MULTIVERSIONED
whorl_text_traits whorl_traits_of_text(const uint8_t *text, size_t count) {
  whorl_text_traits traits = {0, false, true};
  for (size_t base = 0; base < count; base += 64) {
    size_t length = count - base < 64 ? count - base : 64;
    uint8_t any = 0;
    if (length == 64) {
      for (size_t i = 0; i < 64; i++) any |= text[base + i];
      if (any < 0x80) continue;
    }
    for (size_t i = base; i < base + length; i++) {
      uint8_t byte = text[i];
      if (byte < 0x80) continue;
      traits.is_ascii = false;
      if (byte < 0xC0) continue;
      traits.leads |= UINT64_C(1) << (byte - 0xC0);
      if (byte == 0xC5 && i + 1 < count && text[i + 1] == 0xBF) traits.has_unusual_case = true;
      if (byte == 0xE2 && i + 2 < count && text[i + 1] == 0x84 && text[i + 2] == 0xAA) traits.has_unusual_case = true;
    }
  }
  return traits;
}

static inline uint8_t may_be_special(uint8_t byte) {
  // The marks of Markdown: # * > and _ ` ~, which have two bits in common.
  return (uint8_t)(byte >= 0x80) | (uint8_t)(byte == '#') | (uint8_t)(byte == '*') | (uint8_t)(byte == '>')
         | (uint8_t)(byte == '_') | (uint8_t)(byte == '`') | (uint8_t)(byte == '~');
}

MULTIVERSIONED
size_t whorl_next_special(
    const uint8_t *text, size_t count, size_t position, const uint8_t *table, uint8_t mask) {
  while (position < count) {
    if (count - position >= 64) {
      uint8_t any = 0;
      for (size_t i = 0; i < 64; i++) any |= may_be_special(text[position + i]);
      if (!any) {
        position += 64;
        continue;
      }
    }
    size_t end = count - position < 64 ? count : position + 64;
    for (; position < end; position++) {
      if (table[text[position]] & mask) return position;
    }
  }
  return count;
}

static inline bool is_space(uint8_t byte) { return byte == ' ' || (uint8_t)(byte - 9) < 5; }

static inline uint8_t may_end(uint8_t byte) {
  return (uint8_t)(byte >= 0x80) | (uint8_t)(byte == '.') | (uint8_t)(byte == '!') | (uint8_t)(byte == '?')
         | (uint8_t)(byte == '"') | (uint8_t)(byte == '\'') | (uint8_t)(byte == ')') | (uint8_t)(byte == ']')
         | (uint8_t)(byte == '}') | (uint8_t)(byte == '*') | (uint8_t)(byte == '_') | (uint8_t)(byte == '`')
         | (uint8_t)(byte == '~');
}

static inline uint8_t may_break(uint8_t before_that, uint8_t before, uint8_t after) {
  uint8_t is_line_end = (uint8_t)(before == '\n') | (uint8_t)(before == '\r');
  uint8_t is_terminated = (uint8_t)is_space(after) & may_end(before);
  uint8_t is_edge = (uint8_t)((after & 0xC0) != 0x80)
                    & ((uint8_t)((before & 0xC0) == 0x80)
                       | (((uint8_t)(before == '"') | (uint8_t)(before == '\'') | (uint8_t)(before == ')'))
                          & (is_letter_or_digit(before_that) ^ 1) & (uint8_t)(before_that != ' ')));
  return is_line_end | is_terminated | is_edge;
}

MULTIVERSIONED
uint64_t whorl_break_candidates(const uint8_t *text, size_t count, size_t base) {
  uint64_t mask = 0;
  size_t length = count - base < 64 ? count - base : 64;
  if (length == 64 && base >= 2) {
    uint8_t flags[64];
    for (size_t i = 0; i < 64; i++) flags[i] = may_break(text[base + i - 2], text[base + i - 1], text[base + i]);
    return bits_of_flags(flags);
  }
  for (size_t i = 0; i < length; i++) {
    uint8_t before_that = base + i < 2 ? ' ' : text[base + i - 2];
    mask |= (uint64_t)may_break(before_that, text[base + i - 1], text[base + i]) << i;
  }
  return mask;
}
