public import RulePacks

/// The report of `whorl rules scan`, written record by record.
public struct RuleScanReport: Sendable {
  let set: RuleSet
  /// Names of classes in results: with the pack's where two packs have a class of the same name.
  private let classNames: [String]
  private let scoreNames: [String]
  /// What is the same in all records of JSON Lines, written once: the start of a hit of each rule up to its range,
  /// and the keys of classes and scores.
  private let writtenHits: [[UInt8]]
  private let writtenClasses: [[UInt8]]
  private let writtenScores: [[UInt8]]

  /// A report on scans with `set`.
  public init(_ set: RuleSet) {
    self.set = set
    classNames = Self.names(set.packs.map { pack in (pack.name, pack.classes.map(\.name)) })
    scoreNames = Self.names(set.packs.map { pack in (pack.name, pack.scores.map(\.name)) })
    writtenHits = (0..<set.count).map { rule in
      var json = CompactJSON()
      json.open("{")
      json.key("rule")
      json.string(set.name(at: rule))
      json.key("start")
      return json.bytes
    }
    writtenClasses = classNames.map(CompactJSON.writtenKey)
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
    let (end, text) = (CompactJSON.writtenKey("end"), CompactJSON.writtenKey("text"))
    // Most records have the probabilities of one before: those of no hits.
    var numbers = [(value: Double, json: [UInt8])](repeating: (.nan, []), count: writtenScores.count)
    for offset in records.indices {
      json.open("{")
      json.key("id")
      if let id = records[offset].id {
        if Self.isNumber(id) { json.raw(id) } else { json.string(id) }
      } else {
        json.integer(firstNumber + offset)
      }
      json.key("hits")
      json.open("[")
      for hit in records[offset].hits.indices {
        add(records[offset].hits[hit], end: end, text: text, to: &json)
      }
      json.close("]")
      json.key("classes")
      json.open("{")
      for index in writtenClasses.indices {
        json.written(writtenClasses[index])
        json.number(records[offset].judgement.classScores[index])
      }
      json.close("}")
      json.key("scores")
      json.open("{")
      for index in writtenScores.indices {
        json.written(writtenScores[index])
        let value = records[offset].judgement.scoreValues[index]
        if numbers[index].value != value { numbers[index] = (value, CompactJSON.writtenNumber(value)) }
        json.writtenValue(numbers[index].json)
      }
      json.close("}")
      json.key("labels")
      json.open("[")
      for entry in records[offset].judgement.labels { json.string(entry.label) }
      json.close("]")
      if records[offset].suppressed > 0 {
        json.key("suppressed")
        json.integer(records[offset].suppressed)
      }
      json.close("}")
      json.endLine()
    }
    return json.bytes
  }

  private func add(
    _ hit: borrowing RuleScanRecord.Hit, end: [UInt8], text: [UInt8], to json: inout CompactJSON
  ) {
    json.written(writtenHits[hit.rule])
    json.integer(hit.range.lowerBound)
    json.written(end)
    json.integer(hit.range.upperBound)
    json.written(text)
    json.string(hit.text)
    if let owner = hit.owner {
      json.key("owner")
      json.string(owner)
    }
    json.close("}")
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
