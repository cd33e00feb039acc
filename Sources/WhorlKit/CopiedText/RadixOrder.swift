/// Sorting by radix, least significant digit first: stable, and O(n) for n keys of a fixed size.
enum RadixOrder {
  private static let digitBits: UInt64 = 11

  /// Sorts `values` by their bits from `shift` on, of which there are `bits`; `scratch` is overwritten.
  static func sort(_ values: inout [UInt64], shift: UInt64, bits: UInt64, scratch: inout [UInt64]) {
    guard values.count > 1 else { return }
    if scratch.count < values.count { scratch = [UInt64](repeating: 0, count: values.count) }
    var done: UInt64 = 0
    while done < bits {
      let width = min(digitBits, bits - done)
      pass(&values, into: &scratch, shift: shift + done, width: width)
      done += width
    }
  }

  private static func pass(
    _ values: inout [UInt64], into scratch: inout [UInt64], shift: UInt64, width: UInt64
  ) {
    let count = values.count
    let mask = (UInt64(1) << width) - 1
    var places = [Int](repeating: 0, count: 1 << Int(width))
    values.withUnsafeMutableBufferPointer { values in
      scratch.withUnsafeMutableBufferPointer { scratch in
        places.withUnsafeMutableBufferPointer { places in
          // Digits are masked to the size of `places`; each place is the number of smaller digits, plus
          // the equal ones before it, and so below `count`.
          for index in 0..<count { places[Int(truncatingIfNeeded: (values[index] >> shift) & mask)] += 1 }
          if places.contains(count) { return }
          var sum = 0
          for digit in places.indices {
            let digits = places[digit]
            places[digit] = sum
            sum += digits
          }
          for index in 0..<count {
            let value = values[index]
            let digit = Int(truncatingIfNeeded: (value >> shift) & mask)
            scratch[places[digit]] = value
            places[digit] += 1
          }
          for index in 0..<count { values[index] = scratch[index] }
        }
      }
    }
  }
}
