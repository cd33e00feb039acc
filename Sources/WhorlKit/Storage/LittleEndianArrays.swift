/// Arrays of numbers from little-endian bytes, in one copy: a background holds millions of them.
///
/// Unsafe code of the storage lives here alone: a copy between two blocks of one size.
enum LittleEndianArrays {
  /// The single-precision numbers in `bytes`, nil if one is not finite; what is left of a number at the
  /// end is dropped.
  static func finiteFloats(_ bytes: ArraySlice<UInt8>) -> [Float]? {
    let count = bytes.count / 4
    var isFinite = true
    let values = [Float](unsafeUninitializedCapacity: count) { target, initialized in
      guard let numbers = target.baseAddress, count > 0 else { return }
      bytes.withUnsafeBytes { source in
        UnsafeMutableRawBufferPointer(target).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[..<(4 * count)]))
      }
      // A pointer and `while`: these cost little without optimisation too, where iterators are slow.
      var index = 0
      while index < count {
        #if _endian(big)
          numbers[index] = Float(bitPattern: numbers[index].bitPattern.byteSwapped)
        #endif
        // The difference is NaN for infinities and NaN.
        if numbers[index] - numbers[index] != 0 { isFinite = false }
        index += 1
      }
      initialized = count
    }
    return isFinite ? values : nil
  }
}
