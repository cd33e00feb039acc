// The grammar of JSON numbers and literals (RFC 8259, sections 3 and 6), without their values: a
// number of any size is a valid one.
#ifndef SCALAR_GRAMMAR_H
#define SCALAR_GRAMMAR_H

#include <cstddef>
#include <string_view>

namespace csimdjson {

inline bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

inline bool isNumber(std::string_view text) {
  size_t index = 0;
  const size_t count = text.size();
  auto digits = [&]() {
    const size_t start = index;
    while (index < count && isDigit(text[index])) {
      index += 1;
    }
    return index - start;
  };
  if (index < count && text[index] == '-') {
    index += 1;
  }
  const bool leadingZero = index < count && text[index] == '0';
  const size_t whole = digits();
  if (whole == 0 || (leadingZero && whole > 1)) {
    return false;
  }
  if (index < count && text[index] == '.') {
    index += 1;
    if (digits() == 0) {
      return false;
    }
  }
  if (index < count && (text[index] == 'e' || text[index] == 'E')) {
    index += 1;
    if (index < count && (text[index] == '+' || text[index] == '-')) {
      index += 1;
    }
    if (digits() == 0) {
      return false;
    }
  }
  return index == count;
}

inline std::string_view withoutTrailingSpace(std::string_view text) {
  while (!text.empty()) {
    const char last = text.back();
    if (last != ' ' && last != '\t' && last != '\n' && last != '\r') {
      break;
    }
    text.remove_suffix(1);
  }
  return text;
}

} // namespace csimdjson

#endif
