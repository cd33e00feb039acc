extension RecordStream {
  /// The error for damage that was met while the records were being read; `good` is what was whole before
  /// it, such as `120 whole lines`.
  func error(for problem: DecompressedInput.Failure, good: String) -> RecordReadingError {
    let name = failureName
    switch problem {
    case .system(let failure):
      return RecordReadingError(
        .cannotRead, "cannot read \(name) behind ", account: good, ": \(failure.text)")
    case .truncated(let compression):
      return RecordReadingError(
        Self.code(compression), "\(name) is a truncated \(compression) stream: ", account: good,
        " before the end; fetch it again")
    case .corrupt(let compression, let detail):
      return RecordReadingError(
        Self.code(compression), "\(name) is a corrupt \(compression) stream (\(detail)): ", account: good,
        " before the damage; fetch it again")
    case .wrongChecksum(let compression, let detail):
      return RecordReadingError(
        Self.code(compression), "\(name) is a corrupt \(compression) stream (\(detail)): ", account: good,
        ", any of which may be damaged; fetch it again")
    case .trailingBytes(let compression, let offset):
      return RecordReadingError(
        Self.code(compression),
        "\(name) has bytes at \(offset) that are not \(compression) behind a whole \(compression) stream: ",
        account: good, " before them; to leave them out: \(compression) -dc FILE | whorl … -")
    case .unsupported(let foreign):
      return RecordReadingError(
        .unsupportedCompression,
        "\(name) is compressed with \(foreign.name); whorl reads gzip and zstd: "
          + "\(foreign.command) FILE | whorl … -")
    }
  }

  private static func code(_ compression: DecompressedInput.Compression) -> RecordReadingError.Code {
    switch compression {
    case .gzip: .damagedGzip
    case .zstd: .damagedZstd
    }
  }
}
