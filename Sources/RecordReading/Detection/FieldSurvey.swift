internal import CSimdjson

/// Counts which fields the first records of JSON have, and tries the shapes on them.
struct FieldSurvey {
  private struct Candidate {
    let path: FieldPath
    var present = 0
    var objects = 0
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
  /// Where there is an array in place of an object.
  private var arrays: [Range<Int>] = []

  init(requested: FieldRequest) {
    self.requested = requested
    let named =
      (FieldPlan.textNames + FieldPlan.promptNames + FieldPlan.idNames).map(FieldPath.init(key:))
      + FieldPlan.conversationPaths
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
      if bytes.extracting(range).isArray { arrays.append(range) }
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
      candidates[index].objects += kind == CSimdjsonKindObject ? 1 : 0
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
    if arrays.count > records, let detection = try arrayDetection(in: chunk) { return detection }
    guard records > 0 else {
      guard malformed > 0, let first = firstMalformed else { return nil }
      let name = chunk.source.displayPath
      throw RecordReadingError(
        .notJSONLines,
        chunk.format == .json
          ? "\(name) holds no JSON object: line \(first.line): \(first.explanation); "
            + "name the format with --input-format if it is another"
          : "\(name) is not JSON Lines: line \(first.line): \(first.explanation); "
            + "whorl reads one JSON object a line: jq -c . FILE | whorl … -; "
            + "name the format with --input-format if it is another")
    }
    let (text, shape) = try text(in: chunk)
    if let group = requested.selection.group, (candidate(group)?.present ?? 0) == 0 {
      throw FieldPlan.missing(
        "no field \"\(printable(group.text))\" in \(chunk.source.displayPath)", "group", names: names)
    }
    let isConversation = shape == .conversation
    var prompt =
      isConversation && requested.prompt == nil
      ? nil
      : try field(requested.prompt, "prompt", FieldPlan.promptNames, besides: text.path, in: chunk) {
        $0.strings
      }
    var promptTurns: (path: FieldPath, fits: Int)?
    if !isConversation, prompt?.isRequested != true, (prompt?.fits ?? 0) * 2 <= records {
      promptTurns = self.promptTurns(besides: text.path, shape, chunk)
      if (promptTurns?.fits ?? 0) > prompt?.fits ?? 0 { prompt = nil } else { promptTurns = nil }
    }
    let id = try field(requested.id, "id", FieldPlan.idNames, besides: text.path, in: chunk) {
      $0.strings + $0.numbers
    }
    var detection = FieldDetection(
      text: text, prompt: prompt, id: id, recordsLookedAt: records, malformedLines: malformed)
    detection.shape = shape
    if text.fits == 0 { detection.fieldsSeen = FieldPlan.shown(names) }
    if let prompt, !prompt.isRequested, prompt.path.text == "instruction",
      let input = candidate(FieldPath(key: "input")), input.path != text.path, input.strings * 2 > prompt.fits
    {
      detection.promptContext = input.path
    }
    detection.promptTurns = promptTurns?.path
    return detection
  }

  /// What was found where most records are arrays: their turns, if that is what they hold and no field is asked for.
  private func arrayDetection(
    in chunk: RecordChunk
  ) throws(RecordReadingError) -> FieldDetection? {
    guard requested.text == nil else { return nil }
    let plan = FieldPlan(
      text: .wholeRecord, shape: .conversation, selection: Self.unconditional(requested.selection))
    let fits = Self.trial(plan, arrays, chunk) { problem, _ in problem == nil || problem?.reason == .empty }
    guard fits > 0 else { return nil }
    let selection = requested.selection
    if let named = requested.prompt ?? requested.id ?? selection.group ?? selection.conditions.first?.path {
      throw RecordReadingError(
        .unsupportedSelection,
        "the conversations in \(chunk.source.displayPath) are bare arrays of turns, which have no field "
          + "\"\(printable(named.text))\": leave its option out, or make them objects with a field messages")
    }
    var detection = FieldDetection(
      text: FieldDetection.Field(path: plan.text, isRequested: false, fits: fits), prompt: nil, id: nil,
      recordsLookedAt: arrays.count, malformedLines: malformed - arrays.count)
    detection.shape = .conversation
    return detection
  }

  /// A selection without what leaves records out, so that texts are found wherever they are.
  private static func unconditional(_ selection: RecordSelection) -> RecordSelection {
    var selection = selection
    selection.conditions = []
    selection.group = nil
    selection.channel = .all
    return selection
  }

  /// The first of the conversations that end in the prompt of more than half of the records, else of the most. A
  /// conversation beside which there is no output has an answer of its own.
  private func promptTurns(
    besides text: FieldPath, _ shape: RecordShape, _ chunk: RecordChunk
  ) -> (path: FieldPath, fits: Int)? {
    var best: (path: FieldPath, fits: Int)?
    for path in FieldPlan.promptTurnPaths where path.steps != text.steps {
      let fits = trial(FieldPlan(text: text, shape: shape, promptTurns: path), chunk) { problem, batch in
        problem == nil && batch.records.contains { $0.prompt != nil }
      }
      if fits * 2 > records { return (path, fits) }
      if fits > best?.fits ?? 0 { best = (path, fits) }
    }
    return best
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
    guard let best = best ?? withoutText else {
      throw FieldPlan.missing("no text field in \(chunk.source.displayPath)", "text", names: names)
    }
    return best
  }

  /// The field that should hold the text of records of which none has one, so that each is counted for what it holds;
  /// nil if there is none, or if objects or arrays are in it, in which the text may be.
  private var withoutText: (FieldDetection.Field, RecordShape)? {
    var best: (path: FieldPath, shape: RecordShape, present: Int)?
    for (path, shape) in places where shape != .choices && path.steps != requested.prompt?.steps {
      guard let found = candidate(path), found.present > best?.present ?? 0,
        found.objects == 0, found.arrays == 0
      else { continue }
      best = (path, shape, found.present)
    }
    return best.map { (FieldDetection.Field(path: $0.path, isRequested: false, fits: 0), $0.shape) }
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

  /// The number of records in which there is text at a place, or an empty one.
  private func trial(_ path: FieldPath, _ shape: RecordShape, _ chunk: RecordChunk) -> Int {
    let selection = Self.unconditional(requested.selection)
    return trial(FieldPlan(text: path, shape: shape, selection: selection), chunk) { problem, _ in
      // An empty turn fits; a field without a value does not say what it would hold.
      problem == nil || (shape != .field && problem?.reason == .empty)
    }
  }

  /// The number of records of which `fits` holds when they are read by `plan`.
  private func trial(
    _ plan: FieldPlan, _ chunk: RecordChunk, fits: (RecordProblem?, RecordBatch) -> Bool
  ) -> Int {
    Self.trial(plan, ranges, chunk, fits: fits)
  }

  private static func trial(
    _ plan: FieldPlan, _ ranges: [Range<Int>], _ chunk: RecordChunk,
    fits: (RecordProblem?, RecordBatch) -> Bool
  ) -> Int {
    let json = JSONRecordReader(plan: plan)
    let bytes = chunk.paddedBytes.span
    var batch = RecordBatch()
    return ranges.count { range in
      defer { batch.removeAll() }
      return fits(json.read(range, of: bytes, line: 0, into: &batch), batch)
    }
  }

  /// The requested field, or the first of the names that fits more than half of the records, else the one that
  /// fits most: what few records have is theirs all the same.
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
    var best: FieldDetection.Field?
    for name in names {
      guard let candidate = candidate(FieldPath(key: name)), candidate.path != taken else { continue }
      let found = FieldDetection.Field(path: candidate.path, isRequested: false, fits: fits(candidate))
      if found.fits * 2 > records { return found }
      if found.fits > best?.fits ?? 0 { best = found }
    }
    return best
  }

  private func candidate(_ path: FieldPath) -> Candidate? {
    candidates.first { $0.path.steps == path.steps }
  }
}

extension Span where Element == UInt8 {
  /// Whether the first byte that is no white space opens an array of JSON.
  fileprivate var isArray: Bool {
    for index in indices where self[index] > 0x20 { return self[index] == UInt8(ascii: "[") }
    return false
  }
}
