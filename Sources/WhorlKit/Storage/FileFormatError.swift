/// Why bytes are not a file that can be read.
///
/// The description is a clause that follows the file's name: "is damaged in its section 'half-a'".
public struct FileFormatError: Error, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: Sendable, Equatable {
    /// The bytes are something else.
    case notOurs
    /// The bytes end too early.
    case truncated
    /// The content contradicts its checksum or itself.
    case damaged
    /// The file was written by a newer version.
    case newerVersion
    /// The file was written by an older version whose meaning is no longer supported.
    case olderVersion
  }

  /// What kind of failure it is.
  public let code: Code
  /// What is wrong, as a clause that follows the file's name.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }

  init(section: String, _ error: ByteReader.Malformed) {
    self.init(.damaged, "is damaged in its section '\(section)' (\(error.reason))")
  }
}
