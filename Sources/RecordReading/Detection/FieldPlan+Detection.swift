extension FieldPlan {
  /// Number of non-blank lines, or records, that detection looks at.
  public static let linesLookedAt = 200

  /// Names under which the text is looked for, in this order.
  public static let textNames = [
    "output", "response", "completion", "text", "generated_text", "answer", "generation", "content",
  ]
  /// How many of these come before conversations, which come before the rest.
  static let namesBeforeConversations = 3
  /// Names under which the prompt is looked for, in this order.
  public static let promptNames = ["prompt", "instruction", "question", "input", "query"]
  /// Names under which the identifier is looked for, in this order.
  public static let idNames = ["id", "uid", "uuid", "record_id", "request_id", "custom_id"]
  /// Where turns are looked for.
  static let conversationPaths = [["messages"], ["conversations"], ["conversation"]].map(path)
  /// Where the choices of an API are looked for: its response, one in a log, one of a batch.
  static let choicePaths = [
    ["choices"], ["response", "choices"], ["response", "body", "choices"], ["body", "choices"],
  ].map(path)
  /// Where the turns that end in the prompt are looked for, beside an output of its own.
  static let promptTurnPaths = [
    ["messages"], ["request", "messages"], ["body", "messages"], ["request", "body", "messages"],
    ["prompt"], ["input"],
  ].map(path)

  private static func path(_ keys: [String]) -> FieldPath {
    FieldPath(text: keys.joined(separator: "."), steps: keys.map { .key(Array($0.utf8)) })
  }

  /// Finds the fields in the first records of a source.
  ///
  /// A requested field is taken as it is. `docs/input.md` has the order in which others are looked for.
  ///
  /// - Returns: nil if the chunk has no records but blank and oversized ones: ask again with the next one.
  /// - Throws: ``RecordReadingError`` if no text field is found, if a requested field is in none of the
  ///   records, if a selection asks for what the source does not have, or if the input is not JSON Lines.
  public static func detect(
    in chunk: RecordChunk, requested: FieldRequest = FieldRequest()
  ) throws(RecordReadingError) -> FieldDetection? {
    let selection = requested.selection
    var detection: FieldDetection?
    switch chunk.format {
    case .text:
      detection = try textDetection(chunk, requested)
    case .delimited(let layout):
      var survey = DelimitedSurvey(layout: layout, requested: requested)
      survey.look(at: chunk)
      detection = try survey.detection(in: chunk)
    case .jsonLines, .json:
      var survey = FieldSurvey(requested: requested)
      survey.look(at: chunk)
      detection = try survey.detection(in: chunk)
    }
    if let detection, [.user, .system].contains(selection.role), detection.shape != .conversation {
      throw RecordReadingError(
        .unsupportedSelection,
        "\(chunk.source.displayPath) has no turns of the \(selection.role.rawValue): its text is in "
          + "\"\(printable(detection.text.path.text))\"; name the turns with --text-field, or leave --role out"
      )
    }
    detection?.format = chunk.format
    detection?.selection = selection
    return detection
  }

  private static func textDetection(
    _ chunk: RecordChunk, _ requested: FieldRequest
  ) throws(RecordReadingError) -> FieldDetection? {
    let selection = requested.selection
    let named = requested.text ?? requested.prompt ?? requested.id ?? selection.group
    if let named = named ?? selection.conditions.first?.path {
      throw RecordReadingError(
        .unsupportedSelection,
        "\(chunk.source.displayPath) is plain text, which has no field \"\(printable(named.text))\": "
          + "if it is another format, name it with --input-format")
    }
    var batch = RecordBatch()
    let plan = FieldPlan(text: FieldPath(key: "text"), selection: selection)
    RecordExtractor(plan: plan).extract(chunk, into: &batch)
    return FieldDetection(
      text: FieldDetection.Field(path: plan.text, isRequested: false, fits: batch.records.count), prompt: nil,
      id: nil, recordsLookedAt: batch.records.count, malformedLines: 0)
  }

  /// The error for a field that is not there, with those that are.
  static func missing(
    _ what: String, _ role: String, names: [String: Int], isTable: Bool = false
  ) -> RecordReadingError {
    let list = shown(names)
    guard names.isEmpty || list != nil else {
      return RecordReadingError(
        .missingField,
        "\(what); what stands for names of fields looks like text: give --input-format if the format is another"
      )
    }
    let seen = list.map { "fields seen: \($0)" } ?? "the records have no fields"
    let remedy = role == "where" ? "give --where one of the fields" : "name one with --\(role)-field"
    // What looks like a table may be none.
    let other = isTable ? ", or give --input-format text if it is no table" : ""
    return RecordReadingError(.missingField, "\(what); \(seen); \(remedy)\(other)")
  }

  /// Names of fields, those of most records first; nil if there are none that look like names.
  static func shown(_ names: [String: Int]) -> String? {
    let shown = 20
    // Messages end up in logs that others read. Where the first row is no header, and where texts are keys, names
    // are content.
    let isQuoted = names.keys.contains { $0.contains("\"") || $0.contains("{") }
    let plain = isQuoted ? [:] : names.filter { $0.key.count <= 80 && $0.key.count { $0 == " " } < 4 }
    let sorted = plain.sorted {
      $0.value != $1.value ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    var list = sorted.prefix(shown).map { printable($0.key) }.joined(separator: ", ")
    if !list.isEmpty, names.count > min(shown, sorted.count) {
      list += " and \(names.count - min(shown, sorted.count)) more"
    }
    return list.isEmpty ? nil : list
  }
}
