// Plain C interface to simdjson's on-demand parser: one line of JSON in, the wanted fields out.
//
// A reader holds the paths that are looked for and the parser's memory. It belongs to one thread at a
// time. Nothing here throws, prints, or keeps a pointer to the caller's bytes after a call returns.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Zero bytes that must be readable behind a line (not part of it), and spare bytes that must be
// writable behind the output.
#define CSIMDJSON_PADDING 64

// At most this many paths a reader: one bit each in a mask.
#define CSIMDJSON_MAXIMUM_PATHS 64

// Objects and arrays nested deeper than this are refused.
#define CSIMDJSON_MAXIMUM_DEPTH 256

typedef enum {
  CSimdjsonStatusValid = 0,
  CSimdjsonStatusNotAnObject,
  CSimdjsonStatusInvalidUTF8,
  CSimdjsonStatusControlCharacter,
  CSimdjsonStatusUnclosedString,
  CSimdjsonStatusInvalidEscape,
  CSimdjsonStatusInvalidScalar,
  CSimdjsonStatusInvalidStructure,
  CSimdjsonStatusTrailingText,
  CSimdjsonStatusTooDeep,
  CSimdjsonStatusTooLarge,
} CSimdjsonStatus;

typedef enum {
  CSimdjsonKindMissing = 0,
  CSimdjsonKindNull,
  CSimdjsonKindBoolean,
  CSimdjsonKindNumber,
  CSimdjsonKindString,
  CSimdjsonKindArray,
  CSimdjsonKindObject,
} CSimdjsonKind;

// What a path led to. For a string the range in the output holds the unescaped text, for a number or
// Boolean value its JSON text; for other kinds it is empty. For a path to every element of an array it is
// the last of its values.
typedef struct {
  CSimdjsonKind kind;
  size_t offset;
  size_t length;
} CSimdjsonSlot;

// One value of a path with a step to every element of an array.
typedef struct {
  size_t slot;
  CSimdjsonKind kind;
  size_t offset;
  size_t length;
  // The index of the innermost array element that the value is in, and of the one that this is in.
  size_t inner;
  size_t outer;
} CSimdjsonHit;

typedef struct {
  CSimdjsonStatus status;
  // Bytes of the output that are in use.
  size_t outputLength;
  // A lone surrogate escape was replaced by U+FFFD in some string of the line.
  bool replacedSurrogate;
} CSimdjsonResult;

typedef struct CSimdjsonReader CSimdjsonReader;

// Null only if memory runs out.
CSimdjsonReader *csimdjson_reader_create(void);
void csimdjson_reader_destroy(CSimdjsonReader *reader);

// Starts the next path (slot numbers count up from 0) at the top of the record; the steps that follow
// lead down from there. False if there are too many paths or memory runs out.
bool csimdjson_reader_add_path(CSimdjsonReader *reader);
bool csimdjson_reader_add_key(CSimdjsonReader *reader, const uint8_t *key, size_t length);
bool csimdjson_reader_add_index(CSimdjsonReader *reader, size_t index);
bool csimdjson_reader_add_every(CSimdjsonReader *reader);

// Reads one line, or any stretch of bytes that holds one object, or one array where a path begins with a step to an
// element. `output` has room for `length` + CSIMDJSON_PADDING bytes, `slots` for one entry a
// path. The byte behind the line is a newline or zero. The whole line is validated, not only the
// wanted fields. Where an object repeats a key, its first value counts.
CSimdjsonResult csimdjson_reader_read(
    CSimdjsonReader *reader, const uint8_t *line, size_t length, uint8_t *output,
    CSimdjsonSlot *slots);

// The values of the last line read that lie on paths to every element, in the order of the line; valid
// until the next call. A line with more than a million of them is refused as too large.
const CSimdjsonHit *csimdjson_reader_hits(const CSimdjsonReader *reader, size_t *count);

// Whether bytes are well-formed UTF-8 (The Unicode Standard, section 3.9).
bool csimdjson_is_utf8(const uint8_t *bytes, size_t length);

// From the next read on, collect the dotted paths of the values in a line (to list them for people).
void csimdjson_reader_collect_names(CSimdjsonReader *reader, bool collect);

// The paths of the last line read, each ended by a newline; valid until the next call. Control
// characters in keys are shown as '?'.
const uint8_t *csimdjson_reader_names(const CSimdjsonReader *reader, size_t *length);

#ifdef __cplusplus
}
#endif

#endif
