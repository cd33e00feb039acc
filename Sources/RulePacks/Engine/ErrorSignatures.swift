import WhorlKit

/// Errors that a model may be known by: the rules of the shipped pack `errors` that stand alone, to be counted and
/// copied into other packs.
public struct ErrorSignatures: Sendable {
  /// A rule.
  public struct Signature: Sendable {
    /// Its id.
    public let id: String
    /// Its lines in the pack, as an entry of `rules`.
    public let source: [String]
    /// What stands for it among hashes of phrases.
    public let hash: UInt64
  }

  /// The rules, in the order of the pack.
  public let signatures: [Signature]
  /// The rules, compiled.
  public let set: RuleSet
  /// For each rule of `set` its place in `signatures`; nil if it needs other rules.
  private let places: [Int?]

  private static let name = "errors"

  /// The errors of the shipped pack.
  public init() {
    let bytes = RulePack.shippedBytes(Self.name) ?? []
    let packs = RulePack.read(bytes, file: Self.name).pack.map { [$0] } ?? []
    set = RuleSet(packs)
    let lines = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let starts = packs.flatMap(\.rules).map(\.place.line)
    var signatures: [Signature] = []
    var places: [Int?] = []
    for index in 0..<set.count {
      let rule = set.rule(at: index).rule
      let needsOthers = (rule.requirements + rule.exclusions).contains {
        if case .rule = $0.target { true } else { false }
      }
      places.append(needsOthers ? nil : signatures.count)
      if needsOthers { continue }
      let end = starts.first { $0 > rule.place.line }.map { $0 - 1 } ?? lines.count
      var source = lines[(rule.place.line - 1)..<end].map(String.init)
      // Blank lines and comments before the next rule.
      while let last = source.last,
        last.allSatisfy(\.isWhitespace) || last.drop(while: \.isWhitespace).hasPrefix("#")
      {
        source.removeLast()
      }
      let key = Array("rule \(set.name(at: index))".utf8)
      signatures.append(Signature(id: rule.id, source: source, hash: StableHash.bytes(key.span, seed: 1)))
    }
    self.signatures = signatures
    self.places = places
  }

  /// The hashes of the errors of a text, each once.
  public func hashes(of scan: RuleScan) -> Set<UInt64> {
    var result: Set<UInt64> = []
    for hit in scan.hits {
      if let place = places[hit.rule] { result.insert(signatures[place].hash) }
    }
    return result
  }
}
