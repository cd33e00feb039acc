internal import CNGramKernels

/// Sums of rows of 32-bit counts, each row with its weight, in vectors where the processor has them.
///
/// Owns the call to C. Every count is cut to what the arrays hold.
enum WeightedSums {
  /// Adds `weight` times the `count` values from `start` on to the first `count` sums.
  static func add(_ values: [Int32], from start: Int, count: Int, weight: Int32, to sums: inout [Int]) {
    let count = max(0, min(count, values.count - start, sums.count))
    guard count > 0, start >= 0 else { return }
    sums.withUnsafeMutableBufferPointer { sums in
      values.withUnsafeBufferPointer { values in
        guard let sums = sums.baseAddress, let values = values.baseAddress else { return }
        sums.withMemoryRebound(to: Int64.self, capacity: count) {
          whorl_add_weighted($0, values + start, count, weight)
        }
      }
    }
  }
}
