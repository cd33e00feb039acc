/// The score of a ``StyleModel`` for one case, taken apart: a quadratic form in two scaled positions.
///
///     S = Σ_k [ α_k·a_k·b_k − β_k·a_k² − γ_k·b_k² ] + constant
///
/// with a and b the suspect's and the reference's position after length normalisation. Sums to
/// ``StyleModel/score(suspect:reference:)`` but for rounding.
struct ScoreTerms {
  /// The suspect's scaled position.
  let a: [Double]
  /// The reference's.
  let b: [Double]
  /// What the suspect's position was multiplied by.
  let suspectScale: Double
  /// What the reference's was multiplied by.
  let referenceScale: Double
  /// The factor of a·b along each axis: e/D.
  let product: [Double]
  /// The factor of −a²: (A/D − 1/C)/2.
  let suspectSquare: [Double]
  /// The factor of −b²: (C/D − 1/A)/2.
  let referenceSquare: [Double]
  /// −Σ ln(D/(A·C))/2: what the numbers of documents alone amount to.
  let constant: Double

  /// The terms of a case; nil if a position is exactly the background's mean, where the score is 0.
  init?(_ style: StyleModel, suspect: StylePosition, reference: StylePosition) {
    let axes = 0..<style.axes
    let suspectVariance = axes.map { style.between[$0] + style.noise[$0] / suspect.documents }
    let referenceVariance = axes.map { style.between[$0] + style.noise[$0] / reference.documents }
    let suspectLength = axes.reduce(0) { $0 + suspect.values[$1] * suspect.values[$1] / suspectVariance[$1] }
    let referenceLength = axes.reduce(0) {
      $0 + reference.values[$1] * reference.values[$1] / referenceVariance[$1]
    }
    guard suspectLength > 0, referenceLength > 0 else { return nil }
    let exponent = style.normalizationExponent(documents: suspect.documents)
    let scales = [suspectLength, referenceLength].map {
      ElementaryFunctions.power(Double(style.axes) / $0, exponent)
    }
    (suspectScale, referenceScale) = (scales[0], scales[1])
    a = suspect.values.map { $0 * scales[0] }
    b = reference.values.map { $0 * scales[1] }
    let determinant = axes.map { axis in
      suspectVariance[axis] * referenceVariance[axis] - style.between[axis] * style.between[axis]
    }
    product = axes.map { style.between[$0] / determinant[$0] }
    suspectSquare = axes.map { (referenceVariance[$0] / determinant[$0] - 1 / suspectVariance[$0]) / 2 }
    referenceSquare = axes.map { (suspectVariance[$0] / determinant[$0] - 1 / referenceVariance[$0]) / 2 }
    constant = axes.reduce(0) { sum, axis in
      let ratio = determinant[axis] / (suspectVariance[axis] * referenceVariance[axis])
      return sum - ElementaryFunctions.naturalLogarithm(ratio) / 2
    }
  }

  /// What a unit of the suspect's unscaled position along `axis` contributes.
  func suspectWeight(_ axis: Int) -> Double {
    suspectScale * (product[axis] * b[axis] / 2 - suspectSquare[axis] * a[axis])
  }

  /// What a unit of the reference's unscaled position along `axis` contributes.
  func referenceWeight(_ axis: Int) -> Double {
    referenceScale * (product[axis] * a[axis] / 2 - referenceSquare[axis] * b[axis])
  }
}
