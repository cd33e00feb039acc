/// A usage error of argument-parser as one line that says what would help.
struct UsageMessage {
  let text: String

  /// The message in `lines`, as argument-parser breaks it, about `arguments`.
  init(_ lines: [String], arguments: [String]) {
    let first = lines.first ?? ""
    var message = first.hasPrefix("Error: ") ? String(first.dropFirst("Error: ".count)) : first
    for line in lines.dropFirst() {
      let isContinuation = line.hasPrefix("  ") || line.hasPrefix("Please ")
      // What continues the message is argument-parser's own; any other line end was in an argument.
      message += isContinuation ? " " + line.trimmingPrefix(while: { $0 == " " }) : "\n" + line
    }
    text = Self.attachedValue(message) ?? Self.negativeValue(message, arguments) ?? message
  }

  /// Placeholders of options whose value is a number of 0 or more.
  private static let numbers: Set<Substring> = [
    "<number>", "<limit>", "<share>", "<words>", "<seconds>",
  ]

  /// What to say of an option with a negative number behind it, which argument-parser takes for another option; nil
  /// for another message.
  private static func negativeValue(_ message: String, _ arguments: [String]) -> String? {
    guard let match = message.firstMatch(of: /^Missing value for '(--?[A-Za-z-]+) (<[^>]*>)'/),
      let (option, value) = zip(arguments, arguments.dropFirst()).first(where: { option, value in
        option == match.1 && value.wholeMatch(of: /-[0-9.]+%?/) != nil
      })
    else { return nil }
    return numbers.contains(match.2)
      ? "\(option) \(value): a negative number is no value for it; give one that is not"
      : "\(option) \(value): what begins with - is taken for an option; write \(option)=\(value) if it is meant"
  }

  /// What to say of an option with its value in the same argument, such as `-ofile`, which argument-parser takes for a
  /// row of flags; nil for another message.
  private static func attachedValue(_ message: String) -> String? {
    guard
      let match = message.firstMatch(
        of: /^Unknown option '-(.+?)'.* or: Missing value for '-(.)(?: .*)?' in '/)
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
