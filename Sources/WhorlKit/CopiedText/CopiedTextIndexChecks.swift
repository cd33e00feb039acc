/// Which checksums of an index are compared when it is opened.
public enum CopiedTextIndexChecks: Sendable, Equatable {
  /// All.
  case all
  /// All but that of the texts; each text is checked when it is read. For looking documents up.
  case lookups
  /// Those of what is kept for same-prompt overlap. For questions that need nothing else.
  case overlap
  /// None.
  case none

  private static let ofOverlap: Set<CopiedTextSection> = [
    .contents, .prompts, .words, .idEnds, .ids, .order, .featureCounts, .features,
  ]

  /// Whether the checksum of a section is compared. A section that is not known is checked with all.
  func includes(_ section: String) -> Bool {
    switch self {
    case .all: true
    case .lookups: section != CopiedTextSection.texts.rawValue
    case .overlap: CopiedTextSection(rawValue: section).map { Self.ofOverlap.contains($0) } ?? false
    case .none: false
    }
  }
}
