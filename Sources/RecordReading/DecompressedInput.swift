/// The bytes of a source after decompression, which is chosen by the first bytes and never by a name.
final class DecompressedInput {
  /// What can go wrong below the level of records.
  enum Failure: Error {
    case system(SystemFailure)
    case truncated(Compression)
    case corrupt(Compression, String)
    /// All was decompressed, and its checksum or length is another.
    case wrongChecksum(Compression, String)
    case trailingBytes(Compression, at: Int)
    case unsupported(ForeignCompression)
  }

  /// A compression that is undone here.
  enum Compression: String {
    case gzip, zstd
  }

  /// What is known by its first bytes but not read, and the command that makes it readable.
  struct ForeignCompression {
    let name: String
    let magic: [UInt8]
    let command: String
  }

  private static let gzipMagic: [UInt8] = [0x1F, 0x8B]
  private static let zstdMagic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  private enum Format { case undecided, plain, gzip, zstd }

  private static let foreign = [
    ForeignCompression(name: "xz", magic: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], command: "xz -dc"),
    ForeignCompression(name: "bzip2", magic: Array("BZh".utf8), command: "bzip2 -dc"),
    ForeignCompression(name: "zip", magic: [0x50, 0x4B, 0x03, 0x04], command: "unzip -p"),
    ForeignCompression(name: "lz4", magic: [0x04, 0x22, 0x4D, 0x18], command: "lz4 -dc"),
  ]

  let raw: RawInput
  private var format = Format.undecided
  private let inflater = GzipInflater()
  private lazy var zstd = ZstdDecompressor()
  /// Inside a gzip member or a zstd frame: the input may not end here.
  private var isInside = false
  private var isPadding = false
  /// Bytes that were looked at ahead of their turn, and what came behind them.
  private var peeked: [UInt8] = []
  private var peekedStart = 0
  private var peekedEnd: Result<Bool, Failure> = .success(true)

  init(raw: RawInput) {
    self.raw = raw
  }

  /// The first `count` bytes, or all if there are fewer, without taking them.
  func peek(_ count: Int) -> (bytes: [UInt8], isAll: Bool) {
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: count) { output in
      do throws(Failure) {
        peekedEnd = .success(try decompress(into: &output))
      } catch {
        peekedEnd = .failure(error)
      }
    }
    peeked = bytes
    if case .success(true) = peekedEnd { return (bytes, false) }
    return (bytes, true)
  }

  /// Leaves out the first of the bytes that were looked at.
  func dropPeeked(_ count: Int) {
    peekedStart = min(peeked.count, peekedStart + count)
  }

  /// Appends to `output` until it is full. False if the input ended before that.
  func fill(_ output: inout OutputSpan<UInt8>) throws(Failure) -> Bool {
    if peekedStart < peeked.count {
      let count = min(peeked.count - peekedStart, output.freeCapacity)
      for index in peekedStart..<peekedStart + count {
        output.append(peeked[index])
      }
      peekedStart += count
      if peekedStart < peeked.count { return true }
      peeked = []
      peekedStart = 0
    }
    guard try peekedEnd.get() else { return false }
    return output.freeCapacity == 0 ? true : try decompress(into: &output)
  }

  private func decompress(into output: inout OutputSpan<UInt8>) throws(Failure) -> Bool {
    if format == .undecided {
      try ensure(6)
      format = try recognise()
    }
    switch format {
    case .gzip: return try fillFromGzip(&output)
    case .zstd: return try fillFromZstd(&output)
    case .plain, .undecided: return try fillFromPlain(&output)
    }
  }

  private func ensure(_ count: Int) throws(Failure) {
    do throws(SystemFailure) {
      try raw.ensure(count)
    } catch {
      throw .system(error)
    }
  }

  private func startsWith(_ magic: [UInt8]) -> Bool {
    magic.indices.allSatisfy { raw.byte($0) == magic[$0] }
  }

  /// Whether a zstd frame or a skippable one starts here (RFC 8878, sections 3.1.1 and 3.1.2).
  private var startsFrame: Bool {
    if startsWith(Self.zstdMagic) { return true }
    guard let first = raw.byte(0), (0x50...0x5F).contains(first) else { return false }
    return raw.byte(1) == 0x2A && raw.byte(2) == 0x4D && raw.byte(3) == 0x18
  }

  private func recognise() throws(Failure) -> Format {
    if startsWith(Self.gzipMagic) { return .gzip }
    if startsFrame { return .zstd }
    if let known = Self.foreign.first(where: { startsWith($0.magic) }) {
      throw .unsupported(known)
    }
    return .plain
  }

  /// The compression that was undone; nil for none, or before the first byte.
  var compression: Compression? {
    switch format {
    case .gzip: .gzip
    case .zstd: .zstd
    case .plain, .undecided: nil
    }
  }

  /// The name of the compression that `bytes`, which were decompressed once, are in all the same; nil for none.
  static func innerCompression(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: gzipMagic) { return Compression.gzip.rawValue }
    if bytes.starts(with: zstdMagic) { return Compression.zstd.rawValue }
    // The letters of bzip2 may begin a text: its first block has a mark as well.
    return foreign.first { known in
      bytes.starts(with: known.magic)
        && (known.name != "bzip2" || bytes.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]))
    }?.name
  }

  private func fillFromPlain(_ output: inout OutputSpan<UInt8>) throws(Failure) -> Bool {
    do throws(SystemFailure) {
      while output.freeCapacity > 0 {
        guard try raw.read(into: &output) else { return false }
      }
      return true
    } catch {
      throw .system(error)
    }
  }

  private func fillFromGzip(_ output: inout OutputSpan<UInt8>) throws(Failure) -> Bool {
    while output.freeCapacity > 0 {
      try ensure(isInside ? 1 : 2)
      guard let first = raw.byte(0) else {
        if isInside { throw .truncated(.gzip) }
        return false
      }
      if !isInside {
        if first == 0 {
          // Tapes and block devices pad the last block with zeros.
          isPadding = true
          raw.consume(1)
          continue
        }
        guard !isPadding, first == 0x1F, raw.byte(1) == 0x8B else {
          throw .trailingBytes(.gzip, at: raw.byteCount - raw.available)
        }
        inflater.reset()
        isInside = true
      }
      switch inflater.inflate(from: raw, into: &output) {
      case .more: break
      case .endOfMember: isInside = false
      case .corrupt(let detail): throw .corrupt(.gzip, detail)
      case .wrongChecksum(let detail): throw .wrongChecksum(.gzip, detail)
      }
    }
    return true
  }

  private func fillFromZstd(_ output: inout OutputSpan<UInt8>) throws(Failure) -> Bool {
    while output.freeCapacity > 0 {
      try ensure(isInside ? 1 : 4)
      guard raw.available > 0 else {
        // Inside a frame zstd may still hold output: what it flushes comes before the verdict.
        if isInside {
          let before = output.freeCapacity
          switch zstd.decompress(from: raw, into: &output) {
          case .endOfFrame:
            isInside = false
            continue
          case .more where output.freeCapacity < before: continue
          case .more, .corrupt, .wrongChecksum: throw .truncated(.zstd)
          }
        }
        return false
      }
      if !isInside {
        guard startsFrame else { throw .trailingBytes(.zstd, at: raw.byteCount - raw.available) }
        isInside = true
      }
      switch zstd.decompress(from: raw, into: &output) {
      case .more: break
      case .endOfFrame: isInside = false
      case .corrupt(let detail): throw .corrupt(.zstd, detail)
      case .wrongChecksum(let detail): throw .wrongChecksum(.zstd, detail)
      }
    }
    return true
  }
}
