/// Which points of a long curve to keep.
enum CurveThinning {
  /// At most `maximum` indices of `positions`, ascending, with the first and the last, so that no
  /// stretch of the curve between two kept points is much longer than the others. O(n).
  ///
  /// - Parameters:
  ///   - positions: How far along the curve each point lies; must not decrease.
  ///   - maximum: At least 2.
  static func indices(positions: [Double], maximum: Int) -> [Int] {
    guard positions.count > maximum, let first = positions.first, let last = positions.last else {
      return Array(positions.indices)
    }
    let steps = Double(maximum - 1)
    var kept = [0]
    var next = 1
    for index in positions.indices.dropLast().dropFirst() where next < maximum - 1 {
      if positions[index] - first >= (last - first) * Double(next) / steps {
        kept.append(index)
        next += 1
      }
    }
    kept.append(positions.count - 1)
    return kept
  }
}
