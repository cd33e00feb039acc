/// Input that is no JSON Lines file at all, recognised at its front.
enum ForeignFormat {
  case fingerprint
  case jsonArray

  /// Magic bytes at the front of a whorl fingerprint.
  private static let fingerprintMagic = Array("WHORL".utf8)

  init?(chunk: RecordChunk) {
    if chunk.paddedBytes.starts(with: Self.fingerprintMagic) {
      self = .fingerprint
      return
    }
    let first = chunk.paddedBytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard first == UInt8(ascii: "[") else { return nil }
    self = .jsonArray
  }

  func error(for source: RecordSource) -> RecordReadingError {
    let name = source.displayPath
    switch self {
    case .fingerprint:
      return RecordReadingError(
        .fingerprintAsCorpus,
        "\(name) is a whorl fingerprint, not a corpus: pass it where a fingerprint is taken (-r)")
    case .jsonArray:
      return RecordReadingError(
        .jsonArray, "\(name) is a JSON array; whorl reads JSON Lines: jq -c '.[]' FILE | whorl … -")
    }
  }
}
