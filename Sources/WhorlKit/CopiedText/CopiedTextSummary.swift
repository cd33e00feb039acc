/// How much of a suspect matches, by kind and reference: additive, so that batches are summed.
public struct CopiedTextSummary: Sendable, Equatable {
  /// Documents that match one reference, by their strongest kind.
  public struct Row: Sendable, Equatable {
    /// Documents by kind, in the order of the cases of ``CopiedTextKind``.
    public internal(set) var documents = [Int](repeating: 0, count: CopiedTextKind.allCases.count)
    /// Documents all of whose matches are common.
    public internal(set) var common = 0

    /// Documents that match.
    public var matching: Int { documents.reduce(0, +) }
  }

  /// Documents of the suspect.
  public internal(set) var documents = 0
  /// Documents with fewer words than a shingle, which are compared as a whole only.
  public internal(set) var short = 0
  /// Documents without a word.
  public internal(set) var wordless = 0
  /// Documents of which nothing is left without what they repeat of their prompt.
  public internal(set) var echoes = 0
  /// Candidates that were not verified because there were too many.
  public internal(set) var unverified = 0
  /// The documents that match any reference, by their strongest kind.
  public internal(set) var total = Row()
  /// The same for each reference.
  public internal(set) var references: [Row]

  /// A summary of nothing.
  public init(references: Int) { self.references = [Row](repeating: Row(), count: references) }

  /// Adds the findings for the documents of `batch`.
  public mutating func add(_ findings: [CopiedTextFinding], batch: DocumentDigests) {
    documents += findings.count
    short += batch.short
    wordless += batch.wordless
    echoes += batch.echoes
    for finding in findings {
      unverified += finding.unverified
      if let kind = finding.kind {
        total.documents[kind.rank] += 1
      } else if !finding.matches.isEmpty {
        total.common += 1
      }
      for match in finding.matches {
        if match.isCommon {
          references[match.reference].common += 1
        } else {
          references[match.reference].documents[match.kind.rank] += 1
        }
      }
    }
  }

  /// Adds another summary of the same references.
  public mutating func add(_ other: CopiedTextSummary) {
    documents += other.documents
    short += other.short
    wordless += other.wordless
    echoes += other.echoes
    unverified += other.unverified
    total.add(other.total)
    for index in references.indices { references[index].add(other.references[index]) }
  }
}

extension CopiedTextSummary.Row {
  mutating func add(_ other: CopiedTextSummary.Row) {
    for kind in documents.indices { documents[kind] += other.documents[kind] }
    common += other.common
  }
}
