internal import CNGramKernels

/// The memory of a ``WindowIndex``, and the lookup in it without bounds checks.
///
/// Unsafe code of the index lives here alone. The pointers are in bounds by construction: every two bytes
/// have an offset, and there is a slot for the sum of any two offsets, which `init` checks.
///
/// `@unchecked Sendable`: the blocks are written in `init`, before any other reference exists, and never
/// again.
final class WindowIndexStorage: @unchecked Sendable {
  /// The pairs of bytes.
  static let pairCount = 65_536

  /// A lookup that holds nothing alive: valid as long as the index that it came from.
  struct Lookup {
    fileprivate let pairs: UnsafePointer<whorl_pair_offsets>
    fileprivate let windows: UnsafePointer<UInt32>

    /// The same lookup for loops in C.
    var kernel: whorl_window_lookup { whorl_window_lookup(pairs: pairs, windows: windows) }

    /// The slot in which `window` would be, and whether it is.
    @inline(__always)
    func find(_ window: UInt32) -> (slot: Int, isFound: Bool) {
      let slot = Int(pairs[Int(window & 0xFFFF)].row) &+ Int(pairs[Int(window &>> 16)].column)
      return (slot, windows[slot] == window)
    }
  }

  /// The lookup, while the storage is alive.
  let lookup: Lookup

  init(rows: [UInt16], columns: [UInt16], windows: [UInt32]) {
    precondition(rows.count == Self.pairCount && columns.count == Self.pairCount)
    precondition(Int(rows.max() ?? 0) + Int(columns.max() ?? 0) < windows.count)
    let pairs = zip(rows, columns).map { whorl_pair_offsets(row: $0, column: $1) }
    lookup = Lookup(pairs: Self.copy(pairs), windows: Self.copy(windows))
  }

  deinit {
    lookup.pairs.deallocate()
    lookup.windows.deallocate()
  }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
    let pointer = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
    pointer.initialize(from: elements, count: elements.count)
    return UnsafePointer(pointer)
  }
}
