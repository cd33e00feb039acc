import WhorlKit

extension MatchReport {
  /// Results that are written: services show no more.
  private static let sarifLimit = 5000

  /// The report as SARIF 2.1.0 (OASIS 2020): one result a document and kind of match, at its line of the
  /// suspect's file. What is only common is left out.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func sarif() throws -> String {
    let results = ranked.filter { $0.finding.kind != nil }
    let shown = results.prefix(Self.sarifLimit)
    return try JSONValue.object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", driver)])),
            ("results", .array(shown.map(result))),
            (
              "properties",
              .object([
                ("documents", .count(summary.documents)), ("matching", .count(results.count)),
                ("resultsLeftOut", .count(results.count - shown.count)),
              ])
            ),
          ])
        ])
      ),
    ]).text()
  }

  private var driver: JSONValue {
    let descriptions: [(CopiedTextKind, String)] = [
      (.exact, "A document has the words of a reference's document."),
      (.nearDuplicate, "A document shares most or many shingles with a reference's document."),
      (.contained, "A document contains a reference's document, or is contained in it."),
      (.sharedSpan, "A document shares a long run of words with a reference's document."),
    ]
    return .object([
      ("name", .string("whorl")), ("version", .string(toolVersion)),
      (
        "rules",
        .array(
          descriptions.map { kind, text in
            .object([
              ("id", .string("copied-text/\(kind.rawValue)")),
              ("shortDescription", .object([("text", .string(text))])),
            ])
          })
      ),
    ])
  }

  private func result(_ document: MatchReportDocument) -> JSONValue {
    let match = document.finding.matches.first { !$0.isCommon }
    let kind = match?.kind ?? .sharedSpan
    let reference = match.map { references[$0.reference].name } ?? ""
    let id = match.flatMap { $0.id ?? "#\($0.position)" } ?? ""
    let similarity = match.map { $0.comparison?.jaccard ?? $0.jaccardEstimate } ?? 0
    let message =
      "Document \(document.label) is \(kind == .sharedSpan ? "sharing a span with" : "a match (\(kind.rawValue)) of") "
      + "\(PrintableText.of(reference)) / \(PrintableText.of(id)): Jaccard similarity "
      + "\(NumberText.fixed(similarity, 3))"
      + (match?.comparison.map { ", longest run \($0.longestRun) words" } ?? ", not verified") + "."
    let print = StableHash.text("\(document.label)\n\(reference)\n\(id)", seed: 0)
    return .object([
      ("ruleId", .string("copied-text/\(kind.rawValue)")), ("level", .string("warning")),
      ("message", .object([("text", .string(message))])),
      (
        "locations",
        .array([
          .object([
            (
              "physicalLocation",
              .object([
                ("artifactLocation", .object([("uri", .string(Self.uri(document.source)))])),
                ("region", .object([("startLine", .count(document.line))])),
              ])
            )
          ])
        ])
      ),
      ("partialFingerprints", .object([("copiedText/v1", .string(String(print, radix: 16)))])),
    ])
  }

  /// A relative URI reference by RFC 3986.
  private static func uri(_ name: String) -> String {
    var uri = ""
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += digits.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return uri
  }
}
