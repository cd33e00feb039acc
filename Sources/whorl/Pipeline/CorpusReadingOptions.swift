import RecordReading

/// How corpora are read, checked.
struct CorpusReadingOptions: Sendable {
  /// A random choice of documents.
  struct Sample: Sendable, Equatable {
    let count: Int
    let seed: UInt64
  }

  let fields: FieldRequest
  let badRecordLimit: BadRecordLimit
  /// Chunks that are worked on at once.
  var jobs: Int
  /// The format and sizes.
  var stream = RecordStreamOptions()
  /// The most documents; nil for all.
  var limit: Int?
  /// A random choice of so many documents; nil for all.
  var sample: Sample?
  /// Whether a document whose text came before is left out.
  var dropsRepeated = false
  /// Whether a source that cannot be read is reported and the rest read.
  var keepsGoing = false

  /// Whether documents are chosen by those before them, so that they must be looked at in order.
  var selectsInOrder: Bool { limit != nil || sample != nil || dropsRepeated }
}
