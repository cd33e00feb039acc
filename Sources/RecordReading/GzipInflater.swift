internal import CZlib

/// zlib's inflate for gzip members (RFC 1952), their checksums verified.
///
/// Owns the pointer to zlib's state, which must not move.
final class GzipInflater {
  enum Outcome {
    case more
    case endOfMember
    case corrupt(String)
    case wrongChecksum(String)
  }

  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 is the largest window; 16 more asks for a gzip header and trailer.
    isReady = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady {
      inflateEnd(stream)
    }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Gets ready for the next member.
  func reset() {
    if isReady {
      inflateReset(stream)
    }
  }

  /// Inflates buffered bytes of `input` to the free part of `output`, as far as either reaches.
  func inflate(from input: RawInput, into output: inout OutputSpan<UInt8>) -> Outcome {
    guard isReady else { return .corrupt("out of memory") }
    var outcome = Outcome.more
    output.withUnsafeMutableBufferPointer { buffer, count in
      let free = UnsafeMutableBufferPointer(rebasing: buffer[count...])
      input.withBuffered { bytes in
        let inputSize = UInt32(min(bytes.count, Int(Int32.max)))
        let outputSize = UInt32(min(free.count, Int(Int32.max)))
        // zlib reads through a pointer that old headers declare mutable.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = inputSize
        stream.pointee.next_out = free.baseAddress
        stream.pointee.avail_out = outputSize
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        let used = Int(inputSize - stream.pointee.avail_in)
        let written = Int(outputSize - stream.pointee.avail_out)
        count += written
        switch status {
        case Z_STREAM_END: outcome = .endOfMember
        case Z_OK where used > 0 || written > 0: outcome = .more
        default:
          let detail = stream.pointee.msg.map { String(cString: $0) } ?? "invalid data"
          // zlib tells what is wrong in words alone.
          let isTrailer = ["incorrect data check", "incorrect length check"].contains(detail)
          outcome = isTrailer ? .wrongChecksum(detail) : .corrupt(detail)
        }
        return used
      }
    }
    return outcome
  }
}
