extension RecordStream {
  /// Whole lines of about the size of a chunk; at the end of the input the last line may lack its
  /// newline. The lines that are too long and come before them are appended to `oversized`.
  mutating func readLines(_ oversized: inout [OversizedLine]) -> [UInt8] {
    // No more than a longest line and its newline is held, so a line that is found whole is not too long.
    let limit = options.maximumLineBytes
    let size = min(options.chunkSize, limit + 1)
    var bytes = carry
    carry = []
    bytes.reserveCapacity(size + RecordChunk.padding)
    var target = max(size, bytes.count + 1)
    var searched = bytes.count
    var isOpen = true
    while true {
      if isOpen, bytes.count < target {
        isOpen = fill(&bytes, upTo: target)
        if awaitsCount {
          countWhole(line - 1 + ByteSearch.count(of: 0x0A, in: 0..<bytes.count, of: bytes.span), "line")
        }
      }
      if let newline = bytes[searched...].lastIndex(of: 0x0A) {
        if isOpen {
          carry = Array(bytes[(newline + 1)...])
        }
        if isOpen || failure != nil {
          bytes.removeSubrange((newline + 1)...)
        }
        return bytes
      }
      if failure != nil { return [] }
      if bytes.count > limit {
        let held = bytes.count
        bytes.removeAll(keepingCapacity: true)
        guard let skipped = skipLine(restInto: &bytes) else { return [] }
        oversized.append(
          OversizedLine(line: line, byteOffset: offset, byteCount: held + skipped, limit: limit))
        offset += held + skipped + 1
        line += 1
        isOpen = inputDigest == nil && failure == nil
        target = max(size, bytes.count)
        searched = 0
      } else if isOpen {
        searched = bytes.count
        target = min(max(target, searched) * 2, limit + 1)
      } else {
        return bytes
      }
    }
  }

  /// Reads past the next newline, or to the end of the input, and returns the number of bytes before
  /// it; what was read behind it is left in `rest`. Nil if damage comes first.
  private mutating func skipLine(restInto rest: inout [UInt8]) -> Int? {
    var count = 0
    while inputDigest == nil {
      var block: [UInt8] = []
      _ = fill(&block, upTo: min(65_536, options.maximumLineBytes))
      let newlines = ByteSearch.count(of: 0x0A, in: 0..<block.count, of: block.span)
      countWhole(line - 1 + newlines, "line")
      if let newline = block.firstIndex(of: 0x0A) {
        rest.append(contentsOf: block[(newline + 1)...])
        return count + newline
      }
      if failure != nil { return nil }
      count += block.count
    }
    return count
  }
}
