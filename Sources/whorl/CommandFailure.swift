import RecordReading
import WhorlKit

/// An error as the user reads it: one line that says what, where, and what would help.
struct CommandFailure: Error {
  let message: String
  /// Whether it only says that nothing was left of inputs that could not be read, which has been told of each.
  let isTold: Bool

  init(_ message: String, isTold: Bool = false) {
    self.message = message
    self.isTold = isTold
  }

  /// Wraps what a library threw, in words; `place` is the file or reference concerned.
  init(_ error: any Error, at place: String? = nil) {
    if let failure = error as? CommandFailure {
      self = failure
      return
    }
    let text =
      switch error {
      case let error as RecordReadingError: error.message + Self.remedy(error)
      case let error as FileFormatError: error.description
      case let error as any CustomStringConvertible: error.description
      default: "an unexpected error occurred"
      }
    message = place.map { "\($0) \(text)" } ?? text
    isTold = false
  }

  /// What would help where the library, which knows no options, does not say.
  private static func remedy(_ error: RecordReadingError) -> String {
    switch error.code {
    case .cannotOpen: "; check the path"
    case .tooManyBadRecords: "; raise it to leave them out"
    default: ""
    }
  }
}
