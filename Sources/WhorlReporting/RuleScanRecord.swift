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
    /// What stands there.
    public let text: String
    /// The plain name of the owner that it names.
    public let owner: String?
    /// What a baseline and SARIF know the finding by.
    public let fingerprint: UInt64
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
  /// Class scores and labels.
  public let judgement: TextJudgement

  /// A record with the result of its scan.
  public init(
    id: String?, source: String, line: Int, text: Span<UInt8>, scan: RuleScan, judgement: TextJudgement,
    set: RuleSet
  ) {
    self.id = id
    self.source = source
    self.line = line
    self.judgement = judgement
    let ownKey = id.map { StableHash.text($0, seed: 0) } ?? StableHash.bytes(text, seed: 0)
    hits = scan.hits.map { hit in
      let bytes = text.extracting(hit.range)
      // The hash of the three as bytes.
      var joined = StableHash.combine(0, set.nameHash(at: hit.rule))
      joined = StableHash.combine(joined, ownKey)
      joined = StableHash.combine(joined, StableHash.bytes(bytes, seed: 0))
      return Hit(
        rule: hit.rule, range: hit.range,
        text: bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) },
        owner: hit.owner.map { set.rule(at: hit.rule).pack.owners[$0].name },
        fingerprint: StableHash.finish(joined, length: 24))
    }
  }
}
