/// Constant elements that begin at the start of a line of the cache, which arrays do not: those of 64 bytes take one
/// line each and not two.
///
/// - Note: Unchecked, because pointers are not `Sendable`. The memory is written by `init` alone, which nobody else can
///   see yet, and freed when the last owner is gone.
final class AlignedElements<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let elements: UnsafeMutableBufferPointer<Element>

  /// A copy of `elements`.
  ///
  /// - Complexity: O(*n*) for *n* elements.
  init(_ elements: [Element]) {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, elements.count) * MemoryLayout<Element>.stride, alignment: 64)
    self.elements = UnsafeMutableBufferPointer(
      start: bytes.bindMemory(to: Element.self, capacity: elements.count), count: elements.count)
    _ = self.elements.initialize(from: elements)
  }

  deinit { UnsafeMutableRawPointer(elements.baseAddress)?.deallocate() }

  /// Lets `body` read the elements; the pointer holds no longer.
  func withUnsafeBufferPointer(_ body: (UnsafeBufferPointer<Element>) -> Void) {
    body(UnsafeBufferPointer(elements))
    extendLifetime(self)
  }
}
