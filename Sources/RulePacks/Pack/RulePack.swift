/// A pack of rules in the format `whorl.pack/1`.
///
/// ```swift
/// let reading = RulePack.read(yaml, file: "mine.yml")
/// for mistake in reading.mistakes { print(mistake) }
/// ```
///
/// The format is specified in `docs/rule-packs.md`.
public struct RulePack: Sendable {
  /// The engine of this library: packs may need this one or an older one.
  public static let engine = 1
  /// The value of `schema`.
  public static let schema = "whorl.pack/1"
  /// The largest file that is read, in bytes.
  public static let maximumBytes = 4 << 20

  /// The pack's name.
  public let name: String
  /// Its version.
  public let version: String
  /// The engine it needs.
  public let minimumEngine: Int
  /// Language tags.
  public let languages: [String]
  /// What it is, in one sentence, or an empty text.
  public let description: String
  /// The classes that are described, or those that rules name, in the order of their first rule.
  public let classes: [PackClass]
  /// The makers that patterns may name.
  public let owners: [PackOwner]
  /// Logistic models of class scores.
  public let scores: [ScoreModel]
  /// Labels, of which a text gets the first that fits.
  public let labels: [LabelRule]
  /// The rules without a mistake.
  public internal(set) var rules: [PackRule]
  /// The file it was read from, as it was named.
  public let file: String
  /// The SHA-256 of the file, in lower-case hexadecimal.
  public let digest: String
  /// Where the value of each score's intercept stands, if there is one.
  let interceptPlaces: [PackPlace?]

  /// Whether any rule compares a maker with that of the text.
  public var needsMaker: Bool { rules.contains { $0.ownerPolicy != .any } }
}

extension RulePack {
  /// Whether `text` is a name that packs and rules may have: lower-case letters, digits, and `-` between words.
  public static func isValidName(_ text: String) -> Bool { PackReader.isIdentifier(text) }
}
