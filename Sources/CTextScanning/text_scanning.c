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

static inline uint32_t load32(const uint8_t *bytes) {
  uint32_t value;
  memcpy(&value, bytes, 4);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  value = __builtin_bswap32(value);
#endif
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

static inline bool may_stand_beside(uint8_t wanted, bool is_edge, uint8_t byte) {
  if (wanted == WHORL_BESIDE_ANY) return true;
  if (is_edge) return wanted == WHORL_BESIDE_NO_WORD;
  if (byte >= 0x80 || byte == '_') return true;
  return is_letter_or_digit(byte) == (wanted == WHORL_BESIDE_WORD);
}

static inline bool stands_at(
    const whorl_literal_table *table, const whorl_literal *literal, const uint8_t *text, size_t count, size_t start) {
  const uint8_t *bytes = table->bytes + literal->start;
  const uint8_t *folds = table->folds + literal->start;
  size_t length = literal->count;
  if (length >= 8) {
    size_t i = 0;
    for (; i + 8 <= length; i += 8) {
      if ((load64(text + start + i) | load64(folds + i)) != load64(bytes + i)) return false;
    }
    i = length - 8;
    if ((load64(text + start + i) | load64(folds + i)) != load64(bytes + i)) return false;
  } else {
    for (size_t i = 0; i < length; i++) {
      if ((text[start + i] | folds[i]) != bytes[i]) return false;
    }
  }
  size_t end = start + length;
  return may_stand_beside(literal->before, start == 0, start == 0 ? 0 : text[start - 1])
         && may_stand_beside(literal->after, end == count, end == count ? 0 : text[end]);
}

static inline size_t confirm(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t position, uint32_t hash,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t found) {
  uint32_t bucket = whorl_literal_bucket(hash);
  size_t next = position + (hash & WHORL_LITERAL_FLAG ? 3 : 4);
  bool has_next = next + 8 <= count;
  uint64_t following = has_next ? load64(text + next) : 0;
  for (uint32_t index = table->buckets[bucket]; index < table->buckets[bucket + 1]; index++) {
    const whorl_literal *literal = table->literals + index;
    if (literal->hash != hash || literal->key_offset > position) continue;
    if (has_next && ((following | literal->next_fold) & literal->next_mask) != literal->next) continue;
    size_t start = position - literal->key_offset;
    if (literal->count > count - start || !stands_at(table, literal, text, count, start)) continue;
    for (uint32_t use_index = literal->first_use; use_index < literal->end_of_uses; use_index++) {
      const whorl_literal_use *use = table->uses + use_index;
      whorl_literal_scope scope = scopes[use->scope];
      int64_t low = (int64_t)start - use->lead_maximum;
      int64_t high = (int64_t)start - use->lead_minimum + 1;
      if (low < scope.low) low = scope.low;
      if (high > scope.high) high = scope.high;
      if (low >= high || (int64_t)start >= scope.end) continue;
      hits[found].low = low;
      hits[found].high = high;
      hits[found].slot = use->slot;
      found++;
    }
  }
  return found;
}

enum { BLOCK = 1024 };

// The places of a block at which a key may stand, in order.
static inline size_t candidates(
    const uint64_t *restrict bits, const uint8_t *restrict text, size_t length, uint16_t *restrict places) {
  const uint64_t *bits3 = bits + (1 << (WHORL_LITERAL_HASH_BITS - 6));
  size_t found = 0;
  for (size_t i = 0; i < length; i++) {
    uint32_t key = load32(text + i);
    uint32_t four = whorl_literal_hash4(key);
    uint32_t three = whorl_literal_hash3(key) & (WHORL_LITERAL_FLAG - 1);
    uint64_t bit = bits[four >> 6] >> (four & 63) | bits3[three >> 6] >> (three & 63);
    places[found] = (uint16_t)i;
    found += bit & 1;
  }
  return found;
}

// One bit for each of 64 flags, which are 0 or 1.
static inline uint64_t bits_of_flags(const uint8_t *flags) {
  uint64_t mask = 0;
  for (size_t i = 0; i < 64; i += 8) {
    // Gathers the lowest bits of eight bytes: each bit of the product comes from one byte only.
    uint64_t eight = load64(flags + i);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    mask |= ((eight * UINT64_C(0x0102040810204080)) >> 56) << i;
  }
  return mask;
}

static inline uint8_t is_anchor(uint8_t before, uint8_t byte) {
  uint8_t is_letter = is_letter_or_digit(byte);
  return (is_letter & (is_letter_or_digit(before) ^ 1)) | (uint8_t)(byte >= 0xC0)
         | ((is_letter ^ 1) & (uint8_t)(byte < 0x80) & (uint8_t)(byte != ' '));
}

MULTIVERSIONED
static uint64_t anchors(const uint8_t *text, size_t count, size_t base) {
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

static inline bool has(const uint64_t *bits, uint32_t hash) { return bits[hash >> 6] >> (hash & 63) & 1; }

static size_t search_anchors(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t *position,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity, size_t reserve) {
  size_t found = 0;
  for (size_t base = *position; base < count; base += 64) {
    for (uint64_t mask = anchors(text, count, base); mask != 0; mask &= mask - 1) {
      size_t place = base + (size_t)__builtin_ctzll(mask);
      if (capacity - found < reserve) {
        *position = place;
        return found;
      }
      uint32_t key = 0x20202020u;
      if (count - place >= 4) {
        key = load32(text + place);
      } else {
        // Behind the end spaces are read.
        for (size_t i = 0; i < count - place; i++) key ^= (uint32_t)(text[place + i] ^ 0x20) << (8 * i);
      }
      uint32_t four = whorl_literal_hash4(key);
      uint32_t three = whorl_literal_hash3(key);
      if (has(table->bits, four)) found = confirm(table, text, count, place, four, scopes, hits, found);
      if (has(table->bits, three)) found = confirm(table, text, count, place, three, scopes, hits, found);
    }
  }
  *position = count;
  return found;
}

static size_t search_all(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t *position,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity, size_t reserve) {
  uint16_t places[BLOCK];
  size_t found = 0;
  size_t base = *position;
  while (count >= 4 && base <= count - 4) {
    size_t length = count - 3 - base < BLOCK ? count - 3 - base : BLOCK;
    size_t number = candidates(table->bits, text + base, length, places);
    for (size_t i = 0; i < number; i++) {
      size_t place = base + places[i];
      if (capacity - found < reserve) {
        *position = place;
        return found;
      }
      uint32_t key = load32(text + place);
      found = confirm(table, text, count, place, whorl_literal_hash4(key), scopes, hits, found);
      found = confirm(table, text, count, place, whorl_literal_hash3(key), scopes, hits, found);
    }
    base += length;
  }
  // The last places, behind which a space is read.
  for (; base + 2 <= count; base++) {
    if (capacity - found < reserve) break;
    uint32_t third = base + 2 < count ? text[base + 2] : 0x20;
    uint32_t key = text[base] | (uint32_t)text[base + 1] << 8 | third << 16;
    found = confirm(table, text, count, base, whorl_literal_hash3(key), scopes, hits, found);
  }
  *position = base + 2 > count ? count : base;
  return found;
}

size_t whorl_literal_search(
    const whorl_literal_table *table, const uint8_t *text, size_t count, size_t *position,
    const whorl_literal_scope *scopes, whorl_literal_hit *hits, size_t capacity, size_t reserve) {
  return table->is_anchored
             ? search_anchors(table, text, count, position, scopes, hits, capacity, reserve)
             : search_all(table, text, count, position, scopes, hits, capacity, reserve);
}

MULTIVERSIONED
whorl_text_traits whorl_traits_of_text(const uint8_t *text, size_t count) {
  whorl_text_traits traits = {0, false};
  for (size_t base = 0; base < count; base += 64) {
    size_t length = count - base < 64 ? count - base : 64;
    uint8_t any = 0;
    if (length == 64) {
      for (size_t i = 0; i < 64; i++) any |= text[base + i];
      if (any < 0x80) continue;
    }
    for (size_t i = base; i < base + length; i++) {
      uint8_t byte = text[i];
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

static inline uint8_t may_break(uint8_t before, uint8_t after) {
  uint8_t is_line_end = (uint8_t)(before == '\n') | (uint8_t)(before == '\r');
  uint8_t is_terminated = (uint8_t)is_space(after) & may_end(before);
  uint8_t is_edge = (uint8_t)((after & 0xC0) != 0x80)
                    & ((uint8_t)((before & 0xC0) == 0x80) | (uint8_t)(before == '"') | (uint8_t)(before == '\'')
                       | (uint8_t)(before == ')'));
  return is_line_end | is_terminated | is_edge;
}

MULTIVERSIONED
uint64_t whorl_break_candidates(const uint8_t *text, size_t count, size_t base) {
  uint64_t mask = 0;
  size_t length = count - base < 64 ? count - base : 64;
  if (length == 64) {
    uint8_t flags[64];
    for (size_t i = 0; i < 64; i++) flags[i] = may_break(text[base + i - 1], text[base + i]);
    return bits_of_flags(flags);
  }
  for (size_t i = 0; i < length; i++) mask |= (uint64_t)may_break(text[base + i - 1], text[base + i]) << i;
  return mask;
}
