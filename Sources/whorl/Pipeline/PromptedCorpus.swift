import RecordReading
import WhorlKit
import WhorlReporting

/// A corpus with its texts in memory, found by what they answer.
struct PromptedCorpus {
  /// What the answers of two corpora are matched by.
  enum Key: String, CaseIterable {
    /// The prompt's text without white space at its edges.
    case prompt
    /// The record's id.
    case id
  }

  let name: String
  let tally: CorpusTally
  /// The distinct keys, in ascending order of their bytes.
  let keys: [[UInt8]]

  private let texts: [UInt8]
  private let answers: [[UInt8]: [Range<Int>]]

  /// Tokens in all answers.
  func tokenCount() throws -> Int {
    var tokenizer = Tokenizer()
    var tokens: [Token] = []
    var count = 0
    for key in keys {
      for range in answers[key, default: []] {
        tokens.removeAll(keepingCapacity: true)
        let text = texts.span.extracting(range)
        _ = try tokenizer.tokenize(
          text.extracting(TextNormalization.trimmedRange(of: text)), into: &tokens)
        count += tokens.count
      }
    }
    return count
  }

  /// How many answers there are to `key`.
  func answerCount(_ key: [UInt8]) -> Int { answers[key]?.count ?? 0 }

  /// Calls `body` with each answer to `key`, in the order of the input.
  func forEachAnswer(to key: [UInt8], _ body: (Span<UInt8>) throws -> Void) rethrows {
    for range in answers[key] ?? [] { try body(texts.span.extracting(range)) }
  }

  /// Reads all of `arguments` (files, directories, `-`) as one corpus.
  ///
  /// - Throws: ``CommandFailure`` if it cannot be read, too many records are bad, or no record has a
  ///   key.
  static func read(
    _ arguments: [String], name: String, key: Key, options: CorpusReadingOptions, notes: NoteOptions
  ) async throws -> PromptedCorpus {
    var builder = Builder(key: key)
    do {
      for path in arguments where path != "-" {
        guard !Fingerprint.hasMagic((try? InputBytes.prefix(of: path, count: 8)) ?? []) else {
          throw CommandFailure(
            "\(path) is a fingerprint, which holds no prompts: --question distilled needs the corpus it "
              + "was made from")
        }
      }
      var tally = CorpusTally()
      try await CorpusReader(options: options, notes: notes).forEachBatch(arguments, &tally) { batch in
        builder.add(batch)
        return true
      }
      builder.tally = tally
      for line in tally.detections { notes.detail("\(line.source): \(line.description)") }
      for finding in tally.firstFindings { notes.note("\(finding)") }
      try options.badRecordLimit.check(
        tally.skipped, records: tally.records, first: tally.firstFindings.first)
    } catch {
      throw CommandFailure(error)
    }
    let place = arguments.joined(separator: ", ")
    guard builder.tally.records > 0 else {
      throw CommandFailure("no records in \(place)", isTold: builder.tally.failures > 0)
    }
    let field = key == .prompt ? "--prompt-field" : "--id-field"
    guard !builder.answers.isEmpty else {
      throw CommandFailure(
        "no record of \(place) has \(key == .prompt ? "a prompt" : "an id"): name the field with \(field)")
    }
    if builder.withoutKey > 0 {
      notes.note(
        "\(CountText.of(builder.withoutKey, "record")) of \(place) left out: no \(key.rawValue) (\(field))")
    }
    return PromptedCorpus(
      name: name, tally: builder.tally,
      keys: builder.answers.keys.sorted { $0.lexicographicallyPrecedes($1) }, texts: builder.texts,
      answers: builder.answers)
  }

  private struct Builder {
    let key: Key
    var tally = CorpusTally()
    var texts: [UInt8] = []
    var answers: [[UInt8]: [Range<Int>]] = [:]
    var withoutKey = 0

    mutating func add(_ batch: RecordBatch) {
      for record in batch.records { add(record, storage: batch.storage) }
    }

    private mutating func add(_ record: Record, storage: [UInt8]) {
      guard let range = key == .prompt ? record.prompt : record.id else {
        withoutKey += 1
        return
      }
      let trimmed = TextNormalization.trimmedRange(of: storage.span.extracting(range))
      guard !trimmed.isEmpty else {
        withoutKey += 1
        return
      }
      let start = texts.count
      texts.append(contentsOf: storage[record.text])
      let first = range.lowerBound
      let bytes = Array(storage[(first + trimmed.lowerBound)..<(first + trimmed.upperBound)])
      answers[bytes, default: []].append(start..<texts.count)
    }
  }
}
