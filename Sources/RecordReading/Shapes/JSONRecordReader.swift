internal import CSimdjson

/// Takes the documents out of one JSON object after the other, by a plan.
///
/// For one thread at a time.
final class JSONRecordReader {
  private let plan: FieldPlan
  private let reader: LineReader
  private let conditions: [(path: Int, values: [[UInt8]])]
  private let textPath: Int
  private let promptPath: Int?
  private let contextPath: Int?
  private let idPath: Int?
  private let groupPath: Int?
  private let reasoningPaths: [Int]
  private var main: TurnCollector
  private var prompts: TurnCollector?
  private var hits: [LineReader.Hit] = []
  private var writer: DocumentWriter

  init(plan: FieldPlan) {
    self.plan = plan
    writer = DocumentWriter(channel: plan.selection.channel)
    var paths: [FieldPath] = []
    func add(_ path: FieldPath) -> Int {
      paths.append(path)
      return paths.count - 1
    }
    func addTurns(_ layout: TurnLayout, isField: Bool) -> TurnCollector {
      let collector = TurnCollector(layout: layout, firstPath: paths.count, isField: isField)
      paths += collector.paths
      return collector
    }
    textPath = add(plan.text)
    promptPath = plan.prompt.map(add)
    contextPath = plan.promptContext.map(add)
    idPath = plan.id.map(add)
    groupPath = plan.selection.group.map(add)
    conditions = plan.selection.conditionsByField.map { (add($0.path), $0.values) }
    if plan.shape == .field {
      main = addTurns(TurnLayout(field: plan.text), isField: true)
      let names = plan.selection.channel == .final ? [] : ["reasoning_content", "reasoning"]
      reasoningPaths = names.map { plan.text.sibling($0) }.filter { $0.steps != plan.text.steps }.map(add)
    } else {
      main = addTurns(TurnLayout(turns: plan.text, shape: plan.shape), isField: false)
      reasoningPaths = []
    }
    prompts = plan.promptTurns.map { addTurns(TurnLayout(turns: $0, shape: .conversation), isField: false) }
    reader = LineReader(paths: paths)
  }

  /// Appends the documents of the object in a range of `bytes` to `batch`.
  ///
  /// - Returns: why there are none, or nil.
  func read(
    _ range: Range<Int>, of bytes: Span<UInt8>, line: Int, into batch: inout RecordBatch
  ) -> RecordProblem? {
    let start = batch.storage.count
    let records = batch.records.count
    let outcome = reader.readRepairing(range, of: bytes, into: &batch.storage)
    var problem: RecordProblem?
    if let explanation = LineReader.explanation(of: outcome.status) {
      problem = RecordProblem(.malformed, "malformed JSON (\(explanation))")
    } else if !reader.meets(conditions, storage: batch.storage) {
      problem = .unselected
    } else {
      problem = takeDocuments(line, &batch)
    }
    if batch.records.count == records {
      batch.storage.removeLast(batch.storage.count - start)
    } else {
      batch.repairedRecords += outcome.isRepaired ? 1 : 0
    }
    return problem
  }

  private func takeDocuments(_ line: Int, _ batch: inout RecordBatch) -> RecordProblem? {
    var context = DocumentWriter.Context(line: line)
    if let groupPath, let path = plan.selection.group {
      let group = reader.value(groupPath)
      switch group.kind {
      case CSimdjsonKindString, CSimdjsonKindNumber, CSimdjsonKindBoolean: context.group = group.range
      case CSimdjsonKindMissing, CSimdjsonKindNull: return RecordProblem(missing: path)
      default: return RecordProblem(strange: path, LineReader.name(of: group.kind))
      }
    }
    if let idPath {
      let id = reader.value(idPath)
      context.id = id.kind == CSimdjsonKindString || id.kind == CSimdjsonKindNumber ? id.range : nil
    }
    context.prompt = prompt(&batch.storage)
    let text = reader.value(textPath)
    if plan.shape == .field, text.kind == CSimdjsonKindString {
      let reasoning = reasoningPaths.map(reader.value).filter { $0.kind == CSimdjsonKindString }.map(\.range)
      let isAppended = writer.append(
        text: [text.range], reasoning: reasoning.prefix(1), context, to: &batch)
      return isAppended ? nil : .empty
    }
    switch text.kind {
    case _ where plan.text.steps.isEmpty: return takeParts(context, &batch)
    case CSimdjsonKindArray: return takeParts(context, &batch)
    case CSimdjsonKindMissing: return RecordProblem(missing: plan.text)
    case CSimdjsonKindNull:
      let reasoning = reasoningPaths.map(reader.value).first { $0.kind == CSimdjsonKindString }
      guard let reasoning else { return .empty }
      return writer.append(text: [], reasoning: [reasoning.range], context, to: &batch) ? nil : .empty
    default:
      let wanted =
        switch plan.shape {
        case .field: "text"
        case .conversation: "turns"
        case .choices: "choices"
        }
      return RecordProblem(strange: plan.text, LineReader.name(of: text.kind), wanted: wanted)
    }
  }

  /// The prompt by its field, or the last turn of the user.
  private func prompt(_ storage: inout [UInt8]) -> Range<Int>? {
    if plan.shape != .field || prompts != nil { reader.collectHits(into: &hits) }
    if let promptPath {
      let prompt = reader.value(promptPath)
      guard prompt.kind == CSimdjsonKindString else { return nil }
      guard let contextPath else { return prompt.range }
      let context = reader.value(contextPath)
      guard context.kind == CSimdjsonKindString, !context.range.isEmpty else { return prompt.range }
      return DocumentWriter.join([prompt.range, context.range], with: [0x0A, 0x0A], in: &storage)
    }
    guard prompts != nil else { return nil }
    prompts?.collect(hits, storage: storage)
    guard let prompts, let turn = prompts.turns.last(where: { $0.role == .user && !$0.text.isEmpty }) else {
      return nil
    }
    return DocumentWriter.join(prompts.text[turn.text], with: [0x0A], in: &storage)
  }

  private func takeParts(_ context: DocumentWriter.Context, _ batch: inout RecordBatch) -> RecordProblem? {
    if plan.shape == .field { reader.collectHits(into: &hits) }
    main.collect(hits, storage: batch.storage)
    guard plan.shape == .field else { return takeTurns(context, &batch) }
    if main.text.isEmpty, main.reasoning.isEmpty, main.hasOtherParts {
      return RecordProblem(strange: plan.text, LineReader.name(of: CSimdjsonKindArray))
    }
    let reasoning = reasoningPaths.map(reader.value).filter { $0.kind == CSimdjsonKindString }.map(\.range)
    let all = main.reasoning + reasoning.prefix(1)
    return writer.append(text: main.text[...], reasoning: all[...], context, to: &batch) ? nil : .empty
  }

  private func takeTurns(_ context: DocumentWriter.Context, _ batch: inout RecordBatch) -> RecordProblem? {
    let role = plan.selection.role
    let isChoice = plan.shape == .choices
    let order =
      plan.selection.turn == .last && !isChoice
      ? Array(main.turns.indices.reversed()) : Array(main.turns.indices)
    var problem: RecordProblem?
    var isTaken = false
    for index in order {
      let turn = main.turns[index]
      guard isChoice || (role == .all ? turn.role != nil : turn.role == role) else { continue }
      var context = context
      if !isChoice, context.prompt == nil, turn.role == .assistant {
        context.prompt = userTurn(before: index, &batch.storage)
      }
      if writer.append(
        text: main.text[turn.text], reasoning: main.reasoning[turn.reasoning], context, to: &batch)
      {
        isTaken = true
        if !isChoice, plan.selection.turn != .all { break }
      } else if let kind = turn.strangeKind {
        problem =
          problem
          ?? RecordProblem(
            .notText,
            "content \(turn.index) of \"\(printable(plan.text.text))\" is \(LineReader.name(of: kind)), not text"
          )
      } else {
        problem = problem ?? .empty
      }
    }
    if isTaken { return nil }
    let who = isChoice ? "choice" : role == .all ? "turn" : "\(role.rawValue) turn"
    return problem
      ?? RecordProblem(.missingField, "no \(who) in \"\(printable(plan.text.text))\"")
  }

  private func userTurn(before index: Int, _ storage: inout [UInt8]) -> Range<Int>? {
    guard
      let turn = main.turns[..<index].last(where: { $0.role == .user }), !turn.text.isEmpty
    else { return nil }
    return DocumentWriter.join(main.text[turn.text], with: [0x0A], in: &storage)
  }
}
