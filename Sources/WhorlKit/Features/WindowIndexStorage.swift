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
    fileprivate let rows: UnsafePointer<UInt32>
    fileprivate let columns: UnsafePointer<UInt32>
    fileprivate let windows: UnsafePointer<UInt32>

    /// The same lookup for loops in C.
    var kernel: whorl_window_lookup { whorl_window_lookup(rows: rows, columns: columns, windows: windows) }

    /// The slot in which `window` would be, and whether it is.
    @inline(__always)
    func find(_ window: UInt32) -> (slot: Int, isFound: Bool) {
      let slot = Int(rows[Int(window & 0xFFFF)]) &+ Int(columns[Int(window &>> 16)])
      return (slot, windows[slot] == window)
    }
  }

  /// The lookup, while the storage is alive.
  let lookup: Lookup

  init(rows: [UInt32], columns: [UInt32], windows: [UInt32]) {
    precondition(rows.count == Self.pairCount && columns.count == Self.pairCount)
    precondition(Int(rows.max() ?? 0) + Int(columns.max() ?? 0) < windows.count)
    lookup = Lookup(rows: Self.copy(rows), columns: Self.copy(columns), windows: Self.copy(windows))
  }

  deinit {
    lookup.rows.deallocate()
    lookup.columns.deallocate()
    lookup.windows.deallocate()
  }

  private static func copy(_ elements: [UInt32]) -> UnsafePointer<UInt32> {
    let pointer = UnsafeMutablePointer<UInt32>.allocate(capacity: elements.count)
    pointer.initialize(from: elements, count: elements.count)
    return UnsafePointer(pointer)
  }
}
