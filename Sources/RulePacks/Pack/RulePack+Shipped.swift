import CShippedAssets

extension RulePack {
  /// The names of the packs that are built into the library, from `corpora/packs/`.
  public static var shippedNames: [String] {
    (0..<whorl_shipped_pack_count()).map(shippedName)
  }

  /// The bytes of the built-in pack with this name; nil if there is none.
  public static func shippedBytes(_ name: String) -> [UInt8]? {
    for index in 0..<whorl_shipped_pack_count() where shippedName(index) == name {
      let count = whorl_shipped_pack_size(index)
      return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
        initialized = whorl_copy_shipped_pack(index, buffer.baseAddress, buffer.count)
      }
    }
    return nil
  }

  private static func shippedName(_ index: Int) -> String {
    whorl_shipped_pack_name(index).map { String(cString: $0) } ?? ""
  }
}
