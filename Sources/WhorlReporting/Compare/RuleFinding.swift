public import RulePacks

/// A place in a suspect's documents at which a rule of a pack holds.
public struct RuleFinding: Sendable, Equatable {
  /// The rule, as `pack/rule`.
  public var rule: String
  /// The rule's severity.
  public var severity: RuleSeverity
  /// What the rule says of it; the rule's id where it says nothing.
  public var message: String
  /// The path of the input that holds the record; `-` for standard input.
  public var path: String
  /// The line on which the record starts in it, from 1.
  public var line: Int
  /// The record's own id; nil if it has none.
  public var document: String?
  /// The bytes of the document's text.
  public var range: Range<Int>
  /// What stands there.
  public var text: String
  /// What a baseline and SARIF know the finding by: it depends on rule, record and passage, and not on where the
  /// record stands.
  public var fingerprint: UInt64

  /// A finding.
  public init(
    rule: String, severity: RuleSeverity, message: String, path: String, line: Int, document: String?,
    range: Range<Int>, text: String, fingerprint: UInt64
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.path = path
    self.line = line
    self.document = document
    self.range = range
    self.text = text
    self.fingerprint = fingerprint
  }

  /// The fingerprint as sixteen hexadecimal digits.
  var fingerprintText: String { StableDigits.of(fingerprint) }
}
