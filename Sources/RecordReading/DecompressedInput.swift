/// The bytes of a source after decompression, which is chosen by the first bytes and never by a name.
final class DecompressedInput {
  /// What can go wrong below the level of lines.
  enum Failure: Error {
    case system(SystemFailure)
    case truncatedGzip
    case corruptGzip(String)
    case trailingBytes(at: Int)
    case unsupported(Compression)
  }

  /// A compression that is known by its first bytes but not read, and the command that undoes it.
  struct Compression {
    let name: String
    let magic: [UInt8]
    let command: String
  }

  private enum Format { case undecided, plain, gzip }

  private static let unsupported = [
    Compression(name: "zstd", magic: [0x28, 0xB5, 0x2F, 0xFD], command: "zstd -dc"),
    Compression(name: "xz", magic: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], command: "xz -dc"),
    Compression(name: "bzip2", magic: Array("BZh".utf8), command: "bzip2 -dc"),
    Compression(name: "zip", magic: [0x50, 0x4B, 0x03, 0x04], command: "unzip -p"),
  ]

  let raw: RawInput
  private var format = Format.undecided
  private let inflater = GzipInflater()
  private var isInsideMember = false
  private var isPadding = false

  init(raw: RawInput) {
    self.raw = raw
  }

  /// Appends to `output` until it is full. False if the input ended before that.
  func fill(_ output: inout OutputSpan<UInt8>) throws(Failure) -> Bool {
    do throws(SystemFailure) {
      if format == .undecided {
        try raw.ensure(6)
      }
    } catch {
      throw .system(error)
    }
    if format == .undecided {
      format = try recognise()
    }
    switch format {
    case .gzip: return try fillFromGzip(&output)
    case .plain, .undecided: return try fillFromPlain(&output)
    }
  }

  private func startsWith(_ magic: [UInt8]) -> Bool {
    magic.indices.allSatisfy { raw.byte($0) == magic[$0] }
  }

  private func recognise() throws(Failure) -> Format {
    if startsWith([0x1F, 0x8B]) { return .gzip }
    if let known = Self.unsupported.first(where: { startsWith($0.magic) }) {
      throw .unsupported(known)
    }
    return .plain
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
      do throws(SystemFailure) {
        try raw.ensure(isInsideMember ? 1 : 2)
      } catch {
        throw .system(error)
      }
      guard let first = raw.byte(0) else {
        if isInsideMember { throw .truncatedGzip }
        return false
      }
      if !isInsideMember {
        if first == 0 {
          // Tapes and block devices pad the last block with zeros.
          isPadding = true
          raw.consume(1)
          continue
        }
        guard !isPadding, first == 0x1F, raw.byte(1) == 0x8B else {
          throw .trailingBytes(at: raw.byteCount - raw.available)
        }
        inflater.reset()
        isInsideMember = true
      }
      switch inflater.inflate(from: raw, into: &output) {
      case .more: break
      case .endOfMember: isInsideMember = false
      case .corrupt(let detail): throw .corruptGzip(detail)
      }
    }
    return true
  }
}
