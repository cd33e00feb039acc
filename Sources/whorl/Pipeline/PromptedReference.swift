import WhorlKit

/// A reference whose answers are found by what they answer: a corpus, or a part of an index.
enum PromptedReference: Sendable {
  case corpus(PromptedCorpus)
  case index(Indexed)

  /// The answers of one reference of an index.
  struct Indexed: Sendable {
    let name: String
    let answers: IndexedAnswers
    /// The thinnest sample of its runs.
    let sampling: OverlapSampling
    /// Its documents.
    let count: Int
    private let places: [UInt64: [Int]]

    /// The references of `index`, in order of first document.
    static func all(of index: CopiedTextIndex) -> [Indexed] {
      let answers = IndexedAnswers(index)
      return index.header.referenceNames.map { name in
        let runs = index.header.references.filter { $0.name == name }
        var places: [UInt64: [Int]] = [:]
        for document in runs.lazy.flatMap(\.documents) {
          let key = index.promptKey(document)
          if key != 0 { places[key, default: []].append(document) }
        }
        return Indexed(
          name: name, answers: answers,
          sampling: OverlapSampling(exponent: runs.map(\.sampling.exponent).max() ?? 0),
          count: runs.reduce(0) { $0 + $1.documents.count }, places: places)
      }
    }

    /// The documents that answer the prompt with the bytes `key`.
    func documents(_ key: [UInt8]) -> [Int] { places[DocumentDigests.promptKey(key.span)] ?? [] }
  }

  var name: String {
    switch self {
    case .corpus(let corpus): corpus.name
    case .index(let indexed): indexed.name
    }
  }

  /// Its records.
  var records: Int {
    switch self {
    case .corpus(let corpus): corpus.tally.records
    case .index(let indexed): indexed.count
    }
  }

  /// How many answers there are to `key`.
  func answerCount(_ key: [UInt8]) -> Int {
    switch self {
    case .corpus(let corpus): corpus.answerCount(key)
    case .index(let indexed): indexed.documents(key).count
    }
  }
}
