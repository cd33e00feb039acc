/// Why a record gave no document.
struct RecordProblem {
  /// The reason to count it under; nil for one that a condition left out.
  let reason: SkipReason?
  /// The reason in words.
  let detail: String

  init(_ reason: SkipReason, _ detail: String) {
    self.reason = reason
    self.detail = detail
  }

  private init() {
    reason = nil
    detail = ""
  }

  init(missing path: FieldPath) {
    self.init(.missingField, "no field \"\(printable(path.text))\"")
  }

  init(strange path: FieldPath, _ kind: String, wanted: String = "text") {
    self.init(.notText, "field \"\(printable(path.text))\" is \(kind), not \(wanted)")
  }

  /// Nothing but white space.
  static let empty = RecordProblem(.empty, "empty text")
  /// Left out by a condition.
  static let unselected = RecordProblem()
}
