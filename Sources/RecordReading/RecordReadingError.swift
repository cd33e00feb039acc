/// Why an input could not be read, as one line for a person: what, where, remedy.
///
/// Bad records are not errors: they are counted (``SkipCounts``) and shown (``RecordFinding``).
public struct RecordReadingError: Error, Sendable, Equatable {
  /// What kind of failure it was, for callers that decide by it.
  public enum Code: Sendable, Equatable {
    /// A file or directory could not be opened or looked up.
    case cannotOpen
    /// The operating system failed while a file was read.
    case cannotRead
    /// A directory holds no file that is read from directories.
    case noRecordFiles
    /// Standard input was named more than once.
    case repeatedStandardInput
    /// A gzip stream is truncated, corrupt, or followed by other bytes.
    case damagedGzip
    /// A zstd stream is truncated, corrupt, or followed by other bytes.
    case damagedZstd
    /// The bytes are compressed in a format that is not read.
    case unsupportedCompression
    /// The input is a whorl fingerprint, not a corpus.
    case fingerprintAsCorpus
    /// The input is in a format that is not read, such as Parquet, or is no text at all.
    case foreignFormat
    /// The input is not in the format that the user named, or its header cannot be read.
    case otherFormat
    /// A selection asks for what the format does not have.
    case unsupportedSelection
    /// None of the first lines is a JSON object.
    case notJSONLines
    /// The text field, or a requested field, is in none of the first records.
    case missingField
    /// A field path does not parse.
    case invalidFieldPath
    /// A limit for bad records does not parse.
    case invalidBadRecordLimit
    /// More records were bad than the limit allows.
    case tooManyBadRecords
  }

  /// The kind of failure.
  public let code: Code
  /// One line without a line break: what happened, where, and what would help.
  public let message: String

  /// What stands before and behind the account of what could be read, where the error is damage that was met on the
  /// way.
  private let damage: Damage?

  private struct Damage: Equatable {
    let before: String
    let after: String
  }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
    damage = nil
  }

  /// Damage behind `account`, such as `120 whole lines`.
  init(_ code: Code, _ before: String, account: String, _ after: String) {
    self.code = code
    message = before + account + after
    damage = Damage(before: before, after: after)
  }

  /// Whether it is damage that was met while records were read, so that some came before it.
  public var isDamage: Bool { damage != nil }

  /// The same error with the number of records that could be read, if it is damage.
  ///
  /// - Parameters:
  ///   - good: Records that gave a document or were empty.
  ///   - bad: Records that were bad.
  public func counting(good: Int, bad: Int) -> RecordReadingError {
    guard let damage else { return self }
    let account =
      bad == 0
      ? good == 1 ? "1 good record" : "\(good == 0 ? "no" : "\(good)") good records"
      : "\(good) good and \(bad) bad records"
    return RecordReadingError(code, damage.before, account: account, damage.after)
  }
}
