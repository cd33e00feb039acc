/// Sorting by radix, least significant digit first: stable, and O(n) for n keys of a fixed size.
enum RadixOrder {
  private static let digitBits = 11

  /// Sorts `values` by their bits from `shift` on, of which there are `bits`; `scratch` is overwritten.
  ///
  /// - Complexity: O(n + 2¹¹) for each 11 bits.
  static func sort(_ values: inout [UInt64], shift: UInt64, bits: UInt64, scratch: inout [UInt64]) {
    let count = values.count
    guard count > 1 else { return }
    if scratch.count < count { scratch = [UInt64](repeating: 0, count: count) }
    let digits = (Int(bits) + digitBits - 1) / digitBits
    let shifts = (0..<digits).map { shift + UInt64($0 * digitBits) }
    let masks = (0..<digits).map { (UInt64(1) << min(UInt64(digitBits), bits - UInt64($0 * digitBits))) - 1 }
    // Row d holds how often each value of digit d occurs.
    var places = [Int](repeating: 0, count: digits << digitBits)
    values.withUnsafeMutableBufferPointer { values in
      scratch.withUnsafeMutableBufferPointer { scratch in
        places.withUnsafeMutableBufferPointer { places in
          // Digits are masked to the size of a row of `places`; each place is the number of smaller digits,
          // plus the equal ones before it, and so below `count`.
          for index in 0..<count {
            let value = values[index]
            for digit in 0..<digits {
              places[digit << digitBits | Int(truncatingIfNeeded: (value >> shifts[digit]) & masks[digit])] +=
                1
            }
          }
          var (from, to) = (values, scratch)
          for digit in 0..<digits {
            let (shift, mask) = (shifts[digit], masks[digit])
            let row = UnsafeMutableBufferPointer(
              rebasing: places[digit << digitBits..<(digit + 1) << digitBits])
            // Where all share a digit, nothing moves.
            if row[Int(truncatingIfNeeded: (from[0] >> shift) & mask)] == count { continue }
            var sum = 0
            for place in row.indices {
              let equal = row[place]
              row[place] = sum
              sum += equal
            }
            for index in 0..<count {
              let value = from[index]
              let digit = Int(truncatingIfNeeded: (value >> shift) & mask)
              to[row[digit]] = value
              row[digit] += 1
            }
            swap(&from, &to)
          }
          if from.baseAddress != values.baseAddress {
            for index in 0..<count { values[index] = from[index] }
          }
        }
      }
    }
  }
}
