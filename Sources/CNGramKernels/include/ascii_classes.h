// Where the ASCII letters and digits and the spaces of 64 bytes are, a bit a byte, the first byte lowest.
#ifndef WHORL_ASCII_CLASSES_H
#define WHORL_ASCII_CLASSES_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef struct {
  uint64_t letters_and_digits;
  uint64_t spaces;
} whorl_ascii_classes;

// Reads the 64 bytes at `text`, wherever they begin.
static inline whorl_ascii_classes whorl_ascii_classes_of(const uint8_t *text) {
  whorl_ascii_classes classes = {0, 0};
#if defined(__SSE2__)
  for (int block = 0; block < 4; block++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * block));
    // Compares are signed: the range is moved to where the signed numbers begin.
    __m128i folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i letters = _mm_cmpgt_epi8(
        _mm_set1_epi8((char)(0x80 + 26)), _mm_add_epi8(folded, _mm_set1_epi8((char)(0x80 - 'a'))));
    __m128i digits = _mm_cmpgt_epi8(
        _mm_set1_epi8((char)(0x80 + 10)), _mm_add_epi8(bytes, _mm_set1_epi8((char)(0x80 - '0'))));
    __m128i spaces = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
    classes.letters_and_digits |=
        (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(letters, digits)) << (16 * block);
    classes.spaces |= (uint64_t)(uint32_t)_mm_movemask_epi8(spaces) << (16 * block);
  }
#else
  for (int i = 0; i < 64; i++) {
    uint8_t byte = text[i];
    uint64_t is_letter = (uint8_t)((byte | 0x20) - 'a') < 26;
    uint64_t is_digit = (uint8_t)(byte - '0') < 10;
    classes.letters_and_digits |= (is_letter | is_digit) << i;
    classes.spaces |= (uint64_t)(byte == ' ') << i;
  }
#endif
  return classes;
}

#endif
