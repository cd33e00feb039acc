#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension PolicyBaseline {
  private struct Document: Codable {
    var schema: String
    var accepted: [Entry]
  }

  /// The baseline's file as `whorl.baseline/1`, specified in `docs/compare.md`: the same for the same
  /// violations, and a line a member, so that changes are read easily.
  ///
  /// - Throws: `EncodingError` if a number is not finite, which none is.
  public func json() throws -> String {
    try JSONValue.object([
      ("schema", .string(Self.schema)),
      (
        "accepted",
        .array(
          entries.map { entry in
            .object(
              [
                ("rule", .string(entry.rule)), ("suspect", .string(entry.suspect)),
                ("references", .array(entry.references.map(JSONValue.string))),
                ("subject", .string(entry.subject)), ("value", .optional(entry.value)),
              ] + (entry.findings.map { [("findings", .array($0.map(JSONValue.string)))] } ?? []))
          })
      ),
    ]).text()
  }

  /// Reads a baseline's file.
  ///
  /// - Throws: ``PolicyBaselineError``, whose description follows the file's name.
  public init(json bytes: [UInt8]) throws(PolicyBaselineError) {
    let document: Document
    do { document = try JSONDecoder().decode(Document.self, from: Data(bytes)) } catch {
      throw .malformed
    }
    guard document.schema == Self.schema else { throw .otherSchema(document.schema) }
    for entry in document.accepted where PolicyViolation.Rule(rawValue: entry.rule) == nil {
      throw .unknownRule(entry.rule)
    }
    entries = document.accepted
  }
}
