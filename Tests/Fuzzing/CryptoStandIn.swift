/// Stands in for swift-crypto in the fuzz target, where digests do not matter and its C library would have
/// to be linked.
public struct SHA256 {
  private var sum: UInt64 = 14_695_981_039_346_656_037

  /// A digest of nothing.
  public init() {}

  /// Takes in bytes.
  public mutating func update(bufferPointer bytes: UnsafeRawBufferPointer) {
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
  }

  /// Eight bytes that depend on all that was taken in.
  public func finalize() -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) } }
}
