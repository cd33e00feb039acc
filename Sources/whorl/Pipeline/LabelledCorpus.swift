#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import RecordReading
import WhorlKit

/// Texts with labels that a person or a data set gave them, all in memory: what rules are fitted to and
/// evaluated on.
struct LabelledCorpus {
  struct Text {
    let text: [UInt8]
    let label: String
    let group: String
    let prompt: String
    /// The name of its file, and its number among the labelled texts of that, from 1.
    let place: String
  }

  private(set) var texts: [Text] = []
  /// Records without a text, label or group.
  private(set) var skipped = 0
  private(set) var inputs: [InputDigest] = []

  /// Reads all of `arguments`.
  ///
  /// - Parameter groupField: What texts are grouped by; where a record does not have it, its file's name.
  init(_ arguments: [String], labelField: String, groupField: String, options: CorpusReadingOptions) throws {
    do {
      let tell: ((RecordReadingError) -> Void)? =
        options.keepsGoing ? { FailureLog.report(CommandFailure($0).message) } : nil
      for source in try RecordSource.expand(arguments, onFailure: tell).sources {
        do {
          try read(source, labelField: labelField, groupField: groupField, options: options)
        } catch let error as RecordReadingError where options.keepsGoing {
          tell?(error)
        }
      }
      if let limit = options.limit { texts = Array(texts.prefix(limit)) }
      if let sample = options.sample { draw(sample) }
    } catch {
      throw CommandFailure(error)
    }
    guard !texts.isEmpty else {
      throw CommandFailure(
        "no record of \(arguments.joined(separator: ", ")) has a text and a label in '\(labelField)': name the "
          + "field with the labels")
    }
  }

  /// Leaves a random choice of the texts, in their order.
  private mutating func draw(_ sample: CorpusReadingOptions.Sample) {
    var random = SplitMix64(seed: sample.seed)
    let chosen = texts.indices.map { (priority: random.next(), index: $0) }
      .sorted { ($0.priority, $0.index) < ($1.priority, $1.index) }.prefix(sample.count)
    texts = chosen.map(\.index).sorted().map { texts[$0] }
  }

  private mutating func read(
    _ source: RecordSource, labelField: String, groupField: String, options: CorpusReadingOptions
  ) throws {
    var stream = try RecordStream(source)
    var plan: FieldPlan?
    let decoder = JSONDecoder()
    let before = texts.count
    while let chunk = try stream.nextChunk() {
      if plan == nil { plan = try FieldPlan.detect(in: chunk, requested: options.fields)?.plan }
      guard let plan else { continue }
      for line in chunk.paddedBytes[..<chunk.byteCount].split(separator: 0x0A) {
        guard let record = try? decoder.decode(LabelledValue.self, from: Data(line)),
          let text = record.value(at: plan.text.text), case .text(let string) = text, !string.isEmpty,
          let label = record.value(at: labelField)?.scalarText
        else {
          skipped += 1
          continue
        }
        let group = record.value(at: groupField)?.scalarText ?? source.displayName
        let prompt = plan.prompt.flatMap { record.value(at: $0.text)?.scalarText } ?? ""
        texts.append(
          Text(
            text: Array(string.utf8), label: label, group: group, prompt: prompt,
            place: "\(source.displayName), labelled text \(texts.count - before + 1)"))
      }
    }
    if let digest = stream.inputDigest { inputs.append(digest) }
  }
}

/// A JSON value as far as labels need it.
enum LabelledValue: Decodable {
  case text(String)
  case number(Double)
  case boolean(Bool)
  case object([String: LabelledValue])
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([String: LabelledValue].self) {
      self = .object(value)
    } else {
      self = .other
    }
  }

  /// The value at a dotted path.
  func value(at path: String) -> LabelledValue? {
    var value = self
    for key in path.split(separator: ".") {
      guard case .object(let members) = value, let next = members[String(key)] else { return nil }
      value = next
    }
    return value
  }

  /// A text, number or truth value as text.
  var scalarText: String? {
    switch self {
    case .text(let text): text
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
    case .boolean(let value): value ? "true" : "false"
    case .object, .other: nil
    }
  }
}
