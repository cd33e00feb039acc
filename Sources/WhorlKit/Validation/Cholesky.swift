/// Solving small symmetric positive definite systems.
enum Cholesky {
  /// The solution of `matrix · x = right`, or nil if the matrix is not positive definite to working
  /// precision. O(d³).
  ///
  /// - Parameter matrix: Row after row; only the lower triangle is read.
  static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let d = right.count
    var factor = matrix
    for j in 0..<d {
      for i in j..<d {
        var sum = factor[i * d + j]
        for k in 0..<j { sum -= factor[i * d + k] * factor[j * d + k] }
        if i == j {
          // What is left of the diagonal after rounding is noise below this.
          guard sum > 1e-14 * matrix[j * d + j] else { return nil }
          factor[j * d + j] = sum.squareRoot()
        } else {
          factor[i * d + j] = sum / factor[j * d + j]
        }
      }
    }
    var x = right
    for i in 0..<d {
      for k in 0..<i { x[i] -= factor[i * d + k] * x[k] }
      x[i] /= factor[i * d + i]
    }
    for i in (0..<d).reversed() {
      for k in i + 1..<d { x[i] -= factor[k * d + i] * x[k] }
      x[i] /= factor[i * d + i]
    }
    return x
  }
}
