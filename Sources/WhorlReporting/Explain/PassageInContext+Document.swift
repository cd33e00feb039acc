public import WhorlKit

extension PassageInContext {
  /// The bytes of text that are shown on each side.
  private static let contextBytes = 48
  /// The bytes of a passage that are shown.
  private static let passageBytes = 240

  /// A place in a document with what stands around it, cut between characters.
  public init(_ place: FeatureOccurrences.Place, in document: SuspectDocument) {
    let text = document.text
    let start = place.range.lowerBound
    let end = min(place.range.upperBound, start + Self.passageBytes)
    let before = Self.boundary(max(0, start - Self.contextBytes), in: text)
    let after = Self.boundary(min(text.count, place.range.upperBound + Self.contextBytes), in: text)
    let cut = Self.boundary(end, in: text)
    self.init(
      document: document.id, start: start,
      before: (before > 0 ? "…" : "") + String(decoding: text[min(before, start)..<start], as: UTF8.self),
      passage: String(decoding: text[start..<max(start, cut)], as: UTF8.self)
        + (cut < place.range.upperBound ? "…" : ""),
      after: String(
        decoding: text[place.range.upperBound..<max(after, place.range.upperBound)], as: UTF8.self)
        + (after < text.count ? "…" : ""))
  }

  /// The first offset from `index` at which a character begins.
  private static func boundary(_ index: Int, in text: [UInt8]) -> Int {
    var index = index
    while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }

  /// `text` on one line, for people: line ends as `⏎`, tabs as spaces, and what would be obeyed replaced.
  static func oneLine(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": scalars.append("⏎")
      case "\n": if !isAfterReturn { scalars.append("⏎") }
      case "\t": scalars.append(" ")
      default: scalars.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return PrintableText.of(String(scalars))
  }
}
