extension RecordStream {
  /// The error for damage that was met while the lines in `bytes` were being read.
  func error(for problem: DecompressedInput.Failure, goodLines: Int) -> RecordReadingError {
    let name = failureName
    let lines = goodLines == 1 ? "1 whole line" : "\(goodLines) whole lines"
    switch problem {
    case .system(let failure):
      return RecordReadingError(
        .cannotRead, "cannot read \(name) behind \(lines): \(failure.text)")
    case .truncatedGzip:
      return RecordReadingError(
        .damagedGzip,
        "\(name) is a truncated gzip stream: \(lines) before the end could be read; fetch it again")
    case .corruptGzip(let detail):
      return RecordReadingError(
        .damagedGzip,
        "\(name) is a corrupt gzip stream (\(detail)): \(lines) before the damage could be read; "
          + "fetch it again")
    case .trailingBytes(let offset):
      return RecordReadingError(
        .damagedGzip,
        "\(name) has bytes at \(offset) that are not gzip behind a whole gzip stream: "
          + "\(lines) before them could be read; to leave them out: gzip -dc FILE | whorl … -")
    case .unsupported(let compression):
      return RecordReadingError(
        .unsupportedCompression,
        "\(name) is compressed with \(compression.name); whorl reads gzip: "
          + "\(compression.command) FILE | whorl … -")
    }
  }
}
