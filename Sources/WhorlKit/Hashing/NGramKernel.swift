internal import CNGramKernels

/// The arithmetic of ``NGramHash`` and ``StableHash`` over whole arrays, in vectors where the processor
/// has them.
///
/// Owns the calls to C. Every count is cut to what the arrays hold.
enum NGramKernel {
  /// `out[i] = left[i] · factor + right[i]` modulo 2⁶⁴ for each `i` that all three have: n-grams from
  /// shorter ones, where `factor` is the base to the power of the right one's length. The number of them.
  @discardableResult
  static func join(
    _ left: Span<UInt64>, _ right: Span<UInt64>, factor: UInt64, into out: inout MutableSpan<UInt64>
  ) -> Int {
    let count = min(left.count, right.count, out.count)
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        out.withUnsafeMutableBufferPointer { out in
          whorl_ngram_join(out.baseAddress, left.baseAddress, right.baseAddress, count, factor)
        }
      }
    }
    return count
  }

  /// `out[i] = StableHash.finalize(seed ^ sums[i])` for each `i` that both have. The number of them.
  @discardableResult
  static func finalize(_ sums: Span<UInt64>, seed: UInt64, into out: inout MutableSpan<UInt64>) -> Int {
    let count = min(sums.count, out.count)
    sums.withUnsafeBufferPointer { sums in
      out.withUnsafeMutableBufferPointer { out in
        whorl_ngram_finalize(out.baseAddress, sums.baseAddress, count, seed)
      }
    }
    return count
  }

  /// Moves those of the first `count` hashes that are at most `largest`, or whose bits under `mask` are
  /// at most `largestMasked`, to the front, in order. The number of them.
  static func select(
    _ hashes: inout MutableSpan<UInt64>, count: Int, largest: UInt64, mask: UInt64, largestMasked: UInt64
  ) -> Int {
    let count = min(count, hashes.count)
    return hashes.withUnsafeMutableBufferPointer { hashes in
      whorl_ngram_select(hashes.baseAddress, count, largest, mask, largestMasked)
    }
  }
}
