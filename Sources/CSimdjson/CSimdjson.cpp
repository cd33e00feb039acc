#include "CSimdjson.h"

// The checks for misuse depend on build settings otherwise, and with them the layout of classes.
#define SIMDJSON_DEVELOPMENT_CHECKS 0
#include <simdjson.h>

#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "PathTree.h"
#include "ScalarGrammar.h"
#include "StringScanner.h"

using namespace simdjson;

static_assert(SIMDJSON_PADDING <= CSIMDJSON_PADDING, "lines need more padding");

namespace {

// A parser keeps the memory of the longest line it has seen; above this it is given back.
constexpr size_t keptCapacity = size_t(16) << 20;

// More hits than this in one record are refused, as they would take more memory than the record.
constexpr size_t maximumHits = size_t(1) << 20;

// Names are collected for people: no deeper than this.
constexpr int namedDepth = 6;

CSimdjsonStatus statusOf(error_code code) {
  switch (code) {
  case SUCCESS:
    return CSimdjsonStatusValid;
  case UTF8_ERROR:
    return CSimdjsonStatusInvalidUTF8;
  case UNESCAPED_CHARS:
    return CSimdjsonStatusControlCharacter;
  case UNCLOSED_STRING:
    return CSimdjsonStatusUnclosedString;
  case STRING_ERROR:
    return CSimdjsonStatusInvalidEscape;
  case CAPACITY:
  case MEMALLOC:
    return CSimdjsonStatusTooLarge;
  case DEPTH_ERROR:
    return CSimdjsonStatusTooDeep;
  default:
    return CSimdjsonStatusInvalidStructure;
  }
}

} // namespace

struct CSimdjsonReader {
  ondemand::parser parser;
  csimdjson::PathTree tree;
  unsigned pathCount = 0;
  int lastNode = 0;

  const uint8_t *lineEnd = nullptr;
  uint8_t *output = nullptr;
  size_t outputLength = 0;
  CSimdjsonSlot *slots = nullptr;
  bool replacedSurrogate = false;

  // The slots whose path has a step to every element, and what these led to in this record.
  uint64_t repeated = 0;
  std::vector<CSimdjsonHit> hits;
  bool hasTooManyHits = false;
  // Whether a path begins with a step to an element, so that a record may be an array.
  bool takesArrays = false;
  bool isShared = false;
  // The index of the innermost array element around the current value, and of the one around that.
  size_t outer = 0;
  size_t inner = 0;

  // Unescaped keys, where a key holds an escape.
  std::string key;

  bool collectsNames = false;
  std::string names;
  std::string path;

  CSimdjsonStatus read(const uint8_t *line, size_t length);
  CSimdjsonStatus walkRoot(ondemand::document &document, bool isArray);
  CSimdjsonStatus walk(ondemand::value value, int node, int depth);
  CSimdjsonStatus walkObject(ondemand::object object, int node, int depth);
  CSimdjsonStatus walkArray(ondemand::array array, int node, int depth);
  CSimdjsonStatus readString(const uint8_t *start, int node);
  CSimdjsonStatus readScalar(std::string_view token, int node);
  CSimdjsonStatus readKey(const uint8_t *start, int parent, int &node, int depth);

  void fill(int node, CSimdjsonKind kind, size_t offset, size_t length) {
    for (uint64_t mask = tree.slots(node); mask; mask &= mask - 1) {
      const unsigned slot = static_cast<unsigned>(__builtin_ctzll(mask));
      if (!((repeated >> slot) & 1)) {
        slots[slot] = {kind, offset, length};
      } else if (hits.size() < maximumHits) {
        slots[slot] = {kind, offset, length};
        hits.push_back({slot, kind, offset, length, inner, outer});
      } else {
        hasTooManyHits = true;
      }
    }
  }

  void appendName(std::string_view name) {
    if (!path.empty()) {
      path.push_back('.');
    }
    for (char byte : name) {
      if (byte == '.' || byte == '[' || byte == '\\') {
        path.push_back('\\');
      }
      path.push_back(static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F ? '?' : byte);
    }
  }

  void endName() {
    if (collectsNames && !path.empty()) {
      names += path;
      names.push_back('\n');
    }
  }
};

CSimdjsonStatus CSimdjsonReader::readString(const uint8_t *start, int node) {
  const bool wanted = tree.slots(node) != 0;
  const csimdjson::StringScan scan =
      csimdjson::scanString(start, lineEnd, wanted ? output + outputLength : nullptr);
  replacedSurrogate |= scan.replacedSurrogate;
  if (!scan.valid) {
    return CSimdjsonStatusInvalidEscape;
  }
  if (wanted) {
    fill(node, CSimdjsonKindString, outputLength, scan.length);
    outputLength += scan.length;
  }
  return CSimdjsonStatusValid;
}

CSimdjsonStatus CSimdjsonReader::readScalar(std::string_view token, int node) {
  token = csimdjson::withoutTrailingSpace(token);
  if (token == "null") {
    fill(node, CSimdjsonKindNull, outputLength, 0);
  } else if (token == "true" || token == "false" || csimdjson::isNumber(token)) {
    if (tree.slots(node)) {
      std::memcpy(output + outputLength, token.data(), token.size());
      const bool isBoolean = token[0] == 't' || token[0] == 'f';
      fill(
          node, isBoolean ? CSimdjsonKindBoolean : CSimdjsonKindNumber, outputLength, token.size());
      outputLength += token.size();
    }
  } else {
    return CSimdjsonStatusInvalidScalar;
  }
  return CSimdjsonStatusValid;
}

CSimdjsonStatus CSimdjsonReader::readKey(const uint8_t *start, int parent, int &node, int depth) {
  csimdjson::StringScan scan = csimdjson::scanString(start, lineEnd, nullptr);
  replacedSurrogate |= scan.replacedSurrogate;
  if (!scan.valid) {
    return CSimdjsonStatusInvalidEscape;
  }
  const uint8_t *bytes = start;
  const bool named = collectsNames && depth <= namedDepth;
  if (scan.length != scan.rawLength && (parent != csimdjson::noNode || named)) {
    key.resize(scan.rawLength + CSIMDJSON_PADDING);
    uint8_t *unescaped = reinterpret_cast<uint8_t *>(&key[0]);
    csimdjson::scanString(start, lineEnd, unescaped);
    bytes = unescaped;
  }
  node = tree.take(parent, bytes, scan.length);
  if (named) {
    appendName({reinterpret_cast<const char *>(bytes), scan.length});
  }
  return CSimdjsonStatusValid;
}

CSimdjsonStatus CSimdjsonReader::walkObject(ondemand::object object, int node, int depth) {
  bool empty = true;
  const size_t pathLength = path.size();
  tree.startObject(node);
  for (simdjson_result<ondemand::field> result : object) {
    ondemand::field field;
    if (error_code error = std::move(result).get(field)) {
      return statusOf(error);
    }
    empty = false;
    int child = csimdjson::noNode;
    const uint8_t *start = reinterpret_cast<const uint8_t *>(field.key().raw());
    CSimdjsonStatus status = readKey(start, node, child, depth);
    if (status == CSimdjsonStatusValid) {
      status = walk(field.value(), child, depth);
    }
    if (status != CSimdjsonStatusValid) {
      return status;
    }
    path.resize(pathLength);
  }
  if (empty) {
    endName();
  }
  return CSimdjsonStatusValid;
}

CSimdjsonStatus CSimdjsonReader::walkArray(ondemand::array array, int node, int depth) {
  size_t index = 0;
  const size_t pathLength = path.size();
  const size_t outerBefore = outer;
  const size_t innerBefore = inner;
  for (simdjson_result<ondemand::value> result : array) {
    ondemand::value element;
    if (error_code error = std::move(result).get(element)) {
      return statusOf(error);
    }
    const bool named = collectsNames && depth <= namedDepth && index == 0;
    const bool collected = collectsNames;
    collectsNames = named;
    if (named) {
      path += "[0]";
    }
    outer = innerBefore;
    inner = index;
    const CSimdjsonStatus status = walk(element, tree.element(node, index), depth);
    collectsNames = collected;
    path.resize(pathLength);
    if (status != CSimdjsonStatusValid) {
      return status;
    }
    index += 1;
  }
  outer = outerBefore;
  inner = innerBefore;
  if (index == 0) {
    endName();
  }
  return CSimdjsonStatusValid;
}

CSimdjsonStatus CSimdjsonReader::walk(ondemand::value value, int node, int depth) {
  const std::string_view token = value.raw_json_token();
  const uint8_t *start = reinterpret_cast<const uint8_t *>(token.data());
  if (token.empty() || start >= lineEnd) {
    return CSimdjsonStatusInvalidStructure;
  }
  switch (*start) {
  case '"': {
    endName();
    // Consumes the string: a scalar that is only skipped may swallow a colon behind it.
    ondemand::raw_json_string text;
    if (error_code error = value.get_raw_json_string().get(text)) {
      return statusOf(error);
    }
    return readString(start + 1, node);
  }
  case '{': {
    if (depth >= CSIMDJSON_MAXIMUM_DEPTH) {
      return CSimdjsonStatusTooDeep;
    }
    ondemand::object object;
    if (error_code error = value.get_object().get(object)) {
      return statusOf(error);
    }
    fill(node, CSimdjsonKindObject, outputLength, 0);
    return walkObject(object, node, depth + 1);
  }
  case '[': {
    if (depth >= CSIMDJSON_MAXIMUM_DEPTH) {
      return CSimdjsonStatusTooDeep;
    }
    ondemand::array array;
    if (error_code error = value.get_array().get(array)) {
      return statusOf(error);
    }
    fill(node, CSimdjsonKindArray, outputLength, 0);
    return walkArray(array, node, depth + 1);
  }
  default:
    endName();
    return readScalar(token, node);
  }
}

CSimdjsonStatus CSimdjsonReader::walkRoot(ondemand::document &document, bool isArray) {
  if (isArray) {
    ondemand::array array;
    if (error_code error = document.get_array().get(array)) {
      return statusOf(error);
    }
    return walkArray(array, 0, 1);
  }
  ondemand::object object;
  if (error_code error = document.get_object().get(object)) {
    return statusOf(error);
  }
  return walkObject(object, 0, 1);
}

CSimdjsonStatus CSimdjsonReader::read(const uint8_t *line, size_t length) {
  size_t first = 0;
  while (first < length && (line[first] == ' ' || line[first] == '\t' || line[first] == '\r' ||
                            line[first] == '\n')) {
    first += 1;
  }
  const bool isArray = takesArrays && first < length && line[first] == '[';
  if (first == length || (line[first] != '{' && !isArray)) {
    return CSimdjsonStatusNotAnObject;
  }
  lineEnd = line + length;
  if (length > parser.capacity()) {
    size_t capacity = parser.capacity() < 65536 ? 65536 : parser.capacity();
    while (capacity < length) {
      capacity *= 2;
    }
    if (capacity > keptCapacity) {
      capacity = length;
    }
    if (error_code error = parser.allocate(capacity)) {
      return statusOf(error);
    }
  }
  ondemand::document document;
  if (error_code error =
          parser.iterate(line, length, length + SIMDJSON_PADDING).get(document)) {
    return statusOf(error);
  }
  const CSimdjsonStatus status = walkRoot(document, isArray);
  if (status != CSimdjsonStatusValid) {
    return status;
  }
  const char *rest;
  if (document.current_location().get(rest) == SUCCESS) {
    return CSimdjsonStatusTrailingText;
  }
  return hasTooManyHits ? CSimdjsonStatusTooLarge : CSimdjsonStatusValid;
}

extern "C" CSimdjsonReader *csimdjson_reader_create(void) {
  return new (std::nothrow) CSimdjsonReader();
}

extern "C" void csimdjson_reader_destroy(CSimdjsonReader *reader) { delete reader; }

extern "C" bool csimdjson_reader_add_path(CSimdjsonReader *reader) {
  if (reader->pathCount >= CSIMDJSON_MAXIMUM_PATHS) {
    return false;
  }
  reader->lastNode = 0;
  reader->pathCount += 1;
  return true;
}

static void extendPath(CSimdjsonReader *reader, bool isIndex, size_t index, std::string key) {
  const unsigned slot = reader->pathCount - 1;
  if (reader->lastNode != 0) {
    reader->tree.removeSlot(reader->lastNode, slot);
  }
  reader->lastNode = reader->tree.step(reader->lastNode, isIndex, index, std::move(key));
  reader->tree.addSlot(reader->lastNode, slot);
}

extern "C" bool csimdjson_reader_add_key(
    CSimdjsonReader *reader, const uint8_t *key, size_t length) {
  if (reader->pathCount == 0) {
    return false;
  }
  extendPath(reader, false, 0, std::string(reinterpret_cast<const char *>(key), length));
  return true;
}

extern "C" bool csimdjson_reader_add_index(CSimdjsonReader *reader, size_t index) {
  if (reader->pathCount == 0) {
    return false;
  }
  reader->takesArrays |= reader->lastNode == 0;
  extendPath(reader, true, index, std::string());
  if (index == csimdjson::everyIndex) {
    reader->repeated |= uint64_t(1) << (reader->pathCount - 1);
  }
  return true;
}

extern "C" bool csimdjson_reader_add_every(CSimdjsonReader *reader) {
  return csimdjson_reader_add_index(reader, csimdjson::everyIndex);
}

extern "C" CSimdjsonResult csimdjson_reader_read(
    CSimdjsonReader *reader, const uint8_t *line, size_t length, uint8_t *output,
    CSimdjsonSlot *slots) {
  for (unsigned slot = 0; slot < reader->pathCount; slot += 1) {
    slots[slot] = {CSimdjsonKindMissing, 0, 0};
  }
  if (!reader->isShared) {
    reader->tree.share();
    reader->isShared = true;
  }
  reader->hits.clear();
  reader->hasTooManyHits = false;
  reader->outer = 0;
  reader->inner = 0;
  reader->output = output;
  reader->outputLength = 0;
  reader->slots = slots;
  reader->replacedSurrogate = false;
  reader->names.clear();
  reader->path.clear();
  const CSimdjsonStatus status = reader->read(line, length);
  if (reader->parser.capacity() > keptCapacity) {
    reader->parser = ondemand::parser();
  }
  return {status, reader->outputLength, reader->replacedSurrogate};
}

extern "C" const CSimdjsonHit *csimdjson_reader_hits(
    const CSimdjsonReader *reader, size_t *count) {
  *count = reader->hits.size();
  return reader->hits.data();
}

extern "C" bool csimdjson_is_utf8(const uint8_t *bytes, size_t length) {
  return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

extern "C" void csimdjson_reader_collect_names(CSimdjsonReader *reader, bool collect) {
  reader->collectsNames = collect;
}

extern "C" const uint8_t *csimdjson_reader_names(const CSimdjsonReader *reader, size_t *length) {
  *length = reader->names.size();
  return reinterpret_cast<const uint8_t *>(reader->names.data());
}
