internal import CNGramKernels

/// The memory of a ``FeatureIndex``, and the lookup in it without bounds checks.
///
/// Unsafe code of the index lives here alone. The pointers are in bounds by construction: a bucket is
/// the top bits of a hash, as many as the displacements have, and a slot is masked to the number of
/// keys, which is a power of two.
///
/// `@unchecked Sendable`: both blocks are written in `init`, before any other reference exists, and
/// never again.
final class FeatureIndexStorage: @unchecked Sendable {
  /// A lookup that holds nothing alive: valid as long as the index that it came from.
  struct Lookup {
    fileprivate let displacements: UnsafePointer<UInt16>
    fileprivate let keys: UnsafePointer<UInt64>
    fileprivate let bucketShift: UInt64
    fileprivate let slotMask: UInt64

    /// The same lookup for loops in C.
    var kernel: whorl_lookup {
      whorl_lookup(
        displacements: displacements, keys: keys, bucket_shift: bucketShift, slot_mask: slotMask)
    }

    /// The slot in which `hash` would be, and whether it is.
    @inline(__always)
    func find(_ hash: UInt64) -> (slot: Int, isFound: Bool) {
      let displacement = displacements[Int(truncatingIfNeeded: hash &>> bucketShift)]
      let slot = FeatureIndexStorage.slot(hash, displacement, slotMask)
      return (slot, keys[slot] == hash)
    }
  }

  /// The lookup, while the storage is alive.
  let lookup: Lookup

  init(displacements: [UInt16], keys: [UInt64]) {
    lookup = Lookup(
      displacements: Self.copy(displacements), keys: Self.copy(keys),
      bucketShift: UInt64(64 - displacements.count.trailingZeroBitCount), slotMask: UInt64(keys.count - 1))
  }

  deinit {
    lookup.displacements.deallocate()
    lookup.keys.deallocate()
  }

  /// The slot of `hash` under its bucket's displacement.
  @inline(__always)
  static func slot(_ hash: UInt64, _ displacement: UInt16, _ mask: UInt64) -> Int {
    let step = (hash &>> 20) | 1
    return Int(truncatingIfNeeded: (hash &+ UInt64(displacement) &* step) & mask)
  }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    for (index, element) in elements.enumerated() { (pointer + index).initialize(to: element) }
    return UnsafePointer(pointer)
  }
}
