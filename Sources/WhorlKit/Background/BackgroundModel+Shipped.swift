internal import CShippedAssets

extension BackgroundModel {
  /// The background that is built into the library, from `corpora/background/`.
  ///
  /// - Throws: ``FileFormatError`` if the build embedded something else.
  public static func shipped() throws(FileFormatError) -> BackgroundModel {
    let count = whorl_shipped_background_size()
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = whorl_copy_shipped_background(buffer.baseAddress, buffer.count)
    }
    return try BackgroundModel(bytes)
  }
}
