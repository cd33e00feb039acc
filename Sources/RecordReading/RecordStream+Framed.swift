extension RecordStream {
  /// Whole records of about the size of a chunk, where they are not lines. Those that are too long are
  /// appended to `oversized`.
  mutating func readFramed(
    _ spans: inout [RecordSpan], _ oversized: inout [OversizedLine]
  ) -> [UInt8] {
    guard var framer else { return [] }
    defer { self.framer = framer }
    let limit = options.maximumLineBytes
    let size = min(options.chunkSize, limit + 1)
    var bytes = carry
    carry = []
    bytes.reserveCapacity(size + RecordChunk.padding)
    var target = max(size, bytes.count + 1)
    while true {
      let isOpen = fill(&bytes, upTo: target)
      var found: [RecordSpan] = []
      framer.scan(bytes.span, isEnd: !isOpen && failure == nil, into: &found)
      for var span in found {
        elements += 1
        span.number = elements
        let count = span.range.count + span.droppedBytes
        if count > limit {
          oversized.append(
            OversizedLine(
              line: span.line, byteOffset: offset + span.range.lowerBound - span.droppedBytes,
              byteCount: count,
              limit: limit))
        } else {
          spans.append(span)
        }
      }
      countWhole(records + spans.count, "record")
      let cut = framer.cursor.start ?? framer.cursor.position
      let pending = bytes.count - cut
      if !isOpen || !spans.isEmpty || !oversized.isEmpty {
        carry = isOpen ? Array(bytes[cut...]) : []
        if isOpen || failure != nil { bytes.removeSubrange(cut...) }
        framer.cursor.drop(cut)
        return bytes
      }
      // Nothing is whole yet: what no record needs goes, and a record that is too long goes too.
      let isTooLong = framer.cursor.start != nil && framer.cursor.droppedBytes + pending > limit
      let unneeded = isTooLong ? bytes.count : cut
      if isTooLong { framer.cursor.droppedBytes += pending }
      bytes.removeSubrange(..<unneeded)
      framer.cursor.drop(unneeded)
      offset += unneeded
      target = isTooLong ? size : min(max(target, bytes.count) * 2, limit + 1 + size)
      if target <= bytes.count { target = bytes.count + size }
    }
  }
}
