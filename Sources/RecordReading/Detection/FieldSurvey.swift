internal import CSimdjson

/// Counts which fields the first records of JSON have, and tries the shapes on them.
struct FieldSurvey {
  private struct Candidate {
    let path: FieldPath
    var present = 0
    var strings = 0
    var numbers = 0
    var arrays = 0
  }

  private let requested: FieldRequest
  private let reader: LineReader
  private let conditions: [(path: Int, values: [[UInt8]])]
  private var candidates: [Candidate]
  private var names: [String: Int] = [:]
  private var records = 0
  private var malformed = 0
  private var firstMalformed: (line: Int, explanation: String)?
  /// Where the records are that count.
  private var ranges: [Range<Int>] = []

  init(requested: FieldRequest) {
    self.requested = requested
    let named = (FieldPlan.textNames + FieldPlan.promptNames + FieldPlan.idNames).map(FieldPath.init(key:))
    let group = requested.selection.group
    var paths = named + [requested.text, requested.prompt, requested.id, group].compactMap { $0 }
    candidates = paths.map { Candidate(path: $0) }
    conditions = requested.selection.conditionsByField.map { condition in
      paths.append(condition.path)
      return (paths.count - 1, condition.values)
    }
    reader = LineReader(paths: paths)
    reader.collectNames(true)
  }

  /// Looks at the first records of a chunk.
  mutating func look(at chunk: RecordChunk) {
    let bytes = chunk.paddedBytes.span
    if let spans = chunk.spans {
      for span in spans.prefix(FieldPlan.linesLookedAt) {
        look(span.range, span.line, bytes)
      }
      return
    }
    var lines = LineScanner(0..<chunk.byteCount)
    var number = chunk.firstLine - 1
    var looked = 0
    while looked < FieldPlan.linesLookedAt, let line = lines.next(in: bytes) {
      number += 1
      if isBlank(line, of: bytes) { continue }
      looked += 1
      look(line, number, bytes)
    }
  }

  private mutating func look(_ range: Range<Int>, _ line: Int, _ bytes: Span<UInt8>) {
    var output: [UInt8] = []
    let status = reader.readRepairing(range, of: bytes, into: &output).status
    if let explanation = LineReader.explanation(of: status) {
      malformed += 1
      firstMalformed = firstMalformed ?? (line, explanation)
    } else if reader.meets(conditions, storage: output) {
      ranges.append(range)
      count()
    }
  }

  private mutating func count() {
    records += 1
    for index in candidates.indices {
      let kind = reader.kind(index)
      candidates[index].present += kind == CSimdjsonKindMissing ? 0 : 1
      candidates[index].strings += kind == CSimdjsonKindString ? 1 : 0
      candidates[index].numbers += kind == CSimdjsonKindNumber ? 1 : 0
      candidates[index].arrays += kind == CSimdjsonKindArray ? 1 : 0
    }
    for name in Set(reader.names) {
      names[name, default: 0] += 1
    }
  }

  /// What was found.
  func detection(in chunk: RecordChunk) throws(RecordReadingError) -> FieldDetection? {
    guard records > 0 else {
      guard malformed > 0, let first = firstMalformed else { return nil }
      let name = chunk.source.displayPath
      throw RecordReadingError(
        .notJSONLines,
        chunk.format == .json
          ? "\(name) holds no JSON object: line \(first.line): \(first.explanation); "
            + "name the format with --input-format if it is another"
          : "\(name) is not JSON Lines: line \(first.line): \(first.explanation); "
            + "whorl reads one JSON object a line: jq -c . FILE | whorl … -")
    }
    let (text, shape) = try text(in: chunk)
    if let group = requested.selection.group, (candidate(group)?.present ?? 0) == 0 {
      throw FieldPlan.missing(
        "no field \"\(printable(group.text))\" in \(chunk.source.displayPath)", "group", names: names)
    }
    let isConversation = shape == .conversation
    let prompt =
      isConversation && requested.prompt == nil
      ? nil
      : try field(requested.prompt, "prompt", FieldPlan.promptNames, besides: text.path, in: chunk) {
        $0.strings
      }
    let id = try field(requested.id, "id", FieldPlan.idNames, besides: text.path, in: chunk) {
      $0.strings + $0.numbers
    }
    var detection = FieldDetection(
      text: text, prompt: prompt, id: id, recordsLookedAt: records, malformedLines: malformed)
    detection.shape = shape
    if let prompt, !prompt.isRequested, prompt.path.text == "instruction",
      let input = candidate(FieldPath(key: "input")), input.path != text.path, input.strings * 2 > records
    {
      detection.promptContext = input.path
    }
    if prompt == nil, !isConversation {
      detection.promptTurns = FieldPlan.promptTurnPaths.first { path in
        path.steps != text.path.steps
          && trial(path, .conversation, chunk, RecordSelection(role: .user)) * 2 > records
      }
    }
    return detection
  }

  /// The text field and its shape: a requested one, else by the order of `docs/input.md`.
  private func text(
    in chunk: RecordChunk
  ) throws(RecordReadingError) -> (FieldDetection.Field, RecordShape) {
    if let path = requested.text {
      guard let found = candidate(path), found.present > 0 else {
        throw FieldPlan.missing(
          "no field \"\(printable(path.text))\" in \(chunk.source.displayPath)", "text", names: names)
      }
      var best = (fits: found.strings, shape: RecordShape.field)
      if found.arrays > 0 {
        for shape in [RecordShape.field, .conversation, .choices] {
          let fits = trial(path, shape, chunk)
          if fits > best.fits { best = (fits, shape) }
        }
      }
      return (FieldDetection.Field(path: path, isRequested: true, fits: best.fits), best.shape)
    }
    var best: (field: FieldDetection.Field, shape: RecordShape)?
    for (path, shape) in places where path.steps != requested.prompt?.steps {
      let fits = fits(path, shape, chunk)
      let field = FieldDetection.Field(path: path, isRequested: false, fits: fits)
      if fits * 2 > records { return (field, shape) }
      if fits > best?.field.fits ?? 0 { best = (field, shape) }
    }
    guard let best else {
      throw FieldPlan.missing("no text field in \(chunk.source.displayPath)", "text", names: names)
    }
    return best
  }

  /// Where the text is looked for, in this order.
  private var places: [(FieldPath, RecordShape)] {
    let fields = FieldPlan.textNames.map { (FieldPath(key: $0), RecordShape.field) }
    let turns = FieldPlan.conversationPaths.map { ($0, RecordShape.conversation) }
    // Only a conversation has turns of the user.
    if [.user, .system].contains(requested.selection.role) { return turns + fields }
    let choices = FieldPlan.choicePaths.map { ($0, RecordShape.choices) }
    let first = FieldPlan.namesBeforeConversations
    return choices + fields[..<first] + turns + fields[first...]
  }

  private func fits(_ path: FieldPath, _ shape: RecordShape, _ chunk: RecordChunk) -> Int {
    guard shape == .field, let candidate = candidate(path) else { return trial(path, shape, chunk) }
    return candidate.arrays == 0 ? candidate.strings : trial(path, .field, chunk)
  }

  /// The number of records in which there is text by a plan, or an empty one.
  private func trial(
    _ path: FieldPath, _ shape: RecordShape, _ chunk: RecordChunk, _ selection: RecordSelection? = nil
  ) -> Int {
    var selection = selection ?? requested.selection
    selection.conditions = []
    selection.group = nil
    selection.channel = .all
    let json = JSONRecordReader(plan: FieldPlan(text: path, shape: shape, selection: selection))
    let bytes = chunk.paddedBytes.span
    var batch = RecordBatch()
    var fits = 0
    for range in ranges {
      let problem = json.read(range, of: bytes, line: 0, into: &batch)
      // An empty turn fits; a field without a value does not say what it would hold.
      fits += problem == nil || (shape != .field && problem?.reason == .empty) ? 1 : 0
      batch.removeAll()
    }
    return fits
  }

  /// The requested field, or the first of the names that fits more than half of the records.
  private func field(
    _ request: FieldPath?, _ role: String, _ names: [String], besides taken: FieldPath?,
    in chunk: RecordChunk, fits: (Candidate) -> Int
  ) throws(RecordReadingError) -> FieldDetection.Field? {
    if let request {
      guard let candidate = candidate(request), candidate.present > 0 else {
        throw FieldPlan.missing(
          "no field \"\(printable(request.text))\" in \(chunk.source.displayPath)", role, names: self.names)
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
}
