extension CompactJSON {
  /// A document that was built as a whole.
  mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .integer(let value): raw(String(value))
    case .number(let value): number(value)
    case .string(let text): string(text)
    case .array(let values):
      open("[")
      for element in values { self.value(element) }
      close("]")
    case .object(let members):
      open("{")
      for (name, member) in members {
        key(name)
        self.value(member)
      }
      close("}")
    }
  }
}
