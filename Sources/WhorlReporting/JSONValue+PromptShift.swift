import WhorlKit

extension JSONValue {
  /// How much two mixes of prompts differ: `value` and `differs`; null where that is not known.
  static func promptShift(_ shift: PromptShift?) -> JSONValue {
    guard let shift else { return .null }
    return .object([("value", .number(shift.value)), ("differs", .boolean(shift.isCertain))])
  }
}
