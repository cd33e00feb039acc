import WhorlKit

extension JSONValue {
  /// How alike two models word their refusals, the same in all reports.
  static func phrasing(_ phrasing: RefusalGap.Phrasing) -> JSONValue {
    .object([
      ("likeness", .number(phrasing.likeness)), ("suspectRefusals", .integer(phrasing.suspectRefusals)),
      ("referenceRefusals", .integer(phrasing.referenceRefusals)),
    ])
  }
}
