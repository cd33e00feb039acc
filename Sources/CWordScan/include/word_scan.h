// The words of texts that are mostly ASCII, without the rest of what the tokenizer finds in them.
#ifndef WHORL_WORD_SCAN_H
#define WHORL_WORD_SCAN_H

#include <stddef.h>
#include <stdint.h>

// The code fence that is open at a place, as TokenScan has it; no character if there is none.
typedef struct {
  uint8_t character;
  uint8_t is_quoted;
  size_t length;
} whorl_fence;

typedef enum {
  // All words before the limit were found.
  whorl_words_all,
  // The words before `position` were found. From there to `end` the tokenizer has to read, not at a line
  // start; behind it the scan can go on.
  whorl_words_stretch,
  // A fence stands beside what is not ASCII: the tokenizer has to read the whole text.
  whorl_words_unclear,
} whorl_words_outcome;

typedef struct {
  whorl_words_outcome outcome;
  size_t words;
  size_t position;
  size_t end;
} whorl_word_scan;

// Places that are written behind the last one found, whatever is there.
enum { whorl_places_margin = 64 };

// Finds the words of `text`, which has `count` bytes, from `from` up to `limit`: for each the offsets of
// its first byte and of the one behind its last in `places`, with room for `limit - from` of them and the
// margin, and the hash of its token in `hashes`, with room for half of that and one more.
//
// `from` is 0, or stands behind a line end, or behind a blank with something before it in its line that is
// neither blank nor '>'. So does `limit`, or it is `count`.
//
// Words are the tokens of the tokenizer's kinds word, number and ideograph.
whorl_word_scan whorl_read_words(
    const uint8_t *text, size_t count, size_t from, size_t limit, whorl_fence *fence, uint32_t *places,
    uint64_t *hashes);

// The last place up to `limit` where a scan can be cut, if there is one behind `from`, else the next one.
size_t whorl_scan_limit(const uint8_t *text, size_t count, size_t from, size_t limit);

#endif
