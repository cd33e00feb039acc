/// The exit statuses of the contract.
enum ExitStatus: Int32, Error {
  /// Done, and within policy.
  case success = 0
  /// A policy was breached.
  case policyBreached = 1
  /// An error: usage, unreadable input, incompatible fingerprints.
  case error = 2
  /// Inconclusive where a decision was asked for.
  case inconclusive = 3
}
