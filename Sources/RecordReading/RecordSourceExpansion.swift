/// The sources that a list of arguments stands for.
public struct RecordSourceExpansion: Sendable, Equatable {
  /// The sources in the order of the arguments, the files of a directory sorted by the bytes of their
  /// paths.
  public let sources: [RecordSource]
  /// One line each for what a user may not have meant, such as one file named twice.
  public let notes: [String]
}
