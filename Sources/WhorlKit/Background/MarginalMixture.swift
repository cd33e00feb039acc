/// The density of where a set of documents lies whose model is not known: normal with variance e/u + noise along
/// each axis, over the scales u of ``ScaleGrid``.
struct MarginalMixture: Sendable {
  /// By scale: what does not depend on the place.
  let constants: [Double]
  /// By scale and block of axes: 1 / (e/u + noise).
  let precisions: [SIMD4<Double>]
  private let blocks: Int

  /// - Complexity: O(axes).
  init(between: [Double], noise: [Double]) {
    blocks = (between.count + 3) / 4
    var constants: [Double] = []
    var precisions = [SIMD4<Double>](repeating: .zero, count: ScaleGrid.points.count * blocks)
    for (point, (scale, logWeight)) in ScaleGrid.points.enumerated() {
      var determinant = LogProduct()
      for axis in between.indices {
        let variance = between[axis] / scale + noise[axis]
        determinant.multiply(by: variance)
        precisions[point * blocks + axis / 4][axis % 4] = 1 / variance
      }
      constants.append(logWeight - determinant.logarithm / 2)
    }
    self.constants = constants
    self.precisions = precisions
  }

  /// The logarithm of each scale's part in the density at a place with these squares, but for a factor.
  func terms(_ squares: [SIMD4<Double>]) -> [Double] {
    constants.indices.map { point in
      var sum = SIMD4<Double>.zero
      let start = point * blocks
      for block in 0..<blocks { sum += squares[block] * precisions[start + block] }
      return constants[point] - sum.sum() / 2
    }
  }
}
