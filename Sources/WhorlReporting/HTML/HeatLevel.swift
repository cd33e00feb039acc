import WhorlKit

/// A step of the heat map: the direction and strength of support on the verbal scale.
struct HeatLevel {
  /// 0, extremely strong support against, over 6, no support either way, to 12, extremely strong support for.
  let index: Int

  /// The step of a log₁₀ LR.
  init(_ log10LR: Double) {
    let steps = EvidenceScale.Strength.allCases
    let scale = try? EvidenceScale(log10LR: log10LR)
    let strength = steps.firstIndex(of: scale?.strength ?? .none) ?? 0
    index = 6 + (scale?.direction == .against ? -strength : strength)
  }

  /// The bounds of the steps in log₁₀ LR, ascending from the least to the largest, for a scale that ends at
  /// ±`limit`.
  static func bands(limit: Double) -> [(index: Int, range: ClosedRange<Double>)] {
    let least = EvidenceScale.Strength.allCases.map(\.leastLog10LR)
    var bands: [(index: Int, range: ClosedRange<Double>)] = [(6, -least[1]...least[1])]
    for strength in 1..<least.count where least[strength] < limit {
      let end = min(strength + 1 < least.count ? least[strength + 1] : limit, limit)
      bands.append((6 + strength, least[strength]...end))
      bands.append((6 - strength, -end...(-least[strength])))
    }
    return bands.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}
