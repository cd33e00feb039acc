extension InputDigest {
  /// The digest of a source, which is read to its end as it lies on disk, whatever it holds.
  ///
  /// - Throws: ``RecordReadingError`` if it cannot be opened or read.
  /// - Complexity: O(*n*) in its bytes, with constant memory.
  public init(of source: RecordSource) throws(RecordReadingError) {
    do throws(SystemFailure) {
      let raw = RawInput(file: try InputFile(source))
      try raw.skipRest()
      self.init(displayName: source.displayName, byteCount: raw.byteCount, sha256: raw.sha256)
    } catch {
      throw RecordReadingError(.cannotRead, "cannot read \(source.displayPath): \(error.text)")
    }
  }
}
