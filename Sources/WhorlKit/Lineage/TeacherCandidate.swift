/// A model that a suspect may have been trained on the outputs of.
public struct TeacherCandidate: Sendable, Equatable {
  /// The name that reports use.
  public let name: String
  /// Who makes it; nil if that is not known, and then it is a vendor of its own.
  public let vendor: String?
  /// What competes with what: wording that two families share counts for neither. The vendor where
  /// none was given, so that versions of one vendor share a family.
  public let family: String

  /// A candidate.
  public init(name: String, vendor: String? = nil, family: String? = nil) {
    self.name = name
    self.vendor = vendor
    self.family = family ?? vendor ?? name
  }
}
