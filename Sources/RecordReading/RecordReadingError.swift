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
    /// The input is in a format that is not read, such as Parquet.
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

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
