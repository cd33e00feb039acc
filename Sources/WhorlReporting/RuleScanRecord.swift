public import RulePacks
import WhorlKit

/// One record that was scanned with rules, for the report of `whorl rules scan`.
public struct RuleScanRecord: Sendable {
  /// A hit with its text.
  public struct Hit: Sendable {
    /// The rule's index in its set.
    public let rule: Int
    /// The bytes of the record's text.
    public let range: Range<Int>
    /// The line of the source on which it starts, or on which its record does where that is all that is known.
    public let line: Int
    /// What stands there.
    public let text: String
    /// The plain name of the owner that it names.
    public let owner: String?
    /// What a baseline and SARIF know the finding by.
    public let fingerprint: UInt64
  }

  /// A rule that was given up, so that hits may be missing.
  public struct Failure: Sendable {
    /// The rule's index in its set.
    public let rule: Int
    /// Why, in a few words.
    public let reason: String
  }

  /// The record's own id, as it is written; nil if it has none.
  public let id: String?
  /// The name of the record's source.
  public let source: String
  /// The record's line in it.
  public let line: Int
  /// The hits.
  public var hits: [Hit]
  /// Hits that a baseline holds and that are left out of `hits`.
  public var suppressed = 0
  /// The rules that were given up.
  public let failures: [Failure]
  /// Class scores and labels.
  public let judgement: TextJudgement

  /// A record with the result of its scan.
  ///
  /// - Parameter isVerbatim: Whether the text stands in the source as it is, with its line ends, so that lines of
  ///   the one are lines of the other. A text inside JSON or CSV does not.
  public init(
    id: String?, source: String, line: Int, text: Span<UInt8>, scan: RuleScan, judgement: TextJudgement,
    set: RuleSet, isVerbatim: Bool = false
  ) {
    self.id = id
    self.source = source
    self.line = line
    self.judgement = judgement
    let ownKey = id.map { StableHash.text($0, seed: 0) } ?? StableHash.bytes(text, seed: 0)
    failures = scan.failures.map { Failure(rule: $0.rule, reason: $0.reason.text) }
    // Hits come by their start, so that every line end is counted once.
    var (counted, hitLine) = (0, line)
    hits = scan.hits.map { hit in
      while isVerbatim, counted < hit.range.lowerBound {
        if text[counted] == 0x0A { hitLine += 1 }
        counted += 1
      }
      let bytes = text.extracting(hit.range)
      // The hash of the three as bytes.
      var joined = StableHash.combine(0, set.nameHash(at: hit.rule))
      joined = StableHash.combine(joined, ownKey)
      joined = StableHash.combine(joined, StableHash.bytes(bytes, seed: 0))
      return Hit(
        rule: hit.rule, range: hit.range, line: hitLine,
        text: bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) },
        owner: hit.owner.map { set.rule(at: hit.rule).pack.owners[$0].name },
        fingerprint: StableHash.finish(joined, length: 24))
    }
  }
}
