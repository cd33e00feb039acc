/// A suspect of some number, dispersion and prompts of documents, wherever it may lie, against references: what does
/// not depend on its place is computed once.
///
/// The score of a place a against a reference at b is the log likelihood ratio
///
///     S = ln p(a, b | one model) − ln p(a) − ln p(b)
///
/// of ``JointMixture`` and ``MarginalMixture``, after both are scaled towards the length that the style model
/// expects (``StyleModel/normalizationExponent(documents:)``).
struct StyleComparison: Sendable {
  private let style: StyleModel
  private let exponent: Double
  /// The variance that is expected of the suspect along each axis.
  private let expected: [Double]
  /// The density of the suspect alone where prompts add no variance.
  private let suspectMarginal: MarginalMixture
  private let references: [Reference?]

  private struct Reference: Sendable {
    let scale: Double
    let values: [SIMD4<Double>]
    let squares: [SIMD4<Double>]
    let marginal: MarginalMixture
    let joint: JointMixture
    /// The density of the suspect alone, with the variance that its prompts add against this reference; nil if they
    /// add none.
    let suspect: MarginalMixture?
    /// What does not depend on the suspect's place.
    let fixed: [Double]
    let logDensity: Double
  }

  /// - Parameter suspect: Its values are left aside; its place among prompts is not.
  /// - Complexity: O(R · axes) for R references.
  init(_ style: StyleModel, suspect: StylePosition, references: [StylePosition]) {
    let noise = style.noise(of: suspect)
    let exponent = style.normalizationExponent(documents: suspect.documents)
    self.style = style
    self.exponent = exponent
    expected = zip(style.between, noise).map { $0 + $1 }
    suspectMarginal = MarginalMixture(between: style.between, noise: noise)
    self.references = references.map { reference in
      let own = style.noise(of: reference)
      let expected = zip(style.between, own).map { $0 + $1 }
      guard let scale = Self.scale(reference.values, expected, exponent) else { return nil }
      let values = Self.blocks(reference.values, scale)
      let squares = values.map { $0 * $0 }
      let added = style.promptNoise(suspect, reference)
      func with(_ noise: [Double]) -> [Double] { added.map { zip(noise, $0).map { $0 + $1 } } ?? noise }
      let marginal = MarginalMixture(between: style.between, noise: with(own))
      let joint = JointMixture(between: style.between, suspectNoise: with(noise), referenceNoise: with(own))
      return Reference(
        scale: scale, values: values, squares: squares, marginal: marginal, joint: joint,
        suspect: added.map { _ in MarginalMixture(between: style.between, noise: with(noise)) },
        fixed: joint.referenceTerms(squares), logDensity: ScaleGrid.logSum(marginal.terms(squares)))
    }
  }

  /// The score against each reference of a suspect that lies at `place`, in nats; 0 where a position is exactly
  /// the background's mean.
  ///
  /// - Complexity: O(R · axes).
  func scores(at place: [Double]) -> [Double] {
    guard let scale = Self.scale(place, expected, exponent) else { return references.map { _ in 0 } }
    let values = Self.blocks(place, scale)
    let squares = values.map { $0 * $0 }
    let logDensity = ScaleGrid.logSum(suspectMarginal.terms(squares))
    return references.map { reference in
      guard let reference else { return 0 }
      let logDensity = reference.suspect.map { ScaleGrid.logSum($0.terms(squares)) } ?? logDensity
      let joint = reference.joint.terms(
        reference.fixed, suspect: values, squares: squares, reference: reference.values)
      return ScaleGrid.logSum(joint) - logDensity - reference.logDensity
    }
  }

  /// A score as a quadratic form in the two scaled positions.
  struct QuadraticForm {
    /// The positions after length normalisation, and what they were multiplied by.
    var suspect: [Double]
    var reference: [Double]
    var suspectScale: Double
    var referenceScale: Double
    /// The factor of a·b along each axis, of −a², and of −b².
    var product: [Double]
    var suspectSquare: [Double]
    var referenceSquare: [Double]
    /// What is in no position.
    var constant: Double
  }

  /// The score of `place` against the reference with number `index`, as a quadratic form that is exact there; nil
  /// where a position is exactly the background's mean.
  ///
  /// The posterior probabilities of the scale under each density are held at what they are there. ln Σ p =
  /// Σ π ln p + H for the posterior π and its entropy H, so nothing is left over.
  func quadraticForm(at place: [Double], index: Int) -> QuadraticForm? {
    guard let scale = Self.scale(place, expected, exponent), let reference = references[index] else {
      return nil
    }
    let values = Self.blocks(place, scale)
    let squares = values.map { $0 * $0 }
    let joint = ScaleGrid.posterior(
      reference.joint.terms(reference.fixed, suspect: values, squares: squares, reference: reference.values))
    let marginal = reference.suspect ?? suspectMarginal
    let first = ScaleGrid.posterior(marginal.terms(squares))
    let second = ScaleGrid.posterior(reference.marginal.terms(reference.squares))
    let axes = 0..<style.axes
    let blocks = values.count
    func mean(_ shares: [Double], _ coefficients: [SIMD4<Double>], _ axis: Int) -> Double {
      shares.indices.reduce(0) { $0 + shares[$1] * coefficients[$1 * blocks + axis / 4][axis % 4] }
    }
    func mean(_ shares: [Double], _ constants: [Double]) -> Double {
      zip(shares, constants).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let constant =
      mean(joint.shares, reference.joint.constants) + joint.entropy
      - mean(first.shares, marginal.constants) - first.entropy
      - mean(second.shares, reference.marginal.constants) - second.entropy
    return QuadraticForm(
      suspect: axes.map { values[$0 / 4][$0 % 4] },
      reference: axes.map { reference.values[$0 / 4][$0 % 4] }, suspectScale: scale,
      referenceScale: reference.scale,
      product: axes.map { mean(joint.shares, reference.joint.product, $0) },
      suspectSquare: axes.map {
        (mean(joint.shares, reference.joint.suspect, $0) - mean(first.shares, marginal.precisions, $0)) / 2
      },
      referenceSquare: axes.map {
        let alone = mean(second.shares, reference.marginal.precisions, $0)
        return (mean(joint.shares, reference.joint.reference, $0) - alone) / 2
      }, constant: constant)
  }

  /// `(d / Σ z²/expected)^p`: what draws a position towards the length that is expected of it.
  private static func scale(_ values: [Double], _ expected: [Double], _ exponent: Double) -> Double? {
    var length = 0.0
    for axis in values.indices { length += values[axis] * values[axis] / expected[axis] }
    guard length > 0, length.isFinite else { return nil }
    return exponent == 0 ? 1 : ElementaryFunctions.power(Double(values.count) / length, exponent)
  }

  private static func blocks(_ values: [Double], _ scale: Double) -> [SIMD4<Double>] {
    var blocks = [SIMD4<Double>](repeating: .zero, count: (values.count + 3) / 4)
    for axis in values.indices { blocks[axis / 4][axis % 4] = values[axis] * scale }
    return blocks
  }
}
