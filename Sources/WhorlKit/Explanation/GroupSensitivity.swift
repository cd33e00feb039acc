/// What a score becomes when some of the suspect's documents are left out.
public struct GroupSensitivity: Sendable, Equatable {
  /// What was left out together. The raw values are those of reports.
  public enum Kind: String, Sendable {
    /// The documents of one prompt.
    case prompt
    /// The documents of a share of the prompts, dealt out by a hash of the prompt.
    case promptGroup
    /// One prompt half of a fingerprint whose documents are not at hand.
    case half
  }

  /// The case without one group.
  public struct Group: Sendable, Equatable {
    /// The prompt, for groups of one prompt; else the group's number from 0.
    public let name: String
    /// Documents that are left out.
    public let documents: Int
    /// The score of the rest, in nats.
    public let scoreWithout: Double
    /// Documents of the rest.
    public let documentsLeft: Int
  }

  /// What a group is.
  public let kind: Kind
  /// The groups, lowest score without them first: those that the score leans on most.
  public let groups: [Group]
}
