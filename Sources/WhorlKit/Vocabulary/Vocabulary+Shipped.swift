import CShippedAssets

extension Vocabulary {
  /// The vocabulary that is built into the library, from `corpora/vocabulary/`.
  ///
  /// - Throws: ``FileFormatError`` if the build embedded something else.
  public static func shipped() throws(FileFormatError) -> Vocabulary {
    try Vocabulary(shippedBytes())
  }

  /// The bytes of the built-in vocabulary's file.
  static func shippedBytes() -> [UInt8] {
    let count = whorl_shipped_vocabulary_size()
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = whorl_copy_shipped_vocabulary(buffer.baseAddress, buffer.count)
    }
  }
}
