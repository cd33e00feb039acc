public import RulePacks

/// The report of `whorl rules scan`, written record by record.
public struct RuleScanReport: Sendable {
  let set: RuleSet
  /// Names of classes in results: with the pack's where two packs have a class of the same name.
  private let classNames: [String]
  private let scoreNames: [String]
  /// What is the same in all records of JSON Lines, written once, in one piece of memory.
  private let written: [UInt8]
  private let pieces: Pieces
  private let writtenScores: [[UInt8]]

  /// The parts of what is written once.
  private struct Pieces {
    /// The start of a hit of each rule up to its range.
    var hits: [Range<Int>] = []
    /// The keys of a hit's other members.
    var end = 0..<0
    var text = 0..<0
    /// The key of each class.
    var classes: [Range<Int>] = []
    /// Each class with a score of 0, and the comma behind it, one after the other.
    var zeros: [Range<Int>] = []
  }

  /// A report on scans with `set`.
  public init(_ set: RuleSet) {
    self.set = set
    classNames = Self.names(set.packs.map { pack in (pack.name, pack.classes.map(\.name)) })
    scoreNames = Self.names(set.packs.map { pack in (pack.name, pack.scores.map(\.name)) })
    var written: [UInt8] = []
    var pieces = Pieces()
    func add(_ json: [UInt8]) -> Range<Int> {
      written += json
      return (written.count - json.count)..<written.count
    }
    for rule in 0..<set.count {
      var json = CompactJSON()
      json.open("{")
      json.key("rule")
      json.string(set.name(at: rule))
      json.key("start")
      pieces.hits.append(add(json.bytes))
    }
    pieces.end = add(CompactJSON.writtenKey("end"))
    pieces.text = add(CompactJSON.writtenKey("text"))
    for name in classNames { pieces.classes.append(add(CompactJSON.writtenKey(name))) }
    for name in classNames { pieces.zeros.append(add(CompactJSON.writtenKey(name) + Array("0,".utf8))) }
    self.written = written
    self.pieces = pieces
    writtenScores = scoreNames.map(CompactJSON.writtenKey)
  }

  private static func names(_ packs: [(pack: String, names: [String])]) -> [String] {
    var counts: [String: Int] = [:]
    for name in packs.flatMap(\.names) { counts[name, default: 0] += 1 }
    return packs.flatMap { entry in
      entry.names.map { counts[$0, default: 0] > 1 ? "\(entry.pack)/\($0)" : $0 }
    }
  }

  /// The name of a rule in results.
  private func name(of rule: Int) -> String { set.name(at: rule) }

  /// The records as JSON Lines, one object a record.
  ///
  /// - Parameter firstNumber: The number of the first record, which stands for its id where it has none.
  public func jsonLines(_ records: [RuleScanRecord], firstNumber: Int) -> [UInt8] {
    var json = CompactJSON()
    // Most records have the probabilities of one before: those of no hits.
    var numbers = [(value: Double, json: [UInt8])](repeating: (.nan, []), count: writtenScores.count)
    for (offset, record) in records.enumerated() {
      add(record, number: firstNumber + offset, &numbers, to: &json)
    }
    return json.bytes
  }

  private func add(
    _ record: RuleScanRecord, number: Int, _ numbers: inout [(value: Double, json: [UInt8])],
    to json: inout CompactJSON
  ) {
    json.open("{")
    json.key("id")
    if let id = record.id {
      if Self.isNumber(id) { json.raw(id) } else { json.string(id) }
    } else {
      json.integer(number)
    }
    json.key("hits")
    json.open("[")
    for hit in record.hits {
      json.written(written, pieces.hits[hit.rule])
      json.integer(hit.range.lowerBound)
      json.written(written, pieces.end)
      json.integer(hit.range.upperBound)
      json.written(written, pieces.text)
      json.string(hit.text)
      if let owner = hit.owner {
        json.key("owner")
        json.string(owner)
      }
      json.close("}")
    }
    json.close("]")
    json.key("classes")
    json.open("{")
    add(record.judgement.classScores, to: &json)
    json.close("}")
    json.key("scores")
    json.open("{")
    for (index, value) in record.judgement.scoreValues.enumerated() {
      json.written(writtenScores[index])
      if numbers[index].value != value { numbers[index] = (value, CompactJSON.writtenNumber(value)) }
      json.writtenValue(numbers[index].json)
    }
    json.close("}")
    json.key("labels")
    json.open("[")
    for entry in record.judgement.labels { json.string(entry.label) }
    json.close("]")
    if record.suppressed > 0 {
      json.key("suppressed")
      json.integer(record.suppressed)
    }
    if !record.failures.isEmpty {
      json.key("failures")
      json.open("[")
      for failure in record.failures {
        json.open("{")
        json.key("rule")
        json.string(name(of: failure.rule))
        json.key("reason")
        json.string(failure.reason)
        json.close("}")
      }
      json.close("]")
    }
    json.close("}")
    json.endLine()
  }

  /// Most classes have no score: those between two that have are copied at once.
  private func add(_ classScores: [Double], to json: inout CompactJSON) {
    var start = 0
    for (index, score) in classScores.enumerated() where score != 0 {
      if start < index {
        json.writtenMembers(written, pieces.zeros[start].lowerBound..<pieces.zeros[index - 1].upperBound)
      }
      json.written(written, pieces.classes[index])
      json.number(score)
      start = index + 1
    }
    if start < classScores.count {
      json.writtenMembers(
        written, pieces.zeros[start].lowerBound..<pieces.zeros[classScores.count - 1].upperBound)
    }
  }

  /// The records that have hits or labels, as text.
  public func text(_ records: [RuleScanRecord], firstNumber: Int) -> String {
    var result = ""
    for (offset, record) in records.enumerated() where !record.hits.isEmpty {
      let id = DisplayWidth.shortened(PrintableText.of(record.id ?? String(firstNumber + offset)), to: 60)
      let labels = record.judgement.labels.map(\.label).joined(separator: ", ")
      let classes = zip(classNames, record.judgement.classes).filter { $0.1.score != 0 }
        .map { "\($0.0) \(NumberText.fixed($0.1.score, 2))" }
      result += "\(PrintableText.of(record.source)):\(record.line)  \(id)"
      result += labels.isEmpty ? "" : "  [\(labels)]"
      result += classes.isEmpty ? "\n" : "  \(classes.joined(separator: ", "))\n"
      for hit in record.hits {
        let shown = DisplayWidth.shortened(PrintableText.of(hit.text), to: 100)
        let owner = hit.owner.map { " (\($0))" } ?? ""
        result +=
          "  \(hit.range.lowerBound)..<\(hit.range.upperBound)  \(name(of: hit.rule))\(owner)  \"\(shown)\"\n"
      }
    }
    return result
  }

  /// Whether an id is written as JSON writes whole numbers.
  private static func isNumber(_ id: String) -> Bool {
    let digits = id.utf8.first == UInt8(ascii: "-") ? id.utf8.dropFirst() : id.utf8[...]
    return (1...15).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
      && (digits.count == 1 || digits.first != 0x30) && id != "-0"
  }
}
