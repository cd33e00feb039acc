/// The references of many cases, placed once in the spaces of a background's styles: what does not depend on the
/// suspect.
///
/// - Complexity: To make, O(R · F · axes) for R references and F features, for each style.
public struct PreparedReferences: Sendable {
  /// The references in the order of names, so that the order in which they are given decides nothing.
  let fingerprints: [Fingerprint]
  /// Where each reference lies, by the place of the style in the background.
  let places: [[StylePosition]]
  /// Where its prompt halves lie in the style that verdicts rest on; nil for a half without documents.
  let halves: [[StylePosition?]]
  /// Where each reference lies in the background's style of rules; nil where it was not scanned with its packs.
  let rulePlaces: [StylePosition?]
  /// Which are unlike the background's own kind of text.
  let isOutside: [Bool]
  /// Which are unlike each of the background's other kinds of text.
  let isOutsideDomains: [[Bool]]
  /// Whose texts were treated after they were written, by what is known of the background's own kind.
  let isTreatedOrForeign: [Bool]

  /// Which are of a kind of text that the background knows.
  var isKnown: [Bool] {
    isOutside.indices.map { index in !isOutside[index] || isOutsideDomains.contains { !$0[index] } }
  }

  /// Places `references`.
  ///
  /// - Parameters:
  ///   - references: The references, in any order.
  ///   - background: Their background.
  ///   - style: The name of the style that verdicts rest on.
  public init(_ references: [Fingerprint], background: BackgroundModel, style: String) {
    let sorted = references.sorted { $0.header.name.utf8.lexicographicallyPrecedes($1.header.name.utf8) }
    fingerprints = sorted
    // Of another vocabulary they have no place; an assessment says so.
    guard sorted.allSatisfy({ $0.header.parameters.vocabularyDigest == background.vocabularyDigest }) else {
      (places, halves, rulePlaces, isOutside, isOutsideDomains, isTreatedOrForeign) = ([], [], [], [], [], [])
      return
    }
    let sums = sorted.map(\.sums)
    places = background.styles.map { style in sums.map { style.position(of: $0) } }
    if let main = background.style(style) {
      halves = sorted.map { $0.halves.map { $0.documents > 0 ? main.position(of: $0) : nil } }
    } else {
      halves = []
    }
    rulePlaces = sorted.map { fingerprint in
      background.rules.flatMap { rules in
        rules.sums(of: fingerprint.rules).map { rules.style.position(of: $0) }
      }
    }
    isOutside = sums.map { !background.typicality.isTypical($0) }
    isTreatedOrForeign = sums.map {
      background.typicality.missingFunctionWords(in: $0) != nil
        || background.typicality.treatment(of: $0) != nil
    }
    isOutsideDomains = background.domains.map { domain in sums.map { !domain.typicality.isTypical($0) } }
  }
}
