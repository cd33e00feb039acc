internal import CZstd

/// zstd's streaming decompression (RFC 8878), checksums verified where a frame has one.
///
/// Owns the pointer to zstd's state. A window may have up to 2 GiB, as `zstd --long=31` writes it; memory
/// for it is taken only when a frame asks for it.
final class ZstdDecompressor {
  enum Outcome {
    case more
    case endOfFrame
    case corrupt(String)
    case wrongChecksum(String)
  }

  private static let largestWindowLog: Int32 = 31

  private let context: OpaquePointer?

  init() {
    context = ZSTD_createDCtx()
    if let context {
      _ = ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.largestWindowLog)
    }
  }

  deinit {
    ZSTD_freeDCtx(context)
  }

  /// Decompresses buffered bytes of `input` to the free part of `output`, as far as either reaches.
  func decompress(from input: RawInput, into output: inout OutputSpan<UInt8>) -> Outcome {
    guard let context else { return .corrupt("out of memory") }
    var outcome = Outcome.more
    output.withUnsafeMutableBufferPointer { buffer, count in
      let free = UnsafeMutableBufferPointer(rebasing: buffer[count...])
      input.withBuffered { bytes in
        var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        var target = ZSTD_outBuffer(dst: free.baseAddress, size: free.count, pos: 0)
        let status = ZSTD_decompressStream(context, &target, &source)
        count += target.pos
        if ZSTD_isError(status) != 0 {
          let detail = String(cString: ZSTD_getErrorName(status))
          outcome =
            ZSTD_getErrorCode(status) == ZSTD_error_checksum_wrong ? .wrongChecksum(detail) : .corrupt(detail)
        } else if status == 0 {
          outcome = .endOfFrame
        } else if source.pos == 0, target.pos == 0 {
          outcome = .corrupt("no progress")
        }
        return source.pos
      }
    }
    return outcome
  }
}
