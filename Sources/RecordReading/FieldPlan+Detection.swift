internal import CSimdjson

extension FieldPlan {
  /// Number of non-blank lines that detection looks at.
  public static let linesLookedAt = 200

  /// Names under which the text is looked for, in this order.
  public static let textNames = ["output", "response", "completion", "text", "generated_text"]
  /// Names under which the prompt is looked for, in this order.
  public static let promptNames = ["prompt", "instruction", "question", "input", "query"]
  /// Names under which the identifier is looked for, in this order.
  public static let idNames = ["id", "uid", "uuid", "record_id", "request_id", "custom_id"]

  /// Finds the fields in the first lines of a source.
  ///
  /// A requested field is taken as it is. The text is otherwise the first of ``textNames`` that is a
  /// string in more than half of the records, or else the one that is a string most often; prompt and
  /// identifier are the first of their names that fit more than half of the records, or none.
  ///
  /// - Returns: nil if the chunk has no lines but blank and oversized ones: ask again with the next one.
  /// - Throws: ``RecordReadingError`` if no text field is found, if a requested field is in none of the
  ///   records, or if the input is not JSON Lines.
  public static func detect(
    in chunk: RecordChunk, requested: FieldRequest = FieldRequest()
  ) throws(RecordReadingError) -> FieldDetection? {
    if let foreign = ForeignFormat(chunk: chunk) {
      throw foreign.error(for: chunk.source)
    }
    var survey = FieldSurvey(requested: requested)
    survey.look(at: chunk)
    return try survey.detection(in: chunk)
  }
}

/// Counts which fields the first records have.
private struct FieldSurvey {
  private struct Candidate {
    let path: FieldPath
    var present = 0
    var strings = 0
    var numbers = 0
  }

  private let requested: FieldRequest
  private let reader: LineReader
  private var candidates: [Candidate]
  private var names: [String: Int] = [:]
  private var records = 0
  private var malformed = 0
  private var firstMalformed: (line: Int, explanation: String)?

  init(requested: FieldRequest) {
    self.requested = requested
    let named = (FieldPlan.textNames + FieldPlan.promptNames + FieldPlan.idNames).map(FieldPath.init(key:))
    let paths = named + [requested.text, requested.prompt, requested.id].compactMap { $0 }
    candidates = paths.map { Candidate(path: $0) }
    reader = LineReader(paths: paths)
    reader.collectNames(true)
  }

  mutating func look(at chunk: RecordChunk) {
    let bytes = chunk.paddedBytes.span
    var lines = LineScanner(0..<chunk.byteCount)
    var number = chunk.firstLine - 1
    var output: [UInt8] = []
    while records + malformed < FieldPlan.linesLookedAt, let line = lines.next(in: bytes) {
      number += 1
      if isBlank(line, of: bytes) { continue }
      output.removeAll(keepingCapacity: true)
      let status = reader.readRepairing(line, of: bytes, into: &output).status
      if let explanation = LineReader.explanation(of: status) {
        malformed += 1
        firstMalformed = firstMalformed ?? (number, explanation)
      } else {
        count()
      }
    }
  }

  private mutating func count() {
    records += 1
    for index in candidates.indices {
      let kind = reader.kind(index)
      candidates[index].present += kind == CSimdjsonKindMissing ? 0 : 1
      candidates[index].strings += kind == CSimdjsonKindString ? 1 : 0
      candidates[index].numbers += kind == CSimdjsonKindNumber ? 1 : 0
    }
    for name in Set(reader.names) {
      names[name, default: 0] += 1
    }
  }

  func detection(in chunk: RecordChunk) throws(RecordReadingError) -> FieldDetection? {
    guard records > 0 else {
      guard let first = firstMalformed else { return nil }
      throw RecordReadingError(
        .notJSONLines,
        "\(chunk.source.displayPath) is not JSON Lines: line \(first.line): \(first.explanation); "
          + "whorl reads one JSON object a line: jq -c . FILE | whorl … -")
    }
    let text = try textField(in: chunk)
    let prompt = try field(
      requested.prompt, "prompt", FieldPlan.promptNames, besides: text.path, in: chunk
    ) { $0.strings }
    let id = try field(requested.id, "id", FieldPlan.idNames, besides: text.path, in: chunk) {
      $0.strings + $0.numbers
    }
    return FieldDetection(
      text: text, prompt: prompt, id: id, recordsLookedAt: records, malformedLines: malformed)
  }

  private func textField(in chunk: RecordChunk) throws(RecordReadingError) -> FieldDetection.Field {
    let found = try field(
      requested.text, "text", FieldPlan.textNames, besides: requested.prompt, in: chunk
    ) { $0.strings }
    if let found { return found }
    var best: Candidate?
    for name in FieldPlan.textNames {
      guard let candidate = candidate(FieldPath(key: name)), candidate.path != requested.prompt else {
        continue
      }
      if candidate.strings > best?.strings ?? 0 { best = candidate }
    }
    guard let best else {
      throw missing("no text field in \(chunk.source.displayPath)", "text")
    }
    return FieldDetection.Field(path: best.path, isRequested: false, fits: best.strings)
  }

  /// The requested field, or the first of the names that fits more than half of the records.
  private func field(
    _ request: FieldPath?, _ role: String, _ names: [String], besides taken: FieldPath?,
    in chunk: RecordChunk, fits: (Candidate) -> Int
  ) throws(RecordReadingError) -> FieldDetection.Field? {
    if let request {
      guard let candidate = candidate(request), candidate.present > 0 else {
        throw missing("no field \"\(printable(request.text))\" in \(chunk.source.displayPath)", role)
      }
      return FieldDetection.Field(path: request, isRequested: true, fits: fits(candidate))
    }
    for name in names {
      guard let candidate = candidate(FieldPath(key: name)), candidate.path != taken else { continue }
      if fits(candidate) * 2 > records {
        return FieldDetection.Field(path: candidate.path, isRequested: false, fits: fits(candidate))
      }
    }
    return nil
  }

  private func candidate(_ path: FieldPath) -> Candidate? {
    candidates.first { $0.path.steps == path.steps }
  }

  private func missing(_ what: String, _ role: String) -> RecordReadingError {
    let shown = 20
    let sorted = names.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    var list = sorted.prefix(shown).map { printable($0.key, limit: 80) }.joined(separator: ", ")
    if sorted.count > shown {
      list += " and \(sorted.count - shown) more"
    }
    let seen = list.isEmpty ? "the records have no fields" : "fields seen: \(list)"
    return RecordReadingError(.missingField, "\(what); \(seen); name one with --\(role)-field")
  }
}
