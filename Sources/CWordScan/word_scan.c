#include "word_scan.h"

#include <stdbool.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// The choice is made by the dynamic linker, which on other systems than Linux with glibc cannot.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define MULTIVERSIONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef MULTIVERSIONED
#define MULTIVERSIONED
#endif
#define INLINE static inline __attribute__((always_inline))

enum { block_bytes = 64 };

// Sets of the bytes of a block, a bit a byte, the first byte lowest.
typedef struct {
  uint64_t alphanumeric;
  uint64_t connectors;
  uint64_t blanks;
  uint64_t line_ends;
  uint64_t beyond_ascii;
} whorl_classes;

INLINE bool is_letter(uint8_t byte) { return (uint8_t)((byte | 0x20) - 'a') < 26; }
INLINE bool is_digit(uint8_t byte) { return (uint8_t)(byte - '0') < 10; }
INLINE bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t'; }
INLINE bool is_line_end(uint8_t byte) { return byte == '\n' || byte == '\r'; }

#if defined(__SSE2__)
#define BITS(BYTES) (uint64_t)(uint32_t) _mm_movemask_epi8(BYTES)
#define EQUAL(BYTES, CHARACTER) _mm_cmpeq_epi8(BYTES, _mm_set1_epi8(CHARACTER))

INLINE whorl_classes classes_of(const uint8_t *text) {
  whorl_classes classes = {0, 0, 0, 0, 0};
  __m128i parts[4], rare = _mm_setzero_si128();
  for (int part = 0; part < 4; part++) {
    const __m128i bytes = parts[part] = _mm_loadu_si128((const __m128i *)(text + 16 * part));
    // Compares are signed: the range is moved to where the signed numbers begin.
    const __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const __m128i letters = _mm_cmpgt_epi8(
        _mm_set1_epi8((char)(0x80 + 26)), _mm_add_epi8(folded, _mm_set1_epi8((char)(0x80 - 'a'))));
    const __m128i digits = _mm_cmpgt_epi8(
        _mm_set1_epi8((char)(0x80 + 10)), _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - '0'))));
    classes.alphanumeric |= BITS(_mm_or_si128(letters, digits)) << 16 * part;
    classes.blanks |= BITS(_mm_or_si128(EQUAL(bytes, ' '), EQUAL(bytes, '\t'))) << 16 * part;
    classes.line_ends |= BITS(_mm_or_si128(EQUAL(bytes, '\n'), EQUAL(bytes, '\r'))) << 16 * part;
    rare = _mm_or_si128(rare, _mm_or_si128(bytes, EQUAL(bytes, '_')));
  }
  if (__builtin_expect(_mm_movemask_epi8(rare) != 0, 0)) {
    for (int part = 0; part < 4; part++) {
      classes.connectors |= BITS(EQUAL(parts[part], '_')) << 16 * part;
      classes.beyond_ascii |= BITS(parts[part]) << 16 * part;
    }
  }
  return classes;
}
#else
INLINE whorl_classes classes_of(const uint8_t *text) {
  whorl_classes classes = {0, 0, 0, 0, 0};
  for (int i = 0; i < block_bytes; i++) {
    const uint8_t byte = text[i];
    classes.alphanumeric |= (uint64_t)(is_letter(byte) | is_digit(byte)) << i;
    classes.connectors |= (uint64_t)(byte == '_') << i;
    classes.blanks |= (uint64_t)is_blank(byte) << i;
    classes.line_ends |= (uint64_t)is_line_end(byte) << i;
    classes.beyond_ascii |= (uint64_t)(byte >> 7) << i;
  }
  return classes;
}
#endif

// WB6, WB7, WB11 and WB12 of UAX #29 among ASCII characters.
INLINE bool joins(uint8_t before, uint8_t byte, uint8_t after) {
  const bool joins_letters = byte == '\'' || byte == '.' || byte == ':';
  const bool joins_digits = byte == '\'' || byte == '.' || byte == ',' || byte == ';';
  return (joins_letters && is_letter(before) && is_letter(after)) ||
         (joins_digits && is_digit(before) && is_digit(after));
}

// What TokenScan reads at the start of a line, as far as it makes a difference to words.
typedef struct {
  bool is_unclear;
  // The digits of an ordinal marker, which are no word.
  size_t ordinal, ordinal_end;
} line_start;

static size_t after_blanks(const uint8_t *text, size_t count, size_t position) {
  while (position < count && is_blank(text[position])) position++;
  return position;
}

static size_t after_run(const uint8_t *text, size_t count, size_t position, uint8_t byte) {
  while (position < count && text[position] == byte) position++;
  return position;
}

// Whether the backticks of the line behind `position` make it a code span; -1 if that cannot be said.
static int has_backtick(const uint8_t *text, size_t count, size_t position) {
  for (; position < count && !is_line_end(text[position]); position++) {
    if (text[position] == '`') return 1;
    if (text[position] >= 0x80) return -1;
  }
  return 0;
}

static line_start begin_line(const uint8_t *text, size_t count, size_t position, whorl_fence *fence) {
  const line_start nothing = {false, 0, 0}, unclear = {true, 0, 0};
  bool is_quoted = false;
  position = after_blanks(text, count, position);
  while (position < count && text[position] == '>' && (fence->character == 0 || fence->is_quoted)) {
    is_quoted = true;
    position = after_blanks(text, count, position + 1);
  }
  if (position >= count) return nothing;
  const uint8_t byte = text[position];
  if (fence->character != 0) {
    if (byte != fence->character) return nothing;
    const size_t end = after_run(text, count, position, byte);
    if (end - position < fence->length) return nothing;
    const size_t rest = after_blanks(text, count, end);
    if (rest < count && text[rest] >= 0x80) return unclear;
    if (rest >= count || is_line_end(text[rest])) fence->character = 0;
    return nothing;
  }
  if (byte == '`' || byte == '~') {
    const size_t end = after_run(text, count, position, byte);
    if (end - position < 3) return nothing;
    if (end < count && text[end] >= 0x80) return unclear;
    const int is_span = byte == '`' ? has_backtick(text, count, end) : 0;
    if (is_span < 0) return unclear;
    if (is_span == 0) *fence = (whorl_fence){byte, is_quoted, end - position};
    return nothing;
  }
  if (!is_digit(byte)) return nothing;
  size_t end = position;
  while (end < count && is_digit(text[end]) && end - position < 10) end++;
  if (end - position > 9 || end + 1 >= count) return nothing;
  if ((text[end] != '.' && text[end] != ')') || !is_blank(text[end + 1])) return nothing;
  return (line_start){false, position, end};
}

// The bits below `bit`, 0 to 64.
INLINE uint64_t below(size_t bit) { return bit >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << bit) - 1; }

INLINE uint64_t without_ordinal(uint64_t alphanumeric, line_start line, size_t base) {
  if (line.ordinal_end <= base || line.ordinal >= base + block_bytes) return alphanumeric;
  const size_t first = line.ordinal > base ? line.ordinal - base : 0;
  return alphanumeric & (below(first) | ~below(line.ordinal_end - base));
}

// Whether a scan can begin at `position`, which is behind a byte.
INLINE bool can_begin(const uint8_t *text, size_t position) {
  const uint8_t last = text[position - 1];
  if (is_line_end(last)) return true;
  if (!is_blank(last) || position < 2) return false;
  const uint8_t before = text[position - 2];
  return !is_blank(before) && !is_line_end(before) && before != '>';
}

size_t whorl_scan_limit(const uint8_t *text, size_t count, size_t from, size_t limit) {
  if (limit >= count) return count;
  for (size_t place = limit; place > from; place--)
    if (can_begin(text, place) && text[place - 1] != '\r') return place;
  for (size_t place = limit + 1; place < count; place++)
    if (can_begin(text, place) && text[place - 1] != '\r') return place;
  return count;
}

// Whether U+2000 plus the lower six bits of `last` is one of – — ‘ ’ “ ” • ….
INLINE bool is_mark(uint8_t last) {
  switch (last) {
    case 0x93: case 0x94: case 0x98: case 0x99: case 0x9C: case 0x9D: case 0xA2: case 0xA6: return true;
    default: return false;
  }
}

// The bytes of a dash, quotation mark, bullet or ellipsis at `place` that ends words as ASCII marks do, and
// has nothing attached to it; 0 if something else is there.
static size_t mark_length(const uint8_t *text, size_t count, size_t place) {
  if (place + 3 > count || text[place] != 0xE2 || text[place + 1] != 0x80) return 0;
  const uint8_t mark = text[place + 2];
  if (!is_mark(mark)) return 0;
  const size_t end = place + 3;
  if (end == count) return 3;
  const uint8_t next = text[end];
  // Single quotation marks join letters, and digits.
  if (mark <= 0x99 && mark >= 0x98 && place > 0 && (is_letter(text[place - 1]) || is_digit(text[place - 1])) &&
      (is_letter(next) || is_digit(next)))
    return 0;
  // Of other characters, some attach to what is before them.
  if (next < 0x80) return 3;
  return end + 3 <= count && next == 0xE2 && text[end + 1] == 0x80 && is_mark(text[end + 2]) ? 3 : 0;
}

// The end of a stretch that begins at `position`: a scan can go on behind it, and about as much ASCII stands
// before that as was not, so that text in another script is one stretch. The marks of a line that begins in it
// depend on all of the line.
static size_t end_of_stretch(const uint8_t *text, size_t count, size_t position) {
  size_t ascii = 0, others = 0, line_ends = 0;
  for (size_t place = position; place < count; place++) {
    if (others > 0 && ascii >= (others < 32 ? others : 32) && can_begin(text, place) && text[place - 1] != '\r' &&
        (line_ends == 0 || text[place - 1] == '\n'))
      return place;
    ascii = text[place] >= 0x80 ? 0 : ascii + 1;
    others += text[place] >= 0x80;
    line_ends += is_line_end(text[place]);
  }
  return count;
}

// Finds the places of words; whether there are connectors among them.
MULTIVERSIONED
static whorl_word_scan find_words(
    const uint8_t *text, size_t count, size_t from, size_t limit, whorl_fence *fence, uint32_t *places,
    bool *has_connectors) {
  const whorl_word_scan unclear = {whorl_words_unclear, 0, from, from};
  whorl_word_scan scan = {whorl_words_all, 0, limit, limit};
  uint32_t *next = places;
  // Whether the last byte of the block before is in a word, and whether it is a letter or digit.
  uint64_t carry = 0, carry_alphanumeric = 0;
  size_t marks_end = 0;
  line_start line = {false, 0, 0};
  if (from == 0 || is_line_end(text[from - 1])) {
    line = begin_line(text, count, from, fence);
    if (line.is_unclear) return unclear;
  }
  for (size_t base = from; base < limit; base += block_bytes) {
    whorl_classes classes;
    if (base + block_bytes <= limit) {
      classes = classes_of(text + base);
    } else {
      uint8_t rest[block_bytes] = {0};
      memcpy(rest, text + base, limit - base);
      classes = classes_of(rest);
    }
    size_t stop = block_bytes;
    uint64_t others = classes.beyond_ascii;
    while (__builtin_expect(others != 0, 0)) {
      size_t place = base + (size_t)__builtin_ctzll(others);
      if (place < marks_end) place = marks_end;
      else if (mark_length(text, count, place) > 0) marks_end = place += 3;
      else {
        while (place > from && !is_blank(text[place - 1]) && !is_line_end(text[place - 1])) place--;
        scan.outcome = whorl_words_stretch;
        scan.position = place;
        stop = place > base ? place - base : 0;
        break;
      }
      others &= ~below(place - base);
    }
    uint64_t line_ends = classes.line_ends & below(stop);
    while (line_ends) {
      const size_t start = base + (size_t)__builtin_ctzll(line_ends) + 1;
      line_ends &= line_ends - 1;
      // What begins at the limit is read by the scan that begins there.
      if (start >= limit) break;
      // The one before lies before this line.
      classes.alphanumeric = without_ordinal(classes.alphanumeric, line, base);
      line = begin_line(text, count, start, fence);
      if (line.is_unclear) return unclear;
    }
    const uint64_t alphanumeric = without_ordinal(classes.alphanumeric, line, base);
    uint64_t inside = alphanumeric | classes.connectors;
    *has_connectors |= classes.connectors != 0;
    const size_t behind = base + block_bytes;
    const uint64_t follows = behind < count && (is_letter(text[behind]) || is_digit(text[behind]));
    uint64_t joints = ~(inside | classes.blanks | classes.line_ends) &
                      (alphanumeric << 1 | carry_alphanumeric) & (alphanumeric >> 1 | follows << 63);
    while (joints) {
      const size_t place = base + (size_t)__builtin_ctzll(joints);
      if (joins(text[place - 1], text[place], text[place + 1])) inside |= joints & -joints;
      joints &= joints - 1;
    }
    inside &= below(stop);
    // Words begin and end by turns.
    uint64_t edges = inside ^ (inside << 1 | carry);
    const size_t found = (size_t)__builtin_popcountll(edges);
    carry = inside >> 63;
    carry_alphanumeric = alphanumeric >> 63;
    uint32_t *after = next + found;
    // More are written than there are, so that their number is a matter of few branches.
    do {
#pragma unroll
      for (int i = 0; i < 8; i++) {
        *next++ = (uint32_t)base + (uint32_t)(edges ? __builtin_ctzll(edges) : 64);
        edges &= edges - 1;
      }
    } while (edges);
    next = after;
    if (scan.outcome == whorl_words_stretch) break;
  }
  if ((next - places) % 2 == 1) *next++ = (uint32_t)scan.position;
  // Words that were found in earlier blocks and belong to the stretch.
  while (next > places && next[-1] > scan.position) next -= 2;
  scan.words = (size_t)(next - places) / 2;
  if (scan.outcome == whorl_words_stretch) scan.end = end_of_stretch(text, count, scan.position);
  return scan;
}

// Takes the connectors at the edges of words off; the number of words that are left.
static size_t trim(const uint8_t *text, uint32_t *places, size_t words) {
  size_t kept = 0;
  for (size_t i = 0; i < words; i++) {
    uint32_t start = places[2 * i], end = places[2 * i + 1];
    while (start < end && text[start] == '_') start++;
    while (start < end && text[end - 1] == '_') end--;
    places[2 * kept] = start;
    places[2 * kept + 1] = end;
    kept += start < end;
  }
  return kept;
}

INLINE uint64_t combine(uint64_t h, uint64_t word) {
  const uint64_t product = (h ^ word) * UINT64_C(0x9E3779B97F4A7C15);
  return product ^ (product >> 32);
}

INLINE uint64_t finalize(uint64_t h) {
  h = (h ^ (h >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  h = (h ^ (h >> 27)) * UINT64_C(0x94D049BB133111EB);
  return h ^ (h >> 31);
}

static const uint64_t token_seed = UINT64_C(0x77686F726C2F746B);

INLINE uint64_t load(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// The fold of letters, digits and what joins them: of these only capitals have bit 6 and not bit 5.
INLINE uint64_t folded(uint64_t word) { return word | ((word & UINT64_C(0x4040404040404040)) >> 1); }

// Whether a byte is `_`, which `folded` would change; true for some words without one, too.
INLINE bool may_hold_connector(uint64_t word) {
  const uint64_t other = word ^ UINT64_C(0x5F5F5F5F5F5F5F5F);
  return ((other - UINT64_C(0x0101010101010101)) & ~other & UINT64_C(0x8080808080808080)) != 0;
}

// Any word, byte by byte.
static uint64_t hash_of_any(const uint8_t *text, size_t start, size_t end) {
  uint64_t h = token_seed;
  for (size_t index = start; index < end; index += 8) {
    uint64_t word = 0;
    for (size_t i = index; i < end && i < index + 8; i++) {
      const uint8_t byte = text[i];
      const uint8_t lower = (uint8_t)(byte - 'A') < 26 ? byte | 0x20 : byte;
      word |= (uint64_t)lower << 8 * (i - index);
    }
    h = combine(h, word);
  }
  return finalize(h ^ (end - start));
}

// By the length of a word: the bits of its first eight bytes, and of the eight after them.
static const uint64_t first_bytes[17] = {
    0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX,
    UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
static const uint64_t second_bytes[17] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF,
    0xFFFFFFFFFFFFFF, UINT64_MAX};

enum { batch = 256 };

MULTIVERSIONED
static void hash_words(
    const uint8_t *text, size_t count, const uint32_t *places, size_t words, bool has_connectors,
    uint64_t *hashes) {
  uint64_t first[batch], second[batch], lengths[batch];
  // The words whose sixteen bytes end before the text does.
  size_t inner = words;
  while (inner > 0 && places[2 * inner - 2] + 16 > count) inner--;
  for (size_t done = 0; done < inner; done += batch) {
    const size_t size = inner - done < batch ? inner - done : batch;
    size_t longest = 0;
#if defined(__clang__)
#pragma clang loop vectorize(disable) unroll(disable)
#endif
    for (size_t i = 0; i < size; i++) {
      const size_t start = places[2 * (done + i)], length = places[2 * (done + i) + 1] - start;
      const size_t known = length < 16 ? length : 16;
      first[i] = load(text + start) & first_bytes[known];
      second[i] = load(text + start + 8) & second_bytes[known];
      lengths[i] = length;
      longest = length > longest ? length : longest;
    }
    // In vectors.
    for (size_t i = 0; i < size; i++) {
      const uint64_t once = combine(token_seed, folded(first[i]));
      const uint64_t twice = combine(once, folded(second[i]));
      hashes[done + i] = finalize((lengths[i] > 8 ? twice : once) ^ lengths[i]);
    }
    if (longest <= 16 && !has_connectors) continue;
    for (size_t i = 0; i < size; i++)
      if (lengths[i] > 16 || may_hold_connector(first[i]) || may_hold_connector(second[i]))
        hashes[done + i] = hash_of_any(text, places[2 * (done + i)], places[2 * (done + i) + 1]);
  }
  for (size_t i = inner; i < words; i++) hashes[i] = hash_of_any(text, places[2 * i], places[2 * i + 1]);
}

whorl_word_scan whorl_read_words(
    const uint8_t *text, size_t count, size_t from, size_t limit, whorl_fence *fence, uint32_t *places,
    uint64_t *hashes) {
  bool has_connectors = false;
  whorl_word_scan scan = find_words(text, count, from, limit, fence, places, &has_connectors);
  if (has_connectors) scan.words = trim(text, places, scan.words);
  hash_words(text, count, places, scan.words, has_connectors, hashes);
  return scan;
}
