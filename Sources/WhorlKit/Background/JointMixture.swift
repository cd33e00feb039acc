/// The density of where two sets of documents of one model lie: normal with variance e/u + noise and covariance e/u
/// along each axis, over the scales u of ``ScaleGrid``.
///
/// With A = e/u + r and C = e/u + s for the noise r of the reference and s of the suspect, and D = A·C − (e/u)²,
/// the exponent at a and b is −½ Σ (a²·A − 2·a·b·e/u + b²·C) / D.
struct JointMixture: Sendable {
  /// By scale: what does not depend on places.
  let constants: [Double]
  /// By scale and block of axes: A/D, C/D and (e/u)/D.
  let suspect: [SIMD4<Double>]
  /// C/D.
  let reference: [SIMD4<Double>]
  /// (e/u)/D.
  let product: [SIMD4<Double>]
  private let blocks: Int

  /// - Complexity: O(axes).
  init(between: [Double], suspectNoise: [Double], referenceNoise: [Double]) {
    blocks = (between.count + 3) / 4
    var constants: [Double] = []
    let zeros = [SIMD4<Double>](repeating: .zero, count: ScaleGrid.points.count * blocks)
    var (suspect, reference, product) = (zeros, zeros, zeros)
    for (point, (scale, logWeight)) in ScaleGrid.points.enumerated() {
      var determinants = LogProduct()
      for axis in between.indices {
        let e = between[axis] / scale
        let a = e + referenceNoise[axis]
        let c = e + suspectNoise[axis]
        // A·C − e², without the cancellation.
        let d = e * (suspectNoise[axis] + referenceNoise[axis]) + suspectNoise[axis] * referenceNoise[axis]
        determinants.multiply(by: d)
        let (block, lane) = (point * blocks + axis / 4, axis % 4)
        suspect[block][lane] = a / d
        reference[block][lane] = c / d
        product[block][lane] = e / d
      }
      constants.append(logWeight - determinants.logarithm / 2)
    }
    self.constants = constants
    self.suspect = suspect
    self.reference = reference
    self.product = product
  }

  /// By scale: what a reference with these squares adds whatever the suspect.
  func referenceTerms(_ squares: [SIMD4<Double>]) -> [Double] {
    constants.indices.map { point in
      var sum = SIMD4<Double>.zero
      let start = point * blocks
      for block in 0..<blocks { sum += squares[block] * reference[start + block] }
      return constants[point] - sum.sum() / 2
    }
  }

  /// The logarithm of each scale's part in the density, but for a factor, given ``referenceTerms(_:)``.
  func terms(
    _ fixed: [Double], suspect values: [SIMD4<Double>], squares: [SIMD4<Double>],
    reference other: [SIMD4<Double>]
  ) -> [Double] {
    constants.indices.map { point in
      var square = SIMD4<Double>.zero
      var cross = SIMD4<Double>.zero
      let start = point * blocks
      for block in 0..<blocks {
        square += squares[block] * suspect[start + block]
        cross += values[block] * other[block] * product[start + block]
      }
      return fixed[point] - square.sum() / 2 + cross.sum()
    }
  }
}
