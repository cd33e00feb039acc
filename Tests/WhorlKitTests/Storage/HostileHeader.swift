@testable import WhorlKit

/// Files whose header is any bytes, with the right length and checksum.
enum HostileHeader {
  static func file(_ header: [UInt8], length: UInt32? = nil, kind: UInt8 = 0x46) -> [UInt8] {
    var writer = ByteWriter()
    writer.append(contentsOf: Array("WHORL".utf8) + [kind, 0x1A, 0x0A])
    writer.append(halfWord: 1)
    writer.append(halfWord: length ?? UInt32(header.count))
    writer.append(contentsOf: header)
    let checksum = StableHash.bytes(writer.bytes.span, seed: 0)
    writer.append(word: checksum)
    return writer.bytes
  }

  static func file(_ header: HeaderValue) -> [UInt8] {
    var writer = ByteWriter()
    header.encode(into: &writer)
    return file(writer.bytes)
  }
}
