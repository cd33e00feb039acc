/// One document in the space of a style model, as it is and altered.
struct PlacedDocument: Sendable, Equatable {
  /// What documents are put in order by: a hash of the text as it is.
  let order: UInt64
  /// The document after each of the corpus's alterations; nil where one left no text.
  let versions: [StyleDocument?]
  /// The same in the space of the rules; nil where it was not scanned.
  let ruleVersions: [StyleDocument?]
}
