import RecordReading

/// How corpora are read, checked.
struct CorpusReadingOptions: Sendable {
  let fields: FieldRequest
  let badRecordLimit: BadRecordLimit
  /// Chunks that are worked on at once.
  let jobs: Int
}
