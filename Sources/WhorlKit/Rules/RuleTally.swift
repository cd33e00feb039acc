/// What scanning one document with rules adds to ``RuleSums``.
public struct RuleTally: Sendable, Equatable {
  /// The entries with hits, and how many.
  public let counts: [(entry: Int, hits: Int)]
  /// The first sentence, if the document is a refusal.
  public let refusalLead: [UInt8]?

  /// What a document adds.
  public init(counts: [(entry: Int, hits: Int)], refusalLead: [UInt8]? = nil) {
    self.counts = counts
    self.refusalLead = refusalLead
  }

  /// Whether all parts are equal.
  public static func == (a: RuleTally, b: RuleTally) -> Bool {
    a.counts.elementsEqual(b.counts) { $0 == $1 } && a.refusalLead == b.refusalLead
  }
}
