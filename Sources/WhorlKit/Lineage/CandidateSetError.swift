/// Why candidates cannot be compared with one another.
public enum CandidateSetError: Error, Equatable, CustomStringConvertible {
  /// Vendor-exclusive wording needs another vendor.
  case oneVendor
  /// Two candidates have one name.
  case repeatedName(String)
  /// A family is given under two vendors.
  case familyOfTwoVendors(String)
  /// More than ``CandidateSet/limit`` candidates.
  case tooMany(Int)

  /// What is wrong and what would help.
  public var description: String {
    switch self {
    case .oneVendor:
      "all references are of one vendor, so nothing is exclusive to it: add references of others with -r"
    case .repeatedName(let name):
      "two references are called '\(name)': rename one of the files, or leave it out"
    case .familyOfTwoVendors(let family):
      "family '\(family)' has two vendors: give it one in the --vendors file"
    case .tooMany(let count):
      "\(count) references are more than \(CandidateSet.limit): leave some out"
    }
  }
}
