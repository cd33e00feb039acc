// ASCII text, sixty-four bytes at a time: its words, numbers and single marks, and its spaces folded.
#ifndef WHORL_ASCII_TOKENS_H
#define WHORL_ASCII_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Laid out as Token of WhorlKit, which checks that it is.
typedef struct {
  uint64_t hash;
  uint32_t start;
  uint32_t end;
  uint8_t kind;
  uint8_t casing;
} whorl_token;

// The token that one ASCII character is by itself.
typedef struct {
  uint64_t hash;
  uint64_t kind;
} whorl_ascii_mark;

// The tokens that one call may write into a block at the least: it stops while there is room for fewer.
#define WHORL_TOKENS_A_BLOCK 64

// Writes the tokens of `text[index..<count]` to `tokens`, at most `room` of them, up to the first that is not
// plain: one that holds or touches a character that is not ASCII, a control character, tab, newline, an
// underscore, an asterisk, a backtick, a vertical bar or several periods in a row, or that is very long.
// Spaces are skipped. `index` must be the start of a token or space, behind the marks of its line, and
// `count` at most UINT32_MAX. `marks` has the 128 tokens of single characters.
//
// Returns where it stopped; the number of tokens goes to `written`.
size_t whorl_scan_ascii(
    const uint8_t *text, size_t count, size_t index, const whorl_ascii_mark *marks, whorl_token *tokens,
    size_t room, size_t *written);

// Copies `text[index..<count]` to `out`, up to the first character that is not ASCII, with every run of white
// space made one space; if `*after_space`, white space came before. Returns where it stopped; the number of
// bytes goes to `written`, and to `after_space` whether the last was white space.
//
// `out` has room for 64 bytes more than are copied.
size_t whorl_fold_spaces(
    const uint8_t *text, size_t count, size_t index, uint8_t *out, size_t *written, bool *after_space);

#endif
