import Testing

@testable import BackgroundTraining

@Suite("Dense matrices")
struct DenseMatrixTests {
  init() throws { try DenseMatrix.openLibrary() }

  private func matrix(_ rows: [[Double]]) -> DenseMatrix {
    var result = DenseMatrix(rows: rows.count, columns: rows[0].count)
    for (row, values) in rows.enumerated() {
      for (column, value) in values.enumerated() { result[row, column] = value }
    }
    return result
  }

  private func isNear(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  /// Eigenvalues 2 + √2, 2 and 2 − √2, with vectors (1, −√2, 1)/2, (1, 0, −1)/√2 and (1, √2, 1)/2.
  private static let chain: [[Double]] = [[2, -1, 0], [-1, 2, -1], [0, -1, 2]]

  @Test("the largest eigenvalues come first, with vectors whose largest component is positive")
  func eigenpairs() throws {
    let root = 2.0.squareRoot()
    let all = try matrix(Self.chain).largestEigenpairs(3)
    #expect(isNear(all.values, [2 + root, 2, 2 - root]))
    #expect(isNear(Array(all.vectors.values[0..<3]), [-0.5, root / 2, -0.5]))
    // Two components are the largest but for rounding: the sign is whatever the larger one decides.
    #expect(isNear(all.vectors.values[3..<6].map(abs), [root / 2, 0, root / 2]))
    #expect(isNear(Array(all.vectors.values[6..<9]), [0.5, root / 2, 0.5]))
  }

  @Test("fewer eigenpairs are the first of all, and more than there are is all", arguments: [0, 1, 2, 3, 9])
  func someEigenpairs(count: Int) throws {
    let all = try matrix(Self.chain).largestEigenpairs(3)
    let some = try matrix(Self.chain).largestEigenpairs(count)
    let expected = min(count, 3)
    #expect(some.vectors.rows == expected && some.vectors.columns == 3)
    #expect(isNear(some.values, Array(all.values.prefix(expected))))
  }

  @Test("eigenvectors of a diagonal matrix are its axes, in the order of the diagonal's size")
  func diagonal() throws {
    let pairs = try matrix([[1, 0, 0], [0, 5, 0], [0, 0, 3]]).largestEigenpairs(3)
    #expect(isNear(pairs.values, [5, 3, 1]))
    #expect(isNear(pairs.vectors.values, [0, 1, 0, 0, 0, 1, 1, 0, 0]))
  }

  @Test("the inverse Cholesky factor is that computed by hand, and whitens its matrix")
  func cholesky() throws {
    // L = [[2, 0, 0], [6, 1, 0], [−8, 5, 3]].
    let source = matrix([[4, 12, -16], [12, 37, -43], [-16, -43, 98]])
    let inverse = try source.inverseOfCholeskyFactor()
    #expect(isNear(inverse.values, [0.5, 0, 0, -3, 1, 0, 19.0 / 3, -5.0 / 3, 1.0 / 3]))
    var transposed = DenseMatrix(rows: 3, columns: 3)
    for row in 0..<3 { for column in 0..<3 { transposed[row, column] = inverse[column, row] } }
    let white = inverse.multiplied(by: source).multiplied(by: transposed)
    #expect(zip(white.values, [1, 0, 0, 0, 1, 0, 0, 0, 1]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test(
    "a matrix that is not positive definite has no Cholesky factor",
    arguments: [[[1, 2], [2, 1]], [[0, 0], [0, 0]], [[-1, 0], [0, 1]]] as [[[Double]]])
  func notPositiveDefinite(rows: [[Double]]) throws {
    let error = #expect(throws: TrainingError.self) { try matrix(rows).inverseOfCholeskyFactor() }
    #expect(error?.code == .notPositiveDefinite)
  }

  @Test("products are those computed by hand, of matrices that are not square too")
  func products() {
    let a = matrix([[1, 2, 3], [4, 5, 6]])
    #expect(a.multiplied(by: matrix([[1, 0], [0, 1], [2, -1]])).values == [7, -1, 16, -1])
    #expect(a.gram().values == [17, 22, 27, 22, 29, 36, 27, 36, 45])
    let single: [Float] = [1, 2, 3, 4, 5, 6]
    #expect(SingleProducts.outerGram(single, rows: 2, columns: 3).values == [14, 32, 32, 77])
    #expect(
      SingleProducts.transposedProduct(single, rows: 2, columns: 3, [1, 0, 0, 1], width: 2)
        == [1, 4, 2, 5, 3, 6])
  }
}
