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

static inline uint8_t is_letter_or_digit(uint8_t byte) {
  return (uint8_t)((uint8_t)((byte | 0x20) - 'a') < 26) | (uint8_t)((uint8_t)(byte - '0') < 10);
}

enum {
  ALLOWED_AT_EDGE = 1 << WHORL_BESIDE_ANY | 1 << WHORL_BESIDE_NO_WORD,
  ALLOWED_WORD = 1 << WHORL_BESIDE_ANY | 1 << WHORL_BESIDE_WORD,
  ALLOWED_BOTH = ALLOWED_AT_EDGE | ALLOWED_WORD,
};

// Bit i: whether a byte may stand where the i-th of what must stand beside a literal is wanted.
#define E ALLOWED_AT_EDGE
#define W ALLOWED_WORD
#define B ALLOWED_BOTH
#define SIXTEEN(x) x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x
static const uint8_t allowed_beside[256] = {
    SIXTEEN(E),
    SIXTEEN(E),
    SIXTEEN(E),
    W, W, W, W, W, W, W, W, W, W, E, E, E, E, E, E,
    E, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, E, E, E, E, B,
    E, W, W, W, W, W, W, W, W, W, W, W, W, W, W, W,
    W, W, W, W, W, W, W, W, W, W, W, E, E, E, E, E,
    SIXTEEN(B),
    SIXTEEN(B),
    SIXTEEN(B),
    SIXTEEN(B),
    SIXTEEN(B),
    SIXTEEN(B),
    SIXTEEN(B),
    SIXTEEN(B),
};
#undef E
#undef W
#undef B
#undef SIXTEEN

// Whether a literal stands where a key of the given length at `place` is its own. All is compared before any of it
// decides, without a branch: each is rarely what another is not.
static inline size_t stands_by(
    const whorl_literal *literal, const uint8_t *text, size_t count, size_t place, uint32_t key_length) {
  size_t start = place - literal->key_offset;
  size_t length = literal->count;
  bool is_inside = (literal->key_offset <= place) & (place + length <= count + literal->key_offset);
  size_t first = is_inside ? start : 0;
  size_t end = is_inside ? start + length : 0;
  uint64_t head, tail;
  if (count - first >= 8) {
    head = load64_little(text + first);
    tail = load64_little(text + (length < 8 || !is_inside ? first : end - 8));
  } else {
    head = tail = eight_bytes(text, count, first);
  }
  uint64_t differences = ((head ^ literal->head) & literal->head_mask) | ((tail ^ literal->tail) & literal->tail_mask);
  unsigned before = allowed_beside[first == 0 ? ' ' : text[first - 1]];
  unsigned after = allowed_beside[end == count ? ' ' : text[end]];
  unsigned is_allowed = before >> literal->before & after >> literal->after & 1;
  return is_inside & (literal->key_length == key_length) & (differences == 0) & is_allowed;
}

// Writes what may be a hit, and returns 1 if it is one.
static inline size_t note_use(
    const whorl_literal_use *use, int64_t start, bool is_ascii, const whorl_literal_scope *scopes,
    whorl_literal_hit *hit) {
  const whorl_literal_scope *scope = scopes + use->scope;
  int64_t low = start - (is_ascii ? use->lead_characters : use->lead_maximum);
  int64_t high = start - use->lead_minimum + 1;
  low = low < scope->low ? scope->low : low;
  high = high > scope->high ? scope->high : high;
  hit->low = low;
  hit->high = high;
  hit->slot = use->slot;
  return (size_t)((low < high) & (start < scope->end));
}

// A place at which keys may begin, shifted, and the lengths of these keys as bits.
typedef uint64_t candidate;

static inline candidate candidate_at(size_t place, uint64_t lengths) {
  return (uint64_t)place << WHORL_LITERAL_KEY_LENGTHS | lengths;
}

// A key that may begin at a place, the length of it, and the first literal that may have it.
typedef struct {
  size_t place;
  uint32_t tag;
  uint32_t first;
  uint32_t length;
} probe;

// The keys of a candidate. Their buckets are read later: by then they are in the cache.
static inline size_t add_probes(
    const whorl_literal_table *table, const uint8_t *text, size_t count, candidate at, probe *probes, size_t number) {
  size_t place = (size_t)(at >> WHORL_LITERAL_KEY_LENGTHS);
  uint64_t eight = eight_bytes(text, count, place);
  for (uint32_t lengths = at & ((1 << WHORL_LITERAL_KEY_LENGTHS) - 1); lengths != 0; lengths &= lengths - 1) {
    uint32_t length = (uint32_t)__builtin_ctz(lengths);
    uint32_t tag = whorl_literal_tag(eight, whorl_literal_key_mask(length));
    __builtin_prefetch(table->buckets + whorl_literal_bucket(tag));
    probes[number++] = (probe){place, tag, 0, length};
  }
  return number;
}

__attribute__((always_inline)) static inline size_t confirm(
    const whorl_literal_table *table, const uint8_t *text, size_t count, bool is_ascii, probe at,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t found) {
  const whorl_literal *literal = table->literals + at.first;
  // Most buckets have one literal or none. Behind the last one stands the highest tag.
  while (literal->tag < at.tag) literal++;
  if (literal->tag != at.tag || literal == table->literals + table->count) return found;
  for (;; literal++) {
    size_t stands = stands_by(literal, text, count, at.place, at.length);
    int64_t start = (int64_t)at.place - literal->key_offset;
    found += stands & note_use(&literal->use, start, is_ascii, scopes, hits + found);
    if (literal->more_count != 0 && stands) {
      const whorl_literal_use *more = table->uses + literal->more_uses;
      for (uint32_t i = 0; i < literal->more_count; i++) {
        found += note_use(more + i, start, is_ascii, scopes, hits + found);
      }
    }
    if (literal->is_last) return found;
  }
}

// Bit i: whether a key of the i-th length may be what eight bytes begin with, by the words for shorter and longer ones.
static inline uint64_t possible_lengths(uint64_t eight, uint64_t shorter, uint64_t longer) {
  uint64_t result = 0;
#pragma unroll
  for (size_t length = 0; length < WHORL_LITERAL_KEY_LENGTHS; length++) {
    uint64_t bits = whorl_literal_test_bits(eight, length);
    result |= (uint64_t)(((length < 2 ? shorter : longer) & bits) == bits) << length;
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
  uint8_t edge[65];
  const uint8_t *bytes = text + base;
  if (base == 0 || count - base < 64) {
    // At the edges of the text spaces stand beside it, which are no anchors.
    memset(edge, ' ', sizeof edge);
    if (base > 0) edge[0] = text[base - 1];
    memcpy(edge + 1, text + base, count - base < 64 ? count - base : 64);
    bytes = edge + 1;
  }
  uint8_t flags[64];
  for (size_t i = 0; i < 64; i++) flags[i] = is_anchor(bytes[(ptrdiff_t)i - 1], bytes[i]);
  return bits_of_flags(flags);
}

enum {
  BLOCK = 512,
  // Keys that are looked up before their literals are read.
  PROBES = 128,
  // Candidates that are enough to look up.
  CANDIDATES = 64,
};

// The places of a block at which keys may begin, in order, counted from its start, with room for as many as it has
// bytes and eight more.
__attribute__((always_inline)) static inline size_t places_of_block(
    const uint8_t *text, size_t count, size_t base, size_t length, bool is_anchored, uint16_t *places) {
  uint16_t *next = places;
  for (size_t offset = 0; offset < length; offset += 64) {
    uint64_t mask = is_anchored ? anchors(text, count, base + offset) : UINT64_MAX;
    if (length - offset < 64) mask &= (UINT64_C(1) << (length - offset)) - 1;
    uint16_t *after = next + __builtin_popcountll(mask);
    // More are written than there are, so that their number is a matter of few branches.
    while (next < after) {
#pragma unroll
      for (int i = 0; i < 8; i++) {
        uint64_t bit = mask ? (uint64_t)__builtin_ctzll(mask) : 0;
        // Not to be done with vectors, which take more steps to find the bits.
        __asm__("" : "+r"(bit));
        next[i] = (uint16_t)(offset + bit);
        mask &= mask - 1;
      }
      next += 8;
    }
    next = after;
  }
  return (size_t)(next - places);
}

// The places of a block at which keys may begin by the bytes there, in order, without a branch at any of them. Each
// step is taken for all of them before the next, so that the compiler can take it for several at once.
MULTIVERSIONED
static size_t candidates_of_block(
    const uint64_t *tests, const uint8_t *text, size_t count, size_t base, size_t length, bool is_anchored,
    candidate *candidates) {
  uint16_t places[BLOCK + 8];
  uint64_t eights[BLOCK + 8];
  uint16_t shorter_places[BLOCK + 8];
  uint16_t longer_places[BLOCK + 8];
  uint64_t shorter[BLOCK + 8];
  uint64_t longer[BLOCK + 8];
  uint64_t lengths[BLOCK + 8];
  size_t number = places_of_block(text, count, base, length, is_anchored, places);
  size_t inner = number;
  while (inner > 0 && count - base - places[inner - 1] < 8) inner--;
  // Loads from all over are faster one by one than with the instructions that gather them.
#pragma clang loop vectorize(disable)
  for (size_t i = 0; i < inner; i++) eights[i] = load64_little(text + base + places[i]);
  for (size_t i = inner; i < number; i++) eights[i] = eight_bytes(text, count, base + places[i]);
  // Eight at once, up to the last.
  size_t rounded = (number + 7) / 8 * 8;
  for (size_t i = number; i < rounded; i++) eights[i] = 0;
  for (size_t i = 0; i < rounded; i++) {
    shorter_places[i] = (uint16_t)whorl_literal_test_word(eights[i], 0);
    longer_places[i] = (uint16_t)whorl_literal_test_word(eights[i], 2);
  }
#pragma clang loop vectorize(disable)
  for (size_t i = 0; i < rounded; i++) {
    shorter[i] = tests[shorter_places[i]];
    longer[i] = tests[longer_places[i]];
  }
  for (size_t i = 0; i < rounded; i++) lengths[i] = possible_lengths(eights[i], shorter[i], longer[i]);
  size_t found = 0;
  for (size_t i = 0; i < number; i++) {
    candidates[found] = candidate_at(base + places[i], lengths[i]);
    found += lengths[i] != 0;
  }
  return found;
}

// Looks candidates up and notes what they are, as far as there is room for hits. Returns how far it came: the place of
// the first that was not, or `end`.
MULTIVERSIONED
static size_t look_up(
    const whorl_literal_table *table, const uint8_t *text, size_t count, bool is_ascii, const candidate *candidates,
    size_t number, size_t end, const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity,
    size_t reserve, size_t *found) {
  probe probes[PROBES];
  for (size_t next = 0; next < number;) {
    size_t probed = 0;
    for (; next < number && probed <= PROBES - WHORL_LITERAL_KEY_LENGTHS; next++) {
      probed = add_probes(table, text, count, candidates[next], probes, probed);
    }
    for (size_t i = 0; i < probed; i++) {
      probes[i].first = table->buckets[whorl_literal_bucket(probes[i].tag)];
      __builtin_prefetch(table->literals + probes[i].first);
    }
    for (size_t i = 0; i < probed; i++) {
      // The literals of one place go together.
      bool is_new_place = i == 0 || probes[i].place != probes[i - 1].place;
      if (is_new_place && capacity - *found < reserve) return probes[i].place;
      *found = confirm(table, text, count, is_ascii, probes[i], scopes, hits, *found);
    }
  }
  return end;
}

size_t whorl_literal_search(
    const whorl_literal_table *table, const uint8_t *text, size_t count, bool is_ascii, size_t *position,
    const whorl_literal_part *parts, size_t part_count, const whorl_literal_scope *scopes, whorl_literal_hit *hits,
    size_t capacity, size_t reserve) {
  candidate candidates[CANDIDATES + BLOCK];
  size_t number = 0;
  size_t found = 0;
  size_t base = *position;
  for (size_t part = 0; part < part_count; part++) {
    size_t end = parts[part].end;
    if (parts[part].wanted == WHORL_WANTED_NONE) {
      base = base < end ? end : base;
      continue;
    }
    const uint64_t *tests = table->tests + (parts[part].wanted - 1) * (size_t)WHORL_LITERAL_TEST_WORDS;
    while (base < end) {
      size_t length = end - base < BLOCK ? end - base : BLOCK;
      number +=
          candidates_of_block(tests, text, count, base, length, table->is_anchored, candidates + number);
      base += length;
      if (number < CANDIDATES) continue;
      *position = look_up(
          table, text, count, is_ascii, candidates, number, base, scopes, hits, capacity, reserve, &found);
      if (*position < base) return found;
      number = 0;
    }
  }
  *position =
      look_up(table, text, count, is_ascii, candidates, number, base, scopes, hits, capacity, reserve, &found);
  return found;
}

// The places of 64 from `base` on at which characters beyond ASCII begin. Sets `is_ascii` to false if any byte is of one.
__attribute__((always_inline)) static inline uint64_t leads_of_block(
    const uint8_t *text, size_t count, size_t base, bool *is_ascii) {
  uint8_t edge[64];
  const uint8_t *bytes = text + base;
  size_t length = count - base < 64 ? count - base : 64;
  if (length < 64) {
    memset(edge, ' ', sizeof edge);
    memcpy(edge, bytes, length);
    bytes = edge;
  }
  uint8_t any = 0;
  for (size_t i = 0; i < 64; i++) any |= bytes[i];
  if (any < 0x80) return 0;
  *is_ascii = false;
  uint8_t flags[64];
  for (size_t i = 0; i < 64; i++) flags[i] = bytes[i] >= 0xC0;
  return bits_of_flags(flags);
}

MULTIVERSIONED
whorl_text_traits whorl_traits_of_text(const uint8_t *text, size_t count) {
  whorl_text_traits traits = {0, false, true};
  for (size_t base = 0; base < count; base += 64) {
    for (uint64_t left = leads_of_block(text, count, base, &traits.is_ascii); left != 0; left &= left - 1) {
      size_t i = base + (size_t)__builtin_ctzll(left);
      uint8_t byte = text[i];
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
  for (; position < count && count - position >= 64; position += 64) {
    uint8_t flags[64];
    for (size_t i = 0; i < 64; i++) flags[i] = may_be_special(text[position + i]);
    for (uint64_t left = bits_of_flags(flags); left != 0; left &= left - 1) {
      size_t place = position + (size_t)__builtin_ctzll(left);
      if (table[text[place]] & mask) return place;
    }
  }
  for (; position < count; position++) {
    if (table[text[position]] & mask) return position;
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

static inline uint8_t may_break_in_ascii(uint8_t before, uint8_t after) {
  uint8_t is_line_end = (uint8_t)(before == '\n') | (uint8_t)(before == '\r');
  return is_line_end | ((uint8_t)is_space(after) & may_end(before));
}

static inline uint8_t may_break(uint8_t before_that, uint8_t before, uint8_t after) {
  uint8_t is_edge = (uint8_t)((after & 0xC0) != 0x80)
                    & ((uint8_t)((before & 0xC0) == 0x80)
                       | (((uint8_t)(before == '"') | (uint8_t)(before == '\'') | (uint8_t)(before == ')'))
                          & (is_letter_or_digit(before_that) ^ 1) & (uint8_t)(before_that != ' ')));
  return may_break_in_ascii(before, after) | is_edge;
}

MULTIVERSIONED
uint64_t whorl_break_candidates(const uint8_t *text, size_t count, size_t base, bool is_ascii) {
  uint8_t edge[66];
  const uint8_t *bytes = text + base;
  size_t length = count - base < 64 ? count - base : 64;
  if (base < 2 || length < 64) {
    memset(edge, ' ', sizeof edge);
    if (base > 1) edge[0] = text[base - 2];
    edge[1] = text[base - 1];
    memcpy(edge + 2, text + base, length);
    bytes = edge + 2;
  }
  uint8_t flags[64];
  if (is_ascii) {
    for (size_t i = 0; i < 64; i++) flags[i] = may_break_in_ascii(bytes[(ptrdiff_t)i - 1], bytes[i]);
  } else {
    for (size_t i = 0; i < 64; i++) flags[i] = may_break(bytes[(ptrdiff_t)i - 2], bytes[(ptrdiff_t)i - 1], bytes[i]);
  }
  return bits_of_flags(flags) & UINT64_MAX >> (64 - length);
}

static inline bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }
static inline bool is_line_end(uint8_t byte) { return byte == '\n' || byte == '\r'; }
static inline bool is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }

// A closing quotation mark, bracket or mark of Markdown.
static inline bool is_closer(uint8_t byte) {
  switch (byte) {
    case '"': case '\'': case ')': case ']': case '}': case '*': case '_': case '`': case '~': return true;
    default: return false;
  }
}

// Whether, in ASCII, the full stop at `stop` belongs to an abbreviation, an initial or a list number.
__attribute__((always_inline)) static inline bool is_abbreviation(
    const uint8_t *text, size_t stop, const uint64_t *abbreviations, size_t abbreviation_count) {
  uint64_t word = 0;
  bool is_number = true;
  size_t length = 0;
  for (; length < 8 && length < stop; length++) {
    uint8_t byte = text[stop - 1 - length];
    if (is_letter(byte)) {
      byte |= 0x20;
      is_number = false;
    } else if (byte == '.') {
      is_number = false;
    } else if (!is_letter_or_digit(byte)) {
      break;
    }
    word |= (uint64_t)byte << (8 * length);
  }
  if (length == 0) return false;
  uint8_t last = text[stop - 1];
  // A capital letter alone is an initial, but the pronoun I ends sentences.
  if (length == 1 && is_letter(last) && (last & 0x20) == 0) return last != 'I';
  if (is_number) {
    size_t start = stop - length;
    while (start > 0 && is_blank(text[start - 1])) start--;
    return start == 0 || is_line_end(text[start - 1]);
  }
  uint64_t is_known = 0;
  for (size_t i = 0; i < abbreviation_count; i++) is_known |= abbreviations[i] == word;
  return is_known;
}

// Whether, in ASCII, a sentence ends before the white space at `position`.
__attribute__((always_inline)) static inline bool is_terminated(
    const uint8_t *text, size_t count, size_t position, const uint64_t *abbreviations, size_t abbreviation_count) {
  size_t end = position;
  while (end > 0 && position - end < 8 && is_closer(text[end - 1])) end--;
  if (end == 0) return false;
  uint8_t last = text[end - 1];
  if (last != '.' && last != '!' && last != '?') return false;
  size_t next = position;
  while (next < count && is_blank(text[next])) next++;
  if (next == count) return true;
  if ((uint8_t)(text[next] - 'a') < 26) return false;
  return last != '.' || !is_abbreviation(text, end - 1, abbreviations, abbreviation_count);
}

// The places of 64 from `base` on, which is at least 1, at which sentences of ASCII may begin.
__attribute__((always_inline)) static inline uint64_t break_candidates_of_ascii(
    const uint8_t *text, size_t count, size_t base) {
  uint8_t edge[65];
  const uint8_t *bytes = text + base;
  size_t length = count - base < 64 ? count - base : 64;
  if (length < 64) {
    memset(edge, ' ', sizeof edge);
    memcpy(edge, text + base - 1, length + 1);
    bytes = edge + 1;
  }
  uint8_t flags[64];
  for (size_t i = 0; i < 64; i++) flags[i] = may_break_in_ascii(bytes[(ptrdiff_t)i - 1], bytes[i]);
  return bits_of_flags(flags) & UINT64_MAX >> (64 - length);
}

// Writes what lies between two breaks without white space at its edges, and returns 1 if it has a letter or digit.
static inline size_t note_sentence(const uint8_t *text, size_t start, size_t end, whorl_sentence *sentence) {
  while (start < end && is_space(text[start])) start++;
  while (start < end && is_space(text[end - 1])) end--;
  *sentence = (whorl_sentence){(int64_t)start, (int64_t)end};
  while (start < end && !is_letter_or_digit(text[start])) start++;
  return start < end;
}

MULTIVERSIONED
size_t whorl_sentences_of_ascii(
    const uint8_t *text, size_t count, size_t *position, const uint64_t *abbreviations, size_t abbreviation_count,
    whorl_sentence *sentences, size_t capacity) {
  size_t start = *position;
  size_t found = 0;
  for (size_t base = start + 1; base < count; base += 64) {
    for (uint64_t left = break_candidates_of_ascii(text, count, base); left != 0; left &= left - 1) {
      size_t place = base + (size_t)__builtin_ctzll(left);
      if (!is_line_end(text[place - 1])
          && (is_line_end(text[place]) || !is_terminated(text, count, place, abbreviations, abbreviation_count))) {
        continue;
      }
      found += note_sentence(text, start, place, sentences + found);
      start = place;
      // The last place is kept for what the text ends with.
      if (found + 1 < capacity) continue;
      *position = start;
      return found;
    }
  }
  found += note_sentence(text, start, count, sentences + found);
  *position = count;
  return found;
}
