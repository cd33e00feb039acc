internal import CSimdjson

/// Reads the values at some paths from single lines of JSON.
///
/// Owns the pointer to the C reader, which is for one thread at a time.
final class LineReader {
  typealias Status = CSimdjsonStatus
  typealias Kind = CSimdjsonKind

  /// The value at a path: for a string its text, for a number its JSON text, as a range of the output.
  struct Value {
    let kind: Kind
    let range: Range<Int>
  }

  struct Outcome {
    let status: Status
    /// A lone surrogate escape somewhere in the line was replaced by U+FFFD.
    let replacedSurrogate: Bool
  }

  private let reader: OpaquePointer
  private var slots: [CSimdjsonSlot]
  /// Where in the output the values of the last line start.
  private var base = 0

  /// A reader for at most 64 paths.
  init(paths: [FieldPath]) {
    guard let reader = csimdjson_reader_create() else {
      preconditionFailure("out of memory")
    }
    self.reader = reader
    slots = Array(repeating: CSimdjsonSlot(), count: paths.count)
    for path in paths {
      let isAdded = csimdjson_reader_add_path(reader)
      assert(isAdded, "too many paths")
      for step in path.steps {
        switch step {
        case .key(let key): csimdjson_reader_add_key(reader, key, key.count)
        case .index(let index): csimdjson_reader_add_index(reader, index)
        case .every: csimdjson_reader_add_every(reader)
        }
      }
    }
  }

  deinit {
    csimdjson_reader_destroy(reader)
  }

  /// Reads the line in a range of `bytes`, behind which there must be ``RecordChunk/padding`` more bytes,
  /// the first of them a newline or zero. The values at the paths are appended to `output`.
  func read(_ line: Range<Int>, of bytes: Span<UInt8>, into output: inout [UInt8]) -> Outcome {
    precondition(line.lowerBound >= 0 && line.upperBound + RecordChunk.padding <= bytes.count)
    base = output.count
    var result = CSimdjsonResult()
    output.append(addingCapacity: line.count + RecordChunk.padding) { free in
      free.withUnsafeMutableBufferPointer { buffer, count in
        bytes.withUnsafeBufferPointer { bytes in
          slots.withUnsafeMutableBufferPointer { slots in
            guard
              let start = bytes.baseAddress, let target = buffer.baseAddress, let slots = slots.baseAddress
            else { return }
            result = csimdjson_reader_read(
              reader, start + line.lowerBound, line.count, target + count, slots)
            count += result.outputLength
          }
        }
      }
    }
    return Outcome(status: result.status, replacedSurrogate: result.replacedSurrogate)
  }

  /// What the path with this number led to in the last line.
  func value(_ path: Int) -> Value {
    let slot = slots[path]
    let start = base + slot.offset
    return Value(kind: slot.kind, range: start..<start + slot.length)
  }

  /// One value of a path with a step to every element.
  struct Hit {
    let path: Int
    let value: Value
    /// The index of the innermost array element that it is in, and of the one that this is in.
    let inner: Int
    let outer: Int
  }

  /// The values in the last line of all paths with a step to every element, in the order of the line.
  func collectHits(into hits: inout [Hit]) {
    hits.removeAll(keepingCapacity: true)
    var count = 0
    guard let start = csimdjson_reader_hits(reader, &count) else { return }
    for hit in UnsafeBufferPointer(start: start, count: count) {
      let first = base + hit.offset
      hits.append(
        Hit(
          path: hit.slot, value: Value(kind: hit.kind, range: first..<first + hit.length), inner: hit.inner,
          outer: hit.outer))
    }
  }

  /// Whether in the last line each path has one of its values: a string, or a number or Boolean value as
  /// it is written.
  func meets(_ conditions: [(path: Int, values: [[UInt8]])], storage: [UInt8]) -> Bool {
    conditions.allSatisfy { condition in
      let value = value(condition.path)
      guard [CSimdjsonKindString, CSimdjsonKindNumber, CSimdjsonKindBoolean].contains(value.kind) else {
        return false
      }
      return condition.values.contains { $0.elementsEqual(storage[value.range]) }
    }
  }

  /// The same value without its bytes.
  func kind(_ path: Int) -> Kind { slots[path].kind }

  /// Whether to note the paths of all values of a line, for lists.
  func collectNames(_ collects: Bool) {
    csimdjson_reader_collect_names(reader, collects)
  }

  /// The paths of the values of the last line as they are written, nested ones to a few levels.
  var names: [String] {
    var length = 0
    guard let start = csimdjson_reader_names(reader, &length) else { return [] }
    let bytes = UnsafeBufferPointer(start: start, count: length)
    return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }
}
