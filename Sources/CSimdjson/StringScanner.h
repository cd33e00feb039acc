// Unescaping of JSON strings, 64 bytes at a step.
//
// simdjson refuses a string with a lone surrogate escape; this one replaces it by U+FFFD, and it
// writes to any memory, so texts land where they stay.
#ifndef STRING_SCANNER_H
#define STRING_SCANNER_H

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__) && !defined(CSIMDJSON_PORTABLE)
#include <emmintrin.h>
#endif

namespace csimdjson {

#if defined(__SSE2__) && !defined(CSIMDJSON_PORTABLE)

constexpr size_t stepWidth = 64;

// A bit for each of 16 bytes, which are copied where `destination` is given: whether it is a quote or a backslash.
inline uint64_t copyPart(const uint8_t *source, uint8_t *destination) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(source));
  if (destination) {
    _mm_storeu_si128(reinterpret_cast<__m128i *>(destination), bytes);
  }
  const __m128i special = _mm_or_si128(
      _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
  return static_cast<uint32_t>(_mm_movemask_epi8(special));
}

// Copies a step (where `destination` is given) and returns how many of its bytes come before the
// first quote or backslash.
inline size_t copyStep(const uint8_t *source, uint8_t *destination) {
  uint64_t mask = 0;
  for (size_t part = 0; part < stepWidth; part += 16) {
    mask |= copyPart(source + part, destination ? destination + part : nullptr) << part;
  }
  return mask ? static_cast<size_t>(__builtin_ctzll(mask)) : stepWidth;
}

#else

constexpr size_t stepWidth = 8;

inline size_t copyStep(const uint8_t *source, uint8_t *destination) {
  uint64_t bytes;
  std::memcpy(&bytes, source, 8);
  if (destination) {
    std::memcpy(destination, &bytes, 8);
  }
  constexpr uint64_t ones = 0x0101010101010101;
  constexpr uint64_t highs = 0x8080808080808080;
  const uint64_t quotes = bytes ^ (ones * '"');
  const uint64_t slashes = bytes ^ (ones * '\\');
  const uint64_t zeros = ((quotes - ones) & ~quotes) | ((slashes - ones) & ~slashes);
  if (!(zeros & highs)) {
    return stepWidth;
  }
  // A borrow can raise false marks above the first true one only on little-endian readings; looking
  // at the bytes is right everywhere.
  size_t count = 0;
  while (source[count] != '"' && source[count] != '\\') {
    count += 1;
  }
  return count;
}

#endif

// The value of four hexadecimal digits, or a value above 0xFFFF.
inline uint32_t hexadecimal(const uint8_t *digits) {
  uint32_t value = 0;
  for (int index = 0; index < 4; index += 1) {
    const uint8_t byte = digits[index];
    uint32_t digit;
    if (byte >= '0' && byte <= '9') {
      digit = byte - '0';
    } else if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f') {
      digit = (byte | 0x20) - 'a' + 10;
    } else {
      return 0x10000;
    }
    value = (value << 4) | digit;
  }
  return value;
}

// Writes a scalar value as UTF-8 and returns its length.
inline size_t encode(uint32_t scalar, uint8_t *destination) {
  if (scalar < 0x80) {
    destination[0] = static_cast<uint8_t>(scalar);
    return 1;
  }
  if (scalar < 0x800) {
    destination[0] = static_cast<uint8_t>(0xC0 | (scalar >> 6));
    destination[1] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    return 2;
  }
  if (scalar < 0x10000) {
    destination[0] = static_cast<uint8_t>(0xE0 | (scalar >> 12));
    destination[1] = static_cast<uint8_t>(0x80 | ((scalar >> 6) & 0x3F));
    destination[2] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    return 3;
  }
  destination[0] = static_cast<uint8_t>(0xF0 | (scalar >> 18));
  destination[1] = static_cast<uint8_t>(0x80 | ((scalar >> 12) & 0x3F));
  destination[2] = static_cast<uint8_t>(0x80 | ((scalar >> 6) & 0x3F));
  destination[3] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
  return 4;
}

// What the escapes of one letter stand for; 0 for all others.
struct SimpleEscapes {
  uint8_t values[256] = {};
  constexpr SimpleEscapes() {
    values['"'] = '"';
    values['\\'] = '\\';
    values['/'] = '/';
    values['b'] = '\b';
    values['f'] = '\f';
    values['n'] = '\n';
    values['r'] = '\r';
    values['t'] = '\t';
  }
};
inline constexpr SimpleEscapes simpleEscapes;

struct StringScan {
  // Length of the unescaped text.
  size_t length;
  // Bytes from the start of the text up to its closing quote.
  size_t rawLength;
  bool valid;
  bool replacedSurrogate;
};

// Reads the string that starts at `source`, behind its opening quote, and ends before `end`. Writes
// the unescaped text to `destination` unless that is null. Reads and writes up to a step too far:
// both buffers are padded. The unescaped text is never longer than the raw one.
inline StringScan scanString(const uint8_t *source, const uint8_t *end, uint8_t *destination) {
  const uint8_t *cursor = source;
  size_t length = 0;
  bool replaced = false;
  uint8_t scratch[4];
  while (cursor < end) {
    const size_t plain = copyStep(cursor, destination ? destination + length : nullptr);
    cursor += plain;
    length += plain;
    if (plain == stepWidth) {
      continue;
    }
    if (cursor >= end) {
      break;
    }
    if (*cursor == '"') {
      return {length, static_cast<size_t>(cursor - source), true, replaced};
    }
    if (end - cursor < 2) {
      break;
    }
    uint8_t *target = destination ? destination + length : scratch;
    const uint8_t escape = cursor[1];
    cursor += 2;
    // A table and not a jump: which escape comes next cannot be foreseen.
    if (const uint8_t value = simpleEscapes.values[escape]) {
      *target = value;
      length += 1;
      continue;
    }
    if (escape != 'u') {
      return {length, 0, false, replaced};
    }
    if (end - cursor < 4) {
      break;
    }
    uint32_t scalar = hexadecimal(cursor);
    if (scalar > 0xFFFF) {
      return {length, 0, false, replaced};
    }
    cursor += 4;
    if (scalar >= 0xD800 && scalar <= 0xDFFF) {
      uint32_t low = 0x10000;
      if (scalar <= 0xDBFF && end - cursor >= 6 && cursor[0] == '\\' && cursor[1] == 'u') {
        low = hexadecimal(cursor + 2);
      }
      if (low >= 0xDC00 && low <= 0xDFFF) {
        scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
        cursor += 6;
      } else {
        scalar = 0xFFFD;
        replaced = true;
      }
    }
    length += encode(scalar, target);
  }
  return {length, 0, false, replaced};
}

} // namespace csimdjson

#endif
