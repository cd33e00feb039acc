// libFuzzer target for the C interface to simdjson: one line, read with plain, nested, indexed and repeated
// paths. AddressSanitizer watches the padding; the checks below watch the results.
#include "CSimdjson.h"

#include <cstdlib>
#include <cstring>
#include <vector>

static void addKey(CSimdjsonReader *reader, const char *key) {
  csimdjson_reader_add_key(reader, reinterpret_cast<const uint8_t *>(key), std::strlen(key));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  constexpr size_t paths = 5;
  CSimdjsonReader *reader = csimdjson_reader_create();
  csimdjson_reader_add_path(reader);
  addKey(reader, "output");
  csimdjson_reader_add_path(reader);
  addKey(reader, "messages");
  csimdjson_reader_add_every(reader);
  addKey(reader, "content");
  csimdjson_reader_add_path(reader);
  addKey(reader, "messages");
  csimdjson_reader_add_index(reader, 0);
  addKey(reader, "content");
  csimdjson_reader_add_path(reader);
  addKey(reader, "messages");
  csimdjson_reader_add_every(reader);
  addKey(reader, "content");
  csimdjson_reader_add_every(reader);
  addKey(reader, "text");
  csimdjson_reader_add_path(reader);
  addKey(reader, "messages");
  csimdjson_reader_collect_names(reader, size % 2 == 0);

  std::vector<uint8_t> line(data, data + size);
  line.resize(size + CSIMDJSON_PADDING, 0);
  std::vector<uint8_t> output(size + CSIMDJSON_PADDING);
  CSimdjsonSlot slots[paths];
  const CSimdjsonResult result =
      csimdjson_reader_read(reader, line.data(), size, output.data(), slots);
  if (result.outputLength > size) {
    std::abort();
  }
  for (const CSimdjsonSlot &slot : slots) {
    if (slot.offset + slot.length > result.outputLength) {
      std::abort();
    }
    // A line that is valid gives well-formed text.
    if (result.status == CSimdjsonStatusValid && slot.kind == CSimdjsonKindString &&
        !csimdjson_is_utf8(output.data() + slot.offset, slot.length)) {
      std::abort();
    }
  }
  size_t count = 0;
  const CSimdjsonHit *hits = csimdjson_reader_hits(reader, &count);
  for (size_t index = 0; index < count; index += 1) {
    if (hits[index].slot >= paths || hits[index].offset + hits[index].length > result.outputLength) {
      std::abort();
    }
  }
  csimdjson_reader_destroy(reader);
  return 0;
}
