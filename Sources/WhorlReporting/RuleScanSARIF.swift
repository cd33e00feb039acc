public import RulePacks

/// Rule hits as SARIF 2.1.0 (OASIS, 2020), which code-scanning services read.
///
/// GitHub takes 25,000 results a run and 10 MB a file: what is beyond is counted and left out.
public struct RuleScanSARIF: Sendable {
  /// The most results of a run.
  public static let maximumResults = 25_000
  /// About the most bytes of a file.
  public static let maximumBytes = 9_500_000

  /// Hits that were left out.
  public private(set) var cut = 0

  private let set: RuleSet
  private let toolVersion: String
  private var json = CompactJSON()
  private var results = 0

  /// A report on scans with `set`.
  public init(_ set: RuleSet, toolVersion: String) {
    self.set = set
    self.toolVersion = toolVersion
    json.open("[")
  }

  /// Adds the hits of a record.
  public mutating func add(_ record: RuleScanRecord, number: Int) {
    for hit in record.hits {
      guard results < Self.maximumResults, json.bytes.count < Self.maximumBytes else {
        cut += 1
        continue
      }
      results += 1
      let rule = set.rule(at: hit.rule).rule
      json.open("{")
      json.key("ruleId")
      json.string(set.name(at: hit.rule))
      json.key("ruleIndex")
      json.integer(hit.rule)
      json.key("level")
      json.string(Self.level(rule.severity))
      json.key("message")
      json.open("{")
      json.key("text")
      let shown = String(hit.text.unicodeScalars.prefix(200).map(Character.init))
      json.string((rule.message.isEmpty ? rule.id : rule.message) + " \"\(PrintableText.of(shown))\"")
      json.close("}")
      json.key("locations")
      json.open("[")
      json.open("{")
      json.key("physicalLocation")
      json.open("{")
      json.key("artifactLocation")
      json.open("{")
      json.key("uri")
      json.string(FileURIText.of(record.source))
      json.close("}")
      json.key("region")
      json.open("{")
      json.key("startLine")
      json.integer(hit.line)
      json.close("}")
      json.close("}")
      json.close("}")
      json.close("]")
      json.key("partialFingerprints")
      json.open("{")
      json.key("whorlHit/v1")
      json.string(String(hit.fingerprint, radix: 16))
      json.close("}")
      json.key("properties")
      json.open("{")
      json.key("id")
      json.string(record.id ?? String(number))
      json.key("start")
      json.integer(hit.range.lowerBound)
      json.key("end")
      json.integer(hit.range.upperBound)
      json.close("}")
      json.close("}")
    }
  }

  /// The whole report.
  ///
  /// - Parameter failures: What failed, so that hits may be missing: a line each.
  public mutating func finish(failures: [String] = []) -> [UInt8] {
    json.close("]")
    let invocation = SARIFInvocation(
      errors: failures,
      warnings: cut == 0
        ? []
        : [
          "\(cut) of \(cut + results) results are left out: this file keeps to the limits of code scanning; "
            + "--format json has them all"
        ])
    var log = CompactJSON()
    log.open("{")
    log.key("$schema")
    log.string("https://json.schemastore.org/sarif-2.1.0.json")
    log.key("version")
    log.string("2.1.0")
    log.key("runs")
    log.open("[")
    log.open("{")
    log.key("tool")
    log.open("{")
    log.key("driver")
    log.open("{")
    log.key("name")
    log.string("whorl")
    log.key("version")
    log.string(toolVersion)
    log.key("rules")
    log.open("[")
    for index in 0..<set.count {
      let rule = set.rule(at: index).rule
      log.open("{")
      log.key("id")
      log.string(set.name(at: index))
      log.key("shortDescription")
      log.open("{")
      log.key("text")
      log.string(rule.message.isEmpty ? rule.id : rule.message)
      log.close("}")
      log.key("defaultConfiguration")
      log.open("{")
      log.key("level")
      log.string(Self.level(rule.severity))
      log.close("}")
      log.close("}")
    }
    log.close("]")
    log.close("}")
    log.close("}")
    log.key("invocations")
    log.value(invocation.json)
    log.key("columnKind")
    log.string("unicodeCodePoints")
    log.key("results")
    log.raw(String(decoding: json.bytes, as: UTF8.self))
    log.key("properties")
    log.open("{")
    log.key("resultsCut")
    log.integer(cut)
    log.close("}")
    log.close("}")
    log.close("]")
    log.close("}")
    log.endLine()
    return log.bytes
  }

  private static func level(_ severity: RuleSeverity) -> String {
    severity == .info ? "note" : severity.rawValue
  }
}
