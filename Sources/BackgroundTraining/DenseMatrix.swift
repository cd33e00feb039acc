internal import CLAPACK

/// A dense matrix in row-major order, and the few operations that training needs of it.
///
/// The only place that calls LAPACK. One thread: a sum that is split over threads differs in its last
/// bits from run to run, and a background must be the same whenever it is made.
struct DenseMatrix {
  let rows: Int
  let columns: Int
  var values: [Double]

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: 0, count: rows * columns)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// Loads the linear algebra library, which then uses one thread. To be called first.
  ///
  /// - Throws: ``TrainingError`` if it is not installed.
  static func openLibrary() throws(TrainingError) {
    guard libraryStatus == 0 else { throw TrainingError(.noLinearAlgebra) }
  }

  /// Loaded once, whichever thread asks first.
  private static let libraryStatus = whorl_lapack_open()

  /// Adds `factor` times a matrix of the same shape.
  mutating func add(_ other: DenseMatrix, times factor: Double) {
    for index in values.indices { values[index] += factor * other.values[index] }
  }

  /// `self · other`.
  ///
  /// - Complexity: O(n³).
  func multiplied(by other: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(rows: rows, columns: other.columns)
    whorl_dgemm(
      Int32(whorl_row_major), Int32(whorl_no_transpose), Int32(whorl_no_transpose),
      Int32(rows), Int32(other.columns), Int32(columns), 1, values, Int32(columns), other.values,
      Int32(other.columns), 0, &result.values, Int32(other.columns))
    return result
  }

  /// `selfᵀ · self`.
  ///
  /// - Complexity: O(n³).
  func gram() -> DenseMatrix {
    var result = DenseMatrix(rows: columns, columns: columns)
    whorl_dgemm(
      Int32(whorl_row_major), Int32(whorl_transpose), Int32(whorl_no_transpose),
      Int32(columns), Int32(columns), Int32(rows), 1, values, Int32(columns), values, Int32(columns), 0,
      &result.values, Int32(columns))
    return result
  }

  /// The matrix with the mean of each column taken off.
  func centered() -> DenseMatrix {
    var result = self
    for column in 0..<columns {
      var sum = 0.0
      for row in 0..<rows { sum += self[row, column] }
      for row in 0..<rows { result[row, column] -= sum / Double(rows) }
    }
    return result
  }

  /// `self · otherᵀ`.
  func multipliedByTranspose(of other: DenseMatrix) -> DenseMatrix {
    var transposed = DenseMatrix(rows: other.columns, columns: other.rows)
    for row in 0..<other.rows {
      for column in 0..<other.columns { transposed[column, row] = other[row, column] }
    }
    return multiplied(by: transposed)
  }

  /// The `count` largest eigenvalues of a symmetric matrix, largest first, and their vectors as rows.
  ///
  /// Each vector's sign is fixed by making its largest component positive.
  ///
  /// - Throws: ``TrainingError`` if the library does not converge.
  /// - Complexity: O(n³).
  func largestEigenpairs(_ count: Int) throws(TrainingError) -> (values: [Double], vectors: DenseMatrix) {
    let n = rows
    let wanted = min(count, n)
    guard wanted > 0 else { return ([], DenseMatrix(rows: 0, columns: n)) }
    var matrix = values
    var size = Int32(n)
    var lower = Int32(n - wanted + 1)
    var upper = Int32(n)
    var (from, to, tolerance) = (0.0, 0.0, 0.0)
    var found: Int32 = 0
    var eigenvalues = [Double](repeating: 0, count: n)
    var vectors = [Double](repeating: 0, count: n * wanted)
    var support = [Int32](repeating: 0, count: 2 * wanted)
    var workCount = Int32(32 * n)
    var work = [Double](repeating: 0, count: 32 * n)
    var integerCount = Int32(12 * n)
    var integers = [Int32](repeating: 0, count: 12 * n)
    var info: Int32 = 0
    whorl_dsyevr(
      "V", "I", "U", &size, &matrix, &size, &from, &to, &lower, &upper, &tolerance, &found, &eigenvalues,
      &vectors, &size, &support, &work, &workCount, &integers, &integerCount, &info)
    guard info == 0, Int(found) == wanted else { throw TrainingError(.notConverged) }
    var result = DenseMatrix(rows: wanted, columns: n)
    for index in 0..<wanted {
      let start = (wanted - 1 - index) * n
      let vector = vectors[start..<start + n]
      var largest = 0.0
      for value in vector where abs(value) > abs(largest) { largest = value }
      let sign = largest < 0 ? -1.0 : 1.0
      for (column, value) in vector.enumerated() { result[index, column] = sign * value }
    }
    return (eigenvalues[..<wanted].reversed(), result)
  }

  /// The inverse of the lower Cholesky factor of a symmetric positive definite matrix.
  ///
  /// - Throws: ``TrainingError`` if the matrix is not positive definite.
  /// - Complexity: O(n³).
  func inverseOfCholeskyFactor() throws(TrainingError) -> DenseMatrix {
    // The library's columns are our rows: the upper triangle there is the lower one here.
    var result = self
    var size = Int32(rows)
    var info: Int32 = 0
    whorl_dpotrf("U", &size, &result.values, &size, &info)
    guard info == 0 else { throw TrainingError(.notPositiveDefinite) }
    whorl_dtrtri("U", "N", &size, &result.values, &size, &info)
    guard info == 0 else { throw TrainingError(.notPositiveDefinite) }
    for row in 0..<rows {
      for column in row + 1..<max(row + 1, columns) { result[row, column] = 0 }
    }
    return result
  }
}

/// The products of tall single-precision matrices, where memory counts.
enum SingleProducts {
  /// `a · aᵀ` for `rows` rows of `columns` values.
  static func outerGram(_ a: [Float], rows: Int, columns: Int) -> DenseMatrix {
    var product = [Float](repeating: 0, count: rows * rows)
    whorl_ssyrk(
      Int32(whorl_row_major), Int32(whorl_lower), Int32(whorl_no_transpose),
      Int32(rows), Int32(columns), 1, a, Int32(columns), 0, &product, Int32(rows))
    var result = DenseMatrix(rows: rows, columns: rows)
    for row in 0..<rows {
      for column in 0...row {
        result[row, column] = Double(product[row * rows + column])
        result[column, row] = Double(product[row * rows + column])
      }
    }
    return result
  }

  /// `aᵀ · b` for `a` of `rows` × `columns` and `b` of `rows` × `width`: `columns` × `width` values.
  static func transposedProduct(_ a: [Float], rows: Int, columns: Int, _ b: [Float], width: Int) -> [Float] {
    var result = [Float](repeating: 0, count: columns * width)
    whorl_sgemm(
      Int32(whorl_row_major), Int32(whorl_transpose), Int32(whorl_no_transpose),
      Int32(columns), Int32(width), Int32(rows), 1, a, Int32(columns), b, Int32(width), 0, &result,
      Int32(width))
    return result
  }
}
