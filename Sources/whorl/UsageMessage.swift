/// A usage error of argument-parser as one line that says what would help.
struct UsageMessage {
  let text: String

  /// The message in `lines`, as argument-parser breaks it.
  init(_ lines: [String]) {
    let first = lines.first ?? ""
    var message = first.hasPrefix("Error: ") ? String(first.dropFirst("Error: ".count)) : first
    for line in lines.dropFirst() {
      let isContinuation = line.hasPrefix("  ") || line.hasPrefix("Please ")
      // What continues the message is argument-parser's own; any other line end was in an argument.
      message += isContinuation ? " " + line.trimmingPrefix(while: { $0 == " " }) : "\n" + line
    }
    text = Self.attachedValue(message) ?? message
  }

  /// What to say of an option with its value in the same argument, such as `-j4`, which argument-parser takes for a
  /// row of flags; nil for another message.
  private static func attachedValue(_ message: String) -> String? {
    guard
      let match = message.firstMatch(of: /^Unknown option '-(.+?)'.* or: Missing value for '-(.) .*' in '/)
    else { return nil }
    let (argument, option) = (String(match.1), String(match.2))
    guard let place = argument.firstIndex(of: option.first ?? " ") else { return nil }
    let flags = argument[..<place].map { "-\($0) " }.joined()
    var value = argument[argument.index(after: place)...]
    if value.hasPrefix("=") { value = value.dropFirst() }
    return "'-\(argument)' is no option: the value of -\(option) is an argument of its own, as in "
      + "'\(flags)-\(option) \(value)'"
  }
}
