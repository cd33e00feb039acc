/// A zstd frame of raw blocks (RFC 8878, section 3.1.1), with a window of 1 MiB and no checksum.
func zstdFrame(_ bytes: [UInt8]) -> [UInt8] {
  var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50]
  var start = 0
  repeat {
    let end = min(bytes.count, start + 1000)
    let header = (end == bytes.count ? 1 : 0) | (end - start) << 3
    for shift in [0, 8, 16] { frame.append(UInt8(truncatingIfNeeded: header >> shift)) }
    frame += bytes[start..<end]
    start = end
  } while start < bytes.count
  return frame
}

/// A skippable frame (RFC 8878, section 3.1.2).
func zstdSkippableFrame(_ bytes: [UInt8]) -> [UInt8] {
  let count = UInt32(bytes.count)
  return [0x5A, 0x2A, 0x4D, 0x18] + [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes
}
